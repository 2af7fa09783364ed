"""Tables in plain text, whose cells a bar parts: the head that stands over a cell."""

from __future__ import annotations

from functools import lru_cache

BAR = "|"
# A head further above than this is no longer seen by who reads the row.
MOST_LINES = 60
MOST_LETTERS = 6_000


def head_over(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the head of the column stands, for words that fill a cell; None outside a table.

    The head is the cell of the same column in the first row of the same table.
    """
    row = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    line = text[row : stop if stop >= 0 else len(text)]
    if BAR not in line or not fills_a_cell(line, start - row, end - row):
        return None
    head = first_row(text, row, line.count(BAR))
    return None if head is None else cell(text, head, line.count(BAR, 0, start - row))


@lru_cache(maxsize=128)
def first_row(text: str, row: int, bars: int) -> int | None:
    """Where the first row of the table begins; None if it is this one."""
    head = None
    oldest = max(0, row - MOST_LETTERS)
    for _ in range(MOST_LINES):
        above = text.rfind("\n", oldest, row - 1) + 1 if row > 0 else row
        if above >= row or above <= oldest > 0 or text.count(BAR, above, row) != bars:
            break
        head = row = above
    return head


def fills_a_cell(line: str, start: int, end: int) -> bool:
    before, after = line[:start].rstrip(), line[end:].lstrip()
    return before[-1:] in ("", BAR) and after[:1] in ("", BAR)


def cell(text: str, at: int, column: int) -> tuple[int, int]:
    """Where the cell of this column stands in the line that begins at a place."""
    for _ in range(column):
        at = text.index(BAR, at) + 1
    stops = [stop for mark in (BAR, "\n") if (stop := text.find(mark, at)) >= 0]
    return at, min(stops, default=len(text))
