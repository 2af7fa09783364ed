"""A correction under way: one plan for a record that was wrong and every story that rests on it.

A plan is of a number, of a quotation, or of words such as a name. It keeps what people chose; what
a machine proposes is worked out anew each time it is shown, and again when it is approved.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hospitals.models import DisruptionFigure, FigureRevision
from lib.constraints import exactly_one, together
from lib.refusals import LONGEST_NOTE

from .corrections import Correction
from .quotes import Quote, QuoteRevision
from .versions import PublishedVersion

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

USER = settings.AUTH_USER_MODEL
OPEN = Q(approved_at__isnull=True, dropped_at__isnull=True)


class CorrectionPlanQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Neither approved nor dropped."""
        return self.filter(OPEN)

    def of_others(self, user: AbstractUser) -> Self:
        """Those that this person neither proposed nor wrote in: a second person approves."""
        return self.exclude(proposed_by=user).exclude(lines__by=user)

    def for_lists(self) -> Self:
        """With all that its name says."""
        return self.select_related(
            *("figure__measure", "figure__area", "figure__trust", "figure__hospital", "quote"),
            *("proposed_by", "approved_by", "dropped_by"),
        ).prefetch_related("figure__trust__former_names", "quote__revisions")

    def issued(self) -> Self:
        """Approved: what they say was done in the same deed."""
        return self.filter(approved_at__isnull=False)


class CorrectionPlan(models.Model):
    """Who proposes to put what right, with which notice; who approved exactly what was shown.

    Of a number `figure` is the one that was wrong, and `revisions` are its new value and those of
    the figures worked out from it; of a quotation `quote` and its new revision; of words
    `wrong_words` and `right_words`.
    """

    class Fault(models.TextChoices):
        """What we did to somebody’s words. Nothing else is put right in a quotation: a true one
        with a wrong number keeps its words, and a speaker who objects is noted."""

        MISHEARD = "misheard", "we misheard it"
        CUT = "cut", "we cut it"
        MISATTRIBUTED = "misattributed", "we gave it to somebody else"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    figure = models.ForeignKey(
        DisruptionFigure, models.PROTECT, null=True, blank=True, related_name="correction_plans"
    )
    quote = models.ForeignKey(
        Quote, models.PROTECT, null=True, blank=True, related_name="correction_plans"
    )
    fault = models.CharField(
        "what we did wrong", max_length=13, choices=Fault, blank=True, help_text="Of a quotation."
    )
    wrong_words = models.CharField("words that are wrong", max_length=200, blank=True)
    right_words = models.CharField("right words", max_length=200, blank=True)
    reason_note = models.CharField(
        "why",
        max_length=LONGEST_NOTE,
        blank=True,
        help_text="Of words alone: a number and a quotation say it in their revision.",
    )

    # The notice. An empty placement leaves it to each story: see `articles.correcting.plan`.
    notice_kind = models.CharField(
        max_length=13, choices=Correction.Kind, default=Correction.Kind.CORRECTION
    )
    placement = models.CharField(max_length=10, choices=Correction.Placement, blank=True)
    was_wrong = models.TextField(blank=True, help_text="What we said.")
    is_right = models.TextField(blank=True, help_text="What is right.")

    proposed_by = models.ForeignKey(USER, models.PROTECT, related_name="+", editable=False)
    proposed_at = models.DateTimeField(editable=False)
    approved_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_digest = models.CharField(max_length=64, blank=True, editable=False)
    dropped_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    dropped_at = models.DateTimeField(null=True, blank=True, editable=False)
    dropped_because = models.CharField(max_length=LONGEST_NOTE, blank=True, editable=False)

    objects = CorrectionPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "correction under way"
        verbose_name_plural = "corrections under way"
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(figure__isnull=False, quote__isnull=True, wrong_words="")
                | Q(figure__isnull=True, quote__isnull=False, wrong_words="")
                | (Q(figure__isnull=True, quote__isnull=True) & ~Q(wrong_words="")),
                name="plan_of_exactly_one",
                violation_error_message="A correction is of a number, of a quotation or of words.",
            ),
            models.CheckConstraint(
                condition=Q(wrong_words="", right_words="")
                | (~Q(wrong_words="") & ~Q(right_words="") & ~Q(right_words=F("wrong_words"))),
                name="plan_of_wrong_and_right_words",
                violation_error_message="Give the words that are wrong and, other than these, "
                "those that are right.",
            ),
            models.CheckConstraint(
                condition=Q(quote__isnull=True, fault="") | (Q(quote__isnull=False) & ~Q(fault="")),
                name="plan_of_a_quote_says_whose_fault",
                violation_error_message="A quotation is put right only where we misheard it, cut "
                "it or gave it to somebody else: say which.",
            ),
            together(
                "approved_by",
                "approved_at",
                texts=["approved_digest"],
                given=Q(dropped_at__isnull=True) & ~Q(was_wrong="") & ~Q(is_right=""),
                name="plan_approved_by_somebody",
                message="An approval has a person, a time and what was approved, with what was "
                "wrong and what is right.",
            ),
            together(
                "dropped_by",
                "dropped_at",
                name="plan_dropped_by_somebody",
                message="What is dropped has a person and a time.",
            ),
            models.UniqueConstraint(
                fields=["figure"],
                condition=OPEN,
                name="plan_open_once_for_a_figure",
                violation_error_message="This number is being corrected already: open that "
                "correction.",
            ),
            models.UniqueConstraint(
                fields=["quote"],
                condition=OPEN,
                name="plan_open_once_for_a_quote",
                violation_error_message="This quotation is being corrected already: open that "
                "correction.",
            ),
            models.UniqueConstraint(
                fields=["wrong_words"],
                condition=OPEN & ~Q(wrong_words=""),
                name="plan_open_once_for_words",
                violation_error_message="These words are being corrected already: open that "
                "correction.",
            ),
        ]
        indexes = [
            models.Index(fields=["-proposed_at"], condition=OPEN, name="plan_open"),
            models.Index(
                fields=["-approved_at"],
                condition=Q(approved_at__isnull=False),
                name="plan_issued",
            ),
        ]

    def __str__(self) -> str:
        if self.wrong_words:
            return f"“{self.wrong_words}” to “{self.right_words}”"
        return str(self.figure or self.quote)

    @property
    def is_open(self) -> bool:
        return self.approved_at is None and self.dropped_at is None


