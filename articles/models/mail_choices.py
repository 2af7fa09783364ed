"""What somebody chose to be mailed."""

from django.conf import settings
from django.db import models


class MailChoice(models.Model):
    """Where somebody departs from what everybody gets: see `articles.mail.choices`."""

    class About(models.TextChoices):
        SENT_BACK = "sent_back", "sent back"
        WITH_SUBS = "with_subs", "with the subs"
        SECOND_LOOK = "second_look", "second look"
        CORRECTION = "correction", "a correction to approve"
        REPLY = "reply", "right of reply"

    class How(models.TextChoices):
        AT_ONCE = "at_once", "at once, each by itself"
        GATHERED = "gathered", "at most once an hour, all together"
        NEVER = "never", "not at all"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choices"
    )
    about = models.CharField(max_length=11, choices=About)
    how = models.CharField(max_length=8, choices=How)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "about"],
                name="mail_choice_once",
                violation_error_message="There is one choice for each kind of mail.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_about_display()}: {self.get_how_display()}"
