"""All that uses a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..dependents import USED
from ..models import Quote
from .counts import Counts, counts_of
from .pages import Page, pages_of
from .records import Record
from .stories import Story, stories_by_reach

# By the word that stands for each in an address of the desk.
KINDS: dict[str, type[Any]] = {"quote": Quote, **{kind: model for model, kind in USED.items()}}
# So many pages of stories are looked through.
LAST_PAGE = 500


@dataclass(frozen=True)
class Used:
    """`stories` are those of one page, by reach; `more` says that another follows."""

    counts: Counts
    stories: list[Story]
    more: bool
    pages: list[Page]


def used(record: Record, at: datetime, page: int = 1) -> Used:
    """In a number of queries that does not grow with what uses it."""
    stories, more = stories_by_reach(record, at, page)
    return Used(
        counts=counts_of(record, at),
        stories=stories,
        more=more and page < LAST_PAGE,
        pages=pages_of(record, at) if page == 1 else [],
    )
