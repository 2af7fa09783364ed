"""What a cover covers, in lines; what stood there only for whoever has asked to look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import takewhile

from deeds.models import CoveredWords
from deeds.printed import every_printed
from lib.text import plain

# What is made of another column says nothing that is not said there.
MOST = 200
# Letters before the words that are covered, to see where they stood.
AROUND = 80


@dataclass
class KeptRow:
    """Columns of one story or record: (what, what stood there, what stands there)."""

    title: str
    url: str
    columns: list[tuple[str, str, str]] = field(default_factory=list)


def kept_rows(words: Iterable[CoveredWords], looked: bool) -> list[KeptRow]:
    """`looked`: with what stood there."""
    printed = {each.label: each for each in every_printed()}
    by_model: dict[str, list[CoveredWords]] = defaultdict(list)
    for each in words:
        known = printed.get(each.model)
        if known is None or each.field not in known.follows:
            by_model[each.model].append(each)
    found: dict[str, KeptRow] = {}
    for label, several in by_model.items():
        known = printed.get(label)
        rows = known.rows().in_bulk([each.row for each in several]) if known else {}
        for each in several[:MOST]:
            row = rows.get(each.row)
            if known is None or row is None:
                found.setdefault(label, KeptRow("A picture", "")).columns.append(
                    (each.field, "", "")
                )
                continue
            group = known.group(row)
            kept = found.setdefault(group.key, KeptRow(group.title, group.url))
            before, after = from_where_they_part(plain(each.before), plain(each.after))
            kept.columns.append((known.place(row, each.field), before if looked else "", after))
    return list(found.values())


def from_where_they_part(before: str, after: str) -> tuple[str, str]:
    """Both from a few words before the first letter that differs."""
    same = takewhile(lambda both: both[0] == both[1], zip(before, after, strict=False))
    parted = sum(1 for _ in same)
    start = before.rfind(" ", 0, max(0, parted - AROUND)) + 1
    lead = "… " if start else ""
    return lead + before[start:], lead + after[start:]
