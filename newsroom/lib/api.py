"""What every part of the API does alike: keyset pages, strict parameters, problem details.

Errors are RFC 9457 problem details; `errors` names the parameter and says what would be right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework import exceptions
from rest_framework.filters import BaseFilterBackend
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import set_rollback
from rest_framework.viewsets import GenericViewSet

from newsroom.lib.errors import Refused
from newsroom.lib.filters import StrictFilterSet, check_parameters, without_tracking
from newsroom.lib.keyset import Keyset
from newsroom.lib.pages import neighbours

PROBLEM = "application/problem+json"
PAGING = ("page_size",)


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
            request.query_params, queryset, also_allowed=PAGING
        )
        if filterset.form.errors:
            raise BadParameters(filterset.form.errors)
        view.filterset = filterset
        return filterset.qs


class KeysetPagination(BasePagination):
    """{next, previous, results}, by the view's `keyset`; the links are absolute.

    `page_size` is 1 to 100 and travels with the links; a cursor works under its own search only.
    """

    page_size = 20
    max_page_size = 100

    def paginate_queryset(
        self, queryset: QuerySet[Any], request: Request, view: Any = None
    ) -> list[Any]:
        data = view.filterset.data
        try:
            page = view.keyset.page(
                queryset, self._size(data), data.get("cursor"), view.filterset.scope
            )
        except Refused as refusal:
            raise BadParameters({"cursor": refusal.messages}) from refusal
        self.previous_url, self.next_url = (
            absolute(request, url) if url else None for url in neighbours(request.path, data, page)
        )
        return list(page.rows)

    def _size(self, data: Mapping[str, Any]) -> int:
        asked = data.get("page_size") or str(self.page_size)
        size = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 0
        if not 1 <= size <= self.max_page_size:
            sentence = f"“page_size” is a whole number from 1 to {self.max_page_size}."
            raise BadParameters({"page_size": [sentence]})
        return size

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.next_url, "previous": self.previous_url, "results": data})


class ReadOnlyViewSet(GenericViewSet[Any]):
    """A list and its records, read-only.

    A subclass gives `get_queryset` (from `public(at=…)`), `filterset_class`, `keyset`,
    `lookup_field`, and `present`.
    """

    filter_backends = [StrictFilterBackend]
    pagination_class = KeysetPagination
    filterset_class: type[StrictFilterSet]
    keyset: Keyset

    def present(self, rows: Sequence[Any], *, detail: bool) -> list[dict[str, Any]]:
        """Plain data for rows of the queryset; `detail` for the address of a single one."""
        raise NotImplementedError

    def list(self, request: Request, **kwargs: Any) -> Response:
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.present(rows or [], detail=False))

    def retrieve(self, request: Request, **kwargs: Any) -> Response:
        refuse_parameters(request)
        row = get_object_or_404(self.get_queryset(), **{self.lookup_field: self.lookup_value()})
        return Response(self.present([row], detail=True)[0])

    def lookup_value(self) -> Any:
        return self.kwargs[self.lookup_url_kwarg or self.lookup_field]

    def link(self, path: str) -> str:
        return absolute(self.request, path)


def refuse_parameters(request: Request) -> None:
    """For an address that takes no parameters."""
    problems = check_parameters(without_tracking(request.query_params), once=[])
    if problems:
        raise BadParameters({name: [sentence] for name, sentence in problems.items()})


def absolute(request: Any, path: str) -> str:
    """A full link, which starts with the site's own address where one is set."""
    if settings.SITE_URL:
        return f"{settings.SITE_URL}{path}"
    return str(request.build_absolute_uri(path))


def number(value: Decimal | int | None) -> int | float | None:
    """A JSON number, whole where it is whole; None stays null, which is never zero."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def moment(at: datetime | None) -> str | None:
    """ "2016-01-12T09:30:00+00:00": London time with its offset."""
    return timezone.localtime(at).isoformat(timespec="seconds") if at else None


def day(on: date | None) -> str | None:
    """ "2016-01-12"."""
    return on.isoformat() if on else None
