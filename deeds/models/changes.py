"""What readers could notice, in the order in which it was done."""

from django.db import models


class Change(models.Model):
    """Something that readers could notice of one record; numbered in the order of commits.

    It says that and when, never what: so it may stand when the record is gone. Written at the end
    of a deed, and never changed; what is still to come is taken away where it will not come.
    """

    class What(models.TextChoices):
        ARTICLE = "article", "article"
        FIGURE = "figure", "figure"
        CORRECTION = "correction", "correction"
        STRIKE = "strike", "strike"
        NOTICE = "notice", "notice"

    class Kind(models.TextChoices):
        CREATED = "created", "created: readers see it from now on"
        REVISED = "revised", "revised"
        DISPUTED = "disputed", "disputed"
        WITHDRAWN = "withdrawn", "withdrawn, with a notice"
        PULLED = "pulled", "pulled: readers do not see it any more"
        CORRECTED = "corrected", "corrected"

    number = models.PositiveBigIntegerField(primary_key=True)
    what = models.CharField(max_length=10, choices=What)
    uuid = models.UUIDField(help_text="Of the record.")
    kind = models.CharField(max_length=9, choices=Kind)
    at = models.DateTimeField(help_text="When readers could first notice.")

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["at", "number"], name="change_by_time"),
            models.Index(fields=["uuid"], name="change_of_record"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.uuid}: {self.kind}"
