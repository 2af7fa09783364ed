"""What was agreed with a source, and what of it readers may learn.

Terms are a verb of their own. Setting them for the first time is ordinary recording. *Loosening*
them, also by way of “not agreed yet”, takes an editor who did not ask for it; *tightening* works at
once, unless so much rests on them that an editor decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from deeds import deed
from lib.digests import digest
from lib.people import called
from lib.refusals import Refused, in_sentences, need, short
from lib.words import clock

from ..models import Evidence, EvidenceTerms, Source, SourceTerms, Terms
from ..models.agreements import TermsChange
from ..terms import USABLE, looser
from .resting import Resting, resting_on
from .signing import refuse_unseen, token

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

# Above these a tightening is an editor's: one save must not take a hundred numbers off the site.
MOST_PUBLIC_RECORDS = 10
MOST_LIVE_STORIES = 3

Record = TypeVar("Record", bound=Model)


@dataclass(frozen=True)
class Holding:
    """How one kind of record holds its terms: written by `set_terms`, relied on by `resting_on`."""

    set_terms: Callable
    resting_on: Callable


@deed
def agree_terms(
    *,
    by: AbstractUser,
    record: Source | Evidence,
    terms: str,
    description: str = "",
    note: str = "",
    seen: str | None = None,
    at: datetime | None = None,
) -> TermsChange:
    """Record other terms of a source or a piece of evidence.

    Returns the change: in force if `decided_at` is set, else waiting for an editor, and until then
    the terms stay as they are.
    """
    need(by, f"hospitals.change_{record._meta.model_name}", "record what was agreed")
    return change_terms(
        by=by,
        record=locked(record),
        terms=terms,
        description=description,
        note=note,
        seen=seen,
        at=at,
        holding=FACTS,
    )


@deed
def decide_terms(
    *,
    by: AbstractUser,
    change: SourceTerms | EvidenceTerms,
    agreed: bool,
    seen: str | None = None,
    at: datetime | None = None,
) -> TermsChange:
    """An editor who did not ask for it says whether other terms are in force from now on."""
    record = locked(change.of)
    return settle(
        by=by, change=change, record=record, agreed=agreed, seen=seen, at=at, holding=FACTS
    )


@deed
def agree_for_new(
    *,
    by: AbstractUser,
    records: Iterable[Source | Evidence],
    terms: str,
    description: str = "",
    note: str = "",
    at: datetime | None = None,
) -> list[TermsChange]:
    """What was agreed for a statement holds for whatever of it nothing was agreed of yet.

    Private is what nothing was agreed of in any case. For what a second person signed off without
    terms an editor decides: that is left as it is.
    """
    if terms not in USABLE or (terms == Terms.UNATTRIBUTABLE and not description):
        return []
    new = [
        record
        for record in dict.fromkeys(records)
        if record.terms == Terms.UNSET
        and record.signed_off_at is None
        and not record.terms_changes.exists()
        and by.has_perm(f"hospitals.change_{record._meta.model_name}")
    ]
    return [
        agree_terms(by=by, record=record, terms=terms, description=description, note=note, at=at)
        for record in new
    ]


def locked(record: Record) -> Record:
    """Fresh, and locked until the transaction ends: as whoever makes something public does."""
    return type(record).objects.select_for_update(no_key=True).get(pk=record.pk)


def change_terms(
    *,
    by: AbstractUser,
    record: Any,
    terms: str,
    note: str,
    seen: str | None,
    at: datetime | None,
    holding: Holding,
    description: str = "",
) -> TermsChange:
    """`agree_terms` for any locked record that has `terms` and `terms_changes`."""
    if terms not in Terms.values:
        raise Refused("Terms are on the record, unattributable, off the record or not agreed yet.")
    description = description.strip() if terms == Terms.UNATTRIBUTABLE else ""
    waiting = record.terms_changes.filter(decided_at__isnull=True).first()
    if waiting is not None:
        raise Refused(
            f"{called(waiting.asked_by)} asked for other terms at {clock(waiting.asked_at)}: an "
            "editor decides about that first."
        )
    if (terms, description) == (record.terms, described(record)):
        raise Refused("These are the terms as they stand: nothing was changed.")
    at = at or timezone.now()
    refuse_changed_since(seen, record, holding)
    waits = why_it_waits(by, record, terms, description, holding)
    change = record.terms_changes.model(
        of=record,
        before=record.terms,
        terms=terms,
        description=description,
        note=short(note),
        asked_by=by,
        asked_at=at,
    )
    if not waits:
        change.decided_by, change.decided_at, change.agreed = by, at, True
        in_force(record, change, holding)
    else:
        # What could not be carried out is refused now, and not when the editor decides.
        with transaction.atomic():
            in_force(record, change, holding)
            transaction.set_rollback(True)
    change.save()
    return change


def settle(
    *,
    by: AbstractUser,
    change: TermsChange,
    record: Any,
    agreed: bool,
    seen: str | None,
    at: datetime | None,
    holding: Holding,
) -> TermsChange:
    """`decide_terms` for any locked record that has `terms` and `terms_changes`."""
    need(by, "hospitals.decide_terms", "decide about terms")
    change = type(change).objects.select_for_update().get(pk=change.pk)
    if change.decided_at is not None:
        raise Refused(f"{called(change.decided_by)} decided this at {clock(change.decided_at)}.")
    if agreed and loosens(record, change.terms) and change.asked_by_id == by.pk:
        raise Refused("You asked for this: another editor decides.")
    refuse_changed_since(seen, record, holding)
    change.decided_by, change.decided_at, change.agreed = by, at or timezone.now(), agreed
    change.save()
    if agreed:
        in_force(record, change, holding)
    return change


def why_it_waits(
    by: AbstractUser, record: Any, terms: str, description: str, holding: Holding
) -> str:
    """Why somebody else has to decide about a change of terms; empty where nobody has to."""
    if loosens(record, terms):
        return "Looser terms are for an editor who did not ask for them."
    if by.has_perm("hospitals.decide_terms") or not takes_away(record, terms, description):
        return ""
    rests = holding.resting_on(record, timezone.now())
    if rests.public > MOST_PUBLIC_RECORDS or rests.live > MOST_LIVE_STORIES:
        return f"{rests.counted()} rest on this."
    return ""


def loosens(record: Any, terms: str) -> bool:
    """Whether readers could learn more than was agreed, or than a second person signed off."""
    if terms not in USABLE:
        return False
    agreed = agreed_before(record)
    widens = record.signed_off_at is not None and record.terms not in USABLE
    return widens or (agreed is not None and looser(terms, agreed))


def agreed_before(record: Any) -> str | None:
    """The terms agreed last, by way of “not agreed yet” too; None where there never were any."""
    if record.terms != Terms.UNSET:
        return record.terms
    for change in record.terms_changes.filter(agreed=True).order_by("-id"):
        if change.before != Terms.UNSET:
            return change.before
    return None


def takes_away(record: Any, terms: str, description: str) -> bool:
    """Whether readers would know less than now: stricter terms, or a clearing that is dropped."""
    cleared = getattr(record, "cleared_at", None) is not None
    return looser(record.terms, terms) or (cleared and description != record.description)


def described(record: Any) -> str:
    return getattr(record, "description", "")


def in_force(record: Any, change: TermsChange, holding: Holding) -> None:
    try:
        holding.set_terms(record, change.terms, change.description)
    except ValidationError as error:
        raise Refused(in_sentences(record, error)) from error


def set_terms(record: Source | Evidence, terms: str, description: str) -> None:
    """Write the terms; a clearing was for what had been agreed, and ends."""
    record.terms, record.description = terms, description
    if isinstance(record, Evidence):
        record.cleared_by = record.cleared_at = None
    record.full_clean()
    record.save()


FACTS = Holding(set_terms=set_terms, resting_on=resting_on)


# What the page showed


def terms_token(record: Source | Evidence) -> str:
    """A digest of a source or evidence, its terms and what rests on them, as a page shows them."""
    return token_of(record, resting_on(record, timezone.now()))


def token_of(record: Any, rests: Resting) -> str:
    said = [
        record.pk,
        str(record),
        record.terms,
        described(record),
        rests.public,
        rests.live,
        [[line.text, line.details] for line in rests.lines],
    ]
    return digest(said)


def refuse_changed_since(seen: str | None, record: Any, holding: Holding) -> None:
    if seen is not None and seen != token_of(record, holding.resting_on(record, timezone.now())):
        raise Refused(
            "The terms, or what rests on them, have changed since you opened the page. Nothing "
            "was changed: look at it as it is now."
        )


@deed
def clear_evidence(
    *, by: AbstractUser, evidence: Evidence, seen: str | None = None, at: datetime | None = None
) -> Evidence:
    """An editor clears unattributable evidence: only its agreed description becomes public.

    `seen` is the `token` of what stood on the page.
    """
    need(by, "hospitals.clear_evidence", "clear unattributable evidence")
    evidence = locked(evidence)
    refuse_unseen(seen, lambda: token(evidence))
    if evidence.terms != Terms.UNATTRIBUTABLE:
        raise Refused("Only unattributable evidence needs clearing.")
    if evidence.cleared_at is not None:
        raise Refused(
            f"{called(evidence.cleared_by)} cleared this at {clock(evidence.cleared_at)}."
        )
    evidence.cleared_by, evidence.cleared_at = by, at or timezone.now()
    evidence.save()
    return evidence
