"""What every part of the API does alike: keyset pages, strict parameters, problem details.

Errors are RFC 9457 problem details; `errors` names the parameter and says what would be right.
Answers carry an ETag, so that asking again costs little while nothing has changed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import cached_property
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.dateparse import parse_date, parse_datetime
from drf_spectacular.utils import OpenApiParameter
from rest_framework import exceptions
from rest_framework.filters import BaseFilterBackend
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import set_rollback
from rest_framework.viewsets import GenericViewSet

from lib.addresses import site_url
from lib.filters import StrictFilterSet, check_parameters, nearest, without_tracking
from lib.keyset import Keyset
from lib.keyset import both_ways as both_ways
from lib.openapi import (
    filter_parameters,
    page_parameters,
    page_schema,
    selection,
)
from lib.pages import neighbours
from lib.refusals import Refused
from lib.shapes import chosen, names_of

LONDON = timezone.get_default_timezone()
PROBLEM = "application/problem+json"
FIRST_YEAR = 1948
AS_OF = "“as_of” is a day or a moment that is past: 2023-04-19, or 2023-04-19T07:00:00+01:00."


class BadParameters(exceptions.APIException):
    """Parameters that we do not understand: `errors` holds the sentences by parameter."""

    status_code = 400
    default_detail = "Some parameters could not be understood."

    def __init__(self, errors: Mapping[str, Iterable[str]]) -> None:
        super().__init__()
        self.errors = {name: list(sentences) for name, sentences in errors.items()}


def problem(exception: Exception, context: Mapping[str, Any]) -> Response | None:
    """DRF's exception handler: {type, title, status, detail, errors: [{parameter, message}]}.

    None, which raises the exception again, for what is our own fault.
    """
    if isinstance(exception, Http404):
        exception = exceptions.NotFound("There is nothing at this address.")
    elif isinstance(exception, PermissionDenied):
        exception = exceptions.PermissionDenied()
    elif isinstance(exception, ValidationError):
        exception = BadParameters({"": exception.messages})
    if not isinstance(exception, exceptions.APIException):
        return None
    set_rollback()
    headers = {}
    if wait := getattr(exception, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return problem_response(
        exception.status_code, str(exception.detail), getattr(exception, "errors", {}), headers
    )


def problem_response(
    status: int,
    detail: str,
    errors: Mapping[str, Iterable[str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    listed = [
        {"parameter": name, "message": sentence}
        for name, sentences in (errors or {}).items()
        for sentence in sentences
    ]
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": listed,
    }
    return Response(body, status=status, headers=dict(headers or {}), content_type=PROBLEM)


class StrictFilterBackend(BaseFilterBackend):
    """Filters by the view's `filterset_class`; whatever is doubtful is BadParameters."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> Any:
        filterset: StrictFilterSet = view.filterset_class(
            request.query_params, queryset, also_allowed=view.also_allowed()
        )
        if filterset.problems:
            raise BadParameters(filterset.problems)
        view.filterset = filterset
        return filterset.rows


class KeysetPagination(BasePagination):
    """{next, previous, results}, in the view's order; the links are absolute.

    `page_size` is 1 to 100 and travels with the links; a cursor works under its own search only.
    """

    page_size = 20
    max_page_size = 100

    def paginate_queryset(
        self, queryset: QuerySet[Any], request: Request, view: Any = None
    ) -> list[Any]:
        data = view.filterset.data
        scope = {**view.filterset.scope, "as_of": data.getlist("as_of")}
        try:
            page = view.order(data).page(
                queryset,
                page_size(data, self.page_size, self.max_page_size),
                data.get("cursor"),
                scope,
            )
        except Refused as refusal:
            raise BadParameters({"cursor": refusal.messages}) from refusal
        self.previous_url, self.next_url = (
            absolute(request, url) if url else None for url in neighbours(request.path, data, page)
        )
        return list(page.rows)

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.next_url, "previous": self.previous_url, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        return page_schema(schema)


def page_size(data: Mapping[str, Any], usual: int, most: int) -> int:
    asked = data.get("page_size") or str(usual)
    size = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 0
    if not 1 <= size <= most:
        raise BadParameters({"page_size": [f"“page_size” is a whole number from 1 to {most}."]})
    return size


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


def unless_unchanged(request: Request, response: Any) -> Any:
    """The response with a weak ETag of its content; 304 where the reader has the same already."""
    digest = hashlib.sha256(response.content).hexdigest()[:32]
    response["ETag"] = f'W/"{digest}"'
    return get_conditional_response(request._request, etag=response["ETag"], response=response)


