"""What readers are shown of a story, shaped for pages and the API alike.

All of it comes from the version's own rows and from the public facts those rest on.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from hospitals.models import DisruptionFigure, FigureRevision, Hospital, Strike, Terms, Trust
from hospitals.models.revisions import public_revisions
from hospitals.presenters import figures as facts
from hospitals.presenters.one_figure import about
from hospitals.presenters.reference import with_names
from newsroom.lib import memory
from newsroom.lib.listing import Listing
from newsroom.lib.prepared import ID, MOMENT, Prepared, attach

from .forms import chosen_words
from .models import (
    Citation,
    Correction,
    Picture,
    PublishedVersion,
    Quote,
    Speaker,
    VersionPicture,
    VersionRelated,
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
        return render_to_string("articles/line.html", {"story": self, "level": 3})


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
RELATED = Prepared(lambda version: VersionRelated.objects.filter(version=version), version=ID)
LIVE_OF = Prepared(
    lambda at, articles: (
        PublishedVersion.objects.public(at).filter(article__pk__in=articles).for_order()
    ),
    many=["articles"],
    at=MOMENT,
    articles=ID,
)
TRUSTS = Prepared(lambda version: Trust.objects.filter(versions=version), version=ID)
HOSPITALS = Prepared(lambda version: Hospital.objects.filter(versions=version), version=ID)
STRIKES = Prepared(lambda version: Strike.objects.filter(versions=version), version=ID)
CITED_FIGURES = Prepared(
    lambda version: (
        Citation.objects.filter(version=version, figure_revision__isnull=False)
        .select_related("figure_revision")
        .order_by("position", "id")
    ),
    version=ID,
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
CITED_QUOTES = Prepared(
    lambda version: (
        Citation.objects.filter(version=version, quote_revision__isnull=False)
        .select_related("quote_revision")
        .order_by("position", "id")
    ),
    version=ID,
)
PRINTABLE_QUOTES = Prepared(
    lambda ids: (
        Quote.objects.printable()
        .filter(pk__in=ids)
        .select_related("evidence__said_by", "evidence__reported_by")
    ),
    many=["ids"],
    ids=ID,
)
SPEAKERS = Prepared(
    lambda ids: Speaker.objects.filter(quote__pk__in=ids).select_related("source"),
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


def story_lines(versions) -> list[StoryItem]:
    """One of each version, in this order; one query for those that are not remembered."""
    if not versions:
        return []
    lines = LINES([version.pk for version in versions], memory.epoch())
    return [lines[version.pk] for version in versions]


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
        return date_format(value, "j F Y")
    return chosen_words(value)


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
    pictures = shown_pictures(version)
    corrections = CORRECTIONS(article=version.article_id, at=at)
    return ArticlePage(
        story=story_line(version),
        version=version,
        corrections=[notice(correction) for correction in corrections],
        figures=cited_figures(version, at),
        quotes=quoted_words(version),
        pictures=[shown for row, shown in pictures if not row.in_gallery],
        gallery=[shown for row, shown in pictures if row.in_gallery],
        related=related_stories(version, at),
        trusts=[
            Subject(trust.code, trust.name, trust.get_absolute_url())
            for trust in TRUSTS(version=version.pk)
        ],
        hospitals=[
            Subject(hospital.slug, str(hospital), hospital.get_absolute_url())
            for hospital in HOSPITALS(version=version.pk)
        ],
        strikes=[
            Subject(strike.slug, strike.title, strike.get_absolute_url())
            for strike in STRIKES(version=version.pk)
        ],
    )


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
    return [(row, shown_picture(row)) for row in PICTURES(version=version.pk)]


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


def related_stories(version, at):
    """The "Read more" links whose stories readers can see, in the desk's order."""
    order = [row.to_id for row in RELATED(version=version.pk)]
    live = LIVE_OF(at=at, articles=order)
    return story_lines(sorted(live, key=lambda one: order.index(one.article_id)))


# What it rests on


