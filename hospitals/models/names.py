"""Names that change: former names with their last day, and the aliases people search for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from lib.constraints import exactly_one
from lib.text import fold
from lib.words import day


class FormerName(models.Model):
    """A name that is no longer in use, and its last day.

    The owner's own `name` is the present one, so names can neither overlap nor leave a gap.
    """

    name = models.CharField(max_length=160)
    until = models.DateField("last day in use")

    class Meta:
        abstract = True
        ordering = ["until"]

    def __str__(self) -> str:
        return f"{self.name} (until {day(self.until)})"


class NamedOverTime(models.Model):
    """For a model with `name` and a `former_names` relation of FormerName rows."""

    class Meta:
        abstract = True

    def name_at(self, day: date | None) -> str:
        """The name in official use on `day` (a date; None means today's name)."""
        if day is not None:
            for former in sorted(self.former_names.all(), key=lambda former: former.until):
                if day <= former.until:
                    return former.name
        return self.name


class Alias(models.Model):
    """Another name that people use: "UHS", "the General", a former name, a misspelling."""

    class Kind(models.TextChoices):
        SHORT = "short", "short name"
        LOCAL = "local", "what local people say"
        FORMER = "former", "former name"
        OTHER = "other", "other"

    text = models.CharField("also called", max_length=160)
    folded = models.CharField(max_length=160, editable=False, db_index=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.SHORT)
    trust = models.ForeignKey(
        "hospitals.Trust", models.CASCADE, null=True, blank=True, related_name="aliases"
    )
    hospital = models.ForeignKey(
        "hospitals.Hospital", models.CASCADE, null=True, blank=True, related_name="aliases"
    )
    source = models.ForeignKey(
        "hospitals.Source", models.CASCADE, null=True, blank=True, related_name="aliases"
    )

    class Meta:
        verbose_name = "alias"
        verbose_name_plural = "aliases"
        ordering = ["text"]
        constraints = [
            exactly_one(
                "trust",
                "hospital",
                "source",
                name="alias_of_exactly_one",
                message="An alias belongs to one trust, one hospital or one "
                "source: choose exactly one.",
            ),
            *(
                models.UniqueConstraint(
                    fields=["folded", owner],
                    condition=Q(**{f"{owner}__isnull": False}),
                    name=f"alias_once_per_{owner}",
                    violation_error_message="This alias is already listed.",
                )
                for owner in ("trust", "hospital", "source")
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, **kwargs: Any) -> None:
        self.folded = fold(self.text)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "folded"}
        super().save(**kwargs)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        # Before the constraints are looked at: they compare the folded text.
        self.folded = fold(self.text)
        super().clean_fields(exclude={*(exclude or ()), "folded"})

    def clean(self) -> None:
        # A form leaves out what it does not show, and with `folded` the constraints on it.
        if not self.folded:
            raise ValidationError({"text": "An alias needs letters or digits."})
        same = Alias.objects.filter(
            folded=self.folded,
            trust=self.trust_id,
            hospital=self.hospital_id,
            source=self.source_id,
        )
        if same.exclude(pk=self.pk).exists():
            raise ValidationError({"text": "This alias is already listed."})
