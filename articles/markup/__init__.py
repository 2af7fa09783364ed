"""The markup of stories: what may stand in a body or a headline, and the marks in it.

Journalists write ordinary words and mark those that rest on a record:

    <span data-figure="42">nearly 2,000</span>     <span data-figure="16 17">around 450</span>
    <span data-quote="7">“more difficult”</span>   marks may nest: a number inside a quotation
    <figure data-table="16 17">title, caption</figure>   a table of them, or a chart (data-chart)
    <blockquote data-pull="yes">words of the story, and their mark, once more</blockquote>

A body has paragraphs, two levels of headings, lists, block quotations, rules, strong, em and
links besides; headlines, standfirsts and captions have marks only. Everything else is taken out
and its words stay. Pure: HTML in, HTML or findings out.

Text is read as runs, each with the set of wraps (marks, links, strong, em) around it, and
written back with the longest wrap outermost. So one citation stays one mark however an editor
program splits it around bold type, and the same text is always written the same way.

The way through: `tree` (nh3 cleans, what is left is read) → `wraps` and `blocks` → `runs` → either
`writing` (and nh3 again: `cleaning`), or `finding`, or `marking`, or `rendering`.
"""

from .cleaning import sanitise_body, sanitise_inline
from .finding import (
    Graphic,
    Mark,
    Pulled,
    graphics_in,
    lost_marks,
    marks,
    plain_text,
    pulled_in,
    pulled_places,
)
from .marking import Marked, mark_words
from .once import Reading
from .rendering import render
from .replacing import Replacement, replaced
from .staying import staying
from .tree import BODY_TAGS, MarkupError

__all__ = [
    "BODY_TAGS",
    "Graphic",
    "Mark",
    "Marked",
    "MarkupError",
    "Pulled",
    "Reading",
    "Replacement",
    "graphics_in",
    "lost_marks",
    "mark_words",
    "marks",
    "plain_text",
    "pulled_in",
    "pulled_places",
    "render",
    "replaced",
    "sanitise_body",
    "sanitise_inline",
    "staying",
]
