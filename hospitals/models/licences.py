"""Under which licence others may use what a document says, and the line that it asks for."""

from __future__ import annotations

from django.db import models

from .proposals import Proposable, ReferenceQuerySet
from .signed import signed_off_by_somebody


class Licence(Proposable):
    name = models.CharField(
        max_length=120, unique=True, help_text="Such as: Open Government Licence v3.0."
    )
    slug = models.SlugField(max_length=120, unique=True)
    url = models.URLField("address", max_length=500, help_text="Where its words can be read.")
    attribution = models.CharField(
        "attribution line",
        max_length=240,
        help_text="What it asks everybody to say who uses the document, in its own words.",
    )

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [signed_off_by_somebody("licence")]

    def __str__(self) -> str:
        return self.name
