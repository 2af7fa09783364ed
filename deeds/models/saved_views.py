"""What somebody asks a list of the desk for again and again, under a name of their own."""

from django.conf import settings
from django.db import models


class SavedView(models.Model):
    """`query` is what follows the “?” in the address of the list `of` ("articles.article")."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views", editable=False
    )
    of = models.CharField(max_length=100, editable=False)
    label = models.CharField("name", max_length=40)
    query = models.CharField(max_length=500, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["by", "of", "label"],
                name="saved_view_named_once",
                violation_error_message="You have a view of this name already: give it another.",
            ),
        ]

    def __str__(self) -> str:
        return self.label
