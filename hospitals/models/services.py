"""Kinds of care that may run or not while a hospital is open: endoscopy, maternity, phlebotomy."""

from __future__ import annotations

from django.db import models


class Service(models.Model):
    name = models.CharField(
        max_length=120,
        unique=True,
        help_text="As readers are told: endoscopy, minor injuries, emergency department.",
    )
    slug = models.SlugField(max_length=120, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
