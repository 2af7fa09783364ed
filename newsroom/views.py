"""The front page, how we work, and what is said when something went wrong."""

import re
import sys
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views import defaults
from django.views.decorators.http import require_safe

from articles.filters import NEWEST_FIRST, StoryList
from articles.models import Contributor, PublicStory, Section
from articles.presenters import sections
from deeds.memory import remembered
from lib import disk
from lib.addresses import site_url
from lib.filters import check_parameters, without_tracking
from lib.pages import list_page, without_parameters
from lib.problems import PROBLEM, problem_response
from newsroom.front_page import front_page, story_cards
from newsroom.publisher import licences, publisher
from newsroom.search import KINDS, search
from newsroom.sections import LaidOut, corrections_to, laid_out

MOST_STORIES = 10
# As in the stylesheet.
TEAL_DEEP = "#084853"

# Fields that forms carry along, and what nobody should read on a screen.
NOT_TYPED = re.compile(r"^_|password|csrf|_FORMS$|^as_opened$|^opened_version$|^next$|-id$")

# (name, words) of the pages about how we work, in the order in which they link to each other.
POLICIES = [
    ("about_checking", "How we check"),
    ("about_sources", "Named and unnamed sources"),
    ("about_corrections", "How we correct"),
]

# The same of the pages that every footer ends with.
IMPRINT = [
    ("publisher", "Who publishes this"),
    ("contact", "Contact"),
    ("complaints", "Complaints"),
    ("privacy", "Privacy"),
    ("accessibility", "Accessibility"),
    ("licences", "Licences"),
]


@require_safe
@without_parameters
def about(request: HttpRequest, page: str) -> HttpResponse:
    return render(request, f"about/{page}.html", {"pages": POLICIES})


@require_safe
@without_parameters
def imprint(request: HttpRequest, page: str) -> HttpResponse:
    """Who publishes this and how to reach them, in the words that an editor has entered."""
    context = {"pages": IMPRINT, "publisher": publisher()}
    if page == "licences":
        context["licences"] = licences()
    return render(request, f"imprint/{page}.html", context)


