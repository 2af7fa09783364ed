"""A search as it was asked: its filters in words, and one address for it however it was typed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from lib import words
from lib.filters import RecordField, StrictFilterSet, without_tracking
from lib.selects import names_of


@dataclass(frozen=True)
class Chosen:
    """A filter that was asked for, in words, and the address without it."""

    label: str
    words: str
    without: str


def chosen(path: str, filterset: StrictFilterSet, *, besides: Collection[str] = ()) -> list[Chosen]:
    """The filters of a valid search, without those `besides`; none where nothing was asked."""
    if filterset.filters_nothing:
        return []
    form, found = filterset.form, []
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if value and name not in besides:
            kept = filterset.data.copy()
            del kept[name]
            found.append(Chosen(field.label, in_words(field, value), stable_address(path, kept)))
    return found


def in_words(field: forms.Field, value: Any) -> str:
    if isinstance(value, date):
        return words.day(value)
    if isinstance(field, RecordField):
        return names_of(value)
    choices: Any = getattr(field, "choices", ())
    return str(dict(choices).get(value, value))


def stable_address(path: str, data: QueryDict) -> str:
    """The search, the same however it was typed: sorted, without what is empty, page or tracker."""
    asked = query(data)
    return f"{path}?{asked}" if asked else path


def query(data: QueryDict) -> str:
    kept = sorted(
        (name, value)
        for name, values in without_tracking(data).lists()
        for value in values
        if value and name != "cursor"
    )
    return urlencode(kept)
