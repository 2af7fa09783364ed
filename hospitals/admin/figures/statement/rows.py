"""The numbers of a statement: one row each, with whatever it does not share with the others."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict, ErrorList

from hospitals import workflow
from hospitals.models import DisruptionFigure, FigureRevision, Source

from ...lookups import LookupField, SettingField
from ..readings import ReadingForm
from .forms import NotJudged

ROWS = 6
MORE_ROWS = 3
MOST_ROWS = 60
ABOVE = [("", "as above")]


class RowForm(NotJudged, ReadingForm):
    """One number, with whatever it does not share with the others."""

    subject = LookupField(
        "subject",
        label="about",
        required=False,
        help_text="A trust, hospital or area: RHM, England.",
    )
    said_by = LookupField(
        "source",
        label="said by",
        required=False,
        help_text="Where it is not who says the rest: in a table of several trusts, this one.",
    )
    measure = LookupField(
        "measure", label="measure", required=False, help_text="Operations, clinics, nurses…"
    )
    period_start = forms.DateField(label="from", required=False, widget=AdminDateWidget)
    period_end = forms.DateField(label="to", required=False, widget=AdminDateWidget)
    setting = SettingField("as above")
    nature = forms.ChoiceField(
        label="expected or actual",
        required=False,
        choices=[*ABOVE, *DisruptionFigure.Nature.choices],
    )
    basis = forms.ChoiceField(
        label="it covers", required=False, choices=[*ABOVE, *DisruptionFigure.Basis.choices]
    )
    service = LookupField("service", label="service", required=False)
    compared_with = forms.CharField(label="compared with", required=False, max_length=120)
    staff_group = LookupField("staff_group", label="staff group", required=False)
    field_order = ["subject", "measure"]
    # Asked once the row is seen to be like figures that we hold: "same-28", or "new-28-30".
    answer = forms.RegexField(r"^(same|new)(-\d{1,15})+$", required=False)
    why = forms.ChoiceField(
        label="why it changes",
        required=False,
        choices=[("", "choose"), *FigureRevision.Reason.choices[1:]],
    )
    likenesses: Sequence[workflow.Likeness] = ()

    FIRST = ("subject", "measure", "value")
    SECOND = ("how_exact", "out_of", "out_of_what", "missing", "locator")
    SELDOM = (
        "said_by",
        "upper",
        "rounded_to",
        "missing_below",
        "returns_received",
        "returns_expected",
        "period_start",
        "period_end",
        "setting",
        "service",
        "nature",
        "basis",
        "staff_group",
        "change",
        "compared_with",
        "public_caveat",
    )

    def same_as(self) -> int | None:
        """The id of the figure of which this row was said to be the same number."""
        answer, _, ids = self.cleaned_data["answer"].partition("-")
        return int(ids.partition("-")[0]) if answer == "same" else None

    def new_beside(self) -> set[int]:
        """Ids of the figures beside which it was said to be a new one."""
        answer, _, ids = self.cleaned_data["answer"].partition("-")
        return {int(each) for each in ids.split("-")} if answer == "new" else set()

    def ask(self, likenesses: Sequence[workflow.Likeness]) -> None:
        """Show what it is like; the answer comes back with the row."""
        self.likenesses = likenesses
        self.add_error(
            None, "This looks like a figure that we hold. Say below whether it is the same, or new."
        )

    def answers(self) -> list[dict[str, Any]]:
        """What may be answered, for the page."""
        chosen = self["answer"].value() or ""
        offered: list[dict[str, Any]] = [
            {"value": f"same-{each.figure.pk}", "likeness": each} for each in self.likenesses
        ]
        # What differs in nothing cannot stand beside it.
        if all(each.differs for each in self.likenesses):
            ids = "-".join(str(each.figure.pk) for each in self.likenesses)
            offered.append({"value": f"new-{ids}", "likeness": None})
        return [{**each, "chosen": each["value"] == chosen} for each in offered]

    def first_fields(self) -> list[BoundField]:
        return [self[name] for name in self.FIRST]

    def second_fields(self) -> list[BoundField]:
        return [self[name] for name in self.SECOND]

    def seldom_fields(self) -> list[BoundField]:
        return [self[name] for name in self.SELDOM]

    def seldom_used(self) -> bool:
        """Whether anything is filled in, or wrong, among what is folded away."""
        return self.is_bound and any(
            self[name].value() or self[name].errors for name in self.SELDOM
        )

    def identity(self, shared: dict[str, Any], source: Source) -> workflow.Identity | None:
        """The workflow's Identity from this row and what all share; None, with errors, if not."""
        data = self.cleaned_data
        about = data["subject"]
        measure = data["measure"] or shared["measure"]
        if about is None:
            self.add_error("subject", "Say which trust, hospital or area the number is about.")
        if measure is None:
            self.add_error(
                "measure", "Say which measure it is: here, or above for all the numbers."
            )
        basis = data["basis"] or shared["basis"]
        of_strike = basis == DisruptionFigure.Basis.WHOLE_STRIKE and shared["strike"]
        start, end = period(data, shared)
        if start is None and not of_strike:
            self.add_error(
                None,
                "Say which days the number is for: here or above for all the numbers. A number "
                "for a whole strike has the strike’s.",
            )
        if self.errors:
            return None
        return workflow.Identity(
            measure=measure,
            source=source,
            period_start=start,
            period_end=end,
            strike=shared["strike"],
            event=shared["event"],
            dispute=shared["dispute"],
            staff_group=data["staff_group"] or shared["staff_group"],
            setting=data["setting"] or shared["setting"],
            service=data["service"] or shared["service"],
            counted_note=shared["counted_note"],
            compared_with=data["compared_with"] or shared["compared_with"],
            nature=data["nature"] or shared["nature"],
            basis=basis,
            covers=shared["covers"],
            **{about._meta.model_name: about},
        )