class PlanRevision(models.Model):
    """A new value of a figure, or new words of a quotation, that a plan checks and shows.

    The first is that of the record which was wrong; those worked out from it follow in order.
    """

    plan = models.ForeignKey(CorrectionPlan, models.CASCADE, related_name="revisions")
    figure_revision = models.ForeignKey(
        FigureRevision, models.PROTECT, null=True, blank=True, related_name="in_plans"
    )
    quote_revision = models.ForeignKey(
        QuoteRevision, models.PROTECT, null=True, blank=True, related_name="in_plans"
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            exactly_one(
                "figure_revision",
                "quote_revision",
                name="plan_revision_of_exactly_one",
                message="A revision is of a number or of a quotation.",
            ),
            models.UniqueConstraint(
                fields=["plan", "figure_revision"],
                name="plan_figure_revision_once",
                violation_error_message="This revision is in the correction already.",
            ),
            models.UniqueConstraint(
                fields=["plan", "quote_revision"],
                name="plan_quote_revision_once",
                violation_error_message="This revision is in the correction already.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.figure_revision or self.quote_revision)


class PlanStillTrue(models.Model):
    """A figure that was worked out from the corrected one, and of which somebody says that it
    stands: “about 450” when 380 becomes 384."""

    plan = models.ForeignKey(CorrectionPlan, models.CASCADE, related_name="still_true")
    figure = models.ForeignKey(DisruptionFigure, models.PROTECT, related_name="+")
    because = models.CharField("why it stands", max_length=LONGEST_NOTE)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "figure"],
                name="plan_still_true_once",
                violation_error_message="This figure is said to stand already.",
            ),
            models.CheckConstraint(
                condition=~Q(because=""),
                name="plan_still_true_because",
                violation_error_message="Say why the figure stands.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure}: {self.because}"


class PlanLine(models.Model):
    """What somebody chose for one place in one version; without a row the proposal stands.

    The place is where the words begin, at the character `start`: in the plain text of the headline,
    the body or another field, or of the words beside the picture numbered `which`. `text` are the
    words that replace, or the whole sentence that is written anew, with marks where it has some.
    """

    class Choice(models.TextChoices):
        KEEP = "keep", "still true"
        REPLACE = "replace", "other words"
        REWRITE = "rewrite", "another sentence"

    plan = models.ForeignKey(CorrectionPlan, models.CASCADE, related_name="lines")
    version = models.ForeignKey(PublishedVersion, models.PROTECT, related_name="+")
    place = models.CharField(max_length=10)
    which = models.PositiveSmallIntegerField(default=0)
    start = models.PositiveIntegerField()
    choice = models.CharField(max_length=7, choices=Choice)
    text = models.TextField(blank=True)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", editable=False)
    at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "version", "place", "which", "start"],
                name="plan_line_once",
                violation_error_message="Somebody else has just chosen for this place: look at "
                "what they chose.",
            ),
            models.CheckConstraint(
                condition=(Q(choice="keep", text="") | (~Q(choice="keep") & ~Q(text=""))),
                name="plan_line_has_words",
                violation_error_message="Give the words that are to stand there.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}, {self.start}: {self.get_choice_display()}"


class PlanStory(models.Model):
    """What somebody chose for a version as a whole; without a row the proposal stands."""

    class Mode(models.TextChoices):
        REISSUE = "reissue", "publish anew"
        SINCE = "since", "leave, and add “Since publication”"
        LEAVE = "leave", "leave as it is"

    plan = models.ForeignKey(CorrectionPlan, models.CASCADE, related_name="stories")
    version = models.ForeignKey(PublishedVersion, models.PROTECT, related_name="+")
    mode = models.CharField(max_length=7, choices=Mode)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", editable=False)
    at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "version"],
                name="plan_story_once",
                violation_error_message="Somebody else has just chosen for this story: look at "
                "what they chose.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.get_mode_display()}"


class Reissue(models.Model):
    """A version that a plan made, in the place of another, and what differs.

    `changes` are [{"place": …, "which": …, "was": sentence, "now": sentence}]: the words of both
    alone, in reading order.
    """

    plan = models.ForeignKey(CorrectionPlan, models.PROTECT, related_name="reissues")
    before = models.OneToOneField(PublishedVersion, models.PROTECT, related_name="reissued_as")
    after = models.OneToOneField(PublishedVersion, models.PROTECT, related_name="reissue_of")
    changes = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.before} → {self.after.number}"
