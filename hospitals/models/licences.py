"""Under which licence others may use what a document says, and the line that it asks for."""

from __future__ import annotations

from django.db import models


class Licence(models.Model):
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

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
