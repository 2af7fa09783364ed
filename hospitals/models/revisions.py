"""The values a figure has had, one revision each; written once, checked once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ExpressionWrapper, F, OuterRef, Q

from lib.constraints import together
from lib.numbers import HOW_EXACT, say_value
from lib.refusals import LONGEST_NOTE

from .. import visibility
from ..terms import strictest
from .evidence import Evidence

USER = settings.AUTH_USER_MODEL


def public_revisions(
    at: datetime, source: Callable[[str], Any] = F
) -> models.QuerySet[FigureRevision]:
    """Revisions of which readers may know at `at`, latest first: see `visibility`.

    `source` makes an expression of a path such as "figure__source__terms"; a subquery takes the
    columns from its outer figure instead.
    """
    columns = {
        f"source_{name}": ExpressionWrapper(source(f"figure__source__{name}"), kind)
        for name, kind in (
            ("terms", models.CharField()),
            ("signed_off_at", models.DateTimeField()),
        )
    }
    return (
        FigureRevision.objects.alias(**columns)
        .filter(visibility.figure_condition(at, "source_"))
        .order_by("-number")
    )


def of_outer_figure(path: str) -> OuterRef:
    """The column of the figure around a subquery of its revisions."""
    return OuterRef(path.removeprefix("figure__"))


class FigureRevision(models.Model):
    """One value a figure has had. Its content never changes; its check is set once (trigger)."""

    class Missing(models.TextChoices):
        """Missing is never zero, and zero is real."""

        NOT_MISSING = "", "not missing"
        NOT_REPORTED = "not_reported", "not reported"
        NOT_COLLECTED = "not_collected", "not in this collection"
        SUPPRESSED = "suppressed", "suppressed (a small number)"
        NOT_APPLICABLE = "not_applicable", "not applicable"
        IN_WORDS = "in_words", "given in words only"

    class Reason(models.TextChoices):
        FIRST = "first", "first record"
        OUR_ERROR = "our_error", "our error"
        SOURCE_ERROR = "source_error", "the source gave us a wrong figure"
        SOURCE_REVISED = "source_revised", "the source revised it"
        FULLER_RETURNS = "fuller_returns", "fuller returns"
        MISDESCRIBED = "misdescribed", "we misdescribed it"
        BETTER_DOCUMENT = "better_document", "the same in a better document"

    # Why a source has another number now: readers are told so.
    BY_THE_SOURCE = (Reason.SOURCE_ERROR, Reason.SOURCE_REVISED, Reason.FULLER_RETURNS)

    class Change(models.TextChoices):
        """Of a figure that is compared with something."""

        NONE = "", "no change"
        UP = "up", "up"
        DOWN = "down", "down"

    class StoodUp(models.TextChoices):
        """Whether we rely on it ourselves, which the check does not say."""

        NO = "", "no"
        SECOND_SOURCE = "second_source", "second source"
        DOCUMENT_SEEN = "document_seen", "document seen"

    figure = models.ForeignKey(
        "hospitals.DisruptionFigure", models.CASCADE, related_name="revisions"
    )
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
    change = models.CharField(
        "up or down",
        max_length=4,
        choices=Change,
        default=Change.NONE,
        blank=True,
        help_text="Of a change: the number says how much.",
    )
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
    reason_note = models.CharField(max_length=LONGEST_NOTE, blank=True)
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
                condition=Q(change="") | Q(value__gt=0),
                name="revision_changed_by_something",
                violation_error_message="“Up” and “down” take a number above nought.",
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
                condition=~Q(missing="in_words", words=""),
                name="revision_in_words_has_words",
                violation_error_message="Give the words, such as “hundreds” or “less than a "
                "third”: under “their words”.",
            ),
            together(
                "returns_received",
                "returns_expected",
                given=Q(returns_expected__gte=F("returns_received")),
                name="revision_returns_n_of_m",
                message="“Reporting n of m” takes both numbers, and n is not more than m.",
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
            # Most are first records; the lists of changes read only the others.
            models.Index(fields=["reason", "-public_from", "-id"], name="revision_by_reason"),
            # Figures are looked for by their number.
            models.Index(fields=["value", "figure"], name="revision_by_value"),
            # Whether an earlier value shows is asked of these alone.
            models.Index(fields=["figure"], condition=Q(number__gt=1), name="revision_later"),
            # Checked by the person who recorded it: the desk asks for a second look.
            models.Index(
                fields=["-checked_at", "-id"],
                condition=Q(checked_by=F("recorded_by")),
                name="revision_checked_alone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure}: {self.say()}"

    def clean(self) -> None:
        """Things are counted in whole numbers; all else may have decimals. What is compared with
        something goes up or down."""
        if not self.figure_id:
            return
        if self.figure.number_kind == "count":
            self.refuse_fractions()
        if self.change and not self.figure.compared_with:
            raise ValidationError({"change": "Say what it is compared with."})
        if self.figure.compared_with and self.value and not self.change:
            raise ValidationError({"change": "Say whether it went up or down."})

    def refuse_fractions(self) -> None:
        for name in ("value", "upper", "out_of"):
            number = getattr(self, name)
            if isinstance(number, Decimal) and number.is_finite() and number % 1:
                unit = self.figure.measure.unit
                raise ValidationError(
                    {name: f"{unit[:1].upper()}{unit[1:]} are counted in whole numbers."}
                )

    def say(self) -> str:
        """The number in words that keep its exactness: "about 450", "between 400 and 500", "down
        32%"."""
        if self.value is None:
            return self.get_missing_display()
        measure, kind = self.figure.measure, self.figure.number_kind
        said = say_value(
            self.value,
            self.how_exact,
            upper=self.upper,
            kind=kind,
            rounded_to=self.rounded_to,
            **({} if kind == "percent" else measure.in_words()),
        )
        return f"{self.change} {said}" if self.change else said

    def effective_terms(self) -> str:
        """The strictest of the terms it rests on: only on the record may names be shown."""
        behind = [self.figure.source, *self.evidence.speakers()]
        return strictest(self.evidence.terms, *(source.terms for source in behind))

    @property
    def is_exact(self) -> bool:
        """As counted: neither "about" nor rounded. A missing number is exact in that."""
        return self.how_exact == "exact" and self.rounded_to is None

    def rate(self) -> Decimal | None:
        """Per cent of `out_of` (Decimal, one place), or None."""
        if self.value is None or self.out_of is None:
            return None
        return (100 * self.value / self.out_of).quantize(Decimal("0.1"))
