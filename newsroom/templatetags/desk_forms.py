"""How the form of a record is laid out, and what is wrong with what was sent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

register = template.Library()

# A class of a fieldset: it stands beside the words where there is room.
PANEL = "panel"

Numbered = list[tuple[int, Any]]


# What the admin draws for yes, no and not known, where it cannot be changed.
ICON = re.compile(r'<img src="[^"]*/icon-(yes|no|unknown)\b[^>]*>')
SAID = {"yes": "yes", "no": "no", "unknown": "not known"}


@register.filter
def icons_in_words(contents: str) -> SafeString:
    """The contents of a field that is only read, as the admin gives them, without its icons."""
    return mark_safe(ICON.sub(lambda found: SAID[found[1]], conditional_escape(contents)))


@register.filter
def in_words(adminform: Any) -> Numbered:
    """[(number, fieldset)] of those that stand first and wide."""
    return [each for each in enumerate(adminform) if PANEL not in each[1].classes.split()]


@register.filter
def in_panel(adminform: Any) -> Numbered:
    """[(number, fieldset)] of those whose `classes` name the panel."""
    return [each for each in enumerate(adminform) if PANEL in each[1].classes.split()]


@dataclass(frozen=True)
class Place:
    """A field that has to be put right. `id` is that of its input."""

    id: str
    label: str
    sentences: list[str]


@dataclass(frozen=True)
class Wrong:
    """`of_all`: what is wrong with the record as a whole, or with rows that belong together."""

    of_all: list[str]
    places: list[Place]

    @property
    def count(self) -> int:
        return len(self.of_all) + len(self.places)


@register.simple_tag
def errors_of(adminform: Any, inlines: Iterable[Any]) -> Wrong:
    """What the form and the rows below it say is wrong, in the order of the page.

    A tag: the page of an earlier state has no rows, and a filter would fail at what is not there.
    """
    form = adminform.form
    of_all, places = list(form.non_field_errors()), places_of(form)
    for inline in inlines or []:
        formset = inline.formset
        of_all += formset.non_form_errors()
        title = str(inline.opts.verbose_name)
        for number, row in enumerate(formset.forms, 1):
            where = f"{capfirst(title)} {number}"
            of_all += [f"{where}: {sentence}" for sentence in row.non_field_errors()]
            places += places_of(row, f"{where}, ")
    return Wrong(of_all, places)


def places_of(form: Any, before: str = "") -> list[Place]:
    found = []
    for field in form:
        if field.errors:
            label = f"{before}{field.label[:1].lower()}{field.label[1:]}" if before else field.label
            found.append(Place(first_id(field), capfirst(label), list(field.errors)))
    return found


def first_id(field: Any) -> str:
    """Where the cursor goes: of a field of several boxes, the first of them."""
    return field.id_for_label or f"id_{field.html_name}"
