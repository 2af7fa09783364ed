"""Who publishes the site, as an editor keeps it right; what is empty, no page says."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lib.constraints import together


class Publisher(models.Model):
    """One row. No page makes up what nobody has entered."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(
        max_length=160, help_text="The person or company that answers for what is published."
    )
    about = models.TextField(
        "who is behind it", blank=True, help_text="Who owns it, who edits it and who pays for it."
    )
    address = models.TextField("postal address", blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField("e-mail", blank=True, help_text="Where readers write to.")
    complaints = models.TextField(
        "how complaints are dealt with",
        blank=True,
        help_text="Who reads them, by when they are answered, and who decides in the end.",
    )
    complaints_email = models.EmailField("e-mail for complaints", blank=True)
    regulator = models.CharField(
        max_length=160, blank=True, help_text="Who complaints go to after you, such as Impress."
    )
    regulator_url = models.URLField("address of the regulator", max_length=500, blank=True)
    data_protection = models.TextField(
        "data protection contact", blank=True, help_text="Who answers for personal data, and where."
    )
    logs_kept = models.CharField(
        "how long server logs are kept",
        max_length=160,
        blank=True,
        help_text="Of the web server in front of this program, which knows readers’ addresses.",
    )
    words_licence = models.CharField(
        "licence of our words",
        max_length=160,
        blank=True,
        help_text="Such as: Creative Commons Attribution 4.0. Empty: nothing is granted.",
    )
    words_licence_url = models.URLField("where it can be read", max_length=500, blank=True)
    data_licence = models.CharField(
        "licence of our data",
        max_length=160,
        blank=True,
        help_text="Of the database as a whole. Empty: nothing is granted.",
    )
    data_licence_url = models.URLField("where that can be read", max_length=500, blank=True)

    class Meta:
        verbose_name = "publisher"
        verbose_name_plural = "who publishes this"
        constraints = [
            models.CheckConstraint(
                condition=Q(id=1),
                name="one_publisher",
                violation_error_message="There is one publisher: change that one.",
            ),
            together(
                texts=["words_licence", "words_licence_url"],
                name="words_licence_can_be_read",
                message="Give the licence of the words with the address where it can be read.",
            ),
            together(
                texts=["data_licence", "data_licence_url"],
                name="data_licence_can_be_read",
                message="Give the licence of the data with the address where it can be read.",
            ),
            together(
                texts=["regulator", "regulator_url"],
                name="regulator_can_be_found",
                message="Give the regulator with its address.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
