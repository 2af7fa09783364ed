"""What was agreed with a source, and what of it readers may learn."""

from django.utils import timezone

from deeds import deed
from newsroom.lib.errors import Refused
from newsroom.lib.people import called

from ..models import Evidence, Terms
from .base import clock, need


@deed
def clear_evidence(*, by, evidence, at=None) -> Evidence:
    """An editor clears unattributable evidence: only its agreed description becomes public."""
    need(by, "hospitals.clear_evidence", "clear unattributable evidence")
    evidence = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if evidence.terms != Terms.UNATTRIBUTABLE:
        raise Refused("Only unattributable evidence needs clearing.")
    if evidence.cleared_at is not None:
        raise Refused(
            f"{called(evidence.cleared_by)} cleared this at {clock(evidence.cleared_at)}."
        )
    evidence.cleared_by, evidence.cleared_at = by, at or timezone.now()
    evidence.save()
    return evidence
