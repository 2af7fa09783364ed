"""Records of the API: the fields that one declares are its answer, its description, its example."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from rest_framework import serializers

from lib.fields import Answering


class Record(Answering, serializers.Serializer):
    """A record of the API: its fields are its answer, its description and its example.

    `fields` are the names of those that are asked for; none means all. As a field of another
    record it may say `examples` of its own. A name that Python keeps for itself is declared with
    an underscore after it: `from_`.
    """

    def __init__(
        self, *args: Any, fields: Sequence[str] = (), examples: Sequence[Any] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.chosen, self.examples = fields, list(examples)

    def get_fields(self) -> dict[str, Any]:
        fields = {name.removesuffix("_"): each for name, each in super().get_fields().items()}
        if not self.chosen:
            return fields
        return {name: each for name, each in fields.items() if name in self.chosen}

    @cached_property
    def columns(self) -> list[tuple[str, Any]]:
        return list(self.fields.items())

    def to_representation(self, instance: Any) -> dict[str, Any]:
        record = {}
        for name, field in self.columns:
            value = field.get_attribute(instance)
            record[name] = None if value is None else field.to_representation(value)
        return record


class Named(Record):
    """What names another record. A list names the same few in all its rows: each is made once."""

    @cached_property
    def made(self) -> dict[Any, Any] | None:
        """None for the records of a list themselves, and for one alone: there it saves nothing."""
        return None if self.parent in (None, self.root) else {}

    def to_representation(self, instance: Any) -> Any:
        if self.made is None:
            return super().to_representation(instance)
        if instance not in self.made:
            self.made[instance] = super().to_representation(instance)
        return self.made[instance]


def names_of(record: type[Record]) -> list[str]:
    return list(record().fields)


def examples_of(field: Any) -> list[Any]:
    """Values of a field as an answer might hold them; the first is that of the example record."""
    child = getattr(field, "child", None)
    given: list[Any] = getattr(child or field, "examples", [])
    if given or not hasattr(child or field, "fields"):
        return given
    return [[example_of(child)]] if child else [example_of(field)]


def example_of(record: Any) -> dict[str, Any]:
    """A record that the first examples of its fields make."""
    return {name: examples_of(field)[0] for name, field in record.fields.items()}
