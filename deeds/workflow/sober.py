"""Taking display sizes, colour and cards off a page, and giving them back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from lib.refusals import Refused, need, required

from ..doing import changed, deed
from ..models import SoberDecision


@deed
def decide_sober(
    *, by: Any, path: str, sober: bool, reason: str, at: datetime | None = None
) -> SoberDecision:
    """From now on readers see the page at `path` so. The desk keeps who decided it, and why."""
    need(by, "deeds.add_soberdecision", "decide which pages are sober")
    if (path in SoberDecision.objects.paths()) == sober:
        raise Refused("This page is so already.")
    decision = SoberDecision.objects.create(
        path=path,
        sober=sober,
        reason=required(reason, "Say why."),
        by=by,
        at=at or timezone.now(),
    )
    changed()
    return decision
