"""What readers are shown of a story, shaped for pages and the API alike.

All of it comes from the version's own rows and from the public facts those rest on.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from django.db.models import Value
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from deeds import memory
from hospitals.forms import words as subject_words
from hospitals.models import DisruptionFigure, FigureRevision
from hospitals.models.evidence import as_reported_by
from hospitals.models.revisions import public_revisions
from hospitals.presenters import figure_words, reference
from hospitals.presenters import figures as facts
from hospitals.presenters.one_figure import about
from lib import words
from lib.listing import Listing
from lib.prepared import ID, MOMENT, Prepared, attach

from . import visibility
from .models import (
    Citation,
    Correction,
    Picture,
    PublishedVersion,
    QuoteRevision,
    Speaker,
    VersionHospital,
    VersionPicture,
    VersionRelated,
    VersionStrike,
    VersionTrust,
)


@dataclass(frozen=True)
class StoryItem:
    """A version of a story as a line in a list. Texts are plain; times are aware."""

    pk: int
    uuid: str
    url: str
    headline: str
    standfirst: str
    kicker: str
    section: str
    section_slug: str
    byline: str
    version: int
    first_published_at: datetime
    content_modified_at: datetime
    withdrawn: bool

    @property
    def updated_at(self):
        """When readers would have noticed a change; None for a story that has not changed."""
        changed = self.content_modified_at != self.first_published_at
        return self.content_modified_at if changed else None

    @cached_property
    def html(self):
        """The line as it stands in lists, written once."""
        return render_to_string("includes/story_line.html", {"story": self, "level": 3})


@dataclass(frozen=True)
class Notice:
    """A correction as readers see it: what was wrong and what is right."""

    uuid: str
    title: str
    was_wrong: str
    is_right: str
    issued_at: datetime
    at_top: bool


@dataclass(frozen=True)
class CitedFigure:
    """A figure that the story rests on: `printed` are the story's words, the rest the record.

    `revision` is the one the story cites; `since` says what has become of the figure after it.
    A withdrawn figure keeps what it was about, and neither number nor source.
    """

    id: int
    url: str
    sentence: str
    said: facts.Said | None
    notes: list[str]
    printed: list[str]
    revision: FigureRevision
    since: list[str] = field(default_factory=list)

    @property
    def withdrawn(self):
        return self.said is None


@dataclass(frozen=True)
class QuotedWords:
    """Words as the story prints them, and as much of whose they are as the terms allow."""

    id: int
    printed: list[str]
    attribution: str
    terms: str
    said_on: date | None
    where_from: str
    where_from_url: str
    as_printed: bool
    anchored: bool
    uuid: str
    # (name, address) of those who spoke, where all of it is on the record.
    speakers: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class ShownPicture:
    uuid: str
    url: str
    alt_text: str
    credit: str
    caption_html: str
    width: int
    height: int


@dataclass(frozen=True)
class Subject:
    """Something that the story is about. `key` is its ODS code, or its slug."""

    key: str
    name: str
    url: str


@dataclass(frozen=True)
class ArticlePage:
    story: StoryItem
    version: PublishedVersion
    corrections: list[Notice]
    figures: list[CitedFigure]
    quotes: list[QuotedWords]
    pictures: list[ShownPicture]
    gallery: list[ShownPicture]
    related: list[StoryItem]
    trusts: list[Subject]
    hospitals: list[Subject]
    strikes: list[Subject]

    @property
    def modified_at(self):
        """When readers last saw a change that matters: of the words, or a correction of them."""
        issued = [each.issued_at for each in self.corrections]
        return max([self.story.content_modified_at, *issued])

    @property
    def at_top(self):
        return [each for each in self.corrections if each.at_top]

    @property
    def at_foot(self):
        return [each for each in self.corrections if not each.at_top]

    @property
    def about(self):
        """(heading, subjects) of what the story is about."""
        groups = [
            ("Trusts", self.trusts),
            ("Hospitals", self.hospitals),
            ("Strikes", self.strikes),
        ]
        return [(heading, subjects) for heading, subjects in groups if subjects]


# What a story's page asks, for each of its readers

CORRECTIONS = Prepared(
    lambda article, at: Correction.objects.public(at).filter(article=article),
    article=ID,
    at=MOMENT,
)
PICTURES = Prepared(
    lambda version: (
        VersionPicture.objects.filter(version=version)
        .select_related("picture")
        .exclude(picture__web_copy="")
    ),
    version=ID,
)


def links_of(version, article, at):
    """(kind, id, order) of what a version is about and of what else its page shows."""

    def links(kind, rows, key, order=NO_ORDER):
        return rows.order_by().values_list(Value(kind), key, order)

    of_version = {"version": version}
    return links("trust", VersionTrust.objects.filter(**of_version), "trust").union(
        links("hospital", VersionHospital.objects.filter(**of_version), "hospital"),
        links("strike", VersionStrike.objects.filter(**of_version), "strike"),
        links("related", VersionRelated.objects.filter(**of_version), "to", "order"),
        links("picture", VersionPicture.objects.filter(**of_version), "pk"),
        links("correction", Correction.objects.public(at).filter(article=article), "pk"),
        all=True,
    )


NO_ORDER = Value(0)
LINKS = Prepared(links_of, version=ID, article=ID, at=MOMENT)
LIVE_OF = Prepared(
    lambda at, articles: (
        PublishedVersion.objects.public(at).filter(article__pk__in=articles).for_order()
    ),
    many=["articles"],
    at=MOMENT,
    articles=ID,
)


class Cited(NamedTuple):
    """A citation with the ids of its record, a figure's or a quotation's."""

    words: str
    figure: int | None
    figure_revision: int | None
    quote: int | None
    quote_revision: int | None


CITED = Prepared(
    lambda version: (
        Citation.objects.filter(version=version)
        .order_by("position", "id")
        .values_list(
            "words",
            "figure_revision__figure",
            "figure_revision",
            "quote_revision__quote",
            "quote_revision",
        )
    ),
    version=ID,
)
# Of a cited figure all that may change: with the revision cited it says what the page shows.
FIGURE_ROWS = Prepared(
    lambda at, ids: (
        DisruptionFigure.objects.public(at)
        .filter(pk__in=ids)
        .values_list(
            "id", "shown_id", "withdrawn_at", "withdrawn_reason", *facts.CHANGEABLE, named=True
        )
    ),
    many=["ids"],
    at=MOMENT,
    ids=ID,
)
PUBLIC_FIGURES = Prepared(
    lambda at, ids: DisruptionFigure.objects.public(at).filter(pk__in=ids),
    many=["ids"],
    at=MOMENT,
    ids=ID,
)
PUBLIC_REVISIONS = Prepared(
    lambda at, ids: (
        public_revisions(at)
        .filter(pk__in=ids)
        .select_related("evidence__said_by", "evidence__reported_by")
    ),
    many=["ids"],
    at=MOMENT,
    ids=ID,
)
PRINTABLE = Prepared(
    lambda at, ids: QuoteRevision.objects.printable(at).filter(pk__in=ids).values_list("pk"),
    many=["ids"],
    at=MOMENT,
    ids=ID,
)
QUOTED = Prepared(
    lambda at, ids: (
        QuoteRevision.objects.printable(at)
        .filter(pk__in=ids)
        .select_related("quote", "evidence__said_by", "evidence__reported_by")
    ),
    many=["ids"],
    at=MOMENT,
    ids=ID,
)
SPEAKERS = Prepared(
    lambda ids: Speaker.objects.filter(revision__pk__in=ids).select_related("source"),
    many=["ids"],
    ids=ID,
)


# Lists

LIVE_STORIES = Listing(lambda at: PublishedVersion.objects.public(at).for_order(), at=MOMENT)
LISTED = Prepared(
    lambda ids: PublishedVersion.objects.filter(pk__in=ids).for_lists(), many=["ids"], ids=ID
)
# A published version never changes. Which of them readers see is asked each time.
LINES = memory.Held(lambda ids: [story_line(version) for version in LISTED(ids=ids)])


def story_lines(versions, epoch=None) -> list[StoryItem]:
    """One of each version, in this order; one query for those that are not remembered."""
    if not versions:
        return []
    lines = LINES([version.id for version in versions], epoch or memory.epoch())
    return [lines[version.id] for version in versions]


def story_line(version) -> StoryItem:
    """From a row of `for_lists()` or `for_page()`; no query."""
    return StoryItem(
        pk=version.pk,
        uuid=str(version.article.uuid),
        url=version.get_absolute_url(),
        headline=version.headline_text,
        standfirst=version.standfirst_text,
        kicker=version.kicker,
        section=version.section.name,
        section_slug=version.section.slug,
        byline=version.byline,
        version=version.number,
        first_published_at=version.first_published_at,
        content_modified_at=version.content_modified_at,
        withdrawn=version.kind == PublishedVersion.Kind.WITHDRAWAL,
    )


@dataclass(frozen=True)
class Asked:
    """One part of a search, in words, and the address of the search without it."""

    label: str
    words: str
    without_url: str


def asked(filterset, path) -> list[Asked]:
    """The filters that are in force, in the form's order; those in error are not."""
    values = getattr(filterset.form, "cleaned_data", {})
    return [
        Asked(
            label=bound.label,
            words=in_words(bound.name, values[bound.name], filterset.data[bound.name]),
            without_url=without(filterset, bound.name, path),
        )
        for bound in filterset.form
        if values.get(bound.name)
    ]


