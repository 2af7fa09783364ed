"""The rows of a table of figures, in one go: a page may hold six hundred.

A template that looks at each field of each row took as long as finding the figures did.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.template.defaultfilters import capfirst
from django.utils.safestring import SafeString, mark_safe

from hospitals.presenters.figures import FigureLine

register = template.Library()


@register.simple_tag
def figure_rows(lines: Iterable[FigureLine], hide_measure: bool = False) -> SafeString:
    return mark_safe("".join(row(line, hide_measure) for line in lines))


def row(line: FigureLine, hide_measure: bool) -> str:
    what = "" if hide_measure else f'<td class="long">{escape(line.what)}</td>\n'
    said = escape(capfirst(line.attribution))
    if line.source_url:
        said = f'<a href="{escape(line.source_url)}">{said}</a>'
    return f"""<tr>
<td class="num"><a href="{escape(line.url)}" aria-label="{escape(line.sentence)}">\
{escape(line.number)}</a>{beside("label", line.nature)}{beside("meta of", line.out_of)}</td>
{what}<td>{escape(line.where)}{beside("meta of", " · ".join(line.notes))}</td>
<td>{escape(line.when)}</td>
<td>{said}</td>
</tr>
"""


def beside(kind: str, text: str) -> str:
    return f' <span class="{kind}">{escape(text)}</span>' if text else ""
