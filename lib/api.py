"""What every part of the API does alike: keyset pages, strict parameters, read-only records.

Answers carry an ETag, so that asking again costs little while nothing has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from rest_framework.filters import BaseFilterBackend
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from lib import parameters
from lib.addresses import site_url
from lib.as_of import AsOf
from lib.filters import StrictFilterSet, check_parameters, nearest, without_tracking
from lib.keyset import Keyset
from lib.pages import neighbours
from lib.problems import BadParameters
from lib.refusals import Refused
from lib.serializers import Record, names_of


class StrictFilterBackend(BaseFilterBackend):
    """Filters by the view's `filterset_class`; whatever is doubtful is BadParameters.

    Describes the other parameters of the view too, but those of pages.
    """

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> Any:
        filterset: StrictFilterSet = view.filterset_class(
            request.query_params, queryset, also_allowed=view.also_allowed()
        )
        if filterset.problems:
            raise BadParameters(filterset.problems)
        view.filterset = filterset
        return filterset.rows

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        examples, allowed = view.parameter_examples, view.also_allowed()
        found = [] if view.detail else [*parameters.of_filters(view.filterset_class, examples)]
        if "fields" in allowed:
            found.append(parameters.of_fields(names_of(view.get_serializer_class())))
        if "ordering" in allowed:
            found.append(parameters.of_orders(view.orders))
        if "as_of" in allowed:
            found.append(parameters.of_as_of(examples["as_of"]))
        return found


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
        return parameters.page_schema(schema)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return parameters.of_pages(self.max_page_size, self.page_size)


def page_size(data: Mapping[str, Any], usual: int, most: int) -> int:
    asked = data.get("page_size") or str(usual)
    size = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 0
    if not 1 <= size <= most:
        raise BadParameters({"page_size": [f"“page_size” is a whole number from 1 to {most}."]})
    return size


class ReadOnly:
    """For views that only answer: OPTIONS says which methods there are, in `Allow`."""

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(status=204)


class ReadOnlyViewSet(ReadOnly, AsOf, GenericViewSet[Any]):
    """A list and its records, read-only.

    A subclass gives `get_queryset` (from `public(self.at)`), `filterset_class`, `keyset`,
    `lookup_field` and `serializer_class` (`detail_serializer_class` for a record alone).
    `orders` are the names that `ordering` takes, `looks_back` says whether `as_of` is one of its
    parameters, and `parameter_examples` what parameters might be asked.
    """

    filter_backends = [StrictFilterBackend]
    pagination_class = KeysetPagination
    filterset_class: type[StrictFilterSet]
    keyset: Keyset
    orders: Mapping[str, Keyset] = {}
    serializer_class: type[Record]
    detail_serializer_class: type[Record] | None = None
    parameter_examples: Mapping[str, Any] = {}
    looks_back = False

    def get_serializer_class(self) -> type[Record]:
        return (self.detail and self.detail_serializer_class) or self.serializer_class

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "site": self.site}

    def present(self, rows: Sequence[Any]) -> Sequence[Any]:
        """What the serializer is given for rows of the queryset."""
        return rows

    def list(self, request: Request, **kwargs: Any) -> Response:
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        names = self.chosen_fields()
        records = self.get_serializer(self.present(rows), many=True, fields=names)
        return self.get_paginated_response(records.data)

    def retrieve(self, request: Request, **kwargs: Any) -> Response:
        refuse_parameters(request, allowed=self.also_allowed())
        names = self.chosen_fields()
        row = get_object_or_404(self.get_queryset(), **{self.lookup_field: self.lookup_value()})
        [record] = self.present([row])
        return Response(self.get_serializer(record, fields=names).data)

    def also_allowed(self) -> Sequence[str]:
        """Parameters besides the filters."""
        of_lists = ["page_size", *(["ordering"] if self.orders else [])]
        back = ["as_of"] if self.looks_back else []
        return ["fields", *([] if self.detail else of_lists), *back]

    def chosen_fields(self) -> Sequence[str]:
        """The names in `fields=`, each one of those known; none for all."""
        return chosen_fields(self.request, self.get_serializer_class())

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

    @cached_property
    def site(self) -> str:
        return site_url(self.request)


class KnownByUuid(ReadOnlyViewSet):
    """Records that are known by their UUID."""

    lookup_field = "uuid"
    lookup_value_converter = "str"

    def lookup_value(self) -> Any:
        return uuid_or_404(super().lookup_value())


def uuid_or_404(text: str) -> UUID:
    try:
        uuid = UUID(text)
    except ValueError as error:
        raise Http404 from error
    # Python reads it in capitals, in brackets and without hyphens too.
    if str(uuid) != text:
        raise Http404
    return uuid


def chosen_fields(request: Request, serializer_class: type[Record]) -> Sequence[str]:
    """The names in `fields=`, each one of those known; none for all."""
    asked = [name.strip() for name in request.query_params.get("fields", "").split(",")]
    names = [name for name in asked if name]
    if not names:
        return []
    known = names_of(serializer_class)
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
