"""Our side of the port: what stories rest on figures, and what happens when a figure changes."""

from collections import defaultdict

from django.db.models import F
from django.utils import timezone

from hospitals.dependents import Impact, QuoteLine, StoryLine
from hospitals.models import Area, DisruptionFigure, Hospital, Strike, Trust
from newsroom.lib.errors import Refused

from .caching import story_tag
from .models import Citation, PublishedVersion, Speaker
from .presenters import where_from
from .sourcing import named_quotes

LINKS = {
    Trust: "trust_links__trust",
    Hospital: "hospital_links__hospital",
    Area: "area_links__area",
    Strike: "strike_links__strike",
    DisruptionFigure: "citations__figure_revision__figure",
}


def newest(versions, path):
    """The latest first; by the columns of the link rows where there are some, for their index."""
    links = path.partition("__")[0]
    if links == "citations":
        return versions.newest_first()
    return versions.order_by(f"-{links}__first_published_at", f"-{links}__article_id")


class Stories:
    """Implements `hospitals.dependents.Dependents`."""

    def impact(self, figures, at=None):
        at = at or timezone.now()
        citations = Citation.objects.of_figures(figures)
        return Impact(
            live=citations.live(at).values("article").distinct().count(),
            scheduled=citations.scheduled(at).values("article").distinct().count(),
        )

    def scheduled_before(self, figures, at):
        cited = Citation.objects.of_figures(figures).scheduled()
        if at is not None:
            cited = cited.filter(version__live_from__lt=at)
        found = cited.order_by("version__live_from", "version").select_related("version")
        return [f"“{citation.version.headline_text}”" for citation in found[:1]]

    def apply(self, revisions, *, by, at):
        """Refuses while a live or scheduled story cites the figure: copy must change with it."""
        impact = self.impact({revision.figure for revision in revisions})
        stories = [
            f"{number} {word} {'story' if number == 1 else 'stories'}"
            for number, word in ((impact.live, "live"), (impact.scheduled, "scheduled"))
            if number
        ]
        if stories:
            raise Refused(f"Cited in {' and '.join(stories)}: correct it from the desk.")

    def pages_resting_on(self, figures):
        cited = Citation.objects.of_figures(figures).filter(version__isnull=False)
        return {story_tag(pk) for pk in cited.values_list("article", flat=True)}

    def stories_for(self, subjects, *, at, limit):
        ids = set()
        for model, path in LINKS.items():
            chosen = [subject.pk for subject in subjects if isinstance(subject, model)]
            if chosen:
                live = PublishedVersion.objects.live(at).filter(**{f"{path}__in": chosen})
                ids.update(newest(live, path).values_list("pk", flat=True).distinct()[:limit])
        versions = PublishedVersion.objects.filter(pk__in=ids).newest_first().for_lists()[:limit]
        return [story_line(version) for version in versions]

    def quotes_by(self, sources, *, at, limit):
        quotes = list(
            named_quotes(at)
            .filter(pk__in=Speaker.objects.filter(source__in=sources).values("quote"))
            .select_related("evidence__reported_by")
            .order_by(F("said_on").desc(nulls_last=True), "-pk")[:limit]
        )
        printed = defaultdict(list)
        for citation in (
            Citation.objects.live(at)
            .filter(quote_revision__quote__in=quotes)
            .select_related("quote_revision")
            .order_by("-version__first_published_at", "-version", "position", "id")
        ):
            printed[citation.quote_revision.quote_id].append(citation)
        newest = {pk: citations[0].version_id for pk, citations in printed.items()}
        stories = PublishedVersion.objects.for_lists().in_bulk(set(newest.values()))
        return [quote_line(quote, printed[quote.pk], stories[newest[quote.pk]]) for quote in quotes]


def quote_line(quote, citations, version):
    """A quotation as one story prints it; `citations` are in the order of that story."""
    here = [citation for citation in citations if citation.version_id == version.pk]
    source = where_from(quote.evidence)
    return QuoteLine(
        words=" … ".join(dict.fromkeys(citation.words for citation in here)),
        attribution=here[0].quote_revision.attribution,
        said_on=quote.said_on,
        where_from=source,
        where_from_url=quote.evidence.url if source else "",
        story=story_line(version),
    )


def story_line(version):
    return StoryLine(
        headline=version.headline_text,
        url=version.get_absolute_url(),
        first_published_at=version.first_published_at,
    )
