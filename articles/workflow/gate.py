"""What stands between a working copy and readers. The same list in admin, API and command."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import chain

from deeds.covered import covered_in
from hospitals.models import DisruptionFigure, FigureRevision, Terms
from lib.refusals import Refused
from lib.words import clock

from .. import markup
from ..models import ArticlePicture, Citation, PublishedVersion, QuoteRevision, VersionPicture
from ..printed import story_key
from .brought_back import brought_back
from .cited import Cited, Revision, cited_in
from .cited_problems import cited_problems
from .content import Content
from .graphics import graphic_problems
from .problem import LEVELS, NOTE, QUERY, STOP, Problem, needing_a_reason, stops
from .publication import Publication
from .pulled import pull_problems
from .quoted import quotation_problems
from .review_problems import only_an_editor, review_problems
from .touching_law import proposal


def problems(
    content: Content, at: datetime, released: Collection[DisruptionFigure] = ()
) -> list[Problem]:
    """Everything that speaks against publishing `content` to go live at `at`; stops first.

    `released` are figures that are released with it.
    """
    found = [
        *missing_parts(content),
        *embargo(content, at),
        *of_law(content, at),
        *covered_words(content),
        *chain.from_iterable(cited_problems(cited, at) for cited in content.cited),
        *quotation_problems(content.cited),
        *brought_back(content),
        *graphic_problems(content.article.body, content.cited),
        *pull_problems(content.article.body),
        *picture_problems(content),
        *waiting_records(content),
        *review_problems(content),
    ]
    found = [
        problem
        for problem in dict.fromkeys(found)
        if not (problem.code == "unreleased" and problem.record in released)
    ]
    return sorted(found, key=lambda problem: LEVELS.index(problem.level))


def waiting_for_release(content: Content, at: datetime) -> list[DisruptionFigure]:
    """What publishing would release: not a thing to be put right."""
    return [
        figure
        for figure in content.figures()
        if figure.withdrawn_at is None and (figure.released_at is None or figure.released_at > at)
    ]


def refuse_at_gate(out: Publication, released: Collection[DisruptionFigure] = ()) -> list[Problem]:
    """What is left as it is, for the record; refused at a stop or without a reason."""
    found = problems(out.content, out.at, released)
    stopped = [str(problem) for problem in stops(found)]
    if out.alone:
        stopped += [
            f"{cited.place.capitalize()}: {cited.told} rests on an unattributable source: that "
            "takes a second person."
            for cited in out.content.cited
            if any(terms_of(revision) == Terms.UNATTRIBUTABLE for revision in cited.revisions)
        ]
    if stopped:
        raise Refused(stopped, code="stopped")
    left = needing_a_reason(found)
    if not_theirs := only_an_editor(out, left):
        raise Refused(not_theirs, code="stopped")
    if left and not out.left_because.strip():
        raise Refused(
            [
                *map(str, left),
                "Put these right, or say why you leave them as they are.",
            ],
            code="queries",
        )
    return left


def terms_of(revision: Revision) -> str:
    if isinstance(revision, FigureRevision):
        return revision.evidence.terms
    return revision.effective_terms()


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
    "covered": "publish a version without it over this one, then put it back",
}


def law_stops(version: PublishedVersion, at: datetime) -> list[Problem]:
    """What forbids readers to see a published version at `at`, whatever anybody says for it.

    The embargo of the working copy is about what is to be published next.
    """
    pictures = list(version.pictures.select_related("picture"))
    found = chain.from_iterable(cited_problems(cited, at) for cited in cited_of(version, at))
    return list(dict.fromkeys(stops([*found, *missing_files(pictures)])))


def cited_of(version: PublishedVersion, at: datetime | None = None) -> list[Cited]:
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


def missing_parts(content: Content) -> Iterator[Problem]:
    article = content.article
    if not markup.plain_text(article.headline).strip():
        yield Problem(STOP, "headline", "there is none.", "no_headline")
    if not markup.plain_text(article.body).strip():
        yield Problem(STOP, "body", "there is no text.", "no_body")
    if not content.bylines:
        yield Problem(STOP, "byline", "say who wrote it.", "no_byline")
    if not markup.plain_text(article.standfirst).strip():
        yield Problem(NOTE, "standfirst", "there is none.", "no_standfirst")


def embargo(content: Content, at: datetime) -> Iterator[Problem]:
    until = content.article.embargo_until
    if until and until > at:
        yield Problem(
            STOP, "story", f"under embargo until {clock(until)}. Schedule it for then.", "embargo"
        )


def of_law(content: Content, at: datetime) -> Iterator[Problem]:
    """What somebody marked the story with, and the marks that its words ask for.

    Whether words prejudice a trial is a judgement: whoever publishes gives their reason. That
    nobody was asked about a serious allegation is a fact, and an editor alone goes over it.
    """
    if content.article.proceedings_active:
        said = "proceedings are active: say why nothing in it could prejudice them."
        yield Problem(QUERY, "story", said, "proceedings")
    if content.article.serious_allegation and not content.without_reply:
        awaited = [each for each in content.approaches if not each.is_over(at)]
        if not content.approaches:
            said = "it makes a serious allegation, and nobody was asked for a reply."
            yield Problem(STOP, "story", said, "no_reply")
        for each in awaited:
            until = f" They have until {clock(each.deadline)}." if each.deadline else ""
            said = f"{each} has not answered the allegation.{until}"
            yield Problem(STOP, "story", said, "no_reply")
        for each in content.approaches:
            if each.came_after(content.article.changed_at):
                said = f"{each} answered after the story was last saved: does it say so?"
                yield Problem(QUERY, "story", said, "reply_since")
    for mark, words in content.touches_law.items():
        yield Problem(QUERY, "story", proposal(mark, words), f"touches_{mark}")


def covered_words(content: Content) -> Iterator[Problem]:
    """What an editor covered is not brought back: not in the words, nor with what they rest on."""
    told = set()
    story = story_key(content.article.pk)
    for place, found, _ in covered_in(texts_of(content), story, content.covers):
        if (place, found.words) not in told:
            told.add((place, found.words))
            said = "an editor has covered this. Write it without, or ask them to lift the cover."
            yield Problem(STOP, place, said, "covered", told=f"“{found.words}”")


def texts_of(content: Content) -> Iterator[tuple[str, str, bool]]:
    article = content.article
    for name in ("headline", "standfirst", "body"):
        yield name, getattr(article, name), True
    for name in ("kicker", "dateline", "slug"):
        yield name, getattr(article, name), False
    for person in content.bylines:
        yield "byline", person.name, False
    for row in content.pictures:
        yield "caption", row.caption, True
        yield "picture", f"{row.picture.alt_text}\n{row.picture.credit}", False
    for cited in content.cited:
        for revision in cited.revisions:
            if isinstance(revision, QuoteRevision):
                yield cited.place, f"{revision.attribution}\n{revision.words}", False
            if revision.evidence.shows_itself:
                said = f"{revision.evidence.title}\n{revision.locator}"
                yield cited.place, said, False


def missing_files(rows: Iterable[ArticlePicture | VersionPicture]) -> Iterator[Problem]:
    for row in rows:
        if row.picture.cover_id:
            said = f"“{row.picture}” is covered by an editor: take it out."
            yield Problem(STOP, "picture", said, "covered")
        elif not row.picture.web_copy:
            yield Problem(
                STOP,
                "picture",
                f"“{row.picture}” has no copy for readers: choose its file again.",
                "no_web_copy",
            )


def waiting_records(content: Content) -> Iterator[Problem]:
    """Strikes that wait, and trusts, hospitals and areas that somebody only proposed."""
    for record in chain.from_iterable(content.about.values()):
        if record.waits:
            yield Problem(
                STOP,
                "about",
                f"the {record._meta.verbose_name} “{record}” waits to be signed off by a data "
                "editor or an editor.",
                "not_signed_off",
                record,
            )


def picture_problems(content: Content) -> Iterator[Problem]:
    yield from missing_files(content.pictures)
    for row in content.pictures:
        if not row.caption:
            yield Problem(NOTE, "picture", f"“{row.picture}” has no caption.", "no_caption")
