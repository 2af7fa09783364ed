"""Rules about a row that come again and again, as database constraints with a sentence each."""

from __future__ import annotations

from django.db.models import CheckConstraint, Q


def exactly_one(*fields: str, name: str, message: str) -> CheckConstraint:
    """One of the fields is set, and the others are not."""
    condition = Q()
    for chosen in fields:
        condition |= Q(**{f"{field}__isnull": field != chosen for field in fields})
    return CheckConstraint(condition=condition, name=name, violation_error_message=message)


def together(*fields: str, name: str, message: str) -> CheckConstraint:
    """All of the fields are set, or none of them."""
    return CheckConstraint(
        condition=Q(**{f"{field}__isnull": True for field in fields})
        | Q(**{f"{field}__isnull": False for field in fields}),
        name=name,
        violation_error_message=message,
    )
