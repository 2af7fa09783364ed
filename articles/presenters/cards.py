"""Share cards of stories and quotations: see `lib.cards`."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.timezone import localdate

from lib import words
from lib.cards import Card

from .article import Notice
from .lists import StoryItem
from .quotation import QuotePage


def story_card(story: StoryItem, corrections: Sequence[Notice], site: str) -> Card | None:
    """Headline, byline and date, and that it was corrected; None of one that is withdrawn.

    `corrections` are its public ones, the newest first.
    """
    if story.withdrawn:
        return None
    by = f"By {story.byline}" if story.byline else ""
    published = words.day(localdate(story.first_published_at))
    newest = corrections[0] if corrections else None
    return Card(
        kind="story",
        key=story.uuid,
        site=site,
        kicker=story.section,
        words=story.headline,
        warning=f"{newest.title}, {words.day(localdate(newest.issued_at))}" if newest else "",
        foot=" · ".join(filter(None, [by, published])),
    )


def quote_card(page: QuotePage, site: str) -> Card:
    """The words as stories print them, and whose they are as far as the terms allow."""
    said = " … ".join(page.printed)
    when = f"Said on {words.day(page.said.said_on)}" if page.said.said_on else ""
    return Card(
        kind="quote",
        key=str(page.said.id),
        site=site,
        kicker="Quotation",
        who=capfirst(page.said.attribution),
        words=said if said.startswith("“") else f"“{said}”",
        foot=" · ".join(filter(None, [when, page.said.where_from])),
    )
