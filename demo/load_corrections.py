"""Put right what the demo had wrong, and cover what should not have been printed: as the desk does.

Of each line nothing is done where it was done before, here or by the desk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import timedelta
from typing import Any

from articles import workflow
from articles.printed import story_key
from deeds.covering import search
from deeds.models import Cover
from hospitals.models import DisruptionFigure, FigureRevision
from hospitals.workflow import Reading, revise
from lib.covering import Wanted

from .load_stories import Stories
from .reading import Row


def load_corrections(stories: Stories, say: Callable[[str], object]) -> None:
    for row in stories.rows("corrections"):
        figure = stories.facts.get(row, "figure", row["figure"])
        if not figure.revisions.filter(number__gt=1).exists():
            with row.blamed():
                correct(stories, row, figure)
            stories.added["correction"] += 1
    for row in stories.rows("covers"):
        if not Cover.objects.filter(called=row["words"]).exists():
            with row.blamed():
                cover(stories, row)
            stories.added["cover"] += 1
    say(
        f"  Put right everywhere: {stories.added['correction']}; covered: {stories.added['cover']}."
    )


def correct(stories: Stories, row: Row, figure: DisruptionFigure) -> None:
    """The data editor records the right value and proposes a plan; a sub approves what it shows."""
    data, sub, approved = stories.users["data"], stories.sub, row.moment("corrected")
    proposed = approved - timedelta(minutes=15)
    revision = revise(
        by=data,
        figure=figure,
        reading=Reading(**as_recorded(figure) | {"value": row.decimal("value")}),
        reason=FigureRevision.Reason.OUR_ERROR,
        reason_note=row["reason_note"],
        at=proposed,
    )
    plan = workflow.propose(by=data, revisions=[revision], now=proposed)
    seen = workflow.planned(plan, approved).digest
    workflow.approve_correction(by=sub, plan=plan, seen=seen, now=approved)


def as_recorded(figure: DisruptionFigure) -> dict[str, Any]:
    latest = figure.latest()
    return {each.name: getattr(latest, each.name) for each in fields(Reading)}


def cover(stories: Stories, row: Row) -> None:
    story = story_key(stories.facts.get(row, "story", row["story"]).pk)
    wanted = Wanted(words=(row["words"],))
    found = search(wanted, within=story)
    workflow.cover_words(
        by=stories.users["editor"],
        wanted=wanted,
        chosen=[line.key for line in found.lines],
        seen=found.token,
        why=workflow.Why(why=row["why"], left=row["left"]),
        within=story,
        now=row.moment("covered"),
    )
