"""Whom a story means where it does not give a name: “she”, “the trust”, “the chief executive”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from .mentioned import Mention, Mentions
from .vocabulary import ROLE_WORDS

PREPOSITION = re.compile(
    r"\b(?:of|at|for|from|in|with|by|to|on|near|about|against|under|inside|outside|among|across|"
    r"behind|over|between|like)\s+(?:(?:the|an?|both|our|its|their|his|her)\s+(?:union\s+)?)?$",
    re.IGNORECASE,
)
BODY_AGAIN = re.compile(r"the (trust|hospital|union|board|service)", re.IGNORECASE)
HELD_BY_ONE = re.compile(
    r"\b(?:secretary|minister|director|executive|officer|president|chair\w*|leader|mp|surgeon|"
    r"consultant|nurse|midwife|manager|rep|representative|organiser|steward|professor|mayor|vicar)$"
)
DETERMINERS = re.compile(r"^(?:the|its|their|our|his|her)\s+", re.IGNORECASE)
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
class Meant:
    """Who is being talked of as the story goes on. `spoken` is who has had the floor so far, each
    with the place: it grows as the story is read."""

    frame: str
    mentions: Mentions
    spoken: list[tuple[int, Speakers]]

    def people(self, start: int, end: int) -> list[Mention]:
        return [m for m in self.mentions.within(start, end) if m.kind == "person"]

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

    def plain_description(self, words: str) -> Speaker:
        words = " ".join(words.split())
        many = bool(
            re.search(r"(?:s|men|women|people|staff)$", words.split(" of ")[0].split(" at ")[0])
        )
        return Speaker(words, "description", "", many)

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

    def pronoun(self, word: str, at: int, start: int) -> Speakers:
        """Whom “she” means: who has the floor, of that sex as far as the story says."""
        if word == "it":
            return self.body_before(at, start)
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
        people = (m for m in self.mentions.before(at) if m.kind == "person")
        found = next((m for m in islice(people, 6) if fits(self.speaker(m), word)), None)
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
