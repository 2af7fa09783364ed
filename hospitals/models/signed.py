"""Rows that readers see once somebody other than who entered them has signed them off."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from lib.constraints import together

from ..visibility import fact_condition, first_word_condition, signed_off, standing

USER = settings.AUTH_USER_MODEL


# Of a `Fact`: it stands, or is new. A change that waits may say once more what it is to replace.
LISTED = Q(gone_at__isnull=True) & (Q(signed_off_at__isnull=False) | Q(replaces__isnull=True))


class SignedOffQuerySet(models.QuerySet):
    """Of `SignedOff` rows without evidence of their own."""

    def public(self, at: datetime | None = None) -> Self:
        return self.filter(signed_off(""))

    def waiting(self) -> Self:
        """Entered, and seen by nobody outside the desk until it is signed off."""
        return self.filter(signed_off_at__isnull=True)


class FactQuerySet(SignedOffQuerySet):
    """Of `Fact`s."""

    def standing(self) -> Self:
        """What the desk says: signed off, and neither replaced nor withdrawn."""
        return self.filter(standing(""))

    def public(self, at: datetime | None = None) -> Self:
        """What readers see: it stands, and its evidence, if any, is such that they may know."""
        return self.filter(fact_condition(at or timezone.now()))

    def current(self) -> Self:
        """As last entered: a change that waits instead of what it is to replace."""
        return self.filter(gone_at__isnull=True, replaced_by__isnull=True)


class SignedOff(models.Model):
    """Entered by somebody, signed off by a second person; seen by readers from then on.

    `hospitals.workflow.signing` alone writes the two fields of the sign-off, and nothing takes
    them back.
    """

    created_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    signed_off_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    signed_off_at = models.DateTimeField("signed off", null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def waits(self) -> bool:
        """Whether readers see nothing of it yet, however much they may know of its evidence."""
        return self.signed_off_at is None

    @property
    def is_signed_off(self) -> bool:
        return self.signed_off_at is not None


class Fact(SignedOff):
    """What is said about a strike, an event, a place: replaced, never edited.

    A change is a new row that `replaces` the one that stands, and takes its place when it is
    signed off itself; a removal is a withdrawal. Either way the old one is gone, and stays on
    record. `hospitals.workflow.signing` alone writes these fields.
    """

    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="replaced_by"
    )
    gone_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    gone_at = models.DateTimeField("replaced or withdrawn", null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_standing(self) -> bool:
        return self.is_signed_off and self.gone_at is None

    def become_its_replacement(self) -> None:
        """Of a row that was changed in memory: it is a new one now, to be saved and signed off."""
        self.replaces_id, self.pk = self.pk, None
        self._state.adding = True
        self.created_by = self.signed_off_by = self.signed_off_at = None


class FirstWordQuerySet(FactQuerySet):
    """Of `FirstWord`s."""

    def first_words(self, at: datetime | None = None) -> Self:
        """Those that readers see before their sign-off, as reported and not confirmed."""
        return self.filter(first_word_condition(at or timezone.now()))

    def unconfirmed(self) -> Self:
        """The same, whatever their evidence is worth by now: for the desk, and for those who read
        that evidence next."""
        return self.waiting().filter(shown_at__isnull=False)

    def standing_or_unconfirmed(self) -> Self:
        """Of what readers see, all; of whether they may know of its evidence nothing is asked."""
        return self.standing() | self.unconfirmed()


class FirstWord(Fact):
    """A fact that one person may show at once, as reported, while another confirms it.

    Confirming it is its sign-off. Never for numbers, names or terms.
    """

    shown_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    shown_at = models.DateTimeField("shown as first word", null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def become_its_replacement(self) -> None:
        super().become_its_replacement()
        self.shown_by = self.shown_at = None


def shown_by_somebody(name: str) -> models.CheckConstraint:
    """The constraint of a `FirstWord` model; `name` is the model's, in small letters."""
    return together(
        "shown_by",
        "shown_at",
        name=f"{name}_shown_by_somebody",
        message="A first word is shown by a person, at a time.",
    )


def rules_of_facts(name: str) -> list[models.BaseConstraint]:
    """The constraints of a `Fact`; `name` is the model's, in small letters."""
    return [
        signed_off_by_somebody(name),
        together(
            "gone_by",
            "gone_at",
            given=Q(signed_off_at__isnull=False),
            name=f"{name}_gone_by_somebody",
            message="What was signed off is replaced or withdrawn by a person, at a time; what "
            "waits is deleted.",
        ),
    ]


def signed_off_by_somebody(name: str) -> models.CheckConstraint:
    """The constraint of a `SignedOff` model; `name` is the model's, in small letters."""
    return together(
        "signed_off_by",
        "signed_off_at",
        name=f"{name}_signed_off_by_somebody",
        message="A sign-off has a person and a time.",
    )
