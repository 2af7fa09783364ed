"""All the names of one form that are not known, with the forms that propose them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from typing import Any

from django.contrib.auth.models import User
from django.forms import BaseForm

from lib.text import fold

from ..lookups import LookupField, Unknown
from .forms import FORMS, MissingName

PREFIX = "missing"
MOST = 60
Key = tuple[str, str]


class MissingNames:
    """What was posted of them, and what has turned out to be missing since.

    `numbers` tells of a measure which number was typed for it: (kind, text) → text.
    """

    def __init__(
        self, data: Any = None, numbers: Callable[[str, str], str] = lambda kind, text: ""
    ) -> None:
        self.numbers = numbers
        self.posted = {key_of(form): form for form in posted(data or {})}
        self.shown: dict[Key, MissingName] = {}
        self.made: dict[Key, Any] = {}

    def __iter__(self) -> Iterator[MissingName]:
        return iter(self.shown.values())

    def __len__(self) -> int:
        return len(self.shown)

    def watch(self, forms: Iterable[BaseForm], by: User | None) -> None:
        """A name that a field of theirs does not know is proposed `by` somebody, if its form was
        posted; by nobody, it is only shown."""

        def propose(kind: str, text: str) -> Any | None:
            return self.record(kind, text, by) if by else None

        for form in forms:
            for field in form.fields.values():
                if isinstance(field, LookupField) and field.kind in FORMS:
                    field.propose = propose

    def record(self, kind: str, text: str, by: User) -> Any | None:
        key = (kind, fold(text))
        if key not in self.made and key in self.posted:
            self.shown[key] = form = self.posted[key]
            made = form.record(by)
            if made is None:
                return None
            self.made[key] = made
        return self.made.get(key)

    def look(self, forms: Iterable[BaseForm]) -> None:
        """Show a form for each name that the errors of these forms call unknown."""
        for kind, text in unknown(forms):
            self.offer(kind, text)

    def offer(self, kind: str, text: str) -> None:
        """Show a form for this name."""
        key = (kind, fold(text))
        if kind in FORMS and key not in self.shown:
            self.shown[key] = self.posted.get(key) or self.guessed(kind, text)

    def keep(self) -> None:
        """Show what was posted once more."""
        self.shown = dict(self.posted)

    def guessed(self, kind: str, text: str) -> MissingName:
        form = FORMS[kind]
        guess = form.guess(text, self.numbers(kind, text))
        return form(initial={"kind": kind, "text": text, **guess}, prefix=self.free_prefix())

    def free_prefix(self) -> str:
        taken = {form.prefix for form in (*self.posted.values(), *self.shown.values())}
        prefixes = (f"{PREFIX}-{place}" for place in count())
        return next(prefix for prefix in prefixes if prefix not in taken)


def unknown(forms: Iterable[BaseForm]) -> dict[Key, None]:
    """(kind, text) of each name that a form does not know, once, in order."""
    found: dict[Key, None] = {}
    for form in forms:
        for errors in form.errors.as_data().values() if form.is_bound else ():
            found |= {
                (error.kind, error.text): None for error in errors if isinstance(error, Unknown)
            }
    return found


def posted(data: Mapping[str, Any]) -> Iterator[MissingName]:
    for place in range(MOST):
        prefix = f"{PREFIX}-{place}"
        kind = data.get(f"{prefix}-kind")
        if kind in FORMS:
            yield FORMS[kind](data, prefix=prefix)


def key_of(form: MissingName) -> Key:
    return form["kind"].data, fold(form["text"].data or "")
