"""Forms for what a source says (a reading) and for the decisions about a figure."""

from decimal import Decimal

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminSplitDateTime

from hospitals import workflow
from hospitals.models import FigureRevision, Measure, PartList
from lib.numbers import HOW_EXACT, format_number, parse_number

from .figure_page import in_force
from .lookups import LookupField

AS_TYPED = [("", "as typed"), *HOW_EXACT]
LARGEST = Decimal("999999999999")


class NumberField(forms.CharField):
    """A number as people write it: 1,854 or 7.2 million. Cleans to a Decimal, or None."""

    def __init__(self, **options):
        options.setdefault("required", False)
        options.setdefault("widget", forms.TextInput(attrs={"size": 9, "inputmode": "decimal"}))
        super().__init__(max_length=40, **options)

    def prepare_value(self, value):
        return format_number(value) if isinstance(value, Decimal | int) else value

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        spoken = parse_number(text)
        if spoken is None or spoken.how_exact != "exact" or spoken.value > LARGEST:
            raise forms.ValidationError(f"“{text}” is not one number: write it as 1,854.")
        return spoken.value


class WholeField(NumberField):
    def clean(self, value):
        number = super().clean(value)
        if number is not None and number != int(number):
            raise forms.ValidationError("Write a whole number.")
        return None if number is None else int(number)


class SpokenField(forms.CharField):
    """A number with the words that say how exact it is. Cleans to a Spoken, or None."""

    def __init__(self, **options):
        options.setdefault("widget", forms.TextInput(attrs={"size": 16}))
        super().__init__(max_length=80, required=False, **options)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        spoken = parse_number(text)
        if spoken is None or spoken.value > LARGEST:
            raise forms.ValidationError(
                f"“{text}” is not one number: write 1,854, nearly 2,000, between 400 and 500, "
                "7.2 million or none. For a number that is missing, leave this empty and say why."
            )
        return spoken


class ReadingForm(forms.Form):
    """One number as the source gives it."""

    value = SpokenField(label="number", help_text="1,854, nearly 2,000, 400 to 500, none")
    how_exact = forms.ChoiceField(choices=AS_TYPED, required=False, label="how exact")
    upper = NumberField(label="upper", help_text="Only for “between”.")
    rounded_to = NumberField(label="rounded to", help_text="100,000 for 7.2 million.")
    out_of = NumberField(label="out of", help_text="35 for “3 of 35 clinics”.")
    out_of_what = forms.CharField(
        label="of what", required=False, max_length=80, help_text="Such as: planned clinics."
    )
    missing = forms.ChoiceField(
        choices=FigureRevision.Missing.choices, required=False, label="missing because"
    )
    missing_below = WholeField(label="suppressed below", help_text="5 where “<5” was printed.")
    returns_received = WholeField(label="reporting", help_text="100 of 138 trusts: write 100 …")
    returns_expected = WholeField(label="of", help_text="… and 138.")
    locator = forms.CharField(
        label="page, cell or line", required=False, max_length=160, help_text="Acute!F87, page 3"
    )
    words = forms.CharField(
        label="their words",
        required=False,
        widget=forms.Textarea(attrs={"rows": 1}),
        help_text="The words the number came in, as printed.",
    )
    public_caveat = forms.CharField(
        label="public caveat",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Printed beside this number.",
    )

    def reading(self, evidence, measure):
        """The workflow's Reading of a valid form; None, with an error, where kinds disagree."""
        data = dict(self.cleaned_data)
        spoken = data["value"]
        if spoken and spoken.kind == "percent" and measure.kind == Measure.Kind.COUNT:
            self.add_error("value", f"“{measure}” counts {measure.unit}: not per cent.")
            return None
        return workflow.Reading(
            evidence=evidence,
            value=spoken.value if spoken else None,
            how_exact=data["how_exact"] or (spoken.how_exact if spoken else "exact"),
            upper=first(data["upper"], spoken and spoken.upper),
            rounded_to=first(data["rounded_to"], spoken and spoken.rounded_to),
            out_of=first(data["out_of"], spoken and spoken.out_of),
            **{
                name: data[name]
                for name in (
                    "out_of_what",
                    "missing",
                    "missing_below",
                    "returns_received",
                    "returns_expected",
                    "locator",
                    "words",
                    "public_caveat",
                )
            },
        )


