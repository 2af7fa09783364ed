"""The front page of a section, and the page of somebody who writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from articles.models import Contributor, Correction, PublicStory
from articles.notices import NoticeLine, notice_lines
from newsroom.front_page import StoryCard

# Beside the lead.
SECOND_STORIES = 3
MOST_CORRECTIONS = 20


@dataclass(frozen=True)
class LaidOut:
    """Stories by size: one, a few beside it, and the rest."""

    lead: StoryCard | None
    second: Sequence[StoryCard]
    more: Sequence[StoryCard]


def laid_out(cards: Sequence[StoryCard]) -> LaidOut:
    lead, *others = cards or [None]
    return LaidOut(lead, others[:SECOND_STORIES], others[SECOND_STORIES:])


def corrections_to(author: Contributor, at: datetime) -> list[NoticeLine]:
    """What we got wrong in stories of theirs that readers see, the latest first."""
    theirs = PublicStory.objects.live(at).filter(version__contributors=author)
    issued = Correction.objects.public(at).filter(article__in=theirs.values("article"))
    return notice_lines(list(issued.order_by("-issued_at", "-pk")[:MOST_CORRECTIONS]), at)
