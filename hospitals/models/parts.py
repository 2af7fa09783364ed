"""How figures are made of others: lists of parts, and figures worked out from figures."""

from __future__ import annotations

from django.db import models

from lib.refusals import LONGEST_NOTE

from .figures import DisruptionFigure


class PartList(models.Model):
    """How a figure splits along one axis, and whether the list is complete."""

    class Axis(models.TextChoices):
        MEASURE = "measure", "by what is counted"
        DAY = "day", "by day"
        PLACE = "place", "by place"
        SERVICE = "service", "by service"

    whole = models.ForeignKey(DisruptionFigure, models.CASCADE, related_name="part_lists")
    axis = models.CharField(max_length=8, choices=Axis)
    complete = models.BooleanField(
        default=True, help_text="Whether the parts make up the whole figure."
    )
    parts = models.ManyToManyField(DisruptionFigure, related_name="part_of")

    class Meta:
        verbose_name = "list of parts"
        verbose_name_plural = "lists of parts"
        constraints = [
            models.UniqueConstraint(
                fields=["whole", "axis"],
                name="part_list_once_per_axis",
                violation_error_message="This figure is already split in this way.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.whole} {self.get_axis_display()}"


class Derivation(models.Model):
    """A figure worked out from others, by us or by a paper, and how."""

    figure = models.OneToOneField(DisruptionFigure, models.CASCADE, related_name="derivation")
    inputs = models.ManyToManyField(DisruptionFigure, related_name="used_in")
    method = models.CharField(max_length=LONGEST_NOTE, help_text="Such as: our addition.")
    mixed_units = models.BooleanField(
        default=False, help_text="It adds unlike things, such as people and appointments."
    )

    def __str__(self) -> str:
        return f"{self.figure}: {self.method}"
