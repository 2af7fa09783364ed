"""Locks on rows, taken so that no two deeds can wait for each other."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


def locking(rows: QuerySet[M], ids: Collection[int]) -> QuerySet[M]:
    """Those of the rows with these ids; whoever reads them locks them until the transaction ends.

    In order of id, so that two people who hold overlapping sets cannot wait for each other. Not
    their keys: another deed that writes public rows of them, as it does under the lock of the
    generation, would wait for us while we wait for it.
    """
    return rows.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")


def lock_rows(model: type[Model], ids: Collection[int]) -> None:
    """Lock the rows with these ids until the transaction ends."""
    list(locking(model._default_manager.all(), ids).values_list("pk"))
