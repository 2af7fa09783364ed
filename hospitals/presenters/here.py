"""What a reader asks of a place: is there a strike, what still runs, what happened last time.

The strikes of a trust, and the short answers at the top of the pages of trusts and hospitals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils.text import capfirst

from hospitals.models import (
    Area,
    DisruptionFigure,
    Hospital,
    Participation,
    PublicFigure,
    Strike,
    StrikeSpell,
    StrikeStatusChange,
    Trust,
    TrustArea,
)
from hospitals.models.public import PublicFigureQuerySet
from lib import words

from .figures import FigureLine, lines, source_text
from .first_words import FirstWordLine
from .going import going
from .reference import reference
from .strikes import (
    BASES,
    SpellLine,
    first_day,
    first_words,
    public_summaries,
    sourced,
    spell_line,
    strike_line,
    summary,
    when,
    with_lines,
    with_who,
)

STRIKES = 50
LAST_TIME = 6
MOST_LOOKED_AT = 60

Status = StrikeStatusChange.Status
# What is said of a strike whatever its days are; that it is over is said while days are ahead.
LASTING = (Status.UNDER_WAY, Status.SUSPENDED)
NOT_OUT = Participation.Answer.NO.label
WE_DO_NOT_KNOW = "whether staff here are out we do not know"


@dataclass(frozen=True)
class StrikeHere:
    """A strike, and whether this trust's staff are out: yes, no or not known."""

    url: str
    title: str
    when: str
    status: str
    answer: str
    source: str
    kind: str = ""


@dataclass(frozen=True)
class Coming:
    """A strike that is not over. `verdict` answers for this place, in a few words."""

    verdict: str
    strike: StrikeHere
    on: bool
    summary: str
    spells: list[SpellLine]
    first_words: list[FirstWordLine]


@dataclass(frozen=True)
class Before:
    """The last strike that is over, and what it did here."""

    strike: StrikeHere
    figures: list[FigureLine]


@dataclass(frozen=True)
class Ask:
    """Whom to ask: the trust, its own page and its telephone, where the desk has them."""

    name: str
    website: str
    telephone: str


@dataclass(frozen=True)
class Answers:
    """What is asked of strikes. Each answer may be that we do not know. What patients are told
    stands among the notices of the place: words of an earlier strike are no answer for this one.
    """

    coming: list[Coming]
    before: Before | None
    ask: Ask
    said_by: list[tuple[str, str]] = field(default_factory=list)

    @property
    def still_on(self) -> list[Coming]:
        return [each for each in self.coming if each.on]


def answers(
    trust: Trust,
    strikes: list[tuple[Strike, StrikeHere]],
    at: datetime,
    hospital: Hospital | None = None,
) -> Answers:
    """The answers for a trust, or for one of its hospitals. `strikes` is `strikes_here`."""
    coming = [
        upcoming(strike, line, spells, at)
        for strike, line, spells in with_spells_ahead(strikes, at)
    ]
    before = last_time(trust, strikes, at, hospital)
    return Answers(
        coming=coming,
        before=before,
        ask=Ask(trust.name, trust.website, trust.telephone),
        said_by=said_by(coming, before),
    )


def with_spells_ahead(
    strikes: list[tuple[Strike, StrikeHere]], at: datetime
) -> list[tuple[Strike, StrikeHere, list[StrikeSpell]]]:
    """Those that are not over, with their spells that are not."""
    found = [(strike, line, ahead(strike, at)) for strike, line in strikes]
    coming = [
        (strike, line, spells)
        for strike, line, spells in found
        if strike.status in LASTING or spells or strike.public_first_words
    ]
    with_who(spell for _, _, spells in coming for spell in spells)
    prefetch_related_objects([strike for strike, _, _ in coming], public_summaries(at))
    return coming


def upcoming(strike: Strike, line: StrikeHere, spells: list[StrikeSpell], at: datetime) -> Coming:
    return Coming(
        verdict=verdict(strike, line, at),
        strike=line,
        on=strike.status not in StrikeStatusChange.SET_ASIDE and line.answer != NOT_OUT,
        summary=summary(strike),
        spells=[spell_line(spell) for spell in spells],
        first_words=first_words(strike, at),
    )


