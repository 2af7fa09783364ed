"""What stands between a working copy and readers. The same list in admin, API and command.

*Stop* blocks; *query* warns, and one reason covers the whole publish; *note* never blocks.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from hospitals.models import Measure
from hospitals.workflow import why_not_shown
from lib.number_words import parse_number
from lib.spoken import Spoken, holds, span
from lib.words import clock

from . import markup, visibility
from .content import Content, cited_in
from .models import Citation, PublishedVersion

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
        *waiting_strikes(content),
    ]
    found = list(dict.fromkeys(found))
    return sorted(found, key=lambda problem: (STOP, QUERY, NOTE).index(problem.level))


# What to do about each stop of a story that is to be put back.
WAYS_OUT = {
    "embargo": "put it back when that has passed",
    "unknown": "publish a version without it over this one, then put it back",
    "off_record": "publish a version without it over this one, then put it back",
    "no_terms": "have terms agreed for it",
    "not_cleared": "have an editor clear it",
    "not_signed_off": "have it signed off",
    "unchecked": "have it checked, or put right what it says",
    "unreleased": "release it",
    "withdrawn": "publish a version without it over this one, then put it back",
}


def law_stops(version: PublishedVersion, at: datetime) -> list[Problem]:
    """What forbids readers to see a published version at `at`, whatever anybody says for it.

    The embargo of the working copy is about what is to be published next.
    """
    pictures = list(version.pictures.select_related("picture"))
    found = chain.from_iterable(cited_problems(cited, at) for cited in cited_of(version, at))
    return list(dict.fromkeys(stops([*found, *missing_files(pictures)])))


def cited_of(version, at=None):
    """The marks of a published version with the records that they rest on at `at`."""
    return cited_in(
        [
            (Citation.Place.HEADLINE, version.headline),
            (Citation.Place.STANDFIRST, version.standfirst),
            (Citation.Place.BODY, version.body),
            *((Citation.Place.CAPTION, row.caption) for row in version.pictures.all()),
        ],
        at,
    )


def with_a_way_out(problem: Problem) -> str:
    """What a stop says, with what to do about it."""
    way = WAYS_OUT.get(problem.code)
    return f"{problem.message.rstrip('.')}: {way}." if way else problem.message


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


def missing_files(rows):
    for row in rows:
        if not row.picture.web_copy:
            yield Problem(
                STOP,
                "picture",
                f"“{row.picture}” has no copy for readers: choose its file again.",
                "no_web_copy",
            )


def waiting_strikes(content):
    for strike in content.about["strikes"]:
        if strike.signed_off_at is None:
            yield Problem(
                STOP,
                "about",
                f"the strike “{strike}” waits to be signed off by a data editor or an editor.",
                "not_signed_off",
                strike,
            )


def picture_problems(content):
    yield from missing_files(content.pictures)
    for row in content.pictures:
        if not row.caption:
            yield Problem(NOTE, "picture", f"“{row.picture}” has no caption.", "no_caption")
