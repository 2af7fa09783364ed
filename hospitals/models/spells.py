"""Strike dates: from a first day to a last one, or without an end, with their hours."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.utils import timezone

from lib import words
from lib.constraints import in_order, together

from .signed import Fact, FactQuerySet, rules_of_facts

A_DAY = timedelta(days=1)


class SpellQuerySet(FactQuerySet):
    def ahead(self, at: datetime) -> Self:
        """Those that are not over: `StrikeSpell.lasts_until` as a condition."""
        today, now = timezone.localdate(at), timezone.localtime(at).time()
        whole_days = Q(daily_until__isnull=True, last_day__gte=today)
        to_come = Q(daily_until__isnull=False, last_day__gt=today)
        by_day = Q(daily_until__gt=F("daily_from"), last_day=today) & Q(daily_until__gt=now)
        by_night = Q(daily_until__lte=F("daily_from")) & (
            Q(last_day=today) | Q(last_day=today - A_DAY, daily_until__gt=now)
        )
        unknown_hour = Q(ends_at__isnull=True) & (whole_days | to_come | by_day | by_night)
        return self.filter(Q(last_day__isnull=True) | Q(ends_at__gt=at) | unknown_hour)

    def by_the_hour(self, today: date) -> Self:
        """Those of some hours each day that begin today, or end today or in the coming night."""
        about_now = Q(first_day=today) | Q(last_day__in=(today, today - A_DAY))
        return self.filter(about_now, daily_from__isnull=False)

    def within(self, first: date, last: date) -> Self:
        """Those with a day from `first` to `last`; one without an end goes on."""
        return self.filter(Q(last_day=None) | Q(last_day__gte=first), first_day__lte=last)

    def touching(self, year: int, today: date) -> Self:
        """Those with a day in the year; one without an end has none that is still to come."""
        ends = Q(last_day__year__gte=year)
        if year <= today.year:
            ends |= Q(last_day__isnull=True)
        return self.filter(ends, first_day__year__lte=year)

    def with_nearness(
        self,
        trust: models.Model,
        areas: Collection[int],
        hospital: models.Model | None = None,
    ) -> Self:
        """Adds `nearness`, how near they name this place: 3 the hospital, 2 the trust, 1 an area
        that it lies in (`areas` are ids), 0 no place at all; None where they name another."""
        me = OuterRef("pk")

        def names(field: str, **which: Any) -> Exists:
            through = StrikeSpell._meta.get_field(field).remote_field.through
            return Exists(through.objects.filter(strikespell=me, **which))

        nearness = Case(
            When(names("hospitals", hospital=hospital), then=3),
            When(names("trusts", trust=trust), then=2),
            When(names("areas", area__in=areas), then=1),
            When(~names("hospitals") & ~names("trusts") & ~names("areas"), then=0),
            output_field=models.SmallIntegerField(),
        )
        return self.annotate(nearness=nearness)

    def of_staff(self, groups: Sequence[models.Model]) -> Self:
        """Those in which any of the staff groups was out."""
        return self.filter(Q(staff_groups=None) | Q(staff_groups__in=groups))


class StrikeSpell(Fact):
    """Twelve days on end are one spell; two unions on one day are two, and so are other hours at
    one trust."""

    strike = models.ForeignKey("hospitals.Strike", models.CASCADE, related_name="spells")
    first_day = models.DateField("first day")
    last_day = models.DateField(
        "last day",
        null=True,
        blank=True,
        help_text="The last day that begins on strike, which may end early the next morning. "
        "Empty: no end is announced.",
    )
    starts_at = models.DateTimeField("from", null=True, blank=True)
    ends_at = models.DateTimeField("until", null=True, blank=True)
    daily_from = models.TimeField("each day from", null=True, blank=True)
    daily_until = models.TimeField("each day until", null=True, blank=True)
    staff_groups = models.ManyToManyField(
        "hospitals.StaffGroup",
        related_name="spells",
        blank=True,
        help_text="Where not all of the strike’s are out.",
    )
    unions = models.ManyToManyField(
        "hospitals.Union",
        related_name="spells",
        blank=True,
        help_text="Where not all of the strike’s called it.",
    )
    areas = models.ManyToManyField(
        "hospitals.Area",
        related_name="spells",
        blank=True,
        help_text="Where these dates are not those of the whole strike: for there they take the "
        "place of those that name no place.",
    )
    trusts = models.ManyToManyField("hospitals.Trust", related_name="spells", blank=True)
    hospitals = models.ManyToManyField("hospitals.Hospital", related_name="spells", blank=True)
    cover = models.CharField(
        "what still runs",
        max_length=120,
        blank=True,
        help_text="In a few words: emergency care only, Christmas Day cover, a full walkout.",
    )
    evidence = models.ForeignKey(
        "hospitals.Evidence",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="spells",
        verbose_name="where it came from",
    )
    no_source = models.CharField(
        "why no source is given", max_length=240, blank=True, help_text="Readers see it."
    )

    objects = SpellQuerySet.as_manager()

    class Meta:
        verbose_name = "strike dates"
        verbose_name_plural = "strike dates"
        ordering = ["first_day", "last_day", "id"]
        constraints = [
            in_order(
                "first_day",
                "last_day",
                name="spell_ends_after_it_starts",
                message="The last day is before the first.",
            ),
            in_order(
                "starts_at",
                "ends_at",
                strictly=True,
                name="spell_hours_in_order",
                message="The strike ends before it starts: see the hours.",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(last_day__isnull=False),
                name="spell_with_its_end_has_a_last_day",
                violation_error_message="With the hour at which it ends, give the last day.",
            ),
            together(
                "daily_from",
                "daily_until",
                name="spell_daily_hours_together",
                message="Give both hours of each day, or neither.",
            ),
            models.CheckConstraint(
                condition=Q(daily_from__isnull=True)
                | Q(starts_at__isnull=True, ends_at__isnull=True),
                name="spell_daily_or_whole_hours",
                violation_error_message="Give the hours of each day, or when the whole begins and "
                "ends: not both.",
            ),
            models.CheckConstraint(
                condition=Q(evidence__isnull=False) | ~Q(no_source=""),
                name="spell_says_where_it_came_from",
                violation_error_message="Say where the dates came from, or why no source is given.",
            ),
            *rules_of_facts("strikespell"),
        ]
        indexes = [models.Index(fields=["first_day", "strike"], name="spell_by_first_day")]

    def __str__(self) -> str:
        return words.span(self.first_day, self.last_day)

    @property
    def begins(self) -> datetime:
        """With the day, where no hour is known."""
        return self.starts_at or moment(self.first_day, self.daily_from or time.min)

    @property
    def lasts_until(self) -> datetime | None:
        """To the day's end, where no hour is known; None without an end."""
        if self.last_day is None:
            return None
        if self.ends_at or self.daily_until is None:
            return self.ends_at or moment(self.last_day + A_DAY, time.min)
        by_night = self.daily_until <= self.daily_from
        return moment(self.last_day + A_DAY if by_night else self.last_day, self.daily_until)

    def days(self) -> list[date]:
        """Its days, in order; of one without an end, the first."""
        last = self.last_day or self.first_day
        return [self.first_day + n * A_DAY for n in range((last - self.first_day).days + 1)]


def moment(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
