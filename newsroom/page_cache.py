"""Public pages are kept whole, and answered before anything else runs."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers

from deeds import generation
from lib.addresses import site_url
from lib.compression import FEWEST_BYTES, accepts_gzip, gzipped, is_worth_compressing, unpacked
from lib.filters import without_tracking
from newsroom.public_pages import GetResponse, is_anonymous, uncached

# Copies that we cannot call back, in browsers and shared caches, live this long: so a pulled
# story is gone everywhere within a minute.
MAX_AGE = 60
CORS_PATHS = re.compile(settings.CORS_URLS_REGEX)
# What is said of the content, which an answer without content has not.
ABOUT_CONTENT = frozenset({"Content-Type", "Content-Length", "Content-Encoding"})


@dataclass(frozen=True)
class Kept:
    """A page as it was made, and from when until when it may be shown: not before it was made, as
    a clock that is put back makes what had begun lie ahead again.

    Its content lies there once, compressed where that is worth it: so a process holds six times as
    many pages. Hardly anybody asks for it plain, and unpacking a list takes 0.07 ms. `headers` are
    those of the plain page: that there are two is said when it is shown.
    """

    generation: str
    since: datetime
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
            response.made_at,
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
        return self.since <= now < self.until and generation() == self.generation


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
