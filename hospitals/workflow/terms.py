"""What was agreed with a source, and what of it readers may learn.

Terms are a verb of their own. Setting them for the first time is ordinary recording. *Loosening*
them, also by way of “not agreed yet”, takes an editor who did not ask for it; *tightening* works at
once, unless so much rests on them that an editor decides.
"""

import hashlib
import json
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from newsroom.lib.errors import Refused
from newsroom.lib.people import called

from ..models import Evidence, Terms
from ..terms import USABLE, looser
from .base import clock, in_sentences, need, short
from .resting import resting_on

# Above these a tightening is an editor's: one save must not take a hundred numbers off the site.
MOST_PUBLIC_RECORDS = 10
MOST_LIVE_STORIES = 3


@dataclass(frozen=True)
class Verdict:
    """What a change of terms would be: who may make it, and why it waits if it does."""

    loosens: bool
    waits_because: str = ""


@transaction.atomic
def agree_terms(*, by, record, terms, description="", note="", seen=None, at=None):
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
        set_terms=set_terms,
    )


@transaction.atomic
def decide_terms(*, by, change, agreed, seen=None, at=None):
    """An editor who did not ask for it says whether other terms are in force from now on."""
    return settle(
        by=by,
        change=change,
        record=locked(change.of),
        agreed=agreed,
        seen=seen,
        at=at,
        set_terms=set_terms,
    )


def locked(record):
    """Fresh, and locked until the transaction ends: as whoever makes something public does."""
    return type(record).objects.select_for_update(no_key=True).get(pk=record.pk)


def change_terms(*, by, record, terms, description, note, seen, at, set_terms):
    """`agree_terms` for any record with `terms` and `terms_changes`; `set_terms` puts them in
    force."""
    if terms not in Terms.values:
        raise Refused("Terms are on the record, unattributable, off the record or not agreed yet.")
    description = description.strip() if terms == Terms.UNATTRIBUTABLE else ""
    waiting = record.terms_changes.filter(decided_at__isnull=True).first()
    if waiting is not None:
        raise Refused(
            f"{called(waiting.asked_by)} asked for other terms at {clock(waiting.asked_at)}: an "
            "editor decides about that first."
        )
    if (terms, description) == (record.terms, getattr(record, "description", "") or ""):
        raise Refused("These are the terms as they stand: nothing was changed.")
    refuse_changed_since(seen, record)
    at = at or timezone.now()
    found = verdict(by, record, terms, description)
    change = record.terms_changes.model(
        of=record,
        before=record.terms,
        terms=terms,
        description=description,
        note=short(note),
        asked_by=by,
        asked_at=at,
    )
    if not found.waits_because:
        change.decided_by, change.decided_at, change.agreed = by, at, True
        in_force(record, change, set_terms)
    else:
        # So that it is refused now and not when the editor decides.
        check_fits(record, terms, description)
    change.save()
    return change


def settle(*, by, change, record, agreed, seen, at, set_terms):
    need(by, "hospitals.decide_terms", "decide about terms")
    change = type(change).objects.select_for_update().get(pk=change.pk)
    if change.decided_at is not None:
        raise Refused(f"{called(change.decided_by)} decided this at {clock(change.decided_at)}.")
    if change.asked_by_id == by.pk and agreed and verdict(by, record, change.terms, "").loosens:
        raise Refused("You asked for this: another editor decides.")
    refuse_changed_since(seen, record)
    change.decided_by, change.decided_at, change.agreed = by, at or timezone.now(), agreed
    change.save()
    if agreed:
        in_force(record, change, set_terms)
    return change


def verdict(by, record, terms, description) -> Verdict:
    """Whether a change of terms loosens them, and why somebody else has to decide, if so."""
    agreed = agreed_before(record)
    loosens = terms in USABLE and (
        (agreed is not None and looser(terms, agreed))
        or (record.terms not in USABLE and behind_something(record))
    )
    if loosens:
        return Verdict(True, "Looser terms are for an editor who did not ask for them.")
    if by.has_perm("hospitals.decide_terms") or not takes_away(record, terms, description):
        return Verdict(False)
    rests = resting_on(record, timezone.now())
    if rests.public > MOST_PUBLIC_RECORDS or rests.live > MOST_LIVE_STORIES:
        return Verdict(
            False,
            f"{rests.counted()} rest on this: an editor decides whether they go dark.",
        )
    return Verdict(False)


def agreed_before(record):
    """The terms agreed last, by way of “not agreed yet” too; None where there never were any."""
    if record.terms != Terms.UNSET:
        return record.terms
    for change in record.terms_changes.filter(agreed=True).order_by("-id"):
        if change.before != Terms.UNSET:
            return change.before
    return None


def behind_something(record):
    """Whether a second person has signed it off already: what they saw does not widen by itself."""
    return record.signed_off_at is not None


def takes_away(record, terms, description):
    """Whether readers would know less than now: stricter terms, or a clearing that is dropped."""
    cleared = getattr(record, "cleared_at", None) is not None
    return looser(record.terms, terms) or (cleared and description != record.description)


def in_force(record, change, set_terms):
    try:
        set_terms(record, change.terms, change.description)
    except ValidationError as error:
        raise Refused(in_sentences(record, error)) from error


def set_terms(record, terms, description):
    """Write the terms; a clearing was for what had been agreed, and ends."""
    record.terms, record.description = terms, description
    if isinstance(record, Evidence):
        record.cleared_by = record.cleared_at = None
    record.full_clean()
    record.save()


def check_fits(record, terms, description):
    kept = record.terms, getattr(record, "description", "")
    record.terms, record.description = terms, description
    try:
        record.full_clean()
    except ValidationError as error:
        raise Refused(in_sentences(record, error)) from error
    finally:
        record.terms, record.description = kept


# What the page showed


def terms_token(record):
    """A digest of a record, its terms and what rests on them, as a page shows them."""
    rests = resting_on(record, timezone.now())
    said = [
        record.pk,
        str(record),
        record.terms,
        getattr(record, "description", ""),
        rests.public,
        rests.live,
        [[line.text, line.details] for line in rests.lines],
    ]
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def refuse_changed_since(seen, record):
    if seen is not None and seen != terms_token(record):
        raise Refused(
            "The terms, or what rests on them, have changed since you opened the page. Nothing "
            "was changed: look at it as it is now."
        )


@transaction.atomic
def clear_evidence(*, by, evidence, at=None) -> Evidence:
    """An editor clears unattributable evidence: only its agreed description becomes public."""
    need(by, "hospitals.clear_evidence", "clear unattributable evidence")
    evidence = locked(evidence)
    if evidence.terms != Terms.UNATTRIBUTABLE:
        raise Refused("Only unattributable evidence needs clearing.")
    if evidence.cleared_at is not None:
        raise Refused(
            f"{called(evidence.cleared_by)} cleared this at {clock(evidence.cleared_at)}."
        )
    evidence.cleared_by, evidence.cleared_at = by, at or timezone.now()
    evidence.save()
    return evidence
