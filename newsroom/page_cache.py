"""Public pages are kept whole and answered early; what readers may do with a page is said here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers

from deeds import generation
from lib.addresses import site_url
from lib.boundaries import boundary
from lib.compression import FEWEST_BYTES, accepts_gzip, gzipped, is_worth_compressing, unpacked
from lib.filters import without_tracking

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# Copies that we cannot call back, in browsers and shared caches, live this long: so a pulled
# story is gone everywhere within a minute.
MAX_AGE = 60
# Of plain content. A strike of 200 trusts is 400 kB; what all kept pages take together is bounded
# by settings.CACHES.
LARGEST = 1024 * 1024
CORS_PATHS = re.compile(settings.CORS_URLS_REGEX)
# What is said of the content, which an answer without content has not.
ABOUT_CONTENT = frozenset({"Content-Type", "Content-Length", "Content-Encoding"})
# What readers send that no public page may depend on: see `as_anybody`.
PERSONAL = ("HTTP_COOKIE", "HTTP_ACCEPT_LANGUAGE", "HTTP_RANGE")
# Where pages are kept, these are looked at when a page is shown; else by its view.
CONDITIONS = ("HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH")


@dataclass(frozen=True)
class Kept:
    """A page as it was made, and until when it may be shown.

    Its content lies there once, compressed where that is worth it: so a process holds six times as
    many pages. Hardly anybody asks for it plain, and unpacking a list takes 0.07 ms. `headers` are
    those of the plain page: that there are two is said when it is shown.
    """

    generation: str
    until: datetime
    headers: dict[str, str]
    content: bytes
    is_gzipped: bool

    @classmethod
    def of(cls, response: Any) -> Kept:
        content: bytes = response.content
        is_worth_it = is_worth_compressing(response["Content-Type"])
        is_worth_it = is_worth_it and len(content) >= FEWEST_BYTES
        return cls(
            response.generation,
            response.good_until,
            dict(response.items()),
            gzipped(content) if is_worth_it else content,
            is_worth_it,
        )

    @property
    def nbytes(self) -> int:
        """What it takes of the memory of the process: its headers are much the same for all."""
        return 3_000 + len(self.content)

    def is_good(self, now: datetime) -> bool:
        return now < self.until and generation() == self.generation


class KeptPages:
    """Outermost: answers anonymous readers from kept pages, with every header, and does no more.

    `PublicPages`, further in, says which pages may be kept. What never reaches it, such as static
    files and the way to HTTPS, goes through here untouched.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.PAGES_KEPT_SECONDS or not is_anonymous(request):
            return self.get_response(request)
        key, now = page_key(request), timezone.now()
        kept = caches["pages"].get(key) if key else None
        if kept is None or not kept.is_good(now):
            response = self.get_response(request)
            if not hasattr(response, "good_until"):
                return response
            kept = Kept.of(response)
            if key and request.method == "GET":
                caches["pages"].set(key, kept, settings.PAGES_KEPT_SECONDS)
        return answer(request, kept, now)


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
        """The whole page; what `KeptPages` may keep has `generation` and `good_until`."""
        now = timezone.now()
        before = generation()
        # An answer is whole, also where this reader has it already: so it can be kept.
        with as_anybody(request, besides=CONDITIONS):
            response: Any = self.get_response(request)
        if not before or not may_be_kept(request, response):
            return response
        if generation() != before:
            # Something changed while the page was made: which state it shows, nobody knows.
            return response
        if not response.has_header("ETag"):
            response["ETag"] = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        lifetime = timedelta(seconds=settings.PAGES_KEPT_SECONDS)
        response.generation = before
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
    if asked := parameters(request):
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


def page_key(request: HttpRequest) -> str | None:
    """Scheme, host, path and the parameters in order, without those of newsletters and such.

    And whether another site asks, where answers say so. None for what is refused further in, with
    every header: a host that is not ours, a thousand parameters, no JSON from the API.
    """
    if CORS_PATHS.match(request.path_info) and not request.accepts("application/json"):
        return None
    query = request.META.get("QUERY_STRING")
    try:
        # A port that somebody made up makes no page of its own.
        host = (split_domain_port(request.get_host())[0], site_url(request))
        asked = sorted(without_tracking(request.GET).lists()) if query else []
    except SuspiciousOperation:
        return None
    address = repr((request.scheme, host, request.path, asked, of_another_site(request)))
    return f"page:{hashlib.sha256(address.encode()).hexdigest()}"


def of_another_site(request: HttpRequest) -> bool:
    """Whether the answer has the headers of CORS, which are the same for every other site."""
    origin = request.META.get("HTTP_ORIGIN")
    if not origin or not CORS_PATHS.match(request.path_info):
        return False
    try:
        urlsplit(origin)
    except ValueError:
        # CORS passes over what it cannot read: kept as one, the next site would miss the headers.
        return False
    return True


def answer(request: HttpRequest, kept: Kept, now: datetime) -> HttpResponseBase:
    """The kept page, 304 where the reader has it, or 412 for a condition that it does not meet."""
    page = HttpResponse(headers=kept.headers)
    if not kept.is_gzipped:
        page.content = kept.content
    else:
        patch_vary_headers(page, ["Accept-Encoding"])
        if accepts_gzip(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            page.content = kept.content
            page["Content-Encoding"] = "gzip"
            page["Content-Length"] = str(len(kept.content))
        elif request.method != "HEAD":
            page.content = unpacked(kept.content)
    if not page.has_header("Cache-Control"):
        seconds = min(MAX_AGE, int((kept.until - now).total_seconds()))
        page["Cache-Control"] = f"public, max-age={seconds}, must-revalidate"
    response = get_conditional_response(request, etag=page["ETag"], response=page)
    if request.method == "HEAD":
        response.content = b""
    if response is not page:
        # No middleware adds the headers that go along with every answer: this one is outermost.
        for name, value in page.items():
            if name not in ABOUT_CONTENT:
                response.headers.setdefault(name, value)
    return uncached(response)


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
