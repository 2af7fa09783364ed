"""Figures as readers see them: a flat table, written by `hospitals.public` and by nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce

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
        moment = Value(at, models.DateTimeField())
        return self.filter(starts__lte=at, ends__gt=at).alias(moment=moment)

    def standing(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn=False)

    def used(self) -> Self:
        """Of those `live` at a moment: the one to use among the rivals that readers can see then.

        A figure may stand back behind a rival that is still on the desk. Leaving it out would tell
        readers of that one, so where the desk's choice is not among them the first by the usual
        order takes its place.
        """
        return self.filter(Q(chosen=True) | ~Exists(rivals_before()))

    def behind(self) -> Self:
        """The others: another figure is used for the same thing."""
        return self.filter(Exists(rivals_before()), chosen=False)

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


def rivals_before() -> PublicFigureQuerySet:
    """The standing rows, live at the moment of the outer one, that come before it.

    They are of the same thing; but what one source counts of two kinds of service is two things.
    """
    same_source = Q(figure__source=OuterRef("figure__source"))
    # One that states no kind of service agrees with any.
    kind, other = (
        Coalesce(*names, 0, output_field=models.BigIntegerField())
        for names in (("setting", OuterRef("setting")), (OuterRef("setting"), "setting"))
    )
    return (
        PublicFigure.objects.standing()
        .filter(starts__lte=OuterRef("moment"), ends__gt=OuterRef("moment"))
        .filter(thing=OuterRef("thing"))
        .filter(Q(chosen=True) | Q(rank__gt=OuterRef("rank")))
        .alias(kind=kind)
        .filter(~same_source | Q(kind=other))
        .order_by()
    )


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

    # Among rivals: see `hospitals.rivals`.
    thing = models.CharField(max_length=64, help_text="The same for all of them.")
    rank = models.CharField(max_length=70, help_text="The highest is used.")
    chosen = models.BooleanField(default=True, help_text="By the desk, of all that it knows of.")

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
            models.Index(fields=["value", "-period_end", "-figure"], name="public_by_value"),
            models.Index(fields=["thing"], name="public_rivals"),
            # Few stand back.
            models.Index(
                fields=["-period_end", "-figure"],
                condition=Q(chosen=False),
                name="public_not_chosen",
            ),
        ]

    def __str__(self) -> str:
        return f"figure {self.figure_id} from {self.starts} until {self.ends}"


class PublicFacts(models.Model):
    """One stretch of time in which readers see the same facts about a strike, or of a notice.

    Nobody reads them: what differs from one to the next, and from those that stood, is what
    readers could notice. Known by what readers know, so that a row outlives what it is of.
    """

    what = models.CharField(max_length=10, help_text="A strike or a notice.")
    uuid = models.UUIDField(help_text="Of the record.")
    starts = models.DateTimeField()
    ends = models.DateTimeField(default=FOR_GOOD, help_text="Readers see them until this moment.")
    seen = models.TextField(help_text="Which, and how far each may be told: keys and no words.")

    class Meta:
        ordering = ["uuid", "starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["uuid", "starts"],
                name="public_facts_once",
                violation_error_message="Readers see one state of it at a time.",
            ),
            models.CheckConstraint(
                condition=Q(starts__lt=F("ends")),
                name="public_facts_in_order",
                violation_error_message="Readers see it for a time, which ends after it starts.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.uuid} from {self.starts} until {self.ends}"
