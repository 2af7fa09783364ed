"""The same number in another document: written down, signed off, and put in the first one's place.

None of it is an update: the number is what it was.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from deeds import deed
from lib.people import called
from lib.refusals import Refused, need, save_valid

from ..models import DisruptionFigure, FigureRevision, SeenIn
from .base import Kind, locked, note, refuse_withdrawn
from .recording import NUMBER, SAID, Reading, revise, same, values
from .signing import lock_grounds, refuse_unseen, sign_off_grounds, token

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

# What a further document may say of a number without its being another one.
OF_THE_DOCUMENT = ("evidence", "locator", "words")


@deed
def seen_in(
    *, by: AbstractUser, figure: DisruptionFigure, reading: Reading, at: datetime | None = None
) -> SeenIn:
    """Record that the newest value of a figure stands in a further document, which `reading` reads.

    Refused where it says anything else: that is a new value.
    """
    need(by, "hospitals.change_disruptionfigure", "record where else a figure was seen")
    figure = locked(figure)
    refuse_withdrawn(figure)
    latest = figure.revisions.select_related("evidence").order_by("-number").first()
    refuse_another_number(latest, reading)
    if reading.evidence.pk == latest.evidence_id:
        raise Refused(
            f"“{latest.evidence}” is where the number came from: choose the other document."
        )
    row = SeenIn(
        revision=latest,
        evidence=reading.evidence,
        locator=reading.locator,
        words=reading.words,
        created_by=by,
    )
    save_valid(row)
    note(figure, Kind.SEEN_IN, by=by, at=at, text=str(reading.evidence))
    return row


def refuse_another_number(latest: FigureRevision, reading: Reading) -> None:
    if not same(latest, reading, NUMBER):
        raise Refused(
            f"We hold {latest.say()}, and this document says something else: record a new value."
        )
    if says_more(latest, reading):
        raise Refused(
            "The number is the same, but this document says more of it (out of how many, who "
            "reported): record a new value, “the same in a better document”."
        )


def says_more(latest: FigureRevision, reading: Reading) -> bool:
    said = [name for name in SAID if getattr(reading, name) not in (None, "")]
    return not same(latest, reading, said)


@deed
def same_again(
    *,
    by: AbstractUser,
    figure: DisruptionFigure,
    reading: Reading,
    reason: str = "",
    at: datetime | None = None,
) -> SeenIn | FigureRevision:
    """What a document says of a figure that we hold: its number again, or its next value.

    `reason` is why the number changes, where it does.
    """
    latest = locked(figure).revisions.order_by("-number").first()
    if not same(latest, reading, NUMBER):
        if not reason:
            raise Refused(f"We hold {latest.say()}: say why the number changes.")
        return revise(by=by, figure=figure, reading=reading, reason=reason, at=at)
    if says_more(latest, reading):
        better = FigureRevision.Reason.BETTER_DOCUMENT
        return revise(by=by, figure=figure, reading=reading, reason=better, at=at)
    return seen_in(by=by, figure=figure, reading=reading, at=at)


@deed
def sign_off_seen_in(
    *, by: AbstractUser, seen_in: SeenIn, seen: str | None = None, at: datetime | None = None
) -> SeenIn:
    """A second person finds the number in the further document; from then on readers are told.

    `seen` is the `seen_in_token` of the page. The document and its people are signed off with it.
    """
    need(by, "hospitals.check_figure", "check figures")
    figure = seen_in.revision.figure
    lock_grounds(seen_in.evidence, [figure.source])
    figure = locked(figure)
    seen_in.refresh_from_db()
    refuse_withdrawn(figure)
    if seen_in.signed_off_at is not None:
        raise Refused(f"{called(seen_in.signed_off_by)} has found it there already.")
    if seen_in.created_by_id == by.pk and not by.has_perm("hospitals.check_own_figure"):
        raise Refused("You recorded this: another person looks for the number in the document.")
    refuse_unseen(seen, lambda: seen_in_token(seen_in))
    at = at or timezone.now()
    sign_off_grounds(by=by, evidence=seen_in.evidence, sources=[figure.source], at=at)
    seen_in.signed_off_by, seen_in.signed_off_at = by, at
    seen_in.save(update_fields=["signed_off_by", "signed_off_at"])
    note(figure, Kind.CHECKED, by=by, at=at, text=f"seen in {seen_in.evidence}"[:300])
    return seen_in


def seen_in_token(row: SeenIn) -> str:
    """A digest of all that the page shows on which a further document is signed off."""
    return token(row.evidence, [row.revision.figure.source], row.pk)


@deed
def show_document(
    *, by: AbstractUser, seen_in: SeenIn, at: datetime | None = None
) -> FigureRevision:
    """Show a further document in the place of the one that the number came from.

    A revision with the same number, which a second person checks; no update for readers.
    """
    figure, shown = seen_in.revision.figure, seen_in.revision
    kept = {name: value for name, value in held(shown).items() if name not in OF_THE_DOCUMENT}
    found = {name: getattr(seen_in, name) for name in OF_THE_DOCUMENT}
    return revise(
        by=by,
        figure=figure,
        reading=Reading(**kept, **found),
        reason=FigureRevision.Reason.BETTER_DOCUMENT,
        at=at,
    )


def held(revision: FigureRevision) -> dict:
    """What a revision says, as the fields of a Reading."""
    blank = values(Reading(evidence=revision.evidence))
    return {name: getattr(revision, name) for name in blank}
