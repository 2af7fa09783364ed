"""Hospitals: places with a town and, at any date, a trust that runs them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, Q
from simple_history.models import HistoricalRecords

from lib.addresses import address
from lib.dated import covers

from ..visibility import reference_stands
from .proposals import Proposable, ReferenceQuerySet
from .signed import signed_off_by_somebody
from .trusts import Dated, Located, Trust, site_code


class HospitalQuerySet(ReferenceQuerySet):
    def run_by(self, trust: Trust, day: date) -> Self:
        return self.filter(
            covers(day, start="runs__valid_from", end="runs__valid_to"), runs__trust=trust
        )

    def with_trusts(self) -> Self:
        return self.prefetch_related(
            Prefetch("runs", HospitalTrust.objects.select_related("trust"))
        )


class Hospital(Located, Proposable):
    name = models.CharField(max_length=120)
    town = models.CharField(max_length=80)
    slug = models.SlugField(
        max_length=140,
        unique=True,
        help_text="Name and town, as there are many City Hospitals: city-hospital-nottingham.",
    )
    site_code = models.CharField(
        "ODS site code",
        max_length=9,
        blank=True,
        validators=[site_code],
        help_text="Such as RHM01. A site code is per trust and place.",
    )
    trusts = models.ManyToManyField(Trust, through="HospitalTrust", related_name="hospitals")

    objects = HospitalQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "town"]
        constraints = [
            *Located.Meta.constraints,
            models.UniqueConstraint(
                fields=["name", "town"],
                name="hospital_once_per_town",
                violation_error_message="This town already has a hospital of this name.",
            ),
            models.UniqueConstraint(
                fields=["site_code"],
                condition=~Q(site_code=""),
                name="hospital_site_code_once",
                violation_error_message="Another hospital already has this site code.",
            ),
            signed_off_by_somebody("hospital"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """With its town: several have a name in common."""
        return f"{self.name}, {self.town}"

    def get_absolute_url(self) -> str:
        return address("hospitals:hospital", self.slug)

    def trust_at(self, day: date) -> Trust | None:
        """The trust that runs the hospital on `day` (a date), or None."""
        runs = [run for run in self.runs.all() if run.holds_on(day)]
        return runs[0].trust if runs else None


class HospitalTrustQuerySet(models.QuerySet):
    def public(self, at: datetime | None = None) -> Self:
        """Those of hospitals and trusts that readers may know of."""
        return self.filter(reference_stands("hospital__"), reference_stands("trust__"))


class HospitalTrust(Dated):
    hospital = models.ForeignKey(Hospital, models.CASCADE, related_name="runs")
    trust = models.ForeignKey(Trust, models.PROTECT, related_name="runs")

    objects = HospitalTrustQuerySet.as_manager()

    class Meta:
        verbose_name = "run by"
        verbose_name_plural = "run by"
        ordering = ["valid_from"]
        constraints = [*Dated.Meta.constraints]

    def __str__(self) -> str:
        return self.trust.name

    def clean(self) -> None:
        if not (self.hospital_id and self.trust_id):
            return
        for other in HospitalTrust.objects.filter(hospital=self.hospital_id).exclude(pk=self.pk):
            if self.overlaps(other):
                raise ValidationError(
                    f"{other.trust.name} already runs this hospital on some of these days: "
                    "give that row a last day first."
                )
