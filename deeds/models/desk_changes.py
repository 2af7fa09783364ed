"""What one person changed of what readers see, until a second person has looked at it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from lib.constraints import together

USER = settings.AUTH_USER_MODEL


class DeskChange(models.Model):
    """A change of a name, a role, a strike… by somebody who may make it alone.

    `difference` is a list of {"what", "before", "after"} in words; the look is set once (trigger).
    """

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("content_type", "object_id")
    called = models.CharField(max_length=240, help_text="What the record was called then.")
    difference = models.JSONField()
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    looked_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    looked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "change for a second look"
        verbose_name_plural = "changes for a second look"
        ordering = ["-at", "-id"]
        permissions = [("look_at_change", "Can do the second look at what somebody changed alone")]
        constraints = [
            together(
                "looked_by",
                "looked_at",
                name="desk_change_looked_at_by_somebody",
                message="A second look has a person and a time.",
            )
        ]
        indexes = [
            models.Index(
                fields=["at", "id"], condition=Q(looked_at__isnull=True), name="desk_change_waits"
            )
        ]

    def __str__(self) -> str:
        return self.called
