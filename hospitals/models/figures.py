"""Disruption figures: an identity for life, and one revision for each value it has had.

The figure row carries a copy of its current public values for filtering and sorting; only
`hospitals.workflow` writes it. What a reader is shown is always read from the revision.
"""

import uuid
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from newsroom.lib.numbers import HOW_EXACT, say_value
from newsroom.lib.people import called

from .evidence import Evidence, public_terms
from .sources import Source, Terms, strictest

USER = settings.AUTH_USER_MODEL
PUBLIC_SOURCE_TERMS = (Terms.ON_RECORD, Terms.UNATTRIBUTABLE)


def together(*fields, name, message):
    """All of the fields are set, or none of them."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__isnull": True for field in fields})
        | Q(**{f"{field}__isnull": False for field in fields}),
        name=name,
        violation_error_message=message,
    )


def exactly_one(*fields, name, message):
    condition = Q()
    for chosen in fields:
        condition |= Q(**{f"{field}__isnull": field != chosen for field in fields})
    return models.CheckConstraint(condition=condition, name=name, violation_error_message=message)


SOURCE_TERMS = F("figure__source__terms")


def public_revisions(at, source_terms=SOURCE_TERMS):
    """Checked revisions on public evidence that readers may see at `at`, latest first.

    `source_terms` are those of the figure's source; a subquery takes them from its figure.

    The strictest terms decide: evidence on the record says nothing for readers while its source
    is unattributable, until the evidence is marked so and cleared. An embargo that was moved to
    a later time after the check holds too.
    """
    on_record = Q(
        evidence__terms=Terms.ON_RECORD,
        evidence__said_by__terms=Terms.ON_RECORD,
        source_terms=Terms.ON_RECORD,
    )
    terms = ExpressionWrapper(source_terms, models.CharField())
    return (
        FigureRevision.objects.alias(source_terms=terms)
        .filter(
            on_record | ~Q(evidence__terms=Terms.ON_RECORD),
            public_terms("evidence__"),
            Q(evidence__embargo_until__isnull=True) | Q(evidence__embargo_until__lte=at),
            evidence__said_by__terms__in=PUBLIC_SOURCE_TERMS,
            source_terms__in=PUBLIC_SOURCE_TERMS,
            checked_at__isnull=False,
            public_from__lte=at,
        )
        .order_by("-number")
    )


def as_moment(at):
    """A moment as part of a question; `at` may be one already, to be given later."""
    return at if hasattr(at, "as_sql") else Value(at, models.DateTimeField())


class FigureQuerySet(models.QuerySet):
    def public(self, at=None):
        """Figures that readers may see at `at` (default now), withdrawn ones (a tombstone) too.

        Adds `shown_id`, the revision they see. Released, checked, on public evidence. What was
        withdrawn before readers saw it leaves no tombstone, nor a value that was still to come.
        """
        at = at or timezone.now()
        ended = Coalesce(OuterRef("withdrawn_at"), as_moment(at))
        revisions = public_revisions(at, OuterRef("source__terms"))
        shown = revisions.filter(figure=OuterRef("pk"), public_from__lte=ended)
        return (
            self.filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=F("released_at")))
            # Not "released_at <= at": SQLite would follow the index on it and then sort them all.
            .filter(released_at__isnull=False)
            .exclude(released_at__gt=at)
            .annotate(shown_id=Subquery(shown.values("pk")[:1]))
            .filter(shown_id__isnull=False)
        )

    def standing(self):
        """Not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def rivals_of(self, figure):
        """Other standing figures for the same thing: another source, or another scope.

        One source that counts acute hospitals and community services counts two things, not one
        thing twice.
        """
        same = {
            name: getattr(figure, figure._meta.get_field(name).attname) for name in RIVAL_FIELDS
        }
        empty = [name for name, value in same.items() if value is None]
        for name in empty:
            same.pop(name)
            same[f"{name}__isnull"] = True
        rivals = self.standing().filter(**same).exclude(pk=figure.pk)
        if figure.scope in SETTINGS:
            elsewhere = SETTINGS - {figure.scope}
            rivals = rivals.exclude(source=figure.source_id, scope__in=elsewhere)
        return rivals

    def for_lines(self):
        """With what a line about each figure needs."""
        return self.select_related(
            "area",
            "trust",
            "hospital",
            "measure",
            "strike",
            "event",
            "staff_group",
            "source",
            "trust_at_time",
            "region_at_time",
        )

    def with_revisions(self):
        return self.prefetch_related(
            Prefetch(
                "revisions",
                FigureRevision.objects.select_related(
                    "evidence__said_by", "evidence__reported_by", "recorded_by", "checked_by"
                ),
            )
        )

    def to_check(self):
        """Standing figures whose newest revision waits for its check.

        An older one that never got its check was replaced: see `workflow.revise`.
        """
        newer = FigureRevision.objects.filter(
            figure=OuterRef("figure"), number__gt=OuterRef("number")
        )
        pending = FigureRevision.objects.filter(checked_at__isnull=True).exclude(Exists(newer))
        return self.standing().filter(pk__in=pending.values("figure"))


