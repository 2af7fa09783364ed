"""Small pages for the frames of other sites: no script, no cookie, in no search engine."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from html import escape
from typing import Any

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from lib.as_of import asked_as_of

NOTHING = "There is nothing here, or nothing any more."


def for_frames(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Any site may frame what the view answers. It is handed `pinned`, the moment that the frame
    holds fast to (`as_of`), or None where it follows what is known now.

    What there is not is said in the frame: a browser shows nothing of our other pages there.
    """

    @wraps(view)
    def framed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        pinned, problems = asked_as_of(request)
        if problems:
            response = empty_frame(request, problems[0], 400)
        else:
            try:
                response = view(request, *args, pinned=pinned, **kwargs)
            except Http404:
                response = empty_frame(request, NOTHING, 404)
        response["X-Robots-Tag"] = "noindex"
        return response

    anywhere: Any = csp_replace({"frame-ancestors": ["*"]})
    shown: Callable[..., HttpResponse] = require_safe(xframe_options_exempt(anywhere(framed)))
    return shown


def empty_frame(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return render(request, "embed/nothing.html", {"sentence": sentence}, status=status)


def frame_code(address: str, title: str, height: int, width: int | str = "100%") -> str:
    """What another site puts into its page. `address` is a full link."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="{width}" '
        f'height="{height}" frameborder="0" loading="lazy"></iframe>'
    )
