"""Disputes, strikes with their changes of status, and who is out."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime, time
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, F, Max, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from simple_history.models import HistoricalRecords

from lib import words
from lib.addresses import address
from lib.constraints import exactly_one, in_order
from lib.inexact import WITHOUT_DAY, Exactness, as_exact_as_known, first_and_last

from ..visibility import fact_condition
from .areas import Area
from .names import FormerName, NamedOverTime
from .proposals import Proposable, ReferenceQuerySet
from .signed import (
    LISTED,
    Fact,
    FactQuerySet,
    FirstWord,
    FirstWordQuerySet,
    SignedOff,
    SignedOffQuerySet,
    rules_of_facts,
    shown_by_somebody,
    signed_off_by_somebody,
)
from .spells import StrikeSpell, moment
from .trusts import Trust


class StaffGroup(NamedOverTime, Proposable):
    name = models.CharField(
        max_length=160,
        unique=True,
        help_text="Today's name, in the plural: resident doctors, nurses. When a group is "
        "renamed, add the old name with its last day.",
    )
    slug = models.SlugField(max_length=160, unique=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="among",
        help_text="The larger group that these are part of: first-year doctors are among resident "
        "doctors.",
    )

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [signed_off_by_somebody("staffgroup")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.parent_id and self in self.parent.with_larger():
            raise ValidationError({"parent": "A group cannot be among itself."})

    def with_larger(self) -> list[StaffGroup]:
        """This group, and those that it is among, the smallest first."""
        found, larger = [], self
        while larger is not None and larger not in found:
            found.append(larger)
            larger = larger.parent
        return found


class StaffGroupName(FormerName):
    staff_group = models.ForeignKey(StaffGroup, models.CASCADE, related_name="former_names")

    class Meta(FormerName.Meta):
        verbose_name = "former name"
        constraints = [
            models.UniqueConstraint(
                fields=["staff_group", "until"],
                name="staff_group_one_name_until",
                violation_error_message="Another former name already ends on this day.",
            )
        ]


class Union(Proposable):
    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(max_length=30, blank=True, help_text="Such as BMA.")
    slug = models.SlugField(max_length=120, unique=True)
    nation = models.ForeignKey(
        "hospitals.Area",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="unions",
        help_text="Across which it calls strikes, where a strike does not say.",
    )

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [signed_off_by_somebody("union")]

    def __str__(self) -> str:
        return self.short_name or self.name


# When a dispute began is known or left empty: nobody sets it.
BEGAN = [choice for choice in Exactness.choices if choice[0] not in WITHOUT_DAY]


class Dispute(Proposable):
    title = models.CharField(max_length=160, unique=True)
    slug = models.SlugField(max_length=160, unique=True)
    unions = models.ManyToManyField(Union, related_name="disputes", blank=True)
    summary = models.TextField(blank=True, help_text="What the dispute is about, in a sentence.")
    began = models.DateField(
        null=True,
        blank=True,
        help_text="Where only the weekend, month or year is known: any day of it.",
    )
    began_last = models.DateField("last day that it may be", null=True, blank=True)
    began_exact = models.CharField("that is", max_length=12, choices=BEGAN, default=Exactness.DAY)
    settled = models.DateField(null=True, blank=True)

    objects = ReferenceQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[unions])

    class Meta:
        ordering = ["-began", "title"]
        constraints = [
            signed_off_by_somebody("dispute"),
            in_order(
                "began",
                "settled",
                name="dispute_settled_after_it_began",
                message="A dispute cannot be settled before it began.",
            ),
            as_exact_as_known(
                "began",
                "began_last",
                "began_exact",
                unknown=True,
                name="dispute_began_as_exact_as_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("hospitals:dispute", self.slug)

    def clean(self) -> None:
        """What was typed becomes the first and the last day that may be meant."""
        if self.began is None:
            self.began_last, self.began_exact = None, Exactness.DAY
            return
        days = first_and_last(self.began, self.began_last, self.began_exact)
        self.began, self.began_last = days


def says_where(strike: OuterRef) -> Q:
    """Whether a strike is called in certain areas or at certain trusts: else across a nation."""
    return Q(Exists(Strike.called_in.through.objects.filter(strike=strike))) | Q(
        Exists(Strike.called_at.through.objects.filter(strike=strike))
    )


class StrikeQuerySet(SignedOffQuerySet):
    def with_dates(self, *, public_at: datetime | None = None) -> Self:
        """Adds `first_day` (None where no date is known yet) and `last_day` (None where no end is
        announced either).

        With `public_at`, only of spells that readers may know of at that moment; else with those
        that wait.
        """
        as_entered = Q(spells__gone_at__isnull=True, spells__replaced_by__isnull=True)
        which = fact_condition(public_at, "spells__") if public_at else as_entered
        # An open end is later than any day, and comes out empty again.
        never = Value(date.max, models.DateField())
        last = Max(Coalesce("spells__last_day", never), filter=which & Q(spells__isnull=False))
        return self.annotate(
            first_day=Min("spells__first_day", filter=which), last_day=NullIf(last, never)
        )

    def with_status(self, at: datetime | None = None, *, public_at: datetime | None = None) -> Self:
        """Adds `status`: the latest change by the moment `at`; None where there is none.

        With `public_at`, only changes that readers may know of at that moment; else with those
        that wait.
        """
        changes = StrikeStatusChange.objects.filter(strike=OuterRef("pk"))
        changes = changes.public(public_at) if public_at else changes.current()
        if at is not None:
            changes = changes.by(at)
        return self.annotate(status=Subquery(changes.in_order().reverse().values("status")[:1]))

    def with_call(self, trust: models.Model, areas: Collection[int]) -> Self:
        """Adds `call`: where staff of the trust are called out, as the strike puts it: the name of
        the trust or of an area, one of `areas` (ids of those it lies in); None where they are not.
        """
        me = OuterRef("pk")
        here = Trust.objects.filter(pk=trust.pk, strikes_called=me).values("name")[:1]
        within = Area.objects.filter(pk__in=areas)
        area = within.filter(strikes_called=me).order_by("name").values("name")[:1]
        nation = within.filter(unions__strikes=me).order_by("name").values("name")[:1]
        of_union = Case(When(~says_where(me), then=Subquery(nation)))
        return self.annotate(call=Coalesce(Subquery(here), Subquery(area), of_union))

    def called_across(self, areas: Collection[int]) -> Self:
        """Called in one of these areas (ids); where a strike says neither areas nor trusts, in the
        nation of one of its unions."""
        me = OuterRef("pk")
        inside = Strike.called_in.through.objects.filter(strike=me, area__in=areas)
        of_union = Strike.unions.through.objects.filter(strike=me, union__nation__in=areas)
        return self.filter(Exists(inside) | (~says_where(me) & Exists(of_union)))

    def on_or_coming(self, at: datetime, *, public: bool = True) -> Self:
        """Of a list `with_status`: under way, or with dates that are not over.

        The status decides before the dates do: one that is under way and has not ended is on,
        whatever the last day that is recorded. What waits counts only for the desk.
        """
        spells = StrikeSpell.objects.filter(strike=OuterRef("pk")).ahead(at)
        ahead = Exists(spells.public(at) if public else spells.current())
        known = Q(status__isnull=False)
        return self.filter(
            Q(known, status=StrikeStatusChange.Status.UNDER_WAY)
            | (ahead & ~Q(known, status__in=StrikeStatusChange.SET_ASIDE))
        )


class Strike(SignedOff):
    class Kind(models.TextChoices):
        STRIKE = "strike", "strike"
        ACTION_SHORT = "action_short", "action short of a strike"
        COLLECTIVE = "collective", "collective action"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.STRIKE)
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="strikes")
    title = models.CharField(
        max_length=160, help_text="Such as: Junior doctors’ strike, 11–15 April 2023."
    )
    slug = models.SlugField(max_length=160, unique=True)
    staff_groups = models.ManyToManyField(StaffGroup, related_name="strikes")
    unions = models.ManyToManyField(Union, related_name="strikes", blank=True)
    called_in = models.ManyToManyField(
        "hospitals.Area",
        related_name="strikes_called",
        blank=True,
        verbose_name="called in these areas",
        help_text="Where neither areas nor trusts are given: across the nation of its unions.",
    )
    called_at = models.ManyToManyField(
        "hospitals.Trust",
        related_name="strikes_called",
        blank=True,
        verbose_name="called at these trusts",
    )

    objects = StrikeQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[staff_groups, unions, called_in, called_at])

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["title"],
                name="strike_title_once",
                violation_error_message="Another strike already has this title: add the dates.",
            ),
            signed_off_by_somebody("strike"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("hospitals:strike", self.slug)

    def dates_of(
        self,
        staff_group: StaffGroup | None = None,
        at: datetime | None = None,
        *,
        public: bool = True,
    ) -> tuple[date, date | None] | None:
        """(first day, last day or None for an open end) of its spells that readers see, or of all.

        Of a staff group, those in which it was out, be it with a larger one. None where no date is
        known.
        """
        spells = self.spells.all()
        if staff_group is not None:
            spells = spells.of_staff(staff_group.with_larger())
        found = spells.public(at) if public else spells.current()
        days = list(found.values_list("first_day", "last_day").order_by("first_day").distinct())
        if not days:
            return None
        ends = [last for _, last in days]
        return days[0][0], None if None in ends else max(ends)


class StrikeSummary(Fact):
    strike = models.ForeignKey(Strike, models.CASCADE, related_name="summaries")
    text = models.TextField("in a sentence or two", help_text="What happens and what still runs.")
    evidence = models.ForeignKey(
        "hospitals.Evidence",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="strike_summaries",
        verbose_name="where it came from",
    )

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = "summary"
        verbose_name_plural = "for readers, in short"
        constraints = [
            models.UniqueConstraint(
                fields=["strike"],
                condition=LISTED,
                name="strike_summary_once",
                violation_error_message="The strike has a summary: change that one.",
            ),
            *rules_of_facts("strikesummary"),
        ]

    def __str__(self) -> str:
        return self.text


# When a change of status was is known or not: nobody sets it.
CHANGED = [choice for choice in Exactness.choices if choice[0] != Exactness.TO_BE_SET]


class StatusChangeQuerySet(FirstWordQuerySet):
    def in_order(self) -> Self:
        """As they followed each other: of the days that may be meant the last counts, and of an
        announcement the first; of two on one day one without an hour comes first."""
        day = Case(When(status="announced", on__isnull=False, then="on"), default="on_last")
        return self.order_by(day, F("hour").asc(nulls_first=True), "id")

    def by(self, at: datetime) -> Self:
        """Those that have happened: on a day that is not known exactly, as soon as it may have."""
        today, now = timezone.localdate(at), timezone.localtime(at).time()
        hour = Q(hour__isnull=True) | Q(hour__lte=now)
        return self.filter(
            Q(on__lt=today) | Q(on=today) & hour | Q(on__isnull=True, on_last__lte=today)
        )


class StrikeStatusChange(FirstWord):
    """A dated, sourced change: a walkout called off at the last minute is a fact worth keeping."""

    class Status(models.TextChoices):
        ANNOUNCED = "announced", "announced"
        CALLED_OFF = "called_off", "called off"
        UNDER_WAY = "under_way", "under way"
        SUSPENDED = "suspended", "suspended"
        ENDED = "ended", "ended"

    # Whatever days are ahead, a strike of these is not on.
    SET_ASIDE = (Status.CALLED_OFF, Status.ENDED, Status.SUSPENDED)

    strike = models.ForeignKey(Strike, models.CASCADE, related_name="status_changes")
    status = models.CharField(max_length=12, choices=Status)
    on = models.DateField(
        "on",
        null=True,
        blank=True,
        help_text="Where only the weekend, month or year is known: any day of it.",
    )
    on_exact = models.CharField("that is", max_length=12, choices=CHANGED, default=Exactness.DAY)
    on_last = models.DateField("last day that it may be", blank=True)
    hour = models.TimeField(
        "at",
        null=True,
        blank=True,
        help_text="Of two changes on one day, one without an hour comes first.",
    )
    evidence = models.ForeignKey(
        "hospitals.Evidence",
        models.PROTECT,
        related_name="status_changes",
        verbose_name="where it came from",
    )
    note = models.CharField("public note", max_length=240, blank=True)

    objects = StatusChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "change of status"
        verbose_name_plural = "changes of status"
        ordering = ["on_last", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["strike", "status", "on_last"],
                condition=LISTED,
                name="strike_status_once_a_day",
                violation_error_message="This change is already listed on this day.",
            ),
            as_exact_as_known(
                "on", "on_last", "on_exact", name="strike_status_date_as_exact_as_known"
            ),
            models.CheckConstraint(
                condition=Q(hour__isnull=True) | Q(on_exact=Exactness.DAY),
                name="strike_status_with_an_hour_has_a_day",
                violation_error_message="An hour belongs to a day that is known: leave it empty, "
                "or say which day it is.",
            ),
            *rules_of_facts("strikestatuschange"),
            shown_by_somebody("strikestatuschange"),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.when()}"

    def clean(self) -> None:
        """What was typed becomes the first and the last day that may be meant."""
        days = first_and_last(self.on, self.on_last, self.on_exact)
        if days[1] is None:
            raise ValidationError({"on_last": "Write the last day on which it may have been."})
        self.on, self.on_last = days

    @property
    def happens(self) -> datetime:
        """As soon as it may have."""
        return moment(self.on or self.on_last, self.hour or time.min)

    def has_happened(self, at: datetime) -> bool:
        """`StatusChangeQuerySet.by` of one."""
        return self.happens <= at

    def when(self) -> str:
        """ "30 November 2015, 9pm", "by 27 November 2015"."""
        said = words.inexact(self.on, self.on_last, self.on_exact)
        return f"{said}, {words.hour(self.hour)}" if self.hour else said

    def happened(self) -> str:
        """The same as a sentence goes on: "at 9pm on 30 November 2015", "in November 2015"."""
        said = words.when_inexact(self.on, self.on_last, self.on_exact)
        return f"at {words.hour(self.hour)} {said}" if self.hour else said


class Participation(Fact):
    """Whether staff of a trust, a hospital or an area are out. "Not known" never reads as "no"."""

    class Answer(models.TextChoices):
        YES = "yes", "yes"
        NO = "no", "no"
        NOT_KNOWN = "not_known", "not known"

    strike = models.ForeignKey(Strike, models.CASCADE, related_name="participations")
    trust = models.ForeignKey(
        "hospitals.Trust", models.PROTECT, null=True, blank=True, related_name="participations"
    )
    hospital = models.ForeignKey(
        "hospitals.Hospital", models.PROTECT, null=True, blank=True, related_name="participations"
    )
    area = models.ForeignKey(
        "hospitals.Area", models.PROTECT, null=True, blank=True, related_name="participations"
    )
    answer = models.CharField("out on strike", max_length=10, choices=Answer)
    evidence = models.ForeignKey(
        "hospitals.Evidence",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name="where it came from",
    )

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = "who is out"
        verbose_name_plural = "who is out"
        constraints = [
            exactly_one(
                "trust",
                "hospital",
                "area",
                name="participation_of_one_place",
                message="Choose a trust, a hospital or an area, one of the three.",
            ),
            models.CheckConstraint(
                condition=Q(answer="not_known") | Q(evidence__isnull=False),
                name="participation_needs_evidence",
                violation_error_message="Say where a yes or a no came from, or choose “not known”.",
            ),
            models.UniqueConstraint(
                fields=["strike", "trust"],
                condition=LISTED,
                name="participation_once_per_trust",
                violation_error_message="This trust is already listed for this strike.",
            ),
            models.UniqueConstraint(
                fields=["strike", "hospital"],
                condition=LISTED,
                name="participation_once_per_hospital",
                violation_error_message="This hospital is already listed for this strike.",
            ),
            models.UniqueConstraint(
                fields=["strike", "area"],
                condition=LISTED,
                name="participation_once_per_area",
                violation_error_message="This area is already listed for this strike.",
            ),
            *rules_of_facts("participation"),
        ]

    def __str__(self) -> str:
        return f"{self.trust or self.hospital or self.area}: {self.get_answer_display()}"
