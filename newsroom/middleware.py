"""Public pages are kept whole and answered early; what readers may do with a page is said here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from newsroom.lib import caching
from newsroom.lib.filters import without_tracking

# Copies that we cannot call back, in browsers and shared caches, live this long: so a pulled
# story is gone everywhere within a minute.
MAX_AGE = 60
# With this and the number in settings.CACHES, kept pages take 64 MB of a process at the worst.
LARGEST = 128 * 1024


@dataclass(frozen=True)
class Kept:
    """A page as it was made, and until when it may be shown."""

    generations: dict[str, str]
    until: datetime
    headers: list[tuple[str, str]]
    content: bytes

    def is_good(self, now: datetime) -> bool:
        return now < self.until and caching.generations(self.generations) == self.generations


class PublicPages:
    """Answers anonymous readers from kept pages, before sessions, views and database."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_public(request):
            response = self.get_response(request)
            if not response.has_header("Cache-Control"):
                response["Cache-Control"] = "private, no-store"
            return response
        if not settings.PAGES_KEPT_SECONDS:
            return uncached(self.get_response(request))
        kept = caches["pages"].get(page_key(request))
        now = timezone.now()
        if kept is not None and kept.is_good(now):
            return answer(request, kept, now)
        return self.make(request, now)

    def make(self, request, now):
        before = caching.generations([caching.ANYTHING])
        # The view answers in full, also where the reader has the page already: so it can be kept.
        condition = request.META.pop("HTTP_IF_NONE_MATCH", None)
        response = self.get_response(request)
        if condition is not None:
            request.META["HTTP_IF_NONE_MATCH"] = condition
        if not may_be_kept(request, response):
            return uncached(response)
        generations = caching.generations({caching.ANYTHING, *caching.tags_of(request)})
        anything = generations.pop(caching.ANYTHING, None)
        if anything is None or before != {caching.ANYTHING: anything}:
            # Something changed while the page was made: which state it shows, nobody knows.
            return uncached(response)
        if not response.has_header("ETag"):
            response["ETag"] = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        lifetime = timedelta(seconds=settings.PAGES_KEPT_SECONDS)
        until = min(boundary(now, anything), now + lifetime)
        kept = Kept(generations, until, list(response.items()), response.content)
        if request.method == "GET":
            caches["pages"].set(page_key(request), kept, settings.PAGES_KEPT_SECONDS)
        return answer(request, kept, now)


def is_public(request: HttpRequest) -> bool:
    """A question that anybody may have asked: no log-in, nothing sent, not the desk."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "HTTP_AUTHORIZATION" not in request.META
        and not request.path.startswith(reverse("admin:index"))
    )


def may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    asked_not_to = response.get("Cache-Control", "")
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Vary")
        and "no-store" not in asked_not_to
        and "private" not in asked_not_to
        # A nonce that everybody is shown protects nobody.
        and not hasattr(request, "_csp_nonce")
        and len(response.content) <= LARGEST
    )


def page_key(request: HttpRequest) -> str:
    """Scheme, host, path and the parameters in order, without those of newsletters and such."""
    asked = [
        (name, value)
        for name, values in sorted(without_tracking(request.GET).lists())
        for value in values
    ]
    address = f"{request.scheme}://{request.get_host()}{request.path}?{urlencode(asked)}"
    return f"page:{hashlib.sha256(address.encode()).hexdigest()}"


def boundary(now: datetime, anything: str) -> datetime:
    """The next boundary; asked of the database once, until it is past or anything changes."""
    known_under, moment = caches["pages"].get("boundary", (None, now))
    if known_under != anything or moment <= now:
        moment = caching.next_boundary(now)
        caches["pages"].set("boundary", (anything, moment), None)
    return moment


def answer(request: HttpRequest, kept: Kept, now: datetime) -> HttpResponseBase:
    """The kept page, or 304 where the reader has it."""
    response = HttpResponse(kept.content)
    for name, value in kept.headers:
        response[name] = value
    if not response.has_header("Cache-Control"):
        seconds = min(MAX_AGE, int((kept.until - now).total_seconds()))
        response["Cache-Control"] = f"public, max-age={seconds}, must-revalidate"
    return get_conditional_response(request, etag=response["ETag"], response=response)


def uncached(response: HttpResponseBase) -> HttpResponseBase:
    """A response that is not kept here. Errors are kept nowhere: what is pulled may come back."""
    if response.status_code >= 400:
        response["Cache-Control"] = "no-store"
    elif not response.has_header("Cache-Control"):
        response["Cache-Control"] = "no-cache"
    return response


class PermissionsPolicy:
    """No page of ours needs a reader's camera, place or payment; nothing injected gets them."""

    NOTHING = ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer",
            "browsing-topics",
            "camera",
            "display-capture",
            "geolocation",
            "gyroscope",
            "microphone",
            "payment",
            "usb",
        )
    )

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response["Permissions-Policy"] = self.NOTHING
        return response