def in_words(name, value, typed):
    if name == "q":
        return f"“{typed}”"
    if isinstance(value, date):
        return words.day(value)
    return subject_words(value)


def without(filterset, name, path):
    kept = filterset.data.copy()
    for gone in (name, "cursor"):
        kept.pop(gone, None)
    for empty in [key for key, values in kept.lists() if not any(values)]:
        del kept[empty]
    return f"{path}?{kept.urlencode()}" if kept else path


# The story


def article_page(version, at) -> ArticlePage:
    """Everything the page of a live version shows, in a number of queries that does not grow.

    `version` comes from `PublishedVersion.objects.public(at).for_page()`.
    """
    epoch, links = memory.epoch(), defaultdict(list)
    for kind, key, order in LINKS(version=version.pk, article=version.article_id, at=at):
        links[kind].append((order, key))
    pictures = shown_pictures(version) if links["picture"] else []
    corrections = CORRECTIONS(article=version.article_id, at=at) if links["correction"] else []
    citations = [Cited(*row) for row in CITED(version=version.pk)]
    return ArticlePage(
        story=story_line(version),
        version=version,
        corrections=[notice(correction) for correction in corrections],
        figures=cited_figures(citations, at, epoch),
        quotes=quoted_words(citations, version.body_html, at, epoch),
        pictures=[shown for row, shown in pictures if not row.in_gallery],
        gallery=[shown for row, shown in pictures if row.in_gallery],
        related=related_stories([key for _, key in sorted(links["related"])], at, epoch),
        **subjects(links, epoch),
    )


