"""Where it came from: the document, statement, call or count behind a number or quotation."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, Q
from simple_history.models import HistoricalRecords

from lib.constraints import together
from lib.storage import private_storage

from ..terms import Terms
from ..visibility import said_with
from .licences import Licence
from .signed import SignedOff, signed_off_by_somebody
from .sources import Source, described


def as_reported_by(name: str, via: str = "") -> str:
    """ "via PA Media, as reported by the Daily Echo", after who is quoted; else ""."""
    between = f"via {via}, " if via else ""
    return f"{between}as reported by {name}" if name else ""


def usual_licence(said_by: Source | None, reported_by: Source | None) -> Licence | None:
    """That of whoever published it: what a paper reports of somebody is the paper's words."""
    publisher = reported_by or said_by
    return publisher.licence if publisher else None


def of_evidence(evidence: str, source: Source) -> Q:
    """Q: what rests on evidence in which the source says, passes on or reports something."""
    roles = ("said_by", "via", "reported_by")
    joint = source.said_with.order_by().values("evidence")
    ways = [(f"{evidence}pk__in", joint), *((f"{evidence}{role}", source) for role in roles)]
    return Q(*ways, _connector=Q.OR)


class EvidenceQuerySet(models.QuerySet):
    def with_joint(self) -> Self:
        """Each knows whether others said it too: few do, and of most nobody has to ask again."""
        return self.annotate(joint=Exists(said_with("")))


class Evidence(SignedOff):
    """Frozen by a trigger once a second person has signed it off, which each check does.

    A better or corrected document is a new row, and a revision of what rests on it. What stays
    open then: terms and description, which `workflow.agree_terms` writes; the clearing; the
    embargo; the licence; and private notes.
    """

    class Kind(models.TextChoices):
        DOCUMENT = "document", "published document"
        STATEMENT = "statement", "statement"
        CALL = "call", "call"
        MEETING = "meeting", "meeting or interview"
        EMAIL = "email", "email"
        WORKBOOK = "workbook", "workbook"
        COUNT = "count", "our own count"
        PAPER = "paper", "another paper or site"

    # A published document starts on the record; a conversation starts unset, which is private.
    PUBLISHED_KINDS = (Kind.DOCUMENT, Kind.STATEMENT, Kind.WORKBOOK, Kind.PAPER)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    said_by = models.ForeignKey(
        Source,
        models.PROTECT,
        related_name="evidence",
        help_text="Who says so; of a joint statement, who is named first.",
    )
    reported_by = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reported",
        db_index=False,
        verbose_name="as reported by",
        help_text="Where we have it from another paper or site quoting them.",
    )
    via = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="Where that paper or site has it from yet another, such as a news agency.",
    )
    said_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day it was said, which need not be the day it was printed. Empty: not "
        "known; of what they published themselves, the day it was published.",
    )
    title = models.CharField(max_length=240, help_text="The title as you saw it.")
    url = models.URLField("address", max_length=500, blank=True)
    published_on = models.DateField("published", null=True, blank=True)
    retrieved_at = models.DateTimeField("seen by us", null=True, blank=True)
    licence = models.ForeignKey(
        "hospitals.Licence",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Under which others may use it. Readers and files get the line that it asks for.",
    )
    embargo_until = models.DateTimeField(
        null=True, blank=True, help_text="Nothing that rests on this goes out before."
    )
    file = models.FileField(
        storage=private_storage, upload_to="evidence/%Y/%m/", blank=True, max_length=300
    )
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    terms = models.CharField(
        "attribution terms",
        max_length=14,
        choices=Terms,
        default=Terms.UNSET,
        blank=True,
        help_text="Published documents are on the record; for a call or meeting, what was agreed.",
    )
    description = models.CharField(
        "agreed description",
        max_length=160,
        blank=True,
        help_text="For anything not on the record: the only words readers will see.",
    )
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    cleared_at = models.DateTimeField(null=True, blank=True, editable=False)
    public_caveat = models.TextField(blank=True, help_text="Printed beside what rests on this.")
    private_notes = models.TextField(blank=True, help_text="Seen on the desk only.")
    objects = EvidenceQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["private_notes"])

    class Meta:
        verbose_name = "record of where it came from"
        verbose_name_plural = "where it came from"
        ordering = ["-id"]
        permissions = [("clear_evidence", "Can clear unattributable evidence for publication")]
        constraints = [
            described("evidence_described_if_unattributable"),
            signed_off_by_somebody("evidence"),
            together(
                "cleared_by",
                "cleared_at",
                given=Q(terms="unattributable"),
                name="evidence_cleared_by_somebody",
                message="Only unattributable evidence is cleared, by a named editor at a time.",
            ),
            models.CheckConstraint(
                condition=Q(via__isnull=True) | Q(reported_by__isnull=False),
                name="evidence_via_has_a_reporter",
                violation_error_message="Via stands between who said it and the paper or site that "
                "we have it from: name that one as well.",
            ),
        ]
        indexes = [
            models.Index(fields=["said_by", "-id"], name="evidence_by_source"),
            # Where most have no reporter an index on every row tells SQLite nothing.
            models.Index(
                fields=["reported_by", "-id"],
                condition=Q(reported_by__isnull=False),
                name="evidence_by_reporter",
            ),
            models.Index(fields=["sha256"], name="evidence_by_hash"),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """A clearance was for what had been agreed: other terms end it."""
        if self.terms != Terms.UNATTRIBUTABLE:
            self.cleared_by = self.cleared_at = None
        if self.is_signed_off and self.licence is not None and self.licence.waits:
            raise ValidationError({"licence": "This licence is only proposed: sign it off first."})

    @property
    def day_said(self) -> date | None:
        """The day it was said, or None where nobody knows; a paper prints what was said before."""
        return self.said_on or (None if self.reported_by_id else self.published_on)

    # Whether others said it too, as `with_joint` finds out; until then they are looked for.
    joint = True

    def speakers(self) -> list[Source]:
        """Everybody who says so, in order."""
        if not self.joint:
            return [self.said_by]
        return [self.said_by, *(row.source for row in self.said_with.all())]

    @property
    def told_by(self) -> list[Source]:
        """Everybody between who said it and us, in order: the news agency, the paper."""
        return [who for who in (self.via, self.reported_by) if who is not None]

    def as_told(self) -> str:
        """ "via PA Media, as reported by the Daily Echo"; "" where they said it to us."""
        names = [who.name if who else "" for who in (self.reported_by, self.via)]
        return as_reported_by(*names)

    @property
    def is_cleared(self) -> bool:
        """Unattributable, and cleared for publication by a named editor."""
        return self.terms == Terms.UNATTRIBUTABLE and self.cleared_at is not None

    @property
    def shows_itself(self) -> bool:
        """May readers see title, address, place in it and reporter, or only the description?"""
        return self.terms == Terms.ON_RECORD
