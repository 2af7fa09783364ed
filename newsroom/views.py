"""The front page, how we work, and what is said when something went wrong."""

import re
import sys
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views import defaults
from django.views.decorators.http import require_safe

from articles.models import PublicStory
from articles.presenters import lead_picture, story_lines
from deeds.memory import remembered
from hospitals.models import DisruptionFigure, PublicFigure, Strike
from hospitals.presenters import figures, strikes
from lib import disk
from lib.pages import without_parameters
from lib.problems import PROBLEM, problem_response

MOST_STORIES = 9
MOST_STRIKES = 5
MOST_FIGURES = 5

# Fields that forms carry along, and what nobody should read on a screen.
NOT_TYPED = re.compile(r"^_|password|csrf|_FORMS$|^as_opened$|^opened_version$|^next$|-id$")

# (name, words) of the pages about how we work, in the order in which they link to each other.
POLICIES = [
    ("about_checking", "How we check"),
    ("about_sources", "Named and unnamed sources"),
    ("about_corrections", "How we correct"),
]


@require_safe
@without_parameters
def about(request: HttpRequest, page: str) -> HttpResponse:
    return render(request, f"about/{page}.html", {"pages": POLICIES})


@require_safe
@without_parameters
def home(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    live = PublicStory.objects.live(at).newest_first().for_lists()
    latest = list(live[:MOST_STORIES])
    lead, *stories = story_lines(latest) or [None]
    context = {
        "lead": lead,
        "picture": lead_picture(latest[0].version_id) if latest else None,
        "stories": stories,
        **remembered("facts of the front page", lambda: latest_facts(at), at),
    }
    return render(request, "home.html", context)


def latest_facts(at: datetime) -> dict[str, Any]:
    return {
        "strikes": [strikes.strike_line(strike, at) for strike in coming_strikes(at)],
        "figures": figures.lines(latest_figures(at), at),
    }


def coming_strikes(at: datetime) -> QuerySet[Strike]:
    """Strikes that are under way or have dates ahead of them; the next one first."""
    coming = strikes.for_strike_lines(Strike.objects.public(at), at).with_dates(public_at=at)
    return coming.on_or_coming(at).order_by("first_day", "pk")[:MOST_STRIKES]


def latest_figures(at: datetime) -> list[PublicFigure]:
    """Numbers lately released, the newest first."""
    released = DisruptionFigure.objects.public(at).standing().order_by("-released_at", "-pk")
    latest = list(released.values_list("pk", flat=True)[:MOST_FIGURES])
    rows = PublicFigure.objects.live(at).filter(figure__in=latest).for_lines()
    return sorted(rows, key=lambda row: latest.index(row.figure_id))


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
