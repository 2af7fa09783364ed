"""Record what a source says: a new figure, a statement of several, a new value."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from deeds import deed
from lib.people import called
from lib.refusals import Refused, need, save_valid
from lib.words import clock

from ..models import (
    Area,
    Dispute,
    DisruptionFigure,
    Event,
    Evidence,
    FigureRevision,
    Hospital,
    Measure,
    Service,
    Setting,
    Source,
    StaffGroup,
    Strike,
    Trust,
)
from ..models.figures import kind_of_number
from .base import Kind, locked, note, refuse_withdrawn
from .choosing import choose_preferred
from .likeness import refuse_alike
from .places import place_at_time, set_dates

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@dataclass(kw_only=True)
class Identity:
    """What a figure is about: see DisruptionFigure. Exactly one of area, trust, hospital."""

    measure: Measure
    source: Source
    nature: str
    basis: str
    area: Area | None = None
    trust: Trust | None = None
    hospital: Hospital | None = None
    strike: Strike | None = None
    event: Event | None = None
    dispute: Dispute | None = None
    setting: Setting | None = None
    service: Service | None = None
    staff_group: StaffGroup | None = None
    counted_note: str = ""
    compared_with: str = ""
    change_in_percent: bool = False
    # A figure for a whole strike has the dates of the strike: leave them out.
    period_start: date | None = None
    period_end: date | None = None
    covers: list[Strike] = field(default_factory=list)

    @property
    def number_kind(self) -> str:
        return kind_of_number(self)


@dataclass(kw_only=True)
class Reading:
    """What the source says: see FigureRevision. A value, or the reason why there is none."""

    evidence: Evidence
    value: Decimal | int | None = None
    upper: Decimal | int | None = None
    how_exact: str = "exact"
    change: str = ""
    rounded_to: Decimal | int | None = None
    out_of: Decimal | int | None = None
    out_of_what: str = ""
    missing: str = ""
    missing_below: int | None = None
    returns_received: int | None = None
    returns_expected: int | None = None
    locator: str = ""
    words: str = ""
    public_caveat: str = ""


# What makes a number the number it is,
NUMBER = ("value", "upper", "how_exact", "change", "rounded_to", "missing", "missing_below")
# and what a source may say of it besides.
SAID = ("out_of", "out_of_what", "returns_received", "returns_expected")


def same(revision: FigureRevision, reading: Reading, names: Iterable[str]) -> bool:
    """Whether a value that we hold and what a document says agree in these fields."""
    return all(getattr(revision, name) == getattr(reading, name) for name in names)


def values(record: Identity | Reading) -> dict[str, Any]:
    """A dataclass's fields as a dict, without following into model instances."""
    return {f.name: getattr(record, f.name) for f in fields(record)}


@deed
def record(
    *,
    by: AbstractUser,
    identity: Identity,
    reading: Reading,
    beside: Collection[int] | None = None,
    at: datetime | None = None,
) -> DisruptionFigure:
    """Record a new figure with its first revision: on the desk, unchecked, not released.

    `beside` are the ids of the figures like it that whoever records it has seen, and found to be
    others: `Alike` where there are more. Without it nobody is asked.
    """
    need(by, "hospitals.add_disruptionfigure", "record figures")
    at = at or timezone.now()
    chosen = values(identity)
    covers = chosen.pop("covers")
    # Two people who record rivals at once would each believe theirs to be the only one.
    Measure.objects.select_for_update(no_key=True).values_list("pk").get(pk=identity.measure.pk)
    if beside is not None:
        refuse_alike(identity, beside)
    figure = DisruptionFigure(**chosen)
    set_dates(figure)
    figure.trust_at_time, figure.region_at_time = place_at_time(figure)
    save_valid(figure)
    figure.covers.add(*covers)
    add_revision(figure, reading=reading, number=1, reason="first", by=by, at=at)
    note(figure, Kind.RECORDED, by=by, at=at)
    choose_preferred(figure)
    return figure


@deed
def record_statement(
    *, by: AbstractUser, entries: Iterable[tuple[Identity, Reading]], at: datetime | None = None
) -> list[DisruptionFigure]:
    """Record several figures of one statement: `entries` is a list of (Identity, Reading).

    All or none; a refusal names the entry by its place in the list.
    """
    figures = []
    for number, (identity, reading) in enumerate(entries, start=1):
        try:
            figures.append(record(by=by, identity=identity, reading=reading, at=at))
        except Refused as refusal:
            raise Refused([f"Figure {number}: {text}" for text in refusal.messages]) from refusal
    return figures


@deed
def revise(
    *,
    by: AbstractUser,
    figure: DisruptionFigure,
    reading: Reading,
    reason: str,
    reason_note: str = "",
    source_changed_on: date | None = None,
    replacing: FigureRevision | None = None,
    at: datetime | None = None,
) -> FigureRevision:
    """Record a new value for a figure. Readers see nothing of it until it is checked.

    A revision that waits for its check is in the way. When that check found it wrong, name it
    as `replacing`: it is never checked, and the new one waits in its place.
    """
    need(by, "hospitals.change_disruptionfigure", "revise figures")
    figure = locked(figure)
    at = at or timezone.now()
    refuse_withdrawn(figure)
    latest = figure.revisions.order_by("-number").first()
    if replacing is not None and (replacing.pk != latest.pk or latest.checked_at is not None):
        raise Refused("What you want to replace has been checked or replaced: look again.")
    if replacing is None and latest.checked_at is None:
        raise Refused(
            f"{called(latest.recorded_by)} recorded {latest.say()} at "
            f"{clock(latest.recorded_at)}, which waits for its check: check that first, or replace "
            "it if it is wrong."
        )
    refuse_wrong_reason(latest, reading, reason)
    revision = add_revision(
        figure,
        reading=reading,
        number=latest.number + 1,
        reason=reason,
        reason_note=reason_note,
        source_changed_on=source_changed_on,
        by=by,
        at=at,
    )
    note(figure, Kind.REVISED, by=by, at=at, text=reason_note)
    return revision


def refuse_wrong_reason(latest: FigureRevision, reading: Reading, reason: str) -> None:
    """Readers are told that a source has changed its number: never where it has not."""
    reasons = FigureRevision.Reason
    if reason == reasons.BETTER_DOCUMENT and not same(latest, reading, NUMBER):
        raise Refused(
            f"We hold {latest.say()}, and this is another number: say why it changes, as the same "
            "in a better document it is not."
        )
    if reason in FigureRevision.BY_THE_SOURCE and same(latest, reading, [*NUMBER, *SAID]):
        raise Refused(
            "The number is what it was, so there is nothing to tell readers: record where else "
            "it was seen, or choose “the same in a better document”."
        )


def add_revision(
    figure: DisruptionFigure,
    *,
    reading: Reading,
    number: int,
    reason: str,
    by: AbstractUser,
    at: datetime,
    **more: Any,
) -> FigureRevision:
    revision = FigureRevision(
        figure=figure,
        number=number,
        reason=reason,
        recorded_by=by,
        recorded_at=at,
        **values(reading),
        **more,
    )
    save_valid(revision)
    return revision