def subjects(links, epoch):
    """What the story is about by name, strikes the latest first; no query for what is known."""

    def of(held, kind, order):
        ids = [key for _, key in links[kind]]
        records = held(ids, epoch) if ids else {}
        return sorted((records[pk] for pk in ids), key=order)

    trusts = of(reference.TRUSTS, "trust", lambda trust: trust.name)
    hospitals = of(reference.HOSPITALS, "hospital", lambda hospital: (hospital.name, hospital.town))
    strikes = of(reference.STRIKES, "strike", lambda strike: -strike.pk)
    return {
        "trusts": [Subject(each.code, each.name, each.get_absolute_url()) for each in trusts],
        "hospitals": [Subject(each.slug, str(each), each.get_absolute_url()) for each in hospitals],
        "strikes": [Subject(each.slug, each.title, each.get_absolute_url()) for each in strikes],
    }


# What its kind says to readers; the desk's own words explain when to choose which.
TITLES = {
    Correction.Kind.CORRECTION: "Correction",
    Correction.Kind.CLARIFICATION: "Clarification",
    Correction.Kind.APOLOGY: "Correction and apology",
}


def notice(correction):
    return Notice(
        uuid=str(correction.uuid),
        title=TITLES[correction.kind],
        was_wrong=correction.was_wrong,
        is_right=correction.is_right,
        issued_at=correction.issued_at,
        at_top=correction.placement == Correction.Placement.TOP,
    )


