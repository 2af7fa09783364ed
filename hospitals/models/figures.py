"""Disruption figures: an identity for life, and one revision for each value it has had.

The figure row knows its current revision, for the desk; only `hospitals.workflow` writes it. What
readers are shown, and what their lists sort by, stands in `PublicFigure`.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from lib.addresses import address
from lib.constraints import at_most_one, exactly_one, together
from lib.refusals import LONGEST_NOTE
from lib.words import span

from .revisions import FigureRevision, of_outer_figure, public_revisions
from .seen_in import SeenIn
from .sources import Source

if TYPE_CHECKING:
    from .areas import Area
    from .hospitals import Hospital
    from .trusts import Trust


class FigureQuerySet(models.QuerySet):
    def public(self, at: datetime | None = None) -> Self:
        """Figures that readers may see at `at` (default now), withdrawn ones (a tombstone) too.

        Adds `shown_id`, the revision they see.
        """
        at = at or timezone.now()
        return self.filter(public_rows__starts__lte=at, public_rows__ends__gt=at).annotate(
            shown_id=F("public_rows__revision")
        )

    def public_by_rule(self, at: datetime | None = None) -> Self:
        """The same asked of the records themselves, for the desk: what a deed has done so far
        counts, though the public rows are written at its end.

        Released, checked, on public evidence. What was withdrawn before readers saw it leaves no
        tombstone, nor a value that was still to come.
        """
        at = at or timezone.now()
        ended = Coalesce(OuterRef("withdrawn_at"), Value(at, models.DateTimeField()))
        shown = public_revisions(at, of_outer_figure).filter(
            Q(evidence__embargo_until__isnull=True) | Q(evidence__embargo_until__lte=ended),
            figure=OuterRef("pk"),
            public_from__lte=ended,
        )
        return (
            self.filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=F("released_at")))
            .filter(released_at__lte=at)
            .annotate(shown_id=Subquery(shown.values("pk")[:1]))
            .filter(shown_id__isnull=False)
        )

    def standing(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def with_identity(self, identity: Any) -> Self:
        """Those that are about exactly what a `workflow.Identity` says, withdrawn ones too."""
        said = {name: getattr(identity, name) for name in named_by(identity)}
        return self.filter(**exactly(said))

    def near(self, identity: Any) -> Self:
        """Standing figures that may be the same number, said of by the same source: they agree in
        all that both of them say.
        """
        fixed = [name for name in named_by(identity) if name not in MAY_BE_EMPTY]
        found = self.standing().filter(**exactly({name: getattr(identity, name) for name in fixed}))
        for name in MAY_BE_EMPTY:
            value = getattr(identity, name)
            if value:
                empty = {name: ""} if name == "counted_note" else {f"{name}__isnull": True}
                found = found.filter(Q(**{name: value}) | Q(**empty))
        return found

    def rivals_of(self, figure: DisruptionFigure) -> Self:
        """Other standing figures for the same thing: another source, or a kind of service unstated.

        One source that counts acute hospitals and community services counts two things, not one
        thing twice.
        """
        same = exactly({name: getattr(figure, name) for name in RIVAL_COLUMNS})
        rivals = self.standing().filter(**same).exclude(pk=figure.pk)
        if figure.setting_id is not None:
            elsewhere = Q(setting__isnull=False) & ~Q(setting=figure.setting_id)
            rivals = rivals.exclude(elsewhere, source=figure.source_id)
        return rivals

    def for_lines(self) -> Self:
        """With what a line about each figure needs."""
        return self.select_related(
            "area__kind",
            "trust",
            "hospital",
            "measure",
            "strike",
            "event",
            "dispute",
            "setting",
            "service",
            "staff_group",
            "source",
            "trust_at_time",
            "region_at_time",
        )

    def with_revisions(self) -> Self:
        return self.prefetch_related(
            Prefetch(
                "revisions",
                FigureRevision.objects.select_related(
                    *(f"evidence__{name}" for name in ("said_by", "via", "reported_by", "licence")),
                    "recorded_by",
                    "checked_by",
                ).prefetch_related("evidence__said_with__source"),
            )
        )

    def to_check(self) -> Self:
        """Standing figures whose newest revision waits for its check, or a further document."""
        further = SeenIn.objects.waiting().values("revision__figure")
        waits = Q(pk__in=waiting_revisions().values("figure")) | Q(pk__in=further)
        return self.standing().filter(waits)


# What a figure is about, without its dates.
ABOUT = (
    *("area", "trust", "hospital", "measure", "strike", "event", "dispute", "staff_group"),
    *("setting", "service", "counted_note", "compared_with", "change_in_percent"),
    *("nature", "basis", "source"),
)
DATES = ("period_start", "period_end")
# What one source may leave open on one day, and say of the same number on another.
MAY_BE_EMPTY = ("staff_group", "setting", "service", "counted_note")


def named_by(identity: Any) -> tuple[str, ...]:
    """The fields that tell figures apart: for a whole strike, not its dates."""
    of_strike = identity.basis == "whole_strike" and identity.strike is not None
    return ABOUT if of_strike else (*ABOUT, *DATES)


def exactly(values: dict[str, Any]) -> dict[str, Any]:
    """The same as conditions of a filter, in which an empty value matches an empty column."""
    return {
        f"{name}__isnull" if value is None else name: True if value is None else value
        for name, value in values.items()
    }


# Later than any day, so that lists and bounds need not ask: a whole strike that is not over.
NO_END = date.max
# Figures for a whole strike have the dates of the strike, whatever is known of these.
OF_A_STRIKE = Q(basis="whole_strike", strike__isnull=False)


def identity_once(name: str, *dates: str, of: Q) -> models.UniqueConstraint:
    """One standing figure for each identity, with or without its dates."""
    # nulls_distinct=False does nothing on SQLite, so empty keys are folded to 0.
    return models.UniqueConstraint(
        Coalesce("area", 0),
        Coalesce("trust", 0),
        Coalesce("hospital", 0),
        "measure",
        Coalesce("strike", 0),
        Coalesce("event", 0),
        Coalesce("dispute", 0),
        Coalesce("staff_group", 0),
        Coalesce("setting", 0),
        Coalesce("service", 0),
        "counted_note",
        "compared_with",
        "change_in_percent",
        "nature",
        "basis",
        *dates,
        "source",
        condition=Q(of, withdrawn_at__isnull=True),
        name=name,
        violation_error_message="This figure is already recorded: the same subject, measure, "
        "period and source. Open it and record a revision.",
    )


def waiting_revisions() -> models.QuerySet[FigureRevision]:
    """The newest revisions of their figures, where they wait for their check.

    An older one that never got its check was replaced: see `workflow.revise`.
    """
    newer = FigureRevision.objects.filter(figure=OuterRef("figure"), number__gt=OuterRef("number"))
    return FigureRevision.objects.filter(checked_at__isnull=True).exclude(Exists(newer))


class DisruptionFigure(models.Model):
    class Nature(models.TextChoices):
        EXPECTED = "expected", "expected"
        PROVISIONAL = "provisional", "provisional"
        ACTUAL = "actual", "actual"
        DEMAND = "demand", "demand"
        OFFER = "offer", "offer"
        AWARD = "award", "award"
        ESTIMATE = "estimate", "estimate"
        TARGET = "target", "target"

    class Basis(models.TextChoices):
        """In the order in which tables list them."""

        WHOLE_STRIKE = "whole_strike", "whole strike"
        ONE_DAY = "one_day", "one day"
        BUSIEST_DAY = "busiest_day", "busiest day"
        AVERAGE_DAY = "average_day", "average day"
        AT_A_DATE = "at_a_date", "at a date"
        OVER_A_PERIOD = "over_a_period", "over a period"
        SEVERAL_STRIKES = "several_strikes", "several strikes"
        RUNNING_TOTAL = "running_total", "running total"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    # Identity: what the number is about, and who says it.
    # Nearly all figures have none: an index on every row would tell the databases nothing.
    area = models.ForeignKey(
        "hospitals.Area",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="figures",
        db_index=False,
    )
    trust = models.ForeignKey(
        "hospitals.Trust", models.PROTECT, null=True, blank=True, related_name="figures"
    )
    hospital = models.ForeignKey(
        "hospitals.Hospital", models.PROTECT, null=True, blank=True, related_name="figures"
    )
    measure = models.ForeignKey("hospitals.Measure", models.PROTECT, related_name="figures")
    strike = models.ForeignKey(
        "hospitals.Strike", models.PROTECT, null=True, blank=True, related_name="figures"
    )
    event = models.ForeignKey(
        "hospitals.Event", models.PROTECT, null=True, blank=True, related_name="figures"
    )
    # Few figures are about a dispute as a whole.
    dispute = models.ForeignKey(
        "hospitals.Dispute",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="figures",
        db_index=False,
    )
    covers = models.ManyToManyField(
        "hospitals.Strike",
        blank=True,
        related_name="covering_figures",
        help_text="For a running total or several strikes: the strikes it covers.",
    )
    # Most are of a few kinds of service: an index would tell the databases nothing.
    setting = models.ForeignKey(
        "hospitals.Setting",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="figures",
        verbose_name="kind of service",
        db_index=False,
        help_text="Empty where none is stated, or it makes no sense.",
    )
    service = models.ForeignKey(
        "hospitals.Service",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="figures",
        db_index=False,
        help_text="Such as endoscopy, where it is about one alone.",
    )
    counted_note = models.CharField(
        "note on what’s counted",
        max_length=120,
        blank=True,
        help_text="Such as: with the Alton clinics.",
    )
    staff_group = models.ForeignKey(
        "hospitals.StaffGroup", models.PROTECT, null=True, blank=True, related_name="figures"
    )
    nature = models.CharField("expected or actual", max_length=11, choices=Nature)
    basis = models.CharField("it covers", max_length=15, choices=Basis)
    # Of a figure for a whole strike these are copies of the strike's dates, and no part of what it
    # is about: `workflow.places` writes them. Without an end `period_end` is NO_END.
    period_start = models.DateField("from")
    period_end = models.DateField("to")
    compared_with = models.CharField(
        max_length=120,
        blank=True,
        help_text="Where the number is a change, as “down 32 per cent on …” ends: the same week "
        "of 2024.",
    )
    change_in_percent = models.BooleanField(
        default=False,
        help_text="“Down 32 per cent”; otherwise so many, and of percentages so many points.",
    )
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="figures", verbose_name="who says so"
    )

    # Derived from the identity and dated reference data, for the list indexes.
    trust_at_time = models.ForeignKey(
        "hospitals.Trust",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="figures_at_time",
    )
    region_at_time = models.ForeignKey(
        "hospitals.Area",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="figures_at_time",
    )

    # Decisions about it.
    released_at = models.DateTimeField(
        "released",
        null=True,
        blank=True,
        editable=False,
        help_text="Empty: seen on the desk only. Later than now: under embargo.",
    )
    withdrawn_at = models.DateTimeField("withdrawn", null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField(max_length=LONGEST_NOTE, blank=True, editable=False)
    disputed_on = models.DateField("disputed", null=True, blank=True, editable=False)
    disputed_note = models.CharField(max_length=LONGEST_NOTE, blank=True, editable=False)
    preferred = models.BooleanField(default=True, editable=False)
    preferred_reason = models.CharField(max_length=LONGEST_NOTE, blank=True, editable=False)

    # The newest revision that readers may see, as of the last check: for the desk, which compares
    # each figure of a list with its rivals.
    current = models.ForeignKey(
        "hospitals.FigureRevision",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = "figure"
        ordering = ["-period_end", "-id"]
        permissions = [
            ("check_figure", "Can check a figure against its source"),
            ("check_own_figure", "Can check a figure they recorded, alone on duty"),
            ("release_figure", "Can release a figure to readers"),
            ("prefer_figure", "Can choose which of several figures to use"),
            ("dispute_figure", "Can mark a figure as disputed"),
            ("withdraw_figure", "Can withdraw a figure"),
        ]
        constraints = [
            exactly_one(
                "area",
                "trust",
                "hospital",
                name="figure_about_exactly_one",
                message="A figure is about one area, one trust or one hospital: choose exactly "
                "one.",
            ),
            at_most_one(
                "strike",
                "event",
                "dispute",
                name="figure_strike_or_event_or_dispute",
                message="Choose a strike, an event or a dispute: one of them, or none.",
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")),
                name="figure_period_in_order",
                violation_error_message="The period ends before it starts.",
            ),
            models.CheckConstraint(
                condition=~Q(basis__in=["one_day", "at_a_date"]) | Q(period_end=F("period_start")),
                name="figure_one_day_is_one_day",
                violation_error_message="A figure for one day, or at a date, starts and ends on "
                "that day.",
            ),
            models.CheckConstraint(
                condition=Q(change_in_percent=False) | ~Q(compared_with=""),
                name="figure_change_in_percent_is_a_change",
                violation_error_message="A change in per cent is compared with something.",
            ),
            together(
                "withdrawn_at",
                texts=["withdrawn_reason"],
                name="figure_withdrawn_with_reason",
                message="Say why the figure is withdrawn.",
            ),
            together(
                "disputed_on",
                texts=["disputed_note"],
                name="figure_disputed_with_note",
                message="Say who disputes the figure, and why.",
            ),
            identity_once("figure_identity_once", "period_start", "period_end", of=~OF_A_STRIKE),
            identity_once("figure_of_a_strike_once", of=OF_A_STRIKE),
        ]
        indexes = [
            models.Index(fields=["-period_end", "-id"], name="figure_by_period"),
            models.Index(fields=["trust_at_time", "-period_end", "-id"], name="figure_by_trust"),
            models.Index(fields=["region_at_time", "-period_end", "-id"], name="figure_by_region"),
            models.Index(fields=["hospital", "-period_end", "-id"], name="figure_by_hospital"),
            models.Index(
                fields=["area", "-period_end", "-id"],
                condition=Q(area__isnull=False),
                name="figure_by_area",
            ),
            models.Index(fields=["strike", "-period_end", "-id"], name="figure_by_strike"),
            models.Index(fields=["measure", "-period_end", "-id"], name="figure_by_measure"),
            models.Index(
                fields=["trust_at_time", "measure", "-period_end", "-id"],
                name="figure_by_trust_measure",
            ),
            models.Index(
                fields=["strike", "measure", "-period_end", "-id"], name="figure_by_strike_measure"
            ),
            models.Index(fields=["-released_at", "-id"], name="figure_by_release"),
            models.Index(
                fields=["released_at"],
                condition=Q(released_at__isnull=True),
                name="figure_unreleased",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.subject_name}, {self.period_words()}"

    def get_absolute_url(self) -> str:
        return address("hospitals:figure", self.pk)

    @property
    def subject(self) -> Area | Trust | Hospital | None:
        """The Area, Trust or Hospital the figure is about."""
        return self.area or self.trust or self.hospital

    @property
    def subject_name(self) -> str:
        """The subject by its name of the figure's day."""
        if self.trust_id:
            return self.trust.name_at(self.period_start)
        return self.area.name if self.area_id else self.hospital.name

    def period_words(self) -> str:
        """ "12 January 2016" or "11 to 15 April 2023"."""
        return span(self.period_start, self.ends)

    @property
    def number_kind(self) -> str:
        return kind_of_number(self)

    @property
    def change_in(self) -> str:
        """Of a change, what it is in: "percent", "points" or "unit", as many of what is counted."""
        if not self.compared_with:
            return ""
        return self.number_kind if self.number_kind in ("percent", "points") else "unit"

    @property
    def ends(self) -> date | None:
        """Its last day; None where a strike has no end."""
        return None if self.period_end == NO_END else self.period_end

    @property
    def is_of_whole_strike(self) -> bool:
        """Whether its dates are those of its strike."""
        return self.basis == self.Basis.WHOLE_STRIKE and self.strike_id is not None

    def latest(self) -> FigureRevision | None:
        """The newest revision, checked or not. Uses prefetched revisions where there are any."""
        return max(self.revisions.all(), key=lambda revision: revision.number, default=None)


def counted_apart(first: DisruptionFigure, second: DisruptionFigure) -> bool:
    """Whether the two state different kinds of service; one that states none leaves it open."""
    stated = {first.setting_id, second.setting_id} - {None}
    return len(stated) > 1


def kind_of_number(about: Any) -> str:
    """What its number is, as `lib.numbers` prints it: the kind of its measure; of a change in per
    cent "percent", and of any other between two percentages "points"."""
    if about.change_in_percent:
        return "percent"
    kind = str(about.measure.kind)
    return "points" if about.compared_with and kind == "percent" else kind


# Two figures that share these are rivals; source and setting are what they differ in.
RIVAL_FIELDS = (
    "area",
    "trust",
    "hospital",
    "measure",
    "strike",
    "event",
    "dispute",
    "service",
    "staff_group",
    "compared_with",
    "change_in_percent",
    "nature",
    "basis",
    "period_start",
    "period_end",
)
RIVAL_COLUMNS = tuple(DisruptionFigure._meta.get_field(name).attname for name in RIVAL_FIELDS)
