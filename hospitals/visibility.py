"""Who may see what of the facts: each rule once, as a pure function.

`obstacles` says why nothing may be shown of what rests on certain grounds, `shown` how much may
be, and the `…_stretches` when: everything else follows from them. Lists ask the same as a
condition (`on_terms`, `signed_off`, `due`), and one test holds the two together over every
combination that the tables allow.

Nothing here knows the models: it is given records, or the names of columns. Of one table it knows
the name, that of `said_with`: so nobody can ask of the first speaker and forget the others.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from itertools import zip_longest
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from .terms import USABLE, Terms


class Shown(Enum):
    """How much readers are told of who said something, and where."""

    NAMED = "names, roles, title, address, page and words"
    IN_STORY = "the same in the story that prints it, and elsewhere nothing of it"
    DESCRIBED = "the agreed description and nothing else"


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """What a record rests on. `speakers` are (name, terms) of everybody who says so.

    `own` are the terms of the words themselves, where they have any: a quotation's. `private`: some
    of them is a private person.
    """

    evidence: str
    speakers: tuple[tuple[str, str], ...]
    own: str = Terms.ON_RECORD
    private: bool = False
    cleared: bool = False
    signed_off: bool = True
    embargo: datetime | None = None
    # {as obstacles call it: the record}, so that the desk can lead there.
    records: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def terms(self) -> list[str]:
        """Each of the terms that count."""
        return [self.evidence, self.own, *(terms for _, terms in self.speakers)]


# What the desk calls a piece of evidence.
DOCUMENT = "where it came from"


class Obstacle(NamedTuple):
    """Why readers may know nothing of something: a word for programs, a sentence for the desk, and
    the source or evidence whose terms are in the way."""

    code: str
    sentence: str
    record: Any = None


def obstacles(grounds: Grounds) -> list[Obstacle]:
    """What keeps it from readers, whatever the time; [] where nothing does."""
    found: list[Obstacle] = []
    owners = [(DOCUMENT, grounds.evidence), ("these words", grounds.own)]
    for owner, terms in dict.fromkeys([*owners, *grounds.speakers]):
        for obstacle in obstacles_of(owner, terms, grounds.evidence):
            record = grounds.records.get(owner)
            found.append(Obstacle(obstacle.code, obstacle.sentence, record))
    if grounds.evidence == Terms.UNATTRIBUTABLE and not grounds.cleared:
        found.append(
            Obstacle("not_cleared", "an editor has not cleared its unattributable source.")
        )
    if not grounds.signed_off:
        found.append(
            Obstacle(
                "not_signed_off", "nobody else has signed off where it came from and who said it."
            )
        )
    return found


def obstacles_of(owner: str, terms: str, evidence: str) -> Iterator[Obstacle]:
    are = "are" if owner == "these words" else "is"
    if terms == Terms.OFF_RECORD:
        sentence = f"{owner} {are} off the record: it can never be published."
        yield Obstacle("off_record", sentence)
    elif terms == Terms.UNSET:
        yield Obstacle("no_terms", f"no terms are agreed for {owner}, so it is private.")
    elif terms == Terms.UNATTRIBUTABLE and evidence == Terms.ON_RECORD:
        yield Obstacle(
            "not_cleared",
            f"{owner} {are} unattributable: mark where it came from as unattributable too.",
        )


def shown(grounds: Grounds) -> Shown | None:
    """How much readers may know of what rests on these grounds, once its time has come."""
    if obstacles(grounds):
        return None
    on_record = all(terms == Terms.ON_RECORD for terms in grounds.terms)
    if not on_record:
        return Shown.DESCRIBED
    return Shown.IN_STORY if grounds.private else Shown.NAMED


def may_be_named(source: Any) -> bool:
    """Whether a source's own name may stand beside something that readers see.

    A private person's may in the story that quotes them, which asks `shown`, and nowhere else.
    """
    on_record = source.terms == Terms.ON_RECORD and source.signed_off_at is not None
    return on_record and not source.private


def nameable(source: str = "") -> Q:
    """Q: the same of the sources of a list."""
    public = Q(**{f"{source}terms": Terms.ON_RECORD, f"{source}private": False})
    return public & signed_off(source)


# Grounds of records


def grounds_of(evidence: Any, sources: Iterable[Any], own: str = Terms.ON_RECORD) -> Grounds:
    """The grounds that a piece of evidence and a list of sources give."""
    people = list(dict.fromkeys(sources))
    return Grounds(
        evidence=evidence.terms,
        speakers=tuple((person.name, person.terms) for person in people),
        own=own,
        private=any(person.private for person in people),
        cleared=evidence.cleared_at is not None,
        signed_off=all(row.signed_off_at is not None for row in [evidence, *people]),
        embargo=evidence.embargo_until,
        records={DOCUMENT: evidence, **{person.name: person for person in people}},
    )


def figure_grounds(figure: Any, revision: Any) -> Grounds:
    """A figure rests on who it is ascribed to, and on who said so on this occasion."""
    return grounds_of(revision.evidence, [figure.source, *revision.evidence.speakers()])


def fact_grounds(evidence: Any) -> Grounds:
    """A status, an answer, an event, a notice: on its evidence alone."""
    return grounds_of(evidence, evidence.speakers())


# Stretches of time


@dataclass(frozen=True)
class Stretch:
    """From `starts` until `ends` (None: for good) readers see `what`, and of its origin `shown`."""

    starts: datetime
    ends: datetime | None
    what: Any
    shown: Shown
    withdrawn: bool = False

    def covers(self, at: datetime) -> bool:
        return self.starts <= at and (self.ends is None or at < self.ends)


def figure_stretches(figure: Any, revisions: Iterable[Any]) -> list[Stretch]:
    """When readers see which revision of a figure, under today's terms; in order of time.

    Each revision is seen from the latest of its check, its embargo and the figure's release, until
    a newer one is. A withdrawn figure leaves a tombstone on the revision seen last, and none where
    nothing was seen.
    """
    starts = []
    for revision in revisions:
        grounds = figure_grounds(figure, revision)
        how_much = shown(grounds)
        if revision.checked_at is None or figure.released_at is None or how_much is None:
            continue
        embargo = grounds.embargo or revision.public_from
        starts.append((max(figure.released_at, revision.public_from, embargo), revision, how_much))
    return with_tombstone(figure, in_turn(starts))


def in_turn(starts: list[tuple[datetime, Any, Shown]]) -> list[Stretch]:
    """Stretches of (starts, revision, how much): at each moment the highest number has its turn."""
    found: list[Stretch] = []
    number = 0
    for start, revision, how_much in sorted(starts, key=lambda row: (row[0], row[1].number)):
        if revision.number < number:
            continue
        number = revision.number
        if found:
            found[-1] = ended(found[-1], start)
        found.append(Stretch(start, None, revision, how_much))
    return [stretch for stretch in found if stretch.starts != stretch.ends]


def with_tombstone(figure: Any, stretches: list[Stretch]) -> list[Stretch]:
    end = figure.withdrawn_at
    if end is None:
        return stretches
    # What starts at the moment of the withdrawal was seen by nobody, but is on the page.
    seen = [stretch for stretch in stretches if stretch.starts <= end]
    if not seen or end <= figure.released_at:
        return []
    last = seen[-1]
    before = [*seen[:-1], *([ended(last, end)] if last.starts < end else [])]
    return [*before, Stretch(end, None, last.what, last.shown, withdrawn=True)]


def ended(stretch: Stretch, at: datetime) -> Stretch:
    return Stretch(stretch.starts, at, stretch.what, stretch.shown, stretch.withdrawn)


def seen_in_stretches(figure: Any, seen: Any) -> list[Stretch]:
    """When readers may know that a value of the figure stands in a further document: signed off,
    and on the same terms as a value that came from it."""
    grounds = figure_grounds(figure, seen)
    how_much = shown(grounds)
    if seen.signed_off_at is None or how_much is None:
        return []
    starts = max(seen.signed_off_at, grounds.embargo or seen.signed_off_at)
    return [Stretch(starts, None, seen, how_much)]


def fact_stretches(row: Any) -> list[Stretch]:
    """When readers see a status, answer, event or notice: signed off, not replaced or withdrawn,
    and its embargo over.

    Without evidence nothing but the sign-off counts. When it was signed off is not asked: what
    was so in the past was so.
    """
    if row.signed_off_at is None or row.gone_at is not None:
        return []
    if row.evidence is None:
        return [Stretch(ALWAYS, None, row, Shown.NAMED)]
    grounds = fact_grounds(row.evidence)
    how_much = shown(grounds)
    if how_much is None:
        return []
    return [Stretch(grounds.embargo or ALWAYS, None, row, how_much)]


def first_word_stretches(row: Any) -> list[Stretch]:
    """When readers see a fact that somebody shows before its sign-off: as far as its evidence may
    be told of, and named where no name is news."""
    if row.shown_at is None or row.signed_off_at is not None or row.gone_at is not None:
        return []
    grounds = fact_grounds(row.evidence)
    if any(obstacle.code != "not_signed_off" for obstacle in obstacles(grounds)):
        return []
    known = grounds.evidence == Terms.ON_RECORD and all(map(may_be_named, row.evidence.speakers()))
    starts = max(row.shown_at, grounds.embargo or row.shown_at)
    return [Stretch(starts, None, row, Shown.NAMED if known else Shown.DESCRIBED)]


def at_once(stretches: Iterable[Stretch]) -> list[tuple[datetime, datetime | None, list[Any]]]:
    """(starts, ends, all that is seen then), in order of time, of stretches that overlap."""
    stretches = list(stretches)
    edges = sorted({edge for each in stretches for edge in (each.starts, each.ends) if edge})
    found = [
        (starts, ends, [each.what for each in stretches if each.covers(starts)])
        for starts, ends in zip_longest(edges, edges[1:])
    ]
    return [(starts, ends, seen) for starts, ends, seen in found if seen]


def visible(stretches: Iterable[Stretch], at: datetime) -> Stretch | None:
    """The stretch that covers the moment, or None."""
    return next((stretch for stretch in stretches if stretch.covers(at)), None)


ALWAYS = datetime.fromisoformat("0001-01-02T00:00:00+00:00")


# The same as conditions. A prefix names the columns: "evidence__" for `evidence__terms`.


def said_with(evidence: str) -> QuerySet[Any]:
    """The question for those who said it with the first speaker, of a row's evidence."""
    rows = apps.get_model("hospitals", "SaidWith").objects
    return rows.filter(evidence=OuterRef(f"{evidence}pk"))


