"""Changes of terms: asked for, and decided; in force at once where one person may decide."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from lib.constraints import together
from lib.people import called
from lib.refusals import LONGEST_NOTE
from lib.words import day

from ..terms import Terms
from .evidence import Evidence
from .sources import Source

USER = settings.AUTH_USER_MODEL


class TermsChange(models.Model):
    """Other terms for what somebody told us: who asked, why, and what was decided.

    Written once; the decision is set once (trigger). An undecided one waits for an editor, and
    until then the terms that were agreed before hold.
    """

    before = models.CharField(max_length=14, choices=Terms, blank=True)
    terms = models.CharField("new terms", max_length=14, choices=Terms, blank=True)
    description = models.CharField("agreed description", max_length=160, blank=True)
    note = models.CharField(
        "what was agreed", max_length=LONGEST_NOTE, blank=True, help_text="With whom, when and how."
    )
    asked_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    agreed = models.BooleanField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["id"]

    def __str__(self) -> str:
        words = Terms(self.terms).label
        return f"{words}, asked by {called(self.asked_by)}, {day(self.asked_at)}"


def one_at_a_time(name: str) -> list[models.BaseConstraint]:
    """Constraints of a TermsChange whose foreign key is `of`; `name` begins their names."""
    return [
        together(
            "decided_by",
            "decided_at",
            "agreed",
            name=f"{name}_decided_by_somebody",
            message="A decision has a person, a time and an answer.",
        ),
        models.UniqueConstraint(
            fields=["of"],
            condition=Q(decided_at__isnull=True),
            name=f"{name}_one_waits",
            violation_error_message="Other terms have been asked for already: an editor decides.",
        ),
    ]


class SourceTerms(TermsChange):
    of = models.ForeignKey(Source, models.CASCADE, related_name="terms_changes")

    class Meta(TermsChange.Meta):
        abstract = False
        verbose_name = "change of terms"
        constraints = one_at_a_time("source_terms")


class EvidenceTerms(TermsChange):
    of = models.ForeignKey(Evidence, models.CASCADE, related_name="terms_changes")

    class Meta(TermsChange.Meta):
        abstract = False
        verbose_name = "change of terms"
        constraints = one_at_a_time("evidence_terms")
