"""Which answers are for everybody, and what browsers and shared caches may do with them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from deeds import generation
from lib.boundaries import boundary
from lib.filters import without_tracking

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# Of plain content. A strike of 200 trusts is 400 kB; what all kept pages take together is bounded
# by settings.CACHES.
LARGEST = 1024 * 1024
# What readers send that no public page may depend on: see `as_anybody`.
PERSONAL = ("HTTP_COOKIE", "HTTP_ACCEPT_LANGUAGE", "HTTP_RANGE")
# So often a page is made again that something changed under.
TRIES = 5
# Where pages are kept, these are looked at when a page is shown; else by its view.
CONDITIONS = ("HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH")


class PublicPages:
    """Says what may be done with a page: whether it is kept here, and what browsers may do."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_anonymous(request) or is_of_the_desk(request):
            response = self.get_response(request)
            if not response.has_header("Cache-Control"):
                response["Cache-Control"] = "private, no-store"
            return response
        if not settings.PAGES_KEPT_SECONDS:
            with as_anybody(request):
                response = self.get_response(request)
            return uncached(response)
        response = self.make(request)
        return response if hasattr(response, "good_until") else unkept(request, response)

    def make(self, request: HttpRequest) -> HttpResponseBase:
        """The whole page; what `KeptPages` may keep has `generation`, `made_at`, `good_until`."""
        for _ in range(TRIES):
            now = timezone.now()
            before = generation()
            # An answer is whole, also where this reader has it already: so it can be kept.
            with as_anybody(request, besides=CONDITIONS):
                response: Any = self.get_response(request)
            if not before or response.streaming or generation() == before:
                break
            # Something changed while the page was made. It may show a headline of before and a
            # body of after: no reader gets to see that.
        else:
            return response
        if not before or not may_be_kept(request, response):
            return response
        if not response.has_header("ETag"):
            response["ETag"] = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        lifetime = timedelta(seconds=settings.PAGES_KEPT_SECONDS)
        response.generation = before
        response.made_at = now
        response.good_until = min(boundary(now, before), now + lifetime)
        return response


def is_anonymous(request: HttpRequest) -> bool:
    """A question that anybody may have asked: no log-in, nothing sent."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "HTTP_AUTHORIZATION" not in request.META
    )


def is_of_the_desk(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("admin:index"))


@contextmanager
def as_anybody(request: HttpRequest, besides: tuple[str, ...] = ()) -> Iterator[None]:
    """Inside, the request is what everybody sends who asks for this page: so the page is theirs.

    No cookie, no language, no range; parameters in one order, as links to the next page of a list
    hold them. `besides` are further headers that are hidden.
    """
    hidden = PERSONAL + besides
    taken = {name: request.META.pop(name) for name in hidden if name in request.META}
    cookies, request.COOKIES = request.COOKIES, {}
    asked = parameters(request)
    if asked is not None:
        request.GET = asked
    try:
        yield
    finally:
        request.META.update(taken)
        request.COOKIES = cookies


def parameters(request: HttpRequest) -> QueryDict | None:
    """Parameters sorted by name, without those of newsletters; None where there is none to read."""
    if not request.META.get("QUERY_STRING"):
        return None
    try:
        given = without_tracking(request.GET)
    except SuspiciousOperation:
        # A thousand parameters: refused further in, with every header.
        return None
    return QueryDict(urlencode(sorted(given.lists()), doseq=True))


def may_be_kept(request: HttpRequest, response: Any) -> bool:
    """Whether this is the whole answer to all who ask.

    Only what is made further in is looked at: that other sites get headers of their own (CORS) and
    that there is a compressed copy is added outside, and says nothing against it.
    """
    asked_not_to = response.get("Cache-Control", "")
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Vary")
        and "no-store" not in asked_not_to
        and "private" not in asked_not_to
        # A nonce that everybody is shown protects nobody.
        and not getattr(request, "csp_nonce", None)
        and len(response.content) <= LARGEST
    )


def unkept(request: HttpRequest, response: Any) -> HttpResponseBase:
    """What the view answered in full, or 304 where the reader has it."""
    # A file is open by now, and its view has looked at its date.
    if response.has_header("ETag") and not response.streaming:
        response = get_conditional_response(request, etag=response["ETag"], response=response)
    return uncached(response)


def uncached(response: HttpResponseBase) -> HttpResponseBase:
    """A response that is not kept here. Errors are kept nowhere: what is pulled may come back."""
    if response.status_code >= 400:
        response["Cache-Control"] = "no-store"
    elif not response.has_header("Cache-Control"):
        response["Cache-Control"] = "no-cache"
    return response
