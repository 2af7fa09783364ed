"""Which changes of stories readers could notice, and when stories appear by themselves."""

from django.db.models import Min

from deeds import changed
from deeds.watching import watch_reference
from lib.boundaries import register_boundaries

from .models import (
    Citation,
    Contributor,
    Correction,
    Picture,
    PublishedVersion,
    QuoteRevision,
    Section,
)


def quote_changed(quote_id):
    """A quotation that no version prints, past or to come, is on the desk alone."""
    printed = Citation.objects.filter(version__isnull=False, quote_revision__quote=quote_id)
    if printed.exists():
        changed()


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