def verdict(strike: Strike, line: StrikeHere, at: datetime) -> str:
    if strike.status in StrikeStatusChange.SET_ASIDE:
        return capfirst(Status(strike.status).label)
    if line.answer == Participation.Answer.YES.label:
        # Action short of a strike is not said to be one.
        return f"{capfirst(line.kind) or 'Yes'}, {progress(strike, at)}"
    if line.answer == NOT_OUT:
        return "No, staff here are not out" if not line.kind else "No, staff here take no part"
    return capfirst(line.answer)


def progress(strike: Strike, at: datetime) -> str:
    """ "announced", "under way", and between two of its spells "again from 16 December 2015"."""
    to_come = ahead(strike, at)
    if any(spell.begins <= at for spell in to_come):
        return "under way"
    begun = any(spell.begins <= at for spell in strike.spells_here)
    if begun and to_come:
        return f"again from {words.day(to_come[0].first_day)}"
    return "under way" if strike.status == Status.UNDER_WAY else "announced"


def ahead(strike: Strike, at: datetime) -> list[StrikeSpell]:
    """Its spells here that are not over, in order: one without an end is, once the strike has
    ended."""
    ended = strike.status == Status.ENDED
    return [
        spell
        for spell in strike.spells_here
        if (not ended if spell.lasts_until is None else spell.lasts_until > at)
    ]


def last_time(
    trust: Trust, strikes: list[tuple[Strike, StrikeHere]], at: datetime, hospital: Hospital | None
) -> Before | None:
    """The latest strike that took place, here too as far as we know: with its figures here, those
    of the hospital first."""
    for strike, line in strikes:
        over = strike.status not in (*LASTING, Status.CALLED_OFF) and not ahead(strike, at)
        if over and strike.spells_here and line.answer != NOT_OUT:
            return Before(line, figures_of(trust, strike, at, hospital))
    return None


def figures_of(
    trust: Trust, strike: Strike, at: datetime, hospital: Hospital | None
) -> list[FigureLine]:
    here = (
        Q(trust_at_time=trust)
        if hospital is None
        else Q(hospital=hospital) | Q(figure__trust=trust)
    )
    public = PublicFigure.objects.live(at).standing().filter(here, strike=strike)
    # The best of many by their keys alone; only those are read whole.
    looked_at = public.order_by("-period_end", "-figure_id")[:MOST_LOOKED_AT]
    families = {pk: measure.family for pk, measure in reference().measures.items()}
    best = sorted(looked_at, key=lambda row: weight(row, families, hospital))[:LAST_TIME]
    rows = PublicFigure.objects.for_lines().in_bulk([row.pk for row in best])
    return lines([rows[row.pk] for row in best], at)


def weight(
    row: PublicFigure, families: Mapping[int, str], hospital: Hospital | None
) -> tuple[bool, bool, str, int, bool, int]:
    """What happened before what was expected, care before staff, the whole before its days."""
    return (
        row.nature != DisruptionFigure.Nature.ACTUAL,
        hospital is not None and row.hospital_id is None,
        families[row.measure_id],
        BASES.index(row.basis),
        row.hospital_id is not None,
        row.figure_id,
    )


def said_by(coming: list[Coming], before: Before | None) -> list[tuple[str, str]]:
    """[(words, address)] of everybody whom the answers rest on, each once."""
    # Who only says that staff are out has no page of their own.
    found = {each.strike.source: "" for each in coming}
    found |= {spell.said_by: "" for each in coming for spell in each.spells}
    if before:
        found.setdefault(before.strike.source, "")
        found |= {line.attribution: line.source_url for line in before.figures}
    return [(text, url) for text, url in found.items() if text]


