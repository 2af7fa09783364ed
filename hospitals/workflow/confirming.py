"""Confirmation by the source: what somebody there said of a number when they were asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from deeds import deed
from lib.refusals import Refused, need, required, save_valid, short

from ..models import Channel, FigureConfirmation, FigureRevision
from .base import locked

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@dataclass(frozen=True)
class Asked:
    """Who at the source confirmed it, how and when; or why nobody was asked."""

    who: str = ""
    channel: str = ""
    confirmed_at: datetime | None = None
    skipped_because: str = ""

    def fields(self, by: AbstractUser, now: datetime) -> dict[str, Any]:
        """The columns of a `Confirmed`. Refused where something is missing or lies ahead."""
        if self.skipped_because.strip():
            return {
                "skipped_because": short(self.skipped_because),
                "recorded_by": by,
                "recorded_at": now,
            }
        at = self.confirmed_at or now
        if at > now:
            raise Refused("Nobody has confirmed it yet: that moment is still to come.")
        if self.channel not in Channel:
            raise Refused("Say how they confirmed it: by telephone, by e-mail, in person …")
        return {
            "who": required(self.who, "Say who confirmed it, or why nobody was asked."),
            "channel": self.channel,
            "confirmed_at": at,
            "recorded_by": by,
            "recorded_at": now,
        }


@deed
def confirm_figure(
    *, by: AbstractUser, revision: FigureRevision, asked: Asked, at: datetime | None = None
) -> FigureConfirmation:
    """Of exactly this revision; what comes after it is confirmed anew."""
    need(by, "hospitals.add_figureconfirmation", "record what a source has confirmed")
    locked(revision.figure)
    latest = revision.figure.revisions.order_by("-number").values_list("pk", flat=True).first()
    if latest != revision.pk:
        raise Refused("Another number has been recorded since: look at it, and ask about that.")
    confirmation = FigureConfirmation(revision=revision, **asked.fields(by, at or timezone.now()))
    save_valid(confirmation)
    return confirmation
