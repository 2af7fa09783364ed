"""What was agreed with somebody who told us something."""

from __future__ import annotations

from django.db import models


class Terms(models.TextChoices):
    """How what somebody told us may be used. Unset is private."""

    UNSET = "", "not agreed yet (private)"
    ON_RECORD = "on_record", "on the record"
    UNATTRIBUTABLE = "unattributable", "unattributable: only the agreed description"
    OFF_RECORD = "off_record", "off the record: never published"


# The strictest first: what is public about a thing follows the strictest term it rests on.
STRICTNESS = [Terms.OFF_RECORD, Terms.UNSET, Terms.UNATTRIBUTABLE, Terms.ON_RECORD]
# What readers may be given at all, if only under the agreed description.
USABLE = (Terms.ON_RECORD, Terms.UNATTRIBUTABLE)


def strictest(*terms: str) -> str:
    """The strictest of the given terms; on the record where none is given."""
    return min(terms, key=STRICTNESS.index, default=Terms.ON_RECORD)


def looser(new: str, old: str) -> bool:
    """Whether `new` terms let readers know more than `old` ones do."""
    return STRICTNESS.index(new) > STRICTNESS.index(old)
