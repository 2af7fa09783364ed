"""Places that figures and stories are about: nations, NHS regions, ICBs, counties, cities."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from .proposals import Proposable, ReferenceQuerySet
from .signed import signed_off_by_somebody


class AreaQuerySet(ReferenceQuerySet):
    def regions(self) -> Self:
        return self.filter(kind=Area.Kind.REGION)


class Area(Proposable):
    class Kind(models.TextChoices):
        NATION = "nation", "nation"
        REGION = "region", "NHS region"
        ICB = "icb", "integrated care board"
        COUNTY = "county", "county"
        CITY = "city", "city or town"

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
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

    objects = AreaQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
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
        return f"{self.name} ({self.get_kind_display()})"

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
        if self.kind == self.Kind.REGION:
            return self
        seen, level = set(), [self]
        while level:
            regions = [area for area in level if area.kind == self.Kind.REGION]
            if regions:
                return regions[0] if len(regions) == 1 else None
            seen.update(area.pk for area in level)
            level = list(Area.objects.filter(children__in=level).exclude(pk__in=seen).distinct())
        return None
