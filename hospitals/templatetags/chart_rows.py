"""The rows of the table behind a chart, in one go: there may be two hundred."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from hospitals.presenters.charts.frame import ChartRow

register = template.Library()


@register.simple_tag
def chart_rows(rows: Iterable[ChartRow]) -> SafeString:
    return mark_safe("".join(map(row, rows)))


def row(line: ChartRow) -> str:
    number = escape(line.number)
    if line.url:
        number = f'<a href="{escape(line.url)}">{number}</a>'
    note = f' <span class="meta">{escape(line.note)}</span>' if line.note else ""
    return f"""<tr><th scope="row">{escape(line.name)}</th>\
<td class="num">{number}{note}</td><td>{escape(line.attribution)}</td></tr>
"""
