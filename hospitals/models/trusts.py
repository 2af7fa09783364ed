"""NHS trusts: the ODS code is the identity; names, areas and successors have dates."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from lib.addresses import address
from lib.constraints import in_order, together
from lib.dated import covers, holds

from .areas import Area, AreaKind
from .names import FormerName, NamedOverTime
from .proposals import Proposable, ReferenceQuerySet
from .signed import signed_off_by_somebody

ods_code = RegexValidator(
    r"^[A-Z0-9]{3,6}$",
    "An ODS code is three to six capital letters and digits, such as RHM or RK5.",
)
site_code = RegexValidator(
    r"^[A-Z0-9]{5,9}$",
    "An ODS site code is five to nine capital letters and digits, such as RHM01.",
)


telephone_number = RegexValidator(
    r"^\+?[0-9][0-9 ]{6,}$", "A telephone number is digits with spaces between: 023 8077 7222."
)


class Located(models.Model):
    """Coordinates in degrees, WGS 84; both or neither, inside the British Isles."""

    latitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(49.0), MaxValueValidator(61.5)]
    )
    longitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-9.0), MaxValueValidator(2.5)]
    )

    class Meta:
        abstract = True
        constraints = [
            together(
                "latitude",
                "longitude",
                name="%(class)s_both_coordinates",
                message="Give both latitude and longitude, or neither.",
            )
        ]


class Dated(models.Model):
    """A row that holds from one day to another, both included; empty means open."""

    valid_from = models.DateField("from", null=True, blank=True, help_text="Empty: always so.")
    valid_to = models.DateField("last day", null=True, blank=True, help_text="Empty: still so.")

    class Meta:
        abstract = True
        constraints = [
            in_order(
                "valid_from",
                "valid_to",
                name="%(class)s_dates_in_order",
                message="The last day is before the first.",
            )
        ]

    def holds_on(self, day: date) -> bool:
        return holds(day, self.valid_from, self.valid_to)

    def overlaps(self, other: Dated) -> bool:
        return (
            self.valid_from is None or other.valid_to is None or self.valid_from <= other.valid_to
        ) and (
            other.valid_from is None or self.valid_to is None or other.valid_from <= self.valid_to
        )


class TrustQuerySet(ReferenceQuerySet):
    def open_at(self, day: date) -> Self:
        return self.filter(covers(day, start="opened", end="closed"))


class Trust(Located, NamedOverTime, Proposable):
    code = models.CharField(
        "ODS code",
        max_length=6,
        unique=True,
        validators=[ods_code],
        help_text="The NHS's own code for the trust, such as RHM. It never changes.",
    )
    name = models.CharField(
        "official name",
        max_length=160,
        help_text="Today's name. When a trust is renamed, add the old name below with its "
        "last day.",
    )
    slug = models.SlugField(max_length=160, unique=True)
    is_foundation = models.BooleanField("NHS foundation trust", default=False)
    opened = models.DateField(null=True, blank=True)
    closed = models.DateField(
        "last day", null=True, blank=True, help_text="A closed trust keeps its page."
    )
    website = models.URLField(
        "its own page", blank=True, help_text="Where patients read what the trust itself says."
    )
    telephone = models.CharField(
        max_length=30,
        blank=True,
        validators=[telephone_number],
        help_text="The switchboard, as it is dialled: 023 8077 7222.",
    )
    areas = models.ManyToManyField(Area, through="TrustArea", related_name="trusts")
    successors = models.ManyToManyField(
        "self",
        through="TrustSuccession",
        through_fields=("predecessor", "successor"),
        symmetrical=False,
        related_name="predecessors",
    )

    objects = TrustQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [
            *Located.Meta.constraints,
            in_order(
                "opened",
                "closed",
                name="trust_closes_after_opening",
                message="A trust cannot close before it opens.",
            ),
            signed_off_by_somebody("trust"),
        ]
        indexes = [models.Index(fields=["name", "id"], name="trust_by_name")]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    def get_absolute_url(self) -> str:
        return address("hospitals:trust", self.slug)

    def calendar_url(self) -> str:
        return address("hospitals:trust_strikes", self.slug)

    def region_at(self, day: date) -> Area | None:
        """The region that the trust belongs to on `day`, or None."""
        row = (
            self.memberships.filter(covers(day), area__kind__level=AreaKind.Level.REGION)
            .select_related("area__kind")
            # The databases disagree on where empty dates come; an open beginning is the oldest.
            .order_by(F("valid_from").desc(nulls_last=True))
            .first()
        )
        return row.area if row else None


class TrustName(FormerName):
    trust = models.ForeignKey(Trust, models.CASCADE, related_name="former_names")

    class Meta(FormerName.Meta):
        verbose_name = "former name"
        constraints = [
            models.UniqueConstraint(
                fields=["trust", "until"],
                name="trust_one_name_until",
                violation_error_message="Another former name already ends on this day.",
            )
        ]


class TrustArea(Dated):
    trust = models.ForeignKey(Trust, models.CASCADE, related_name="memberships")
    area = models.ForeignKey(Area, models.PROTECT, related_name="memberships")

    class Meta:
        verbose_name = "area"
        ordering = ["area__kind__name", "valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["trust", "area", "valid_from"],
                name="trust_area_once",
                violation_error_message="This area is already listed from this day.",
            ),
            models.UniqueConstraint(
                fields=["trust", "area"],
                condition=Q(valid_from__isnull=True),
                name="trust_area_once_from_the_start",
                violation_error_message="This area is already listed.",
            ),
        ]

    def __str__(self) -> str:
        return self.area.name

    def clean(self) -> None:
        """Areas overlap; those of some kinds do not."""
        if not (self.trust_id and self.area_id):
            return
        if not self.area.kind.one_at_a_time:
            return
        others = TrustArea.objects.filter(trust=self.trust_id, area__kind=self.area.kind).exclude(
            pk=self.pk
        )
        for other in others.select_related("area"):
            if self.overlaps(other):
                raise ValidationError(
                    f"The trust already belongs to {other.area.name} on some of these days: "
                    "give that row a last day first."
                )


class TrustSuccession(models.Model):
    predecessor = models.ForeignKey(Trust, models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Trust, models.CASCADE, related_name="inheritances")
    on = models.DateField("from", help_text="The first day of the successor.")

    class Meta:
        verbose_name = "successor"
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"],
                name="succession_once",
                violation_error_message="This successor is already listed.",
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="succession_not_of_itself",
                violation_error_message="A trust cannot succeed itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor.code} → {self.successor.code}"

    def clean(self) -> None:
        """Successions may branch and join but never run in a circle."""
        if not (self.predecessor_id and self.successor_id):
            return
        seen, level = set(), {self.successor_id}
        while level:
            if self.predecessor_id in level:
                raise ValidationError(
                    f"{self.successor.code} already leads back to {self.predecessor.code}: "
                    "successions cannot run in a circle."
                )
            seen |= level
            level = (
                set(
                    TrustSuccession.objects.filter(predecessor__in=level).values_list(
                        "successor_id", flat=True
                    )
                )
                - seen
            )
