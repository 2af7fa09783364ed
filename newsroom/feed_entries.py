"""Entries of feeds: stories, corrections, figures, what sources changed, what became of a strike.

A story or a figure that is withdrawn stays as an entry that says so, and `updated` moves only when
there is something new to read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import uuid5

from django.utils.text import capfirst

from articles import presenters
from articles.models import Correction, PublishedVersion
from hospitals.models import DisruptionFigure, PublicFigure, Strike
from hospitals.presenters import figures
from hospitals.presenters.changes import (
    BY_THE_SOURCE,
    BY_US,
    ChangeLine,
    change_lines,
    public_changes,
)
from hospitals.presenters.one_figure import about
from hospitals.presenters.reference import with_names
from hospitals.presenters.strikes import status_changes, status_line
from lib.words import day, joined

from .feed_formats import Entry

Kind = Correction.Kind


def story_entries(versions: Iterable[PublishedVersion], at: datetime) -> list[Entry]:
    """Of versions that came `for_page()`; one query more."""
    versions = list(versions)
    notices = defaultdict(list)
    issued = Correction.objects.public(at)
    for row in issued.filter(article__in=[version.article_id for version in versions]):
        notices[row.article_id].append(row)
    return [story_entry(version, notices[version.article_id]) for version in versions]


def story_entry(version: PublishedVersion, corrections: Sequence[Correction]) -> Entry:
    """Of a live version and its public corrections, the newest first."""
    if version.kind == PublishedVersion.Kind.WITHDRAWAL:
        title, summary = f"Withdrawn: {version.headline_text}", version.notice
    else:
        title = before(corrections) + version.headline_text
        notes = [in_a_line(presenters.notice(each)) for each in corrections]
        summary = "\n".join(filter(None, [*notes, version.standfirst_text]))
    return Entry(
        uuid=version.article.uuid,
        url=version.get_absolute_url(),
        title=title,
        summary=summary,
        published=version.first_published_at,
        # A correction may be issued without a new version.
        updated=max([version.content_modified_at, *(each.issued_at for each in corrections)]),
        authors=joined(version.byline),
        section=version.section.name,
        # Not by what was put right in many stories at once.
        moved=max(
            [version.announced_at, *(each.issued_at for each in corrections if not each.plan_id)]
        ),
    )


def before(corrections: Iterable[Correction]) -> str:
    """ "Corrected: ", "Clarified: " where nothing was wrong, or ""."""
    kinds = {each.kind for each in corrections}
    if kinds & {Kind.CORRECTION, Kind.APOLOGY, Kind.RULING}:
        return "Corrected: "
    return "Clarified: " if Kind.CLARIFICATION in kinds else ""


def in_a_line(notice: presenters.Notice) -> str:
    """ "Correction, 12 January 2016: We said 1,696. It was 1,854."."""
    return f"{notice.title}, {day(notice.issued_at)}: {notice.words}"


def correction_entry(
    correction: Correction, subject: PublishedVersion | DisruptionFigure | None
) -> Entry:
    """`subject` is the live version or the public figure that it corrects; None where readers see
    the notice alone."""
    name = about(subject) if isinstance(subject, DisruptionFigure) else ""
    if isinstance(subject, PublishedVersion):
        name = subject.headline_text
    notice = presenters.notice(correction)
    return Entry(
        uuid=correction.uuid,
        url=(subject or correction).get_absolute_url(),
        title=f"{notice.title}: {name}" if name else notice.title,
        summary=notice.words,
        published=correction.issued_at,
        updated=correction.issued_at,
    )


def update_entry(line: ChangeLine) -> Entry:
    """What a source changed since we published it, who said so first."""
    return Entry(
        uuid=uuid5(line.figure, str(line.number)),
        url=line.url,
        title=line.about,
        summary=f"{capfirst(line.said.text)}: {changed(line)}",
        published=line.public_from,
        updated=line.public_from,
    )


def changed(line: ChangeLine) -> str:
    """ "67,034, before 61,989: the source revised it."."""
    was = f", before {line.before}" if line.before else ""
    return f"{line.after}{was}: {line.reason.rstrip('.')}."


def figure_entries(rows: Iterable[PublicFigure], at: datetime) -> list[Entry]:
    """Of live rows that came `for_lines()`: who says so and the number; what it was before; that it
    is withdrawn."""
    rows = list(rows)
    with_names(row.figure for row in rows)
    standing = [row for row in rows if not row.withdrawn]
    lines = {line.id: line for line in figures.lines(standing, at)}
    revised = public_changes(at, [*BY_THE_SOURCE, *BY_US])
    revised = revised.filter(pk__in=[row.revision_id for row in standing])
    changes = {line.figure: line for line in change_lines(list(revised), at)}
    return [
        figure_entry(row, lines.get(row.figure_id), changes.get(row.figure.uuid)) for row in rows
    ]


def figure_entry(
    row: PublicFigure, line: figures.FigureLine | None, change: ChangeLine | None
) -> Entry:
    figure = row.figure
    if line is None:
        title, notes = f"Withdrawn: {about(figure)}", [figure.withdrawn_reason]
    else:
        word = ""
        if change:
            word = "Corrected: " if change.reason_code in BY_US else "Changed: "
        title = f"{word}{capfirst(line.attribution)}: {line.sentence}"
        notes = [changed(change)] if change else []
        notes += [f"{capfirst(line.dated)}.", *(f"{capfirst(each)}." for each in line.notes)]
        notes += ["Somebody disputes it."] if line.disputed else []
    return Entry(
        uuid=figure.uuid,
        url=figure.get_absolute_url(),
        title=title,
        summary="\n".join(notes),
        published=figure.released_at,
        updated=row.starts,
    )


def status_entries(strike: Strike, at: datetime) -> list[Entry]:
    """That a strike was announced, called off, changed: from when we knew."""
    found = []
    for change in status_changes(strike, at):
        line = status_line(change)
        said = [f"{capfirst(line.source)}." if line.source else "", line.note]
        found.append(
            Entry(
                uuid=uuid5(strike.uuid, f"status {change.pk}"),
                url=strike.get_absolute_url(),
                title=f"{strike.title}: {line.status}, {line.when}",
                summary="\n".join(filter(None, said)),
                published=change.signed_off_at,
                updated=change.signed_off_at,
            )
        )
    return found
