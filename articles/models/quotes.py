"""Quotations: exact words with their speakers, where they came from, and the terms agreed."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from hospitals.models import Evidence, Source, Terms
from hospitals.models.agreements import TermsChange, one_at_a_time
from hospitals.terms import strictest
from lib.constraints import together
from lib.refusals import LONGEST_NOTE

from .. import visibility
from .public import live_at

USER = settings.AUTH_USER_MODEL


class QuoteQuerySet(models.QuerySet):
    def to_check(self) -> Self:
        """Those whose newest revision waits; one that was replaced unchecked waits no more."""
        waiting = QuoteRevision.objects.filter(checked_at__isnull=True).newest()
        return self.filter(pk__in=waiting.values("quote"))

    def for_desk(self) -> Self:
        return self.prefetch_related(Prefetch("revisions", QuoteRevision.objects.for_desk()))

    def public(self, at: datetime | None = None) -> Self:
        """Quotes cited by a version that is live at `at`, checked, and printable.

        Adds `shown_id`: the revision which the newest live version that cites it prints. All that
        readers see of the quote is what that revision says.
        """
        at = at or timezone.now()
        printed = QuoteRevision.objects.filter(printed_at(at), quote=OuterRef("pk"))
        latest = printed.order_by("-citations__version__live_from", "-citations__id")
        shown = QuoteRevision.objects.printable(at).filter(pk=OuterRef("shown_id"))
        return self.annotate(shown_id=Subquery(latest.values("pk")[:1])).filter(Exists(shown))


class Quote(models.Model):
    """One thing that was said, for life. What we say of it stands in its revisions."""

    class Kind(models.TextChoices):
        DIRECT = "direct", "direct: whole sentences"
        PARTIAL = "partial", "partial: a phrase"
        REPORTED = "reported", "reported speech"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        verbose_name = "quotation"
        ordering = ["-id"]
        permissions = [("check_quote", "Can check a quotation against its source")]

    def __str__(self) -> str:
        latest = self.latest()
        return f"“{latest.words[:80]}”" if latest else f"quotation {self.pk}"

    def latest(self) -> QuoteRevision | None:
        return max(self.revisions.all(), key=lambda revision: revision.number, default=None)

    # What was agreed, as of a source or a piece of evidence: see workflow.terms.

    @property
    def terms(self) -> str:
        return self.latest().terms

    @property
    def signed_off_at(self) -> datetime | None:
        return max(filter(None, (each.checked_at for each in self.revisions.all())), default=None)


class QuoteRevisionQuerySet(models.QuerySet):
    def newest(self) -> Self:
        """No newer one of the same quotation stands beside it."""
        newer = QuoteRevision.objects.filter(quote=OuterRef("quote"), number__gt=OuterRef("number"))
        return self.filter(~Exists(newer))

    def spoken(self) -> Self:
        """With who speaks. What they rest on is for `with_evidence` to add, or for `whole`."""
        speakers = Speaker.objects.select_related("source")
        return self.select_related("quote").prefetch_related(Prefetch("speakers", speakers))

    def whole(self) -> Self:
        """With all that they say, in a number of queries that does not grow."""
        came_from = (f"evidence__{name}" for name in ("said_by", "via", "reported_by", "licence"))
        return (
            self.spoken().select_related(*came_from).prefetch_related("evidence__said_with__source")
        )

    def for_desk(self) -> Self:
        """And whoever recorded and checked them, in which role the speakers spoke."""
        return (
            self.whole()
            .select_related("recorded_by", "checked_by")
            .prefetch_related("speakers__source__roles")
        )

    def printable(self, at: datetime | None = None) -> Self:
        """Checked, and such that readers may know of them at `at`: see `visibility`."""
        speakers = Speaker.objects.filter(revision=OuterRef("pk"))
        return self.filter(visibility.quote_condition(at or timezone.now(), speakers))

    def printed(self, at: datetime | None = None) -> Self:
        """Printable, and printed by some version that is live at `at`."""
        at = at or timezone.now()
        printed = QuoteRevision.objects.filter(printed_at(at), pk=OuterRef("pk"))
        return self.printable(at).filter(Exists(printed))


def printed_at(at: datetime) -> Q:
    """Q: a version that readers see at `at` prints this revision."""
    return live_at(at, "citations__version__")


class QuoteRevision(models.Model):
    """All that we say of a quotation, as recorded at one time.

    Never changed, its speakers neither; the check is set once (trigger). Only its terms may become
    others, by the verb that agrees them.
    """

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField(default=1, editable=False)
    words = models.TextField(help_text="Exactly as said or printed, without quotation marks.")
    attribution = models.CharField(
        max_length=240,
        help_text="As it should read: Donna Green, chief nurse at Hampshire Hospitals.",
    )
    kind = models.CharField(max_length=8, choices=Quote.Kind, default=Quote.Kind.DIRECT)
    said_on = models.DateField(null=True, blank=True)
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, related_name="quote_revisions", verbose_name="where it came from"
    )
    locator = models.CharField("page, cell or line", max_length=160, blank=True)
    terms = models.CharField(
        "attribution terms",
        max_length=14,
        choices=Terms,
        default=Terms.UNSET,
        blank=True,
        help_text="What was agreed for these words. Until it is set they cannot be printed.",
    )
    as_printed = models.BooleanField(
        "as printed, not checked",
        default=False,
        help_text="Taken over from an old story whose notes we no longer have.",
    )
    reason = models.CharField(max_length=LONGEST_NOTE, blank=True)
    recorded_by = models.ForeignKey(USER, models.PROTECT, related_name="+", editable=False)
    recorded_at = models.DateTimeField(editable=False)
    checked_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    checked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = QuoteRevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "wording"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["quote", "number"],
                name="quote_revision_number_once",
                violation_error_message="Somebody else has just changed the quotation: look at "
                "it first.",
            ),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="quote_has_words",
                violation_error_message="Give the words.",
            ),
            together(
                "checked_by",
                "checked_at",
                name="quote_checked_by_somebody",
                message="A check has a person and a time.",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""),
                name="quote_change_has_reason",
                violation_error_message="Say why the quotation changes.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["quote"],
                condition=Q(checked_at__isnull=True),
                name="quote_revision_unchecked",
            )
        ]

    def __str__(self) -> str:
        return f"“{self.words[:80]}”"

    def sources(self) -> list[Source]:
        """Those who spoke, in order."""
        return [speaker.source for speaker in self.speakers.all()]

    def effective_terms(self) -> str:
        """The strictest of its own terms, its evidence's and those of everybody behind it."""
        behind = [*self.evidence.speakers(), *self.sources()]
        return strictest(self.terms, self.evidence.terms, *(source.terms for source in behind))


class Speaker(models.Model):
    """Who said it, of one revision. Never changed, like the revision (trigger)."""

    revision = models.ForeignKey(QuoteRevision, models.CASCADE, related_name="speakers")
    source = models.ForeignKey(Source, models.PROTECT, related_name="spoken")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "source"],
                name="speaker_once_per_revision",
                violation_error_message="This speaker is already listed.",
            )
        ]

    def __str__(self) -> str:
        return self.source.name


class QuoteTerms(TermsChange):
    """Of the quotation and not of one revision: a new revision does not begin afresh."""

    of = models.ForeignKey(Quote, models.CASCADE, related_name="terms_changes")

    class Meta(TermsChange.Meta):
        abstract = False
        verbose_name = "change of terms"
        constraints = one_at_a_time("quote_terms")
