"""What the API gives, field by field: its documentation, and the names that `fields=` may choose.

A shape is a serializer class that serializes nothing: the data is made by hand, so that a new
column has to be invited out, and a test holds each answer against its shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


def shape(name: str, /, *bases: type[Any], **fields: Any) -> type[Any]:
    """A shape of these fields, after those of the shapes it builds on."""
    return type(name, bases or (serializers.Serializer,), fields)


def names_of(a_shape: type[Any]) -> list[str]:
    return list(a_shape().fields)


def text(about: str = "", *, null: bool = False) -> Any:
    return serializers.CharField(read_only=True, allow_null=null, help_text=about)


def link(about: str = "", *, null: bool = False) -> Any:
    return serializers.URLField(read_only=True, allow_null=null, help_text=about)


def key(about: str = "") -> Any:
    return serializers.UUIDField(read_only=True, help_text=about)


def whole(about: str = "", *, null: bool = False) -> Any:
    return serializers.IntegerField(read_only=True, allow_null=null, help_text=about)


def value(about: str = "", *, null: bool = True) -> Any:
    """A number that is whole where it is whole; null is missing, which is never zero."""
    return serializers.FloatField(read_only=True, allow_null=null, help_text=about)


def yes_no(about: str = "", *, null: bool = False) -> Any:
    return serializers.BooleanField(read_only=True, allow_null=null, help_text=about)


def day(about: str = "", *, null: bool = True) -> Any:
    return serializers.DateField(read_only=True, allow_null=null, help_text=about)


def moment(about: str = "", *, null: bool = True) -> Any:
    return serializers.DateTimeField(read_only=True, allow_null=null, help_text=about)


def one_of(choices: Iterable[Any], about: str = "", *, null: bool = False) -> Any:
    """One of a model's choices, by its code."""
    codes: list[Any] = [code for code, _ in getattr(choices, "choices", choices) if code]

    class OneOf(serializers.CharField):
        pass

    schema = {"type": ["string", "null"] if null else "string"}
    documented = extend_schema_field(schema | {"enum": codes + [None] * null})(OneOf)
    return documented(read_only=True, allow_null=null, help_text=about)


def texts(about: str = "") -> Any:
    return serializers.ListField(child=serializers.CharField(), read_only=True, help_text=about)


def links(about: str = "") -> Any:
    return serializers.ListField(child=serializers.URLField(), read_only=True, help_text=about)


def one(a_shape: type[Any], about: str = "", *, null: bool = False) -> Any:
    return a_shape(read_only=True, allow_null=null, help_text=about)


def many(a_shape: type[Any], about: str = "") -> Any:
    return a_shape(many=True, read_only=True, help_text=about)


def chosen(row: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """Of a row the fields asked for, in the row's own order; all of them where none is named."""
    return {name: row[name] for name in row if name in names} if names else row
