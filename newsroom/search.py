"""Search: stories by their words, places, strikes and people by their names, figures by both.

One function for the page and the API. Which stories hold the words the database knows
(`PublicWords`), what the facts are called a process remembers (`hospitals.called`). All of it comes
through the door of its kind, and nothing is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import localdate

from articles.models import PublicStory, PublicWords
from articles.presenters import story_line
from deeds.memory import remembered
from hospitals.called import Name, Names, figures_about, names_at
from hospitals.models import Source, Strike
from hospitals.presenters import figures, strikes
from hospitals.presenters.strikes import StrikeLine
from lib.addresses import address
from lib.full_text import ALL, TITLE, first_holding
from lib.searching import Pieces, Terms, marked, nearest, snippet, stem, stems, terms, words_of
from lib.text import fold

# Of each kind where all kinds are shown; where one is.
FEW, MOST = 5, 50
MOST_WORDS = 12
# So many of the latest, of which the words may be meant.
HEADLINES = 500
SHORTEST = 2


@dataclass(frozen=True)
class Found:
    """`title` and `snippet` are (words, whether they are what was looked for): plain text."""

    kind: str
    title: Pieces
    url: str
    api: str
    about: str = ""
    snippet: Pieces = ()
    on: date | None = None

    @property
    def name(self) -> str:
        return "".join(words for words, _ in self.title)


@dataclass(frozen=True)
class Group:
    """What was found of a kind, whether there is more, and where the search shows more of it."""

    kind: str
    label: str
    found: list[Found]
    more: bool = False
    more_url: str = ""


@dataclass(frozen=True)
class Results:
    """`meant` is what was searched for in place of what was typed, where that found nothing;
    `alike` says that names are only like it. `words` are what might be searched for alone."""

    typed: str
    groups: list[Group] = field(default_factory=list)
    meant: str = ""
    alike: bool = False
    words: list[str] = field(default_factory=list)

    @property
    def found(self) -> list[Found]:
        return [each for group in self.groups for each in group.found]


@dataclass(frozen=True)
class Asked:
    """A question made ready: `stems` are all that count as found."""

    typed: str
    terms: Terms
    names: Names
    at: datetime
    most: int

    @property
    def stems(self) -> set[str]:
        return {stem for term in self.terms for way in term.ways for stem in way}

    def title(self, text: str) -> Pieces:
        return marked(text, self.stems)


def search(typed: str, at: datetime, kind: str = "") -> Results:
    """What readers may see at `at` of what was typed; of one kind (a key of KINDS), or of all."""
    typed = " ".join(typed.split())
    words = words_of(typed)[:MOST_WORDS]
    if not any(len(word) >= SHORTEST for word in words):
        return Results(typed)
    names = names_at(at)
    if groups := search_for(" ".join(words), kind, names, at):
        return Results(typed, groups)
    meant = list(meant_by(words, names, at))
    if meant != words and (groups := search_for(" ".join(meant), kind, names, at)):
        return Results(typed, groups, meant=in_the_case_of(typed, words, meant))
    question = asked(typed, names, at, kind)
    if groups := grouped(by_names(question, names.like(typed, 3)), question, kind):
        return Results(typed, groups, alike=True)
    known = [word for word in words if is_known(word, names, at)]
    return Results(typed, words=known if len(words) > 1 else [])


def asked(typed: str, names: Names, at: datetime, kind: str) -> Asked:
    return Asked(typed, terms(typed, names.synonyms), names, at, MOST if kind else FEW)


def search_for(typed: str, kind: str, names: Names, at: datetime) -> list[Group]:
    question = asked(typed, names, at, kind)
    return grouped(everything(question, kind), question, kind)


def meant_by(words: Iterable[str], names: Names, at: datetime) -> Iterator[str]:
    """Each word, or the nearest in a name or a headline where nothing public has it."""
    known = remembered("words that may be meant", lambda: words_known(names, at), at)
    for word in words:
        yield word if is_known(word, names, at) else nearest(word, known) or word


def in_the_case_of(typed: str, words: Sequence[str], meant: Sequence[str]) -> str:
    """What was meant, with a capital where one was typed: “Donna Grene” is “Donna Green”."""
    capitals = {fold(word) for word in typed.split() if word[0].isupper()}
    return " ".join(
        new.capitalize() if old in capitals else new for old, new in zip(words, meant, strict=True)
    )


def words_known(names: Names, at: datetime) -> list[str]:
    latest = PublicStory.objects.live(at).newest_first()[:HEADLINES]
    headlines = latest.values_list("version__headline_text", flat=True)
    return sorted({*names.known, *(word for line in headlines for word in words_of(line))})


def is_known(word: str, names: Names, at: datetime) -> bool:
    return stem(word) in names.by_stem or bool(
        first_holding(PublicWords, terms(word, {}), at, most=1)
    )


# Each kind


def everything(question: Asked, kind: str) -> Iterator[Found]:
    if kind in ("", *NAMED):
        yield from by_names(question, called(question, kind))
    if kind in ("", "figures"):
        yield from numbers(question)
    if kind in ("", "stories"):
        yield from stories(question)


def called(question: Asked, kind: str) -> Iterator[Name]:
    """What has all that was asked for in its names: of a place no name says “strike”. People are
    found by their office only where people are looked for, or half a page would be spokesmen."""
    besides = tuple(term for term in question.terms if STRIKE not in term.ways)
    for asked_for, kinds in ((question.terms, STRIKES), (besides, OTHERS)):
        for name in question.names.called(question.typed, asked_for):
            by_office = name.kind == "person" and not all(each.in_(name.own) for each in asked_for)
            if name.kind in kinds and (kind == "people" or not by_office):
                yield name


STRIKE = stems("strike")
STRIKES, OTHERS = ("strike", "dispute"), ("trust", "hospital", "area", "person")


def by_names(question: Asked, called: Iterable[Name]) -> Iterator[Found]:
    """What has these names, in their order, as many of each group as are wanted."""
    wanted: dict[str, list[Name]] = {}
    for name in called:
        if name.url:
            wanted.setdefault(GROUP_OF[name.kind], []).append(name)
    chosen = [name for several in wanted.values() for name in several[: question.most + 1]]
    people = [name.pk for name in chosen if name.kind == "person"]
    # A process remembers names; whether somebody may be named is asked each time.
    may = set(Source.objects.nameable().filter(pk__in=people).values_list("pk", flat=True))
    for name in chosen:
        if name.kind == "strike":
            yield walkout(name, question)
        elif name.kind != "person" or name.pk in may:
            url, api = name.url, address(f"api:{IN_API.get(name.kind, name.kind)}-detail", name.key)
            yield Found(name.kind, question.title(name.name), url, api, name.about)


# What the API calls otherwise.
IN_API = {"person": "source"}


def walkout(name: Name, question: Asked) -> Found:
    lines = remembered("strikes in searches", lambda: strike_lines(question.at), question.at)
    line, first_day = lines[name.pk]
    about = " · ".join(filter(None, [line.kind, line.staff, line.when, line.status]))
    api = address("api:strike-detail", name.key)
    about = about[:1].upper() + about[1:]
    return Found("strike", question.title(name.name), name.url, api, about, on=first_day)


def strike_lines(at: datetime) -> dict[int, tuple[StrikeLine, date | None]]:
    listed = strikes.for_strike_lines(Strike.objects.public(at).with_dates(public_at=at), at)
    return {each.pk: (strikes.strike_line(each, at), each.first_day) for each in listed}


def numbers(question: Asked) -> Iterator[Found]:
    """Figures, the latest first."""
    found = figures_about(question.terms, question.names, question.at).for_lines()
    rows = list(found.order_by("-period_end", "-figure")[: question.most + 1])
    for row, line in zip(rows, figures.lines(rows, question.at), strict=True):
        yield Found(
            "figure",
            question.title(line.sentence),
            line.url,
            address("api:figure-detail", line.id),
            line.attribution[:1].upper() + line.attribution[1:],
            on=row.period_end,
        )


def stories(question: Asked) -> Iterator[Found]:
    """Those that have all of it in the headline, then the others; each the newest first."""
    at, most = question.at, question.most + 1
    titled, holding = (
        first_holding(PublicWords, question.terms, at, most, column=column)
        for column in (TITLE, ALL)
    )
    places = list(dict.fromkeys([*titled, *holding]))[:most]
    words = PublicWords.objects.filter(pk__in=places).values_list("pk", "version", "text")
    text = {pk: (version, words) for pk, version, words in words}
    live = PublicStory.objects.live(at).for_lists()
    versions = live.in_bulk([version for version, _ in text.values()])
    for version, words in (text[place] for place in places):
        if row := versions.get(version):
            line = story_line(row.version)
            yield Found(
                "story",
                question.title(line.headline),
                line.url,
                address("api:article-detail", line.uuid),
                "Story, withdrawn" if line.withdrawn else "Story",
                snippet(words, question.stems),
                localdate(line.first_published_at),
            )


# Groups, in the order of the page

KINDS = {
    "places": ("Trusts, hospitals and areas", ["trust", "hospital", "area"]),
    "strikes": ("Strikes and disputes", ["strike", "dispute"]),
    "people": ("People and organisations", ["person"]),
    "stories": ("Stories", ["story"]),
    "figures": ("Figures", ["figure"]),
}
NAMED = ("places", "strikes", "people")
GROUP_OF = {kind: key for key, (_, kinds) in KINDS.items() for kind in kinds}


def grouped(found: Iterable[Found], question: Asked, kind: str) -> list[Group]:
    """Groups that hold something; of more than are wanted they only say that there are more."""
    every, groups = list(found), []
    for key, (label, kinds) in KINDS.items():
        if kind in ("", key) and (mine := [each for each in every if each.kind in kinds]):
            more = len(mine) > question.most
            url = search_url(question.typed, key) if more and not kind else ""
            groups.append(Group(key, label, mine[: question.most], more, url))
    return groups


def search_url(typed: str, kind: str) -> str:
    return f"{reverse('search')}?{urlencode({'q': typed, 'kind': kind})}"
