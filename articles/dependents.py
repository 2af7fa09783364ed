"""Our side of the port: what stories rest on figures, and what happens when a figure changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING

from django.db.models import F, Model, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from hospitals.dependents import DeskStory, Impact, Printed, QuoteLine, StoryLine
from hospitals.models import (
    Area,
    DisruptionFigure,
    Evidence,
    FigureRevision,
    Hospital,
    Measure,
    Source,
    Strike,
    Trust,
)
from hospitals.models.evidence import of_evidence
from hospitals.workflow.resting import RestingLine, revisions_on, words_of
from lib.refusals import Refused

from .models import (
    Article,
    Citation,
    PlanRevision,
    PublishedVersion,
    Quote,
    QuoteRevision,
    Speaker,
)
from .models.sources import all_public_sources, named_quotes, public_sources
from .presenters import where_from

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

    from .models.citations import CitationQuerySet
    from .models.versions import VersionQuerySet

MOST_LINKS = 20
CORRECT = "Correct it everywhere"
LINKS = {
    Trust: "trust_links__trust",
    Hospital: "hospital_links__hospital",
    Area: "area_links__area",
    Strike: "strike_links__strike",
    DisruptionFigure: "citations__figure_revision__figure",
}

# The facts that the desk has a page for which says where they are used, as its address calls them.
USED = {
    DisruptionFigure: "figure",
    Source: "source",
    Evidence: "evidence",
    Strike: "strike",
}


def newest(versions: VersionQuerySet, path: str) -> VersionQuerySet:
    """The latest first; by the columns of the link rows where there are some, for their index."""
    links = path.partition("__")[0]
    if links == "citations":
        return versions.newest_first()
    return versions.order_by(f"-{links}__first_published_at", f"-{links}__article_id")


class Stories:
    """Implements `hospitals.dependents.Dependents`."""

    def impact(self, figures: Collection[DisruptionFigure], at: datetime | None = None) -> Impact:
        return impact_of(Citation.objects.of_figures(figures), at)

    def scheduled_before(
        self, figures: Collection[DisruptionFigure], at: datetime | None
    ) -> list[str]:
        cited = Citation.objects.of_figures(figures).scheduled()
        if at is not None:
            cited = cited.filter(version__live_from__lt=at)
        found = cited.order_by("version__live_from", "version").select_related("version")
        return [f"“{citation.version.headline_text}”" for citation in found[:1]]

    def apply(
        self, revisions: Collection[FigureRevision], *, by: AbstractUser, at: datetime
    ) -> None:
        """Refuses while a live or scheduled story cites the figure: copy must change with it, by a
        plan. Only within the deed that approves one is it approved and its revision unchecked."""
        revisions = list(revisions)
        approved = PlanRevision.objects.filter(
            figure_revision__in=revisions, plan__approved_at__isnull=False
        )
        if approved.count() == len(revisions):
            return
        figures = {revision.figure for revision in revisions}
        impact = self.impact(figures)
        if not (impact.live or impact.scheduled):
            return
        corrections = [(CORRECT, self.correcting(figure)) for figure in figures]
        if all(revision.checked_at is None for revision in revisions):
            raise beneath(impact, "the new value", corrections)
        raise Refused(
            f"{cited_in(impact)} {what_to_do(impact)}",
            links=[*corrections, *citing(figures, timezone.now())],
        )

    def resting_on(self, record: Source | Evidence, *, at: datetime, limit: int) -> Printed:
        said = QuoteRevision.objects.filter(said_on(record))
        newest = list(said.whole().distinct().order_by("-pk")[: limit + 1])
        public = Quote.objects.public(at).filter(shown_id__in=said.values("pk"))
        shown = set(public.values_list("shown_id", flat=True))
        figures = FigureRevision.objects.filter(revisions_on(record))
        cited = Citation.objects.live(at).filter(
            Q(figure_revision__in=figures) | Q(quote_revision__in=said)
        )
        live = PublishedVersion.objects.filter(pk__in=cited.values("version")).newest_first()
        return Printed(
            lines=[resting_line(each, each.pk in shown) for each in newest[:limit]],
            more=len(newest) > limit,
            public=len(shown),
            stories=[desk_story(version) for version in live.for_lists()[:limit]],
            live=live.count(),
        )

    def stories_for(
        self, subjects: Collection[Model], *, at: datetime, limit: int
    ) -> list[StoryLine]:
        ids = set()
        for model, path in LINKS.items():
            chosen = [subject.pk for subject in subjects if isinstance(subject, model)]
            if chosen:
                live = PublishedVersion.objects.public(at).filter(**{f"{path}__in": chosen})
                ids.update(newest(live, path).values_list("pk", flat=True).distinct()[:limit])
        versions = PublishedVersion.objects.filter(pk__in=ids).newest_first().for_lists()[:limit]
        return [story_line(version) for version in versions]

    def where_tried(self, measure: Measure) -> str:
        return reverse("admin:articles_article_not_said", args=[measure.pk])

    def correcting(self, figure: DisruptionFigure) -> str:
        impact = self.impact([figure])
        if not (impact.live or impact.scheduled):
            return ""
        return reverse("admin:articles_correctionplan_figure", args=[figure.pk])

    def where_used(self, record: Model) -> str:
        kind = USED.get(type(record))
        return reverse("admin:where_used", args=[kind, record.pk]) if kind else ""

    def public_sources(self, at: datetime) -> QuerySet[Source]:
        return public_sources(at)

    def all_public_sources(self, at: datetime) -> QuerySet[Source]:
        return all_public_sources(at)

    def quotes_by(
        self, sources: Collection[Source], *, at: datetime, limit: int
    ) -> list[QuoteLine]:
        quotes = latest_said(sources, at, limit)
        printed = defaultdict(list)
        for citation in (
            Citation.objects.public(at)
            .filter(quote_revision__in=quotes)
            .order_by("-version__first_published_at", "-version", "position", "id")
        ):
            printed[citation.quote_revision_id].append(citation)
        newest = {pk: citations[0].version_id for pk, citations in printed.items()}
        stories = PublishedVersion.objects.for_lists().in_bulk(set(newest.values()))
        return [quote_line(quote, printed[quote.pk], stories[newest[quote.pk]]) for quote in quotes]


LATEST_SAID = F("said_on").desc(nulls_last=True), "-quote_id"


def latest_said(sources: Collection[Source], at: datetime, limit: int) -> list[QuoteRevision]:
    """Of each quotation that live stories print as theirs, the newest revision that does so; the
    latest said first.

    Looked for in steps from the latest on: whether readers may see a quotation is a long question,
    and those behind a trust have said thousands.
    """
    theirs = QuoteRevision.objects.filter(speakers__source__in=sources).distinct()
    in_order = theirs.order_by(*LATEST_SAID).values_list("pk", "quote")
    quotes, size = set(), 4 * limit
    for start in count(0, size):
        step = in_order[start : start + size]
        printed = named_quotes(at).filter(pk__in=[pk for pk, _ in step])
        quotes |= set(printed.values_list("quote", flat=True))
        if len(quotes) >= limit or len(step) < size:
            break
    printed = named_quotes(at).filter(pk__in=theirs.filter(quote__in=quotes).values("pk"))
    newest = dict(printed.order_by("number").values_list("quote", "pk"))
    found = QuoteRevision.objects.filter(pk__in=newest.values())
    found = found.select_related("evidence__via", "evidence__reported_by")
    return list(found.order_by(*LATEST_SAID)[:limit])


def impact_of(citations: CitationQuerySet, at: datetime | None = None) -> Impact:
    at = at or timezone.now()
    return Impact(
        live=citations.live(at).values("article").distinct().count(),
        scheduled=citations.scheduled(at).values("article").distinct().count(),
    )


def refuse_beneath_stories(revision: QuoteRevision) -> None:
    """The rule of figures for a quotation: new words are checked by the plan that puts the live and
    scheduled stories right. Asked under the lock of the quotation.

    The same words said by somebody else, or found elsewhere, stories take with their next version.
    """
    cited = Citation.objects.of_quote(revision.quote_id)
    cited = cited.exclude(quote_revision__words=revision.words)
    if revision.in_plans.filter(plan__approved_at__isnull=False).exists():
        return
    impact = impact_of(cited)
    if impact.live or impact.scheduled:
        url = reverse("admin:articles_correctionplan_quote", args=[revision.quote_id])
        raise beneath(impact, "the new words", [(CORRECT, url)])


def cited_in(impact: Impact) -> str:
    return f"Cited in {impact.counted()}, and what a story rests on does not change beneath it."


def beneath(impact: Impact, new: str, links: Sequence[tuple[str, str]]) -> Refused:
    return Refused(
        f"{cited_in(impact)} {CORRECT}: one approval checks {new} and puts the stories right.",
        links=links,
    )


def what_to_do(impact: Impact) -> str:
    """Where there is no new value that a plan could put in the place of the old."""
    steps = [f"If another value is right, record it. {CORRECT} then puts the stories right."]
    without = []
    if impact.scheduled:
        without.append("cancel what is scheduled")
    if impact.live:
        without.append("publish each live story as a correction without its mark on this number")
    steps.append(f"If no value is, {' and '.join(without)}, then do this again.")
    return " ".join(steps)


def citing(figures: Collection[DisruptionFigure], at: datetime) -> list[tuple[str, str]]:
    """[(headline, address on the desk)] of the stories that rest on any of the figures."""
    cited = Citation.objects.of_figures(figures)
    stories = {*cited.live(at).values_list("article", flat=True)}
    stories |= {*cited.scheduled(at).values_list("article", flat=True)}
    return [
        (str(story), reverse("admin:articles_article_change", args=[story.pk]))
        for story in Article.objects.filter(pk__in=stories).order_by("pk")[:MOST_LINKS]
    ]


def quote_line(
    quote: QuoteRevision, citations: list[Citation], version: PublishedVersion
) -> QuoteLine:
    """A quotation (its revision) as one story prints it; `citations` are in that story's order."""
    here = [citation for citation in citations if citation.version_id == version.pk]
    source = where_from(quote.evidence)
    return QuoteLine(
        words=" … ".join(dict.fromkeys(citation.words for citation in here)),
        attribution=quote.attribution,
        said_on=quote.said_on,
        where_from=source,
        where_from_url=quote.evidence.url if source else "",
        story=story_line(version),
    )


def said_on(record: Source | Evidence) -> Q:
    """Q: the QuoteRevisions that rest on a Source or an Evidence."""
    if isinstance(record, Evidence):
        return Q(evidence=record)
    spoken = Speaker.objects.filter(source=record).values("revision")
    return Q(pk__in=spoken) | of_evidence("evidence__", record)


def resting_line(revision: QuoteRevision, public: bool) -> RestingLine:
    names = ", ".join(source.name for source in revision.sources())
    return RestingLine(
        text=f"“{revision.words[:120]}”",
        details=(names, revision.attribution, *words_of(revision.evidence, revision.locator, "")),
        public=public,
    )


def desk_story(version: PublishedVersion) -> DeskStory:
    return DeskStory(
        headline=version.headline_text,
        url=reverse("admin:articles_article_change", args=[version.article_id]),
        pull_url=reverse("admin:articles_article_do", args=[version.article_id, "pull"]),
    )


def story_line(version: PublishedVersion) -> StoryLine:
    return StoryLine(
        headline=version.headline_text,
        url=version.get_absolute_url(),
        first_published_at=version.first_published_at,
    )
