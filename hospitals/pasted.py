"""What the numbers of a pasted letter or statement probably are, as rows to be looked at.

Nothing is recorded here: a person sees each row beside the words it was read in, and changes it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from hospitals.models import Evidence, Hospital, Measure, Source, Strike, StrikeSpell
from lib.numbers import format_number, say_value
from lib.reading.figures import Figure
from lib.reading.letters import Letter, letter_of, unwrapped
from lib.reading.names import Registry
from lib.reading.reader import read
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
    """`text` is what was read. `shared` and `document` are for the fields above the rows."""

    letter: Letter
    text: str
    rows: list[Proposed]
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
    found = [each for each in read(words, names).figures if not each.optional]
    towns = hospitals_by_town(found)
    rows, end = [], 0
    for figure in sorted(found, key=lambda each: each.start):
        # One number inside another's words is part of it, and “(8%)” of the one before.
        beside = bool(rows) and figure.kind == "percent" and words[: figure.start].endswith("(")
        if figure.start >= end and not beside and len(rows) < most:
            rows.append(proposed(words, figure, measures, towns))
            end = figure.end
    shared = {"strike": strike_near(letter.said_on, now), "place": sender_of(letter, names)}
    return Pasted(letter, words, rows, shared, document(letter))


def proposed(
    text: str, figure: Figure, measures: Collection[Measure], towns: Mapping[str, list[Hospital]]
) -> Proposed:
    spoken = figure.spoken
    place, note = place_of(figure, towns)
    said = say_value(
        spoken.value,
        spoken.how_exact,
        upper=spoken.upper,
        kind=spoken.kind or "count",
        rounded_to=spoken.rounded_to,
    )
    words = " ".join(text[slice(*figure.sentence)].split())
    fields = {
        "subject": place,
        "measure": measure_of(figure, words, measures),
        "value": said,
        "out_of": format_number(spoken.out_of) if spoken.out_of is not None else "",
        "words": words[:LONGEST_WORDS],
    }
    return Proposed(figure.start, figure.end, fields, note)


def place_of(figure: Figure, towns: Mapping[str, list[Hospital]]) -> tuple[str, str]:
    """(what to write under *about*, what was decided): of a town that has one hospital, that."""
    subject = figure.subject
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


def hospitals_by_town(figures: Collection[Figure]) -> dict[str, list[Hospital]]:
    """{folded town: its hospitals} of the places that these figures are about."""
    wanted = {fold(each.subject.printed or each.subject.name) for each in figures}
    found: dict[str, list[Hospital]] = {}
    for hospital in Hospital.objects.exclude(town="").order_by("name"):
        if fold(hospital.town) in wanted:
            found.setdefault(fold(hospital.town), []).append(hospital)
    return found


def measure_of(figure: Figure, words: str, measures: Collection[Measure]) -> str:
    """The measure whose name has most of what is counted, and what was done to it; the words
    themselves where none has."""
    counted = set(fold(figure.unit).split())
    around = set(fold(words).split())

    def shared(measure: Measure) -> tuple[int, int, int]:
        name = fold(f"{measure.name} {measure.unit}").split()
        nouns = sum(word in counted or f"{word}s" in counted for word in set(name))
        return nouns, sum(word in around for word in set(name)), -len(name)

    best = max(measures, key=shared, default=None)
    return best.name if best and shared(best)[0] else figure.unit


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
