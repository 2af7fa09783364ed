"""The numbers of a statement: one row each, with whatever it does not share with the others."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from hospitals import workflow
from hospitals.models import DisruptionFigure, FigureRevision, Source
from lib.admin.dates import DayField

from ...lookups import LookupField
from ...statements.rows import Row, RowsOf, rows_of
from ..readings import INSTEAD, CountedField, ReadingForm, not_one_number

ABOVE = [("", "as above")]


class RowForm(Row, ReadingForm):
    """One number, with whatever it does not share with the others."""

    subject = LookupField(
        "subject",
        label="about",
        required=False,
        help_text="A trust, hospital or area: RHM, England. Empty: as above for all, else as in "
        "the row above, with who says it.",
    )
    value = CountedField(
        label="number",
        help_text="1,854, nearly 2,000, 400 to 500, <5, none; or with its measure: 37 operations",
    )
    said_by = LookupField(
        "source",
        label="said by",
        required=False,
        help_text="Where it is not who says the rest: in a table of several trusts, this one.",
    )
    measure = LookupField(
        "measure",
        label="measure",
        required=False,
        help_text="Operations, clinics, nurses… Empty: as above for all, else as the row above.",
    )
    period_start = DayField(label="from", required=False)
    period_end = DayField(label="to", required=False)
    setting = LookupField("setting", label="kind of service", required=False)
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
    # What was decided for whoever pasted the letter it was read in.
    note = ""

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

    def second_fields(self) -> list[BoundField]:
        return [self[name] for name in self.SECOND]

    def clean(self) -> dict[str, Any]:
        """What is counted may stand beside the number: “37 operations cancelled”."""
        data = super().clean() or self.cleaned_data
        counted = data.get("value") and data["value"].counted
        if counted and data.get("measure"):
            self.add_error("value", not_one_number(self["value"].data, INSTEAD, counted))
        elif counted:
            try:
                data["measure"] = self.fields["measure"].clean(counted)
            except ValidationError as error:
                self.add_error("value", error)
        return data

    def goes_on(self, shared: dict[str, Any], above: dict[str, Any]) -> None:
        """What the row leaves out is as in the row above, where it is not the same for all."""
        data = self.cleaned_data
        if not data["subject"] and not shared["place"]:
            data["subject"] = above.get("subject")
            data["said_by"] = data["said_by"] or above.get("said_by")
        if not data["measure"] and not shared["measure"]:
            data["measure"] = above.get("measure")

    def identity(self, shared: dict[str, Any], source: Source) -> workflow.Identity | None:
        """The workflow's Identity from this row and what all share; None, with errors, if not."""
        data = self.cleaned_data
        about = data["subject"] or shared["place"]
        measure = data["measure"] or shared["measure"]
        if about is None:
            self.add_error("subject", "Say which trust, hospital or area the number is about.")
        if measure is None:
            self.add_error(
                "measure", "Say which measure it is: here, or above for all the numbers."
            )
        basis = data["basis"] or shared["basis"] or basis_of(*period(data, shared), shared)
        of_strike = basis == DisruptionFigure.Basis.WHOLE_STRIKE and shared["strike"]
        start, end = period(data, shared, basis)
        if start is None and not of_strike:
            self.add_error(
                None,
                "Say which days the number is for: here or above for all the numbers. A number "
                "for a whole strike has the strike’s.",
            )
        if self.errors:
            return None
        compared_with = data["compared_with"] or shared["compared_with"]
        spoken = data["value"] and data["value"].spoken
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
            compared_with=compared_with,
            change_in_percent=bool(compared_with and spoken and spoken.kind == "percent"),
            nature=data["nature"] or shared["nature"],
            basis=basis,
            covers=shared["covers"],
            **{about._meta.model_name: about},
        )


class FigureRows(RowsOf):
    none_written = "Write at least one number."

    def again(self) -> list[RowForm]:
        """The rows of figures that we held before."""
        return [form for form in self.filled() if form.same_as()]


Rows = rows_of(RowForm, FigureRows)


def basis_of(start: date | None, end: date | None, shared: dict[str, Any]) -> str:
    """What a number covers, by its days: where none is said, the whole of its strike."""
    bases = DisruptionFigure.Basis
    if start is None:
        return bases.WHOLE_STRIKE
    if start != end:
        return bases.OVER_A_PERIOD
    return bases.ONE_DAY if shared["strike"] or shared["event"] else bases.AT_A_DATE


def period(
    data: dict[str, Any], shared: dict[str, Any], basis: str = DisruptionFigure.Basis.WHOLE_STRIKE
) -> tuple[date | None, date | None]:
    """(first day, last day): of the row, else shared, else of the event, or of the strike for a
    number that is of some of its days. A last day alone ends what began as the others did."""
    days = days_of_occasion(shared, basis)
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
        strike = shared["strike"]
        # A strike that was entered a moment ago waits for its sign-off, and has days all the same.
        dates = strike.dates_of() or strike.dates_of(public=False)
        # Without an end, the row says itself which days it counts.
        return dates if dates and dates[1] else (None, None)
    return None, None
