"""Stories for readers. Everything starts from `public(at=…)`; no working copy is ever read."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from lib.addresses import lasting_url
from lib.frames import for_frames
from lib.pages import list_page, without_parameters

from . import notices, past, presenters
from .filters import (
    LATEST_BEGUN,
    LATEST_ISSUED,
    NEWEST_FIRST,
    CorrectionList,
    StoryFilter,
    StoryUpdateList,
)
from .forms import offer_choices
from .models import Correction, CoveredAddress, Picture, PublicStory, PublishedVersion, Quote
from .picture_files import CONTENT_TYPES
from .presenters.cards import quote_card, story_card
from .structured_data import news_article

View = Callable[..., HttpResponse]


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    filterset = StoryFilter(request.GET, PublicStory.objects.live(at).for_lists())
    page = list_page(request, filterset, NEWEST_FIRST)
    offer_choices(page.form, at)
    context = {
        "nav": "stories",
        "page": page,
        "sections": presenters.sections(at),
        "stories": presenters.story_lines(page.rows),
        "asked": presenters.asked(filterset, request.path),
    }
    return render(request, "articles/list.html", context, status=page.status)


def of_live_story(rest: str = "") -> Callable[[View], View]:
    """Gives a view the live version at its address; `rest` follows the story's own address.

    Answers itself for an address that has moved on, was taken down, or never was one of ours.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(
            request: HttpRequest, year: int, month: int, slug: str, **kwargs: Any
        ) -> HttpResponse:
            at = timezone.now()
            after = rest.format(**kwargs)
            live = PublishedVersion.objects.public(at).for_page().filter(slug=slug).newest_first()
            if not live:
                return formerly(request, slug, at, after)
            # Two stories of different months may share the last part of their address.
            here = [one for one in live if one.get_absolute_url() + after == request.path]
            if not here:
                return redirect(live[0].get_absolute_url() + after, permanent=True)
            return view(request, here[0], at, **kwargs)

        return answer

    return decorate


@require_safe
@without_parameters
@of_live_story()
def article(request: HttpRequest, live: PublishedVersion, at: datetime) -> HttpResponse:
    page = presenters.article_page(live, at)
    context = {"nav": "stories", "page": page}
    card = story_card(page.story, page.corrections, settings.SITE_NAME)
    if card:
        context["card"] = card
    context["structured_data"] = news_article(
        page,
        site_url=lasting_url(request),
        site_name=settings.SITE_NAME,
        card=card.url if card else "",
    )
    return render(request, "articles/article.html", context)


@require_safe
@without_parameters
@of_live_story("versions/")
def versions(request: HttpRequest, live: PublishedVersion, at: datetime) -> HttpResponse:
    context = {
        "nav": "stories",
        "story": presenters.story_line(live),
        "lines": past.version_lines(live, at),
    }
    return render(request, "articles/versions.html", context)


@require_safe
@without_parameters
@of_live_story("versions/{number}/")
def version(
    request: HttpRequest, live: PublishedVersion, at: datetime, number: int
) -> HttpResponse:
    """A version that is over. The one that is live has its own address."""
    if number == live.number:
        return redirect(live)
    seen = list(past.seen_versions(live, at))
    place = next((i for i, one in enumerate(seen) if one.number == number), None)
    if place is None:
        raise Http404
    context = {
        "nav": "stories",
        "page": past.past_page(seen[place], at),
        "current": presenters.story_line(live),
        "until": seen[place - 1].live_from,
        "versions_url": past.versions_url(live),
    }
    return render(request, "articles/version.html", context)


def formerly(request: HttpRequest, slug: str, at: datetime, rest: str) -> HttpResponse:
    """An address that no live version has: moved on, taken down, or never one of ours."""
    begun = PublishedVersion.objects.begun(at).filter(slug=slug).select_related("article")
    covered = CoveredAddress.objects.standing().filter(slug=slug).select_related("article")
    earlier = begun.first() or covered.order_by("-pk").first()
    if earlier is None:
        raise Http404
    gone = getattr(earlier, "answer", "") == CoveredAddress.Answer.GONE
    if gone or earlier.article.pulled_at is not None:
        # Neutral words, and nobody keeps them: the story may be put back.
        response = render(request, "410.html", status=410)
        response["Cache-Control"] = "no-store"
        return response
    live = get_object_or_404(PublishedVersion.objects.public(at), article=earlier.article_id)
    return redirect(live.get_absolute_url() + rest, permanent=True)


