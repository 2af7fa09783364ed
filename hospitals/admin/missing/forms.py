"""A form for each kind of name that may be missing, begun with what it probably is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import Model
from django.utils.text import slugify

from deeds.admin.second_look import note_new
from hospitals import workflow
from hospitals.models import (
    Area,
    AreaKind,
    Dispute,
    EventKind,
    Hospital,
    Measure,
    Service,
    Setting,
    Source,
    SourceRole,
    StaffGroup,
    Trust,
    Union,
)
from lib import guesses
from lib.refusals import Refused

NONE = [("", "–")]


def free_slug(model: type[Model], text: str) -> str:
    """An address that no other record of the kind has yet."""
    longest = model._meta.get_field("slug").max_length - 4
    base = slugify(text.replace("’", ""))[:longest].strip("-") or str(model._meta.model_name)
    slug, number = base, 2
    while model._default_manager.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug


class MissingName(forms.Form):
    """One name, as it was typed, and what it is taken to be."""

    use_required_attribute = False
    what = "name"
    model: type[Any]
    kind = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(max_length=160)

    @staticmethod
    def guess(text: str, number: str) -> dict[str, Any]:
        """Initial values. `number` is what was typed for it, of a measure."""
        return {"name": text}

    def record(self, by: User) -> Any | None:
        """What is proposed; None, with errors on the form, where it is refused."""
        if not self.is_valid():
            return None
        try:
            return self.propose(by)
        except Refused as refusal:
            self.add_error(None, refusal.messages)
            return None

    def propose(self, by: User) -> Any:
        return enter(self.row(), by)

    def row(self) -> Any:
        name = self.cleaned_data["name"]
        return self.model(name=name, slug=free_slug(self.model, name))


def enter(row: Any, by: User) -> Any:
    row = workflow.propose(by=by, row=row)
    note_new(by=by, record=row)
    return row


class MissingService(MissingName):
    what, model = "service", Service


class MissingSetting(MissingName):
    what, model = "kind of service", Setting


class MissingStaffGroup(MissingName):
    what, model = "staff group", StaffGroup


class MissingEventKind(MissingName):
    what, model = "kind of event", EventKind


class MissingUnion(MissingName):
    what, model = "union", Union
    short_name = forms.CharField(max_length=30, required=False, help_text="Such as BMA.")

    def row(self) -> Union:
        row = super().row()
        row.short_name = self.cleaned_data["short_name"]
        return row


class MissingDispute(MissingName):
    what, model = "dispute", Dispute

    def row(self) -> Dispute:
        title = self.cleaned_data["name"]
        return Dispute(title=title, slug=free_slug(Dispute, title))


class MissingMeasure(MissingName):
    what, model = "measure", Measure
    unit = forms.CharField(max_length=60, label="counted in", help_text="In the plural.")
    unit_singular = forms.CharField(max_length=60, label="one of them")
    counts = forms.ChoiceField(label="kind", choices=Measure.Kind.choices)
    family = forms.ChoiceField(choices=Measure.Family.choices)
    adds_over = forms.ChoiceField(
        label="may be added", choices=Measure.Adds.choices, initial=Measure.Adds.NEVER
    )
    currency = forms.ChoiceField(
        required=False, choices=[*NONE, *Measure._meta.get_field("currency").choices]
    )
    per = forms.CharField(max_length=40, required=False, help_text="Of a rate: an hour, a day.")

    @staticmethod
    def guess(text: str, number: str) -> dict[str, Any]:
        found = guesses.counted(text, number)
        return {
            "name": text,
            "unit": found.unit,
            "unit_singular": found.singular,
            "counts": found.kind,
            "family": found.family,
            "currency": found.currency,
            "per": found.per,
        }

    def row(self) -> Measure:
        row, data = super().row(), self.cleaned_data
        row.kind = data["counts"]
        for name in ("unit", "unit_singular", "family", "adds_over", "currency", "per"):
            setattr(row, name, data[name])
        return row


def kinds_of_place() -> list[tuple[str, str]]:
    """A trust, a hospital, or an area of a kind that the desk lists."""
    areas = AreaKind.objects.values_list("slug", "name")
    return [("trust", "trust or health board"), ("hospital", "hospital"), *areas]


class MissingPlace(MissingName):
    what = "place"
    sort = forms.ChoiceField(
        label="it is a",
        choices=kinds_of_place,
    )
    code = forms.CharField(
        max_length=10, required=False, help_text="Of a trust: its ODS code, such as RHM."
    )
    town = forms.CharField(max_length=80, required=False, help_text="Of a hospital.")

    @staticmethod
    def guess(text: str, number: str) -> dict[str, Any]:
        sort = guesses.place(text)
        if sort != "hospital":
            return {"name": text, "sort": sort}
        name, town = guesses.town(text)
        return {"name": name, "sort": sort, "town": town}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("sort") == "trust" and not cleaned.get("code"):
            self.add_error("code", "Write the ODS code, by which a trust is known.")
        if cleaned.get("sort") == "hospital" and not cleaned.get("town"):
            self.add_error("town", "Write the town: many hospitals share a name.")
        return cleaned

    def row(self) -> Trust | Hospital | Area:
        data = self.cleaned_data
        name, sort, code = data["name"], data["sort"], data["code"].upper()
        if sort == "trust":
            found = "Foundation Trust" in name
            slug = free_slug(Trust, name)
            return Trust(name=name, code=code, slug=slug, is_foundation=found)
        if sort == "hospital":
            slug = free_slug(Hospital, f"{name} {data['town']}")
            return Hospital(name=name, town=data["town"], slug=slug)
        kind = AreaKind.objects.get(slug=sort)
        return Area(name=name, kind=kind, code=code, slug=free_slug(Area, name))


class MissingSource(MissingName):
    """Somebody new; or a new role of somebody who is known."""

    what = "source"
    sort = forms.ChoiceField(label="kind", choices=Source.Kind.choices)
    private = forms.BooleanField(
        label="private person",
        required=False,
        help_text="A patient, a relative, a striker: named in the story only.",
    )
    role = forms.CharField(max_length=160, required=False)
    organisation = forms.CharField(max_length=160, required=False)

    @staticmethod
    def guess(text: str, number: str) -> dict[str, Any]:
        found = guesses.speaker(text)
        return {
            "name": found.name,
            "sort": found.kind,
            "role": found.role,
            "organisation": found.organisation,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        office = cleaned.get("role") or cleaned.get("organisation")
        if office and cleaned.get("sort") == Source.Kind.ORGANISATION:
            self.add_error("role", "An organisation has no role: take it away, or choose a person.")
        if cleaned.get("organisation") and not cleaned.get("role"):
            self.add_error("role", "Write what they are there.")
        return cleaned

    def propose(self, by: User) -> Source:
        data = self.cleaned_data
        known = list(Source.objects.filter(name__iexact=data["name"])[:2])
        source = known[0] if len(known) == 1 else self.enter_source(by)
        if data["role"]:
            role = SourceRole(source=source, role=data["role"], organisation=data["organisation"])
            # Of somebody new it is signed off with them.
            if known:
                enter(role, by)
            else:
                role.full_clean()
                role.save()
        return source

    def enter_source(self, by: User) -> Source:
        data = self.cleaned_data
        return enter(
            Source(
                name=data["name"],
                slug=free_slug(Source, data["name"]),
                kind=data["sort"],
                private=data["private"],
                trust=None if data["private"] else only(Trust, data["name"]),
                union=None if data["private"] else only(Union, data["name"]),
            ),
            by,
        )


def only(model: type[Model], name: str) -> Any | None:
    """The one record of this name: a trust speaks for itself."""
    found = list(model._default_manager.filter(name__iexact=name)[:2])
    return found[0] if len(found) == 1 else None


FORMS: dict[str, type[MissingName]] = {
    "subject": MissingPlace,
    "measure": MissingMeasure,
    "service": MissingService,
    "setting": MissingSetting,
    "source": MissingSource,
    "staff_group": MissingStaffGroup,
    "union": MissingUnion,
    "event_kind": MissingEventKind,
    "dispute": MissingDispute,
}