def on_terms(evidence: str, people: Iterable[str]) -> Q:
    """Q: readers may know of what rests on this evidence, all who said it and these people."""
    described = Q(**{f"{person}terms__in": USABLE for person in people})
    unusable = said_with(evidence).exclude(source__terms__in=USABLE)
    return on_record(evidence, people) | (cleared(evidence) & described & ~Q(Exists(unusable)))


def cleared(evidence: str) -> Q:
    return Q(**{f"{evidence}terms": Terms.UNATTRIBUTABLE, f"{evidence}cleared_at__isnull": False})


def signed_off(*prefixes: str) -> Q:
    return Q(**{f"{prefix}signed_off_at__isnull": False for prefix in prefixes})


def standing(*prefixes: str) -> Q:
    """Q: facts that are signed off, and neither replaced nor withdrawn since."""
    return signed_off(*prefixes) & Q(**{f"{prefix}gone_at__isnull": True for prefix in prefixes})


def reference_stands(prefix: str) -> Q:
    """Q: reference data that nobody in particular brought, or that is signed off."""
    return Q(**{f"{prefix}created_by__isnull": True}) | signed_off(prefix)


def due(at: datetime, evidence: str) -> Q:
    """Q: no embargo of the evidence lies ahead."""
    until = f"{evidence}embargo_until"
    return Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__lte": at})


