"""Among figures for one thing, the order in which they are to be used, where nobody has chosen."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

from lib.digests import digest

from .models.figures import RIVAL_COLUMNS

LONG_AGO = datetime.min.replace(tzinfo=UTC)


def order(figure: Any, revision: Any) -> tuple[bool, bool, bool, date, datetime, datetime, int]:
    """Of several figures, each with the value that stands for it, that with most of this is used.

    A checked value before none; exact before rounded; a stated kind of service before an unstated
    one; then the newer document, an undated one being the oldest; then the later check. Only where
    all of that is equal, the later record.
    """
    stated = figure.setting_id is not None
    if revision is None:
        return (False, False, stated, date.min, LONG_AGO, LONG_AGO, figure.pk)
    return (
        True,
        revision.is_exact,
        stated,
        revision.evidence.published_on or date.min,
        revision.evidence.retrieved_at or LONG_AGO,
        revision.checked_at,
        figure.pk,
    )


def rank(figure: Any, revision: Any) -> str:
    """The same as digits, which any database sorts alike."""
    return "".join(digits(each) for each in order(figure, revision))


def digits(value: date | int) -> str:
    """Of a kind of value always as many, which grow with it."""
    if isinstance(value, datetime):
        return re.sub(r"\D", "", value.astimezone(UTC).isoformat(timespec="microseconds")[:26])
    if isinstance(value, date):
        return re.sub(r"\D", "", value.isoformat())
    return str(int(value)) if isinstance(value, bool) else f"{value:019}"


def thing(figure: Any) -> str:
    """The same for figures for one thing, whoever says so."""
    return digest([getattr(figure, name) for name in RIVAL_COLUMNS])
