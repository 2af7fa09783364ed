"""The generation of the site, with another token after each change for readers."""

from django.db import models
from django.db.models import Q

THE_ONE = 1


class Generation(models.Model):
    """One row, with another token after each change for readers.

    Read and written in `deeds.generations`, with one statement each.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    token = models.CharField(max_length=32, editable=False)
    changes = models.PositiveBigIntegerField(
        default=0, editable=False, help_text="The number of the last Change."
    )
    epoch = models.CharField(
        max_length=32,
        editable=False,
        help_text="Of the numbers: another one where they began again, as in a restored database.",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(id=THE_ONE),
                name="generation_is_one",
                violation_error_message="The site has one generation.",
            )
        ]

    def __str__(self) -> str:
        return self.token
