"""What is open, reduced or closed: entered from a statement, and asked again while it stands."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from deeds import deed
from lib.locks import lock_rows
from lib.refusals import Refused, need, save_valid

from ..models import NoticeConfirmation, ServiceNotice
from .signing import entered, facts_token, refuse_unseen

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@deed
def enter_notice(
    *, by: AbstractUser, notice: ServiceNotice, at: datetime | None = None
) -> ServiceNotice:
    """A new notice: a data editor's stands, others' wait for their sign-off."""
    need(by, "hospitals.add_servicenotice", "record what is open or closed")
    save_valid(notice)
    entered(by=by, row=notice, at=at)
    return notice


@deed
def confirm_notice(
    *, by: AbstractUser, notice: ServiceNotice, seen: str | None = None, at: datetime | None = None
) -> NoticeConfirmation:
    """Somebody asked again, and it is still so: readers see when."""
    need(by, "hospitals.add_noticeconfirmation", "confirm what is open or closed")
    lock_rows(ServiceNotice, {notice.pk})
    notice.refresh_from_db()
    refuse_unseen(seen, lambda: facts_token([notice]))
    at = at or timezone.now()
    if notice.signed_off_at is None:
        raise Refused("This notice waits to be signed off: that comes first.")
    if not ServiceNotice.objects.filter(pk=notice.pk).in_force(at).exists():
        raise Refused("This notice is over: record what is open or closed now as a new one.")
    confirmation = NoticeConfirmation(notice=notice, by=by, at=at)
    save_valid(confirmation)
    return confirmation
