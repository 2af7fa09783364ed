"""What a record that is missing probably says: guesses for a short form, read from the words that
were selected, their sentence, and what the story cites around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from articles.citing import Asked, Mentioned, calls_of, mentioned
from articles.citing.ranking import shared
from hospitals.admin.figures.page import figures_in_lines
from hospitals.admin.figures.readings import divided
from hospitals.admin.lookups import LookupField, numbered
from hospitals.models import (
    Area,
    DisruptionFigure,
    Evidence,
    Hospital,
    Measure,
    Source,
    Strike,
    Trust,
)
from lib.text import fold

from .candidates import places_called

MODELS = {"trust": Trust, "hospital": Hospital, "area": Area}
CLAUSE = re.compile(r"[,;:—–]| and | but | while ")


@dataclass
class Filled:
    """`values` are those of the form's fields, by their names in it; `notes` what to say of one.

    `documents` are those that records around it came from, the likeliest first.
    """

    values: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    instead: str = ""
    documents: list[Evidence] = field(default_factory=list)


def for_figure(asked: Asked, around: Sequence[int]) -> Filled:
    """A figure; `around` are the figures that the story cites, the nearest first."""
    found = figures_in_lines().in_bulk(around)
    near = [found[pk] for pk in around if pk in found]
    filled = Filled(documents=documents(near))
    values = filled.values
    number, counted = divided(asked.words)
    values["row-0-value"] = number or asked.words
    # What is called by no name that we know may be a new one.
    values["row-0-measure"] = label("measure", measure_of(asked, counted)) or counted
    like = near[0] if near else None
    values["nature"] = DisruptionFigure.Nature.ACTUAL
    fill_place(filled, asked, like)
    strike = like.strike if like else only_strike(asked)
    values["strike"] = label("strike", strike)
    if like:
        values |= as_around(like)
        values["source"] = label("source", like.source)
        filled.notes["source"] = "As the figure nearest to it."
    values["new-said_by"] = values.get("source", "")
    return filled


def as_around(like: DisruptionFigure) -> dict[str, str]:
    """What a figure has in common with the one cited nearest to it."""
    of_strike = like.is_of_whole_strike
    return {
        "nature": like.nature,
        "basis": like.basis,
        "setting": label("setting", like.setting),
        "staff_group": label("staff_group", like.staff_group),
        "event": label("event", like.event),
        "dispute": label("dispute", like.dispute),
        "period_start": "" if of_strike else like.period_start.isoformat(),
        "period_end": "" if of_strike else like.period_end.isoformat(),
    }


def for_quote(asked: Asked, around: Sequence[int]) -> Filled:
    """A quotation, said by whoever the sentence names."""
    found = figures_in_lines().in_bulk(around)
    filled = Filled(documents=documents([found[pk] for pk in around if pk in found]))
    speaker = speaker_in(asked)
    filled.values["row-0-words"] = asked.quotation or asked.words
    filled.values["row-0-said_by"] = filled.values["new-said_by"] = label("source", speaker)
    return filled


def speaker_in(asked: Asked) -> Source | None:
    """Whoever the sentence names; a person rather than who they speak for."""
    sources = Source.objects.values_list("kind", "pk", "name")
    calls = calls_of((Mentioned(kind, pk), (name,)) for kind, pk, name in sources)
    named = sorted(mentioned(asked.around, calls), key=lambda each: (each.kind != "person", each))
    return Source.objects.get(pk=named[0].pk) if named else None


def documents(near: Sequence[DisruptionFigure]) -> list[Evidence]:
    """Each once, the likeliest first."""
    latest = [figure.latest() for figure in near]
    return list(dict.fromkeys(revision.evidence for revision in latest if revision))


def only_strike(asked: Asked) -> Strike | None:
    strikes = Strike.objects.filter(pk__in=asked.strikes)[:2]
    return strikes[0] if len(strikes) == 1 else None


def measure_of(asked: Asked, counted: str) -> Measure | None:
    """The measure whose words are those selected, or else stand in the sentence."""

    def likeness(measure: Measure) -> float:
        name = f"{measure.name} {measure.unit}"
        return 3 * shared(measure.unit, fold(counted)) + shared(name, asked.around)

    best = max(Measure.objects.order_by("pk"), key=likeness, default=None)
    return best if best is not None and likeness(best) >= 0.5 else None


def fill_place(filled: Filled, asked: Asked, like: DisruptionFigure | None) -> None:
    """The place named last before the words; a hospital rather than its town, and said so."""
    place, town = places_of(asked)
    if place is None and town is not None:
        place = hospital_in(town, asked, like)
    if place is not None and town is not None:
        what = place._meta.verbose_name
        filled.notes["row-0-subject"] = f"The {what}, not the {town.kind.name}."
        filled.instead = label("subject", town)
    elif place is not None:
        filled.notes["row-0-subject"] = f"The {place._meta.verbose_name}."
    elif town is not None:
        filled.notes["row-0-subject"] = f"The {town.kind.name}: no hospital or trust."
    filled.values["row-0-subject"] = label("subject", place or town)


def places_of(asked: Asked) -> tuple[Trust | Hospital | None, Area | None]:
    """The hospital or trust, and the area, that the part of the sentence names."""
    calls = places_called(timezone.now())
    before = asked.sentence.partition(asked.words)[0] if asked.words else ""
    for part in [*reversed(CLAUSE.split(before)), asked.sentence]:
        named: dict[str, Any] = {}
        for kind, pk in sorted(mentioned(fold(part), calls)):
            named.setdefault(kind, MODELS[kind].objects.filter(pk=pk).first())
        if named:
            return named.get("hospital") or named.get("trust"), named.get("area")
    return None, None


def hospital_in(town: Area, asked: Asked, like: DisruptionFigure | None) -> Hospital | None:
    """The one hospital of a town that is run by a trust of the story."""
    near = [like.trust_id, like.trust_at_time_id] if like else []
    trusts = {*asked.trusts, *filter(None, near)}
    found = Hospital.objects.filter(town__iexact=town.name, runs__trust__in=trusts).distinct()
    return found[0] if len(found[:2]) == 1 else None


def label(kind: str, record: Any) -> str:
    """As it is written in a field in which names are typed."""
    if isinstance(record, Evidence):
        return numbered(record)
    return LookupField(kind).prepare_value(record) or "" if record is not None else ""
