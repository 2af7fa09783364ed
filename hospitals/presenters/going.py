"""How strikes stand at a moment: asked once for all, as nearly every page needs it of a few.

It follows from changes of status and from dates, each with its terms and its embargo: Django takes
longer to put that question together than the database to answer it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from deeds.memory import remembered
from hospitals.models import Strike
from hospitals.models.notices import NOT_GOING_AHEAD


@dataclass(frozen=True)
class Going:
    """`status` {strike: its status, None without one}; `on`: under way, or with dates ahead."""

    status: Mapping[int, str | None]
    on: frozenset[int]

    @property
    def off(self) -> list[int]:
        """Those of which nothing holds that was announced for them."""
        return [pk for pk, status in self.status.items() if status in NOT_GOING_AHEAD]


def going(at: datetime) -> Going:
    """As far as readers may know at `at`. Of ids alone: which strikes they see is asked anew."""
    return remembered("how strikes stand", lambda: how_they_stand(at), at)


def how_they_stand(at: datetime) -> Going:
    """Two queries."""
    strikes = Strike.objects.with_status(at, public_at=at).order_by()
    return Going(
        status=dict(strikes.values_list("pk", "status")),
        on=frozenset(strikes.on_or_coming(at).values_list("pk", flat=True)),
    )


def with_status(strikes: Iterable[Strike], at: datetime) -> list[Strike]:
    """The same, which know their `status`."""
    strikes, known = list(strikes), going(at).status
    for strike in strikes:
        strike.status = known.get(strike.pk)
    return strikes
