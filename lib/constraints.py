"""Rules about a row that come again and again, as database constraints with a sentence each."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import CheckConstraint, F, Q


def exactly_one(*fields: str, name: str, message: str) -> CheckConstraint:
    """One of the fields is set, and the others are not."""
    condition = Q()
    for chosen in fields:
        condition |= Q(**{f"{field}__isnull": field != chosen for field in fields})
    return CheckConstraint(condition=condition, name=name, violation_error_message=message)


def at_most_one(*fields: str, name: str, message: str) -> CheckConstraint:
    """One of the fields is set, or none of them."""
    condition = Q()
    for chosen in fields:
        condition |= Q(**{f"{field}__isnull": True for field in fields if field != chosen})
    return CheckConstraint(condition=condition, name=name, violation_error_message=message)


def together(
    *fields: str, texts: Iterable[str] = (), given: Q | None = None, name: str, message: str
) -> CheckConstraint:
    """All of the fields are set, or none of them.

    `texts` are columns that are empty where others are null. `given` holds where they are set.
    """
    none = Q(**{f"{field}__isnull": True for field in fields}, **dict.fromkeys(texts, ""))
    every = Q(**{f"{field}__isnull": False for field in fields})
    for text in texts:
        every &= ~Q(**{text: ""})
    return CheckConstraint(
        condition=none | (every & given if given else every),
        name=name,
        violation_error_message=message,
    )


def in_order(
    first: str, last: str, *, strictly: bool = False, name: str, message: str
) -> CheckConstraint:
    """The last is not before the first, or after it (`strictly`), where both are set."""
    comparison = "gt" if strictly else "gte"
    return CheckConstraint(
        condition=Q(**{f"{first}__isnull": True})
        | Q(**{f"{last}__isnull": True})
        | Q(**{f"{last}__{comparison}": F(first)}),
        name=name,
        violation_error_message=message,
    )
