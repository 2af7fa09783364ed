"""Dates and hours in the forms of the desk: typed as people write them, shown as the desk does."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.db import models
from django.forms.utils import from_current_timezone, to_current_timezone
from django.utils import timezone

from lib import words
from lib.written_dates import Unread, read_hour, read_moment, read_one_day


class WrittenInput(forms.TextInput):
    """One box for all of it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"size": 22, "class": "written-date", "autocomplete": "off", **(attrs or {})}
        )


class DayField(forms.DateField):
    """ "13 January 2016", "13 Jan", "13/1/16", "today". Cleans to a date, or None."""

    widget = WrittenInput

    def prepare_value(self, value: Any) -> Any:
        return words.day(value) if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        value = squashed(value)
        if not isinstance(value, str):
            return super().to_python(value)
        try:
            return read_one_day(value, timezone.localdate())
        except Unread:
            raise unread(value, "a day", "13 January 2016") from None


class HourField(forms.TimeField):
    """ "7am", "7.30pm", "19:30", "noon". Cleans to a time, or None."""

    widget = WrittenInput

    def prepare_value(self, value: Any) -> Any:
        return hour_in_words(value) if isinstance(value, time) else value

    def to_python(self, value: Any) -> time | None:
        value = squashed(value)
        if not isinstance(value, str):
            return super().to_python(value)
        try:
            return read_hour(value)
        except Unread:
            raise unread(value, "an hour", "6am or 5.45pm") from None


class MomentField(forms.DateTimeField):
    """ "13 January 2016, 6am", "tomorrow 7.30am". Cleans to a moment in London's time, or None."""

    widget = WrittenInput

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, datetime):
            return value
        local = to_current_timezone(value)
        return f"{words.day(local.date())}, {hour_in_words(local.time())}"

    def to_python(self, value: Any) -> datetime | None:
        value = squashed(value)
        if not isinstance(value, str):
            return super().to_python(value)
        try:
            read = read_moment(value, timezone.localdate())
        except Unread:
            raise unread(value, "a day with its hour", "13 January 2016, 6am") from None
        moment: datetime = from_current_timezone(read)
        return moment


def squashed(value: Any) -> Any:
    """What was typed, without space around it; None where that is nothing."""
    return value.strip() or None if isinstance(value, str) else value


def hour_in_words(at: time) -> str:
    """To the second where it has any, so that nothing is lost when a form is saved again."""
    return words.second(at) if at.second else words.hour(at)


def unread(text: str, what: str, example: str) -> forms.ValidationError:
    return forms.ValidationError(f"“{text}” is not {what}: write it like {example}.")


# For the `formfield_overrides` of every ModelAdmin and of the rows below its records.
WRITTEN_DATES: dict[type[models.Field], dict[str, Any]] = {
    models.DateField: {"form_class": DayField, "widget": WrittenInput},
    models.DateTimeField: {"form_class": MomentField, "widget": WrittenInput},
    models.TimeField: {"form_class": HourField, "widget": WrittenInput},
}
