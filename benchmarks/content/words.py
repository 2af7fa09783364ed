"""Made-up names and sentences, and the copy of a story with its marks. No database here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random


def words_of(text: str) -> list[str]:
    return text.split()


STARTS = words_of(
    "Alder Amber Apple Arrow Badger Barley Bell Birch Black Bramble Bright Bull Burn Cattle Chalk "
    "Cherry Cliff Copper Corn Crane Deer Dove Drake Eagle Eden Farn Field Finch Fox Frost Gold "
    "Gorse Grain Hare Hawk Heath Heron Hop Iron Ivy Kestrel Kiln Lamb Lark Leather Lime Linden "
    "Maple Marl Mead Moss Nettle Otter Owl Pebble Pine Quarry Raven Rowan Sedge Silver Swan"
)
ENDS = words_of("borough bridge by chester dean den don hurst minster pool shaw thorpe wick")
COMMON = words_of(
    "a an and are as at be been but by for from had has have in into is it its not of on or our "
    "per that the their them they this to was we were who will with would board cancelled care "
    "chief clinic clinics consultant cover day days delayed department director doctor doctors "
    "early emergency evening figures fewer friday group health hospital hospitals hours impact "
    "inpatient later letter list lists local longer managers meeting midwives monday month months "
    "more morning national nearly night nurses officer operations outpatient patients pay pickets "
    "planned public rescheduled result returned rota safe safety said scans service services shift "
    "shifts site staff statement strike summer surgeons team teams theatre theatres trust trusts "
    "union unions urgent waiting walkout ward wards week weeks winter work working year"
)
PLACES = [f"{start}{end}".lower() for start in STARTS for end in ENDS]

SENTENCE = 15
PARAGRAPHS = 10
SENTENCES = 4
# The paragraphs that a cross-head stands in front of.
CROSS_HEADS = (3, 7)


def place_name(random: Random) -> str:
    return f"{random.choice(STARTS)}{random.choice(ENDS)}"


def words(random: Random, length: int) -> str:
    """`length` words, one of them a rare one in three cases of ten. Lower case."""
    chosen = random.choices(COMMON, k=length)
    if random.random() < 0.3:
        chosen[random.randrange(length)] = random.choice(PLACES)
    return " ".join(chosen)


def sentence(random: Random, length: int = SENTENCE) -> str:
    text = words(random, length)
    return f"{text[0].upper()}{text[1:]}."


def title(random: Random, length: int) -> str:
    return sentence(random, length)[:-1]


@dataclass(frozen=True)
class Marked:
    """Words in a story that rest on a record."""

    kind: str
    record: int
    words: str

    def as_written(self) -> str:
        return f'<span data-{self.kind}="{self.record}">{self.words}</span>'

    def as_read(self) -> str:
        """What the renderer makes of it; a test compares the two."""
        record = f"{self.kind}-{self.record}"
        classes = "cited" if self.kind == "figure" else "cited cited-quote"
        anchor = "" if self.kind == "figure" else f' id="{record}"'
        address = f"/{self.kind}s/{self.record}/"
        return (
            f'<a class="{classes}"{anchor} data-records="{record}" '
            f'href="{address}">{self.words}</a>'
        )


@dataclass(frozen=True)
class Copy:
    """One text in the forms that are stored: with marks, and for readers."""

    marked: str
    html: str


def story(random: Random, marks: Sequence[Marked]) -> Copy:
    """A body of ten paragraphs of four sentences, some 600 words, with each of the marks."""
    pieces, places = [], iter(range(len(marks)))
    for number in range(PARAGRAPHS):
        if number in CROSS_HEADS:
            pieces.append(f"<h2>{title(random, 5)}</h2>")
        sentences = [sentence(random) for _ in range(SENTENCES)]
        place = next(places, None)
        if place is not None:
            sentences[1] = f"{title(random, 7)} {{{place}}} {words(random, 7)}."
        pieces.append(f"<p>{' '.join(sentences)}</p>")
    body = "".join(pieces)
    return Copy(
        marked=body.format(*(mark.as_written() for mark in marks)),
        html=body.format(*(mark.as_read() for mark in marks)),
    )
