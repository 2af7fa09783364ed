"""Fields of the API's records: each says once what it holds, where that comes from and an example.

As Django REST framework's own, but for answers alone. After the help text stand examples, whole
values of the field: first the one that stands in the example of the whole record, then others
that tell more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from datetime import date, datetime, time
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from types import MethodType
from typing import Any
from uuid import UUID

from django.utils import timezone
from rest_framework import serializers

from lib.addresses import address

LONDON = timezone.get_default_timezone()
# Where the examples live.
SITE = "https://news.example.org"
# What is said of the two addresses that nearly every record has.
URL = "This record in the API."
PAGE = "Its page for readers."


class Answering:
    """What a field, and a record that is a field of another, read of what they are given.

    The framework would look at each step of a source for what it might be, and would pass over
    one that is not there. Here that is a fault; a step that is None makes null of a field that may
    be null; a method is called. A list does this some hundreds of times.
    """

    source: str
    source_attrs: list[str]
    allow_null: bool

    @cached_property
    def read(self) -> Callable[[Any], Any]:
        return attrgetter(self.source) if self.source_attrs else lambda instance: instance

    def get_attribute(self, instance: Any) -> Any:
        if isinstance(instance, dict):
            return instance[self.source]
        try:
            value = self.read(instance)
        except AttributeError:
            if self.allow_null and self.ends_early(instance):
                return None
            raise
        return value() if isinstance(value, MethodType) else value

    def ends_early(self, instance: Any) -> bool:
        """Whether a step before the last is None."""
        for name in self.source_attrs:
            if instance is None:
                return True
            instance = getattr(instance, name)
        return False


class Field(Answering, serializers.Field):
    """A value given as it is. `schema` is what JSON Schema says of it."""

    schema: Mapping[str, Any] = {}

    def __init__(self, help_text: str = "", *examples: Any, **kwargs: Any) -> None:
        super().__init__(help_text=help_text, **kwargs)
        self.examples = list(examples)

    def __deepcopy__(self, memo: Any) -> Any:
        # For each answer the declared fields are copied: what they say of themselves is shared.
        return copy(self)

    def to_representation(self, value: Any) -> Any:
        return value


class CharField(Field):
    schema = {"type": "string"}


class NullCharField(CharField):
    """A text that is null, and not empty, where there is none."""

    def __init__(self, help_text: str = "", *examples: Any, **kwargs: Any) -> None:
        super().__init__(help_text, *examples, allow_null=True, **kwargs)

    def to_representation(self, value: str) -> str | None:
        return value or None


class BooleanField(Field):
    schema = {"type": "boolean"}


class IntegerField(Field):
    schema = {"type": "integer"}


class NumberField(Field):
    """A number that is whole where it is whole; null is missing, which is never zero."""

    schema = {"type": "number"}

    def to_representation(self, value: Decimal | float) -> int | float | None:
        return number(value)


class UUIDField(Field):
    schema = {"type": "string", "format": "uuid"}

    def to_representation(self, value: UUID | str) -> str:
        return str(value)


class DateField(Field):
    schema = {"type": "string", "format": "date"}

    def to_representation(self, value: date) -> str | None:
        return day(value)


class DateTimeField(Field):
    """A moment in London's time, with its offset."""

    schema = {"type": "string", "format": "date-time"}

    def to_representation(self, value: datetime) -> str | None:
        return moment(value)


class HourField(Field):
    """An hour of any day, in London's time; null where none is given."""

    schema = {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"}

    def __init__(self, help_text: str = "", *examples: Any, **kwargs: Any) -> None:
        super().__init__(help_text, *examples, allow_null=True, **kwargs)

    def to_representation(self, value: time) -> str:
        return value.isoformat("minutes")


class ChoiceField(Field):
    """One of a model's choices, by its code; where it may be null an empty one is.

    Choices that are a class make a type of the description that all such fields share, named
    after it; others do with `name`, which those that may be null need.
    """

    def __init__(
        self,
        choices: Any,
        help_text: str = "",
        *examples: str | None,
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(help_text, *examples, **kwargs)
        self.choices = choices
        self.type_name = choices.__qualname__.replace(".", "") if is_class(choices) else name

    @property
    def schema(self) -> Mapping[str, Any]:  # type: ignore[override]
        """Of the codes; the one that says nothing is left out."""
        pairs = self.choices.choices if is_class(self.choices) else self.choices
        codes = [pair if isinstance(pair, str) else pair[0] for pair in pairs]
        return {"type": "string", "enum": [code for code in codes if code]}

    def to_representation(self, value: str) -> str | None:
        return str(value) or None if self.allow_null else str(value)


class URLField(NullCharField):
    """An address elsewhere; null where there is none."""

    schema = {"type": "string", "format": "uri"}


class LinkField(Field):
    """A full link to a page of ours; or, with `to`, to a record of that name in the API; or, with
    `of` besides, to the list of such records that this parameter narrows to it.

    The value is the page's path, or the record's key. Examples start at the site's root.
    The serializer's context holds `site`, the address of the site.
    """

    schema = {"type": "string", "format": "uri"}

    def __init__(
        self, help_text: str = "", *examples: str | None, to: str = "", of: str = "", **kwargs: Any
    ) -> None:
        super().__init__(help_text, *(each and SITE + each for each in examples), **kwargs)
        self.to, self.of = to, of

    @cached_property
    def site(self) -> str:
        return str(self.context["site"])

    def to_representation(self, value: Any) -> str | None:
        if not value:
            return None
        if self.of:
            return f"{self.site}{address(f'api:{self.to}-list')}?{self.of}={value}"
        path = address(f"api:{self.to}-detail", value) if self.to else value
        return f"{self.site}{path}"


class TextsField(Field):
    """Texts; or, with `key`, that attribute of each of several things."""

    schema = {"type": "array", "items": {"type": "string"}}

    def __init__(
        self, help_text: str = "", *examples: Sequence[str], key: str = "", **kwargs: Any
    ) -> None:
        super().__init__(help_text, *examples, **kwargs)
        self.key = key

    def to_representation(self, value: Any) -> list[str]:
        rows = value.all() if hasattr(value, "all") else value
        return [str(getattr(each, self.key) if self.key else each) for each in rows]


class LinksField(Field):
    """Links to records in the API, from the attribute `key` of each of several things."""

    schema = {"type": "array", "items": LinkField.schema}

    def __init__(
        self, help_text: str = "", *examples: Sequence[str], to: str, key: str = "id", **kwargs: Any
    ) -> None:
        full = [[SITE + each for each in several] for several in examples]
        super().__init__(help_text, *full, **kwargs)
        self.to, self.key = to, key

    def to_representation(self, value: Iterable[Any]) -> list[str]:
        site = self.context["site"]
        return [f"{site}{address(f'api:{self.to}-detail', getattr(e, self.key))}" for e in value]


def is_class(choices: Any) -> bool:
    return isinstance(choices, type)


# Plain values


def number(value: Decimal | float | None) -> int | float | None:
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
