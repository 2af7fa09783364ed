"""How often each page was read: pages are counted, and never people."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from .articles import Article

# What is told of the reach of a page, and how long a day is kept.
DAYS_TOLD = 30
DAYS_KEPT = 400


class PageReadsQuerySet(models.QuerySet):
    def lately(self, at: datetime) -> Self:
        """Of the last thirty days, the day of `at` among them."""
        return self.filter(day__gt=timezone.localdate(at) - timedelta(days=DAYS_TOLD))

    def total(self) -> int:
        return self.aggregate(total=Sum(COUNTED))["total"] or 0

    def by_story(self, articles: Iterable[int], at: datetime) -> dict[int, int]:
        """{id of a story: reads lately}, without those that nobody read: one query."""
        found = self.lately(at).filter(article__in=articles).values("article").order_by()
        return dict(found.annotate(total=Sum(COUNTED)).values_list("article", "total"))

    def by_address(self, addresses: list[str], at: datetime) -> dict[str, int]:
        """{address: reads lately}, without those that nobody read: one query."""
        found = self.lately(at).filter(address__in=addresses).values("address").order_by()
        return dict(found.annotate(total=Sum(COUNTED)).values_list("address", "total"))


class PageReads(models.Model):
    """A page on one day. `reported` is what an outside count says of all of that day; where it is
    there, it is taken, as caches between us and readers are in it."""

    address = models.CharField(max_length=300, help_text="Without the site and without parameters.")
    day = models.DateField()
    article = models.ForeignKey(
        Article,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="page_reads",
        db_index=False,
        help_text="The story whose page it is: its address may change.",
    )
    logged = models.PositiveIntegerField(default=0, help_text="Counted in our access logs.")
    reported = models.PositiveIntegerField(null=True, blank=True)

    objects = PageReadsQuerySet.as_manager()

    class Meta:
        verbose_name = "reads of a page"
        verbose_name_plural = "reads of pages"
        ordering = ["-day", "address"]
        constraints = [
            models.UniqueConstraint(
                fields=["address", "day"],
                name="page_reads_once",
                violation_error_message="This page is already counted for this day.",
            )
        ]
        indexes = [
            models.Index(
                fields=["article", "day"],
                condition=models.Q(article__isnull=False),
                name="page_reads_by_story",
            ),
            models.Index(fields=["day"], name="page_reads_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.address}, {self.day}"

    @property
    def reads(self) -> int:
        return self.logged if self.reported is None else self.reported


# The reads of a row, in a query.
COUNTED = Coalesce(F("reported"), F("logged"))


class ReadLog(models.Model):
    """How far an access log has been counted.

    A log is known again by its first line, however it is called by then and whether it was
    compressed: by a digest of what was asked, when, and how it was answered. Of who asked there is
    nothing in it.
    """

    fingerprint = models.CharField(max_length=64, unique=True)
    position = models.BigIntegerField(help_text="Bytes of it, not compressed, that are counted.")
    last_day = models.DateField(help_text="The latest day in it.")

    class Meta:
        ordering = ["-last_day", "id"]

    def __str__(self) -> str:
        return f"log until {self.last_day}"


def kept_since(today: date) -> date:
    """The first day of which reads are kept."""
    return today - timedelta(days=DAYS_KEPT)
