"""Events that a document tells of: a row for each, with when and where as people write it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from deeds.admin.second_look import note_new
from hospitals import workflow
from hospitals.models import Area, Event, Evidence, Hospital
from lib import words
from lib.inexact import Exactness
from lib.refusals import Refused
from lib.written_dates import Spell, Unread, read_inexact, read_spells

from .lookups import LookupField, find
from .missing.forms import free_slug
from .statements.forms import FromADocument
from .statements.rows import Row, RowsOf, rows_of
from .statements.statement import FURTHER, Statement, tell_of_waiting
from .written import WrittenField, read_field, written_on

WHEN = "12 January 2016, 12 January from 8am to 11am, August 2025, or to be set"
LONGEST_TITLE = 160


class SharedForm(FromADocument):
    strike = LookupField("strike", label="strike", required=False)
    dispute = LookupField(
        "dispute", label="or dispute", required=False, help_text="Of a strike, it is the strike’s."
    )


class EventRow(Row, forms.Form):
    kind = LookupField(
        "event_kind", label="what", required=False, help_text="Picket, talks, ballot result…"
    )
    when = WrittenField(label="when", help_text=WHEN)
    place = forms.CharField(label="where", required=False, max_length=160)
    outcome = forms.CharField(
        label="what came of it",
        required=False,
        widget=forms.Textarea(attrs={"rows": 1}),
        help_text="For readers.",
    )
    status = forms.ChoiceField(
        label="it",
        required=False,
        choices=[("", "took place, if its day is not after the document’s"), *Event.Status.choices],
    )
    said_by = LookupField(
        "source", label="said by", required=False, help_text="Where it is not who says the rest."
    )
    title = forms.CharField(
        label="title",
        required=False,
        max_length=LONGEST_TITLE,
        help_text="Empty: what, where and when.",
    )

    FIRST = ("kind", "when", "place")
    SELDOM = ("status", "said_by", "title")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.has_changed():
            for name, ask in (("kind", "Say what it is: picket, talks…"), ("when", WHEN)):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, ask if name == "kind" else f"Say when: {ask}.")
        return cleaned


class EventRows(RowsOf):
    none_written = "Write at least one event."


class EventStatement(Statement):
    title = "Record events"
    template = "admin/hospitals/event/statement.html"
    row_template = "admin/hospitals/event/row.html"
    shared_form, row_forms = SharedForm, rows_of(EventRow, EventRows, extra=3)

    def judge_together(self) -> None:
        super().judge_together()
        shared = self.shared.cleaned_data
        strike, dispute = shared["strike"], shared["dispute"]
        if strike and dispute not in (None, strike.dispute):
            self.shared.add_error(
                "dispute", f"The strike is part of “{strike.dispute}”: empty this."
            )
        if not strike and not dispute:
            self.shared.add_error("strike", "Say which strike or dispute they belong to.")

    def record_row(
        self, form: EventRow, evidence: Evidence, by: User, beside: Sequence[Event]
    ) -> Event | None:
        data, written = form.cleaned_data, written_on(evidence)
        strike = self.shared.cleaned_data["strike"]
        when = read_field(form, "when", read_when, written, WHEN)
        if when is None:
            return None
        first, last, exact, spell = when
        status = data["status"] or (
            Event.Status.HELD if first and first <= written else Event.Status.PLANNED
        )
        event = Event(
            kind=data["kind"],
            status=status,
            dispute=strike.dispute if strike else self.shared.cleaned_data["dispute"],
            strike=strike,
            first_day=first,
            last_day=last,
            exact=exact,
            place=data["place"],
            outcome=data["outcome"].strip(),
            **hours(spell, status),
            **known_place(data["place"]),
        )
        event.title = data["title"] or title_of(event)
        event.slug = free_slug(Event, event.title)
        try:
            if data["said_by"] is not None:
                evidence = workflow.as_said_by(by=by, evidence=evidence, speaker=data["said_by"])
            event.evidence = evidence
            workflow.enter_fact(by=by, row=event)
        except Refused as refusal:
            form.add_error(None, refusal.messages)
            return None
        note_new(by=by, record=event)
        return event

    def recorded(self, request: HttpRequest, rows: Sequence[Event]) -> HttpResponse:
        """Says what was taken from what was typed."""
        said = "; ".join(f"{row} ({row.get_status_display()})" for row in rows)
        messages.success(request, f"Recorded: {said}.")
        tell_of_waiting(request, rows)
        self.lead_on(request)
        return HttpResponseRedirect(reverse("admin:hospitals_event_changelist"))


def read_when(text: str, near: date) -> tuple[date | None, date | None, str, Spell | None]:
    """(first, last, how exact, and of one day its hours)."""
    try:
        return *read_inexact(text, near), None
    except Unread:
        spells = read_spells(text, near)
    if len(spells) > 1 or spells[0].last != spells[0].first:
        raise Unread(text)
    return spells[0].first, spells[0].first, Exactness.DAY, spells[0]


def hours(spell: Spell | None, status: str) -> dict[str, datetime | None]:
    """As it was, of what took place; as planned, of everything else."""
    if spell is None:
        return {}
    kind = "actual" if status == Event.Status.HELD else "planned"
    ends = timezone.make_aware(spell.ends_at) if spell.ends_at else None
    starts = timezone.make_aware(spell.starts_at) if spell.starts_at else None
    return {f"{kind}_start": starts, f"{kind}_end": ends}


def known_place(text: str) -> dict[str, Hospital | Area]:
    """The hospital or area that is called so, if it is one."""
    found = find("subject", text) if text else []
    if len(found) != 1 or not isinstance(found[0], Hospital | Area):
        return {}
    return {found[0]._meta.model_name: found[0]}


def title_of(event: Event) -> str:
    """ "Picket, Southampton General Hospital, 12 January 2016"."""
    when = words.inexact(event.first_day, event.last_day, event.exact)
    left = LONGEST_TITLE - len(f"{event.kind}, , {when}")
    place = event.place if len(event.place) <= left else f"{event.place[: left - 1]}…"
    return capfirst(", ".join(filter(None, [str(event.kind), place, when])))


FURTHER[EventStatement] = ("admin:hospitals_event_statement", "events")
