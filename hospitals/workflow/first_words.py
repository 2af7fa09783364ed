"""The first word: what one person may show at once, as reported, while another confirms it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from deeds import deed
from lib.people import called
from lib.refusals import Refused, need, save_valid

from .. import visibility
from ..models import Strike
from ..models.signed import FirstWord
from .proposals import refuse_proposals
from .signing import facts_token, lock_grounds, may_write_facts, refuse_unseen

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


def need_to_show(by: AbstractUser, row: FirstWord, what: str) -> None:
    """Whoever may enter one may show it: a phone call at 6.41am waits for nobody."""
    need(by, f"hospitals.add_{row._meta.model_name}", what)


@deed
def show_first_word(
    *, by: AbstractUser, row: FirstWord, seen: str | None = None, at: datetime | None = None
) -> None:
    """Let readers see a fact that waits, as reported and not confirmed, above what stands."""
    need_to_show(by, row, "show a first word")
    row = stored(row)
    refuse_unseen(seen, lambda: facts_token([row]))
    refuse_if_decided(row)
    if row.shown_at is not None:
        raise Refused(f"{called(row.shown_by)} shows “{row}” already.")
    if isinstance(row.strike, Strike) and not row.strike.is_signed_off:
        raise Refused(f"Readers do not know of the strike yet: sign it off first: {row.strike}.")
    refuse_proposals([row])
    lock_grounds(row.evidence)
    row.evidence.refresh_from_db()
    against = [
        each.sentence
        for each in visibility.obstacles(visibility.fact_grounds(row.evidence))
        if each.code != "not_signed_off"
    ]
    if against:
        raise Refused([f"This cannot be shown: {sentence}" for sentence in against])
    row.shown_by, row.shown_at = by, at or timezone.now()
    save_valid(row)


@deed
def take_back_first_word(*, by: AbstractUser, row: FirstWord) -> None:
    """Readers see it no longer; it waits as before."""
    need_to_show(by, row, "take back a first word")
    row = stored(row)
    refuse_if_decided(row)
    if row.shown_at is None:
        raise Refused(f"“{row}” is not shown: there is nothing to take back.")
    if row.shown_by_id != by.pk and not may_write_facts(by):
        raise Refused(
            f"{called(row.shown_by)} shows it: they, a data editor or an editor take it back."
        )
    row.shown_by = row.shown_at = None
    save_valid(row)


def refuse_if_decided(row: FirstWord) -> None:
    if row.is_signed_off:
        raise Refused(f"“{row}” is confirmed: readers see it as it stands.")


def stored(row: FirstWord) -> FirstWord:
    found: FirstWord = type(row).objects.select_for_update(no_key=True).get(pk=row.pk)
    return found
