"""Selects of hundreds of options, each written in one go, and how a form comes to offer them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet, Subquery
from django.forms.utils import flatatt
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


class Options:
    """(value, words) pairs and their HTML, which is the same for every reader but for the choice.

    Nothing changes them, so that pages may share them.
    """

    def __init__(self, choices: Iterable[tuple[Any, Any]]) -> None:
        self.words = {str(value): words for value, words in choices}
        self.html = "\n".join(
            f"{tag(value)}{escape(words)}</option>" for value, words in self.words.items()
        )

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return iter(self.words.items())

    def __contains__(self, value: str) -> bool:
        return value in self.words

    def and_one(self, value: str, words: str) -> Options:
        return Options([*self, (value, words)])

    def with_chosen(self, value: str) -> str:
        """The HTML with the option of this value selected, if there is one."""
        return self.html.replace(tag(value), tag(value, " selected"), 1)


def tag(value: str, chosen: str = "") -> str:
    return f'<option value="{escape(value)}"{chosen}>'


class LongSelect(forms.Select):
    """Looks like Django's select, which renders a template for each option: with all trusts in
    it, that was more than half the work of a page. `choices` are Options, or (value, words)
    without groups.
    """

    # Taken as they are: Django looks through all of them for groups.
    choices: Any = ()

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        options = self.choices if isinstance(self.choices, Options) else Options(self.choices)
        written = options.with_chosen("" if value is None else str(value))
        attributes = flatatt({"name": name, **self.attrs, **(attrs or {})})
        return mark_safe(f"<select{attributes}>\n{written}\n</select>")


def some(nothing: str, pairs: Iterable[tuple[str, str]], key: str = "slug") -> tuple[str, Options]:
    """(key, Options) for `offer`: the words for none, then (value of the key, words) of each."""
    return key, Options([("", nothing), *pairs])


def offer(form: forms.Form, choices: Mapping[str, tuple[str, Options]]) -> None:
    """Turns text boxes into selects.

    A valid value that is not among them stays, so that the form says what was asked.
    """
    for name, (key, options) in choices.items():
        chosen = getattr(form, "cleaned_data", {}).get(name)
        value = ",".join(getattr(record, key) for record in several(chosen))
        if value and value not in options:
            options = options.and_one(value, names_of(chosen))
        form.fields[name].widget = LongSelect(choices=options)


def names_of(chosen: Any) -> str:
    """What readers are shown of what they chose: "RHM", "RHM or RX1", by their names."""
    *most, last = map(name_of, several(chosen))
    return f"{', '.join(most)} or {last}" if most else last


def several(chosen: Any) -> list[Any]:
    """The records of a choice: of one, of a list of them, or of none."""
    if isinstance(chosen, list):
        return chosen
    return [chosen] if chosen else []


def name_of(record: Any) -> str:
    """What readers are shown of a record, where it stands among others of its kind."""
    for name in ("full_name", "title", "name"):
        if words := getattr(record, name, None):
            return str(words)
    raise ValueError(f"{record!r} has nothing to be called by.")


def with_any(records: QuerySet[Any], of_each: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the records of which there is any row `of_each`, which is in the order of an index.

    Found by the first of each: EXISTS is to PostgreSQL a reason to look at them all.
    """
    first = Subquery(of_each.values("pk")[:1])
    found: QuerySet[Any] = records.alias(first=first).filter(first__isnull=False)
    return found
