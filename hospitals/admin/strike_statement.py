"""What a document says of a strike is one form: its dates, its status, who is out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from deeds.admin.second_look import note_new
from hospitals import workflow
from hospitals.models import (
    Area,
    Dispute,
    Evidence,
    Hospital,
    Participation,
    StaffGroup,
    Strike,
    StrikeSpell,
    StrikeStatusChange,
    StrikeSummary,
    Trust,
    Union,
)
from lib import words
from lib.refusals import Refused
from lib.written_dates import Spell, read_day, read_spells

from .lookups import LookupField, LookupManyField
from .missing.forms import free_slug
from .statements.forms import FromADocument
from .statements.rows import Row, RowsOf, rows_of
from .statements.statement import FURTHER, Statement, tell_of_waiting
from .written import WrittenField, read_field, written_on

Status = StrikeStatusChange.Status
BY_DATES, NOTHING = "by_dates", ""
DATES = "16 to 20 December from 7am, or 8am to 8pm on 15 and 20 December"
LONGEST_TITLE = 160


class SharedForm(FromADocument):
    strike = LookupField(
        "strike", label="strike", required=False, help_text="One that we hold. Empty: a new one."
    )
    staff_groups = LookupManyField(
        "staff_group", label="who strikes", required=False, help_text="Staff, one group a line."
    )
    unions = LookupManyField(
        "union", label="unions", required=False, help_text="Who called it, one a line."
    )
    dispute = LookupField(
        "dispute",
        label="dispute",
        required=False,
        help_text="Empty: the one that these unions have, if it is one.",
    )
    called = LookupManyField(
        "subject",
        label="called in or at",
        required=False,
        help_text="Areas or trusts, one a line. Empty: across the nation of its unions.",
    )
    kind = forms.ChoiceField(
        label="kind", choices=Strike.Kind.choices, initial=Strike.Kind.STRIKE, required=False
    )
    title = forms.CharField(
        label="title",
        required=False,
        max_length=LONGEST_TITLE,
        help_text="Empty: from who strikes, and when.",
    )
    status = forms.ChoiceField(
        label="it is",
        required=False,
        choices=[
            (BY_DATES, "announced, if its first day lies ahead"),
            (NOTHING, "nothing new"),
            *Status.choices,
        ],
        initial=BY_DATES,
    )
    status_on = WrittenField(label="since", help_text="Empty: the day of the document.")
    out = LookupManyField(
        "subject",
        label="staff are out at",
        required=False,
        help_text="Trusts, hospitals or areas, one a line.",
    )
    not_out = LookupManyField("subject", label="staff are not out at", required=False)
    summary = forms.CharField(
        label="in a sentence or two",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For readers: what happens and what still runs.",
    )


class DatesRow(Row, forms.Form):
    """Dates that share their hours and what still runs."""

    dates = WrittenField(label="dates", help_text=f"{DATES}. Without an end: from 16 November.")
    cover = forms.CharField(
        label="what still runs",
        required=False,
        max_length=120,
        help_text="Emergency care only, Christmas Day cover, a full walkout.",
    )
    staff_groups = LookupManyField(
        "staff_group", label="only these staff", required=False, help_text="Where not all strike."
    )
    unions = LookupManyField("union", label="only these unions", required=False)
    places = LookupManyField(
        "subject",
        label="only at these trusts or hospitals",
        required=False,
        help_text="Where these dates are not the whole strike’s.",
    )

    FIRST = ("dates", "cover")
    SELDOM = ("staff_groups", "unions", "places")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.has_changed() and not cleaned.get("dates") and "dates" not in self.errors:
            self.add_error("dates", f"Write the dates: {DATES}.")
        return cleaned


class DatesRows(RowsOf):
    may_be_empty = True


class StrikeStatement(Statement):
    title = "Record what is said of a strike"
    template = "admin/hospitals/strike/statement.html"
    row_template = "admin/hospitals/strike/dates_row.html"
    shared_form, row_forms = SharedForm, rows_of(DatesRow, DatesRows, extra=3)

    def record_all(self, by: User) -> list[Any] | None:
        shared, evidence = self.shared.cleaned_data, self.document(by)
        spells = self.spells(written_on(evidence)) if evidence else None
        if evidence is None or spells is None:
            return None
        try:
            strike = shared["strike"] or self.new_strike(by, spells)
            if strike is None:
                return None
            new = [] if shared["strike"] else [strike]
            rows = new + list(self.rows_about(strike, evidence, spells, by))
        except Refused as refusal:
            self.shared.add_error(None, refusal.messages)
            return None
        if not rows and not self.shared.errors:
            self.shared.add_error(None, "Write what is said: dates, a status, or who is out.")
        self.strike = strike
        return None if self.shared.errors else rows

    def spells(self, near: date) -> list[tuple[DatesRow, Spell]] | None:
        """[(row, Spell)] of all that was typed; None, with errors, where some is not understood."""
        found = []
        for form in self.rows.filled():
            read = read_field(form, "dates", read_spells, near, DATES)
            found += [(form, spell) for spell in read or []]
        return None if any(form.errors for form in self.rows.forms) else found

    def new_strike(self, by: User, spells: Sequence[tuple[DatesRow, Spell]]) -> Strike | None:
        shared = self.shared.cleaned_data
        groups, unions, kind = shared["staff_groups"], shared["unions"], shared["kind"]
        if not groups:
            self.shared.add_error("staff_groups", "Say who strikes, or choose a strike above.")
        dispute = shared["dispute"] or dispute_of(unions)
        if dispute is None:
            self.shared.add_error("dispute", "Say which dispute it is part of.")
        title = shared["title"] or title_of(groups, kind, [spell for _, spell in spells])
        if len(title) > LONGEST_TITLE:
            self.shared.add_error("title", "Write a title: one from all this would be too long.")
        if self.shared.errors:
            return None
        if dispute.waits and dispute.created_by == by and not dispute.unions.exists():
            dispute.unions.set(unions)
        strike = Strike(
            title=title,
            kind=kind or Strike.Kind.STRIKE,
            dispute=dispute,
            slug=free_slug(Strike, title),
        )
        called = by_kind(shared["called"], called_in=Area, called_at=Trust)
        return self.enter(strike, by, {"staff_groups": groups, "unions": unions, **called})

    def rows_about(
        self,
        strike: Strike,
        evidence: Evidence,
        spells: Sequence[tuple[DatesRow, Spell]],
        by: User,
    ) -> Iterator[Any]:
        shared = self.shared.cleaned_data
        for form, spell in spells:
            data = form.cleaned_data
            row = StrikeSpell(
                strike=strike,
                evidence=evidence,
                cover=data["cover"].strip(),
                first_day=spell.first,
                last_day=spell.last,
                starts_at=aware(spell.starts_at),
                ends_at=aware(spell.ends_at),
                daily_from=spell.daily_from,
                daily_until=spell.daily_until,
            )
            sets = {name: data[name] for name in ("staff_groups", "unions")}
            yield self.enter(
                row, by, sets | by_kind(data["places"], trusts=Trust, hospitals=Hospital)
            )
        if status := self.status_change(strike, evidence, [spell for _, spell in spells]):
            yield self.enter(status, by)
        Answer = Participation.Answer
        for name, answer in (("out", Answer.YES), ("not_out", Answer.NO)):
            for place in shared[name]:
                where = {place._meta.model_name: place}
                row = Participation(strike=strike, answer=answer, evidence=evidence, **where)
                yield self.enter(row, by)
        if shared["summary"]:
            yield self.enter(
                StrikeSummary(strike=strike, text=shared["summary"], evidence=evidence), by
            )

    def status_change(
        self, strike: Strike, evidence: Evidence, spells: Sequence[Spell]
    ) -> StrikeStatusChange | None:
        shared, day = self.shared.cleaned_data, written_on(evidence)
        status = shared["status"]
        if shared["status_on"]:
            typed = read_field(self.shared, "status_on", read_day, day, "16 December 2025")
            if typed is None:
                return None
            day = typed
        if status == BY_DATES:
            new = shared["strike"] is None and spells
            ahead = new and min(spell.first for spell in spells) > day
            status = Status.ANNOUNCED if ahead else NOTHING
        if not status:
            return None
        return StrikeStatusChange(strike=strike, status=status, on=day, evidence=evidence)

    def enter(self, row: Any, by: User, sets: dict[str, Collection[Model]] | None = None) -> Any:
        row = workflow.enter_fact(by=by, row=row, sets=sets)
        note_new(by=by, record=row)
        return row

    def recorded(self, request: HttpRequest, rows: list[Any]) -> HttpResponse:
        """Says what was taken from what was typed."""
        said = "; ".join(str(row) for row in rows if not isinstance(row, Strike))
        new = "" if self.shared.cleaned_data["strike"] else "new "
        about = f"Recorded of the {new}strike “{self.strike}”"
        messages.success(request, f"{about}: {said}." if said else f"{about}.")
        tell_of_waiting(request, rows)
        self.shared.cleaned_data["strike"] = self.strike
        self.lead_on(request)
        return HttpResponseRedirect(reverse("admin:hospitals_strike_change", args=[self.strike.pk]))


def by_kind(places: Sequence[Model], **kinds: type[Model]) -> dict[str, list[Model]]:
    """{name: the places of its kind}; refused where one is of none of them."""
    found: dict[str, list[Model]] = {name: [] for name in kinds}
    for place in places:
        name = next((name for name, kind in kinds.items() if isinstance(place, kind)), None)
        if name is None:
            wanted = words.join([str(kind._meta.verbose_name_plural) for kind in kinds.values()])
            raise Refused(f"“{place}” is none of the {wanted}: write one of those.")
        found[name].append(place)
    return found


def dispute_of(unions: Sequence[Union]) -> Dispute | None:
    """The one dispute, not settled, that all these unions have; None where there are several."""
    found = Dispute.objects.filter(settled=None)
    for union in unions:
        found = found.filter(unions=union)
    return found[0] if unions and len(found[:2]) == 1 else None


KINDS = {
    Strike.Kind.STRIKE: "strike",
    Strike.Kind.ACTION_SHORT: "action short of a strike",
    Strike.Kind.COLLECTIVE: "collective action",
}


def title_of(groups: Sequence[StaffGroup], kind: str, spells: Sequence[Spell]) -> str:
    """ "Nurses’ strike, 15 and 20 December 2022"."""
    who = words.join([group.name for group in groups])
    whose = f"{who}’" if who.endswith("s") else f"{who}’s"
    days = words.spans([(spell.first, spell.last) for spell in spells])
    return f"{capfirst(whose)} {KINDS[Strike.Kind(kind)]}, {days or 'dates to be set'}"


def aware(at: datetime | None) -> datetime | None:
    return timezone.make_aware(at) if at else None


FURTHER[StrikeStatement] = ("admin:hospitals_strike_statement", "the strike")
