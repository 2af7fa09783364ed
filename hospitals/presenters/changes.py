"""What has become of figures after readers saw them: old value, new value, who changed it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.timezone import localdate

from hospitals.models import DisruptionFigure, FigureRevision
from hospitals.models.revisions import public_revisions

from . import figure_words
from .figures import Said, who_said
from .provenance import with_evidence, with_roles
from .reference import with_names

Reason = FigureRevision.Reason
BY_THE_SOURCE = FigureRevision.BY_THE_SOURCE
BY_US = [Reason.OUR_ERROR, Reason.MISDESCRIBED]


@dataclass(frozen=True)
class ChangeLine:
    """A change of a number, in the revision `number` of a `figure` (its uuid).

    `before` is "" where the value before may no longer be shown; `on` is the day on which the
    source changed it, where known, `public_from` when readers could first see it.
    """

    figure: UUID
    number: int

    url: str
    about: str
    before: str
    after: str
    reason: str
    reason_code: str
    on: date | None
    public_from: datetime
    said: Said

    @property
    def public_on(self) -> date:
        return localdate(self.public_from)


def public_changes(at: datetime, reasons: Iterable[str]) -> QuerySet[FigureRevision]:
    """Revisions that took the place of a value which readers had seen, of figures that stand.

    Newest first by `public_from`. A check that waits, a withdrawn figure: neither is here.
    """
    return public_revisions(at).filter(
        number__gt=1,
        reason__in=reasons,
        figure__released_at__lte=F("public_from"),
        figure__withdrawn_at__isnull=True,
    )


def change_lines(revisions: Collection[FigureRevision], at: datetime) -> list[ChangeLine]:
    """ChangeLine of each, in the order given. Six queries, however many."""
    ids = {revision.figure_id for revision in revisions}
    public = with_names(DisruptionFigure.objects.public(at).filter(pk__in=ids))
    figures = {figure.pk: figure for figure in public}
    seen = {}
    for revision in with_roles(with_evidence(public_revisions(at).filter(figure__in=ids))):
        if revision.figure_id in figures:
            revision.figure = figures[revision.figure_id]
            seen.setdefault(revision.figure_id, []).append(revision)
    return [
        change_line(revision.pk, seen[revision.figure_id])
        for revision in revisions
        if revision.figure_id in seen
    ]


def change_line(pk: int, seen: list[FigureRevision]) -> ChangeLine:
    """`seen` are the revisions of one figure that readers may see, the newest first."""
    place = next(number for number, revision in enumerate(seen) if revision.pk == pk)
    revision, before = seen[place], seen[place + 1 : place + 2]
    figure = revision.figure
    return ChangeLine(
        figure=figure.uuid,
        number=revision.number,
        url=figure.get_absolute_url(),
        about=f"{figure_words.what(figure)}: {figure_words.place(figure)}, "
        f"{figure_words.when(figure)}",
        before=figure_words.number(before[0]) if before else "",
        after=figure_words.number(revision),
        reason=revision.get_reason_display(),
        reason_code=revision.reason,
        on=revision.source_changed_on,
        public_from=revision.public_from,
        said=who_said(revision),
    )
