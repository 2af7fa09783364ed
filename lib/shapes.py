"""What the API gives, field by field: its documentation, and the names that `fields=` may choose.

A shape is a serializer class that serializes nothing: the data is made by hand, so that a new
column has to be invited out, and a test holds each answer against its shape.

Each field may name examples, whole values of it: first the one that stands in the example of the
whole record, then others that tell more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

# Where the examples live.
SITE = "https://news.example.org"


def shape(name: str, /, *bases: type[Any], **fields: Any) -> type[Any]:
    """A shape of these fields, after those of the shapes it builds on."""
    return type(name, bases or (serializers.Serializer,), fields)


def names_of(a_shape: type[Any]) -> list[str]:
    return list(a_shape().fields)


def text(about: str = "", *examples: str | None, null: bool = False) -> Any:
    return serializers.CharField(**described(about, examples, null))


def link(about: str = "", *examples: str | None, null: bool = False) -> Any:
    """An address; examples may start at the site's root: "/api/v1/trusts/RHM/"."""
    full = [SITE + each if each and each.startswith("/") else each for each in examples]
    return serializers.URLField(**described(about, full, null))


def key(about: str = "", *examples: str) -> Any:
    return serializers.UUIDField(**described(about, examples))


def whole(about: str = "", *examples: int | None, null: bool = False) -> Any:
    return serializers.IntegerField(**described(about, examples, null))


def value(about: str = "", *examples: float | None, null: bool = True) -> Any:
    """A number that is whole where it is whole; null is missing, which is never zero."""
    return serializers.FloatField(**described(about, examples, null))


def yes_no(about: str = "", *examples: bool | None, null: bool = False) -> Any:
    return serializers.BooleanField(**described(about, examples, null))


def day(about: str = "", *examples: str | None, null: bool = True) -> Any:
    return serializers.DateField(**described(about, examples, null))


def moment(about: str = "", *examples: str | None, null: bool = True) -> Any:
    return serializers.DateTimeField(**described(about, examples, null))


def one_of(
    choices: Iterable[Any], about: str = "", *examples: str | None, null: bool = False
) -> Any:
    """One of a model's choices, by its code."""
    codes: list[Any] = [code for code, _ in getattr(choices, "choices", choices) if code]

    class OneOf(serializers.CharField):
        pass

    schema = {"type": ["string", "null"] if null else "string"}
    documented = extend_schema_field(schema | {"enum": codes + [None] * null})(OneOf)
    return documented(**described(about, examples, null))


def texts(about: str = "", *examples: list[str]) -> Any:
    return serializers.ListField(child=serializers.CharField(), **described(about, examples))


def links(about: str = "", *examples: list[str]) -> Any:
    full = [[SITE + each for each in addresses] for addresses in examples]
    return serializers.ListField(child=serializers.URLField(), **described(about, full))


def one(a_shape: type[Any], about: str = "", *examples: Any, null: bool = False) -> Any:
    return a_shape(**described(about, examples, null))


def many(a_shape: type[Any], about: str = "", *examples: list[Any]) -> Any:
    return a_shape(many=True, **described(about, examples))


def described(about: str, examples: Sequence[Any], null: bool = False) -> dict[str, Any]:
    """What the framework calls these; `style` is its place for how a field is shown."""
    style = {"examples": list(examples)}
    return {"read_only": True, "allow_null": null, "help_text": about, "style": style}


def examples_of(field: Any) -> list[Any]:
    """Values of a field as an answer might hold them; the first is that of the example record."""
    given = field.style.get("examples")
    if given or not hasattr(getattr(field, "child", field), "fields"):
        return list(given or [])
    return [[example_of(field.child)]] if hasattr(field, "child") else [example_of(field)]


def example_of(record: Any) -> dict[str, Any]:
    """A record (an instance of a shape) that the first examples of its fields make."""
    return {name: examples_of(field)[0] for name, field in record.fields.items()}


def chosen(row: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """Of a row the fields asked for, in the row's own order; all of them where none is named."""
    return {name: row[name] for name in row if name in names} if names else row
