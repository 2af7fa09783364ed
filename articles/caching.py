"""Which kept pages a change of a story concerns, and when stories appear by themselves."""

from django.db.models import Min

from hospitals.caching import figure_tag, hospital_tag, strike_tag, trust_tag
from newsroom.lib.caching import STORIES, changed, register_boundaries, watch_reference

from .models import (
    Citation,
    Contributor,
    Correction,
    Picture,
    PublishedVersion,
    QuoteRevision,
    Section,
    VersionHospital,
    VersionRelated,
    VersionStrike,
    VersionTrust,
)


def story_tag(article_id):
    return f"story:{article_id}"


def stories_changed(article_ids):
    """What readers see of these stories changes, now or at a time that has just been set."""
    cited = Citation.objects.filter(article__in=article_ids, version__isnull=False)
    figures = cited.filter(figure_revision__isnull=False)
    leading_here = VersionRelated.objects.filter(to__in=article_ids)
    changed(
        STORIES,
        *pages_about(article_ids),
        *map(story_tag, article_ids),
        *map(story_tag, leading_here.values_list("version__article", flat=True)),
        *map(figure_tag, figures.values_list("figure_revision__figure", flat=True)),
    )


def pages_about(article_ids):
    """The tags of the pages of trusts, hospitals and strikes that may list any of these stories."""
    return {
        tag(pk)
        for links, name, tag in (
            (VersionTrust, "trust", trust_tag),
            (VersionHospital, "hospital", hospital_tag),
            (VersionStrike, "strike", strike_tag),
        )
        for pk in links.objects.filter(article__in=article_ids).values_list(name, flat=True)
    }


def stories_quoting(quote):
    """Ids of the stories of which a version, past or to come, cites the quotation."""
    cited = Citation.objects.filter(version__isnull=False, quote_revision__quote=quote)
    return set(cited.values_list("article", flat=True))


def moments_after(at):
    """When the next version starts, or a correction is due."""
    versions = PublishedVersion.objects.scheduled(at)
    yield versions.aggregate(next=Min("live_from"))["next"]
    yield Correction.objects.filter(issued_at__gt=at).aggregate(next=Min("issued_at"))["next"]


def start():
    """Of this layer the admin itself saves sections, contributors and pictures; of a quotation
    only the terms of what is recorded ever change."""
    register_boundaries(moments_after)
    watch_reference(
        [Section, Contributor, Picture, QuoteRevision], quiet_when_new={Picture, QuoteRevision}
    )
