"""What the numbers of a pasted letter or statement probably are, as rows to be looked at.

Nothing is recorded here: a person sees each row beside the words it was read in, and changes it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from hospitals.models import Evidence, Hospital, Measure, Source, Strike, StrikeSpell
from lib.numbers import format_number, say_spoken
from lib.reading.counted import HEADS
from lib.reading.figures import Figure
from lib.reading.letters import Letter, letter_of, unwrapped
from lib.reading.listed import Item, items_of, numbers_left, without_items
from lib.reading.names import Registry
from lib.reading.reader import read
from lib.reading.subjects import Subject
from lib.spoken import Spoken
from lib.text import fold

# The kind of place that a number is probably of, where a name is shared.
PLACES = ("hospital", "trust", "area")
LONGEST_WORDS = 500
SOME_DAYS = timedelta(days=3)


@dataclass(frozen=True)
class Proposed:
    """One number: `fields` are what goes into its row, by the names of the form's fields;
    text[start:end] is where it stands, and `note` what was decided about its place."""

    start: int
    end: int
    fields: Mapping[str, str]
    note: str = ""


@dataclass(frozen=True)
class Pasted:
    """`text` is what was read. `shared` and `document` are for the fields above the rows. `unread`
    are numbers that are in no row, with the words beside them."""

    letter: Letter
    text: str
    rows: list[Proposed]
    unread: list[str] = field(default_factory=list)
    shared: Mapping[str, str] = field(default_factory=dict)
    document: Mapping[str, str] = field(default_factory=dict)

    @property
    def pieces(self) -> list[tuple[str, int]]:
        """[(words, number of the row they are, 0 for none)] of the whole text, in order."""
        found, at = [], 0
        for number, row in enumerate(self.rows, 1):
            found += [(self.text[at : row.start], 0)] if at < row.start else []
            found.append((self.text[row.start : row.end], number))
            at = row.end
        return [*found, (self.text[at:], 0)]


def pasted(text: str, names: Registry, now: datetime, most: int) -> Pasted:
    """At most `most` rows."""
    letter = letter_of(text)
    words = unwrapped(letter.text)
    measures = list(Measure.objects.all())
    items = items_of(words, names)
    running = without_items(words, items)
    found = [each for each in read(running, names).figures if not each.optional]
    towns = hospitals_by_town(
        [
            *(each.subject.printed or each.subject.name for each in found),
            *(each.label for each in items),
        ]
    )
    rows = [from_list(words, each, measures, towns, names) for each in items]
    rows += [proposed(words, each, measures, towns) for each in in_running_text(words, found)]
    rows = sorted(rows, key=lambda each: each.start)[:most]
    shared = {"strike": strike_near(letter.said_on, now), "place": sender_of(letter, names)}
    left = list(numbers_left(words, [(row.start, row.end) for row in rows]))
    return Pasted(letter, words, rows, left, shared, document(letter))


def in_running_text(words: str, found: Collection[Figure]) -> Iterator[Figure]:
    """Those that are rows of their own: a number inside another's words is part of it, and “(8%)”
    of the one before."""
    end = 0
    for figure in sorted(found, key=lambda each: each.start):
        beside = end and figure.kind == "percent" and words[: figure.start].endswith("(")
        if figure.start >= end and not beside:
            yield figure
            end = figure.end


def from_list(
    text: str,
    item: Item,
    measures: Collection[Measure],
    towns: Mapping[str, list[Hospital]],
    names: Registry,
) -> Proposed:
    """A line of a list: what is counted by its label, and the rest by the sentence above."""
    if item.place or item.is_name or fold(item.label) in towns:
        place, note = place_of(Subject(item.label, item.place, item.label), towns)
        counted = measure_in(item.noun or item.counted, measures)
        measure = counted.name if counted else item.noun
    else:
        place, note = place_of(place_above(item, names), towns)
        measure = measure_of_label(item, measures)
    written, line = item.written, text[slice(*item.line)]
    fields = {
        "subject": place,
        "measure": measure,
        "value": say_spoken(written.spoken) if written.spoken else f"<{written.suppressed_below}",
        "out_of": base_of(written.spoken),
        "words": " ".join(f"{item.above}: {line}".lstrip(": ").split())[:LONGEST_WORDS],
    }
    return Proposed(item.start, item.end, fields, note)


def place_above(item: Item, names: Registry) -> Subject:
    """The place that the sentence above a list names: a hospital before a trust, a trust before an
    area."""
    found = [
        (min(PLACES.index(named.kind) for named in each.named if named.kind in PLACES), each)
        for each in names.places(item.above)
        if any(named.kind in PLACES for named in each.named)
    ]
    if not found:
        return Subject()
    _, place = min(found, key=lambda pair: (pair[0], -pair[1].start))
    return Subject(place.named[0].name, place.named, item.above[place.start : place.end])


def measure_of_label(item: Item, measures: Collection[Measure]) -> str:
    """By the nouns of the label; of one that only says which of them, “urgent”, what is counted
    above with it; of a total, what is counted above."""
    counted = f"{item.label} {item.noun}"
    own = best_measure(counted, counted, measures)
    if own is not None:
        return own.name
    above = measure_in(item.counted, measures)
    if above is None:
        return item.label
    return above.name if item.is_total else f"{item.label.lower()} {above.unit}"


def measure_in(words: str, measures: Collection[Measure]) -> Measure | None:
    """The measure that is named by what these words count."""
    nouns = " ".join(word for word in fold(words).split() if word in HEADS)
    return best_measure(nouns, words, measures)


def proposed(
    text: str, figure: Figure, measures: Collection[Measure], towns: Mapping[str, list[Hospital]]
) -> Proposed:
    place, note = place_of(figure.subject, towns)
    words = " ".join(text[slice(*figure.sentence)].split())
    fields = {
        "subject": place,
        "measure": measure_of(figure, words, measures),
        "value": say_spoken(figure.spoken),
        "out_of": base_of(figure.spoken),
        "words": words[:LONGEST_WORDS],
    }
    return Proposed(figure.start, figure.end, fields, note)


def base_of(spoken: Spoken | None) -> str:
    return format_number(spoken.out_of) if spoken and spoken.out_of is not None else ""


def place_of(subject: Subject, towns: Mapping[str, list[Hospital]]) -> tuple[str, str]:
    """(what to write under *about*, what was decided): of a town that has one hospital, that."""
    named = sorted(
        (each for each in subject.named if each.kind in PLACES),
        key=lambda each: PLACES.index(each.kind),
    )
    printed = subject.printed or subject.name
    here = towns.get(fold(printed), [])
    if len(here) == 1 and (not named or named[0].kind == "area"):
        return here[0].name, f"“{printed}” is taken to be the hospital, not the town."
    if len(here) > 1 and (not named or named[0].kind == "area"):
        several = ", ".join(hospital.name for hospital in here)
        return "", f"“{printed}” has several hospitals: {several}. Say which, or the town."
    if not named:
        return ("" if subject.name == "England" else printed), ""
    if len(named) > 1 and named[0].kind != named[1].kind:
        return named[0].name, f"“{printed}” is taken to be the {named[0].kind}."
    return named[0].name, ""


def hospitals_by_town(places: Iterable[str]) -> dict[str, list[Hospital]]:
    """{folded town: its hospitals} of these places."""
    wanted = set(map(fold, places))
    found: dict[str, list[Hospital]] = {}
    for hospital in Hospital.objects.exclude(town="").order_by("name"):
        if fold(hospital.town) in wanted:
            found.setdefault(fold(hospital.town), []).append(hospital)
    return found


def measure_of(figure: Figure, words: str, measures: Collection[Measure]) -> str:
    """The measure whose name has most of what is counted, and what was done to it; the words
    themselves where none has."""
    best = best_measure(figure.unit, words, measures)
    return best.name if best else figure.unit


def best_measure(counted: str, around: str, measures: Collection[Measure]) -> Measure | None:
    """That whose name shares most with what is counted, then with the words around."""
    nouns, others = set(fold(counted).split()), set(fold(around).split())

    def shared(measure: Measure) -> tuple[int, int, int]:
        name = fold(f"{measure.name} {measure.unit}").split()
        same = sum(word in nouns or f"{word}s" in nouns for word in set(name))
        return same, sum(word in others for word in set(name)), -len(name)

    best = max(measures, key=shared, default=None)
    return best if best and shared(best)[0] else None


def strike_near(said_on: date | None, now: datetime) -> str:
    """The strike that is probably meant: the only one within some days of the letter; of a letter
    without a day the only one that is on or to come."""
    if said_on is None:
        strikes = Strike.objects.with_status(now).on_or_coming(now, public=False)
    else:
        spells = StrikeSpell.objects.current()
        near = spells.within(said_on - SOME_DAYS, said_on + SOME_DAYS)
        strikes = Strike.objects.filter(pk__in=near.values("strike"))
    found = strikes[:2]
    return found[0].title if len(found) == 1 else ""


def sender_of(letter: Letter, names: Registry) -> str:
    """The trust that wrote it: what it counts without a name is its own."""
    trusts = [each.name for each in names.called(letter.said_by) if each.kind == "trust"]
    return trusts[0] if len(trusts) == 1 else ""


def document(letter: Letter) -> dict[str, str]:
    """The fields of where it came from, as far as the letter says."""
    source = Source.objects.filter(name__iexact=letter.said_by).first() if letter.said_by else None
    fields = {
        "kind": Evidence.Kind.STATEMENT,
        "title": letter.subject[:200],
        "said_by": source.name if source else letter.said_by,
        "said_on": letter.said_on.isoformat() if letter.said_on else "",
    }
    return {name: value for name, value in fields.items() if value}