@require_safe
@without_parameters
def home(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    latest = list(PublicStory.objects.live(at).newest_first().for_lists()[:MOST_STORIES])
    stories = laid_out(story_cards(latest))
    context = {
        "lead": stories.lead,
        "second": stories.second,
        "more": stories.more,
        "front": remembered("facts of the front page", lambda: front_page(at), at),
    }
    return render(request, "home.html", context)


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Without words, the box; with a kind that there is not, what kinds there are."""
    typed, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    problems = check_parameters(without_tracking(request.GET), once=["q", "kind"])
    if kind and kind not in KINDS:
        problems["kind"] = f"“{kind}” is not one of {', '.join(KINDS)}."
    if problems:
        context = {"problems": list(problems.values()), "without_parameters": request.path}
        return render(request, "400.html", context, status=400)
    results = search(typed, timezone.now(), kind) if typed else None
    kinds = [(key, label) for key, (label, _) in KINDS.items()]
    context = {"nav": "search", "typed": typed, "kind": kind, "kinds": kinds, "results": results}
    return render(request, "search.html", context)


@require_safe
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """The first page is laid out as a front page, those after it are lists."""
    at = timezone.now()
    known = Section.objects.public(at)
    found = known.filter(slug=slug).first()
    if found is None:
        return moved(known, slug, "section")
    live = PublicStory.objects.live(at).filter(section=found).for_lists()
    page = list_page(request, StoryList(request.GET, live), NEWEST_FIRST)
    cards = story_cards(page.rows)
    context = {
        "nav": "stories",
        "section": found,
        "sections": sections(at),
        "page": page,
        "stories": LaidOut(None, [], cards) if page.previous_url else laid_out(cards),
    }
    return render(request, "section.html", context, status=page.status)


@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody by the name that stands over stories: nothing of a log-in is read."""
    at = timezone.now()
    known = Contributor.objects.public(at).defer("user")
    found = known.filter(slug=slug).first()
    if found is None:
        return moved(known, slug, "author")
    theirs = PublicStory.objects.live(at).filter(version__contributor_links__contributor=found)
    page = list_page(request, StoryList(request.GET, theirs.for_lists()), NEWEST_FIRST)
    context = {
        "nav": "stories",
        "author": found,
        "page": page,
        "cards": story_cards(page.rows),
        "corrections": corrections_to(found, at),
    }
    return render(request, "author.html", context, status=page.status)


def moved(known: QuerySet, slug: str, route: str) -> HttpResponse:
    """To the present address of what had this slug before."""
    found = known.filter(former_slugs__slug=slug).order_by("-former_slugs__pk").first()
    if found is None:
        raise Http404
    return redirect(route, found.slug, permanent=True)


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone shows of the site when it is kept on its first screen."""
    icons = [
        {"src": static(f"img/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    content = {
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME,
        "start_url": "/",
        "display": "browser",
        "theme_color": TEAL_DEEP,
        "background_color": "#ffffff",
        "icons": icons,
    }
    return JsonResponse(content, content_type="application/manifest+json")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For programs that ask by this name without reading a page."""
    return redirect(static("img/favicon.ico"))


@require_safe
@without_parameters
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read but the desk, and where it is listed."""
    site = site_url(request)
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        "",
        *(f"Sitemap: {site}{reverse(name)}" for name in ("sitemaps", "news_sitemap")),
    ]
    return plain_text(lines)


@require_safe
@without_parameters
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116); the file has to say until when it is good."""
    contact = settings.CONTACT_EMAIL or publisher().email
    if not contact:
        raise Http404
    today = timezone.localdate()
    lines = [
        f"Contact: mailto:{contact}",
        f"Expires: {today.year + 1}-{today.month:02}-01T00:00:00Z",
        "Preferred-Languages: en",
        f"Canonical: {site_url(request)}{request.path}",
    ]
    return plain_text(lines)


def plain_text(lines: Iterable[str]) -> HttpResponse:
    return HttpResponse("".join(f"{line}\n" for line in lines), "text/plain; charset=utf-8")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What Django itself refuses, such as a thousand parameters."""
    if isinstance(exception, DisallowedHost):
        # A page would link to itself, under a name that is not ours.
        return HttpResponseBadRequest("There is no site of that name here.", "text/plain")
    if in_api(request):
        return bare_problem(400, "This request could not be understood.")
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent) and request.method == "POST":
        return render(request, "too_long.html", {"most": most_megabytes()}, status=413)
    return defaults.bad_request(request, exception)


def most_megabytes() -> int:
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024


def server_error(request: HttpRequest) -> HttpResponse:
    if disk.is_full(sys.exc_info()[1]) and request.path.startswith(reverse("admin:index")):
        context = {"typed": what_was_typed(request)}
        return render(request, "admin/disk_full.html", context, status=503)
    if in_api(request):
        sentence = "The fault is ours, and it has been noted. Please try again in a few minutes."
        return bare_problem(500, sentence)
    return defaults.server_error(request)


def not_known_who_sent_it(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of the session that sends it: most often it was open while
    somebody logged in again. At the desk nothing of it is lost."""
    at_desk = request.path.startswith(reverse("admin:index"))
    context = {"typed": what_was_typed(request) if at_desk else [], "next": request.path}
    return render(request, "403_csrf.html", context, status=403)


def took_too_long(request: HttpRequest) -> HttpResponse:
    """A fault of the moment and not of the page: the same may be quick in a minute."""
    if in_api(request):
        sentence = "This took too long, so we stopped it. Ask for less at once, or try again later."
        return bare_problem(503, sentence)
    return render(request, "503.html", status=503)


def what_was_typed(request: HttpRequest) -> list[tuple[str, str]]:
    """[(name of the field, text)] of a form, as far as it can be read, without passwords."""
    try:
        fields = request.POST.lists()
    except Exception:  # the body itself may be what there was no room for
        return []
    return [
        (name, "\n".join(values))
        for name, values in fields
        if any(values) and not NOT_TYPED.search(name)
    ]


def in_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def bare_problem(status: int, sentence: str) -> JsonResponse:
    """Problem details where no view of the API is left to render them."""
    response = JsonResponse(
        problem_response(status, sentence).data, status=status, content_type=PROBLEM
    )
    response["Cache-Control"] = "no-store"
    return response