def shown_pictures(version):
    """(row, ShownPicture) pairs; words and credit are those of the version."""
    return [(row, shown_picture(row)) for row in PICTURES(version=version.id)]


def shown_picture(row):
    picture: Picture = row.picture
    return ShownPicture(
        uuid=str(picture.uuid),
        url=reverse("articles:picture", args=[picture.uuid]),
        alt_text=row.alt_text,
        credit=row.credit,
        caption_html=row.caption_html,
        width=picture.width,
        height=picture.height,
    )


def lead_picture(version):
    """The first picture above the story, or None. One query."""
    return next((shown for row, shown in shown_pictures(version) if not row.in_gallery), None)


def related_stories(articles, at, epoch):
    """The "Read more" links whose stories readers can see, in the desk's order."""
    live = LIVE_OF(at=at, articles=articles)
    return story_lines(sorted(live, key=lambda one: articles.index(one.article_id)), epoch)


# What it rests on


FIGURES_SHOWN = memory.Known(most=2_000)
QUOTES_SHOWN = memory.Known(most=2_000)


def cited_figures(citations, at, epoch) -> list[CitedFigure]:
    """The figures of these citations that readers may see, in the order of the story."""
    cited = {}
    for citation in citations:
        if citation.figure is not None:
            printed = cited.setdefault(citation.figure, (citation.figure_revision, []))[1]
            if citation.words not in printed:
                printed.append(citation.words)
    # Keys: all that may change of the figure, and the revision cited.
    keys = {row.id: (row, cited[row.id][0]) for row in FIGURE_ROWS(at=at, ids=cited)}
    known = FIGURES_SHOWN.under(epoch)
    found = {
        pk: known[key]
        for pk, key in keys.items()
        if key in known and known[key].revision.public_from <= at
    }
    missing = {pk: cited[pk][0] for pk in keys if pk not in found}
    for figure, revision, shown in figures_as_cited(missing, at):
        found[figure.pk] = shown
        # One that stands back behind another depends on it; a revision that may not be shown
        # yet, on when it may.
        if figure.preferred and shown.revision.pk == revision:
            known[keys[figure.pk]] = shown
    return [
        replace(found[pk], printed=printed) for pk, (_, printed) in cited.items() if pk in found
    ]


def figures_as_cited(revision_ids, at):
    """(figure, id of the revision cited, CitedFigure) of {figure id: revision id}."""
    figures = reference.with_names(PUBLIC_FIGURES(at=at, ids=revision_ids))
    wanted = {figure.shown_id for figure in figures} | set(revision_ids.values())
    # A cited revision whose source has since become private is shown no more; the newer one is.
    revisions = {revision.pk: revision for revision in PUBLIC_REVISIONS(at=at, ids=wanted)}
    attach([each.evidence.said_by for each in revisions.values()], "roles", facts.ROLES)
    preferred = facts.preferred_ids(figures, at)
    for figure in figures:
        revision = revision_ids[figure.pk]
        shown = cited_figure(figure, revisions, revision, figure.pk in preferred)
        yield figure, revision, shown