@require_safe
@without_parameters
def quote(request: HttpRequest, pk: int) -> HttpResponse:
    at = timezone.now()
    found = get_object_or_404(Quote.objects.public(at), pk=pk)
    page = presenters.quote_page(found, at)
    context = {"nav": "stories", "page": page, "card": quote_card(page, settings.SITE_NAME)}
    return render(request, "articles/quote.html", context)


@for_frames
def embed_quote(request: HttpRequest, pk: int, *, pinned: datetime | None) -> HttpResponse:
    """A quotation in the frame of another site, while a live story prints it."""
    now = timezone.now()
    found = get_object_or_404(Quote.objects.public(now), pk=pk)
    then = get_object_or_404(Quote.objects.public(pinned), pk=pk) if pinned else found
    context = {
        "page": presenters.quote_page(then, pinned or now),
        "record": reverse("articles:quote", args=[pk]),
        "pinned": pinned,
        "changed": then.shown_id != found.shown_id,
    }
    return render(request, "embed/quote.html", context)


@require_safe
def correction_list(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    filterset = CorrectionList(request.GET, Correction.objects.each_once(at))
    page = list_page(request, filterset, LATEST_ISSUED)
    context = {"page": page, "lines": notices.notice_lines(page.rows, at)}
    return render(request, "articles/correction_list.html", context, status=page.status)


@require_safe
def story_updates(request: HttpRequest) -> HttpResponse:
    """What was changed in which story when, the latest first; what was first published is not."""
    at = timezone.now()
    changed = PublishedVersion.objects.changed_something(at).only("article", "kind", "live_from")
    page = list_page(request, StoryUpdateList(request.GET, changed), LATEST_BEGUN)
    context = {"page": page, "lines": past.story_updates(page.rows, at)}
    return render(request, "articles/update_list.html", context, status=page.status)


@require_safe
@without_parameters
def correction(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One notice by itself, as it was issued, with a way to what it is about."""
    at = timezone.now()
    found = get_object_or_404(Correction.objects.public(at), uuid=uuid)
    [line] = notices.notice_lines([found], at)
    return render(request, "articles/correction.html", {"line": line})


@require_safe
def picture(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The copy for readers of a picture that a live story shows."""
    shown = get_object_or_404(Picture.objects.public(timezone.now()), uuid=uuid)
    copy = shown.web_copy
    content_type = CONTENT_TYPES.get(Path(copy.name).suffix.lower())
    if content_type is None or not copy.storage.exists(copy.name):
        raise Http404
    changed = int(copy.storage.get_modified_time(copy.name).timestamp())
    etag = quote_etag(f"{shown.uuid.hex}-{changed:x}-{copy.size:x}")
    response = get_conditional_response(request, etag, changed)
    if response is None:
        response = FileResponse(copy.open("rb"), content_type=content_type)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed)
    # What a published picture shows never changes, so a browser need not ask on each reload. But it
    # may go, and copies in browsers and shared caches cannot be called back: a pulled story takes
    # its pictures along within a minute, as it goes itself. So nobody keeps them for longer.
    response["Cache-Control"] = "public, max-age=60, must-revalidate, immutable"
    return response


@require_safe
def picture_size(request: HttpRequest, uuid: UUID, name: str) -> HttpResponseBase:
    """The same in one of its widths, under a name that says what it holds.

    A browser keeps what it has been shown, for good; caches that others read from ask each minute.
    """
    shown = get_object_or_404(Picture.objects.public(timezone.now()), uuid=uuid)
    file = shown.file_of(f"{name}.avif")
    storage = shown.web_copy.storage
    if file is None or not storage.exists(file):
        raise Http404
    etag = quote_etag(name)
    response = get_conditional_response(request, etag)
    if response is None:
        response = FileResponse(storage.open(file), content_type="image/avif")
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=31536000, s-maxage=60, immutable"
    return response
