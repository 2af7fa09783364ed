"""Where a speaker is named beside quoted words: after, ahead, or at the sentence’s end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .marks import Segment
from .meant import Meant, Speakers
from .saying import WEAK
from .speakers import Said

AFTER = re.compile(r"[\s,–—-]*")
ACCORDING = re.compile(r"according to\s+", re.IGNORECASE)
BEING = re.compile(r"\b(?:is|was|were|are|be|been|being)\s+(?:\w+ly\s+)?$", re.IGNORECASE)


@dataclass
class Cues:
    """`frame` is the text with quoted words masked by NUL."""

    text: str
    frame: str
    said: Said
    meant: Meant

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
        inside = self.meant.mentions.within(at, first)
        people = [m for m in inside if m.kind == "person" and not self.meant.in_phrase(m, at)]
        if people:
            rest = [
                m for m in people[1:] if re.search(r"\band\b", self.frame[people[0].end : m.start])
            ]
            return tuple(self.meant.speaker(m) for m in [people[0], *rest])
        if inside and inside[0].kind == "pronoun":
            return self.said.from_mention(at, inside[0])
        described = next((m for m in inside if m.kind == "description"), None)
        if described and described.start - at < 4:
            return (self.meant.described(described),)
        if len(pieces) > 1:
            following = self.meant.people(first, min(end, first + 60))
            if following and self.frame[first : following[0].start].strip(" ,") == "":
                return (self.meant.speaker(following[0]),)
        body = next((m for m in inside if m.body and not self.meant.in_phrase(m, at)), None)
        if body:
            return (self.meant.speaker(body),)
        words = re.split(
            r"\s(?:on|in|at the|during|after|as|when|while|outside|who|whose|yesterday|today|"
            r"last)\s",
            pieces[0],
        )[0].strip()
        if words and len(words.split()) < 9 and re.match(r"(?:an?|the|one|another|[a-z]+ )", words):
            return self.meant.resolved(words, at)
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
