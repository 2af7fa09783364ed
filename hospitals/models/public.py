"""Figures as readers see them: a flat table, written by `hospitals.public` and by nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

from deeds.changes import FOR_GOOD
from lib.conditions import any_of

from .figures import DisruptionFigure
from .revisions import FigureRevision
from .said_with import SaidWith

if TYPE_CHECKING:
    from .sources import Source
    from .strikes import Strike


# Not what was expected, demanded or estimated.
HAPPENED = ("actual", "provisional")


class PublicFigureQuerySet(models.QuerySet):
    def live(self, at: datetime) -> Self:
        """The row of each figure that readers may see at `at`; one figure has one at a time."""
        return self.filter(starts__lte=at, ends__gt=at)

    def standing(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn=False)

    def telling_who_is_out(self) -> Self:
        """More than none, of what tells that staff of the trust were out."""
        return self.filter(measure__tells_who_is_out=True, nature__in=HAPPENED, value__gt=0)

    def for_lines(self) -> Self:
        """With the figure and the revision readers see; `presenters` add whence and by whom."""
        return self.select_related("figure", "revision")

    def said_by(self, sources: Sequence[Source]) -> Self:
        """Of which one of the sources is among those who say so, as far as readers are told."""
        joint = SaidWith.objects.filter(**any_of("source", sources)).values("evidence")
        of_one = Q(**any_of("said_by", sources))
        together = FigureRevision.objects.filter(evidence__in=joint)
        several = list(together.order_by().values_list("pk", flat=True))
        # One condition keeps to one index.
        return self.filter(of_one | Q(named=True, revision__in=several) if several else of_one)

    def of_strikes(self, strikes: Sequence[Strike]) -> Self:
        """Of one of the strikes, or of several of which it is one."""
        covering = DisruptionFigure.objects.filter(**any_of("covers", strikes))
        several = list(covering.values_list("pk", flat=True))
        of_one = Q(**any_of("strike", strikes))
        # One condition keeps to one index.
        return self.filter(of_one | Q(figure__in=several) if several else of_one)


class PublicFigure(models.Model):
    """One stretch of time in which a figure looks the same to readers: which revision they see.

    Worked out under today's terms, past stretches too, so that what has gone dark was never
    there. Beside the stretch stand the keys by which lists filter and sort, and no words.

    No key is checked by the database: to check one it would lock the row that is meant, after the
    lock that is to be the last of a deed, and two deeds could wait for each other.
    """

    figure = models.ForeignKey(
        "hospitals.DisruptionFigure",
        models.CASCADE,
        db_constraint=False,
        related_name="public_rows",
        db_index=False,
    )
    revision = models.ForeignKey(
        "hospitals.FigureRevision", models.CASCADE, db_constraint=False, related_name="public_rows"
    )
    starts = models.DateTimeField()
    ends = models.DateTimeField(default=FOR_GOOD, help_text="Readers see it until this moment.")
    withdrawn = models.BooleanField(
        default=False, help_text="By now: the number is given at no moment."
    )
    named = models.BooleanField(help_text="Whether readers are told names, titles and words.")
    disputed = models.BooleanField(default=False)

    # Keys: of the figure, and of the revision seen. The indexes below hold the foreign ones.
    area = models.ForeignKey(
        "hospitals.Area",
        models.CASCADE,
        db_constraint=False,
        null=True,
        related_name="+",
        db_index=False,
    )
    hospital = models.ForeignKey(
        "hospitals.Hospital",
        models.CASCADE,
        db_constraint=False,
        null=True,
        related_name="+",
        db_index=False,
    )
    trust_at_time = models.ForeignKey(
        "hospitals.Trust",
        models.CASCADE,
        db_constraint=False,
        null=True,
        related_name="+",
        db_index=False,
    )
    region_at_time = models.ForeignKey(
        "hospitals.Area",
        models.CASCADE,
        db_constraint=False,
        null=True,
        related_name="+",
        db_index=False,
    )
    measure = models.ForeignKey(
        "hospitals.Measure", models.CASCADE, db_constraint=False, related_name="+", db_index=False
    )
    strike = models.ForeignKey(
        "hospitals.Strike",
        models.CASCADE,
        db_constraint=False,
        null=True,
        related_name="+",
        db_index=False,
    )
    dispute = models.ForeignKey(
        "hospitals.Dispute",
        models.CASCADE,
        db_constraint=False,
        null=True,
        related_name="+",
        db_index=False,
    )
    setting = models.ForeignKey(
        "hospitals.Setting",
        models.CASCADE,
        db_constraint=False,
        null=True,
        related_name="+",
        db_index=False,
    )
    service = models.ForeignKey(
        "hospitals.Service",
        models.CASCADE,
        db_constraint=False,
        null=True,
        related_name="+",
        db_index=False,
    )
    staff_group = models.ForeignKey(
        "hospitals.StaffGroup",
        models.CASCADE,
        db_constraint=False,
        null=True,
        related_name="+",
        db_index=False,
    )
    said_by = models.ForeignKey(
        "hospitals.Source",
        models.CASCADE,
        db_constraint=False,
        null=True,
        related_name="+",
        db_index=False,
        help_text="Who says so; none where readers are told no name.",
    )
    nature = models.CharField(max_length=11)
    basis = models.CharField(max_length=15)
    period_start = models.DateField()
    period_end = models.DateField()
    value = models.DecimalField(max_digits=15, decimal_places=3, null=True)

    objects = PublicFigureQuerySet.as_manager()

    class Meta:
        ordering = ["-period_end", "-figure_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "starts"],
                name="public_figure_once",
                violation_error_message="Readers see one value of a figure at a time.",
            ),
            models.CheckConstraint(
                condition=Q(starts__lt=F("ends")),
                name="public_figure_in_order",
                violation_error_message="Readers see it for a time, which ends after it starts.",
            ),
        ]
        indexes = [
            models.Index(fields=["-period_end", "-figure"], name="public_figures"),
            *(
                models.Index(
                    fields=[*keys.split(), "-period_end", "-figure"],
                    name=f"public_by_{keys.replace(' ', '_').replace('_at_time', '')}",
                )
                for keys in (
                    "trust_at_time",
                    "region_at_time",
                    "hospital",
                    "strike",
                    "measure",
                    "setting",
                    "staff_group",
                    "said_by",
                    "trust_at_time measure",
                    "strike measure",
                )
            ),
            *(
                models.Index(
                    fields=[name, "-period_end", "-figure"],
                    condition=Q(**{f"{name}__isnull": False}),
                    name=f"public_by_{name}",
                )
                for name in ("area", "dispute", "service")
            ),
            models.Index(fields=["strike", "-value", "-figure"], name="public_by_strike_value"),
        ]

    def __str__(self) -> str:
        return f"figure {self.figure_id} from {self.starts} until {self.ends}"
