"""Whether what is so from one day to another is so on a day: of one, and as a condition for many.

Both days are included; an empty one is an open end.
"""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, Q


def holds(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def covers(day: date | OuterRef, *, start: str = "valid_from", end: str = "valid_to") -> Q:
    """`holds` of rows with these two columns."""
    return (Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": day})) & (
        Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": day})
    )
