"""What was agreed for a quotation: as with sources and evidence, over all its revisions."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from deeds import deed
from hospitals.terms import looser
from hospitals.workflow.resting import Resting
from hospitals.workflow.terms import Holding, change_terms, locked, settle, token_of
from lib.refusals import need

from ..dependents import desk_story, resting_line
from ..models import Citation, PublishedVersion, Quote, QuoteRevision, QuoteTerms
from ..public import quote_changed

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@deed
def agree_quote_terms(
    *,
    by: AbstractUser,
    record: Quote,
    terms: str,
    note: str = "",
    seen: str | None = None,
    at: datetime | None = None,
) -> QuoteTerms:
    """Record other terms of a quotation; in force if the change has `decided_at`, else it waits."""
    need(by, "articles.change_quote", "record what was agreed")
    return change_terms(
        by=by, record=locked(record), terms=terms, note=note, seen=seen, at=at, holding=QUOTE
    )


@deed
def decide_quote_terms(
    *,
    by: AbstractUser,
    change: QuoteTerms,
    agreed: bool,
    seen: str | None = None,
    at: datetime | None = None,
) -> QuoteTerms:
    """An editor who did not ask for it says whether other terms are in force from now on."""
    record = locked(change.of)
    return settle(
        by=by, change=change, record=record, agreed=agreed, seen=seen, at=at, holding=QUOTE
    )


def set_terms(quote: Quote, terms: str, description: str) -> None:
    """Stricter terms hold for every revision, looser ones for the newest alone."""
    latest = quote.latest()
    revisions = QuoteRevision.objects.filter(quote=quote)
    if looser(terms, latest.terms):
        revisions = revisions.filter(pk=latest.pk)
    else:
        stricter = [each.pk for each in revisions if not looser(terms, each.terms)]
        revisions = revisions.filter(pk__in=stricter)
    revisions.update(terms=terms)
    quote_changed(quote.pk)


def quote_resting(quote: Quote, at: datetime) -> Resting:
    """The quotation itself, and the live stories that print it."""
    revisions = QuoteRevision.objects.whole().filter(quote=quote).order_by("-number")
    public = Quote.objects.public(at).filter(pk=quote.pk).exists()
    cited = Citation.objects.live(at).filter(quote_revision__quote=quote)
    live = PublishedVersion.objects.filter(pk__in=cited.values("version")).newest_first()
    return Resting(
        lines=[resting_line(revision, public) for revision in revisions],
        public=int(public),
        stories=[desk_story(version) for version in live.for_lists()],
        live=live.count(),
    )


def quote_terms_token(quote: Quote) -> str:
    """A digest of a quotation, its terms and what rests on them, as a page shows them."""
    return token_of(quote, quote_resting(quote, timezone.now()))


QUOTE = Holding(set_terms=set_terms, resting_on=quote_resting)
