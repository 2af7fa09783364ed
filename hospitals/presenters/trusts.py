"""Trusts as readers see them: names of their day, where, strikes, figures, stories."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, Q
from django.utils.timezone import localdate

from hospitals.dependents import dependents
from hospitals.models import (
    Area,
    DisruptionFigure,
    HospitalTrust,
    Participation,
    Strike,
    TrustArea,
    TrustSuccession,
)

from . import words
from .figures import FigureLine, for_lines, lines, source_text
from .strikes import for_strike_lines, sourced, strike_line

FIGURES = 30
STRIKES = 50
STORIES = 10


@dataclass(frozen=True)
class TrustLine:
    """One trust in a list."""

    url: str
    name: str
    code: str
    region: str
    closed: date | None


@dataclass(frozen=True)
class Dated:
    """Something that held for a time: `when` is "", "until 30 June 2022", "from 1 July 2022"."""

    text: str
    when: str = ""
    url: str = ""
    kind: str = ""


@dataclass(frozen=True)
class StrikeHere:
    """A strike, and whether this trust's staff are out: yes, no or not known."""

    url: str
    title: str
    when: str
    status: str
    answer: str
    source: str


@dataclass(frozen=True)
class TrustPage:
    name: str
    code: str
    url: str
    is_foundation: bool
    opened: date | None
    closed: date | None
    successors: list[Dated]
    predecessors: list[Dated]
    former_names: list[Dated]
    also_called: list[str]
    areas: list[Dated]
    hospitals: list[Dated]
    former_hospitals: list[Dated]
    strikes: list[StrikeHere]
    figures: list[FigureLine]
    more_figures: bool
    stories: list = field(default_factory=list)


def for_trust_lines(queryset):
    """With memberships of areas: one query more than the trusts."""
    return queryset.prefetch_related(
        Prefetch("memberships", TrustArea.objects.select_related("area"))
    )


def trust_line(trust, today):
    """One line about a trust that came through `for_trust_lines`."""
    day = min(today, trust.closed) if trust.closed else today
    regions = [
        row.area.name
        for row in trust.memberships.all()
        if row.area.kind == Area.Kind.REGION and holds(row, day)
    ]
    return TrustLine(
        url=trust.get_absolute_url(),
        name=trust.name,
        code=trust.code,
        region=words.join(regions),
        closed=trust.closed if trust.closed and trust.closed < today else None,
    )


def trust_page(trust, at):
    """The page of a trust; a closed one has its last day and what came after it."""
    today = localdate(at)
    runs = list(
        HospitalTrust.objects.filter(trust=trust)
        .select_related("hospital")
        .order_by("hospital__name", "hospital__town")
    )
    memberships = list(
        trust.memberships.select_related("area").prefetch_related("area__parents__parents")
    )
    figures = list(trust_figures(trust, at)[: FIGURES + 1])
    last_day = min(today, trust.closed) if trust.closed else today
    now = [run for run in runs if holds(run, last_day)]
    return TrustPage(
        name=trust.name,
        code=trust.code,
        url=trust.get_absolute_url(),
        is_foundation=trust.is_foundation,
        opened=trust.opened,
        closed=trust.closed if trust.closed and trust.closed < today else None,
        successors=[
            Dated(row.successor.name, f"from {words.day(row.on)}", row.successor.get_absolute_url())
            for row in TrustSuccession.objects.filter(predecessor=trust).select_related("successor")
        ],
        predecessors=[
            Dated(
                row.predecessor.name,
                f"until {words.day(row.on)}",
                row.predecessor.get_absolute_url(),
            )
            for row in TrustSuccession.objects.filter(successor=trust).select_related("predecessor")
        ],
        former_names=[
            Dated(row.name, f"until {words.day(row.until)}") for row in trust.former_names.all()
        ],
        also_called=[alias.text for alias in trust.aliases.all()],
        areas=[
            Dated(row.area.name, held(row), kind=row.area.get_kind_display()) for row in memberships
        ],
        hospitals=[Dated(str(run.hospital), held(run)) for run in now],
        former_hospitals=[Dated(str(run.hospital), held(run)) for run in runs if run not in now],
        strikes=strikes_here(trust, memberships, at),
        figures=lines(figures[:FIGURES], at),
        more_figures=len(figures) > FIGURES,
        stories=dependents().stories_for(
            [trust, *(run.hospital for run in runs)], at=at, limit=STORIES
        ),
    )


def trust_figures(trust, at):
    """Standing public figures of the trust and of the hospitals it ran at the time."""
    public = DisruptionFigure.objects.public(at).standing()
    return for_lines(public.filter(trust_at_time=trust)).order_by("-period_end", "-id")


def strikes_here(trust, memberships, at):
    """Strikes recorded for the trust or an area it lies in, or with figures here; latest first.

    An area's answer is not the trust's: out across England, it may still be not known here.
    """
    areas = {area.pk: area for row in memberships for area in with_parents(row.area)}
    told = Participation.objects.filter(Q(trust=trust) | Q(area__in=areas))
    here, around = {}, {}
    for row in sourced(told, at):
        if row.trust_id:
            here[row.strike_id] = row
        else:
            around.setdefault(row.strike_id, []).append(row)
    with_figures = DisruptionFigure.objects.public(at).standing().filter(trust_at_time=trust)
    strikes = for_strike_lines(Strike.objects.public(at), at).filter(
        Q(pk__in={*here, *around}) | Q(pk__in=with_figures.values("strike"))
    )
    return [
        strike_here(strike, here.get(strike.pk), around.get(strike.pk, []), areas)
        for strike in sorted(strikes, key=last_day, reverse=True)[:STRIKES]
    ]


def strike_here(strike, row, around, areas):
    told = row or (around[0] if around else None)
    first = next((day.day for day in strike.days.all()), None)
    line = strike_line(strike)
    return StrikeHere(
        url=line.url,
        title=line.title,
        when=line.when,
        status=line.status,
        answer=answer(row, around, areas),
        source=source_text(told.evidence, first) if told else "",
    )


def answer(row, around, areas):
    """ "yes", "no", "not known", "not known here; out in England"."""
    out_in = [areas[r.area_id].name for r in around if r.answer == Participation.Answer.YES]
    if row and row.answer != Participation.Answer.NOT_KNOWN:
        return row.get_answer_display()
    if out_in:
        return f"not known here; out in {words.join(out_in)}"
    return Participation.Answer.NOT_KNOWN.label


def last_day(strike):
    return max((day.day for day in strike.days.all()), default=date.min), strike.pk


def with_parents(area):
    """The area, what it lies in, and what that lies in. Parents are prefetched twice over."""
    for parent in area.parents.all():
        yield from [parent, *parent.parents.all()]
    yield area


def holds(row, day):
    return (row.valid_from is None or row.valid_from <= day) and (
        row.valid_to is None or day <= row.valid_to
    )


def held(row):
    if row.valid_from and row.valid_to:
        return words.period(row.valid_from, row.valid_to)
    if row.valid_from:
        return f"from {words.day(row.valid_from)}"
    return f"until {words.day(row.valid_to)}" if row.valid_to else ""
