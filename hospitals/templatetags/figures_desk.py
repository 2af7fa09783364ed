"""Numbers in words for the desk's templates."""

from __future__ import annotations

from decimal import Decimal

from django import template

from hospitals.admin.figures import page
from hospitals.models import DisruptionFigure, FigureRevision
from lib.numbers import format_number
from lib.people import called

register = template.Library()
register.filter("called", called)


@register.filter
def number_words(record: FigureRevision | DisruptionFigure) -> str:
    """A revision's number, or the one in force of a figure, in words: "1,854 appointments"."""
    revision = record if isinstance(record, FigureRevision) else page.in_force(record)
    return page.number_words(revision) if revision else "no number yet"


@register.filter
def number(value: Decimal | int | None) -> str:
    return format_number(value)
