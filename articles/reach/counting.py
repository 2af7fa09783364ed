"""Writes what was counted: each file in one transaction, and each of its lines once."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lib.refusals import Refused

from ..models import PageReads, PublishedVersion, ReadLog
from ..models.reads import kept_since
from .addresses import page_at
from .logs import Asked, Unread, read_line
from .programs import is_browser
from .tables import Row

GZIP = b"\x1f\x8b"
AT_ONCE = 400
# Of the lines that cannot be read, so many are named.
MOST_NAMED = 10

Reads = Counter[tuple[str, date]]


@dataclass
class Counted:
    """What came of a file. `wrong` are the numbers of lines that cannot be read, the first ten;
    `without_program` says that the log does not tell what asked, so that robots are counted."""

    lines: int = 0
    reads: int = 0
    robots: int = 0
    unread: int = 0
    wrong: list[int] = field(default_factory=list)
    without_program: bool = False


@dataclass(frozen=True)
class Place:
    """Where the counting of a log goes on: `fingerprint` is "" of one without a line to know it
    by."""

    fingerprint: str = ""
    position: int = 0


def count_log(file: Path, server: str = "") -> Counted:
    """Count what has come to an access log since it was counted last.

    `server` tells the logs of several servers apart. Raises OSError where it cannot be read, and
    Refused where another run counts the same log now: nothing is counted twice.
    """
    found, reads, known = Counted(), Counter(), {}
    with opened(file) as stream:
        place = known_place(stream, server)
        position, number = skipped(stream, place.position)
        for raw in stream:
            if not raw.endswith(b"\n"):
                break
            position, number = position + len(raw), number + 1
            note(found, reads, known, raw, number)
    if found.lines and place.fingerprint:
        days = [day for _, day in reads]
        write_log(reads, place, position, max(days, default=timezone.localdate()))
    return found


def opened(file: Path) -> BinaryIO:
    with file.open("rb") as stream:
        packed = stream.read(2) == GZIP
    return gzip.open(file, "rb") if packed else file.open("rb")


def known_place(stream: BinaryIO, server: str) -> Place:
    """Leaves the stream at its beginning."""
    for raw in stream:
        try:
            told = read_line(raw.decode(errors="replace")).told
        except Unread:
            continue
        stream.seek(0)
        fingerprint = sha256(f"{server}\n{told}".encode()).hexdigest()
        log = ReadLog.objects.filter(fingerprint=fingerprint).first()
        return Place(fingerprint, log.position if log else 0)
    stream.seek(0)
    return Place()


def skipped(stream: BinaryIO, position: int) -> tuple[int, int]:
    """(bytes, lines) of what was counted before; the stream stands behind it."""
    passed = lines = 0
    while passed < position and (raw := stream.readline()):
        passed, lines = passed + len(raw), lines + 1
    return passed, lines


def note(
    found: Counted, reads: Reads, known: dict[str, str | None], raw: bytes, number: int
) -> None:
    """Count one line. `known` remembers which page an address is."""
    found.lines += 1
    try:
        asked = read_line(raw.decode(errors="replace"))
    except Unread:
        found.unread += 1
        if len(found.wrong) < MOST_NAMED:
            found.wrong.append(number)
        return
    page = page_of(asked, known) if asked.target else None
    if page is None:
        return
    found.without_program |= asked.program is None
    if asked.program is not None and not is_browser(asked.program):
        found.robots += 1
        return
    found.reads += 1
    reads[page, asked.day] += 1


def page_of(asked: Asked, known: dict[str, str | None]) -> str | None:
    target = asked.target.partition("?")[0]
    if target not in known:
        known[target] = page_at(target)
    return known[target]


def write_log(reads: Reads, place: Place, position: int, last_day: date) -> None:
    """Add to what is counted, and remember how far."""
    busy = "Another run counts this log now: nothing was counted twice. Run it again afterwards."
    with transaction.atomic():
        ReadLog.objects.get_or_create(
            fingerprint=place.fingerprint, defaults={"position": 0, "last_day": last_day}
        )
        counted_so_far = ReadLog.objects.filter(
            fingerprint=place.fingerprint, position=place.position
        )
        if not counted_so_far.update(position=position, last_day=last_day):
            raise Refused(busy)
        for rows in locked_rows(reads):
            for row in rows:
                row.logged += reads[row.address, row.day]
            PageReads.objects.bulk_update(rows, ["logged"], batch_size=AT_ONCE)
        forget_old()


def report(rows: Iterable[Row]) -> int:
    """Take an outside count of whole days, in place of what stands there. Rows of one page and day
    are added up. Returns how many rows are of pages that are counted."""
    reads: Reads = Counter()
    taken = 0
    for row in rows:
        page = page_at(row.address)
        if page is not None:
            taken += 1
            reads[page, row.day] += row.reads
    with transaction.atomic():
        for found in locked_rows(reads):
            for row in found:
                row.reported = reads[row.address, row.day]
            PageReads.objects.bulk_update(found, ["reported"], batch_size=AT_ONCE)
        forget_old()
    return taken


def locked_rows(reads: Mapping[tuple[str, date], int]) -> Iterable[list[PageReads]]:
    """The rows of these pages and days, made where they are not there, locked, some at a time.

    In one order in every run, so that two of them cannot wait for each other.
    """
    since = kept_since(timezone.localdate())
    keys = sorted((day, address) for address, day in reads if day >= since)
    stories = articles_at({address for _, address in keys})
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        PageReads.objects.bulk_create(
            [PageReads(address=at, day=day, article_id=stories.get(at)) for day, at in some],
            ignore_conflicts=True,
        )
        yield list(rows_of(some).select_for_update().order_by("day", "address"))


def rows_of(keys: list[tuple[date, str]]) -> QuerySet[PageReads]:
    by_day: dict[date, list[str]] = {}
    for day, address in keys:
        by_day.setdefault(day, []).append(address)
    found = PageReads.objects.none()
    for day, addresses in by_day.items():
        found |= PageReads.objects.filter(day=day, address__in=addresses)
    return found


def articles_at(addresses: set[str]) -> dict[str, int]:
    """{address: the story that stood there}, of those that are a story’s."""
    parts = (address.strip("/").split("/") for address in addresses)
    slugs = sorted({each[3] for each in parts if each[0] == "articles" and len(each) == 4})
    found = {}
    for start in range(0, len(slugs), AT_ONCE):
        versions = PublishedVersion.objects.standing().filter(
            slug__in=slugs[start : start + AT_ONCE]
        )
        for version in versions.only("slug", "first_published_at", "article_id").order_by("pk"):
            found[version.get_absolute_url()] = version.article_id
    return {address: pk for address, pk in found.items() if address in addresses}


def forget_old() -> None:
    """What is older than four hundred days is not kept."""
    since = kept_since(timezone.localdate())
    PageReads.objects.filter(day__lt=since).delete()
    ReadLog.objects.filter(last_day__lt=since).delete()
