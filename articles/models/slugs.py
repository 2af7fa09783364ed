"""Addresses of sections and of authors outlive a change: the former one leads to the present."""

from __future__ import annotations

from typing import Any

from django.db import models


class KeepsItsAddress(models.Model):
    """For a model with a `slug` and a `former_slugs` relation of FormerSlug rows."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        stored = type(self)._default_manager.filter(pk=self.pk).values_list("slug", flat=True)
        before = stored.first() if self.pk else None
        super().save(*args, **kwargs)
        self.former_slugs.filter(slug=self.slug).delete()
        if before not in (None, self.slug):
            self.former_slugs.get_or_create(slug=before)


class FormerSlug(models.Model):
    slug = models.SlugField(max_length=120)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.slug


def former_once(owner: str) -> list[models.BaseConstraint]:
    """A former slug stands once for each owner; the last to give it up is found by it."""
    return [
        models.UniqueConstraint(
            fields=[owner, "slug"],
            name=f"former_{owner}_slug_once",
            violation_error_message="This former address is already known.",
        )
    ]
