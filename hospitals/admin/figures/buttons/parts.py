"""How figures make up one another: the parts of one, and what one was worked out from."""

from typing import Any

from django import forms

from hospitals import workflow
from hospitals.models import DisruptionFigure, PartList
from lib.refusals import Refused

from ...lookups import LookupField
from ..page import figures_in_lines, in_force
from .base import FigureButton

CANDIDATES = 30


class OfOthers(FigureButton):
    """Chooses several other figures: ticked among those that are near, or typed."""

    permission = "hospitals.change_disruptionfigure"

    near = forms.TypedMultipleChoiceField(
        label="likely ones", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    other_1 = LookupField("figure", label="another", required=False)
    other_2 = LookupField("figure", label="another", required=False)
    other_3 = LookupField("figure", label="another", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = candidates(self.record, self.chosen_already())
        self.figures = {figure.pk: figure for figure in near}
        self.fields["near"].choices = [
            (figure.pk, f"{in_force(figure).say()}: {figure}, says {figure.source}")
            for figure in near
        ]

    def chosen_already(self) -> list[DisruptionFigure]:
        return []

    def chosen(self) -> list[DisruptionFigure]:
        """The figures, each once, in the order of the form."""
        ticked = [self.figures[pk] for pk in self.cleaned_data["near"]]
        typed = [self.cleaned_data[f"other_{n}"] for n in (1, 2, 3)]
        return list(dict.fromkeys([*ticked, *filter(None, typed)]))


class Parts(OfOthers):
    name, label = "parts", "Its parts"
    title = "What is this figure made up of?"
    lead = (
        "The sum is not enforced: a printed total that does not add up is kept as printed. "
        "Choosing parts again in the same way replaces the list."
    )
    confirm = "Save the parts"

    axis = forms.ChoiceField(label="it splits", choices=PartList.Axis.choices)
    complete = forms.BooleanField(
        label="these parts make up the whole figure",
        required=False,
        help_text="If parts are missing, leave it unticked: then the sum is not expected to fit.",
    )
    field_order = ["axis", "near", "other_1", "other_2", "other_3", "complete"]

    def starts(self) -> dict[str, Any]:
        listed = self.record.part_lists.first()
        if listed is None:
            return {"complete": True}
        return {
            "axis": listed.axis,
            "complete": listed.complete,
            "near": [part.pk for part in listed.parts.all()],
        }

    def chosen_already(self) -> list[DisruptionFigure]:
        return [part for listed in self.record.part_lists.all() for part in listed.parts.all()]

    def decide(self) -> str:
        listed = workflow.set_parts(
            by=self.user,
            whole=self.record,
            parts=self.chosen(),
            axis=self.cleaned_data["axis"],
            complete=self.cleaned_data["complete"],
        )
        return f"Parts saved, {listed.get_axis_display()}: {listed.parts.count()}."


class Derive(OfOthers):
    name, label = "derive", "How it was worked out"
    title = "How was this figure worked out?"
    lead = "For a number that somebody added up from others, and did not read in a document."
    confirm = "Save"

    method = forms.CharField(
        label="how", max_length=300, required=False, help_text="Such as: our addition."
    )
    mixed_units = forms.BooleanField(
        label="it adds unlike things, such as people and appointments", required=False
    )
    field_order = ["near", "other_1", "other_2", "other_3", "method", "mixed_units"]

    def starts(self) -> dict[str, Any]:
        derivation = getattr(self.record, "derivation", None)
        if derivation is None:
            return {}
        return {
            "method": derivation.method,
            "mixed_units": derivation.mixed_units,
            "near": [figure.pk for figure in derivation.inputs.all()],
        }

    def chosen_already(self) -> list[DisruptionFigure]:
        derivation = getattr(self.record, "derivation", None)
        return list(derivation.inputs.all()) if derivation else []

    def decide(self) -> str:
        inputs = self.chosen()
        if not inputs:
            raise Refused("Choose the figures that it was worked out from.")
        workflow.set_derivation(
            by=self.user,
            figure=self.record,
            inputs=inputs,
            method=self.cleaned_data["method"],
            mixed_units=self.cleaned_data["mixed_units"],
        )
        return "Saved: how it was worked out."


def candidates(figure: DisruptionFigure, chosen: list[DisruptionFigure]) -> list[DisruptionFigure]:
    """Figures that may be parts of this one or go into it: those chosen, then the nearest."""
    near = figures_in_lines().standing().exclude(pk=figure.pk)
    listed = list(near.filter(pk__in=[other.pk for other in chosen]))
    same = {
        name: getattr(figure, name)
        for name in ("strike_id", "event_id")
        if getattr(figure, name) is not None
    } or {"period_end": figure.period_end}
    others = near.filter(**same).exclude(pk__in=[other.pk for other in listed])
    # The same source first: parts and total are usually one statement.
    others = sorted(
        others.order_by("-period_end", "-id")[: 4 * CANDIDATES],
        key=lambda other: (other.source_id != figure.source_id, other.pk),
    )
    return [*listed, *others[:CANDIDATES]]
