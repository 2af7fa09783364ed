"""Before it goes out: what the gate says, a line for each record, by whose turn it is.

Plain values. The same lines stand beside the words, on the pages that pass a story on, on the
sign-off page and in a command.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Model
from django.utils.text import capfirst

from hospitals.models import DisruptionFigure, Evidence, Terms
from hospitals.presenters import figure_words
from lib.reading.figures import figures_of
from lib.reading.names import Registry
from lib.reading.quotations import layout_of
from lib.words import join

from .. import markup
from ..left_as_is import Left, still_there
from ..models import Citation, Quote
from .content import Content
from .problem import LEVELS, NOTE, QUERY, READING, STOP, Problem
from .review_problems import fine_by

# As it is called on the desk: both kinds of stop are one to whoever writes.
IN_WORDS = {STOP: "Stop", READING: "Stop", QUERY: "Query", NOTE: "Note"}


@dataclass(frozen=True)
class Place:
    """Where in the story, and the words there: “3 of 35”, in the headline."""

    name: str
    words: str = ""


@dataclass
class Line:
    """All that is to be done about one record, or about one part of the story."""

    level: str
    code: str
    # The name of the record; of a part of the story, which.
    what: str
    record: Model | None
    # The figure or quotation that is cited, where that is another record.
    on: Model | None
    sentences: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    @property
    def word(self) -> str:
        return IN_WORDS[self.level]

    @property
    def second_persons(self) -> bool:
        """It only waits for its check."""
        return self.code in ("unchecked", "not_signed_off") and self.record is not None

    @property
    def says(self) -> str:
        """ "Hampshire Hospitals, by e-mail: no terms are agreed for where it came from." """
        first, *others = self.sentences
        return " ".join([f"{capfirst(self.what)}: {first}", *map(capfirst, others)])

    @property
    def key(self) -> str:
        """What the record is called in an address: "disruptionfigure-42"."""
        record = self.on or self.record
        return f"{record._meta.model_name}-{record.pk}" if record else ""


@dataclass(frozen=True)
class Before:
    """`writers` and `seconds` are what the two people have to do, the gravest first."""

    writers: list[Line]
    seconds: list[Line]
    in_order: list[str]
    # "11 of 12 numbers cited": a fact, and no score.
    numbers: str = ""

    @property
    def waits(self) -> int:
        """How many lines wait for somebody: a note never does."""
        return sum(line.level != NOTE for line in [*self.writers, *self.seconds])


def before(
    content: Content,
    problems: Iterable[Problem],
    sent_back: Mapping[str, str] | None = None,
    released: Collection[DisruptionFigure] = (),
    left: Collection[Left] = (),
) -> Before:
    """`sent_back` is {key of a line: what the second person said of it}, which makes it the
    writer’s again; `released` are figures that publishing would release; `left` is what somebody
    left as it is, and why."""
    problems = list(problems)
    lines = gathered(problems)
    lines[False] += left_lines(content, left)
    told = sent_back or {}
    for line in lines[True]:
        if line.key in told:
            line.code = "sent_back"
            line.sentences.append(told[line.key])
    again = [line for line in lines[True] if line.key in told]
    return Before(
        writers=by_gravity([*again, *lines[False]]),
        seconds=by_gravity(line for line in lines[True] if line.key not in told),
        in_order=in_order(content, problems, released),
        numbers=numbers_cited(content),
    )


def left_lines(content: Content, left: Collection[Left]) -> list[Line]:
    """A note for each finding that was left as it is, while its words stand there."""
    if not left:
        return []
    article = content.article
    lines = []
    for name in (Citation.Place.HEADLINE, Citation.Place.STANDFIRST, Citation.Place.BODY):
        for each in still_there(left, markup.plain_text(getattr(article, name))):
            sentences = [f"left as it is by {each.why}", each.message]
            places = [Place(name, each.words)]
            lines.append(Line(NOTE, "left", f"“{each.words}”", None, None, sentences, places))
    return lines


def numbers_cited(content: Content) -> str:
    """How many of the numbers that say something are cited; "" where there is none."""
    read = cited = 0
    for place in (Citation.Place.HEADLINE, Citation.Place.STANDFIRST, Citation.Place.BODY):
        html = getattr(content.article, place)
        marks = [each for each in markup.marks(html) if each.kind == "figure" and not each.graphic]
        for found in figures_of(layout_of(markup.plain_text(html), Registry())):
            if not found.optional:
                at, _ = found.number
                read += 1
                cited += any(each.start <= at < each.end for each in marks)
    return f"{cited} of {read} number{'' if read == 1 else 's'} cited" if read else ""


def by_gravity(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: LEVELS.index(line.level))


def gathered(problems: Iterable[Problem]) -> dict[bool, list[Line]]:
    """{whether it is the second person’s: lines}, each record once however often it is cited."""
    lines: dict[tuple, Line] = {}
    for problem in problems:
        record = problem.record
        about = (type(record), record.pk) if record else (problem.place, problem.message)
        line = lines.setdefault(
            (problem.second_persons, about),
            Line(problem.level, problem.code, what(problem), record, problem.on),
        )
        if LEVELS.index(problem.level) < LEVELS.index(line.level):
            line.level, line.code = problem.level, problem.code
        if problem.said not in line.sentences:
            line.sentences.append(problem.said)
        place = Place(problem.place, problem.told)
        if place not in line.places:
            line.places.append(place)
    found: dict[bool, list[Line]] = {True: [], False: []}
    for (seconds, _), line in lines.items():
        found[seconds].append(line)
    return found


def what(problem: Problem) -> str:
    return named(problem.record) if problem.record else problem.place.capitalize()


def named(record: Model) -> str:
    """What the desk calls a record within a line."""
    if isinstance(record, DisruptionFigure):
        return f"{figure_words.what(record)}, {figure_words.place(record)}"
    if isinstance(record, Quote):
        return f"Quotation {record}"
    if isinstance(record, Evidence):
        return f"{record.get_kind_display().capitalize()} “{record}”"
    return str(record)


def in_order(
    content: Content, problems: list[Problem], released: Collection[DisruptionFigure]
) -> list[str]:
    """What nobody has to do anything about, in a few words each."""
    article, codes = content.article, {problem.code for problem in problems}
    there = {
        "headline": "no_headline" not in codes,
        "byline": bool(content.bylines),
        "section": article.section_id is not None,
        "trusts": bool(content.about["trusts"]),
        "strike": bool(content.about["strikes"]),
    }
    lines = [join([name for name, given in there.items() if given]).capitalize()]
    cited = {revision for each in content.cited for revision in each.revisions}
    checked = [revision for revision in cited if revision.checked_at is not None]
    if checked:
        lines.append(counted(len(checked), "record", "is", "are", "checked against the source"))
    quoted = {r for each in content.cited if each.kind == "quote" for r in each.revisions}
    if quoted and all(each.effective_terms() == Terms.ON_RECORD for each in quoted):
        lines.append("Everybody quoted is on the record")
    lines += fine_by(content)
    if released:
        lines.append(counted(len(released), "figure", "is", "are", "released with the story"))
    return [line for line in lines if line]


def counted(number: int, noun: str, one: str, several: str, rest: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'} {one if number == 1 else several} {rest}"
