"""The figures of a text: how much care or how many people a strike touched, as the text says it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from decimal import Decimal

from lib.spoken import Spoken

from .beside import DISRUPTED, why_beside
from .columns import head_over
from .counted import PEOPLE
from .layout import sentences
from .numbers import Number, Piece, numbers_of, pieces_of
from .quotations import Layout
from .rejected import is_rejected
from .subjects import Subject, Subjects
from .units import (
    SPECIAL,
    Unit,
    nouns_before,
    unit_after,
    unit_behind_bracket,
    unit_of_predicate,
    unit_of_total,
)

# Numbers about these are told, but say nothing of a strike.
BESIDE = re.compile(
    r"\b(?:pay|salar\w+|wages?|inflation|ballot\w*|vot(?:e|es|ed|ing)|waiting lists?|backlog|"
    r"vacanc\w+|a&e|four hours|four-hour|target|mandate|hypothetical\w*|usually|typically|"
    r"normally|on an average day|workforce of|employs|budget|cost|costs|rpi|cpi|offer(?:ed)?|deal|"
    r"ambition|staffing levels?|emergency departments?|attendances)\b",
    re.IGNORECASE,
)
# Of a vote; the turnout for a walkout says how many took part in it.
TURNOUT_OF_A_VOTE = re.compile(
    r"\bturnout\b(?! (?:for|on|at|in|during|of) [^.;]{0,40}\b(?:action|strikes?|walkouts?|"
    r"stoppages?|pickets?|rally|march)\b)",
    re.IGNORECASE,
)
BARE_AFTER = re.compile(
    r"\s*(?:$|[,.;)(\n\"”’]|in (?:the )?(?-i:[A-Z])|"
    r"[–—-]\s|(?:were|was|had|have|has|are|is|went|did|walked|took|failed|stayed|joined|"
    r"turned|came|on|out|off|in all|in total|"
    r"in (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*|"
    r"the (?:following|next|previous|other)|the day|at|last|and|but|"
    r"yesterday|today|tomorrow|nationally|more|others|of (?:them|those|these|whom|which)|to|for|"
    r"from|that|lost|cancelled|postponed|affected|being|during|across|over the|over|rather than|"
    r"compared|against|up|down|who|a day|each|per|by|as|when|while|after|absent|moved|rescheduled|"
    r"inpatient|outpatient|altogether|overall|this|so far|since|when|with|or so|between them|"
    r"apiece|never|simply|marched|protested|attended|stood|returned|refused|answered|"
    r"travelled|taking|walking|striking|joining|picketing|staying|reporting|absent|called off|"
    r"put (?:off|back)|scrapped|axed|deferred|delayed|shelved|suspended|called in|"
    r"under|operated|met|among|off sick|missed|because|worldwide|there|average)\b)",
    re.IGNORECASE,
)
NEGATED = re.compile(
    r"\s*of\s+(?:its|their|the|our|his|her|these|those|them|\w+[’']s?)\b", re.IGNORECASE
)
# A small number counts something where a verb or “and” leads to it.
SMALL_AFTER = re.compile(
    r"\b(?:had|has|have|lost|lose|to|of|were|was|been|is|are|cancelled|postponed|rescheduled|moved|and|"
    r"another|further|totalled|saw|or|only|just|with|including|reached|hit|a)\s+$|[:|]\s*$",
    re.IGNORECASE,
)
ONE = Decimal(1)


@dataclass(frozen=True)
class Figure:
    """text[start:end] states a number. `unit` is the noun phrase counted, `subject` whom or where
    it is about. `kind`: count, percent, points or money. `optional` is what says nothing of a
    strike (`why`): pay, waiting lists, votes, a number that the text itself takes back.
    """

    start: int
    end: int
    text: str
    spoken: Spoken
    unit: str
    subject: Subject
    kind: str = "count"
    optional: bool = False
    why: str = ""
    sentence: tuple[int, int] = (0, 0)
    number: tuple[int, int] = (0, 0)


def figures_of(layout: Layout) -> list[Figure]:
    return _Reader(layout).read()


class _Reader:
    def __init__(self, layout: Layout) -> None:
        self.layout, self.text = layout, layout.text
        self.pieces: list[Piece] = pieces_of(layout.text)
        self.starts = [piece.start for piece in self.pieces]
        self.subjects = Subjects(layout)
        self.found: list[Figure] = []
        self.telling: dict[tuple[int, int], tuple[bool, bool]] = {}
        self.carried = ""
        self.carried_at = -10_000

    def read(self) -> list[Figure]:
        spans = [
            span
            for line in self.layout.lines
            for span in sentences(self.text, line.start, line.end)
        ]
        n = 0
        for number in numbers_of(self.text, self.pieces):
            while n + 1 < len(spans) and spans[n][1] <= number.start:
                n += 1
            if spans and spans[n][0] <= number.start:
                self.number(number, spans[n])
        return self.in_turn()

    def in_turn(self) -> list[Figure]:
        """“A and B cancelled 35 and 22 operations respectively”: each has its own."""
        by_sentence: dict[tuple[int, int], list[int]] = {}
        for n, figure in enumerate(self.found):
            if figure.kind == "count":
                by_sentence.setdefault(figure.sentence, []).append(n)
        for (start, end), numbers in by_sentence.items():
            if len(numbers) < 2 or "respectively" not in self.text[start:end]:
                continue
            named = self.subjects.between(start, self.found[numbers[0]].start)
            if len(named) == len(numbers):
                for n, subject in zip(numbers, named, strict=True):
                    self.found[n] = replace(self.found[n], subject=subject)
        return self.found

    def number(self, number: Number, sentence: tuple[int, int]) -> None:
        spoken = number.spoken
        if number.money:
            self.add(number, number.end, "", sentence, "money", "money")
            return
        unit = unit_after(self.pieces, number.last)
        kind = unit.kind if unit else ""
        if spoken.value == 0 and self.is_no(number, unit, sentence):
            return
        if is_rejected(self.text, self.pieces, number, kind):
            return
        if self.text[sentence[0] : number.start].strip(" \t•·*–-") == "" and re.match(
            r"[.)]\s", self.text[number.end : number.end + 2]
        ):
            return  # the number of an item in a list
        if spoken.kind in ("percent", "points"):
            self.percent(number, unit, sentence)
        elif unit and kind == "counted":
            if spoken.value == ONE and self.one_of_something(number):
                return
            if unit.head in PEOPLE and spoken.value < 20 and not self.disrupted(sentence):
                return
            self.add(
                number,
                self.end(unit),
                unit.words,
                sentence,
                why=why_beside(self.text, number, sentence, unit.words, self.end(unit)),
            )
            self.carry(unit.words, number.end)
        elif kind in ("none", "site"):
            return
        elif unit and self.listed(number, unit, sentence):
            self.add(number, self.end(unit), unit.words, sentence)
        else:
            self.bare(number, unit, sentence)

    def disrupted(self, sentence: tuple[int, int]) -> bool:
        """Whether the sentence tells of a strike or of care that was lost."""
        if sentence not in self.telling:
            words = self.text[sentence[0] : sentence[1]]
            self.telling[sentence] = (
                bool(DISRUPTED.search(words)),
                bool(BESIDE.search(words) or TURNOUT_OF_A_VOTE.search(words)),
            )
        return self.telling[sentence][0]

    def told_beside(self, sentence: tuple[int, int]) -> bool:
        return self.disrupted(sentence) is not None and self.telling[sentence][1]

    def listed(self, number: Number, unit: Unit, sentence: tuple[int, int]) -> bool:
        """A noun that we do not know, among others that were lost: “29 scans, 88 ultrasounds”."""
        return (
            unit.kind == "other"
            and unit.head.endswith("s")
            and len(unit.words.split()) <= 3
            and self.carried_at > sentence[0]
            and self.pieces[number.last - 1].form[0].isdigit()
            and self.disrupted(sentence)
        )

    def is_no(self, number: Number, unit: Unit | None, sentence: tuple[int, int]) -> bool:
        """Adds “none of its clinics” and “none on Wednesday”; a plain “no” counts nothing."""
        form = self.pieces[number.last - 1].form
        if form not in ("none", "nil", "no"):
            return False
        if form == "no" or not unit or unit.kind != "counted":
            follows = re.match(
                r"\s*(?:on|at|in|was|were|the (?:next|following)|today|yesterday)\b",
                self.text[number.end : number.end + 24],
            )
            if form == "none" and follows and self.carried_here(number, sentence):
                self.add(number, number.end, self.carried, sentence)
            return True
        if NEGATED.match(self.text, number.end):
            self.add(number, self.end(unit), unit.words, sentence)
            self.carry(unit.words, number.end)
        return True

    def one_of_something(self, number: Number) -> bool:
        before = self.pieces[number.first - 1].form if number.first else ""
        return before in ("no", "any", "every", "the", "that", "this", "another")

    def percent(self, number: Number, unit: Unit | None, sentence: tuple[int, int]) -> None:
        noun = unit.words if unit and unit.kind == "counted" else ""
        about = bool(noun) or self.disrupted(sentence) or self.carried_here(number, sentence)
        why = "" if about and not self.told_beside(sentence) else "beside"
        self.add(number, number.end, "percent", sentence, number.spoken.kind or "percent", why)
        if noun:
            self.carry(noun, number.end)

    def bare(self, number: Number, unit: Unit | None, sentence: tuple[int, int]) -> None:
        """A number without its noun: “703 the following day”, “another 61 went”."""
        if column := self.column(number):
            self.add(number, number.end, column, sentence)
            return
        predicate = unit_of_predicate(self.pieces, number.last) or unit_behind_bracket(
            self.pieces, number.first, number.last
        )
        if predicate:
            self.add(
                number,
                self.end(predicate),
                predicate.words,
                sentence,
                why=why_beside(self.text, number, sentence, predicate.words, self.end(predicate)),
            )
            self.carry(predicate.words, number.end)
            return
        if not BARE_AFTER.match(self.text[number.end : number.end + 24]):
            return
        written = self.text[number.start : number.end]
        if number.spoken.value == ONE or written.lower() in ("one", "a dozen"):
            return
        first = self.piece_at(sentence[0])
        quoted = self.layout.frame[number.start] == "\x00"
        near = nouns_before(
            self.pieces,
            first,
            number.first,
            lambda at: not quoted and self.layout.frame[at] == "\x00",
        )
        carried = self.carried_here(number, sentence)
        large = number.spoken.value >= 100 or "," in written
        of_total = unit_of_total(self.pieces, first, number.first)
        words = of_total or near or (self.carried if carried else "")
        if not words and large:
            words = self.named_above(number, first)
        if not words:
            return
        if not (carried or self.disrupted(sentence) or not near):
            return
        plain = not (large or carried or number.spoken.out_of is not None)
        if plain and not SMALL_AFTER.search(
            self.text[max(sentence[0], number.start - 24) : number.start]
        ):
            return
        self.add(number, number.end, words, sentence, why=why_beside(self.text, number, sentence))
        self.carry(words, number.end)

    def column(self, number: Number) -> str:
        """What the head of its column counts, of a number that has a cell to itself."""
        head = head_over(self.text, number.start, number.end)
        if not head:
            return ""
        first, last = self.piece_at(head[0]), self.piece_at(head[1])
        return unit_of_total(self.pieces, first, last) or nouns_before(
            self.pieces, first, last, lambda at: False
        )

    def named_above(self, number: Number, first: int) -> str:
        """What the lines above a table say it counts."""
        line = self.text.rfind("\n", 0, number.start) + 1
        above = self.text[max(0, line - 500) : line]
        if not DISRUPTED.search(above):
            return ""
        begin = self.piece_at(max(0, line - 500))
        return nouns_before(self.pieces, begin, first, lambda at: False, 120)

    def carried_here(self, number: Number, sentence: tuple[int, int]) -> bool:
        """Whether the noun of an earlier number still holds: in this line or the one before."""
        if not self.carried:
            return False
        between = self.text[self.carried_at : number.start]
        if number.spoken.value >= 100:
            return len(between) < 900
        return between.count("\n\n") <= 1 and between.count("\n") <= 3 and len(between) < 500

    def carry(self, words: str, at: int) -> None:
        # What follows “18,222 outpatient” in a list counts appointments.
        self.carried = "appointments" if words.split()[-1] in SPECIAL else words
        self.carried_at = at

    def end(self, unit: Unit) -> int:
        return self.pieces[unit.last - 1].end

    def piece_at(self, at: int) -> int:
        return bisect_left(self.starts, at)

    def add(
        self,
        number: Number,
        end: int,
        unit: str,
        sentence: tuple[int, int],
        kind: str = "count",
        why: str = "",
    ) -> None:
        start = number.start
        if kind == "money":
            start = self.pieces[number.first - 1].start
        spoken = replace(
            number.spoken, kind=number.spoken.kind or ("count" if kind == "count" else None)
        )
        subject = self.subjects.of(number.start, number.end, sentence)
        self.found.append(
            Figure(
                start,
                end,
                self.text[start:end],
                spoken,
                unit,
                subject,
                kind,
                bool(why),
                why,
                sentence,
                (number.start, number.end),
            )
        )
