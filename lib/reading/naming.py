"""Whom words with capitals name: somebody in full, by title, by surname or in initials."""

from __future__ import annotations

import re

from .capitals import Run, bare, small
from .mentioned import Mention, Person
from .names import Registry
from .vocabulary import (
    FEMALE,
    HOSPITAL_HEADS,
    MALE,
    NOT_NAMES,
    ORGANISATION_HEADS,
    ROLE_WORDS,
    SURNAMES,
    TITLES,
    TRUST_HEADS,
    UNIONS,
)

TRADE = re.compile(r"(?:ist|cian|woman|medic|nurse|worker)$")
# The comma that closes an aside is often left out before the verb.
ROLE_AFTER = re.compile(r",\s*([^,.;:\n\x00]{3,80}?)(?:[,.]|\s+(?:said|says|told)\b)")
IN_PLACE = re.compile(r"\b(?:in|near|at|across|around|throughout|outside)\s+$", re.IGNORECASE)
NOT_FIRST_WORDS = (
    "a an the and but in on at for from with when while as if after before since until by to of it "
    "this that these those he she they we i you our his her their its there then now so yet still "
    "meanwhile however although though because during among about also only just even both each "
    "every all some many most more no not one two three what which who how why where last next "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june "
    "july august september october november december speaking asked once under over another former "
    "outside inside near across throughout despite unlike behind within without around amid "
    "it’s it's here today yesterday tomorrow separately"
)
NOT_FIRST = frozenset(NOT_FIRST_WORDS.split())


def named_in(frame: str, run: Run, registry: Registry, people: list[Person]) -> Mention | None:
    """The person or body that a run names in full."""
    tokens = list(run.tokens)
    while tokens and tokens[0][2].lower() in NOT_FIRST and len(tokens) > 1:
        tokens = tokens[1:]
    words = [small(bare(word)) for _, _, word in tokens]
    start, end = tokens[0][0], tokens[-1][0] + len(words[-1])
    body = body_kind(words)
    if body:
        name = " ".join(frame[start:end].split())
        return Mention(
            start, end, body, name.title() if name.isupper() and " " in name else name, core=start
        )
    before = [n for n, word in enumerate(words[:-1]) if leads_to_name(words, n)]
    begin = before[-1] + 1 if before else 0
    titles = [word for word in words[:begin] if word in TITLES]
    sex = next((TITLES[word] for word in titles if TITLES[word]), "")
    titled = bool(titles)
    names = words[begin:]
    if len(names) == 1 and titled:
        return titled_again(start, end, names[0], sex, people, tokens[begin][0])
    if not 2 <= len(names) <= 4 or not all(
        could_be_name(word, n > 0 and (titled or bool(sex_of(names[0]))))
        for n, word in enumerate(names)
    ):
        return None
    known = titled or bool(before) or bool(sex_of(names[0]))
    if not known and (
        registry.called(" ".join(names)) or IN_PLACE.search(frame[max(0, start - 12) : start])
    ):
        return None
    full = " ".join(names)
    person = next((each for each in people if each.name == full), None)
    if person is None:
        person = Person(
            full,
            sex or sex_of(names[0]),
            role_before(frame, tokens[begin][0]) or role_after(frame, end),
        )
        people.append(person)
    return Mention(start, end, "person", full, person, core=tokens[begin][0])


def leads_to_name(words: list[str], n: int) -> bool:
    """Whether a word is a title, a role or a trade: “Musician Jo Lee”."""
    if words[n] in TITLES or words[n].lower() in ROLE_WORDS:
        return True
    return n == 0 and len(words) > 2 and bool(TRADE.search(words[n]))


def could_be_name(word: str, surname: bool) -> bool:
    return (
        word[0].isupper()
        and (word.lower() not in NOT_NAMES or (surname and word.lower() in SURNAMES))
        and word.lower() not in ROLE_WORDS
        and word.lower() not in NOT_FIRST - {"may", "april", "june"}
        and not (word.isupper() and len(word) > 1)
        and not any(character.isdigit() for character in word)
    )


def body_kind(words: list[str]) -> str:
    if len(words) == 1:
        if words[0] in UNIONS:
            return "union"
        return ""
    last = words[-1]
    if last in TRUST_HEADS or words[-2:] == ["Health", "Board"]:
        return "trust"
    if last in HOSPITAL_HEADS or words[0] == "Ysbyty":
        return "hospital"
    if last in ORGANISATION_HEADS or words[0] == "NHS" or words[0] in ("Department", "Ministry"):
        return "organisation"
    return "union" if words[-1] in UNIONS or words[:2] == ["Royal", "College"] else ""


def titled_again(
    start: int, end: int, surname: str, sex: str, people: list[Person], core: int
) -> Mention:
    person = next((each for each in reversed(people) if each.surname == surname), None)
    if person is None:
        person = Person(surname, sex)
        people.append(person)
    person.sex = person.sex or sex
    return Mention(start, end, "person", person.name, person, core=core)


def known_again(run: Run, people: list[Person]) -> Mention | None:
    """A surname or first name alone, of somebody whom the story names in full."""
    tokens = list(run.tokens)
    while len(tokens) > 1 and tokens[0][2].lower() in NOT_FIRST | ROLE_WORDS:
        tokens = tokens[1:]
    start, _, word = tokens[-1] if len(tokens) == 1 else tokens[0]
    word = bare(word)
    if len(tokens) > 1:
        return None
    for person in people:
        parts = person.name.split()
        if word == parts[-1] or (word == parts[0] and len(parts) > 1):
            return Mention(start, start + len(word), "person", person.name, person, core=start)
    return None


def in_initials(run: Run, bodies: list[Mention]) -> Mention | None:
    """“LTHT”, of Leeds Teaching Hospitals NHS Trust."""
    start, _, word = run.tokens[-1]
    word = bare(word)
    if len(run.tokens) > 1 or not (3 <= len(word) <= 6 and word.isupper()):
        return None
    for body in bodies:
        words = [each for each in body.name.split() if each[0].isupper() and each != "NHS"]
        if "".join(each[0] for each in words).startswith(word):
            return Mention(start, start + len(word), body.kind, body.name, None, body.named)
    return None


def sex_of(first: str) -> str:
    return "she" if first.lower() in FEMALE else "he" if first.lower() in MALE else ""


def role_before(frame: str, start: int) -> str:
    words = frame[max(0, start - 80) : start].split()[-7:]
    role: list[str] = []
    for word in reversed(words):
        if word.lower().removesuffix("’s") not in ROLE_WORDS and word not in TITLES:
            break
        role.insert(0, word)
    return " ".join(role)


def role_after(frame: str, end: int) -> str:
    after = ROLE_AFTER.match(frame, end, end + 100)
    return after[1] if after else ""