def first(*values):
    return next((value for value in values if value is not None), None)


class SeenForm(forms.Form):
    """A decision about a figure. `seen` is the newest decision when the page was opened."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class CheckForm(SeenForm):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    # The token of what stood on the page; without one nothing was seen, and nothing is checked.
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    stood_up = forms.ChoiceField(
        label="stood up",
        choices=FigureRevision.StoodUp.choices,
        required=False,
        help_text="Whether we rely on it ourselves: must be said for an unattributable source.",
    )


class ReleaseForm(SeenForm):
    at = forms.SplitDateTimeField(
        label="embargo until",
        required=False,
        widget=AdminSplitDateTime,
        help_text="Empty: readers see it now.",
    )


class PostponeForm(SeenForm):
    at = forms.SplitDateTimeField(
        label="released from",
        widget=AdminSplitDateTime,
        error_messages={"required": "Give the later day and time."},
    )


class ReviseForm(SeenForm, ReadingForm):
    evidence = LookupField(
        "evidence", label="where it came from", help_text="The document that gives the new value."
    )
    reason = forms.ChoiceField(
        label="why it changes",
        choices=[("", "choose"), *FigureRevision.Reason.choices[1:]],
        help_text="“The source revised it” leaves published words as they were.",
    )
    reason_note = forms.CharField(label="in a sentence", required=False, max_length=300)
    source_changed_on = forms.DateField(
        label="the source changed it on", required=False, widget=AdminDateWidget
    )
    # The revision that waits for its check, when this one takes its place.
    replaced = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ["evidence"]


class ReasonForm(SeenForm):
    reason = forms.CharField(
        label="reason", max_length=300, widget=forms.Textarea(attrs={"rows": 3}), required=False
    )


class PreferForm(ReasonForm):
    reason = forms.CharField(
        label="why this one",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Readers can see it.",
    )


class DisputeForm(ReasonForm):
    reason = forms.CharField(
        label="who disputes it, and why",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A public note beside a number that stays up.",
    )


class SettleForm(ReasonForm):
    reason = forms.CharField(
        label="how it was settled",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Seen on the desk only.",
    )


class WithdrawForm(ReasonForm):
    reason = forms.CharField(
        label="why it is withdrawn",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Its page stays, with this reason and without the number.",
    )


class OthersForm(SeenForm):
    """Several other figures: ticked among those that are near, or typed."""

    near = forms.TypedMultipleChoiceField(
        label="likely ones", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    other_1 = LookupField("figure", label="another", required=False)
    other_2 = LookupField("figure", label="another", required=False)
    other_3 = LookupField("figure", label="another", required=False)

    def __init__(self, *args, near=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.figures = {figure.pk: figure for figure in near}
        self.fields["near"].choices = [
            (figure.pk, f"{in_force(figure).say()}: {figure}, says {figure.source}")
            for figure in near
        ]

    def chosen(self):
        """The figures, each once, in the order of the form."""
        ticked = [self.figures[pk] for pk in self.cleaned_data["near"]]
        typed = [self.cleaned_data[f"other_{n}"] for n in (1, 2, 3)]
        return list(dict.fromkeys([*ticked, *filter(None, typed)]))


class PartsForm(OthersForm):
    axis = forms.ChoiceField(label="it splits", choices=PartList.Axis.choices)
    complete = forms.BooleanField(
        label="these parts make up the whole figure",
        required=False,
        help_text="If parts are missing, leave it unticked: then the sum is not expected to fit.",
    )
    field_order = ["axis", "near", "other_1", "other_2", "other_3", "complete"]


class DerivationForm(OthersForm):
    method = forms.CharField(
        label="how", max_length=300, required=False, help_text="Such as: our addition."
    )
    mixed_units = forms.BooleanField(
        label="it adds unlike things, such as people and appointments", required=False
    )
    field_order = ["near", "other_1", "other_2", "other_3", "method", "mixed_units"]
