"""How the API describes itself: OpenAPI 3.1 from the shapes, the filters and the docstrings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import django_filters  # type: ignore[import-untyped]
from django import forms
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from newsroom.lib.filters import LONGEST_VALUE, StrictFilterSet
from newsroom.lib.shapes import many, names_of, shape, text, whole

Mistake = shape("Mistake", parameter=text("Its name; empty for the whole."), message=text())
Problem = shape(
    "Problem",
    type=text(),
    title=text(),
    status=whole(),
    detail=text(),
    errors=many(Mistake, "What is wrong with which parameter, and what would be right."),
)
PROBLEM = "application/problem+json"
AS_OF = (
    "As it was public at the end of a day (2023-04-19) or at a moment (2023-04-19T07:00:00+01:00). "
    "What was pulled or withdrawn since stays hidden."
)
WRONG = [("400", PROBLEM), ("404", PROBLEM), ("406", PROBLEM), ("429", PROBLEM)]
# An address too long for the server in front is answered by that server, in its own words.
TOO_LONG = ("414", "text/html")


class Schema(AutoSchema):
    """Says of each address what this API always does: strict parameters, problem details."""

    def get_tags(self) -> list[str]:
        first = self.path.removeprefix("/api/v1/").partition("/")[0].partition(".")[0]
        return [first or "root"]

    def get_summary(self) -> str:
        named = getattr(self.view, "summary", None)
        if named:
            return str(named)
        last = [part for part in self.path.split("/") if part and not part.startswith("{")][-1]
        return last.capitalize() if self._is_list_view() else f"One of the {last}"

    def get_override_parameters(self) -> list[Any]:
        return list(getattr(self.view, "parameters", []))

    def get_filter_backends(self) -> list[Any]:
        return []

    def _get_pagination_parameters(self) -> list[Any]:
        return []

    def get_response_serializers(self) -> Any:
        found = getattr(self.view, "responses", None)
        if found is None:
            found = {"200": super().get_response_serializers()}
        return {**found, **dict.fromkeys(WRONG, Problem), TOO_LONG: OpenApiTypes.STR}


def selection(view: Any) -> list[OpenApiParameter]:
    """The parameters of records besides filters and pages, as far as a view has them.

    An empty value is the same as none, as forms send it.
    """
    allowed = view.also_allowed() if hasattr(view, "also_allowed") else []
    found = []
    if "fields" in allowed:
        names = {"type": "string", "enum": [*names_of(view.get_serializer_class()), ""]}
        found.append(
            OpenApiParameter(
                "fields",
                {"type": "array", "items": names},
                style="form",
                explode=False,
                description="Only these fields, separated by commas.",
            )
        )
    if "ordering" in allowed:
        about = "The order; a minus turns it round."
        found.append(
            OpenApiParameter("ordering", str, enum=[*sorted(view.orders), ""], description=about)
        )
    if "as_of" in allowed:
        found.append(OpenApiParameter("as_of", or_empty("date", "date-time"), description=AS_OF))
    return found


def or_empty(*formats: str) -> dict[str, Any]:
    """A text in one of these formats, or empty, which is the same as leaving it out."""
    kinds = [{"type": "string", "format": each} for each in formats]
    return {"anyOf": [*kinds, {"type": "string", "maxLength": 0}]}


def filter_parameters(filterset_class: type[StrictFilterSet]) -> Iterator[OpenApiParameter]:
    """The filters of a list, from the form that judges them."""
    for name, each in filterset_class.base_filters.items():
        field = each.field
        about = ". ".join(filter(None, [str(each.label or ""), str(field.help_text)]))
        yield OpenApiParameter(name, schema_of(each, field), description=about)


def schema_of(each: Any, field: forms.Field) -> dict[str, Any]:
    if isinstance(field, forms.ModelChoiceField):
        return {"type": "string", "maxLength": LONGEST_VALUE}
    if isinstance(each, django_filters.ChoiceFilter):
        choices: Any = field.choices  # type: ignore[attr-defined]
        return {"type": "string", "enum": [*(code for code, _ in choices if code), ""]}
    if isinstance(field, forms.DateField):
        return or_empty("date")
    if isinstance(field, forms.UUIDField):
        return or_empty("uuid")
    if isinstance(field, forms.IntegerField):
        return {"type": "integer", "minimum": field.min_value, "maximum": field.max_value}
    return {"type": "string", "maxLength": LONGEST_VALUE}


def page_parameters(most: int, usual: int) -> list[OpenApiParameter]:
    size = {"type": "integer", "minimum": 1, "maximum": most, "default": usual}
    return [
        OpenApiParameter("page_size", size, description="Rows on a page."),
        OpenApiParameter("cursor", str, description="Where a page starts: take it from `next`."),
    ]


def page_schema(rows: Any) -> dict[str, Any]:
    address = {"type": ["string", "null"], "format": "uri"}
    return {
        "type": "object",
        "required": ["next", "previous", "results"],
        "properties": {"next": address, "previous": address, "results": rows},
    }


def fields_may_be_left_out(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """A record that was asked for with `fields=` lacks the others, so it requires none."""
    for operations in result["paths"].values():
        operation = operations.get("get", {})
        if not any(one["name"] == "fields" for one in operation.get("parameters", [])):
            continue
        for body in operation["responses"]["200"]["content"].values():
            record = target(result, body["schema"])
            rows = record.get("properties", {}).get("results")
            target(result, rows["items"] if rows else body["schema"]).pop("required", None)
    return result


def target(result: dict[str, Any], schema: dict[str, Any]) -> Any:
    name = schema.get("$ref", "").rpartition("/")[2]
    return result["components"]["schemas"][name] if name else schema
