"""Fields and form for what a source says: one number, as people write it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms

from hospitals import workflow
from hospitals.models import DisruptionFigure, Evidence, FigureRevision, Measure
from lib.number_box import Unread, Written, in_unit, read_number
from lib.numbers import HOW_EXACT, SIGNS, format_number
from lib.text import fold, squash

Missing = FigureRevision.Missing
AS_TYPED = [("", "as typed"), *HOW_EXACT]
LARGEST = Decimal("999999999999")
SHARES = {"percent": "per cent", "points": "percentage points"}
AS_DIGITS = "write it as 1,854"
INSTEAD = (
    "write 1,854, nearly 2,000, 400 to 500, 7.2 million, 3 of 35 or none; <5 is a suppressed one. "
    "Where there is none, say why under “missing”"
)


class NumberField(forms.CharField):
    """A number as people write it: 1,854 or 7.2 million. Cleans to a Decimal, or None."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("widget", forms.TextInput(attrs={"size": 9, "inputmode": "decimal"}))
        super().__init__(max_length=40, **options)

    def prepare_value(self, value: Any) -> Any:
        return format_number(value) if isinstance(value, Decimal | int) else value

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        spoken = read(text, AS_DIGITS).spoken
        if spoken is None or spoken.how_exact != "exact" or not 0 <= spoken.value <= LARGEST:
            raise not_one_number(text, AS_DIGITS)
        return spoken.value


class WholeField(NumberField):
    def clean(self, value: Any) -> int | None:
        number = super().clean(value)
        if number is not None and number != int(number):
            raise forms.ValidationError("Write a whole number.")
        return None if number is None else int(number)


def read(text: str, instead: str) -> Written:
    """What was typed; where some of it is not understood, says which part, and what would be."""
    try:
        return read_number(text)
    except Unread as unread:
        raise not_one_number(text, instead, unread.part) from unread


def not_one_number(text: str, instead: str, part: str = "") -> forms.ValidationError:
    of_which = f", for “{part}”" if part not in ("", text) else ""
    return forms.ValidationError(f"“{text}” is not one number{of_which}: {instead}.")


class SpokenField(forms.CharField):
    """A number with the words that say how exact it is. Cleans to a Written, or None."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"size": 16}))
        super().__init__(max_length=80, required=False, **options)

    def clean(self, value: Any) -> Written | None:
        text = super().clean(value)
        if not text:
            return None
        written = read(text, INSTEAD)
        if written.spoken and written.spoken.value > LARGEST:
            raise forms.ValidationError(f"“{text}” is too large: at most 999,999,999,999.")
        if written.spoken and written.spoken.value < 0:
            raise forms.ValidationError(f"“{text}” is below nought, which no figure is.")
        return written


@dataclass(frozen=True)
class Counted(Written):
    """With what it counts, as it stood behind the number: “37 operations cancelled”."""

    counted: str = ""


def divided(text: str) -> tuple[str, str]:
    """("37", "operations cancelled"): the longest beginning that is a number, and what follows.

    ("", text) where none is. What begins with “of” is no measure but a share of something.
    """
    words = squash(text).split(" ")
    for end in range(len(words), 0, -1):
        number, rest = " ".join(words[:end]), " ".join(words[end:])
        try:
            read_number(number)
        except Unread:
            continue
        return (number, rest) if fold(rest).partition(" ")[0] != "of" else ("", text)
    return "", text


class CountedField(SpokenField):
    """A number that may have what it counts behind it. Cleans to a Counted, or None."""

    def clean(self, value: Any) -> Counted | None:
        number, counted = divided(value or "")
        written = super().clean(number or value)
        return written and Counted(**vars(written), counted=counted if number else "")


class ReadingForm(forms.Form):
    """One number as the source gives it."""

    value = SpokenField(label="number", help_text="1,854, nearly 2,000, 400 to 500, <5, none")
    how_exact = forms.ChoiceField(choices=AS_TYPED, required=False, label="how exact")
    change = forms.ChoiceField(
        choices=FigureRevision.Change.choices,
        required=False,
        label="up or down",
        help_text="Of a change: “down 32%”, “1 point below” may be typed as the number.",
    )
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

    def clean(self) -> dict[str, Any] | None:
        """The “<5” of a table is a number that is missing, and why."""
        data = super().clean() or self.cleaned_data
        written = data.get("value")
        if written and written.suppressed_below is not None:
            if data.get("missing") not in (None, "", Missing.SUPPRESSED):
                self.add_error("missing", "“<” says that it was suppressed: choose that, or none.")
            data["missing"] = Missing.SUPPRESSED
        if written and written.change:
            if data.get("change") not in (None, "", written.change):
                self.add_error("change", f"The number says “{written.change}”.")
            data["change"] = written.change
        for name, said in said_in_number(written).items():
            typed = data.get(name)
            if typed is None:
                data[name] = said
            elif typed != said:
                self.add_error(
                    name,
                    f"The number says {format_number(said)}, and this box "
                    f"{format_number(typed)}: leave one of the two empty.",
                )
        return data

    def reading(
        self, evidence: Evidence, about: workflow.Identity | DisruptionFigure
    ) -> workflow.Reading | None:
        """The workflow's Reading of a valid form; None, with an error, where kinds disagree."""
        data = dict(self.cleaned_data)
        written, measure = data["value"] or Written(), about.measure
        if unlike := not_counted(written, measure, about.number_kind):
            self.add_error("value", f"“{measure}” counts {measure.full_unit}: not {unlike}.")
            return None
        spoken = written.spoken
        if written.unit:
            spoken = in_unit(written, measure.unit)
            data |= said_in_number(Written(spoken))
        return workflow.Reading(
            evidence=evidence,
            value=spoken.value if spoken else None,
            how_exact=data.get("how_exact") or (spoken.how_exact if spoken else "exact"),
            **{
                name: data[name]
                for name in (
                    "change",
                    "upper",
                    "rounded_to",
                    "out_of",
                    "out_of_what",
                    "missing",
                    "missing_below",
                    "returns_received",
                    "returns_expected",
                    "locator",
                    "words",
                    "public_caveat",
                )
                # A form may ask for less.
                if name in data
            },
        )


def not_counted(written: Written, measure: Measure, kind: str) -> str:
    """What was typed beside the number that is not counted; "" where all fits. `kind` is the kind
    of its number."""
    if written.currency and written.currency != SIGNS.get(measure.currency):
        return f"“{written.currency}”"
    if written.spoken and written.spoken.kind not in (None, kind):
        return SHARES[written.spoken.kind]
    if written.per and written.per not in measure.per.split():
        return f"per {written.per}"
    if written.unit and (measure.kind != "duration" or in_unit(written, measure.unit) is None):
        return written.unit
    return ""


def said_in_number(written: Written | None) -> dict[str, Decimal | int]:
    """{box beside it: what the number itself says of it}: 3 of 35 says “out of 35”."""
    if written is None:
        return {}
    said = {"missing_below": written.suppressed_below}
    if written.spoken:
        said |= {name: getattr(written.spoken, name) for name in ("upper", "rounded_to", "out_of")}
    return {name: value for name, value in said.items() if value is not None}
