"""Fields in which one types a name, a code or an alias, with suggestions where scripts run.

The statement form must work without JavaScript, so the server reads what was typed: “UHS”, “RHM”
and “University Hospital Southampton NHS Foundation Trust (RHM)” are the same trust.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model, Q, QuerySet
from django.urls import reverse_lazy
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode

from hospitals.models import (
    Alias,
    Area,
    Dispute,
    DisruptionFigure,
    Event,
    EventKind,
    Evidence,
    Hospital,
    Measure,
    Service,
    Setting,
    Source,
    StaffGroup,
    Strike,
    Trust,
    Union,
)
from hospitals.models.signed import SignedOff
from lib.admin.addresses import page_url
from lib.admin.search import any_field, bounded
from lib.guesses import speaker
from lib.text import fold, squash

NUMBERED = re.compile(r"\(no\. ?(\d+)\)$")
SUGGESTIONS = 12
# It is filled in beside what rests on it.
WITHOUT_A_FORM = (Evidence,)


@dataclass(frozen=True)
class Kind:
    """Records of one model that may be typed, and the fields in which they are found."""

    model: type[Any]
    name: str = "name"
    code: str = ""
    alias: str = ""
    former: str = ""
    # Labels that are not unique carry the record's number: "Weekly table (no. 12)".
    numbered: bool = False

    def rows(self) -> QuerySet[Any]:
        related = {
            Evidence: ["said_by"],
            DisruptionFigure: ["area", "trust", "hospital", "measure"],
        }
        return self.model.objects.select_related(*related.get(self.model, []))

    def exactly(self, text: str) -> list[Any]:
        """Rows whose name, code, alias or former name is the whole text."""
        matches = same_words(self.name, text)
        if self.code and not text.isspace():
            matches |= Q(**{f"{self.code}__iexact": text})
        if self.alias:
            found = Alias.objects.filter(folded=fold(text), **{f"{self.alias}__isnull": False})
            matches |= Q(pk__in=found.values(self.alias))
        if self.former:
            matches |= Q(pk__in=self.model.objects.filter(same_words(self.former, text)))
        return list(self.rows().filter(matches)[:SUGGESTIONS])

    def holding(self, term: str) -> list[Any]:
        """Rows in whose name each word of the term stands, or whose code or alias starts so."""
        words = Q()
        for word in term.split():
            words &= any_field([self.name], word)
        if self.code:
            words |= Q(**{f"{self.code}__istartswith": term})
        if self.alias and fold(term):
            found = Alias.objects.filter(
                folded__startswith=fold(term), **{f"{self.alias}__isnull": False}
            )
            words |= Q(pk__in=found.values(self.alias))
        if self.former:
            words |= Q(pk__in=self.model.objects.filter(any_field([self.former], term)))
        return list(self.rows().filter(words)[:SUGGESTIONS])

    def label(self, row: Model) -> str:
        return numbered(row) if self.numbered else str(row)


KINDS = {
    "subject": [
        Kind(Trust, code="code", alias="trust", former="former_names__name"),
        Kind(Hospital, code="site_code", alias="hospital"),
        Kind(Area, code="code"),
    ],
    "measure": [Kind(Measure)],
    "service": [Kind(Service)],
    "strike": [Kind(Strike, name="title")],
    "event": [Kind(Event, name="title")],
    "dispute": [Kind(Dispute, name="title")],
    "source": [Kind(Source, alias="source")],
    "staff_group": [Kind(StaffGroup, former="former_names__name")],
    "union": [Kind(Union, code="short_name")],
    "event_kind": [Kind(EventKind)],
    "setting": [Kind(Setting)],
    "evidence": [Kind(Evidence, name="title", numbered=True)],
    "figure": [Kind(DisruptionFigure, name="measure__name", numbered=True)],
}
# What would be right, for an error.
SAY = {
    "subject": "a trust, hospital or area by its name or code, such as RHM or England",
    "measure": "what is counted by the name of its measure",
    "service": "the name of a service, such as endoscopy",
    "strike": "the title of a strike",
    "event": "the title of an event",
    "dispute": "the title of a dispute",
    "source": "the name of a source",
    "staff_group": "the name of a staff group, such as nurses",
    "union": "the name of a union, such as BMA",
    "event_kind": "what kind of event it is, such as picket",
    "setting": "a kind of service, such as acute hospitals",
    "evidence": "a title, or its number as in “(no. 12)”",
    "figure": "the number of a figure, as in “(no. 42)”",
}


def address_to_propose(model: type[Model]) -> str:
    return page_url(model, "statement" if model in (Strike, Event) else "add")


def numbered(row: Model) -> str:
    return f"{row} (no. {row.pk})"


def same_words(name: str, text: str) -> Q:
    """Q: the field is this text, whatever its case and with either kind of apostrophe."""
    found = Q()
    for spelling in sorted({text, text.replace("'", "’"), text.replace("’", "'")}):
        found |= Q(**{f"{name}__iexact": spelling})
    return found


class Unknown(forms.ValidationError):
    """A name that is not known here; whoever needs it may propose it."""

    def __init__(self, message: str, *, kind: str, text: str) -> None:
        super().__init__(message, code="unknown")
        self.kind, self.text = kind, text


def find(kind: str, text: str) -> list[Any]:
    """The records that `text` may mean: none, one, or several that share a name."""
    by_number = NUMBERED.search(text)
    if by_number or (kind == "figure" and text.isdigit()):
        number = int(by_number.group(1) if by_number else text)
        rows = [row for each in KINDS[kind] for row in each.rows().filter(pk=number)]
        named = [row for row in rows if text in (numbered(row), f"(no. {number})")]
        return named or (rows if kind in ("figure", "evidence") else [])
    found = [row for each in KINDS[kind] for row in each.exactly(text)]
    if found:
        return [*found, *called_after(kind, found[0], text)] if len(found) == 1 else found
    # "Name (CODE)" and "Name, Town" are how a record is shown.
    for shorter in (re.sub(r" \([^()]*\)$", "", text), text.rpartition(", ")[0]):
        if shorter and shorter != text:
            rows = [row for each in KINDS[kind] for row in each.exactly(shorter)]
            found += [row for row in rows if fold(str(row)) == fold(text) and row not in found]
    return found or (in_office(text) if kind == "source" else [])


def in_office(text: str) -> list[Source]:
    """Whoever is called so and holds the office that was typed with the name: “Donna Green, chief
    nurse at Hampshire Hospitals”."""
    said = speaker(text)
    if not said.role:
        return []
    office = office_words(f"{said.role} {said.organisation}")
    return [
        source
        for source in KINDS["source"][0].exactly(said.name)
        if any(
            office <= office_words(f"{role.role} {role.organisation}")
            for role in source.roles.all()
        )
    ]


def office_words(text: str) -> set[str]:
    """Without the little words: president, of the association."""
    return set(fold(text).split()) - {"at", "of", "for", "with", "the"}


def called_after(kind: str, found: Any, text: str) -> list[Any]:
    """Hospitals and trusts that are called after the town or county that was typed, or lie in it:
    “Basingstoke” may be short for one of them."""
    if not isinstance(found, Area):
        return []
    starts = Q(name__istartswith=f"{text} ")
    called = {Hospital: starts | Q(town__iexact=text), Trust: starts}
    return [
        row
        for each in KINDS[kind]
        if each.model in called
        for row in each.rows().filter(called[each.model])[:SUGGESTIONS]
    ]


def suggest(kind: str, term: str) -> list[dict[str, str]]:
    """[{"label", "hint"}] for what was typed so far; the hint lets a browser match an alias."""
    term, shown = bounded(term), []
    for each in KINDS[kind]:
        shown += [(each.label(row), row) for row in each.holding(term)]
    labels = [label for label, _ in shown]
    return [
        {
            "label": label if labels.count(label) == 1 else numbered(row),
            "hint": "" if fold(term) in fold(label) else term,
        }
        for label, row in shown[: 2 * SUGGESTIONS]
    ]


class LookupInput(forms.TextInput):
    def __init__(self, kind: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {
                "class": "lookup",
                "autocomplete": "off",
                "data-suggest": reverse_lazy("admin:hospitals_disruptionfigure_suggest"),
                "data-kind": kind,
                **(attrs or {}),
            }
        )


class LookupField(forms.CharField):
    """Cleans to the record that was typed, or None where empty."""

    # Of a form that proposes itself what it lacks: (kind, text) → the new record, or None.
    propose: Callable[[str, str], Any] | None = None

    def __init__(self, kind: str, **options: Any) -> None:
        self.kind = kind
        options.setdefault("widget", LookupInput(kind))
        options.setdefault("max_length", 400)
        super().__init__(**options)

    def prepare_value(self, value: Any) -> str | None:
        if value is None or isinstance(value, str):
            return value
        kinds = [each for each in KINDS[self.kind] if isinstance(value, each.model)]
        return kinds[0].label(value) if kinds else str(value)

    def clean(self, value: Any) -> Any:
        if value is not None and not isinstance(value, str):
            value = self.prepare_value(value)
        text = squash(super().clean(value) or "")
        return self.record(text) if text else None

    def record(self, text: str) -> Any:
        found = find(self.kind, text)
        if len(found) == 1:
            return found[0]
        if found:
            choices = "; ".join(self.told_apart(found))
            raise forms.ValidationError(f"“{text}” may be one of several. Write one of: {choices}.")
        made = self.propose(self.kind, text) if self.propose else None
        if made is not None:
            return made
        near = [item["label"] for item in suggest(self.kind, text)[:4]]
        hint = f" Did you mean: {'; '.join(near)}?" if near else ""
        message = format_html(
            "“{}” is not known here: write {}.{}{}",
            text,
            SAY[self.kind],
            hint,
            " What it would be stands above." if self.propose else self.links_to_propose(text),
        )
        raise Unknown(message, kind=self.kind, text=text)

    def links_to_propose(self, text: str) -> str:
        """Links to the forms in which somebody who lacks the record proposes it.

        In another window: this form keeps what was typed, and finds the record by its name.
        """
        links = [
            (
                address_to_propose(each.model),
                urlencode({each.name: text[:160]}),
                each.model._meta.verbose_name,
            )
            for each in KINDS[self.kind]
            if issubclass(each.model, SignedOff) and each.model not in WITHOUT_A_FORM
        ]
        if not links:
            return ""
        listed = format_html_join(
            " or ", '<a href="{}?{}" target="_blank" rel="noopener">{}</a>', links
        )
        return format_html(" Or propose it as a new {}, then send this again.", listed)

    def told_apart(self, rows: list[Any]) -> list[str]:
        labels = [str(row) for row in rows]
        return [
            label if labels.count(label) == 1 else numbered(row)
            for label, row in zip(labels, rows, strict=True)
        ]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class LookupManyField(LookupField):
    """One record a line; cleans to a list without repeats."""

    def __init__(self, kind: str, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": 2}))
        super().__init__(kind, **options)

    def prepare_value(self, value: Any) -> str | None:
        if value is None or isinstance(value, str):
            return value
        return "\n".join(LookupField.prepare_value(self, row) for row in value)

    def clean(self, value: Any) -> list[Any]:
        if value is not None and not isinstance(value, str):
            value = self.prepare_value(value)
        lines = (squash(line) for line in (forms.CharField.clean(self, value) or "").splitlines())
        found, wrong = [], []
        for line in filter(None, lines):
            try:
                found.append(self.record(line))
            except forms.ValidationError as error:
                wrong.append(error)
        if wrong:
            raise forms.ValidationError(wrong)
        return list(dict.fromkeys(found))
