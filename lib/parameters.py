"""What the description of the API says of parameters: filters from the form that judges them.

Each is a parameter object of OpenAPI. An empty value is the same as none, as forms send it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import django_filters  # type: ignore[import-untyped]
from django import forms

from lib.fields import SITE
from lib.filters import LONGEST_LIST, LONGEST_VALUE, MOST_ASKED, RecordsField, StrictFilterSet

Schema = dict[str, Any]
DAY = {"type": "string", "format": "date"}
MOMENT = {"type": "string", "format": "date-time"}
AS_OF = (
    "As it was public at the end of a day (2023-04-19) or at a moment (2023-04-19T07:00:00+01:00). "
    "What was pulled or withdrawn since stays hidden."
)
SEVERAL = (
    f"Several with commas find what is of any of them; at most {MOST_ASKED}, in {LONGEST_LIST:,} "
    "characters."
)
CURSORS = "Where a page starts: take it from `next`. Empty is the first page."
CURSOR = "WyJlMjUxZjU2NWY4YjdmYzYwIiwwXQ:1xUv33:1CP_p-53kCu23I1DZGXRgzaZCghpvfWNN9hm9qVrXeM"


def parameter(name: str, schema: Schema, about: str, asked: Any = None, **more: Any) -> Schema:
    """One of a query, with two examples of its value: left out, and what might be `asked`.

    Left out comes first: it is what a form starts with, and all filters at once would find
    nothing. Without `asked`, the schema's default or first choice.
    """
    several = "items" in schema
    value = asked or schema.get("default") or schema.get("enum", [None])[0]
    examples = {"none": {"summary": "left out", "value": [] if several else ""}}
    if value:
        summary = ",".join(value) if several else str(value)
        examples["given"] = {"summary": summary, "value": value}
    if "pattern" in schema:
        about = f"{about.rstrip('.')}. Such as `{value}`."
    said = {"name": name, "in": "query", "description": about, "schema": schema}
    return said | {"examples": examples} | more


def of_filters(
    filterset_class: type[StrictFilterSet], examples: Mapping[str, Any]
) -> Iterator[Schema]:
    """The filters of a list; `examples` are what they might be asked."""
    for name, each in filterset_class.base_filters.items():
        field = each.field
        about = ". ".join(filter(None, [str(each.label or ""), str(field.help_text)]))
        if isinstance(field, RecordsField):
            about = f"{about.rstrip('.')}. {SEVERAL}"
        yield parameter(name, schema_of(each, field), about, examples.get(name))


def schema_of(each: Any, field: forms.Field) -> Schema:
    if isinstance(field, RecordsField):
        more = f"(,[-a-zA-Z0-9_]+){{0,{MOST_ASKED - 1}}}"
        pattern = f"^([-a-zA-Z0-9_]+{more})?$"
        return {"type": "string", "pattern": pattern}
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


def of_fields(names: Sequence[str]) -> Schema:
    chosen = {"type": "array", "items": {"type": "string", "enum": [*names, ""]}}
    about = "Only these fields, separated by commas."
    return parameter("fields", chosen, about, list(names[:3]), style="form", explode=False)


def of_orders(orders: Iterable[str]) -> Schema:
    schema = {"type": "string", "enum": [*sorted(orders), ""]}
    return parameter("ordering", schema, "The order; a minus turns it round.")


def of_as_of(asked: str) -> Schema:
    return parameter("as_of", or_empty(DAY, MOMENT), AS_OF, asked)


def of_pages(most: int, usual: int) -> list[Schema]:
    size = whole_number(1, most) | {"default": usual}
    return [
        parameter("page_size", size, "Rows on a page."),
        parameter("cursor", {"type": "string"}, CURSORS),
    ]


def or_empty(*kinds: Schema) -> Schema:
    """A value of one of these kinds, or nothing but space, which is the same as leaving it out."""
    return {"anyOf": [*kinds, {"type": "string", "pattern": r"^\s*$"}]}


def whole_number(least: Any, most: Any) -> Schema:
    """A whole number, or empty; space is neither."""
    number = {"type": "integer", "minimum": least, "maximum": most}
    return {"anyOf": [number, {"type": "string", "maxLength": 0}]}


def page_schema(rows: Any) -> Schema:
    """{next, previous, results}, of which `rows` is what JSON Schema says of the results."""
    address = {"type": ["string", "null"], "format": "uri"}
    following = f"{SITE}/api/v1/figures/?cursor={CURSOR}"
    return {
        "type": "object",
        "required": ["next", "previous", "results"],
        "properties": {
            "next": address | {"example": following},
            "previous": address | {"example": None},
            "results": rows,
        },
    }
