"""Following what readers could notice: each change once, oldest first, whoever writes meanwhile.

Changes are numbered in the order of commits, and some are noticed later than they are written: an
embargo. So a follower's position is two things: up to which number, and of those up to which
moment, changes were given. What is due later comes in its time, and nothing twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.db.models import Q

from .models import Change, Generation

SIGNER = signing.Signer(salt="deeds.following")
# Before all changes.
NEVER = datetime.fromisoformat("0001-01-02T00:00:00+00:00")


class Damaged(ValueError):
    """A position that nobody was given."""


class BeganAgain(ValueError):
    """A position of another epoch: the numbers began again, and so does whoever follows them."""


@dataclass(frozen=True)
class Position:
    """All changes up to `number` that were due by `until` have been given.

    Within a walk of several pages, `to` is the number that it goes up to and `after` the (moment,
    number) of the last change given.
    """

    epoch: str
    number: int = 0
    until: datetime = NEVER
    to: int | None = None
    after: tuple[datetime, int] | None = None

    def written(self) -> str:
        after = self.after and [self.after[0].isoformat(), self.after[1]]
        content = [self.epoch, self.number, self.until.isoformat(), self.to, after]
        return SIGNER.sign_object(content, compress=True)


def read(text: str) -> Position:
    """The position that `written` gave; raises Damaged for anything else."""
    try:
        epoch, number, until, to, after = SIGNER.unsign_object(text)
        moment = after and (datetime.fromisoformat(after[0]), after[1])
        return Position(epoch, number, datetime.fromisoformat(until), to, moment)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Damaged from error


def start() -> Position:
    """Before the first change there is."""
    return Position(Generation.objects.values_list("epoch", flat=True).get())


def changes_since(position: Position, now: datetime, most: int) -> tuple[list[Change], Position]:
    """At most so many changes that came after the position, the oldest first, and the next one.

    The next position depends on the changes alone and not on the time, so that the same answer
    stands while nothing changes; of an answer without changes it is the same. Raises BeganAgain.
    """
    last, epoch = Generation.objects.values_list("changes", "epoch").get()
    if epoch != position.epoch or position.number > last:
        raise BeganAgain
    to = last if position.to is None else position.to
    # A clock that was set back, or another server's: what was due once is due.
    now = max(now, position.until, position.after[0] if position.after else NEVER)
    new = Q(number__gt=position.number) | Q(at__gt=position.until)
    found = Change.objects.filter(new, number__lte=to, at__lte=now).order_by("at", "number")
    if position.after:
        at, number = position.after
        found = found.filter(at__gte=at).filter(Q(at__gt=at) | Q(number__gt=number))
    changes = list(found[: most + 1])
    if len(changes) > most:
        given = changes[:most]
        after = (given[-1].at, given[-1].number)
        return given, Position(epoch, position.number, position.until, to, after)
    latest = changes[-1].at if changes else position.after and position.after[0]
    if latest is None:
        return [], position
    return changes, Position(epoch, to, max(position.until, latest))
