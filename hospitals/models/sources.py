"""Who says things: people and organisations, their roles at a date, and the terms agreed."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from lib.addresses import address
from lib.constraints import in_order
from lib.dated import holds

from .. import visibility
from ..terms import Terms
from .proposals import Proposable, ReferenceQuerySet
from .signed import SignedOff, signed_off_by_somebody


def described(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=~Q(terms="unattributable") | ~Q(description=""),
        name=name,
        violation_error_message="An unattributable source needs the description that was "
        "agreed, such as “a consultant at the trust”.",
    )


class SourceQuerySet(models.QuerySet):
    def nameable(self) -> Self:
        """Whose own name may stand beside something that readers see."""
        return self.filter(visibility.nameable())


class Source(SignedOff):
    class Kind(models.TextChoices):
        PERSON = "person", "named person"
        ORGANISATION = "organisation", "organisation"
        UNNAMED = "unnamed", "somebody or something unnamed: “a spokesperson”, “a report”"
        DESK = "desk", "our own desk"

    kind = models.CharField(max_length=12, choices=Kind)
    private = models.BooleanField(
        "private person",
        default=False,
        help_text="A patient, a relative, a striker in the street: somebody without a public role, "
        "who is named in the story that quotes them and nowhere else. Their health and their union "
        "are not ours to keep.",
    )
    name = models.CharField(
        max_length=160, help_text="As it should read, such as “Dr Caroline Marshall” or “a report”."
    )
    slug = models.SlugField(max_length=160, unique=True)
    terms = models.CharField(
        "attribution terms",
        max_length=14,
        choices=Terms,
        default=Terms.UNSET,
        blank=True,
        help_text="What was agreed with the source. Until it is set, nothing of theirs is public.",
    )
    description = models.CharField(
        "agreed description",
        max_length=160,
        blank=True,
        help_text="For unattributable sources: the only words readers will see.",
    )
    trust = models.ForeignKey(
        "hospitals.Trust",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sources",
        help_text="Where the source speaks for a trust.",
    )
    union = models.ForeignKey(
        "hospitals.Union",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sources",
        help_text="Where the source speaks for a union.",
    )
    licence = models.ForeignKey(
        "hospitals.Licence",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="usual licence",
        help_text="Of what they publish themselves. Empty: none, as for papers.",
    )
    private_notes = models.TextField(blank=True, help_text="Seen on the desk only.")

    objects = SourceQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["private_notes"])

    class Meta:
        ordering = ["name"]
        permissions = [
            ("sign_off_fact", "Can write what readers see of strikes, sources and names"),
            ("decide_terms", "Can loosen terms, or tighten them where much rests on them"),
        ]
        constraints = [
            described("source_described_if_unattributable"),
            signed_off_by_somebody("source"),
            models.CheckConstraint(
                condition=Q(private=False) | Q(kind="person", trust=None, union=None),
                name="source_private_person",
                violation_error_message="A private person is a person, and speaks for nobody: "
                "leave trust and union empty.",
            ),
        ]
        indexes = [models.Index(fields=["name", "id"], name="source_by_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("hospitals:source", self.slug)

    def public_name(self) -> str | None:
        """The words readers may see, or None where nothing may be said of the source."""
        if self.terms == Terms.ON_RECORD:
            return self.name
        return self.description if self.terms == Terms.UNATTRIBUTABLE else None

    @property
    def may_have_roles(self) -> bool:
        """Organisations hold no office; their people do."""
        return self.kind in (self.Kind.PERSON, self.Kind.UNNAMED)

    def role_at(self, day: date | None) -> SourceRole | None:
        """The SourceRole held on `day`, or None; None too where nobody knows which day it was."""
        if day is None or not self.may_have_roles:
            return None
        held = [role for role in self.roles.all() if role.held_on(day) and not role.waits]
        return held[-1] if held else None

    def role_words(self, day: date | None) -> str:
        """The role held on `day`, to be said after the name, and "" without one.

        Who is unnamed is called by what they are: what the name says is not said again.
        """
        role = self.role_at(day)
        parts = [role.role, role.organisation] if role else []
        return ", ".join(part for part in parts if part.casefold() not in self.name.casefold())


class SourceRole(Proposable):
    source = models.ForeignKey(Source, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=160, help_text="Such as: chief nurse.")
    organisation = models.CharField(max_length=160, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField("last day", null=True, blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = "role"
        ordering = [F("since").asc(nulls_first=True), "id"]
        constraints = [
            in_order(
                "since",
                "until",
                name="source_role_dates_in_order",
                message="The last day is before the first.",
            ),
            signed_off_by_somebody("sourcerole"),
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.role, self.organisation]))

    def clean(self) -> None:
        source = getattr(self, "source", None)
        if source and not source.may_have_roles:
            raise ValidationError(
                "An organisation has no role: record the person who speaks for it."
            )

    def held_on(self, day: date) -> bool:
        return holds(day, self.since, self.until)