class BaseRows(forms.BaseFormSet):
    none_written = "Write at least one number."
    judged = True

    def judge_nothing(self) -> None:
        """Show what was typed, and say nothing of what is wrong in it."""
        self.judged = False
        for form in self.forms:
            form.judged = False

    @property
    def errors(self) -> list[ErrorDict]:
        return super().errors if self.judged else []

    def non_form_errors(self) -> ErrorList:
        return super().non_form_errors() if self.judged else self.error_class()

    def filled(self) -> list[tuple[int, Any]]:
        """[(place from 1, form)] of the rows in which something was typed."""
        return [(n, form) for n, form in enumerate(self.forms, start=1) if form.has_changed()]

    def again(self) -> list[RowForm]:
        """The rows of figures that we held before."""
        return [form for _, form in self.filled() if form.same_as()]

    def clean(self) -> None:
        if not any(self.errors) and not self.filled():
            raise ValidationError(self.none_written)


Rows = forms.formset_factory(
    RowForm, formset=BaseRows, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)


def period(data: dict[str, Any], shared: dict[str, Any]) -> tuple[date | None, date | None]:
    """(first day, last day): of the row, else shared, else of the event, or of the strike for a
    number that is of some of its days. A last day alone ends what began as the others did."""
    days = days_of_occasion(shared, data["basis"] or shared["basis"])
    for typed in (shared, data):
        first, last = typed["period_start"], typed["period_end"]
        if first:
            days = first, last or first
        elif last:
            days = days[0], last
    return days


def days_of_occasion(shared: dict[str, Any], basis: str) -> tuple[date | None, date | None]:
    if shared["event"]:
        return shared["event"].first_day, shared["event"].last_day
    if shared["strike"] and basis != DisruptionFigure.Basis.WHOLE_STRIKE:
        dates = shared["strike"].dates_of()
        # Without an end, the row says itself which days it counts.
        return dates if dates and dates[1] else (None, None)
    return None, None
