"""Fields for dates as people write them, read once it is known when they were written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.utils import timezone

from hospitals.models import Evidence
from lib.written_dates import Unread

Found = TypeVar("Found")


class WrittenField(forms.CharField):
    """A text that holds dates. `read` takes it apart, with the day near which it was written."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"size": 30}))
        super().__init__(max_length=160, required=False, **options)


def written_on(evidence: Evidence) -> date:
    """The day of a document, for what it says without a year; today where it has none."""
    return evidence.said_on or evidence.published_on or timezone.localdate()


def read_field(
    form: forms.Form,
    name: str,
    reader: Callable[[str, date], Found],
    near: date,
    example: str,
) -> Found | None:
    """What was typed into the field; None, with an error beside it, where it is not understood."""
    text = form.cleaned_data[name]
    try:
        return reader(text, near)
    except Unread as unread:
        part = f", for “{unread.part}”" if unread.part not in ("", text) else ""
        form.add_error(name, f"“{text}” is not understood{part}: write {example}.")
        return None
