"""Which stories a cover concerns, and addresses that are shown nowhere any more."""

from typing import Self

from django.db import models

from deeds.models import Cover

from .articles import Article


class StoryCover(models.Model):
    """A story in which something is covered: none of it may come back there."""

    cover = models.ForeignKey(Cover, models.PROTECT, related_name="stories")
    article = models.ForeignKey(Article, models.PROTECT, related_name="covers")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cover", "article"],
                name="story_cover_once",
                violation_error_message="This story is among those of the cover already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.cover_id}"


class CoveredAddressQuerySet(models.QuerySet):
    def standing(self) -> Self:
        return self.filter(cover__lifted_at__isnull=True)


class CoveredAddress(models.Model):
    """The last part of an address that a story had. Whoever still asks for it is answered so."""

    class Answer(models.TextChoices):
        GONE = "gone", "it is gone: the page says nothing else"
        MOVED = "moved", "it leads to the new address"

    cover = models.ForeignKey(Cover, models.PROTECT, related_name="addresses")
    article = models.ForeignKey(Article, models.PROTECT, related_name="covered_addresses")
    slug = models.SlugField("address", max_length=120)
    answer = models.CharField(max_length=5, choices=Answer)

    objects = CoveredAddressQuerySet.as_manager()

    class Meta:
        verbose_name = "covered address"
        verbose_name_plural = "covered addresses"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cover", "article", "slug"],
                name="covered_address_once",
                violation_error_message="This cover has that address already.",
            )
        ]

    def __str__(self) -> str:
        return self.slug
