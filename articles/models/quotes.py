"""Quotations: exact words with their speakers, where they came from, and the terms agreed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from hospitals.models import Evidence, Source, Terms
from hospitals.models.sources import strictest

USER = settings.AUTH_USER_MODEL


def spoken_by(terms):
    """Speakers of the outer quote whose own terms are among `terms`."""
    return Speaker.objects.filter(quote=OuterRef("pk"), source__terms__in=terms)


class QuoteQuerySet(models.QuerySet):
    def to_check(self):
        """Quotations whose newest wording waits for its check; an older one was replaced."""
        newer = QuoteRevision.objects.filter(quote=OuterRef("quote"), number__gt=OuterRef("number"))
        waiting = QuoteRevision.objects.filter(checked_at__isnull=True).exclude(Exists(newer))
        return self.filter(pk__in=waiting.values("quote"))

    def for_desk(self):
        return self.select_related("evidence__said_by").prefetch_related(
            "revisions",
            Prefetch("speakers", Speaker.objects.select_related("source")),
        )

    def printable(self):
        """Neither off the record nor without agreed terms, in itself, its evidence or speakers.

        The strictest terms decide, as with figures: what is not wholly on the record needs
        evidence that is marked unattributable and cleared by an editor.
        """
        usable = [Terms.ON_RECORD, Terms.UNATTRIBUTABLE]
        on_record = Q(
            terms=Terms.ON_RECORD,
            evidence__terms=Terms.ON_RECORD,
            evidence__said_by__terms=Terms.ON_RECORD,
        ) & ~Q(Exists(spoken_by([Terms.UNATTRIBUTABLE])))
        cleared = Q(evidence__terms=Terms.UNATTRIBUTABLE, evidence__cleared_at__isnull=False)
        return self.filter(
            on_record | cleared,
            ~Exists(spoken_by([Terms.OFF_RECORD, Terms.UNSET])),
            terms__in=usable,
            evidence__said_by__terms__in=usable,
        )

    def public(self, at=None):
        """Quotes cited by a version that is live at `at`, checked, and printable.

        Adds `shown_id`: the revision which the newest live version that cites it prints.
        """
        from .citations import Citation

        at = at or timezone.now()
        cited = (
            Citation.objects.live(at)
            .filter(quote_revision__quote=OuterRef("pk"))
            .order_by("-version__live_from", "-id")
        )
        return (
            self.printable()
            .annotate(shown_id=Subquery(cited.values("quote_revision")[:1]))
            .filter(shown_id__isnull=False)
        )


class Quote(models.Model):
    class Kind(models.TextChoices):
        DIRECT = "direct", "direct: whole sentences"
        PARTIAL = "partial", "partial: a phrase"
        REPORTED = "reported", "reported speech"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.DIRECT)
    said_on = models.DateField(null=True, blank=True)
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, related_name="quotes", verbose_name="where it came from"
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

    objects = QuoteQuerySet.as_manager()

    class Meta:
        verbose_name = "quotation"
        ordering = ["-id"]
        permissions = [("check_quote", "Can check a quotation against its source")]
        indexes = [models.Index(fields=["said_on", "-id"], name="quote_by_day")]

    def __str__(self):
        latest = self.latest()
        return f"“{latest.words[:80]}”" if latest else f"quotation {self.pk}"

    def latest(self):
        return max(self.revisions.all(), key=lambda revision: revision.number, default=None)

    def effective_terms(self):
        """The strictest of the quote's own terms, its evidence's and its speakers'."""
        return strictest(
            self.terms,
            self.evidence.terms,
            self.evidence.said_by.terms,
            *(speaker.source.terms for speaker in self.speakers.all()),
        )


class Speaker(models.Model):
    quote = models.ForeignKey(Quote, models.CASCADE, related_name="speakers")
    source = models.ForeignKey(Source, models.PROTECT, related_name="spoken")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["quote", "source"],
                name="speaker_once_per_quote",
                violation_error_message="This speaker is already listed.",
            )
        ]

    def __str__(self):
        return self.source.name


class QuoteRevision(models.Model):
    """The words as recorded at one time. Never changed; the check is set once (trigger)."""

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField(default=1, editable=False)
    words = models.TextField(help_text="Exactly as said or printed, without quotation marks.")
    attribution = models.CharField(
        max_length=240,
        help_text="As it should read: Donna Green, chief nurse at Hampshire Hospitals.",
    )
    as_printed = models.BooleanField(
        "as printed, not checked",
        default=False,
        help_text="Taken over from an old story whose notes we no longer have.",
    )
    reason = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(USER, models.PROTECT, related_name="+", editable=False)
    recorded_at = models.DateTimeField(editable=False)
    checked_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    checked_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "wording"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["quote", "number"],
                name="quote_revision_number_once",
                violation_error_message="Somebody else has just changed the wording: look at "
                "it first.",
            ),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="quote_has_words",
                violation_error_message="Give the words.",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True, checked_at__isnull=True)
                | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="quote_checked_by_somebody",
                violation_error_message="A check has a person and a time.",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""),
                name="quote_change_has_reason",
                violation_error_message="Say why the wording changes.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["quote"],
                condition=Q(checked_at__isnull=True),
                name="quote_revision_unchecked",
            )
        ]

    def __str__(self):
        return f"“{self.words[:80]}”"
