"""The pages besides stories on which readers meet a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse

from hospitals.models import DisruptionFigure, Evidence, FigureRevision, Source, Strike
from hospitals.presenters.reference import with_names
from hospitals.workflow.resting import revisions_on
from lib.addresses import address

from ..models import PageReads, Quote
from ..models.sources import public_sources
from .counts import reach
from .records import Record

FIGURES = 20


@dataclass(frozen=True)
class Page:
    """`what` it is to the record, such as "the trust"; `follows` where readers do not read it, but
    another record follows: then `url` is of the desk."""

    what: str
    name: str
    url: str
    reads: int = 0
    follows: bool = False

    @property
    def reach(self) -> str:
        return reach(self.reads)


def pages_of(record: Record, at: datetime) -> list[Page]:
    """By reads; of a source or a document the figures that rest on it, the newest twenty. A number
    of queries that does not grow."""
    pages = list(PAGES[type(record)](record, at))
    reads = PageReads.objects.by_address([page.url for page in pages if not page.follows], at)
    counted = [replace(page, reads=reads.get(page.url, 0)) for page in pages]
    return sorted(counted, key=lambda page: (page.follows, -page.reads))


def of_figure(figure: DisruptionFigure, at: datetime) -> Iterator[Page]:
    if DisruptionFigure.objects.public(at).filter(pk=figure.pk).exists():
        yield Page("the figure’s own page", str(figure), figure.get_absolute_url())
        yield Page("frames on other sites", "", address("hospitals:embed_figure", figure.pk))
        subject = figure.area or figure.trust or figure.hospital
        yield Page("the page of whom it is about", str(subject), subject.get_absolute_url())
        if figure.strike_id:
            yield Page("the strike", figure.strike.title, figure.strike.get_absolute_url())
        dispute = figure.dispute or (figure.strike.dispute if figure.strike_id else None)
        if dispute:
            yield Page("the dispute", dispute.title, dispute.get_absolute_url())
    derived = DisruptionFigure.objects.for_lines().filter(derivation__inputs=figure)
    for other in derived.prefetch_related("trust__former_names")[:FIGURES]:
        url = reverse("admin:where_used", args=["figure", other.pk])
        yield Page("a figure worked out from it", str(other), url, follows=True)


def of_quote(quote: Quote, at: datetime) -> Iterator[Page]:
    shown = Quote.objects.public(at).filter(pk=quote.pk).first()
    if shown is None:
        return
    yield Page("the quotation’s own page", "", address("articles:quote", quote.pk))
    yield Page("frames on other sites", "", address("articles:embed_quote", quote.pk))
    speakers = public_sources(at).filter(spoken__revision=shown.shown_id)
    for source in speakers:
        yield Page("who said it", source.name, source.get_absolute_url())


def of_source(source: Source, at: datetime) -> Iterator[Page]:
    if public_sources(at).filter(pk=source.pk).exists():
        yield Page("the source’s own page", source.name, source.get_absolute_url())
    yield from figures_on(source, at)


def figures_on(record: Source | Evidence, at: datetime) -> Iterator[Page]:
    revisions = FigureRevision.objects.filter(revisions_on(record))
    public = DisruptionFigure.objects.public(at).standing().order_by("-pk")
    for figure in with_names(public.filter(pk__in=revisions.values("figure"))[:FIGURES]):
        yield Page("a figure that rests on it", str(figure), figure.get_absolute_url())


def of_strike(strike: Strike, at: datetime) -> Iterator[Page]:
    if Strike.objects.public(at).filter(pk=strike.pk).exists():
        yield Page("the strike’s own page", strike.title, strike.get_absolute_url())
        if strike.dispute_id:
            dispute = strike.dispute
            yield Page("the dispute", dispute.title, dispute.get_absolute_url())


PAGES = {
    DisruptionFigure: of_figure,
    Quote: of_quote,
    Source: of_source,
    Evidence: figures_on,
    Strike: of_strike,
}
