"""Rows that readers see once somebody other than who entered them has signed them off."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from lib.constraints import together

from ..visibility import fact_condition, signed_off

USER = settings.AUTH_USER_MODEL


class SignedOffQuerySet(models.QuerySet):
    """Of `SignedOff` rows without evidence of their own."""

    def standing(self) -> Self:
        """Signed off: what the desk says."""
        return self.filter(signed_off(""))

    def public(self, at: datetime | None = None) -> Self:
        return self.standing()

    def waiting(self) -> Self:
        """Entered, and seen by nobody outside the desk until it is signed off."""
        return self.filter(signed_off_at__isnull=True)


class FactQuerySet(SignedOffQuerySet):
    """Of what is said about a strike: a `SignedOff` row."""

    def public(self, at: datetime | None = None) -> Self:
        """What readers see: signed off, and its evidence, if any, is such that they may know."""
        return self.filter(fact_condition(at or timezone.now()))


class SignedOff(models.Model):
    """Entered by somebody, signed off by a second person; seen by readers from then on.

    `hospitals.workflow.signing` alone writes the two fields of the sign-off, and nothing takes
    them back.
    """

    created_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    signed_off_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    signed_off_at = models.DateTimeField("signed off", null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_signed_off(self) -> bool:
        return self.signed_off_at is not None


def signed_off_by_somebody(name: str) -> models.CheckConstraint:
    """The constraint of a `SignedOff` model; `name` is the model's, in small letters."""
    return together(
        "signed_off_by",
        "signed_off_at",
        name=f"{name}_signed_off_by_somebody",
        message="A sign-off has a person and a time.",
    )
