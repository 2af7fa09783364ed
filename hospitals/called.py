"""What the facts are called: the names that a search knows, and what else the same is called.

A few thousand names, which a process remembers until something public changes, as it does the names
on its pages. Each comes through the door of its kind: of people only those whom something public
names. Whether somebody may be named is asked again before they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate
from rapidfuzz import fuzz, process

from deeds.memory import remembered
from lib.searching import Stems, Term, Terms, same, stems, words_of, words_that_changed
from lib.text import fold

from .dependents import dependents
from .models import (
    Alias,
    Area,
    Dispute,
    Hospital,
    Measure,
    PublicFigure,
    Service,
    Setting,
    Source,
    StaffGroup,
    Strike,
    Trust,
    Union,
)
from .models.public import PublicFigureQuerySet

# Said of nearly every trust, and left out by whoever speaks of one.
GENERIC = frozenset(stems("NHS Foundation Trust"))


OF_A_TIME = ("strike", "dispute")


@dataclass(frozen=True)
class Name:
    """One thing, its name, and what else it is called or may be looked for by.

    What has a page has `url` and `key`, by which the API knows it; `about` says what it is.
    """

    kind: str
    pk: int
    name: str
    others: tuple[str, ...] = ()
    gone: bool = False
    url: str = ""
    key: str = ""
    about: str = ""
    own: frozenset[str] = field(init=False)
    held: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        own = frozenset(stems(self.name))
        object.__setattr__(self, "own", own)
        object.__setattr__(self, "held", own.union(*map(stems, self.others)))

    def fits(self, typed: Stems, terms: Terms) -> tuple[Any, ...]:
        """For sorting, the best first: called just so, then all of it in the name; the open before
        the closed, the short before the long."""
        whole = typed in (stems(self.name), *map(stems, self.others))
        in_name = all(term.in_(self.own) for term in terms)
        # Strikes before disputes, of both the latest first, which is what their keys say.
        dispute, latest = self.kind == "dispute", -self.pk if self.kind in OF_A_TIME else 0
        order = (not whole, not in_name, self.gone, dispute, latest, len(self.own), self.name)
        return (*order, self.pk)


@dataclass(frozen=True)
class Names:
    """`known` are all words of them, in order; `synonyms` what stands for each other."""

    every: Sequence[Name]
    known: Sequence[str]
    synonyms: Mapping[Stems, set[Stems]]
    by_stem: Mapping[str, Sequence[Name]]

    def holding(self, term: Term) -> set[Name]:
        return {
            name
            for way in term.ways
            for name in self.by_stem.get(way[0], ())
            if term.in_(name.held)
        }

    def called(self, typed: str, terms: Terms) -> list[Name]:
        """Those that hold all of the terms, the best first."""
        found = reduce(set.intersection, map(self.holding, terms)) if terms else set()
        return sorted(found, key=lambda name: name.fits(stems(typed), terms))

    def like(self, typed: str, most: int) -> list[Name]:
        """Those of which a whole name is most like what was typed: "south hampton generel"."""
        called = [
            (fold(text), name)
            for name in self.every
            if name.url
            for text in (name.name, *(name.others if name.kind in ("trust", "hospital") else ()))
        ]
        texts = [text for text, _ in called]
        near = process.extract(fold(typed), texts, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=9)
        return list(dict.fromkeys(called[number][1] for _, _, number in near))[:most]


# Of a hundred: below, a name is another name.
ALIKE = 75


def names_at(at: datetime) -> Names:
    return remembered("names for searches", lambda: load(at), at)


def load(at: datetime) -> Names:
    every = [*places(at), *strikes(at), *people(at), *counted(at)]
    by_stem = defaultdict(list)
    for name in every:
        for stem in name.held:
            by_stem[stem].append(name)
    known = {
        word for name in every for text in (name.name, *name.others) for word in words_of(text)
    }
    return Names(every, sorted(known), synonyms(at), dict(by_stem))


def places(at: datetime) -> Iterator[Name]:
    for trust in Trust.objects.public(at).prefetch_related("former_names", "aliases"):
        former = [each.name for each in trust.former_names.all()]
        yield Name(
            "trust",
            trust.pk,
            trust.name,
            (trust.code, *former, *called_also(trust)),
            gone=trust.closed is not None,
            url=trust.get_absolute_url(),
            key=trust.code,
            about=f"NHS trust, {trust.code}" + (", closed" if trust.closed else ""),
        )
    today = localdate(at)
    for hospital in Hospital.objects.public(at).with_trusts().prefetch_related("aliases"):
        runs = hospital.trust_at(today)
        yield Name(
            "hospital",
            hospital.pk,
            hospital.full_name,
            (hospital.name, hospital.site_code, *called_also(hospital)),
            url=hospital.get_absolute_url(),
            key=hospital.slug,
            about=f"Hospital, run by {runs.name}" if runs else "Hospital",
        )
    for area in Area.objects.public(at):
        others, kind = (area.code, area.kind.name), area.kind.name
        url, about = area.get_absolute_url(), kind[:1].upper() + kind[1:]
        yield Name("area", area.pk, area.name, others, url=url, key=area.slug, about=about)


def called_also(record: Trust | Hospital | Source) -> list[str]:
    return [each.text for each in record.aliases.all()]


def strikes(at: datetime) -> Iterator[Name]:
    known = Strike.objects.public(at).select_related("dispute")
    for strike in known.prefetch_related(
        "staff_groups__former_names", "unions", "called_in", "called_at"
    ):
        others = [strike.dispute.title]
        for group in strike.staff_groups.all():
            others += [group.name, *(each.name for each in group.former_names.all())]
        for union in strike.unions.all():
            others += [union.name, union.short_name]
        others += [each.name for each in (*strike.called_in.all(), *strike.called_at.all())]
        url = strike.get_absolute_url()
        yield Name("strike", strike.pk, strike.title, tuple(others), url=url, key=strike.slug)
    for dispute in Dispute.objects.public(at).prefetch_related("unions"):
        unions = [text for each in dispute.unions.all() for text in (each.name, each.short_name)]
        yield Name(
            "dispute",
            dispute.pk,
            dispute.title,
            tuple(unions),
            url=dispute.get_absolute_url(),
            key=dispute.slug,
            about="Dispute",
        )


def people(at: datetime) -> Iterator[Name]:
    """Whoever says things on the record and by name; no private person is among them."""
    found = dependents().all_public_sources(at).filter(kind__in=NAMED)
    for source in found.select_related("trust", "union").prefetch_related("roles", "aliases"):
        roles = [str(role) for role in source.roles.all() if not role.waits]
        of = [each.name for each in (source.trust, source.union) if each]
        about = roles[-1] if roles else "" if source.kind == PERSON else "Organisation"
        yield Name(
            "person",
            source.pk,
            source.name,
            (*roles, *called_also(source), *of),
            url=source.get_absolute_url(),
            key=source.slug,
            about=about[:1].upper() + about[1:],
        )


PERSON = Source.Kind.PERSON
NAMED = (PERSON, Source.Kind.ORGANISATION)


def counted(at: datetime) -> Iterator[Name]:
    """What figures are about besides."""
    for measure in Measure.objects.public(at):
        yield Name("measure", measure.pk, measure.name, (measure.unit,))
    for kind, model in (("service", Service), ("setting", Setting)):
        for row in model.objects.public(at):
            yield Name(kind, row.pk, row.name)
    for group in StaffGroup.objects.public(at).prefetch_related("former_names"):
        former = tuple(each.name for each in group.former_names.all())
        yield Name("staff_group", group.pk, group.name, former)


# What else the same is called


def synonyms(at: datetime) -> dict[Stems, set[Stems]]:
    """As the desk keeps it: “junior doctors” and “resident doctors”, “BMA” and its whole name both
    ways; an alias of a place stands for its name, and not the name for “the General”."""
    groups = [
        [group.name, *(each.name for each in group.former_names.all())]
        for group in StaffGroup.objects.public(at).prefetch_related("former_names")
    ]
    unions = [[each.name, each.short_name] for each in Union.objects.public(at)]
    found = same([*groups, *unions, *words_that_changed(groups)])
    stand = Alias.objects.exclude(kind=Alias.Kind.OTHER).select_related("trust", "hospital")
    for alias in stand:
        owner = alias.trust or alias.hospital
        if owner and not owner.waits:
            name = tuple(each for each in stems(owner.name) if each not in GENERIC)
            if (short := stems(alias.text)) and name:
                found.setdefault(short, set()).add(name)
    return found


# Figures

# Which keys of a public figure a kind of name may be.
COLUMNS = {
    "trust": ["trust_at_time"],
    "hospital": ["hospital"],
    "area": ["area", "region_at_time"],
    "strike": ["strike"],
    "dispute": ["dispute"],
    "measure": ["measure"],
    "service": ["service"],
    "setting": ["setting"],
    "staff_group": ["staff_group"],
    "person": ["said_by"],
}


def figures_about(terms: Terms, names: Names, at: datetime) -> PublicFigureQuerySet:
    """Public figures of which each term is the number, or a name of what or of whom they tell."""
    found = PublicFigure.objects.live(at).standing()
    for term in terms:
        keys: dict[str, list[int]] = defaultdict(list)
        for name in names.holding(term):
            for column in COLUMNS[name.kind]:
                keys[column].append(name.pk)
        either = [Q(**{f"{column}__in": ids}) for column, ids in keys.items()]
        either += [Q(value=int(number)) for number in numbers(term)]
        if not either:
            return found.none()
        found = found.filter(reduce(Q.__or__, either))
    return found


def numbers(term: Term) -> Iterable[str]:
    return [way[0] for way in term.ways if len(way) == 1 and way[0].isdigit() and len(way[0]) < 12]