def cited_figure(figure, revisions, cited_id, preferred):
    shown = revisions[figure.shown_id]
    cited = revisions.get(cited_id, shown)
    for revision in (cited, shown):
        revision.figure = figure
    withdrawn = figure.withdrawn_at is not None
    return CitedFigure(
        id=figure.pk,
        url=figure.get_absolute_url(),
        sentence=about(figure) if withdrawn else figure_words.sentence(figure, cited),
        said=None if withdrawn else facts.who_said(cited),
        notes=[] if withdrawn else facts.notes(figure, preferred),
        printed=[],
        revision=cited,
        since=since_publication(figure, cited, shown),
    )


def since_publication(figure, cited, shown):
    """Dated sentences on what has become of a figure after the story cited it."""
    sentences = []
    if shown.number > cited.number and not figure.withdrawn_at:
        changed = shown.source_changed_on or timezone.localdate(shown.public_from)
        sentences.append(
            f"{words.day(changed)}: the figure is now {shown.say()} ({shown.get_reason_display()})."
        )
    if figure.disputed_on:
        sentences.append(f"{words.day(figure.disputed_on)}: disputed. {figure.disputed_note}")
    if figure.withdrawn_at:
        withdrawn = words.day(timezone.localdate(figure.withdrawn_at))
        sentences.append(f"{withdrawn}: withdrawn. {figure.withdrawn_reason}")
    return sentences


def quoted_words(citations, body_html, at, epoch) -> list[QuotedWords]:
    """The quotations of these citations that may be printed, in the order of the story.

    Each as the revision says it that the story prints, whatever has been recorded since.
    """
    cited = {one.quote_revision for one in citations} - {None}
    printable = {pk for (pk,) in PRINTABLE(at=at, ids=cited)}
    printed = {}
    for citation in citations:
        if citation.quote_revision in printable:
            printed.setdefault(citation.quote_revision, (citation, []))[1].append(citation.words)
    known = QUOTES_SHOWN.under(epoch)
    revisions = QUOTED(at=at, ids=printed.keys() - known.keys())
    attach(revisions, "speakers", SPEAKERS)
    known.update((revision.pk, quoted(revision)) for revision in revisions)
    return [
        replace(
            known[revision],
            printed=words_printed,
            anchored=f'id="quote-{citation.quote}"' in body_html,
        )
        for revision, (citation, words_printed) in printed.items()
        if revision in known
    ]


def quoted(revision):
    """What readers see of a QuoteRevision; `printed` and `anchored` are the story's to say."""
    terms = revision.effective_terms()
    named = visibility.shown(visibility.quote_grounds(revision)) is visibility.Shown.NAMED
    document = revision.evidence if named else None
    source = where_from(document)
    return QuotedWords(
        id=revision.quote_id,
        printed=[],
        attribution=revision.attribution if named else revision.evidence.description,
        terms=terms,
        # Of what is not on the record readers get the agreed description and nothing else.
        said_on=revision.said_on if named else None,
        where_from=source,
        where_from_url=document.url if source else "",
        as_printed=revision.as_printed,
        anchored=False,
        uuid=str(revision.quote.uuid),
        speakers=[(who.name, who.get_absolute_url()) for who in revision.sources() if named],
    )


def where_from(evidence):
    """ "Statement on the strike, 12 January 2016, as reported by the Daily Echo"; "" for None.

    Nothing either where the reporter may not be named: a title or address would name them.
    """
    if evidence is None:
        return ""
    parts = [evidence.title]
    if evidence.published_on:
        parts.append(words.day(evidence.published_on))
    if evidence.reported_by_id:
        if not visibility.may_be_named(evidence.reported_by):
            return ""
        parts.append(as_reported_by(evidence.reported_by.name))
    return ", ".join(parts)
