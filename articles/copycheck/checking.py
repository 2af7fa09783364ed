"""A text in blocks, read once and held against records."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from lib.reading.figures import Figure
from lib.reading.names import Registry
from lib.reading.reader import Reading, read
from lib.spoken import holds
from lib.text import fold

from . import figures, quotations, whole
from .alike import same_thing
from .figures import Claim
from .findings import Finding
from .records import FigureRecord, QuoteRecord, Records

HEADLINE = "headline"


@dataclass(frozen=True)
class Mark:
    """block.text[start:end] rests on these records; `kind`: figure or quote."""

    start: int
    end: int
    kind: str
    ids: tuple[int, ...]


@dataclass(frozen=True)
class Block:
    """A paragraph or heading. The block whose id is “headline” is the headline."""

    id: str
    text: str
    marks: tuple[Mark, ...] = ()


def read_blocks(blocks: Sequence[Block], registry: Registry | None = None) -> Reading:
    """Blocks are read together, as one text: “she said” and “the trust” look back over
    paragraphs."""
    return read("\n\n".join(block.text for block in blocks), registry)


def checked(
    blocks: Sequence[Block],
    records: Records,
    registry: Registry | None = None,
    *,
    reading: Reading | None = None,
    citing: bool = True,
) -> list[Finding]:
    """What the check says of a text, in the order of the text; places are within their block.

    `citing`: the text can have marks, so that what is on record and has none is told. `reading` is
    what `read_blocks` gave of the blocks, where they were read before.
    """
    reading = reading or read_blocks(blocks, registry)
    end = len(blocks[0].text) if blocks and blocks[0].id == HEADLINE else 0
    return _Check(blocks, reading.layout.text, reading, records, citing, end).findings()


def checked_reading(reading: Reading, records: Records, headline_end: int = 0) -> list[Finding]:
    """The same of a plain text that was read already, which can have no marks."""
    text = reading.layout.text
    return _Check([Block("text", text)], text, reading, records, False, headline_end).findings()


@lru_cache(maxsize=512)
def folded(text: str) -> str:
    """Of a sentence or a paragraph, which is asked for with each of its numbers."""
    return fold(text)


class _Check:
    def __init__(
        self,
        blocks: Sequence[Block],
        text: str,
        reading: Reading,
        records: Records,
        citing: bool,
        headline_end: int,
    ) -> None:
        self.blocks, self.text, self.reading = blocks, text, reading
        self.records, self.citing, self.headline_end = records, citing, headline_end
        self.starts: list[int] = []
        at = 0
        for block in blocks:
            self.starts.append(at)
            at += len(block.text) + 2
        kinds = ("trust", "hospital", "organisation")
        self.bodies = {each.name for each in reading.entities if each.kind in kinds}
        self.alone = self.only_body()

    def findings(self) -> list[Finding]:
        found = sorted(self.all(), key=lambda each: (each.start, each.end))
        return [self.within_block(each) for each in found]

    def all(self) -> Iterator[Finding]:
        claims = [self.claim(each) for each in self.reading.figures if not each.optional]
        taken = self.taken(claims)
        for claim in claims:
            cited = self.cited_figures(claim.figure)
            finding = figures.judged(claim, self.records, cited, taken, self.citing)
            yield finding
            yield from figures.not_so_called(claim, finding, self.records)
        for quotation in self.reading.quotations:
            cited_quotes = self.cited_quotes(quotation.start, quotation.end)
            told = quotations.judged("", quotation, self.records, cited_quotes, self.citing)
            if told:
                yield told
        yield from whole.sums("", self.text, self.reading.figures)
        yield from whole.comparisons("", self.text, self.reading.figures)
        yield from self.headline()

    def claim(self, figure: Figure) -> Claim:
        start, end = figure.sentence
        lines = self.reading.layout.lines
        n = bisect_right(lines, figure.start, key=lambda line: line.start) - 1
        line = lines[max(0, n)]
        sentence = folded(self.text[start:end])
        body = figure.subject.name in self.bodies or figure.subject.name == "England"
        surely = body and fold(figure.subject.name) in sentence
        before = lines[max(0, n - 1)] if figure.subject.name and not body else line
        quoted = self.reading.layout.frame[figure.start] == "\x00"
        by = ""
        if quoted:
            inside = (q for q in self.reading.quotations if q.start <= figure.start < q.end)
            by = next((who.name for q in inside for who in q.speakers), "")
        around = folded(self.text[before.start : line.end])
        words, near = frozenset(sentence.split()), frozenset(around.split())
        return Claim("", figure, words, near, surely, self.alone, by, quoted)

    def only_body(self) -> str:
        bodies = {each.name for each in self.reading.entities if each.kind in ("trust", "hospital")}
        return next(iter(bodies)) if len(bodies) == 1 else ""

    def taken(self, claims: Sequence[Claim]) -> dict[int, list[Figure]]:
        """{id of a record: the figures that state it}: no other number is meant to be that one."""
        found: dict[int, list[Figure]] = {}
        for claim in claims:
            for record in self.records.by_value.get(claim.figure.spoken.value, ()):
                if (
                    holds(claim.figure.spoken, record.spoken)
                    and same_thing(claim.figure.unit, record.unit)
                    and figures.about(claim, record)
                ):
                    found.setdefault(record.id, []).append(claim.figure)
        return found

    def cited_figures(self, figure: Figure) -> list[FigureRecord]:
        start, end = figure.number
        return [
            record
            for mark in self.marks_over(start, end, "figure")
            for each in mark.ids
            if (record := self.records.by_id.get(("figure", each)))
        ]

    def cited_quotes(self, start: int, end: int) -> list[QuoteRecord]:
        return [
            record
            for mark in self.marks_over(start, end, "quote")
            for each in mark.ids
            if (record := self.records.quote_by_id.get(each))
        ]

    def marks_over(self, start: int, end: int, kind: str) -> list[Mark]:
        n = self.block_at(start)
        begin = self.starts[n]
        return [
            mark
            for mark in self.blocks[n].marks
            if mark.kind == kind and mark.start < end - begin and start - begin < mark.end
        ]

    def headline(self) -> Iterator[Finding]:
        end = self.headline_end
        claims = [each for each in self.reading.figures if each.start < end]
        told = [each for each in self.reading.figures if each.start >= end]
        yield from whole.headline("", claims, told)

    def block_at(self, at: int) -> int:
        return max(0, bisect_right(self.starts, at) - 1)

    def within_block(self, finding: Finding) -> Finding:
        n = self.block_at(finding.start)
        block, begin = self.blocks[n], self.starts[n]
        end = min(finding.end - begin, len(block.text))
        return replace(finding, block=block.id, start=finding.start - begin, end=end)
