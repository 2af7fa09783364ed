"""What all the numbers of a statement share."""

from django import forms

from hospitals.models import DisruptionFigure, PartList
from lib.admin.dates import DayField

from ...lookups import LookupField, LookupManyField
from ...statements.forms import FromADocument


class SharedForm(FromADocument):
    """What the numbers of one statement have in common."""

    source = LookupField(
        "source",
        label="who says so",
        required=False,
        help_text="Empty: who is named with where it came from.",
    )
    strike = LookupField("strike", label="strike", required=False)
    event = LookupField(
        "event", label="or event", required=False, help_text="A rally, talks: not with a strike."
    )
    dispute = LookupField(
        "dispute",
        label="or dispute",
        required=False,
        help_text="An offer, a demand: of the whole of it. A number may have none of the three.",
    )
    place = LookupField(
        "subject",
        label="about",
        required=False,
        help_text="A trust, hospital or area: where it is the same for all the numbers.",
    )
    measure = LookupField(
        "measure",
        label="measure",
        required=False,
        help_text="Operations, clinics…: where it is the same for all the numbers.",
    )
    period_start = DayField(
        label="from",
        required=False,
        help_text="Empty: the day of the event. A whole strike has the strike’s dates.",
    )
    period_end = DayField(label="to", required=False, help_text="Empty: the same day.")
    setting = LookupField(
        "setting",
        label="kind of service",
        required=False,
        help_text="Acute hospitals, community services…: where they say which they count.",
    )
    service = LookupField(
        "service",
        label="service",
        required=False,
        help_text="Endoscopy, maternity…: where they are about one alone.",
    )
    counted_note = forms.CharField(
        label="note on what’s counted",
        required=False,
        max_length=120,
        help_text="Such as: with the Alton clinics.",
    )
    nature = forms.ChoiceField(
        label="expected or actual",
        choices=DisruptionFigure.Nature.choices,
        initial=DisruptionFigure.Nature.ACTUAL,
    )
    basis = forms.ChoiceField(
        label="it covers",
        required=False,
        choices=[("", "what its days say"), *DisruptionFigure.Basis.choices],
        help_text="Of a strike without days: the whole strike. Else the day, or all of the days.",
    )
    compared_with = forms.CharField(
        label="compared with",
        required=False,
        max_length=120,
        help_text="Of a change, as “down 32 per cent on …” ends: the same week of 2024.",
    )
    covers = LookupManyField(
        "strike",
        label="strikes covered",
        required=False,
        help_text="For a running total or several strikes: one title a line.",
    )
    staff_group = LookupField("staff_group", label="staff group", required=False)
    parts_axis = forms.ChoiceField(
        label="the first number is the total",
        required=False,
        choices=[
            ("", "no"),
            *(
                (value, f"yes, the others split it {words}")
                for value, words in PartList.Axis.choices
            ),
        ],
        help_text="Records the others as its parts.",
    )
    parts_complete = forms.BooleanField(
        label="and they make up all of it", required=False, initial=True
    )
