"""Stories as readers see them: a flat table, written by `articles.public` and by nobody else."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from deeds.changes import FOR_GOOD

# Of a version, what a line in a list shows.
IN_LISTS = (
    "number",
    "kind",
    "slug",
    "kicker",
    "headline_text",
    "standfirst_text",
    "byline",
    "first_published_at",
    "content_modified_at",
    "section__name",
    "section__slug",
    "article__uuid",
)


class PublicStoryQuerySet(models.QuerySet):
    def live(self, at: datetime) -> Self:
        """The row of each story that readers see at `at`; one story has one at a time."""
        return self.filter(starts__lte=at, ends__gt=at)

    def begun(self, at: datetime) -> Self:
        """What readers see at `at`, or saw and may still read among the earlier versions."""
        return self.filter(starts__lte=at)

    def for_lists(self) -> Self:
        """With the version, as much of it as a line in a list shows."""
        shown = (f"version__{name}" for name in IN_LISTS)
        return self.select_related("version__section", "version__article").only(
            "article", "first_published_at", *shown
        )

    def newest_first(self) -> Self:
        """By first publication. The order stays when a story is updated or corrected."""
        return self.order_by("-first_published_at", "-article_id")


class PublicStory(models.Model):
    """The stretch of time in which readers see a version; none where its story is pulled.

    Beside the stretch stand the keys by which lists filter and sort, and no words. No key is
    checked by the database: see PublicFigure.
    """

    version = models.OneToOneField(
        "articles.PublishedVersion",
        models.CASCADE,
        db_constraint=False,
        primary_key=True,
        related_name="public",
    )
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, db_constraint=False, related_name="public_rows"
    )
    section = models.ForeignKey(
        "articles.Section", models.CASCADE, db_constraint=False, related_name="+", db_index=False
    )
    first_published_at = models.DateTimeField()
    starts = models.DateTimeField()
    ends = models.DateTimeField(default=FOR_GOOD, help_text="Readers see it until this moment.")

    # Of the version, which never changes, as a page asks for it: one row and not six questions.
    links = models.JSONField(
        default=dict, help_text="Ids by kind: trusts, hospitals, strikes, related, pictures."
    )
    marks = models.JSONField(
        default=list,
        help_text="[words, figure, its revision, quotation, its revision] of each citation, by id.",
    )

    objects = PublicStoryQuerySet.as_manager()

    class Meta:
        ordering = ["-first_published_at", "-article_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "starts"],
                name="public_story_once",
                violation_error_message="Readers see one version of a story at a time.",
            ),
            models.CheckConstraint(
                condition=Q(starts__lt=F("ends")),
                name="public_story_in_order",
                violation_error_message="Readers see it for a time, which ends after it starts.",
            ),
        ]
        indexes = [
            models.Index(fields=["-first_published_at", "-article"], name="public_stories"),
            models.Index(
                fields=["section", "-first_published_at", "-article"], name="public_by_section"
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.version_id} from {self.starts} until {self.ends}"


def live_at(at: datetime, prefix: str = "") -> Q:
    """Q: readers see the version, reached over `prefix` such as "version__", at `at`."""
    return Q(**{f"{prefix}public__starts__lte": at, f"{prefix}public__ends__gt": at})


class PublicWords(models.Model):
    """The words of a version while readers see it, as stems: what is searched.

    Without the names of private people, who are named in the story alone. The key is the story's
    place: the newest has the highest (see `place`, `lib.full_text`).
    """

    id = models.BigIntegerField(primary_key=True)
    version = models.OneToOneField(
        "articles.PublishedVersion", models.CASCADE, db_constraint=False, related_name="words"
    )
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, db_constraint=False, related_name="+"
    )
    starts = models.DateTimeField()
    ends = models.DateTimeField(default=FOR_GOOD, help_text="Readers see it until this moment.")
    text = models.TextField(help_text="Below the headline, as readers see it.")
    title_words = models.TextField(help_text="Stems of the headline.")
    words = models.TextField(help_text="Stems of all of it, the byline too.")

    def __str__(self) -> str:
        return f"words of version {self.version_id}"


def place(first_published_at: datetime, version: int) -> int:
    """Where a version stands among all: by the second of first publication, then by its id."""
    return (int(first_published_at.timestamp()) << 31) + version
