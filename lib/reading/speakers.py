"""Who says the words of a quotation: by the verb beside it, or by who spoke before."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from .mentions import Mention, Mentions, sex_of
from .saying import ASIDES, BY, DOER_BEFORE, NOT_SAID, NOUNS, PHRASES, VERBS, WORDS
from .vocabulary import ROLE_WORDS

CLAUSE_WORDS = re.compile(
    r"(?:^|[,;:]\s*|\s)(?:and|but|while|though|although|because|that|as|when|after|before|so|yet|"
    r"if|whether|with)\s+$",
    re.IGNORECASE,
)
COORDINATED = re.compile(r"(?:\b(?:and|but|or|then|while|before|by)|,)\s*$", re.IGNORECASE)
PREPOSITION = re.compile(
    r"\b(?:of|at|for|from|in|with|by|to|on|near|about|against|under|inside|outside|among|across|"
    r"behind|over|between|like)\s+(?:(?:the|an?|both|our|its|their|his|her)\s+)?$",
    re.IGNORECASE,
)
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
BODY_AGAIN = re.compile(r"the (trust|hospital|union|board|service)", re.IGNORECASE)
HELD_BY_ONE = re.compile(
    r"\b(?:secretary|minister|director|executive|officer|president|chair\w*|leader|mp|surgeon|"
    r"consultant|nurse|midwife|manager|rep|representative|organiser|steward|professor|mayor|vicar)$"
)
DETERMINERS = re.compile(r"^(?:the|its|their|our|his|her)\s+", re.IGNORECASE)
# Of a sentence that names more the first will do.
MOST_NAMES = 12
UNNAMED_BODY = re.compile(
    r"\b[Tt]he (?:trust|union|hospital|board|department|government|company|service)"
    r"(?: (?:which|that) \w+ [A-Z][\w’' ]+)?"
)
ISSUED = re.compile(r"^(?:the|a|its|their|this)?\s*(?:\w+\s)?(?:statement|release)$", re.IGNORECASE)


@dataclass(frozen=True)
class Speaker:
    """`kind`: person, organisation or description; `name` as it should be shown."""

    name: str
    kind: str
    sex: str = ""
    many: bool = False


Speakers = tuple[Speaker, ...]


@dataclass
class Said:
    """Who is being talked of as the story goes on: for “she said”."""

    frame: str
    mentions: Mentions
    spoken: list[tuple[int, Speakers]]

    def __post_init__(self) -> None:
        self.verbs = verbs_of(self.frame)
        self.verb_starts = [verb.start for verb in self.verbs]

    def says(self, start: int, end: int) -> list[Verb]:
        """The reporting verbs between two places."""
        first, last = bisect_left(self.verb_starts, start), bisect_left(self.verb_starts, end)
        while last > first and self.verbs[last - 1].end > end:
            last -= 1
        return self.verbs[first:last]

    # From a verb to its subject

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
        last = self.mention_ending(start, end)
        if last:
            return self.from_mention(start, last)
        return self.phrase(start, end) or self.first_described(start, end)

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
            return self.pronoun(last.name, last.start, start)
        before = self.frame[start : last.start]
        if PREPOSITION.search(before) and not re.search(r"(?:^|,)\s*\w+\s+(?:the\s)?$", before):
            head = self.head_before(start, last)
            if head:
                return head
        if last.kind == "description":
            return (self.described(last),)
        return self.joint(start, last)

    def joint(self, start: int, last: Mention) -> Speakers:
        """“A and B”, “A, B and C”: all of them."""
        speakers = [self.speaker(last)]
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
            speakers.insert(0, self.speaker(each))
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
            return (self.plain_description(whole),)
        return ()

    def before_a_comma(self, start: int, comma: int) -> Speakers:
        """The subject before an aside between commas: “Donna Green, chief nurse at …, said”."""
        pieces: list[tuple[int, int]] = []
        at = start
        for match in re.finditer(r",", self.frame[start:comma]):
            pieces.append((at, start + match.start()))
            at = start + match.end()
        pieces.append((at, comma))
        opening = self.frame[start : start + 8].lstrip().lower()
        if opening.startswith(("it was ", "it is ")) and (cleft := self.people(start, comma)):
            return (self.speaker(cleft[0]),)
        persons = [self.people_ending(a, b) for a, b in pieces]
        named = [n for n, found in enumerate(persons) if found]
        if named:
            # The last piece is the aside, unless it is the name: “A minister, Ann Lee, said”.
            n = named[-1]
            if n == len(pieces) - 1 and len(named) > 1 and self.aside(pieces[n]):
                n = named[-2]
            speakers = tuple(map(self.speaker, persons[n]))
            earlier = [
                m for k in named if k < n and self.continues(pieces, k, n) for m in persons[k]
            ]
            return (*map(self.speaker, earlier), *speakers)
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
            if (found := self.phrase(a, b)) and HEAD_NOUNS.search(self.frame[a:b]):
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
            return (self.plain_description(words),)
        return found

    def continues(self, pieces: list[tuple[int, int]], k: int, n: int) -> bool:
        """Whether the piece of n goes on with “and”, so that both speak."""
        return self.frame[pieces[n][0] : pieces[n][1]].lstrip().startswith("and ")

    def aside(self, piece: tuple[int, int]) -> bool:
        words = self.frame[piece[0] : piece[1]].strip()
        return bool(re.match(r"(?:who|which|whose|from|of|at|a|an|the|head|chief|[a-z])", words))

    def people(self, start: int, end: int) -> list[Mention]:
        return [m for m in self.mentions.within(start, end) if m.kind == "person"]

    def people_ending(self, start: int, end: int) -> list[Mention]:
        """The people with whom a piece between commas ends: one, or “A and B”."""
        found = self.people(start, end)
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
            people = self.people(start, who)
            if people:
                return (self.speaker(people[0]),)
        end = who
        while end > start and self.frame[end - 1] in ", ":
            end -= 1
        found = self.people_ending(self.frame.rfind(",", start, end) + 1 or start, end)
        if found:
            return tuple(map(self.speaker, found))
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
                found = self.pronoun(each.name, each.start, start)
            else:
                found = (
                    self.described(each) if each.kind == "description" else self.speaker(each),
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
        return self.resolved(words, end)

    def resolved(self, words: str, at: int) -> Speakers:
        """A person whom the story names by that role; the body behind “the statement”."""
        if ISSUED.match(words.strip()):
            for spoken_at, speakers in reversed(self.spoken[-12:]):
                if spoken_at < at and speakers and at - spoken_at < 1500:
                    return speakers
            for each in self.mentions.before(at):
                if each.body:
                    return (self.speaker(each),)
        again = BODY_AGAIN.fullmatch(words.strip())
        if again:
            for each in self.mentions.before(at):
                if each.kind == again[1].lower() or again[1].capitalize() in each.name.split():
                    return (self.speaker(each),)
        role = DETERMINERS.sub("", words.strip()).lower()
        if words.lower().startswith("the ") and HELD_BY_ONE.search(role):
            for person in reversed(self.mentions.people):
                if person.role and role in person.role.lower():
                    return (Speaker(person.name, "person", person.sex),)
        return (self.plain_description(words),)

    def plain_description(self, words: str) -> Speaker:
        words = " ".join(words.split())
        many = bool(
            re.search(r"(?:s|men|women|people|staff)$", words.split(" of ")[0].split(" at ")[0])
        )
        return Speaker(words, "description", "", many)

    # What a mention stands for

    def speaker(self, mention: Mention) -> Speaker:
        if mention.person:
            return Speaker(mention.person.name, "person", mention.person.sex)
        if mention.kind == "description":
            return self.described(mention)
        return Speaker(mention.name, "organisation")

    def described(self, mention: Mention) -> Speaker:
        if ISSUED.match(mention.name):
            found = self.resolved(mention.name, mention.start)
            if found:
                return found[0]
        sex = "she" if "woman" in mention.name else "he" if "spokesman" in mention.name else ""
        return Speaker(mention.name, "description", sex)

    def pronoun(self, word: str, at: int, start: int) -> Speakers:
        """Whom “she” means: who has the floor, of that sex as far as the story says."""
        if word == "it":
            return self.body_before(at, start)
        for sentence_first in (True, False):
            if sentence_first:
                here = [m for m in self.people(start, at) if not self.in_phrase(m, start)]
                found = next((m for m in here if fits(self.speaker(m), word)), None)
                if found and word != "they":
                    return (self.speaker(found),)
        recent = [
            (place, speakers) for place, speakers in self.spoken[-14:] if place < at and speakers
        ]
        for _, speakers in reversed(recent[-12:]):
            if word == "they" and (
                len(speakers) > 1 or speakers[0].kind != "person" or not speakers[0].sex
            ):
                return speakers
            if (
                word != "they"
                and len(speakers) == 1
                and fits(speakers[0], word)
                and not speakers[0].many
            ):
                return speakers
        people = [m for m in self.mentions.before(at) if m.kind == "person"][:6]
        found = next((m for m in people if fits(self.speaker(m), word)), None)
        return (self.speaker(found),) if found else ()

    def in_phrase(self, mention: Mention, start: int) -> bool:
        left = self.frame[max(start, mention.start - 40) : mention.start].rstrip()
        while (word := left.rsplit(None, 1)[-1:]) and word[0] in ROLE_WORDS - {"for", "of"}:
            left = left[: -len(word[0])].rstrip()
        return bool(PREPOSITION.search(f"{left} "))

    def body_before(self, at: int, start: int) -> Speakers:
        for each in reversed(self.mentions.within(start, at)):
            if each.body:
                return (self.speaker(each),)
        for place, speakers in reversed(self.spoken[-8:]):
            if place < at and speakers[0].kind != "person":
                return speakers
        for each in self.mentions.before(at):
            if each.body:
                return (self.speaker(each),)
            if at - each.end > 1500:
                break
        told = UNNAMED_BODY.findall(self.frame, max(0, at - 1500), at)
        return (self.plain_description(told[-1]),) if told else ()


def fits(speaker: Speaker, pronoun: str) -> bool:
    return speaker.kind != "organisation" and (not speaker.sex or speaker.sex == pronoun)


class Verb(NamedTuple):
    """A reporting verb at text[start:end]; `by_end` is where “by” ends in “told by”, else 0."""

    start: int
    end: int
    word: str
    by_end: int


def verbs_of(frame: str) -> list[Verb]:
    """All reporting verbs, in order, without nouns that look like them."""
    found = [
        (match.start(), match.end(), word)
        for match in WORDS.finditer(frame)
        if (word := match.group().lower()) in VERBS
    ]
    found += [(match.start(), match.end(), match.group()) for match in PHRASES.finditer(frame)]
    verbs = []
    for start, end, word in sorted(found):
        if NOT_SAID.match(frame, end) or (
            start and (frame[start - 1].isalpha() or frame[start - 1] == "-")
        ):
            continue
        if word in NOUNS and not DOER_BEFORE.search(frame[max(0, start - 24) : start]):
            continue
        by = BY.match(frame, end)
        verbs.append(
            Verb(start, end, word, by.end() if by and word.endswith(("ed", "d", "told")) else 0)
        )
    return verbs
