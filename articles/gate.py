"""What stands between a working copy and readers. The same list in admin, API and command.

*Stop* blocks; *query* warns, and one reason covers the whole publish; *note* never blocks.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from hospitals.models import Measure
from hospitals.workflow import clock, why_not_shown
from newsroom.lib.number_words import parse_number
from newsroom.lib.spoken import Spoken, holds, span

from . import markup, visibility
from .content import Content

STOP, QUERY, NOTE = "stop", "query", "note"


@dataclass(frozen=True)
class Problem:
    level: str
    place: str
    message: str
    code: str
    # The figure or quote it is about, for a link beside the sentence.
    record: object = None

    def __str__(self):
        return f"{self.place.capitalize()}: {self.message}"


def problems(content: Content, at: datetime) -> list[Problem]:
    """Everything that speaks against publishing `content` to go live at `at`; stops first."""
    found = [
        *missing_parts(content),
        *embargo(content, at),
        *chain.from_iterable(cited_problems(cited, at) for cited in content.cited),
        *picture_problems(content),
    ]
    found = list(dict.fromkeys(found))
    return sorted(found, key=lambda problem: (STOP, QUERY, NOTE).index(problem.level))


def stops(found):
    return [problem for problem in found if problem.level == STOP]


def queries(found):
    return [problem for problem in found if problem.level == QUERY]


def missing_parts(content):
    article = content.article
    if not markup.plain_text(article.headline).strip():
        yield Problem(STOP, "headline", "there is none.", "no_headline")
    if not markup.plain_text(article.body).strip():
        yield Problem(STOP, "body", "there is no text.", "no_body")
    if not content.bylines:
        yield Problem(STOP, "byline", "say who wrote it.", "no_byline")
    if not markup.plain_text(article.standfirst).strip():
        yield Problem(NOTE, "standfirst", "there is none.", "no_standfirst")


def embargo(content, at):
    until = content.article.embargo_until
    if until and until > at:
        yield Problem(
            STOP, "story", f"under embargo until {clock(until)}. Schedule it for then.", "embargo"
        )


def cited_problems(cited, at):
    for unknown in cited.missing:
        name = "figure" if cited.kind == "figure" else "quotation"
        yield Problem(
            STOP,
            cited.place,
            f"“{cited.words}” cites {name} {unknown}, which does not exist.",
            "unknown",
        )
    for revision in cited.revisions:
        if cited.kind == "figure":
            yield from figure_problems(cited, revision, at)
        else:
            yield from quote_problems(cited, revision, at)
    if cited.kind == "figure" and cited.revisions and not cited.missing:
        yield from words_against_records(cited)


def figure_problems(cited, revision, at):
    figure = revision.figure

    def stop(message, code):
        return Problem(STOP, cited.place, f"“{cited.words}”: {message}", code, figure)

    if figure.withdrawn_at is not None:
        yield stop(f"the figure was withdrawn ({figure.withdrawn_reason}).", "withdrawn")
        return
    reasons = why_not_shown(figure, revision, at)
    for reason in reasons:
        yield stop(reason, "unchecked")
    if not reasons and (figure.released_at is None or figure.released_at > at):
        yield stop("the figure is not released to readers.", "unreleased")
    if figure.disputed_on:
        yield Problem(
            QUERY,
            cited.place,
            f"“{cited.words}”: the figure is disputed ({figure.disputed_note}).",
            "disputed",
            figure,
        )
    if not figure.preferred:
        yield Problem(
            NOTE,
            cited.place,
            f"“{cited.words}”: another of the figures for this is preferred.",
            "not_preferred",
            figure,
        )


def quote_problems(cited, revision, at):
    def stop(message, code):
        return Problem(STOP, cited.place, f"“{cited.words}”: {message}", code, revision.quote)

    grounds = visibility.quote_grounds(revision)
    for code, sentence in visibility.obstacles(grounds):
        # The check, which is still to come, signs off what it rests on.
        if code != "not_signed_off" or revision.checked_at is not None:
            yield stop(sentence, code)
    if revision.checked_at is None:
        yield stop("the quotation is not checked against its source yet.", "unchecked")
    if grounds.embargo and grounds.embargo > at:
        yield stop(f"its source is under embargo until {clock(grounds.embargo)}.", "embargo")


def words_against_records(cited):
    """A query where the words say a number that none of the records, nor their sum, bears out."""
    said = parse_number(cited.words)
    if said is None:
        return
    recorded = [spoken(revision) for revision in cited.revisions if revision.value is not None]
    if not recorded:
        return
    if any(holds(said, each) for each in recorded):
        return
    if len(recorded) > 1:
        total = sum_of(recorded)
        if total is not None and holds(said, total):
            return
    values = " and ".join(revision.say() for revision in cited.revisions)
    yield Problem(
        QUERY,
        cited.place,
        f"the words say “{cited.words}”, the record says {values}.",
        "words_differ",
        cited.revisions[0].figure,
    )


def sum_of(recorded) -> Spoken | None:
    """What the records add up to, as vague as they are: about 380 and 71 is 432 to 470.

    None where one of them has no end, such as "more than 500", or is a percentage.
    """
    if any(each.kind == "percent" for each in recorded):
        return None
    spans = [span(each) for each in recorded]
    if any(each.low is None or each.high is None for each in spans):
        return None
    low, high = sum(each.low for each in spans), sum(each.high for each in spans)
    if low == high:
        return Spoken(low, kind="count")
    return Spoken(low, high, "between", kind="count")


def spoken(revision) -> Spoken:
    kind = "percent" if revision.figure.measure.kind == Measure.Kind.PERCENT else "count"
    return Spoken(
        revision.value,
        revision.upper,
        revision.how_exact,
        kind=kind,
        out_of=revision.out_of,
        rounded_to=revision.rounded_to,
    )


def picture_problems(content):
    for row in content.pictures:
        if not row.picture.web_copy:
            yield Problem(
                STOP,
                "picture",
                f"“{row.picture}” has no copy for readers: choose its file again.",
                "no_web_copy",
            )
        if not row.caption:
            yield Problem(NOTE, "picture", f"“{row.picture}” has no caption.", "no_caption")


def more_than_a_small_fix(version, content: Content) -> list[str]:
    """What in `content` is more than spelling, punctuation or a link since `version`.

    A small fix touches no headline, standfirst, name, number, quotation or cited words.
    """
    article = content.article
    changed = []
    for name, label in (
        ("headline", "the headline"),
        ("standfirst", "the standfirst"),
        ("kicker", "the kicker"),
        ("dateline", "the dateline"),
        ("section_id", "the section"),
    ):
        if getattr(version, name) != getattr(article, name):
            changed.append(label)
    if [c.pk for c in content.bylines] != [
        link.contributor_id for link in version.contributor_links.all()
    ]:
        changed.append("the byline")
    if [(row.picture_id, row.caption, row.in_gallery) for row in content.pictures] != [
        (row.picture_id, row.caption, row.in_gallery) for row in version.pictures.all()
    ]:
        changed.append("the pictures")
    if marked(version.body) != marked(article.body):
        changed.append("cited words")
    before, after = markup.plain_text(version.body), markup.plain_text(article.body)
    if tokens(before, str.isdigit) != tokens(after, str.isdigit):
        changed.append("a number")
    if tokens(before, str.isupper) != tokens(after, str.isupper):
        changed.append("a name, or another word with a capital")
    if between_marks(before) != between_marks(after):
        changed.append("words in quotation marks")
    return changed


def marked(html):
    return [(mark.kind, tuple(mark.ids), mark.words) for mark in markup.marks(html)]


def tokens(text, wanted):
    """The words that hold a wanted character, with how often they occur."""
    words = (word.strip(".,;:!?()“”‘’\"'") for word in text.split())
    return Counter(word for word in words if any(map(wanted, word)))


def between_marks(text):
    """What stands between double quotation marks, in order."""
    straight = text.replace("“", '"').replace("”", '"')
    return straight.split('"')[1::2]
