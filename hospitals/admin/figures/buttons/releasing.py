"""When readers see a figure: now, under embargo, later than was said, or not yet."""

from typing import Any

from django.utils import timezone

from hospitals import workflow
from hospitals.models import DisruptionFigure
from lib.admin.dates import MomentField
from lib.refusals import Refused
from lib.words import stamp

from .base import FigureButton


class Release(FigureButton):
    name, label, permission = "release", "Release to readers", "hospitals.release_figure"
    lead = "Readers see the number, its page and its API entry."
    confirm = "Release"

    at = MomentField(
        label="embargo until",
        required=False,
        help_text="Empty: readers see it now.",
    )

    @classmethod
    def possible(cls, user: Any, record: DisruptionFigure) -> bool:
        released = record.released_at
        return super().possible(user, record) and (released is None or released > timezone.now())

    def context(self) -> dict[str, Any]:
        return {"obstacles": workflow.why_not_public(self.record, timezone.now())}

    def decide(self) -> str:
        at = self.cleaned_data["at"]
        if at is not None and at <= timezone.now():
            raise Refused(
                f"{stamp(at)} has passed: leave the embargo empty to release the figure now."
            )
        released = workflow.release(by=self.user, figures=[self.record], at=at)
        if not released:
            raise Refused(stands_already(self.record))
        return f"Released: under embargo until {stamp(at)}." if at else "Released: readers see it."


def stands_already(figure: DisruptionFigure) -> str:
    """Why a release changes nothing: an earlier one stands."""
    figure.refresh_from_db(fields=["released_at"])
    if figure.released_at <= timezone.now():
        return f"Nothing changed: readers have seen it since {stamp(figure.released_at)}."
    return (
        f"Nothing changed: it is to be released at {stamp(figure.released_at)} already. To move "
        "that to a later time, use “Postpone the release”."
    )


class OfUnseenRelease(FigureButton):
    """About a release that is set for later: nobody outside the desk has seen the figure."""

    permission = "hospitals.release_figure"

    @classmethod
    def possible(cls, user: Any, record: DisruptionFigure) -> bool:
        released = record.released_at
        unseen = released is not None and released > timezone.now()
        return super().possible(user, record) and unseen


class Postpone(OfUnseenRelease):
    name, label, confirm = "postpone", "Postpone the release", "Postpone it"

    at = MomentField(
        label="released from",
        error_messages={"required": "Give the later day and time."},
    )

    def starts(self) -> dict[str, Any]:
        return {"at": self.record.released_at}

    def decide(self) -> str:
        figure = workflow.postpone(by=self.user, figure=self.record, at=self.cleaned_data["at"])
        return f"Postponed: under embargo until {stamp(figure.released_at)}."


class TakeBackRelease(OfUnseenRelease):
    name, label, confirm = "take-back", "Take back the release", "Take it back"
    lead = "The figure stays on the desk, checked; readers never see it until it is released again."

    def decide(self) -> str:
        workflow.take_back_release(by=self.user, figure=self.record)
        return "Taken back: the figure is not released."
