"""Where quoted words stand: pairs of quotation marks, told from apostrophes. Linear in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from .layout import Line

DOUBLE = '"“”„«»'
SINGLE = "'‘’"
MARK = re.compile(r"[\"“”„«»'‘’]")
ELIDED = re.compile(
    r"['‘’](?:\d0s|em|til|tis|twas|cause|n|cos|ello|bout|round|phone|flu)\b", re.IGNORECASE
)
POSSESSIVE_PLURAL = re.compile(r"s['’] [^\W\d_]", re.IGNORECASE)
# Within so many marks a quotation ends, its apostrophes among them.
MOST_MARKS = 60
MOST_QUOTATIONS = 500
BEFORE_OPENING = " \t\u00a0([{—–-/|:,\x00"


@dataclass(frozen=True)
class Segment:
    """Quoted words within one line, text[start:end] without marks and outer space.

    `open` at the start of a line that repeats the mark, `closed` where its closing mark stands.
    """

    start: int
    end: int
    closed: bool
    single: bool
    line: int

    @property
    def outer(self) -> tuple[int, int]:
        return self.start - 1, self.end + 1


def segments_of(text: str, lines: list[Line]) -> list[Segment]:
    found: list[Segment] = []
    running: str | None = None  # the kind of mark left open at the end of the last line of speech
    for n, line in enumerate(lines):
        places = [match.start() for match in MARK.finditer(text, line.start, line.end)]
        if not places:
            continue
        here, running = in_line(text, line, n, places, running, opens_later(text, lines, n))
        found += here
        if len(found) > MOST_QUOTATIONS:
            break
    return found[:MOST_QUOTATIONS]


def opens_later(text: str, lines: list[Line], n: int) -> str:
    """The mark with which the next line that is no furniture begins."""
    for line in lines[n + 1 : n + 4]:
        first = text[line.start : line.end].lstrip()[:1]
        if first in DOUBLE + SINGLE:
            return first
        if not line.furniture:
            break
    return ""


def in_line(
    text: str, line: Line, n: int, places: list[int], running: str | None, later: str
) -> tuple[list[Segment], str | None]:
    found: list[Segment] = []
    still: str | None = None
    ends = [j for j, at in enumerate(places) if may_close_single(text, line, at)]
    i = 0
    if running and not opening(text, line, places[0]):
        # The mark was not repeated, but the speech that runs ends here.
        close = closer(text, line, places, ends, 0, running)
        if close is not None and places[close] > line.start:
            found += segment(text, line.start, places[close], True, running, n)
            i = close + 1
    while i < len(places):
        at = places[i]
        if not opening(text, line, at) or ELIDED.match(text, at):
            i += 1
            continue
        kind = "single" if text[at] in SINGLE else "double"
        close = closer(text, line, places, ends, i + 1, kind)
        if close is not None and runs_on(text, line, at, places[close], later or running):
            close = None
        if close is not None:
            found += segment(text, at + 1, places[close], True, kind, n)
            i = close + 1
        elif kind == "double" or unclosed_speech(text, line, at, later):
            found += segment(text, at + 1, line.end, False, kind, n)
            still = kind
            break
        else:
            i += 1
    return found, still


def segment(text: str, start: int, end: int, closed: bool, kind: str, n: int) -> list[Segment]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return [Segment(start, end, closed, kind == "single", n)] if end > start else []


def opening(text: str, line: Line, at: int) -> bool:
    """Whether the mark at this place can open: space before it, and a word after it."""
    mark = text[at]
    if mark in "“„«":
        return True
    if mark in "”»":
        return False
    before = text[at - 1] if at > line.start else " "
    after = text[at + 1] if at + 1 < line.end else " "
    if not (before in BEFORE_OPENING or before.isspace() or before in DOUBLE):
        return False
    if before in "-–—" and mark in SINGLE and at - 2 >= line.start and text[at - 2].isalnum():
        return False
    return not after.isspace() and after not in ",.;:!?)"


def closer(
    text: str, line: Line, places: list[int], ends: list[int], i: int, kind: str
) -> int | None:
    """Which of the places from i on closes a mark of this kind; `ends` are those at which a
    single mark may close, so that none is looked for where there is none."""
    if kind == "double":
        return closes_double(text, line, places, i)
    next_end = bisect_left(ends, i)
    if next_end == len(ends) or ends[next_end] >= i + MOST_MARKS:
        return None
    return closes_single(text, line, places, i)


def closes_double(text: str, line: Line, places: list[int], i: int) -> int | None:
    inside = 0
    last: int | None = None
    for j in range(i, min(len(places), i + MOST_MARKS)):
        mark = text[places[j]]
        if mark not in DOUBLE:
            continue
        if mark in "“„«":
            following = next((text[at] for at in places[j + 1 : j + 6] if text[at] in DOUBLE), "")
            if last is None and not inside and following and following in "”»":
                inside = 1
                continue
            return last
        if mark == '"' and opening(text, line, places[j]) and pair_follows(text, places, j):
            continue
        if inside:
            inside, last = 0, j
            continue
        return j
    return last


def pair_follows(text: str, places: list[int], j: int) -> bool:
    """Whether a straight mark that looks as if it opened has another to close with, so that it is
    a quotation within; where none is left it closes: “… go on, "he said.”"""
    rest = sum(1 for at in places[j : j + MOST_MARKS] if text[at] in DOUBLE)
    return rest % 2 == 0 and rest < MOST_MARKS


def closes_single(text: str, line: Line, places: list[int], i: int) -> int | None:
    """The first mark that can only close; else the first that may be a plural possessive."""
    perhaps: int | None = None
    for j in range(i, min(len(places), i + MOST_MARKS)):
        at = places[j]
        if not may_close_single(text, line, at):
            opens = text[at] == "‘" or (text[at] in "'’" and text[at - 1].isspace())
            if opens and perhaps is not None:
                return perhaps
        elif (
            text[at - 1] in "sS"
            and text[at + 1 : at + 2] == " "
            and text[at + 2 : at + 3].isalpha()
        ):
            perhaps = j if perhaps is None else perhaps
        else:
            return j
    return perhaps


def may_close_single(text: str, line: Line, at: int) -> bool:
    after = text[at + 1] if at + 1 < line.end else " "
    return text[at] in "'’" and not after.isalnum() and not text[at - 1].isspace()


def runs_on(text: str, line: Line, at: int, close: int, beside: str | None) -> bool:
    """“‘Patients’ lives are at risk.” where speech goes on from the line before or to the next:
    a possessive near the front, with the rest of the line behind it, closes nothing."""
    return (
        bool(beside)
        and text[at] in SINGLE
        and at == line.start
        and bool(POSSESSIVE_PLURAL.match(text, close - 1))
        and text[close + 2].islower()
        and not any(mark in text[at:close] for mark in ".,!?")
    )


def unclosed_speech(text: str, line: Line, at: int, later: str) -> bool:
    """A single mark that nothing closes opens speech over several lines, or is an apostrophe."""
    before = text[line.start : at].rstrip()
    introduced = not before or before[-1] in ":,"
    return introduced and (text[at] == "‘" or (later in SINGLE and later != ""))
