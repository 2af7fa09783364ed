"""The quotations of a text, each with who says the words."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from .cues import Cues
from .layout import Line, lines_of, sentences
from .marks import Segment, segments_of
from .meant import Meant, Speakers
from .mentioned import Mentions
from .mentions import mentions_of
from .names import Registry
from .speakers import Said

NAMED_SO = re.compile(
    r"\b(?:known as|so-called|so called|dubbed|nicknamed|titled|entitled|headed|headlined|named|"
    r"labelled|marked|called|slogan|reading|read|chants? of|chanting|placards?|banners?|signs?|"
    r"signs? saying|badged?|wearing)\b[^\x00]{0,40}$",
    re.IGNORECASE,
)
WHOLE = re.compile(r"[.!?…]$")
SPEAKING_ITEM = re.compile(
    r"\b(?:placards?|banners?|badges?|signs?|posters?|t-shirts?|chants?|slogans?|song|headline)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Quotation:
    """text[start:end] within marks; `kind`: direct, partial or scare. `group` joins the segments
    of one utterance. `optional` is what nobody answers for, and words that a heading pulls out."""

    start: int
    end: int
    text: str
    kind: str
    speakers: Speakers
    group: int
    single: bool = False
    optional: bool = False


@dataclass(frozen=True)
class Layout:
    """A text taken apart once: what all readers share."""

    text: str
    lines: list[Line]
    segments: list[Segment]
    frame: str  # the text with quoted words masked by NUL
    mentions: Mentions

    @property
    def plain_lines(self) -> list[Line]:
        return [line for line in self.lines if not line.furniture]


def layout_of(text: str, registry: Registry) -> Layout:
    lines = lines_of(text)
    segments = segments_of(text, lines)
    frame = masked(text, segments)
    furniture = [line for line in lines if line.furniture]
    return Layout(text, lines, segments, frame, mentions_of(frame, registry, furniture))


def masked(text: str, segments: list[Segment]) -> str:
    pieces: list[str] = []
    at = 0
    for each in segments:
        start, end = max(at, each.start - 1), min(len(text), each.end + (1 if each.closed else 0))
        pieces += [text[at:start], "\x00" * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def quotations_of(layout: Layout) -> list[Quotation]:
    return _Reader(layout).read()


class _Reader:
    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.text, self.frame = layout.text, layout.frame
        self.spoken: list[tuple[int, Speakers]] = []
        meant = Meant(layout.frame, layout.mentions, self.spoken)
        self.said = Said(layout.frame, layout.mentions, meant)
        self.cues = Cues(layout.text, layout.frame, self.said, meant)
        self.found: list[Quotation] = []
        self.group = 0

    def read(self) -> list[Quotation]:
        by_line: dict[int, list[Segment]] = {}
        for each in self.layout.segments:
            by_line.setdefault(each.line, []).append(each)
        for n, line in enumerate(self.layout.lines):
            segments = by_line.get(n, [])
            if line.furniture and not segments:
                continue
            self.read_line(n, line, segments)
        return self.headings(self.found)

    def read_line(self, n: int, line: Line, segments: list[Segment]) -> None:
        done = 0
        for start, end in sentences(self.frame, line.start, line.end):
            inside = [each for each in segments[done:] if each.start < end]
            for i, each in enumerate(inside):
                before = inside[i - 1] if i else None
                after = inside[i + 1] if i + 1 < len(inside) else None
                self.quotation(n, line, (start, end), each, before, after)
            done += len(inside)
            if not line.furniture:
                subject = self.said.of_sentence(start, end) if not inside else ()
                if subject:
                    self.spoken.append((end, subject))

    def quotation(
        self,
        n: int,
        line: Line,
        sentence: tuple[int, int],
        each: Segment,
        before: Segment | None,
        after: Segment | None,
    ) -> None:
        start, end = sentence
        words = self.text[each.start : each.end]
        speakers = self.cues.after(each, min(end, after.start - 1) if after else line.end)
        new_cue = bool(speakers)
        if not speakers:
            speakers = self.cues.ahead(before.end if before else start, start, each)
            new_cue = bool(speakers)
        if not speakers and before:
            speakers = self.found[-1].speakers if self.found else ()
        if not speakers and after:
            # “A,” she said, “B”: the words after the next belong to both.
            speakers = self.cues.after(each, after.start - 1)
        if not speakers:
            speakers = self.cues.at_the_end(each, end)
            new_cue = bool(speakers)
        fragment = is_fragment(self.text, self.frame, each, sentence)
        if not speakers and not fragment:
            speakers = self.running(n, line, each)
        scare = False
        if SPEAKING_ITEM.search(self.frame[max(start, each.start - 60) : each.start - 1]):
            scare = True
        elif fragment and not new_cue:
            scare = self.is_scare(start, each, words, speakers)
            if not scare and not speakers:
                clause = max(start, self.frame.rfind(";", start, each.start) + 1)
                speakers = self.said.of_sentence(clause, each.start)
                scare = not speakers or len(words.split()) < 3
        if not scare and not speakers and not fragment:
            scare = line.furniture or not WHOLE.search(words)
        if scare:
            speakers = ()
        kind = "scare" if scare else "partial" if fragment else "direct"
        if not self.joined(each, speakers, n):
            self.group += 1
        self.found.append(
            Quotation(each.start, each.end, words, kind, speakers, self.group, each.single, scare)
        )
        if speakers:
            self.spoken.append((each.start, speakers))

    def joined(self, each: Segment, speakers: Speakers, n: int) -> bool:
        if not self.found or self.found[-1].speakers != speakers or not speakers:
            return False
        last = self.found[-1]
        return each.line == n and each.start - last.end < 200

    def running(self, n: int, line: Line, each: Segment) -> Speakers:
        """Who spoke in this line before, or in the lines above, or was last named."""
        if self.found:
            last = self.found[-1]
            if last.kind != "scare" and last.speakers and not self.prose_between(last.end, n):
                return last.speakers
        at, who = self.spoken[-1] if self.spoken else (-1_000, ())
        return who if each.start - at < 900 else ()

    def prose_between(self, at: int, n: int) -> bool:
        """Whether a line of running text stands between a place and line n."""
        for k in range(n - 1, -1, -1):
            line = self.layout.lines[k]
            if line.start <= at:
                return False
            if not line.furniture:
                return True
        return False

    def is_scare(self, start: int, each: Segment, words: str, speakers: Speakers) -> bool:
        """A name, a slogan, a title: words for which nobody answers."""
        left = self.frame[max(start, each.start - 60) : each.start - 1]
        return bool(NAMED_SO.search(left)) or self.frame[each.start - 2 : each.start - 1] == "("

    def headings(self, found: list[Quotation]) -> list[Quotation]:
        """Words in a heading that are pulled from a quotation below belong to its speaker."""
        lines = self.layout.lines
        starts = [line.start for line in lines]
        result = []
        for n, each in enumerate(found):
            line = lines[bisect_right(starts, each.start) - 1]
            if line.furniture and not each.optional:
                wanted = each.text.casefold()
                source = next(
                    (o for o in found[n + 1 : n + 60] if wanted in o.text.casefold()), None
                )
                each = Quotation(
                    each.start,
                    each.end,
                    each.text,
                    "partial",
                    source.speakers if source else each.speakers,
                    each.group,
                    each.single,
                    optional=line.start > lines[0].start or each.single,
                )
            result.append(each)
        return result


def is_fragment(text: str, frame: str, each: Segment, sentence: tuple[int, int]) -> bool:
    """Whether the words are part of the reporter's sentence."""
    words = text[each.start : each.end]
    left = frame[sentence[0] : each.start - 1].rstrip(" \x00")
    if not left.strip():
        return words[:1].islower() and not WHOLE.search(words.rstrip(","))
    if left.endswith(":") and (words[:1].isupper() or words[:1] in "[‘'“…" or WHOLE.search(words)):
        return False
    if words[:1].isupper() and (WHOLE.search(words) or left.endswith(",")):
        return False
    return not (WHOLE.search(words) and left.endswith((":", ",")))