class DisruptionFigure(models.Model):
    class Scope(models.TextChoices):
        ACUTE = "acute", "acute hospitals"
        COMMUNITY = "community", "community services"
        MENTAL_HEALTH = "mental_health", "mental health services"
        ALL = "all", "all settings"
        NOT_STATED = "not_stated", "not stated"
        NOT_APPLICABLE = "not_applicable", "not applicable"

    class Nature(models.TextChoices):
        EXPECTED = "expected", "expected"
        PROVISIONAL = "provisional", "provisional"
        ACTUAL = "actual", "actual"
        DEMAND = "demand", "demand"

    class Basis(models.TextChoices):
        WHOLE_STRIKE = "whole_strike", "whole strike"
        ONE_DAY = "one_day", "one day"
        BUSIEST_DAY = "busiest_day", "busiest day"
        SEVERAL_STRIKES = "several_strikes", "several strikes"
        RUNNING_TOTAL = "running_total", "running total"
        AT_A_DATE = "at_a_date", "at a date"

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
    covers = models.ManyToManyField(
        "hospitals.Strike",
        blank=True,
        related_name="covering_figures",
        help_text="For a running total or several strikes: the strikes it covers.",
    )
    scope = models.CharField("what’s counted", max_length=14, choices=Scope)
    scope_note = models.CharField(
        max_length=120, blank=True, help_text="Such as: with the Alton clinics."
    )
    staff_group = models.ForeignKey(
        "hospitals.StaffGroup", models.PROTECT, null=True, blank=True, related_name="figures"
    )
    nature = models.CharField("expected or actual", max_length=11, choices=Nature)
    basis = models.CharField("it covers", max_length=15, choices=Basis)
    period_start = models.DateField("from")
    period_end = models.DateField("to")
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
    withdrawn_reason = models.CharField(max_length=300, blank=True, editable=False)
    disputed_on = models.DateField("disputed", null=True, blank=True, editable=False)
    disputed_note = models.CharField(max_length=300, blank=True, editable=False)
    preferred = models.BooleanField(default=True, editable=False)
    preferred_reason = models.CharField(max_length=300, blank=True, editable=False)

    # Copy of the current public values.
    current = models.ForeignKey(
        "hospitals.FigureRevision",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    value = models.DecimalField(
        max_digits=15, decimal_places=3, null=True, blank=True, editable=False
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
            models.CheckConstraint(
                condition=Q(strike__isnull=True) | Q(event__isnull=True),
                name="figure_strike_or_event",
                violation_error_message="Choose a strike or an event, not both.",
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
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="figure_withdrawn_with_reason",
                violation_error_message="Say why the figure is withdrawn.",
            ),
            models.CheckConstraint(
                condition=Q(disputed_on__isnull=True, disputed_note="")
                | (Q(disputed_on__isnull=False) & ~Q(disputed_note="")),
                name="figure_disputed_with_note",
                violation_error_message="Say who disputes the figure, and why.",
            ),
            # nulls_distinct=False does nothing on SQLite, so empty keys are folded to 0.
            models.UniqueConstraint(
                Coalesce("area", 0),
                Coalesce("trust", 0),
                Coalesce("hospital", 0),
                "measure",
                Coalesce("strike", 0),
                Coalesce("event", 0),
                Coalesce("staff_group", 0),
                "scope",
                "scope_note",
                "nature",
                "basis",
                "period_start",
                "period_end",
                "source",
                condition=Q(withdrawn_at__isnull=True),
                name="figure_identity_once",
                violation_error_message="This figure is already recorded: the same subject, "
                "measure, period and source. Open it and record a revision.",
            ),
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
            models.Index(fields=["strike", "-value", "-id"], name="figure_by_strike_value"),
            models.Index(fields=["-released_at", "-id"], name="figure_by_release"),
            models.Index(
                fields=["released_at"],
                condition=Q(released_at__isnull=True),
                name="figure_unreleased",
            ),
        ]

    def __str__(self):
        return f"{self.measure}: {self.subject_name}, {self.period_words()}"

    def get_absolute_url(self):
        return reverse("hospitals:figure", args=[self.pk])

    @property
    def subject(self):
        """The Area, Trust or Hospital the figure is about."""
        return self.area or self.trust or self.hospital

    @property
    def subject_name(self):
        """The subject by its name of the figure's day."""
        if self.trust_id:
            return self.trust.name_at(self.period_start)
        return self.area.name if self.area_id else self.hospital.name

    def period_words(self):
        """ "12 January 2016" or "11 to 15 April 2023"."""
        start, end = self.period_start, self.period_end
        if start == end:
            return f"{end:%-d %B %Y}"
        if (start.year, start.month) == (end.year, end.month):
            return f"{start:%-d} to {end:%-d %B %Y}"
        if start.year == end.year:
            return f"{start:%-d %B} to {end:%-d %B %Y}"
        return f"{start:%-d %B %Y} to {end:%-d %B %Y}"

    def latest(self):
        """The newest revision, checked or not. Uses prefetched revisions where there are any."""
        return max(self.revisions.all(), key=lambda revision: revision.number, default=None)


# The scopes that name settings; the others leave open which settings were counted.
SETTINGS = {
    DisruptionFigure.Scope.ACUTE,
    DisruptionFigure.Scope.COMMUNITY,
    DisruptionFigure.Scope.MENTAL_HEALTH,
    DisruptionFigure.Scope.ALL,
}

# Two figures that share these are rivals; source and scope are what they differ in.
RIVAL_FIELDS = (
    "area",
    "trust",
    "hospital",
    "measure",
    "strike",
    "event",
    "staff_group",
    "nature",
    "basis",
    "period_start",
    "period_end",
)


class FigureRevision(models.Model):
    """One value a figure has had. Its content never changes; its check is set once (trigger)."""

    class Missing(models.TextChoices):
        """Missing is never zero, and zero is real."""

        NOT_MISSING = "", "not missing"
        NOT_REPORTED = "not_reported", "not reported"
        SUPPRESSED = "suppressed", "suppressed (a small number)"
        NOT_APPLICABLE = "not_applicable", "not applicable"

    class Reason(models.TextChoices):
        FIRST = "first", "first record"
        OUR_ERROR = "our_error", "our error"
        SOURCE_ERROR = "source_error", "the source gave us a wrong figure"
        SOURCE_REVISED = "source_revised", "the source revised it"
        FULLER_RETURNS = "fuller_returns", "fuller returns"
        MISDESCRIBED = "misdescribed", "we misdescribed it"

    class StoodUp(models.TextChoices):
        """Whether we rely on it ourselves, which the check does not say."""

        NO = "", "no"
        SECOND_SOURCE = "second_source", "second source"
        DOCUMENT_SEEN = "document_seen", "document seen"

    figure = models.ForeignKey(DisruptionFigure, models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField(default=1, editable=False)
    value = models.DecimalField(max_digits=15, decimal_places=3, null=True, blank=True)
    upper = models.DecimalField(
        "and",
        max_digits=15,
        decimal_places=3,
        null=True,
        blank=True,
        help_text="Only for “between”: the higher number.",
    )
    how_exact = models.CharField(max_length=10, choices=HOW_EXACT, default="exact")
    rounded_to = models.DecimalField(
        max_digits=15,
        decimal_places=3,
        null=True,
        blank=True,
        help_text="Such as 100000 for 7.2 million.",
    )
    out_of = models.DecimalField(
        max_digits=15,
        decimal_places=3,
        null=True,
        blank=True,
        help_text="The whole it is part of: 35 for “3 of 35 clinics”.",
    )
    out_of_what = models.CharField(max_length=80, blank=True, help_text="Such as: planned clinics.")
    missing = models.CharField(
        "missing because", max_length=14, choices=Missing, default=Missing.NOT_MISSING, blank=True
    )
    missing_below = models.PositiveIntegerField(
        "suppressed below", null=True, blank=True, help_text="5 where “<5” was printed."
    )
    returns_received = models.PositiveIntegerField("reporting", null=True, blank=True)
    returns_expected = models.PositiveIntegerField("of", null=True, blank=True)
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, related_name="revisions", verbose_name="where it came from"
    )
    locator = models.CharField(
        "page, cell or line", max_length=160, blank=True, help_text="Such as: Acute!F87, or page 3."
    )
    words = models.TextField(
        "their words", blank=True, help_text="The words the number came in, as printed."
    )
    public_caveat = models.TextField(blank=True)
    reason = models.CharField(max_length=15, choices=Reason, default=Reason.FIRST)
    reason_note = models.CharField(max_length=300, blank=True)
    source_changed_on = models.DateField("the source changed it on", null=True, blank=True)
    recorded_by = models.ForeignKey(USER, models.PROTECT, related_name="+", editable=False)
    recorded_at = models.DateTimeField(editable=False)
    checked_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    checked_at = models.DateTimeField(null=True, blank=True, editable=False)
    public_from = models.DateTimeField(null=True, blank=True, editable=False)
    # NULL until the check, so that the trigger can let it be set once.
    stood_up = models.CharField(
        max_length=14, choices=StoodUp, null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = "revision"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "number"],
                name="figure_revision_number_once",
                violation_error_message="Somebody else has just recorded a revision: look at it "
                "first.",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, missing="")
                | (Q(value__isnull=True, upper__isnull=True) & ~Q(missing="")),
                name="revision_value_or_reason",
                violation_error_message="Give a number, or say why it is missing; missing is "
                "never zero.",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0),
                name="revision_not_negative",
                violation_error_message="A figure cannot be less than zero.",
            ),
            models.CheckConstraint(
                # A comparison with an empty field is unknown, which a constraint lets pass.
                condition=Q(
                    how_exact="between",
                    value__isnull=False,
                    upper__isnull=False,
                    upper__gt=F("value"),
                )
                | (~Q(how_exact="between") & Q(upper__isnull=True)),
                name="revision_between_two",
                violation_error_message="“Between” takes two numbers, the lower first; nothing "
                "else takes a second.",
            ),
            models.CheckConstraint(
                condition=Q(out_of__isnull=True)
                | (Q(out_of__gt=0) & (Q(value__isnull=True) | Q(out_of__gte=F("value")))),
                name="revision_part_of_whole",
                violation_error_message="The whole (“out of”) is smaller than the number.",
            ),
            models.CheckConstraint(
                condition=Q(missing_below__isnull=True) | Q(missing="suppressed"),
                name="revision_bound_only_if_suppressed",
                violation_error_message="“Suppressed below” goes with a suppressed number only.",
            ),
            models.CheckConstraint(
                condition=Q(returns_received__isnull=True, returns_expected__isnull=True)
                | Q(
                    returns_received__isnull=False,
                    returns_expected__isnull=False,
                    returns_expected__gte=F("returns_received"),
                ),
                name="revision_returns_n_of_m",
                violation_error_message="“Reporting n of m” takes both numbers, and n is not "
                "more than m.",
            ),
            models.CheckConstraint(
                condition=Q(number=1, reason="first") | (Q(number__gt=1) & ~Q(reason="first")),
                name="revision_after_the_first_has_a_reason",
                violation_error_message="Say why the figure changes.",
            ),
            together(
                "checked_by",
                "checked_at",
                "public_from",
                name="revision_checked_by_somebody",
                message="A check has a person and a time.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["figure"], condition=Q(checked_at__isnull=True), name="revision_unchecked"
            ),
            models.Index(
                fields=["public_from"],
                condition=Q(public_from__gt=F("checked_at")),
                name="revision_embargoed",
            ),
            models.Index(fields=["evidence", "-id"], name="revision_by_evidence"),
            # Checked by the person who recorded it: the desk asks for a second look.
            models.Index(
                fields=["-checked_at", "-id"],
                condition=Q(checked_by=F("recorded_by")),
                name="revision_checked_alone",
            ),
        ]

    def __str__(self):
        return f"{self.figure}: {self.say()}"

    def clean(self):
        """Things are counted in whole numbers; a percentage may have decimals."""
        if not self.figure_id or self.figure.measure.kind != "count":
            return
        for name in ("value", "upper", "out_of"):
            number = getattr(self, name)
            if isinstance(number, Decimal) and number.is_finite() and number % 1:
                unit = self.figure.measure.unit
                raise ValidationError(
                    {name: f"{unit[:1].upper()}{unit[1:]} are counted in whole numbers."}
                )

    def say(self):
        """The number in words that keep its exactness: "about 450", "between 400 and 500"."""
        if self.value is None:
            return self.get_missing_display()
        return say_value(
            self.value,
            self.how_exact,
            upper=self.upper,
            kind=self.figure.measure.kind,
            rounded_to=self.rounded_to,
        )

    def effective_terms(self):
        """The strictest of the terms it rests on: only on the record may names be shown."""
        return strictest(self.evidence.terms, self.evidence.said_by.terms, self.figure.source.terms)

    def rate(self):
        """Per cent of `out_of` (Decimal, one place), or None."""
        if self.value is None or self.out_of is None:
            return None
        return (100 * self.value / self.out_of).quantize(Decimal("0.1"))