def strikes_here(
    trust: Trust,
    memberships: Iterable[TrustArea],
    at: datetime,
    hospital: Hospital | None = None,
) -> list[tuple[Strike, StrikeHere]]:
    """[(strike, StrikeHere)] recorded for the trust, its `hospital` or an area it lies in, with
    figures here, or called here and not over; the latest first.

    An area's answer is not the trust's: out across England, it may still be not known here. What
    is known of the hospital goes before what is known of its trust, and so do its dates. Each
    strike knows as `spells_here` those of its dates that count here.
    """
    areas = {area.pk: area for area in areas_around(memberships)}
    told = Participation.objects.filter(Q(trust=trust) | Q(area__in=areas) | of_hospital(hospital))
    here, around = {}, {}
    for row in sourced(told, at):
        if row.area_id:
            around.setdefault(row.strike_id, []).append(row)
        elif row.hospital_id or row.strike_id not in here:
            here[row.strike_id] = row
    figures = PublicFigure.objects.live(at).standing().filter(trust_at_time=trust)
    counted = strikes_of(figures)
    absent = strikes_of(figures.telling_who_is_out())
    recorded, on = {*here, *around, *counted}, going(at).on
    found = Strike.objects.public(at).filter(pk__in=recorded | on).with_call(trust, areas)
    spells = StrikeSpell.objects.public(at).with_nearness(trust, areas, hospital)
    strikes = with_lines(
        [each for each in found if each.pk in recorded or each.call],
        at,
        Prefetch("spells", spells),
    )
    for strike in strikes:
        strike.spells_here = nearest(strike.spells.all())
        strike.absent = strike.pk in absent
    return [
        (strike, strike_here(strike, here.get(strike.pk), around.get(strike.pk, []), areas, at))
        for strike in sorted(strikes, key=latest, reverse=True)[:STRIKES]
    ]


def strikes_of(figures: PublicFigureQuerySet) -> set[int]:
    rows = figures.filter(strike__isnull=False).order_by()
    return set(rows.values_list("strike", flat=True).distinct())


def where_out(strikes: list[tuple[Strike, StrikeHere]]) -> list[tuple[Strike, str]]:
    """[(strike, when it was)] of those in which staff here took part, as far as we know."""
    return [(strike, line.when) for strike, line in strikes if line.answer != NOT_OUT]


def nearest(spells: Iterable[StrikeSpell]) -> list[StrikeSpell]:
    """Those that name the place most nearly: dates at one trust, instead of the strike's."""
    near = [spell for spell in spells if spell.nearness is not None]
    most = max((spell.nearness for spell in near), default=0)
    return [spell for spell in near if spell.nearness == most]


def of_hospital(hospital: Hospital | None) -> Q:
    return Q(hospital=hospital) if hospital else Q(pk__in=[])


def strike_here(
    strike: Strike,
    row: Participation | None,
    around: list[Participation],
    areas: dict[int, Area],
    at: datetime,
) -> StrikeHere:
    told = row or (around[0] if around else None)
    line = strike_line(strike, at)
    return StrikeHere(
        url=line.url,
        title=line.title,
        when=when(strike, strike.spells_here) or line.when,
        status=line.status,
        answer=answer(strike, row, around, areas),
        source=source_text(told.evidence, first_day(strike)) if told else "",
        kind=line.kind,
    )


def answer(
    strike: Strike,
    row: Participation | None,
    around: list[Participation],
    areas: dict[int, Area],
) -> str:
    """ "yes", "no", "not known", "not known here; out in England", "called across England; …".

    A figure of staff absent here says yes, where nobody has said no.
    """
    out_in = [areas[r.area_id].name for r in around if r.answer == Participation.Answer.YES]
    if row and row.answer != Participation.Answer.NOT_KNOWN:
        return row.get_answer_display()
    if strike.absent:
        return Participation.Answer.YES.label
    if out_in:
        return f"not known here; out in {words.join(out_in)}"
    if strike.call and not row:
        return f"called across {strike.call}; {WE_DO_NOT_KNOW}"
    return Participation.Answer.NOT_KNOWN.label


def latest(strike: Strike) -> tuple[bool, date, int]:
    """What is under way before what has dates, and those by their last day."""
    days = [spell.last_day or spell.first_day for spell in strike.spells_here]
    last_day = max(days, default=date.min)
    return strike.status == Status.UNDER_WAY, last_day, strike.pk


def areas_around(memberships: Iterable[TrustArea]) -> set[Area]:
    """The areas of these memberships and all that they lie in."""
    known = reference().areas
    return {area for row in memberships for area in with_parents(known[row.area_id])}


def with_parents(area: Area) -> Iterator[Area]:
    """The area, what it lies in, and what that lies in: of reference data, which knows both."""
    for parent in area.parents.all():
        yield from [parent, *parent.parents.all()]
    yield area
