"""A statement of what is open or closed: where it came from, the place, a row for each service."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.forms.utils import from_current_timezone
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from deeds.admin.second_look import note_new
from hospitals import workflow
from hospitals.models import Evidence, ServiceNotice
from lib.admin.dates import MomentField
from lib.refusals import Refused
from lib.written_dates import Unread, read_hour, read_one_day

from ..lookups import LookupField
from ..statements.forms import FromADocument
from ..statements.rows import Row, RowsOf, rows_of
from ..statements.statement import FURTHER, Statement, tell_of_waiting


class DayOrMomentField(MomentField):
    """A day with its hour, or alone: then from its beginning, or until its end (`ends`)."""

    def __init__(self, *, ends: bool = False, **options: Any) -> None:
        self.ends = ends
        super().__init__(required=False, **options)

    def to_python(self, value: Any) -> datetime | None:
        if not isinstance(value, str):
            return super().to_python(value)
        try:
            day = read_one_day(value, timezone.localdate())
        except Unread:
            if is_hour(value):
                raise forms.ValidationError("Write the day of this hour too.") from None
            return super().to_python(value)
        day += timedelta(days=1 if self.ends else 0)
        moment: datetime = from_current_timezone(datetime.combine(day, time.min))
        return moment


def is_hour(text: str) -> bool:
    try:
        read_hour(text)
    except Unread:
        return False
    return True


class SharedForm(FromADocument):
    """What the notices of one statement have in common."""

    place = LookupField(
        "subject",
        label="about",
        required=False,
        help_text="A trust, hospital or area: RHM, Southampton General.",
    )
    strike = LookupField(
        "strike",
        label="strike",
        required=False,
        help_text="When it is called off, what was said for it stands no longer.",
    )
    starts_at = DayOrMomentField(label="from", help_text="Empty: it has begun.")


class NoticeRow(Row, forms.Form):
    """One service, or the whole place."""

    service = LookupField(
        "service", label="service", required=False, help_text="Empty: the whole place."
    )
    state = forms.ChoiceField(
        label="it is", required=False, choices=[("", "choose"), *ServiceNotice.State.choices]
    )
    ends_at = DayOrMomentField(
        label="until",
        ends=True,
        help_text="A day, with its hour where it is known. Empty: as long as the strike.",
    )
    text = forms.CharField(
        label="what readers are told",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="In our own words.",
    )
    place = LookupField("subject", label="about another place", required=False)
    starts_at = DayOrMomentField(label="from")

    FIRST = ("service", "state", "ends_at")
    SELDOM = ("place", "starts_at")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.has_changed() and not cleaned.get("state"):
            self.add_error("state", "Say whether it is open, reduced or closed, or advice.")
        return cleaned

    def notice(self, shared: dict[str, Any], evidence: Evidence) -> ServiceNotice | None:
        """The notice of this row and what all share; None, with an error, without a place."""
        data = self.cleaned_data
        place = data["place"] or shared["place"]
        if place is None:
            self.add_error("place", "Say which place it is about: here, or above for all.")
            return None
        return ServiceNotice(
            service=data["service"],
            state=data["state"],
            starts_at=data["starts_at"] or shared["starts_at"],
            ends_at=data["ends_at"],
            text=data["text"].strip(),
            strike=shared["strike"],
            evidence=evidence,
            **{place._meta.model_name: place},
        )


class NoticeRows(RowsOf):
    none_written = "Write at least one notice."


class NoticeStatement(Statement):
    title = "Record what is open or closed"
    template = "admin/hospitals/servicenotice/statement.html"
    row_template = "admin/hospitals/servicenotice/row.html"
    shared_form, row_forms = SharedForm, rows_of(NoticeRow, NoticeRows)

    def record_row(
        self, form: NoticeRow, evidence: Evidence, by: User, beside: Sequence[ServiceNotice]
    ) -> ServiceNotice | None:
        notice = form.notice(self.shared.cleaned_data, evidence)
        if notice is None:
            return None
        try:
            workflow.enter_notice(by=by, notice=notice)
        except Refused as refusal:
            form.add_error(None, refusal.messages)
            return None
        note_new(by=by, record=notice)
        return notice

    def recorded(self, request: HttpRequest, records: list[ServiceNotice]) -> HttpResponse:
        count = len(records)
        messages.success(request, f"Recorded {count} notice{'s' if count > 1 else ''}.")
        tell_of_waiting(request, records)
        self.lead_on(request)
        return HttpResponseRedirect(reverse("admin:hospitals_servicenotice_changelist"))


FURTHER[NoticeStatement] = ("admin:hospitals_servicenotice_statement", "what is open or closed")
