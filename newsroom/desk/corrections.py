"""Corrections under way, on the front page of those who approve them."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from articles.models import CorrectionPlan
from lib.people import called
from lib.words import clock

from .lines import Block, Line, block_of, changelist


def corrections_to_approve(user: Any, now: datetime) -> Block:
    """The longest waiting first: until then readers read what we know to be wrong. An editor may
    approve their own, marked as on one pair of eyes."""
    waiting = CorrectionPlan.objects.open()
    if not user.has_perm("articles.publish_alone"):
        waiting = waiting.of_others(user)

    return block_of(
        waiting.for_lists().order_by("proposed_at", "id"),
        lambda plan: Line(
            text=str(plan),
            url=reverse("admin:articles_correctionplan_change", args=[plan.pk]),
            state="not approved",
            tone="waiting",
            note=f"proposed by {called(plan.proposed_by)}, {clock(plan.proposed_at, now)}",
            do="Look at every place",
        ),
        key="corrections",
        title="Corrections to approve",
        empty="No correction waits.",
        all_url=changelist(CorrectionPlan),
    )
