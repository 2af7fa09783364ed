"""What the blocks of the front page are made of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from lib.admin.addresses import page_url

LINES = 10


@dataclass(frozen=True)
class Line:
    """One line of a block: what it is, what happened and when, and the one thing to do.

    `tone` colours the state: quiet, waiting, good or bad. `mark` is the shape before it, of a
    story; `said` what somebody wrote about it, in full; `do` the words of its button, which leads
    to `do_url`, or to `url` where that is empty.
    """

    text: str
    url: str
    state: str = ""
    tone: str = "quiet"
    note: str = ""
    mark: str = ""
    said: str = ""
    do: str = ""
    do_url: str = ""


@dataclass(frozen=True)
class Block:
    """`more`: there are more than its lines; `all_url` leads to them, where there is a list."""

    key: str
    title: str
    empty: str
    lines: list[Line]
    all_url: str = ""
    more: bool = False


def block_of(rows: QuerySet, line: Callable[[Any], Line], **words: str) -> Block:
    """The block of a bounded query, with a line for each row; `words` are its key and texts."""
    shown, more = bounded(rows)
    return Block(lines=[line(row) for row in shown], more=more, **words)


def bounded(queryset: QuerySet) -> tuple[list[Any], bool]:
    """(at most ten rows, whether there are more), in one query."""
    rows = list(queryset[: LINES + 1])
    return rows[:LINES], len(rows) > LINES


def changelist(model: type[Model], query: str = "") -> str:
    return page_url(model, "changelist") + (f"?{query}" if query else "")
