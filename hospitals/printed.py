"""The columns of the facts whose words readers can read: see `deeds.printed`.

Names of sources are only held: what readers learn of a source its terms decide.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.text import capfirst

from deeds.printed import Group, Printed, every_held, register_printed
from deeds.watching import watch_words

from .models import (
    Dispute,
    DisruptionFigure,
    Event,
    Evidence,
    FigureRevision,
    SeenIn,
    ServiceNotice,
    Source,
    Strike,
    StrikeSpell,
    StrikeStatusChange,
    StrikeSummary,
    Terms,
)


def group_of(record: Model) -> Group:
    meta = record._meta
    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])
    return Group(f"{meta.label_lower} {record.pk}", f"{capfirst(meta.verbose_name)}: {record}", url)


def field_of(row: Model, column: str) -> str:
    return str(row._meta.get_field(column).verbose_name)


def field_of_revision(row: Any, column: str) -> str:
    return f"revision {row.number}, {field_of(row, column)}"


def figure_of(row: FigureRevision | SeenIn) -> Group:
    figure = row.revision.figure_id if isinstance(row, SeenIn) else row.figure_id
    url = reverse("admin:hospitals_disruptionfigure_change", args=[figure])
    return Group(f"hospitals.disruptionfigure {figure}", f"Figure {figure}", url)


def strike_of(row: Any) -> Group:
    return group_of(row.strike)


def signed_off(model: Any) -> Callable[[], Any]:
    return lambda: model.objects.filter(signed_off_at__isnull=False)


def of_strike(model: type[Model], *text: str) -> Printed:
    return Printed(
        model=model,
        rows=lambda: signed_off(model)().select_related("strike"),
        group=strike_of,
        place=lambda row, column: f"{row._meta.verbose_name}, {field_of(row, column)}",
        text=text,
        locked=Strike,
        lock="strike_id",
    )


def register() -> None:
    register_printed(
        [
            Printed(
                model=Evidence,
                rows=signed_off(Evidence),
                group=group_of,
                place=field_of,
                text=("title", "description", "public_caveat"),
                links=("url",),
            ),
            Printed(
                model=FigureRevision,
                rows=lambda: FigureRevision.objects.filter(checked_at__isnull=False),
                group=figure_of,
                place=field_of_revision,
                text=("out_of_what", "locator", "words", "public_caveat", "reason_note"),
                locked=DisruptionFigure,
                lock="figure_id",
            ),
            Printed(
                model=SeenIn,
                rows=lambda: signed_off(SeenIn)().select_related("revision"),
                group=figure_of,
                place=field_of,
                text=("locator", "words"),
                locked=FigureRevision,
                lock="revision_id",
            ),
            Printed(
                model=DisruptionFigure,
                rows=lambda: DisruptionFigure.objects.filter(released_at__isnull=False),
                group=lambda row: figure_of(FigureRevision(figure_id=row.pk)),
                place=field_of,
                text=(
                    *("counted_note", "compared_with", "withdrawn_reason"),
                    *("disputed_note", "preferred_reason"),
                ),
            ),
            *(
                Printed(
                    model=model,
                    rows=model.objects.all,
                    group=group_of,
                    place=field_of,
                    text=text,
                    slugs=("slug",),
                )
                for model, text in ((Strike, ("title",)), (Dispute, ("title", "summary")))
            ),
            of_strike(StrikeSummary, "text"),
            of_strike(StrikeSpell, "cover", "no_source"),
            of_strike(StrikeStatusChange, "note"),
            Printed(
                model=Event,
                rows=signed_off(Event),
                group=group_of,
                place=field_of,
                text=("title", "place", "outcome"),
                slugs=("slug",),
            ),
            Printed(
                model=ServiceNotice,
                rows=signed_off(ServiceNotice),
                group=group_of,
                place=field_of,
                text=("text",),
            ),
        ],
        only_held=[
            Printed(
                model=Source,
                rows=lambda: signed_off(Source)().filter(terms=Terms.ON_RECORD),
                group=group_of,
                place=field_of,
                text=("name",),
            )
        ],
    )
    watch_words(printed.model for printed in every_held())
