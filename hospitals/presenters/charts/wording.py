"""A chart in words: the finding, what is counted, who says so."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache

from django.utils.text import capfirst

from hospitals.models import DisruptionFigure, Measure
from hospitals.presenters import figure_words
from hospitals.presenters.figures import said_in
from hospitals.presenters.flat import FlatFigure
from lib import words

from .comparable import held, highest
from .entries import Entry, figures_in, short_name

NOUNS = {Measure.Kind.COUNT: "count", Measure.Kind.PERCENT: "share", Measure.Kind.MONEY: "sum"}
MOST_NAMED = 2


def finding(
    entries: Sequence[Entry], one: Callable[[Entry], str], *, things: str = "", where: str = ""
) -> str:
    """ "Nottingham University Hospitals has the highest count of seven trusts on record", or "The
    strike of 11 to 14 April 2023 has the highest of nine counts for England".

    It never says more: who has more patients has more appointments. `one` names an entry.
    """
    figures = held(figures_in(entries))
    noun, count = noun_of(figures[0]), words.few(len(figures))
    several = f"{count} {noun}s for {where}" if where else f"{noun}s of {count} {things}"
    of_several = f"of {several}" if where else f"{noun} of {count} {things}"
    first = highest(figures)
    top = [one(entry) for entry in entries if entry.figure in first]
    if not first:
        return capfirst(f"{several}, not all of them exact")
    if len(top) == len(figures):
        return capfirst(f"{several} are the same")
    if len(top) > MOST_NAMED:
        return capfirst(f"{words.few(len(top))} share the highest {of_several}")
    return capfirst(
        f"{words.join(top)} {'has' if len(top) == 1 else 'have'} the highest {of_several}"
    )


def noun_of(figure: FlatFigure) -> str:
    noun = NOUNS.get(figure.measure.kind, "figure")
    if figure.nature == DisruptionFigure.Nature.ACTUAL:
        return noun
    return f"{figure.get_nature_display()} {noun}"


def place_in_short(figure: FlatFigure | DisruptionFigure) -> str:
    """ "Portsmouth Hospitals University"."""
    return short_name(figure_words.place(figure))


def at_place(figure: FlatFigure | DisruptionFigure) -> str:
    """ "at Portsmouth Hospitals University", "in England"."""
    before = figure_words.PLACE_BEFORE[figure_words.kind_of_place(figure)]
    return f"{before} {place_in_short(figure)}"


def kind_in_words(figure: FlatFigure) -> str:
    """What is counted, of which kind of service: what the figures of a chart have in common."""
    said = ", ".join(filter(None, [figure_words.what(figure), care_in_words(figure)]))
    return with_nature(figure, said)


def care_in_words(figure: FlatFigure) -> str:
    """ "endoscopy, acute hospitals": the kind of service, and how it was counted."""
    parts = []
    if figure.service_id:
        parts.append(figure.service.name)
    if figure.setting_id:
        parts.append(figure.setting.name)
    elif figure.measure.family == Measure.Family.ACTIVITY:
        parts.append("kind of service not stated")
    if figure.counted_note:
        parts.append(figure.counted_note)
    return ", ".join(parts)


def with_nature(figure: FlatFigure, said: str) -> str:
    if figure.nature == DisruptionFigure.Nature.ACTUAL:
        return capfirst(said)
    return f"{capfirst(figure.get_nature_display())}: {figure_words.lower(said)}"


def source_line(figures: Collection[FlatFigure]) -> str:
    """ "Source: NHS England, as reported by Daily Echo, published on 19 April 2023."

    Of many the first are named, and the table names each.
    """
    once = cache(said_in)
    said = [once(figure.shown.evidence, figure.ends) for figure in figures]
    who = several([each.speakers for each in said])
    told = [each.reported_by for each in said if each.reported_by]
    parts = [who]
    if told:
        part = "" if len(told) == len(said) else "in part "
        parts.append(f"{part}as reported by {several(told)}")
    days = [each.document.published_on for each in said if each.document]
    known = sorted(day for day in days if day)
    if known:
        on = "on " if known[0] == known[-1] else ""
        parts.append(f"published {on}{words.period(known[0], known[-1])}")
        if len(known) < len(said):
            parts.append("some with no date")
    return f"Source: {', '.join(parts)}."


def several(names: Iterable[str]) -> str:
    """ "A", "A and B", "A and four others (see the table)"; the most frequent first."""
    names = list(names)
    once = sorted(dict.fromkeys(names), key=names.count, reverse=True)
    if len(once) <= MOST_NAMED:
        return words.join(once)
    return f"{once[0]} and {words.few(len(once) - 1)} others (see the table)"
