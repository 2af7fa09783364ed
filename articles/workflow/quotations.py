"""Record, put right and check exact words, who said them, and where they came from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from deeds import deed, written
from deeds.workflow import note_change
from hospitals.models import Evidence, Source
from hospitals.workflow import agree_for_new, lock_grounds, sign_off_grounds
from lib.people import called
from lib.refusals import LONGEST_NOTE, Refused, need, required, save_valid
from lib.words import clock

from ..dependents import refuse_beneath_stories
from ..models import Quote, QuoteRevision, Speaker
from ..public import quote_changed
from .seen import check_token

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

# What a new revision may say otherwise. Terms are changed by agreement alone.
CHANGEABLE = ("words", "attribution", "kind", "said_on", "evidence", "locator", "as_printed")


@deed
def record_quote(
    *,
    by: AbstractUser,
    words: str,
    attribution: str,
    speakers: Sequence[Source],
    evidence: Evidence,
    kind: str = Quote.Kind.DIRECT,
    terms: str = "",
    said_on: date | None = None,
    locator: str = "",
    as_printed: bool = False,
    now: datetime | None = None,
) -> Quote:
    """Record exact words with their speakers (sources, in order) and where they came from."""
    need(by, "articles.add_quote", "record quotations")
    quote = Quote()
    save_valid(quote)
    # One choice for the words, who said them and where they came from.
    agree_for_new(
        by=by,
        records=[evidence, *evidence.speakers(), *speakers],
        terms=terms,
        description=evidence.description,
        note=f"As agreed for “{words}”"[:LONGEST_NOTE],
        at=now,
    )
    add_revision(
        speakers,
        quote=quote,
        words=words,
        attribution=attribution,
        evidence=evidence,
        kind=kind,
        terms=terms,
        said_on=said_on,
        locator=locator,
        as_printed=as_printed,
        recorded_by=by,
        recorded_at=now or timezone.now(),
    )
    return quote


@deed
def revise_quote(
    *,
    by: AbstractUser,
    quote: Quote,
    reason: str,
    seen: str | None = None,
    now: datetime | None = None,
    **changes: Any,
) -> QuoteRevision:
    """Record what a quotation ought to say; stories keep the revision that they printed.

    `changes` are any of CHANGEABLE and `speakers`; what is not given is taken over from the latest
    revision, its terms always. `seen` is the token of the latest as the person saw it. One that
    waits for its check is replaced: it can no longer be checked.
    """
    need(by, "articles.change_quote", "change quotations")
    if unknown := changes.keys() - {*CHANGEABLE, "speakers"}:
        raise TypeError(f"A quotation is not revised in its {', '.join(sorted(unknown))}.")
    reason = required(reason, "Say what was wrong.")
    latest = locked_with_latest(quote.pk)
    if seen is not None and seen != check_token(latest):
        raise Refused(
            "This quotation is no longer what stood on your page: what stands now was recorded by "
            f"{called(latest.recorded_by)}, at {clock(latest.recorded_at)}. Nothing was changed. "
            "Look at it as it is now, then decide again."
        )
    speakers = changes.pop("speakers", latest.sources())
    return add_revision(
        speakers,
        quote=latest.quote,
        number=latest.number + 1,
        terms=latest.terms,
        reason=reason,
        recorded_by=by,
        recorded_at=now or timezone.now(),
        **{name: changes.get(name, getattr(latest, name)) for name in CHANGEABLE},
    )


@deed
def check_quote(
    *,
    by: AbstractUser,
    revision: QuoteRevision,
    seen: str | None = None,
    now: datetime | None = None,
) -> QuoteRevision:
    """Say that all of a revision matches its source. A second person checks, as with figures, and
    signs off with it where it came from and who said it.

    `seen` is the token of what stood on the page that the person compared.
    """
    need(by, "articles.check_quote", "check quotations")
    lock_grounds(revision.evidence, revision.sources())
    latest = locked_with_latest(revision.quote_id)
    revision = QuoteRevision.objects.for_desk().get(pk=revision.pk)
    if revision.checked_at is not None:
        raise Refused(
            f"{called(revision.checked_by)} has already checked this, at "
            f"{clock(revision.checked_at)}."
        )
    if latest.pk != revision.pk:
        raise Refused(
            f"This was replaced meanwhile: {called(latest.recorded_by)} recorded another, at "
            f"{clock(latest.recorded_at)}. Nothing was checked. Look at the new one."
        )
    alone = by.has_perm("hospitals.check_own_figure")
    if revision.recorded_by_id == by.pk and not alone:
        raise Refused("You recorded this quotation: another person checks it.")
    said_so = revision.quote.terms_changes.filter(asked_by=by, decided_by=by, agreed=True)
    if said_so.exists() and not alone:
        raise Refused("You said on what terms these words were told: another person checks them.")
    if seen is not None and seen != check_token(revision):
        raise Refused(
            "Something of this quotation has changed since you opened the page: its terms, a "
            "speaker or where it came from. Nothing was checked. Compare what stands here now."
        )
    refuse_beneath_stories(revision)
    now = now or timezone.now()
    sign_off_grounds(by=by, evidence=revision.evidence, sources=revision.sources(), at=now)
    QuoteRevision.objects.filter(pk=revision.pk).update(checked_by=by, checked_at=now)
    written(revision)
    if revision.recorded_by_id == by.pk:
        after = {
            "checked by who recorded it": f"“{revision.words}”",
            "attribution": revision.attribution,
            "where it came from": str(revision.evidence),
        }
        note_change(by=by, record=revision.quote, before={}, after=after, at=now)
    quote_changed(revision.quote_id)
    revision.refresh_from_db()
    return revision


def locked_with_latest(quote_id: int) -> QuoteRevision:
    """The latest revision of a quotation, which is locked until the transaction ends."""
    Quote.objects.select_for_update().get(pk=quote_id)
    return QuoteRevision.objects.for_desk().filter(quote=quote_id).order_by("-number")[:1].get()


def add_revision(speakers: Sequence[Source], **given: Any) -> QuoteRevision:
    if not speakers:
        raise Refused("Say who said it.")
    for name in ("words", "attribution", "locator"):
        given[name] = given[name].strip()
    revision = QuoteRevision(**given)
    save_valid(revision)
    for order, source in enumerate(speakers):
        save_valid(Speaker(revision=revision, source=source, order=order))
    return revision
