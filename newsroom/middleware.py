"""What is done to answers besides keeping them (page_cache.py): compressing, and saying why."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from lib.compression import (
    FEWEST_BYTES,
    accepts_gzip,
    gzipped,
    gzipped_pieces,
    is_worth_compressing,
)
from newsroom.public_pages import GetResponse, is_anonymous, is_of_the_desk
from newsroom.statements import ran_out_of_time
from newsroom.views import took_too_long

logger = logging.getLogger(__name__)


class CompressedAnswers:
    """Compresses what is made for one reader and not kept: lists of the past, files of the API.

    Never what may hold a secret. The length of a compressed page tells how much of what a stranger
    made the reader ask for is in it already, and so, guess by guess, the token of a form (BREACH).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_safe = (
            is_anonymous(request)
            and settings.CSRF_COOKIE_NAME not in request.COOKIES
            and not is_of_the_desk(request)
        )
        response: Any = self.get_response(request)
        # What will be kept is compressed when it is kept, once.
        if is_safe and not hasattr(response, "good_until") and may_be_compressed(response):
            patch_vary_headers(response, ["Accept-Encoding"])
            if accepts_gzip(request.META.get("HTTP_ACCEPT_ENCODING", "")):
                compress(response)
        return response


def may_be_compressed(response: Any) -> bool:
    """Whole answers that set no cookie and are worth it."""
    return (
        response.status_code == 200
        and not response.cookies
        and not response.has_header("Content-Encoding")
        and is_worth_compressing(response.get("Content-Type", ""))
        and (response.streaming or len(response.content) >= FEWEST_BYTES)
    )


def compress(response: Any) -> None:
    if response.streaming:
        response.streaming_content = gzipped_pieces(response.streaming_content)
        del response["Content-Length"]
    else:
        response.content = gzipped(response.content)
        response["Content-Length"] = str(len(response.content))
    response["Content-Encoding"] = "gzip"


class NotAllowed:
    """A form that is sent where pages are only read gets a page with words, not an empty one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != 405 or response.streaming or response.content:
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page


class InTime:
    """What ran out of time at the database is a sentence, and not the bare page of a fault."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not ran_out_of_time(error):
            return None
        logger.error("%s %s ran out of time at the database.", request.method, request.path)
        return took_too_long(request)