def on_record(evidence: str, people: Iterable[str]) -> Q:
    """Q: all of it on the record."""
    others = said_with(evidence).exclude(source__terms=Terms.ON_RECORD)
    every = Q(**{f"{owner}terms": Terms.ON_RECORD for owner in (evidence, *people)})
    return every & ~Q(Exists(others))


def named(evidence: str, people: Iterable[str]) -> Q:
    """Q: all of it on the record, so that names, title, page and words may be given anywhere."""
    return on_record(evidence, people) & public_people(evidence, people)


def public_people(evidence: str, people: Iterable[str]) -> Q:
    """Q: nobody among them is a private person."""
    others = said_with(evidence).filter(source__private=True)
    return Q(**{f"{person}private": False for person in people}) & ~Q(Exists(others))


def sourced(at: datetime, evidence: str, *people: str) -> Q:
    """Q: readers may know at `at` of what rests on this evidence, who said it and these people."""
    new = said_with(evidence).filter(source__signed_off_at__isnull=True)
    signed = signed_off(evidence, *people) & ~Q(Exists(new))
    return on_terms(evidence, people) & signed & due(at, evidence)


def figure_condition(at: datetime, source: str) -> Q:
    """Q: a revision of which readers may know at `at`, as far as terms and times of its own go.

    `source` leads to the terms and the sign-off of the figure's source.
    """
    checked = Q(checked_at__isnull=False, public_from__lte=at)
    return sourced(at, "evidence__", "evidence__said_by__", source) & checked


def seen_in_condition(at: datetime, source: str) -> Q:
    """Q: a further document of a value, of which readers may know at `at`.

    `source` leads to the terms and the sign-off of the figure's source.
    """
    signed = Q(signed_off_at__isnull=False, signed_off_at__lte=at)
    return sourced(at, "evidence__", "evidence__said_by__", source) & signed


def fact_condition(at: datetime, row: str = "") -> Q:
    """Q: a row that is a fact without being a figure, of which readers may know at `at`.

    `row` leads to it: "spells__" of strikes.
    """
    evidence = f"{row}evidence__"
    unsourced = Q(**{f"{row}evidence__isnull": True})
    return standing(row) & (unsourced | sourced(at, evidence, f"{evidence}said_by__"))


def first_word_condition(at: datetime) -> Q:
    """Q: a fact that somebody shows before it is signed off, on evidence that may be told of.

    Who says so may be new and waits too: it is named only where it `may_be_named` already.
    """
    waits = Q(signed_off_at__isnull=True, gone_at__isnull=True, shown_at__lte=at)
    evidence = "evidence__"
    return waits & on_terms(evidence, [f"{evidence}said_by__"]) & due(at, evidence)
