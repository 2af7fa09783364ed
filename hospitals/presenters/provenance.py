"""Where records came from and who said so, for many at once.

A page that reads the evidence of its facts anyway judges by it which of them it may show. For a
list that does not the database judges: `public(at)`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from django.db.models import Model, Prefetch, prefetch_related_objects

from hospitals.models import Evidence, SaidWith
from hospitals.models.signed import Fact, FirstWord
from hospitals.visibility import fact_stretches, first_word_stretches, visible

Row = TypeVar("Row", bound=Model)
AFact = TypeVar("AFact", bound=Fact)
AFirstWord = TypeVar("AFirstWord", bound=FirstWord)


def with_evidence(rows: Iterable[Row]) -> list[Row]:
    """The same rows, each of which knows its `evidence`, who said it and who reported it.

    One query however many rows; those of one document share its record.
    """
    rows = list(rows)
    documents = (
        Evidence.objects.select_related("said_by", "via", "reported_by", "licence")
        .with_joint()
        .order_by()
        .in_bulk({row.evidence_id for row in rows} - {None})
    )
    with_others(documents.values())
    for row in rows:
        row.evidence = documents.get(row.evidence_id)
    return rows


def with_others(documents: Iterable[Evidence]) -> None:
    """Each of them that came `with_joint` knows who said it; one query, where several did."""
    others = Prefetch("said_with", SaidWith.objects.select_related("source"))
    prefetch_related_objects([each for each in documents if each.joint], others)


def with_roles(rows: Iterable[Row]) -> list[Row]:
    """Rows that came `with_evidence`, and know in which role it was said as well.

    One query, where it was somebody who may have a role.
    """
    rows = list(rows)
    documents = {row.evidence_id: row.evidence for row in rows if row.evidence}
    speakers = (who for each in documents.values() for who in each.speakers())
    people = [who for who in speakers if who.may_have_roles]
    prefetch_related_objects(people, "roles")
    return rows


def readable(rows: Iterable[AFact], at: datetime) -> list[AFact]:
    """Those that came `with_evidence` and stand, as far as readers may know of them at `at`."""
    return [row for row in rows if visible(fact_stretches(row), at)]


def reported(rows: Iterable[AFirstWord], at: datetime) -> list[AFirstWord]:
    """Those that came `with_evidence` and readers see at `at` before their sign-off."""
    return [row for row in rows if visible(first_word_stretches(row), at)]
