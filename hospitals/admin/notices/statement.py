"""A statement of what is open or closed: where it came from, the place, a row for each service."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.contrib.auth.models import User
from django.forms.boundfield import BoundField
from django.forms.utils import from_current_timezone

from deeds.admin.second_look import fields_in_words
from deeds.workflow import note_change
from hospitals import workflow
from hospitals.models import Evidence, ServiceNotice
from lib.refusals import Refused

from ..figures.statement.forms import FromADocument, NotJudged
from ..figures.statement.recording import Statement
from ..figures.statement.rows import BaseRows
from ..lookups import LookupField

ROWS = 6
MOST_ROWS = 60


class MomentField(forms.SplitDateTimeField):
    """A day with its hour, or alone: then from its beginning, or until its end (`ends`)."""

    def __init__(self, *, ends: bool = False, **options: Any) -> None:
        self.ends = ends
        options.setdefault("widget", AdminSplitDateTime())
        super().__init__(required=False, require_all_fields=False, **options)
        for each in self.fields:
            each.required = False

    def compress(self, values: list[Any]) -> datetime | None:
        day, hour = values or (None, None)
        if day is None:
            if hour is not None:
                raise forms.ValidationError("Write the day of this hour too.")
            return None
        if hour is None and self.ends:
            day += timedelta(days=1)
        return from_current_timezone(datetime.combine(day, hour or time.min))


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
    starts_at = MomentField(label="from", help_text="Empty: it has begun.")


class NoticeRow(NotJudged, forms.Form):
    """One service, or the whole place."""

    use_required_attribute = False
    service = LookupField(
        "service", label="service", required=False, help_text="Empty: the whole place."
    )
    state = forms.ChoiceField(
        label="it is", required=False, choices=[("", "choose"), *ServiceNotice.State.choices]
    )
    ends_at = MomentField(
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
    starts_at = MomentField(label="from")

    def first_fields(self) -> list[BoundField]:
        return [self[name] for name in ("service", "state", "ends_at")]

    def seldom_fields(self) -> list[BoundField]:
        return [self[name] for name in ("place", "starts_at")]

    def seldom_used(self) -> bool:
        """Whether anything is filled in, or wrong, among what is folded away."""
        return self.is_bound and any(
            field.errors or field.field.has_changed(None, field.value())
            for field in self.seldom_fields()
        )

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


class BaseNoticeRows(BaseRows):
    none_written = "Write at least one notice."


NoticeRows = forms.formset_factory(
    NoticeRow, formset=BaseNoticeRows, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)


class NoticeStatement(Statement):
    """The forms of one statement of notices, and recording them."""

    title = "Record what is open or closed"
    template = "admin/hospitals/servicenotice/statement.html"
    shared_form, row_forms = SharedForm, NoticeRows
    nothing_said = "Say where you have it from: choose it, or fill in a new one."

    def record_all(self, by: User) -> list[ServiceNotice] | None:
        evidence = self.shared.cleaned_data["evidence"] or self.new_evidence(by)
        notices = [self.record_notice(form, evidence, by) for _, form in self.rows.filled()]
        return None if None in notices else notices

    def record_notice(self, form: NoticeRow, evidence: Evidence, by: User) -> ServiceNotice | None:
        notice = form.notice(self.shared.cleaned_data, evidence)
        if notice is None:
            return None
        try:
            workflow.enter_notice(by=by, notice=notice)
        except Refused as refusal:
            form.add_error(None, refusal.messages)
            return None
        if notice.is_signed_off:
            # What somebody enters alone is looked at by a second person afterwards.
            note_change(by=by, record=notice, before={}, after=fields_in_words(notice))
        return notice
