"""Record, change and check exact words."""

from django.utils import timezone

from deeds import deed
from hospitals.workflow import clock, need, required, save_valid
from newsroom.lib.errors import Refused
from newsroom.lib.people import called

from ..caching import quote_changed
from ..models import Quote, QuoteRevision, Speaker


@deed
def record_quote(
    *,
    by,
    words,
    attribution,
    speakers,
    evidence,
    kind=Quote.Kind.DIRECT,
    terms="",
    said_on=None,
    locator="",
    as_printed=False,
    now=None,
) -> Quote:
    """Record exact words with their speakers (sources, in order) and where they came from."""
    need(by, "articles.add_quote", "record quotations")
    if not speakers:
        raise Refused("Say who said it.")
    quote = Quote(evidence=evidence, kind=kind, terms=terms, said_on=said_on, locator=locator)
    save_valid(quote)
    for order, source in enumerate(speakers):
        save_valid(Speaker(quote=quote, source=source, order=order))
    add_wording(
        quote, number=1, words=words, attribution=attribution, as_printed=as_printed, by=by, now=now
    )
    return quote


@deed
def revise_quote(*, by, quote, words, attribution, reason, now=None) -> QuoteRevision:
    """Record another wording; stories keep the wording they printed."""
    need(by, "articles.change_quote", "change quotations")
    quote = Quote.objects.select_for_update().get(pk=quote.pk)
    latest = quote.revisions.order_by("-number").first()
    return add_wording(
        quote,
        number=latest.number + 1,
        words=words,
        attribution=attribution,
        reason=required(reason, "Say why the wording changes."),
        by=by,
        now=now,
    )


@deed
def check_quote(*, by, revision, now=None) -> QuoteRevision:
    """Say that the words match their source. A second person checks, as with figures."""
    need(by, "articles.check_quote", "check quotations")
    Quote.objects.select_for_update().get(pk=revision.quote_id)
    revision.refresh_from_db()
    if revision.checked_at is not None:
        raise Refused(
            f"{called(revision.checked_by)} has already checked this, at "
            f"{clock(revision.checked_at)}."
        )
    if revision.recorded_by_id == by.pk and not by.has_perm("hospitals.check_own_figure"):
        raise Refused("You recorded these words: another person checks them.")
    changed = QuoteRevision.objects.filter(pk=revision.pk, checked_at__isnull=True).update(
        checked_by=by, checked_at=now or timezone.now()
    )
    if not changed:
        raise Refused("Somebody else has just checked this.")
    quote_changed(revision.quote_id)
    revision.refresh_from_db()
    return revision


def add_wording(quote, *, number, words, attribution, by, now, as_printed=False, reason=""):
    revision = QuoteRevision(
        quote=quote,
        number=number,
        words=words.strip(),
        attribution=attribution.strip(),
        as_printed=as_printed,
        reason=reason,
        recorded_by=by,
        recorded_at=now or timezone.now(),
    )
    save_valid(revision)
    return revision
