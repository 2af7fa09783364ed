"""What all the numbers of a statement share, and where they came from."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.forms.utils import ErrorDict

from hospitals.models import DisruptionFigure, PartList

from ...evidence_forms import EvidenceForm
from ...lookups import LookupField, LookupManyField, SettingField


class NotJudged(forms.BaseForm):
    """A form that may come back as it was typed before anybody says what is wrong in it."""

    judged = True

    @property
    def errors(self) -> ErrorDict:
        return super().errors if self.judged else ErrorDict()


class FromADocument(NotJudged, forms.Form):
    """What is shared begins with where it came from, recorded before or anew."""

    evidence = LookupField(
        "evidence",
        label="where it came from",
        required=False,
        help_text="Something already recorded, by its title. Or fill in the new one below.",
    )


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
    measure = LookupField(
        "measure",
        label="measure",
        required=False,
        help_text="Operations, clinics…: where it is the same for all the numbers.",
    )
    period_start = forms.DateField(
        label="from",
        required=False,
        widget=AdminDateWidget,
        help_text="Empty: the day of the event. A whole strike has the strike’s dates.",
    )
    period_end = forms.DateField(
        label="to", required=False, widget=AdminDateWidget, help_text="Empty: the same day."
    )
    setting = SettingField("not stated")
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
        choices=DisruptionFigure.Basis.choices,
        initial=DisruptionFigure.Basis.WHOLE_STRIKE,
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


class NewEvidenceForm(NotJudged, EvidenceForm):
    """New evidence, filled in beside the numbers that it brings."""

    said_by = LookupField("source", label="said by", help_text="Who says so.")
    said_with = LookupManyField(
        "source",
        label="and by",
        required=False,
        help_text="Of a joint statement, those who said it with them: one name a line, in order.",
    )
    reported_by = LookupField(
        "source",
        label="as reported by",
        required=False,
        help_text="Where we have it from another paper or site quoting them.",
    )

    via = LookupField(
        "source",
        label="via",
        required=False,
        help_text="Where that paper or site has it from yet another, such as a news agency.",
    )

    class Meta(EvidenceForm.Meta):
        fields = [
            "kind",
            "title",
            "said_by",
            "said_on",
            "via",
            "reported_by",
            "published_on",
            "url",
            "file",
            "licence",
            "terms",
            "description",
            "public_caveat",
            "private_notes",
        ]
        widgets = {
            "said_on": AdminDateWidget,
            "published_on": AdminDateWidget,
            "file": forms.FileInput,
            "public_caveat": forms.Textarea(attrs={"rows": 2}),
            "private_notes": forms.Textarea(attrs={"rows": 2}),
        }

    field_order = ["kind", "title", "said_by", "said_with"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if cleaned.get("said_by") in cleaned.get("said_with", []):
            self.add_error("said_with", "They are named above already, as who said it.")
        return cleaned

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, empty_permitted=True, use_required_attribute=False, **kwargs)
