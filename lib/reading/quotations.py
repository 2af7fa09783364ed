"""The quotations of a text, each with who says the words."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from .layout import Line, lines_of, sentences
from .marks import Segment, segments_of
from .mentions import Mentions, mentions_of
from .names import Registry
from .saying import WEAK
from .speakers import Said, Speakers

AFTER = re.compile(r"[\s,–—-]*")
ACCORDING = re.compile(r"according to\s+", re.IGNORECASE)
INTRODUCED = re.compile(r"(?:[:,–—-]|\b(?:that|of|is|are|was|were|as|the|an?|called|with|by))\s*$")
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
        self.said = Said(layout.frame, layout.mentions, [])
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
                    self.said.spoken.append((end, subject))

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
        speakers = self.after(each, min(end, after.start - 1) if after else line.end)
        new_cue = bool(speakers)
        if not speakers:
            speakers = self.ahead(before.end if before else start, start, each)
            new_cue = bool(speakers)
        if not speakers and before:
            speakers = self.found[-1].speakers if self.found else ()
        if not speakers and after:
            # “A,” she said, “B”: the words after the next belong to both.
            speakers = self.after(each, after.start - 1)
        if not speakers:
            speakers = self.at_the_end(each, end)
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
            self.said.spoken.append((each.start, speakers))

    def joined(self, each: Segment, speakers: Speakers, n: int) -> bool:
        if not self.found or self.found[-1].speakers != speakers or not speakers:
            return False
        last = self.found[-1]
        return each.line == n and each.start - last.end < 200

    # Where the speaker is named

    def after(self, each: Segment, end: int) -> Speakers:
        """Named right after the words: “…,” she said; “…,” said Ann Lee, a nurse."""
        words = self.text[each.start : each.end]
        at = each.end + (1 if each.closed else 0)
        if not each.closed or at >= end:
            return ()
        at = AFTER.match(self.frame, at, end).end()  # type: ignore[union-attr]
        window = self.frame[at : min(end, at + 220)]
        if not window.strip() or window[0] in ".;:\x00":
            return ()
        if words[-1:] == "." and window[0].isupper() and not words.endswith("..."):
            return ()
        limit = at + len(re.split(r"[.;!?\x00\n](?:\s|$)", window)[0])
        according = ACCORDING.match(self.frame, at, limit)
        if according:
            return self.object_of(according.end(), limit)
        verb = next(iter(self.said.says(at, limit)), None)
        if verb is None:
            # “…,” nodded his colleague, Bernie Toal: any deed will do before a name.
            deed = re.match(r"[a-z]+ed\s", window)
            return self.object_of(at + deed.end(), limit) if deed and words[-1:] in ",?!" else ()
        between = self.frame[at : verb.start]
        if not between.strip() or re.fullmatch(r"\s*(?:also|then|later|as)\s*", between):
            if self.text[verb.end : verb.end + 1] == ":":
                return ()
            found = self.object_of(verb.end, limit)
            if found:
                return found
            # “…,” added the nurse; else a verb that goes on with an earlier subject.
            return ()
        starts_clause = words[-1:] in ",?!.…—–-" or self.frame[each.end + 1 : each.end + 2] in ",–—"
        if not starts_clause:
            return ()
        if re.match(
            r"\s*(?:and|but|which|who|as|when|while|after|in|to|for|that|because|though|although|whereas|unless|if)\b",
            between,
        ):
            return ()
        if self.frame[verb.end : verb.end + 1] == ":":
            return ()
        return self.said.subject(at, verb.start)

    def object_of(self, at: int, end: int) -> Speakers:
        """Who is named after “said”: “said the chief executive, Mary Edwards, on Friday”."""
        pieces = self.frame[at:end].split(",")
        first = at + len(pieces[0])
        inside = self.layout.mentions.within(at, first)
        people = [m for m in inside if m.kind == "person" and not self.said.in_phrase(m, at)]
        if people:
            rest = [
                m for m in people[1:] if re.search(r"\band\b", self.frame[people[0].end : m.start])
            ]
            return tuple(self.said.speaker(m) for m in [people[0], *rest])
        if inside and inside[0].kind == "pronoun":
            return self.said.from_mention(at, inside[0])
        described = next((m for m in inside if m.kind == "description"), None)
        if described and described.start - at < 4:
            return (self.said.described(described),)
        if len(pieces) > 1:
            following = self.said.people(first, min(end, first + 60))
            if following and self.frame[first : following[0].start].strip(" ,") == "":
                return (self.said.speaker(following[0]),)
        body = next((m for m in inside if m.body and not self.said.in_phrase(m, at)), None)
        if body:
            return (self.said.speaker(body),)
        words = re.split(
            r"\s(?:on|in|at the|during|after|as|when|while|outside|who|whose|yesterday|today|"
            r"last)\s",
            pieces[0],
        )[0].strip()
        if words and len(words.split()) < 9 and re.match(r"(?:an?|the|one|another|[a-z]+ )", words):
            return self.said.resolved(words, at)
        return ()

    def ahead(self, since: int, start: int, each: Segment) -> Speakers:
        """Named before the words, in their sentence."""
        stop = each.start - 1
        verbs = self.said.says(since, stop)
        # “She said members felt ‘ignored’” is what she said.
        strong = [verb for verb in verbs if verb.word not in WEAK]
        for verb in reversed(strong or verbs):
            if verb.by_end and (found := self.object_of(verb.by_end, stop)):
                return found
            if BEING.search(self.frame[max(start, verb.start - 14) : verb.start]):
                continue
            left = self.frame[start : verb.start].rstrip()
            if verb.word.endswith("ing") and left.endswith(","):
                # “Ann Lee rejected the idea, saying: …”
                found = self.said.first_named(start, verb.start)
            else:
                found = self.said.subject(start, verb.start)
            if found:
                return found
            inverted = self.object_of(verb.end, stop)
            if inverted and not self.frame[start : verb.start].strip():
                return inverted
        according = ACCORDING.search(self.frame, since, stop)
        if according:
            return self.object_of(according.end(), stop)
        left = self.frame[since:stop].rstrip()
        if left.endswith(":"):
            end = since + len(left) - 1
            last = self.said.mention_ending(since, end)
            if last and last.kind != "pronoun":
                return self.said.from_mention(since, last)
            return self.said.before_a_comma(since, end) or self.said.of_sentence(since, end)
        return ()

    def at_the_end(self, each: Segment, end: int) -> Speakers:
        """Named where the sentence ends: the list is at a “standstill” today, the trust said."""
        at = each.end + 1
        comma = self.frame.rfind(",", at - 1, end)
        if self.text[each.end - 1 : each.end] == ",":
            comma = max(comma, each.end - 1)
            at = max(each.end, at)
        if comma < 0:
            return ()
        begin = max(comma + 1, at)
        verbs = self.said.says(begin, end)
        if not verbs or len(self.frame[begin:end].split()) > 14:
            return ()
        return self.said.subject(begin, verbs[-1].start)

    def running(self, n: int, line: Line, each: Segment) -> Speakers:
        """Who spoke in this line before, or in the lines above, or was last named."""
        if self.found:
            last = self.found[-1]
            if last.kind != "scare" and last.speakers and not self.prose_between(last.end, n):
                return last.speakers
        at, who = self.said.spoken[-1] if self.said.spoken else (-1_000, ())
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


BEING = re.compile(r"\b(?:is|was|were|are|be|been|being)\s+(?:\w+ly\s+)?$", re.IGNORECASE)


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
