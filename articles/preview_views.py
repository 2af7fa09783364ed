"""An unpublished story for somebody without a log-in, over a link that the desk has lent.

Not under the desk, so that nobody is asked to log in, and nowhere that readers are led to. Whoever
has no open link gets one and the same answer, whatever they asked for.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from .models import PreviewLink
from .picture_files import private_copy
from .preview import pictures_in, preview
from .workflow.content import moment_of
from .workflow.previewing import (
    changed_since,
    kept_by_terms,
    kept_content,
    note_opening,
    open_preview,
)

View = Callable[..., HttpResponseBase]


def over_a_link(view: View) -> View:
    """Gives a view the open link of the token in its address, and the time.

    Nothing of what it answers is kept, found by search engines, or told to the next site.
    """

    @wraps(view)
    def answer(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        at = timezone.now()
        link = open_preview(token, at)
        try:
            response = view(request, link, at, token, **kwargs) if link else gone(request)
        except Http404:
            response = gone(request)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Referrer-Policy"] = "no-referrer"
        return response

    shown: View = require_safe(answer)
    return shown


def gone(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/preview_gone.html", status=410)


@over_a_link
def lent(request: HttpRequest, link: PreviewLink, at: Any, token: str) -> HttpResponse:
    content = kept_content(link, at)
    # Terms may have been tightened since it was lent.
    if kept_by_terms(content, at):
        return gone(request)
    if request.method == "GET":
        note_opening(link, at)
    made = preview(
        content,
        by=link.made_by,
        at=moment_of(link.article, at),
        pictures=f"{reverse('articles:preview', args=[token])}pictures/",
    )
    context = {
        "nav": "stories",
        "page": made.page,
        "link": link,
        "changed": changed_since(link),
        "unseen": len(made.hidden),
        "embargo": link.article.embargo_until
        if link.article.embargo_until and link.article.embargo_until > at
        else None,
    }
    return render(request, "articles/preview.html", context)


@over_a_link
def lent_picture(
    request: HttpRequest, link: PreviewLink, at: Any, token: str, uuid: UUID, name: str = ""
) -> HttpResponseBase:
    """A picture of this story as it was lent, and of no other."""
    content = kept_content(link, at)
    found = next((each for each in pictures_in(content) if each.uuid == uuid), None)
    if found is None or kept_by_terms(content, at):
        raise Http404
    return private_copy(found, name)
