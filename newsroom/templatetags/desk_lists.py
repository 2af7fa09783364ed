"""The cells of a list, as the desk prints them."""

from __future__ import annotations

import re

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

YES_OR_NO = re.compile(r'<img src="[^"]*icon-(yes|no|unknown)\.svg" alt="[^"]*">')
SAID = {"yes": "yes", "no": "no", "unknown": ""}


@register.filter
def cell(html: SafeString) -> SafeString:
    """A cell that stays one for a screen reader when the table is laid out as blocks.

    What is empty is empty, and yes or no a word. `html` is what the admin has escaped already.
    """
    said = YES_OR_NO.sub(lambda found: SAID[found[1]], html)
    said = re.sub(r">\s*(?:–|-)\s*</td>$", "></td>", said)
    said = re.sub(r"^\s*<td", '<td role="cell"', said)
    said = re.sub(r"^\s*<th", '<th scope="row" role="rowheader"', said)
    return mark_safe(said)
