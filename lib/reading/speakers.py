"""Who says the words of a quotation: from the verb beside it to whoever does what it says."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from .meant import PREPOSITION, Meant, Speaker, Speakers
from .mentioned import Mention, Mentions
from .naming import sex_of
from .saying import ASIDES, Verb, verbs_of
from .vocabulary import ROLE_WORDS

COORDINATED = re.compile(r"(?:\b(?:and|but|or|then|while|before|by)|,)\s*$", re.IGNORECASE)
NOUN_PHRASE = re.compile(
    r"(?:^|(?<=[\s,;:—–-]))(?P<np>(?:(?:the|an?|one|another|some|many|several|its|their|his|her|"
    r"our|those|these)\s)?(?:[\w’'&-]+\s){0,7}?[\w’'&-]+)$",
    re.IGNORECASE,
)
HEAD_NOUNS = re.compile(
    r"\b(?:leaders?|officials?|bosses|managers?|chiefs?|campaigners?|ministers?|doctors?|nurses?|"
    r"patients?|staff|workers?|strikers?|pickets?|critics|sources?|insiders?|union|unions|trust|"
    r"hospital|hospitals|board|report|statement|letter|email|memo|document|notice|message|leaflet|"
    r"review|survey|study|government|ministry|department|council|service|company|employers?|"
    r"secretary|executive|director|officer|president|chair|chairman|chairwoman|spokes\w+|mp|"
    r"organisers?|representatives?|rep|members?|experts?|lawyers?|relatives?|mother|father|"
    r"daughter|son|wife|husband|woman|man|mum|dad|driver|porter|paramedic|midwife|surgeon|"
    r"consultant|registrar|technician|one|another|others|neither|both|who|health|watchdog|"
    r"regulator|charity|group|committee|papers?|page|website|poster|papers|judge|court|colleagues?|"
    r"medics?|midwives|paramedics|physiotherapists?|cleaners?|everyone|nobody|resident|residents|"
    r"prime minister|mayor|commission|agency|lot|crew|team|authority|organisation|body)\b",
    re.IGNORECASE,
)
# “Mrs Duckett’s daughter, Karen, said”
ALONE = re.compile(r"(?!(?:\w+day|NHS)$)[A-Z][a-z’'-]+")
# What may stand before a name with which a sentence begins, and with what an aside behind begins.
ONLY_A_NAME = re.compile(r"[\s\x00.,“”\"'’]*(?:(?:But|And|Meanwhile|However)\b,?\s*)?")
ASIDE_BEGINS = re.compile(
    r"\s*(?:an?|one|who|whose|from|of|at|lead|head|chief|speaking|writing|talking|standing|"
    r"visiting|(?:vice|deputy|branch|regional|national|assistant|joint|senior|former|acting)[\s-]\w+|"
    r"[a-z]+ (?:secretary|officer|organiser|director|nurse|midwife|manager|steward|convenor))\b"
)
# Of a sentence that names more the first will do; of one with more commas the last.
MOST_NAMES = 12
MOST_PIECES = 24


@dataclass
class Said:
    """From a reporting verb to its subject, in a text whose quoted words are masked."""

    frame: str
    mentions: Mentions
    meant: Meant

    def __post_init__(self) -> None:
        self.verbs = verbs_of(self.frame)
        self.verb_starts = [verb.start for verb in self.verbs]

    def says(self, start: int, end: int) -> list[Verb]:
        """The reporting verbs between two places."""
        first, last = bisect_left(self.verb_starts, start), bisect_left(self.verb_starts, end)
        while last > first and self.verbs[last - 1].end > end:
            last -= 1
        return self.verbs[first:last]

    def subject(self, start: int, verb: int) -> Speakers:
        """Who does what the verb at this place says, within the sentence from `start`."""
        end = self.without_asides(start, verb)
        left = self.frame[start:end]
        if not left.strip():
            return ()
        if left.rstrip().endswith(","):
            return self.before_a_comma(start, start + len(left.rstrip()) - 1)
        if COORDINATED.search(left):
            return self.first_subject(start, end)
        if named := self.named_at_the_head(start, end):
            return named
        last = self.mention_ending(start, end)
        if last:
            return self.from_mention(start, last)
        return self.phrase(start, end) or self.first_described(start, end)

    def named_at_the_head(self, start: int, end: int) -> Speakers:
        """“Ann Lee, a rep at the hub said”: the comma that should close the aside is left out.

        Only where the sentence begins with the name and all that follows is aside.
        """
        comma = self.frame.find(",", start, end)
        if comma < 0:
            return ()
        people = self.people_ending(start, comma)
        if not people or not ONLY_A_NAME.fullmatch(self.frame[start : people[0].start]):
            return ()
        asides = self.frame[comma + 1 : end].split(",")
        if not all(ASIDE_BEGINS.match(words) for words in asides):
            return ()
        if self.meant.people(comma, end):
            return ()
        return tuple(map(self.meant.speaker, people))

    def without_asides(self, start: int, verb: int) -> int:
        end = verb
        while True:
            left = self.frame[start:end]
            aside = ASIDES.search(left)
            if not aside:
                return start + len(left.rstrip())
            end = start + aside.start()

    def mention_ending(self, start: int, end: int) -> Mention | None:
        for each in self.mentions.before(end):
            if each.start < start:
                return None
            if re.fullmatch(r"[’']?s?\s*", self.frame[each.end : end]):
                return each
            return None
        return None

    def from_mention(self, start: int, last: Mention) -> Speakers:
        if last.kind == "pronoun":
            if last.name == "who":
                return self.antecedent(start, last.start)
            return self.meant.pronoun(last.name, last.start, start)
        before = self.frame[start : last.start]
        if PREPOSITION.search(before) and not re.search(r"(?:^|,)\s*\w+\s+(?:the\s)?$", before):
            head = self.head_before(start, last)
            if head:
                return head
        if last.kind == "description":
            return (self.meant.described(last),)
        return self.joint(start, last)

    def joint(self, start: int, last: Mention) -> Speakers:
        """“A and B”, “A, B and C”: all of them."""
        speakers = [self.meant.speaker(last)]
        at = last.start
        for each in self.mentions.before(last.start):
            between = self.frame[each.end : at]
            if (
                each.start < start
                or each.kind != last.kind
                or not re.fullmatch(r"\s*(?:,|,?\s*and|&)\s*(?:the\s|\w+\s){0,3}", between)
            ):
                break
            if "and" not in between and "&" not in between and len(speakers) < 2:
                break
            speakers.insert(0, self.meant.speaker(each))
            at = each.start
        return tuple(speakers)

    def head_before(self, start: int, last: Mention) -> Speakers:
        """The head of “Donna Green of Hampshire Hospitals”, “bosses at the trust”."""
        previous = next(
            (m for m in self.mentions.before(last.start) if m.kind != "pronoun" or m.name != "it"),
            None,
        )
        if previous and previous.start >= start and previous.kind in ("person", "description"):
            between = self.frame[previous.end : last.start]
            if "," not in between and len(between.split()) < 8:
                return self.from_mention(start, previous)
        left = re.split(
            r"[,;:\x00()]\s*|\b(?:that|but|while|when|and)\s", self.frame[start : last.start]
        )[-1]
        if HEAD_NOUNS.search(left):
            whole = f"{left.lstrip()}{self.frame[last.start : last.end]}"
            return (self.meant.plain_description(whole),)
        return ()

    def before_a_comma(self, start: int, comma: int) -> Speakers:
        """The subject before an aside between commas: “Donna Green, chief nurse at …, said”."""
        pieces: list[tuple[int, int]] = []
        at = start
        for match in re.finditer(r",", self.frame[start:comma]):
            pieces.append((at, start + match.start()))
            at = start + match.end()
        pieces = [*pieces[-MOST_PIECES:], (at, comma)]
        opening = self.frame[start : start + 8].lstrip().lower()
        if opening.startswith(("it was ", "it is ")) and (cleft := self.meant.people(start, comma)):
            return (self.meant.speaker(cleft[0]),)
        persons = [self.people_ending(a, b) for a, b in pieces]
        named = [n for n, found in enumerate(persons) if found]
        if named:
            # The last piece is the aside, unless it is the name: “A minister, Ann Lee, said”.
            n = named[-1]
            if n == len(pieces) - 1 and len(named) > 1 and self.aside(pieces[n]):
                n = named[-2]
            speakers = tuple(map(self.meant.speaker, persons[n]))
            earlier = [
                m for k in named if k < n and self.continues(pieces, k, n) for m in persons[k]
            ]
            return (*map(self.meant.speaker, earlier), *speakers)
        alone = ALONE.fullmatch(self.frame[pieces[-1][0] : pieces[-1][1]].strip())
        if alone and len(pieces) > 1:
            return (Speaker(alone.group(), "person", sex_of(alone.group())),)
        for a, b in pieces:
            if found := self.first_described(a, b):
                return found
            last = self.mention_ending(a, b)
            if last and last.kind != "pronoun":
                return self.from_mention(a, last)
            if last:
                return self.from_mention(start, last)
            if HEAD_NOUNS.search(self.frame, a, b) and (found := self.phrase(a, b)):
                return found
        return ()

    def first_described(self, a: int, b: int) -> Speakers:
        """“A consultant who did not want to be named, said”, “The trust which runs …, said”."""
        words = self.frame[a:b]
        cut = re.search(r"\s(?:who|whose|which|that)\s", words)
        if not cut:
            return ()
        last = self.mention_ending(a, a + cut.start())
        if last and last.kind != "pronoun":
            return self.from_mention(a, last)
        found = self.phrase(a, a + cut.start())
        if found and re.search(r"\b(?:trust|board|union|company)$", found[0].name, re.IGNORECASE):
            return (self.meant.plain_description(words),)
        return found

    def continues(self, pieces: list[tuple[int, int]], k: int, n: int) -> bool:
        """Whether the piece of n goes on with “and”, so that both speak."""
        return self.frame[pieces[n][0] : pieces[n][1]].lstrip().startswith("and ")

    def aside(self, piece: tuple[int, int]) -> bool:
        words = self.frame[piece[0] : piece[1]].strip()
        return bool(re.match(r"(?:who|which|whose|from|of|at|a|an|the|head|chief|[a-z])", words))

    def people_ending(self, start: int, end: int) -> list[Mention]:
        """The people with whom a piece between commas ends: one, or “A and B”."""
        found = self.meant.people(start, end)
        if not found or self.frame[found[-1].end : end].strip(" ’'s"):
            with_place = found and re.fullmatch(
                r"\s*(?:\(?\d\d\)?|(?:of|from|at|for|in)\s.{1,60})", self.frame[found[-1].end : end]
            )
            if not with_place:
                return []
        last = [found[-1]]
        for each in reversed(found[:-1]):
            if not re.fullmatch(
                r"\s*(?:and|&)\s*(?:\w+\s){0,3}", self.frame[each.end : last[0].start]
            ):
                break
            last.insert(0, each)
        return last

    def antecedent(self, start: int, who: int) -> Speakers:
        if re.match(r"\s*[“\"]?[Ii]t (?:was|is) ", self.frame[start : start + 12]):
            people = self.meant.people(start, who)
            if people:
                return (self.meant.speaker(people[0]),)
        end = who
        while end > start and self.frame[end - 1] in ", ":
            end -= 1
        found = self.people_ending(self.frame.rfind(",", start, end) + 1 or start, end)
        if found:
            return tuple(map(self.meant.speaker, found))
        last = self.mention_ending(start, end)
        if last and last.kind != "pronoun":
            return self.from_mention(start, last)
        return self.phrase(start, end) or self.before_a_comma(start, end)

    def first_subject(self, start: int, end: int) -> Speakers:
        """The subject of a verb that is joined by “and” to an earlier one."""
        for earlier in reversed(self.says(start, end)):
            if found := self.subject(start, earlier.start):
                return found
        for each in reversed(self.mentions.within(start, end)):
            if each.kind == "pronoun" and self.frame[each.end : each.end + 1] == " ":
                return self.from_mention(start, each)
        return self.of_sentence(start, end)

    def of_sentence(self, start: int, end: int) -> Speakers:
        """The first whom the sentence names outside a phrase with “at”, “of” and the like."""
        verb = next(iter(self.says(start, end)), None)
        if (
            verb
            and self.frame[start : verb.start].strip()
            and (found := self.subject(start, verb.start))
        ):
            return found
        return self.first_named(start, end)

    def first_named(self, start: int, end: int) -> Speakers:
        """The same, whatever it does; of “GMB national secretary Ann Lee” the person."""
        fallback: Speakers = ()
        named = self.mentions.within(start, end)[:MOST_NAMES]
        for n, each in enumerate(named):
            if n + 1 < len(named) and each.body and named[n + 1].person:
                between = self.frame[each.end : named[n + 1].start].lower().split()
                if all(
                    word.removesuffix("’s").removesuffix("'s") in ROLE_WORDS for word in between
                ):
                    continue
            if each.kind == "pronoun":
                if each.name == "who":
                    continue
                found = self.meant.pronoun(each.name, each.start, start)
            else:
                found = (
                    self.meant.described(each)
                    if each.kind == "description"
                    else self.meant.speaker(each),
                )
            if PREPOSITION.search(self.frame[max(start, each.start - 24) : each.start]):
                fallback = fallback or found
                continue
            if found:
                return found
        return fallback

    def phrase(self, start: int, end: int) -> Speakers:
        """A description right before the verb: “union leaders”, “one”, “a report”."""
        begin = max(start, end - 90)
        verbs = self.says(begin, end)
        begin = verbs[-1].end if verbs else begin
        left = re.split(
            r"[,;:.()\x00—–]\s*|\b(?:that|but|and|while|when|though|because|as|if|after|which|what|where|how)\s",
            self.frame[begin:end],
        )[-1]
        match = NOUN_PHRASE.search(left.strip())
        if not match or not HEAD_NOUNS.search(match["np"]):
            return ()
        words = match["np"]
        determined = list(re.finditer(r"\b(?:the|an?|one|another|some)\s", words, re.IGNORECASE))
        if determined and len(determined) == 1:
            words = words[determined[0].start() :]
        return self.meant.resolved(words, end)
