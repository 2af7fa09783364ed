"""What readers could notice, found by comparing public rows as they were and as they are.

The apps above register here who writes their public rows. Each writer is given what was touched,
replaces the rows that come out differently, and says of which records, and when, readers could
notice it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.apps import apps
from django.db.models import AutoField, Model

Touched = dict[type[Model], set[Any]]
Writer = Callable[[Mapping[type[Model], set[Any]], datetime], "list[Noticed]"]
_writers: list[Writer] = []

# The end of a stretch that nothing ends: no moment at which anything changes.
FOR_GOOD = datetime(9999, 1, 1, tzinfo=UTC)
AT_A_TIME = 500


@dataclass(frozen=True)
class Noticed:
    """A record, and (moment, kind) of each change that readers could notice from now on.

    Without any, what was still to come is not to come any more, unless it `keeps` that.
    """

    what: str
    uuid: UUID
    moments: tuple[tuple[datetime, str], ...]
    keeps: bool = False


class Row(Protocol):
    """A public row: how a thing looks from `starts` until `ends`."""

    starts: datetime
    ends: datetime


class Known(Protocol):
    """What readers know and public rows tell of: it has a key."""

    @property
    def pk(self) -> Any: ...


M = TypeVar("M", bound=Known)
R = TypeVar("R", bound=Row)


def register_public_rows(write: Writer) -> None:
    """`write(touched, now)` replaces public rows, and gives what readers could notice of it."""
    _writers.append(write)


def write_public_rows(touched: Mapping[type[Model], set[Any]], now: datetime) -> list[Noticed]:
    if not touched:
        return []
    return [noticed for write in _writers for noticed in write(touched, now)]


def at(rows: Iterable[R], moment: datetime) -> R | None:
    """The row that covers the moment, or None."""
    return next((row for row in rows if row.starts <= moment < row.ends), None)


def moments(
    before: Sequence[R],
    after: Sequence[R],
    now: datetime,
    kind: Callable[[R | None, R | None], str | None],
) -> tuple[tuple[datetime, str], ...]:
    """(moment, kind) of each change from now on, if `after` takes the place of `before`.

    `kind` names what happens where one row follows another; None where readers notice nothing.
    """
    found = []
    shown = at(before, now)
    ahead = {edge for row in after for edge in (row.starts, row.ends) if now < edge < FOR_GOOD}
    for moment in [now, *sorted(ahead)]:
        then = at(after, moment)
        if what := kind(shown, then):
            found.append((moment, what))
        shown = then
    return tuple(found)


def note(noticed: Sequence[Noticed], last: int, now: datetime) -> None:
    """Write a Change for each, numbered up to `last`.

    `now` is the moment by which they were found: by a later one, what comes in between would be
    told of twice. What was to come of the same records is taken away: it comes otherwise, or not
    at all.
    """
    if not noticed:
        return
    # Asked for by name: `deed` is imported before there are models.
    Change = apps.get_model("deeds", "Change")
    anew = {each.uuid for each in noticed if not each.keeps}
    Change.objects.filter(uuid__in=anew, at__gt=now).delete()
    rows = [(each, when, kind) for each in noticed for when, kind in each.moments]
    first = last - len(rows) + 1
    Change.objects.bulk_create(
        Change(number=number, what=each.what, uuid=each.uuid, at=when, kind=kind)
        for number, (each, when, kind) in enumerate(rows, start=first)
    )


def last_change(at: datetime) -> datetime | None:
    """When readers could last notice anything: from then until `at` pages say the same."""
    found = apps.get_model("deeds", "Change").objects.filter(at__lte=at).order_by("-at", "-number")
    last: datetime | None = found.values_list("at", flat=True).first()
    return last


def rewrite(
    model: Any,
    owner: str,
    ids: Sequence[Any],
    work_out: Callable[[Sequence[Any]], Mapping[M, Sequence[Any]]],
    *,
    check: bool = False,
) -> Iterator[tuple[M, list[Any], list[Any]]]:
    """Replace the rows of the records with these ids by what `work_out` says of a batch of them.

    As `replace_rows`; what is written is written as the answers are asked for, so ask for all.
    """
    for start in range(0, len(ids), AT_A_TIME):
        yield from replace_rows(model, owner, work_out(ids[start : start + AT_A_TIME]), check=check)


def replace_rows(
    model: Any, owner: str, fresh: Mapping[M, Sequence[Any]], *, check: bool = False
) -> list[tuple[M, list[Any], list[Any]]]:
    """Put the `fresh` rows, {record: its rows}, in the place of the stored ones.

    `owner` is the column that names the record, such as "figure_id". Gives (record, rows before,
    rows after) of those that differ, in the order given; with `check` nothing is written.
    """
    stored = defaultdict(list)
    for row in model.objects.filter(**{f"{owner}__in": [record.pk for record in fresh]}):
        stored[getattr(row, owner)].append(row)
    found = []
    for record, rows in fresh.items():
        before = sorted(stored[record.pk], key=lambda row: row.starts)
        after = sorted(rows, key=lambda row: row.starts)
        if [content(row) for row in before] != [content(row) for row in after]:
            found.append((record, before, after))
    if not check:
        gone = [row.pk for _, before, _ in found for row in before]
        model.objects.filter(pk__in=gone).delete()
        model.objects.bulk_create([row for _, _, after in found for row in after])
    return found


def content(row: Model) -> tuple[Any, ...]:
    """All that the row says, without a key that the database gave it."""
    fields = [field for field in row._meta.concrete_fields if not isinstance(field, AutoField)]
    return tuple(getattr(row, field.attname) for field in fields)