def cited_figures(version, at) -> list[CitedFigure]:
    """The figures the version cites and readers may see, in the order of the story."""
    cited = {}
    for citation in CITED_FIGURES(version=version.pk):
        printed = cited.setdefault(citation.figure_revision.figure_id, (citation, []))[1]
        if citation.words not in printed:
            printed.append(citation.words)
    public = with_names(PUBLIC_FIGURES(at=at, ids=cited))
    figures = {figure.pk: figure for figure in public}
    wanted = {figure.shown_id for figure in figures.values()}
    wanted |= {citation.figure_revision_id for citation, _ in cited.values()}
    # A cited revision whose source has since become private is shown no more; the newer one is.
    revisions = {revision.pk: revision for revision in PUBLIC_REVISIONS(at=at, ids=wanted)}
    attach([each.evidence.said_by for each in revisions.values()], "roles", facts.ROLES)
    preferred = facts.preferred_ids(list(figures.values()), at)
    return [
        cited_figure(figures[pk], revisions, citation.figure_revision_id, printed, pk in preferred)
        for pk, (citation, printed) in cited.items()
        if pk in figures
    ]


def cited_figure(figure, revisions, cited_id, printed, preferred):
    shown = revisions[figure.shown_id]
    cited = revisions.get(cited_id, shown)
    for revision in (cited, shown):
        revision.figure = figure
    line = facts.line(figure, cited, preferred)
    withdrawn = figure.withdrawn_at is not None
    return CitedFigure(
        id=figure.pk,
        url=line.url,
        sentence=about(figure) if withdrawn else line.sentence,
        said=None if withdrawn else facts.who_said(cited),
        notes=[] if withdrawn else line.notes,
        printed=printed,
        revision=cited,
        since=since_publication(figure, cited, shown),
    )


def since_publication(figure, cited, shown):
    """Dated sentences on what has become of a figure after the story cited it."""
    sentences = []
    if shown.number > cited.number and not figure.withdrawn_at:
        changed = shown.source_changed_on or timezone.localdate(shown.public_from)
        sentences.append(
            f"{date_format(changed, 'j F Y')}: the figure is now {shown.say()} "
            f"({shown.get_reason_display()})."
        )
    if figure.disputed_on:
        sentences.append(
            f"{date_format(figure.disputed_on, 'j F Y')}: disputed. {figure.disputed_note}"
        )
    if figure.withdrawn_at:
        withdrawn = date_format(timezone.localdate(figure.withdrawn_at), "j F Y")
        sentences.append(f"{withdrawn}: withdrawn. {figure.withdrawn_reason}")
    return sentences


def quoted_words(version) -> list[QuotedWords]:
    """The quotations the version prints and that may be printed, in the order of the story."""
    citations = CITED_QUOTES(version=version.pk)
    ids = {citation.quote_revision.quote_id for citation in citations}
    printable = {quote.pk: quote for quote in PRINTABLE_QUOTES(ids=ids)}
    attach(printable.values(), "speakers", SPEAKERS)
    printed = {}
    for citation in citations:
        if citation.quote_revision.quote_id in printable:
            printed.setdefault(citation.quote_revision, []).append(citation.words)
    return [
        quoted(revision, printable[revision.quote_id], words, version.body_html)
        for revision, words in printed.items()
    ]


def quoted(revision, quote, words, body_html):
    named = quote.effective_terms() == Terms.ON_RECORD
    document = quote.evidence if named else None
    return QuotedWords(
        id=quote.pk,
        printed=words,
        attribution=revision.attribution if named else quote.evidence.description,
        terms=quote.effective_terms(),
        # Of what is not on the record readers get the agreed description and nothing else.
        said_on=quote.said_on if named else None,
        where_from=where_from(document),
        where_from_url=document.url if where_from(document) else "",
        as_printed=revision.as_printed,
        anchored=f'id="quote-{quote.pk}"' in body_html,
        uuid=str(quote.uuid),
        speakers=[
            (each.source.name, each.source.get_absolute_url())
            for each in quote.speakers.all()
            if named
        ],
    )


def where_from(evidence):
    """ "Statement on the strike, 12 January 2016, as reported by the Daily Echo"; "" for None.

    Nothing either where the reporter may not be named: a title or address would name them.
    """
    if evidence is None:
        return ""
    parts = [evidence.title]
    if evidence.published_on:
        parts.append(date_format(evidence.published_on, "j F Y"))
    if evidence.reported_by_id:
        if evidence.reported_by.terms != Terms.ON_RECORD:
            return ""
        parts.append(f"as reported by {evidence.reported_by.name}")
    return ", ".join(parts)
