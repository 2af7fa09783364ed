"""What the blocks of the front page are made of."""

from dataclasses import dataclass

from django.urls import reverse

LINES = 10


@dataclass(frozen=True)
class Line:
    """One line of a block. `tone` colours the state: quiet, waiting, good or bad."""

    text: str
    url: str
    state: str = ""
    tone: str = "quiet"
    note: str = ""


@dataclass(frozen=True)
class Block:
    key: str
    title: str
    empty: str
    lines: list[Line]
    all_url: str = ""
    more: bool = False


def bounded(queryset):
    """(at most ten rows, whether there are more), in one query."""
    rows = list(queryset[: LINES + 1])
    return rows[:LINES], len(rows) > LINES


def changelist(app_model, query=""):
    return reverse(f"admin:{app_model}_changelist") + (f"?{query}" if query else "")