class FigureDecision(models.Model):
    """Who decided what about a figure, and when; append-only (trigger)."""

    class Kind(models.TextChoices):
        RECORDED = "recorded", "recorded"
        CHECKED = "checked", "checked against the source"
        RELEASED = "released", "released"
        REVISED = "revised", "revision recorded"
        PREFERRED = "preferred", "chosen over the others"
        DISPUTED = "disputed", "marked as disputed"
        SETTLED = "settled", "no longer disputed"
        WITHDRAWN = "withdrawn", "withdrawn"

    figure = models.ForeignKey(DisruptionFigure, models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["figure", "at", "id"], name="figure_decision_by_time")]

    def __str__(self):
        day = timezone.localtime(self.at)
        return f"{self.get_kind_display()} by {called(self.by)}, {day:%-d %B %Y}"


class PartList(models.Model):
    """How a figure splits along one axis, and whether the list is complete."""

    class Axis(models.TextChoices):
        MEASURE = "measure", "by what is counted"
        DAY = "day", "by day"
        PLACE = "place", "by place"

    whole = models.ForeignKey(DisruptionFigure, models.CASCADE, related_name="part_lists")
    axis = models.CharField(max_length=8, choices=Axis)
    complete = models.BooleanField(
        default=True, help_text="Whether the parts make up the whole figure."
    )
    parts = models.ManyToManyField(DisruptionFigure, related_name="part_of")

    class Meta:
        verbose_name = "list of parts"
        verbose_name_plural = "lists of parts"
        constraints = [
            models.UniqueConstraint(
                fields=["whole", "axis"],
                name="part_list_once_per_axis",
                violation_error_message="This figure is already split in this way.",
            )
        ]

    def __str__(self):
        return f"{self.whole} {self.get_axis_display()}"


class Derivation(models.Model):
    """A figure worked out from others, by us or by a paper, and how."""

    figure = models.OneToOneField(DisruptionFigure, models.CASCADE, related_name="derivation")
    inputs = models.ManyToManyField(DisruptionFigure, related_name="used_in")
    method = models.CharField(max_length=300, help_text="Such as: our addition.")
    mixed_units = models.BooleanField(
        default=False, help_text="It adds unlike things, such as people and appointments."
    )

    def __str__(self):
        return f"{self.figure}: {self.method}"
