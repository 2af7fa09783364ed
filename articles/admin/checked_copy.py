"""Copy from anywhere, as it was checked: its words with what was found in them, and what to take
away. Nothing is kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import escape

from articles.copycheck import Finding, Records
from articles.copycheck.report import of_reading
from articles.models import Quote, QuoteRevision
from articles.presenters import quoted
from hospitals.models import DisruptionFigure, PublicFigure
from hospitals.presenters.figures import lines
from hospitals.presenters.provenance import with_evidence
from lib.admin.addresses import page_url
from lib.reading.layout import headline_end, lines_of
from lib.reading.reader import Reading

LEVELS = ("stop", "query", "note", "right")
CALLED = {"stop": "wrong", "query": "to look at", "note": "to note", "right": "right"}


@dataclass(frozen=True)
class Piece:
    """Words of the copy; `number` and `level` are those of what was found there, 0 and "" else."""

    text: str
    number: int = 0
    level: str = ""


@dataclass(frozen=True)
class Told:
    """One thing that was found. `links` are [(what it leads to, address)], its cure first."""

    number: int
    level: str
    words: str
    message: str
    links: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class CheckedCopy:
    """`counts` are [(level, "2 wrong")]; `sources` one line for each record that readers can open,
    `not_public` how many of those it rests on they cannot."""

    paragraphs: list[list[Piece]]
    told: list[Told]
    counts: list[tuple[str, str]]
    sources: list[str]
    not_public: int
    headline: str
    body: str

    @property
    def text(self) -> str:
        """The copy with its source lines, as plain text."""
        words = "\n\n".join("".join(piece.text for piece in row) for row in self.paragraphs)
        return "\n".join([words, "", "Sources:", *self.sources]) if self.sources else words

    @property
    def html(self) -> str:
        headline = f"<h1>{escape(self.headline, quote=False)}</h1>\n" if self.headline else ""
        rows = "".join(f"<li>{escape(each, quote=False)}</li>\n" for each in self.sources)
        return f"{headline}{self.body}" + (f"\n<ul>\n{rows}</ul>" if rows else "")


def checked_copy(reading: Reading, records: Records, at: datetime, site: str) -> CheckedCopy:
    """`site` is what full links start with."""
    text = reading.layout.text
    found = sorted(of_reading(reading, records), key=lambda each: (each.start, -each.end))
    told = [as_told(text, number, each) for number, each in enumerate(found, 1)]
    headline, body = parts(text)
    sources, not_public = sources_of(found, at, site)
    return CheckedCopy(
        paragraphs=paragraphs(text, found),
        told=sorted(told, key=lambda each: (LEVELS.index(each.level), each.number)),
        counts=counts(found),
        sources=sources,
        not_public=not_public,
        headline=headline,
        body="\n".join(f"<p>{escape(each, quote=False)}</p>" for each in body),
    )


def as_told(text: str, number: int, found: Finding) -> Told:
    words = " ".join(text[found.start : found.end].split())
    return Told(number, found.level, words, found.message, links(found))


def links(found: Finding) -> list[tuple[str, str]]:
    kind = Quote if found.kind == "quote" else DisruptionFigure
    if found.verdict == "unrecorded":
        return [("Record it", page_url(kind, "add"))]
    several = len(found.records) > 1
    return [
        (
            f"Record {number}" if several else "The record",
            page_url(kind, "change", pk),
        )
        for number, pk in enumerate(found.records, 1)
    ]


def paragraphs(text: str, found: Iterable[Finding]) -> list[list[Piece]]:
    """The copy in its paragraphs. Where two findings share words, the graver one marks them."""
    graver = sorted(enumerate(found, 1), key=lambda row: (LEVELS.index(row[1].level), row[0]))
    placed: list[tuple[int, int, int, str]] = []
    for number, each in graver:
        if all(each.end <= start or end <= each.start for start, end, _, _ in placed):
            placed.append((each.start, each.end, number, each.level))
    placed.sort()
    return [pieces(text, line.start, line.end, placed) for line in lines_of(text)]


def pieces(
    text: str, start: int, end: int, placed: Iterable[tuple[int, int, int, str]]
) -> list[Piece]:
    row, at = [], start
    for begin, stop, number, level in placed:
        first, last = max(begin, start), min(stop, end)
        if first >= last:
            continue
        row += [Piece(text[at:first])] if at < first else []
        row.append(Piece(text[first:last], number, level))
        at = last
    return row + ([Piece(text[at:end])] if at < end else [])


def parts(text: str) -> tuple[str, list[str]]:
    """(headline, paragraphs): the first line is the headline where it looks like one."""
    lines = lines_of(text)
    end = headline_end(lines)
    body = [text[line.start : line.end].strip() for line in lines if line.start >= end]
    return text[:end].strip(), body


def counts(found: Collection[Finding]) -> list[tuple[str, str]]:
    number: Mapping[str, int] = {
        level: sum(each.level == level for each in found) for level in LEVELS
    }
    return [(level, f"{number[level]} {CALLED[level]}") for level in LEVELS if number[level]]


def sources_of(found: Iterable[Finding], at: datetime, site: str) -> tuple[list[str], int]:
    """(a line for each record that the copy rests on and readers may see, how many they may not).

    The copy leaves the desk, so that nothing may stand in these lines that is not public already.
    """
    ids: dict[str, dict[int, None]] = {"quote": {}, "figure": {}}
    for each in found:
        if each.level == "right":
            kind = "quote" if each.kind == "quote" else "figure"
            ids[kind].update(dict.fromkeys(each.records))
    public = PublicFigure.objects.live(at).for_lines().filter(figure__in=ids["figure"])
    figures = lines(public.order_by("figure"), at)
    shown = Quote.objects.public(at).filter(pk__in=ids["quote"]).values_list("shown_id", flat=True)
    revisions = list(QuoteRevision.objects.spoken().filter(pk__in=list(shown)).order_by("quote"))
    with_evidence(revisions)
    told = [f"{each.sentence}. {each.attribution}. {site}{each.url}" for each in figures]
    for revision in revisions:
        said = quoted(revision)
        told.append(f"“{revision.words}” {said.attribution}. {site}{said.url}")
    return told, sum(map(len, ids.values())) - len(told)
