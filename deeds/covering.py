"""What would be covered, in lines that a person ticks, and what the columns would hold then."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from lib.covering import Wanted, covered
from lib.covering.leaves import leaves, replaced
from lib.digests import digest

from .printed import Group, Place, Printed, is_html, near, stands


@dataclass(frozen=True)
class Line:
    """The same words in the same sentence of one story or record. `proposed`: it can hardly mean
    anything else; `called` is the way of saying it that was looked for."""

    key: str
    group: Group
    called: str
    before: str
    words: str
    after: str
    where: list[str]
    proposed: bool
    address: bool


@dataclass(frozen=True)
class Search:
    """All places where the words stand, and the lines that stand for them."""

    wanted: Wanted
    places: list[Place] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def token(self) -> str:
        """What somebody has seen who saw all lines."""
        return digest(sorted(line.key for line in self.lines))

    @property
    def groups(self) -> list[tuple[Group, list[Line]]]:
        found: dict[str, tuple[Group, list[Line]]] = {}
        for line in self.lines:
            found.setdefault(line.group.key, (line.group, []))[1].append(line)
        return list(found.values())

    def of(self, keys: Collection[str]) -> list[Place]:
        """The places of these lines; what is made from a column that has one goes with it."""
        chosen = [place for place in self.places if place.key in keys]
        own = defaultdict(set)
        for place in self.places:
            if not place.follows:
                own[place.at].add(place.key)
        kinds = {(place.at, place.found.kind) for place in chosen}
        return chosen + [
            place
            for place in self.places
            if place.follows
            and place.key not in keys
            and place.key not in own[place.at]
            and (place.at, place.found.kind) in kinds
        ]


def search(wanted: Wanted, *, within: str = "") -> Search:
    """`within` is the key of a group, such as "articles.article 12": then only there."""
    places = [each for each in stands(wanted) if not within or each.group.key == within]
    certain = {place.group.key for place in places if wanted.sure(place.found.kind)}
    certain = near(certain, wanted) if wanted.name else certain
    # A forename alone says nothing where nobody is called by their whole name.
    places = [
        place for place in places if place.group.key in certain or not wanted.weak(place.found.kind)
    ]
    return Search(wanted, places, lines_of(wanted, places, certain))


def lines_of(wanted: Wanted, places: Sequence[Place], certain: Collection[str]) -> list[Line]:
    own = {(place.at, place.key) for place in places if not place.follows}
    rows = {place.at for place in places if not place.follows}
    together: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        # What is made from a column is shown only where that has nothing of it.
        if not place.follows or (place.at not in rows and (place.at, place.key) not in own):
            together[place.key].append(place)
    return [line_of(wanted, several, certain) for several in together.values()]


def line_of(wanted: Wanted, places: Sequence[Place], certain: Collection[str]) -> Line:
    first = places[0]
    kind = first.found.kind
    surname = not wanted.weak(kind) and first.group.key in certain
    return Line(
        key=first.key,
        group=first.group,
        called=wanted.label(kind),
        before=first.found.before,
        words=first.found.words,
        after=first.found.after,
        where=list(dict.fromkeys(each.printed.place(each.row, each.column) for each in places)),
        proposed=wanted.sure(kind) or surname,
        address=first.column in first.printed.slugs,
    )


@dataclass(frozen=True)
class Step:
    """What a column of a row holds and what it is to hold."""

    printed: Printed
    row: Any
    column: str
    before: Any
    after: Any

    def stored(self, value: Any) -> str:
        return json.dumps(value) if self.column in self.printed.json else value


def steps(places: Iterable[Place], left: str) -> list[Step]:
    """One for each column of each row in which some of the places are; addresses are left out."""
    columns: dict[tuple[Any, str], list[Place]] = defaultdict(list)
    for place in places:
        if place.column not in place.printed.slugs:
            columns[place.at, place.column].append(place)
    return [step(several, left) for several in columns.values()]


def step(places: Sequence[Place], left: str) -> Step:
    first = places[0]
    value = getattr(first.row, first.column)
    if first.column in first.printed.links:
        return Step(first.printed, first.row, first.column, value, "")
    texts = {}
    for path, text in leaves(value):
        found = [place.found for place in places if place.path == path]
        if found:
            html = is_html(first.printed, first.column, text)
            texts[path] = covered(text, found, fitting(first, left), html=html)
    return Step(first.printed, first.row, first.column, value, replaced(value, texts))


def fitting(place: Place, left: str) -> str:
    """The neutral words; shorter where the column has no room for them."""
    most = place.row._meta.get_field(place.column).max_length
    room = most is None or len(getattr(place.row, place.column)) + len(left) <= most
    return left if room else "…"


def address_without(slug: str, pattern: re.Pattern[str], else_: str) -> str:
    """The last part of an address without the words; `else_` where too little is left."""
    rest = re.sub(r"-{2,}", "-", pattern.sub("", slug)).strip("-")
    return rest if len(rest) > 3 else else_