class ReadOnlyViewSet(AsOf, GenericViewSet[Any]):
    """A list and its records, read-only.

    A subclass gives `get_queryset` (from `public(self.at)`), `filterset_class`, `keyset`,
    `lookup_field`, `shape` (of the records in a list; `detail_shape` of one alone) and `present`.
    `orders` are the names that `ordering` takes, and `looks_back` says whether `as_of` is one of
    its parameters.
    """

    filter_backends = [StrictFilterBackend]
    pagination_class = KeysetPagination
    filterset_class: type[StrictFilterSet]
    keyset: Keyset
    orders: Mapping[str, Keyset] = {}
    shape: type[Any]
    detail_shape: type[Any] | None = None
    looks_back = False

    def get_serializer_class(self) -> type[Any]:
        return (self.detail and self.detail_shape) or self.shape

    @property
    def parameters(self) -> Sequence[OpenApiParameter]:
        """What the description of the API says of its parameters."""
        if self.detail:
            return selection(self)
        paging = page_parameters(self.pagination_class.max_page_size, KeysetPagination.page_size)
        return [*filter_parameters(self.filterset_class), *selection(self), *paging]

    def present(self, rows: Sequence[Any], *, detail: bool) -> list[dict[str, Any]]:
        """Plain data for rows of the queryset; `detail` for the address of a single one."""
        raise NotImplementedError

    def list(self, request: Request, **kwargs: Any) -> Response:
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        names = self.fields(request)
        return self.get_paginated_response(
            [chosen(row, names) for row in self.present(rows, detail=False)]
        )

    def retrieve(self, request: Request, **kwargs: Any) -> Response:
        refuse_parameters(request, allowed=self.also_allowed())
        names = self.fields(request)
        row = get_object_or_404(self.get_queryset(), **{self.lookup_field: self.lookup_value()})
        return Response(chosen(self.present([row], detail=True)[0], names))

    def also_allowed(self) -> Sequence[str]:
        """Parameters besides the filters."""
        of_lists = ["page_size", *(["ordering"] if self.orders else [])]
        back = ["as_of"] if self.looks_back else []
        return ["fields", *([] if self.detail else of_lists), *back]

    def fields(self, request: Request) -> Sequence[str]:
        """The names in `fields=`; none for all."""
        if not request.query_params.get("fields"):
            return []
        return chosen_fields(request, names_of(self.get_serializer_class()))

    def order(self, data: Mapping[str, Any]) -> Keyset:
        """The order asked for; the view's own where none is."""
        asked = data.get("ordering")
        if not asked or not self.orders:
            return self.keyset
        if asked not in self.orders:
            meant = nearest(asked, self.orders)
            would_do = f"Did you mean “{meant}”?" if meant else f"There is: {spelt(self.orders)}."
            raise BadParameters({"ordering": [f"There is no order “{asked}” here. {would_do}"]})
        return self.orders[asked]

    def lookup_value(self) -> Any:
        return self.kwargs[self.lookup_url_kwarg or self.lookup_field]

    def link(self, path: str) -> str:
        return f"{self.site}{path}"

    @cached_property
    def site(self) -> str:
        return site_url(self.request)


def chosen_fields(request: Request, known: Sequence[str]) -> Sequence[str]:
    """The names in `fields=`, each one of those known; none for all."""
    asked = [name.strip() for name in request.query_params.get("fields", "").split(",")]
    names = [name for name in asked if name]
    problems = [unknown_field(name, known) for name in names if name not in known]
    if problems:
        raise BadParameters({"fields": problems})
    return names


def spelt(names: Iterable[str]) -> str:
    return ", ".join(sorted(names, key=lambda name: (name.lstrip("-"), name)))


def unknown_field(name: str, known: Sequence[str]) -> str:
    meant = nearest(name, known)
    would_do = f"Did you mean “{meant}”?" if meant else f"There is: {', '.join(known)}."
    return f"There is no field “{name[:50]}” here. {would_do}"


def refuse_parameters(request: Request, allowed: Iterable[str] = ()) -> None:
    """For an address that takes no parameters, or these alone."""
    problems = check_parameters(without_tracking(request.query_params), once=list(allowed))
    if problems:
        raise BadParameters({name: [sentence] for name, sentence in problems.items()})


def absolute(request: Any, path: str) -> str:
    """A full link, which starts with the site's own address where one is set."""
    return f"{site_url(request)}{path}"


def number(value: Decimal | int | None) -> int | float | None:
    """A JSON number, whole where it is whole; None stays null, which is never zero."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def moment(at: datetime | None) -> str | None:
    """ "2016-01-12T09:30:00+00:00": London time with its offset."""
    return at.astimezone(LONDON).isoformat(timespec="seconds") if at else None


def day(on: date | None) -> str | None:
    """ "2016-01-12"."""
    return on.isoformat() if on else None
