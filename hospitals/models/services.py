"""Kinds of care that may run or not while a hospital is open: endoscopy, maternity, phlebotomy."""

from __future__ import annotations

from django.db import models

from .proposals import Proposable, ReferenceQuerySet
from .signed import signed_off_by_somebody


class Service(Proposable):
    name = models.CharField(
        max_length=120,
        unique=True,
        help_text="As readers are told: endoscopy, minor injuries, emergency department.",
    )
    slug = models.SlugField(max_length=120, unique=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [signed_off_by_somebody("service")]

    def __str__(self) -> str:
        return self.name
