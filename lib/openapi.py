"""How the API describes itself: OpenAPI 3.1 from the shapes, the filters and the docstrings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import django_filters  # type: ignore[import-untyped]
from django import forms
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import force_instance
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse
from rest_framework.serializers import BaseSerializer

from lib.filters import LONGEST_VALUE, StrictFilterSet
from lib.shapes import SITE, example_of, many, names_of, shape, text, whole

Mistake = shape(
    "Mistake",
    parameter=text("Its name; empty for the whole.", "tust"),
    message=text("", "There is no “tust” here. Did you mean “trust”?"),
)
Problem = shape(
    "Problem",
    type=text("", "about:blank"),
    title=text("", "Bad Request"),
    status=whole("", 400),
    detail=text("", "Some parameters could not be understood."),
    errors=many(Mistake, "What is wrong with which parameter, and what would be right."),
)
PROBLEM = "application/problem+json"
AS_OF = (
    "As it was public at the end of a day (2023-04-19) or at a moment (2023-04-19T07:00:00+01:00). "
    "What was pulled or withdrawn since stays hidden."
)
# Status: (when, title, detail).
WRONG = {
    "400": (
        "A parameter that we do not understand: `errors` says which, and what would be right.",
        "Bad Request",
        "Some parameters could not be understood.",
    ),
    "404": ("There is no such record.", "Not Found", "There is nothing at this address."),
    "406": (
        "`Accept` asks for something other than this address gives.",
        "Not Acceptable",
        "Could not satisfy the request Accept header.",
    ),
    "429": (
        "Too many requests in a minute; `Retry-After` says when to come back.",
        "Too Many Requests",
        "Request was throttled. Expected available in 31 seconds.",
    ),
    "500": (
        "Something broke on our side.",
        "Internal Server Error",
        "The fault is ours, and it has been noted. Please try again in a few minutes.",
    ),
    "503": (
        "Another file is being made, or the answer took too long; `Retry-After` says when to come "
        "back.",
        "Service Unavailable",
        "Another file is being made, and there is one at a time. Please come back in 5 seconds.",
    ),
}
DAY = {"type": "string", "format": "date"}
MOMENT = {"type": "string", "format": "date-time"}
# An address too long for the server in front is answered by that server, in its own words.
TOO_LONG = ("414", "text/html")
CURSORS = "Where a page starts: take it from `next`. Empty is the first page."
CURSOR = "WyJlMjUxZjU2NWY4YjdmYzYwIiwwXQ:1xUv33:1CP_p-53kCu23I1DZGXRgzaZCghpvfWNN9hm9qVrXeM"


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
        found = list(getattr(self.view, "parameters", []))
        for each in found:
            each.examples = list(self.examples_of(each))
            if "pattern" in each.type:
                each.description = f"{each.description.rstrip('.')}. Such as `{self.asked(each)}`."
        return found

    def examples_of(self, parameter: OpenApiParameter) -> Iterator[OpenApiExample]:
        """Left out, which is what the page's form starts with; and the view's own, or the schema's.

        All filters at once would find nothing.
        """
        value = self.asked(parameter)
        several = isinstance(value, list)
        yield OpenApiExample("none", summary="left out", value=[] if several else "")
        if value:
            summary = ",".join(value) if several else str(value)
            yield OpenApiExample("given", summary=summary, value=value)

    def asked(self, parameter: OpenApiParameter) -> Any:
        """What might be asked: as the view says, or as the schema does; None for a cursor."""
        schema: Any = parameter.type
        if "items" in schema:
            return schema["items"]["enum"][:3]
        return (
            self.view.asked.get(parameter.name)
            or schema.get("default")
            or schema.get("enum", [None])[0]
        )

    def _resolve_path_parameters(self, variables: list[str]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = super()._resolve_path_parameters(variables)  # type: ignore[no-untyped-call]
        if found:
            record = example_of(self.view.get_serializer_class()())
        for each in found:
            key = record.get(each["name"]) or record.get("id")
            each["example"] = key or self.view.asked[each["name"]]
        return found

    def _map_basic_serializer(self, serializer: Any, direction: str) -> Any:
        schema = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]
        for name, field in force_instance(serializer).fields.items():  # type: ignore[no-untyped-call]
            if given := field.style.get("examples"):
                schema["properties"][name]["examples"] = given
        return schema

    def _get_response_for_code(self, serializer: Any, status_code: str, *args: Any) -> Any:
        """With one example of the answer, made of those of its fields."""
        found = super()._get_response_for_code(serializer, status_code, *args)  # type: ignore[no-untyped-call]
        if status_code in WRONG:
            for body in found["content"].values():
                body["example"] = problem_of(status_code)
            return found
        answer = force_instance(serializer)  # type: ignore[no-untyped-call]
        if isinstance(answer, BaseSerializer):
            record = example_of(getattr(answer, "child", answer))
            for body in found["content"].values():
                body["example"] = self.page_of(record) if self._is_list_view(answer) else record
        return found

    def page_of(self, record: dict[str, Any]) -> dict[str, Any]:
        following = f"{SITE}{self.path}?cursor={CURSOR}"
        return {"next": following, "previous": None, "results": [record]}

    def get_filter_backends(self) -> list[Any]:
        return []

    def _get_pagination_parameters(self) -> list[Any]:
        return []

    def get_response_serializers(self) -> Any:
        found = getattr(self.view, "responses", None)
        if found is None:
            found = {"200": super().get_response_serializers()}
        return {**found, **problems(), TOO_LONG: OpenApiTypes.STR}


def problems() -> dict[Any, OpenApiResponse]:
    """What may go wrong at any address, by status and media type."""
    return {
        (status, PROBLEM): OpenApiResponse(Problem, when) for status, (when, *_) in WRONG.items()
    }


def problem_of(status: str) -> dict[str, Any]:
    """The example of a problem; only a wrong parameter has more to say than its title."""
    _, title, detail = WRONG[status]
    said = {"status": int(status), "title": title, "detail": detail}
    return example_of(Problem()) | said | ({} if status == "400" else {"errors": []})


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
        orders = {"type": "string", "enum": [*sorted(view.orders), ""]}
        found.append(OpenApiParameter("ordering", orders, description=about))
    if "as_of" in allowed:
        found.append(OpenApiParameter("as_of", or_empty(DAY, MOMENT), description=AS_OF))
    return found


def or_empty(*kinds: dict[str, Any]) -> dict[str, Any]:
    """A value of one of these kinds, or nothing but space, which is the same as leaving it out."""
    return {"anyOf": [*kinds, {"type": "string", "pattern": r"^\s*$"}]}


def whole_number(least: Any, most: Any) -> dict[str, Any]:
    """A whole number, or empty; space is neither."""
    number = {"type": "integer", "minimum": least, "maximum": most}
    return {"anyOf": [number, {"type": "string", "maxLength": 0}]}


def filter_parameters(filterset_class: type[StrictFilterSet]) -> Iterator[OpenApiParameter]:
    """The filters of a list, from the form that judges them."""
    for name, each in filterset_class.base_filters.items():
        field = each.field
        about = ". ".join(filter(None, [str(each.label or ""), str(field.help_text)]))
        yield OpenApiParameter(name, schema_of(each, field), description=about)


def schema_of(each: Any, field: forms.Field) -> dict[str, Any]:
    if isinstance(field, forms.ModelChoiceField):
        return {"type": "string", "pattern": f"^[-a-zA-Z0-9_]{{0,{LONGEST_VALUE}}}$"}
    if isinstance(each, django_filters.ChoiceFilter):
        choices: Any = field.choices  # type: ignore[attr-defined]
        return {"type": "string", "enum": [*(code for code, _ in choices if code), ""]}
    if isinstance(field, forms.DateField):
        return or_empty(DAY)
    if isinstance(field, forms.UUIDField):
        return or_empty({"type": "string", "format": "uuid"})
    if isinstance(field, forms.IntegerField):
        return whole_number(field.min_value, field.max_value)
    return {"type": "string", "maxLength": LONGEST_VALUE, "pattern": r"^[^\x00]*$"}


def page_parameters(most: int, usual: int) -> list[OpenApiParameter]:
    size = whole_number(1, most) | {"default": usual}
    return [
        OpenApiParameter("page_size", size, description="Rows on a page."),
        OpenApiParameter("cursor", {"type": "string"}, description=CURSORS),
    ]


def page_schema(rows: Any) -> dict[str, Any]:
    address = {"type": ["string", "null"], "format": "uri"}
    following, before = [f"{SITE}/api/v1/figures/?cursor={CURSOR}", None], [None]
    return {
        "type": "object",
        "required": ["next", "previous", "results"],
        "properties": {
            "next": address | {"examples": following},
            "previous": address | {"examples": before},
            "results": rows,
        },
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
