"""Answers as they would have been at an earlier moment, and how long any answer keeps."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, time
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.dateparse import parse_date, parse_datetime
from rest_framework.request import Request

from lib.problems import BadParameters

FIRST_YEAR = 1948
AS_OF = "“as_of” is a day or a moment that is past: 2023-04-19, or 2023-04-19T07:00:00+01:00."


class AsOf:
    """For views that can answer as they would have at an earlier moment.

    `at` is that moment, or now. What has been pulled or withdrawn since stays hidden, and terms
    are those of today. Such an answer is kept by no cache and indexed by no search engine.
    """

    looks_back = True
    at: datetime | None = None
    looking_back = False

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        given = request.query_params.getlist("as_of") if self.looks_back else []
        # One that is given twice is refused with the other parameters.
        asked = given[0].strip() if len(given) == 1 else ""
        self.at = moment_of(asked) if asked else timezone.now()
        self.looking_back = bool(asked)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        done = super().finalize_response(request, response, *args, **kwargs)  # type: ignore[misc]
        if self.looking_back:
            done["Cache-Control"] = "private, no-store"
            done["X-Robots-Tag"] = "noindex"
        elif done.status_code == 200:
            done["Cache-Control"] = "public, no-cache"
            if not done.streaming:
                done.add_post_render_callback(lambda rendered: unless_unchanged(request, rendered))
        return done


def moment_of(asked: str) -> datetime:
    """The moment that `as_of` names: of a day its end, of today now; London where none is said.

    Raises BadParameters for what cannot be read, and for the future.
    """
    now = timezone.now()
    # An unescaped + in an address arrives as a space.
    asked = re.sub(r"(T\S+) (\d\d:?\d\d)$", r"\1+\2", asked)
    try:
        on = parse_date(asked)
        at = datetime.combine(on, time.max) if on else parse_datetime(asked)
    except ValueError:
        at = None
    if at is None or at.year < FIRST_YEAR:
        raise BadParameters({"as_of": [AS_OF]})
    if timezone.is_naive(at):
        at = timezone.make_aware(at)
    if on == timezone.localdate():
        return now
    if at > now:
        raise BadParameters({"as_of": [f"“{asked}” is still to come. {AS_OF}"]})
    return at


def asked_as_of(request: HttpRequest) -> tuple[datetime | None, list[str]]:
    """For a page: the earlier moment that its address names, and what is wrong with it."""
    asked = request.GET.get("as_of", "").strip()
    try:
        return (moment_of(asked) if asked else None), []
    except BadParameters as refusal:
        return None, refusal.errors["as_of"]


def unless_unchanged(request: Request, response: Any) -> Any:
    """The response with a weak ETag of its content; 304 where the reader has the same already."""
    digest = hashlib.sha256(response.content).hexdigest()[:32]
    response["ETag"] = f'W/"{digest}"'
    return get_conditional_response(request, etag=response["ETag"], response=response)
