"""One record as the editor shows it: its number or words, what and where, who says so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.urls import reverse

from articles.models import QuoteRevision
from articles.workflow.cited_problems import spoken
from hospitals.admin.figures.page import in_force, statuses
from hospitals.models import DisruptionFigure, FigureRevision
from hospitals.presenters import figure_words
from lib.numbers import format_number
from lib.said_as import said_as
from lib.spoken import Spoken
from lib.words import day

PUBLIC = {"released": "checked · public"}
TERMS = {
    "on_record": "on the record",
    "unattributable": "unattributable",
    "off_record": "off the record",
}


def figure_row(figure: DisruptionFigure, revision: FigureRevision | None = None) -> dict[str, Any]:
    """A row for a figure with its revisions loaded; of the revision in force by default."""
    revision = revision or in_force(figure)
    value = base = said = ""
    if revision is not None:
        value = figure_words.number(revision)
        base = f"of {format_number(revision.out_of)}" if revision.out_of is not None else ""
        said = who_says(figure, revision)
    what = f"{figure_words.what(figure)}{figure_words.whose(figure)}"
    if figure.nature != figure.Nature.ACTUAL and not figure_words.says_nature(figure):
        what = f"{what} ({figure.get_nature_display()})"
    place = figure_words.place(figure)
    if figure.area_id:
        # A town is not its hospital.
        place = f"{place} ({figure.area.kind.name})"
    details = [
        said,
        figure_words.when(figure),
        figure.setting.name if figure.setting_id else "",
        figure.service.name if figure.service_id else "",
        figure.counted_note,
    ]
    return {
        "kind": "figure",
        "id": figure.pk,
        "value": value,
        "base": base,
        "what": f"{what}, {place}",
        "said": " · ".join(filter(None, details)),
        "state": " · ".join(PUBLIC.get(each.words, each.words) for each in statuses(figure)),
        "url": reverse("admin:hospitals_disruptionfigure_change", args=[figure.pk]),
        "as": variants(revision) if revision is not None else [],
    }


def variants(revision: FigureRevision) -> list[str]:
    """The ways to write its number that are true; none where it is missing or a change."""
    measure = revision.figure.measure
    if revision.value is None or revision.change:
        return []
    units = {"currency": measure.currency, "unit": "", "per": measure.per}
    if revision.figure.number_kind == "duration":
        units["unit"] = measure.unit
    return said_as(in_kind(revision), **units)


def in_kind(revision: FigureRevision) -> Spoken:
    """The number with the kind that its measure has: money stays money."""
    return replace(spoken(revision), kind=revision.figure.number_kind)


def who_says(figure: DisruptionFigure, revision: FigureRevision) -> str:
    """ "Hampshire Hospitals, as reported by the Daily Echo": for the desk, whatever the terms."""
    reported = revision.evidence.reported_by
    return f"{figure.source}, as reported by {reported}" if reported else str(figure.source)


def quote_row(revision: QuoteRevision) -> dict[str, str | int]:
    checked = "checked" if revision.checked_at else "to check"
    terms = TERMS.get(revision.effective_terms(), "no terms agreed")
    details = [revision.attribution, day(revision.said_on) if revision.said_on else ""]
    return {
        "kind": "quote",
        "id": revision.quote_id,
        "value": "",
        "base": "",
        "what": f"“{revision.words}”",
        "said": " · ".join(filter(None, details)),
        "state": f"{checked} · {terms}",
        "url": reverse("admin:articles_quote_change", args=[revision.quote_id]),
    }


def with_why(row: dict[str, Any], why: str, fits: bool) -> dict[str, Any]:
    return {**row, "why": why, "fits": fits}
