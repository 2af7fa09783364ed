"""Who and what a story names: people, organisations, and those who are only described."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from .layout import Line
from .names import Named, Registry
from .vocabulary import (
    FEMALE,
    HOSPITAL_HEADS,
    LEADS,
    MALE,
    NOT_NAMES,
    ORGANISATION_HEADS,
    ROLE_WORDS,
    SURNAMES,
    TITLES,
    TRUST_HEADS,
    UNIONS,
)

TOKEN = re.compile(r"[^\W_]+(?:[’'.&-][^\W_]+)*(?:[’'](?=\s))?")
CONNECTORS = frozenset(["of", "and", "the", "for", "upon", "on", "le", "de", "by", "in", "&"])
POSSESSIVE = re.compile(r"[’']s?$")
DESCRIBED = re.compile(
    r"\b(?:spokes(?:man|woman|person|people)|statement|insider|source)\b", re.IGNORECASE
)
PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|who)\b")
# As many mentions back somebody may be meant; as many words with capitals make a name.
FAR = 60
LONGEST_RUN = 14
SPOKEN_FOR = re.compile(
    r"\s(?:for|from|at|of|on behalf of)\s(?:(?:the|both|our)\s)?"
    r"(?:[A-Z][\w’'&.-]*(?:\s(?:(?:of|and|for|the|in)\s)*(?=[A-Z]))?"
    r"|trust|union|hospital|board|service|department|company)+"
)
BRACKETED = re.compile(r"\s*\(([A-Z][A-Za-z&]{1,9})\)")


@dataclass
class Person:
    name: str  # without titles
    sex: str = ""  # "he", "she" or "" for what the text does not say
    role: str = ""

    @property
    def surname(self) -> str:
        return self.name.split()[-1]


@dataclass(frozen=True)
class Mention:
    """text[start:end] names somebody. `core` is the name alone, without titles and roles."""

    start: int
    end: int
    kind: str  # person, trust, hospital, organisation, description, pronoun
    name: str
    person: Person | None = None
    named: tuple[Named, ...] = ()
    core: int = 0

    @property
    def body(self) -> bool:
        return self.kind in ("trust", "hospital", "organisation", "union", "area")


@dataclass
class Mentions:
    found: list[Mention] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    # Short forms that the story itself introduces: UHS.
    short: dict[str, Mention] = field(default_factory=dict)
    aside: list[Mention] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.starts = [each.start for each in self.found]

    def within(self, start: int, end: int) -> list[Mention]:
        return self.found[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def before(self, at: int) -> Iterator[Mention]:
        """Those that end before a place, nearest first."""
        last = bisect_right(self.starts, at) - 1
        for i in range(last, max(-1, last - FAR), -1):
            if self.found[i].end <= at:
                yield self.found[i]


@dataclass(frozen=True)
class Run:
    """Words with capitals that stand together, text[start:end]."""

    tokens: tuple[tuple[int, int, str], ...]

    @property
    def words(self) -> list[str]:
        return [word for _, _, word in self.tokens]


def mentions_of(frame: str, registry: Registry, furniture: list[Line]) -> Mentions:
    """All mentions in a text whose quoted words are masked, in order.

    Those in a caption or heading come apart from the rest: the running text decides who speaks.
    """
    people: list[Person] = []
    runs = list(runs_of(frame))
    found: list[Mention] = []
    loose: list[Run] = []
    for run in runs:
        named = named_in(frame, run, registry, people)
        if named:
            found.append(named)
        else:
            loose.append(run)
    found += [again for run in loose if (again := known_again(run, people))]
    bodies = [each for each in found if each.body][:FAR]
    found += [again for run in loose if (again := in_initials(run, bodies))]
    short = {}
    for each in found:
        if each.body and (abbreviated := BRACKETED.match(frame, each.end)):
            short[abbreviated[1]] = each
    found += [
        Mention(run.tokens[0][0], run.tokens[-1][1], short[word].kind, short[word].name)
        for run in loose
        if (word := bare(run.words[-1])) in short
    ]
    found += [
        Mention(place.start, place.end, place.named[0].kind, place.named[0].name, None, place.named)
        for place in registry.places(frame)
    ]
    found += described(frame)
    found += [
        Mention(m.start(), m.end(), "pronoun", m.group().lower()) for m in PRONOUN.finditer(frame)
    ]
    running: list[Mention] = []
    aside: list[Mention] = []
    for each in apart(found):
        inside = any(line.start <= each.start < line.end for line in furniture)
        (aside if inside else running).append(each)
    return Mentions(running, people, short, aside)


def apart(found: list[Mention]) -> list[Mention]:
    """In order, the longer of two that overlap; of two that are equal the one that we know."""
    kept: list[Mention] = []
    for each in sorted(found, key=lambda m: (m.start, -m.end, not m.named)):
        if kept and each.start < kept[-1].end:
            if (each.end > kept[-1].end and each.kind == "description") or (
                each.named and not kept[-1].named and each.start == kept[-1].start
            ):
                kept[-1] = each
            continue
        kept.append(each)
    return kept


def runs_of(frame: str) -> Iterator[Run]:
    """Words with capitals, joined over “of”, “and the” and the like when another follows."""
    tokens: list[tuple[int, int, str]] = []
    waiting: list[tuple[int, int, str]] = []
    for match in TOKEN.finditer(frame):
        token = (match.start(), match.end(), match.group())
        last = waiting[-1] if waiting else tokens[-1] if tokens else None
        if last and not joined(frame[last[1] : token[0]], last[2]):
            yield from split(tokens)
            tokens, waiting = [], []
        word = token[2]
        if len(tokens) > LONGEST_RUN:
            yield from split(tokens)
            tokens, waiting = [], []
        if word[0].isupper():
            tokens += [*waiting, token]
            waiting = []
            if POSSESSIVE.search(word) and not names_a_place(tokens):
                yield from split(tokens)
                tokens = []
        elif tokens and word.lower() in CONNECTORS and len(waiting) < 2:
            waiting.append(token)
        else:
            yield from split(tokens)
            tokens, waiting = [], []
    yield from split(tokens)


def joined(between: str, last: str) -> bool:
    if between in (" ", "\u00a0", "  ", " & "):
        return True
    return (between in (". ",) and last in ("St", "Dr", "Mr", "Mrs", "Ms", "Prof")) or (
        between == ". " and len(last) == 1
    )


def names_a_place(tokens: list[tuple[int, int, str]]) -> bool:
    """“Queen’s”, “St Thomas’”, “Children’s”: the name goes on after them."""
    words = [word for _, _, word in tokens]
    owner = POSSESSIVE.sub("", words[-1])
    return owner in LEADS or (len(words) > 1 and words[-2] in ("St", "St."))


def split(tokens: list[tuple[int, int, str]]) -> Iterator[Run]:
    """Cuts a run at “and” where both sides are names of their own."""
    while tokens:
        words = [bare(word) for _, _, word in tokens]
        cut = next((i for i, word in enumerate(words) if parts(words, i)), None)
        if cut is None:
            yield Run(tuple(tokens))
            return
        yield Run(tuple(tokens[:cut]))
        tokens = (
            [token for token in tokens[cut:] if token[2] not in CONNECTORS or token[2][0].isupper()]
            if tokens[cut][2] == "the"
            else tokens[cut + 1 :]
        )
        while tokens and not tokens[0][2][0].isupper():
            tokens = tokens[1:]


def parts(words: list[str], i: int) -> bool:
    if words[i] in ("by", "in"):
        return True
    if words[i] == "on":
        # “Stoke on Trent” stays; “Wirral on Tuesday” does not.
        return i > 1 or words[i + 1].lower() in NOT_NAMES
    if words[i] == "for":
        return words[0] not in ("Department", "Centre", "Campaign", "Institute", "Royal")
    if words[i] == "of" and i and words[i - 1].lower() in ROLE_WORDS:
        return True
    if words[i] not in ("and", "&"):
        return False
    left, right = words[:i], words[i + 1 :]
    if right and right[0] in TITLES:
        return True
    if left[-1] in ORGANISATION_HEADS or left[-1] in UNIONS:
        return left[0] not in ("Department", "Ministry", "Royal") or right[-1] in ORGANISATION_HEADS
    if left[0] in ("Department", "Ministry", "Royal"):
        return False
    return right[-1] not in ORGANISATION_HEADS if right else True


def bare(word: str) -> str:
    return POSSESSIVE.sub("", word)


def small(word: str) -> str:
    """A word in capitals as it is written elsewhere; an abbreviation stays."""
    return word.capitalize() if len(word) > 4 and word.isupper() and word not in UNIONS else word


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


TRADE = re.compile(r"(?:ist|cian|woman|medic|nurse|worker)$")
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
    after = re.match(r",\s*([^,.;:\n\x00]{3,80})[,.]", frame[end : end + 100])
    return after[1] if after else ""


def described(frame: str) -> Iterator[Mention]:
    """“A spokesperson for the trust”, “a statement from the union”."""
    for match in DESCRIBED.finditer(frame):
        left = frame[max(0, match.start() - 80) : match.start()]
        left = re.split(r"[\n,.;:\x00()]", left)[-1]
        found = list(re.finditer(r"\b(?:an?|the|one|another|its|their|[Aa]n?|The|One)\s", left))
        start = match.start() - len(left) + found[-1].start() if found else match.start()
        if found and len(left[found[-1].end() :].split()) > 9:
            start = match.start()
        end = match.end()
        tail = SPOKEN_FOR.match(frame, end, end + 160)
        end = tail.end() if tail else end
        yield Mention(start, end, "description", " ".join(frame[start:end].split()), core=start)
