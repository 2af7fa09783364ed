"""Places that figures and stories are about: nations, regions, counties, cities; their kinds."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from lib.addresses import address

from .proposals import Proposable, ReferenceQuerySet
from .signed import signed_off_by_somebody


class AreaKind(models.Model):
    class Level(models.TextChoices):
        """What the code knows of a kind."""

        NEITHER = "", "neither"
        NATION = "nation", "a nation"
        REGION = "region", "a region, by which trusts and figures are listed"

    name = models.CharField(
        max_length=60, unique=True, help_text="In the singular: NHS region, county, city or town."
    )
    slug = models.SlugField(max_length=60, unique=True)
    level = models.CharField(
        "a nation or a region", max_length=6, choices=Level, default=Level.NEITHER, blank=True
    )
    one_at_a_time = models.BooleanField(
        default=False, help_text="A trust is in one area of this kind at a time."
    )

    class Meta:
        verbose_name = "kind of area"
        verbose_name_plural = "kinds of area"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AreaQuerySet(ReferenceQuerySet):
    def regions(self) -> Self:
        return self.filter(kind__level=AreaKind.Level.REGION)


class AreaManager(models.Manager.from_queryset(AreaQuerySet)):
    """An area is called by its kind as well, wherever it comes from."""

    def get_queryset(self) -> AreaQuerySet:
        return super().get_queryset().select_related("kind")


class Area(Proposable):
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    kind = models.ForeignKey(AreaKind, models.PROTECT, related_name="areas")
    code = models.CharField(
        max_length=10,
        blank=True,
        help_text="The NHS code where there is one: Y59 for South East, QRL for an ICB.",
    )
    # A county and an integrated care board overlap without either holding the other.
    parents = models.ManyToManyField(
        "self",
        symmetrical=False,
        related_name="children",
        blank=True,
        help_text="The larger areas this one lies in. There may be several.",
    )

    objects = AreaManager()
    history = HistoricalRecords()

    class Meta:
        base_manager_name = "objects"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name"],
                name="area_kind_name_once",
                violation_error_message="There is already an area of this kind with this name.",
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=~Q(code=""),
                name="area_code_once",
                violation_error_message="Another area already has this code.",
            ),
            signed_off_by_somebody("area"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.kind})"

    def get_absolute_url(self) -> str:
        return address("hospitals:area", self.slug)

    @property
    def is_nation(self) -> bool:
        return self.kind.level == AreaKind.Level.NATION

    @property
    def is_region(self) -> bool:
        return self.kind.level == AreaKind.Level.REGION

    def with_larger(self) -> set[int]:
        """The ids of this area and of every area that it lies in, however many levels up."""
        return self._reached("children")

    def with_smaller(self) -> set[int]:
        """The ids of this area and of every area that lies in it, however many levels down."""
        return self._reached("parents")

    def _reached(self, back: str) -> set[int]:
        seen, level = set(), {self.pk}
        while level:
            seen |= level
            found = Area.objects.filter(**{f"{back}__in": level}).values_list("pk", flat=True)
            level = set(found) - seen
        return seen

    def region(self) -> Area | None:
        """The NHS region this area is or lies in; None for a nation or where none is recorded."""
        if self.is_region:
            return self
        seen, level = set(), [self]
        while level:
            regions = [area for area in level if area.is_region]
            if regions:
                return regions[0] if len(regions) == 1 else None
            seen.update(area.pk for area in level)
            level = list(Area.objects.filter(children__in=level).exclude(pk__in=seen).distinct())
        return None
