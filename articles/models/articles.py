"""The working copy of a story. Readers never see it: they see published versions."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone
from simple_history.models import HistoricalRecords

from hospitals.models import Area, Hospital, Strike, Trust
from lib.constraints import together

from .pictures import Picture
from .public import PublicStory
from .slugs import FormerSlug, KeepsItsAddress, former_once

USER = settings.AUTH_USER_MODEL


class SectionQuerySet(models.QuerySet):
    def public(self, at: datetime | None = None) -> Self:
        """Those in which a story stands or stood that is not pulled; never of drafts alone."""
        seen = PublicStory.objects.begun(at or timezone.now())
        return self.filter(Exists(seen.filter(section=OuterRef("pk"))))


class Section(KeepsItsAddress):
    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    description = models.TextField(
        blank=True, help_text="A sentence or two below its name, on its page."
    )
    order = models.PositiveSmallIntegerField(default=0)

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class FormerSectionSlug(FormerSlug):
    section = models.ForeignKey(Section, models.CASCADE, related_name="former_slugs")

    class Meta:
        constraints = former_once("section")


class ContributorQuerySet(models.QuerySet):
    def public(self, at: datetime | None = None) -> Self:
        """Those whose name stands or stood over a story that is not pulled; never over drafts."""
        seen = PublicStory.objects.begun(at or timezone.now())
        return self.filter(Exists(seen.filter(version__contributors=OuterRef("pk"))))


class Contributor(KeepsItsAddress):
    """A name that stands over stories; it may belong to a log-in, and outlives it."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    role = models.CharField(
        max_length=120, blank=True, help_text="What they do here, such as: health reporter."
    )
    biography = models.TextField(
        blank=True, help_text="A few sentences for readers. Nobody sees them without consent."
    )
    agreed_on = models.DateField(
        "agreed on",
        null=True,
        blank=True,
        help_text="The day on which they agreed to these very words being published.",
    )
    user = models.OneToOneField(
        USER, models.SET_NULL, null=True, blank=True, related_name="contributor"
    )

    objects = ContributorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def public_biography(self) -> str:
        return self.biography if self.agreed_on else ""


class FormerContributorSlug(FormerSlug):
    contributor = models.ForeignKey(Contributor, models.CASCADE, related_name="former_slugs")

    class Meta:
        constraints = former_once("contributor")


class ArticleQuerySet(models.QuerySet):
    def in_state(self, state: str) -> Self:
        return self.filter(state=state)

    def decided(self) -> Self:
        """With the last decision between reporter and subs: `decided_kind` (an event's), and
        `decided_by`, `decided_at`, `decided_note`."""
        events = (
            Article.events.rel.related_model.objects.filter(article=OuterRef("pk"))
            .filter(kind__in=("submitted", "sent_back", "approved"))
            .order_by("-id")
        )
        return self.annotate(
            decided_kind=Subquery(events.values("kind")[:1]),
            decided_by_id=Subquery(events.values("by")[:1]),
            decided_at=Subquery(events.values("at")[:1]),
            decided_note=Subquery(events.values("reason")[:1]),
        )

    def sent_back(self) -> Self:
        """Drafts that a sub has sent back and nobody has sent again."""
        return self.in_state(Article.State.DRAFT).decided().filter(decided_kind="sent_back")

    def for_list(self) -> Self:
        """Without the body and other long texts, with what a line on the desk shows."""
        return self.select_related("section", "owner").defer("body", "standfirst")


class Article(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", "draft"
        WITH_SUBS = "with_subs", "with the subs"
        APPROVED = "approved", "approved"
        PUBLISHED = "published", "as published"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(
        "address",
        max_length=120,
        unique=True,
        help_text="The last part of the web address. It stays once the story is published.",
    )
    headline = models.TextField(help_text="Text with citation marks, and no other markup.")
    standfirst = models.TextField(
        blank=True, help_text="One or two sentences under the headline. Takes citation marks."
    )
    kicker = models.CharField(
        max_length=60, blank=True, help_text="The word or two above the headline: Strikes."
    )
    section = models.ForeignKey(Section, models.PROTECT, related_name="articles")
    bylines = models.ManyToManyField(Contributor, through="Byline", related_name="articles")
    dateline = models.CharField(
        max_length=80, blank=True, help_text="Where it was written: SOUTHAMPTON."
    )
    body = models.TextField(blank=True)
    trusts = models.ManyToManyField(Trust, blank=True, related_name="articles")
    hospitals = models.ManyToManyField(Hospital, blank=True, related_name="articles")
    areas = models.ManyToManyField(Area, blank=True, related_name="articles")
    strikes = models.ManyToManyField(Strike, blank=True, related_name="articles")
    related = models.ManyToManyField(
        "self", through="RelatedArticle", symmetrical=False, related_name="related_from"
    )
    embargo_until = models.DateTimeField(
        null=True, blank=True, help_text="The story cannot go out before."
    )
    serious_allegation = models.BooleanField(
        "serious allegation",
        default=False,
        help_text="It says of somebody what they would sue over. It waits for a right of reply, or "
        "for an editor’s reason to go out without one.",
    )
    proceedings_active = models.BooleanField(
        "proceedings active",
        default=False,
        help_text="Somebody in it is arrested, charged or before a jury: nothing may prejudice "
        "their trial. Whoever publishes says why it is safe.",
    )
    job = models.TextField("the job", blank=True, help_text="What was asked for. Desk only.")
    deadline = models.DateTimeField(null=True, blank=True)
    owner = models.ForeignKey(USER, models.PROTECT, related_name="articles")

    # Written by workflow alone.
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    changed_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_hash = models.CharField(max_length=64, blank=True, editable=False)
    pulled_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ArticleQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[trusts, hospitals, areas, strikes])

    class Meta:
        verbose_name = "story"
        verbose_name_plural = "stories"
        ordering = ["-changed_at", "-id"]
        permissions = [
            ("edit_others_article", "Can edit stories of others"),
            ("approve_article", "Can approve or send back stories"),
            ("publish_article", "Can publish, schedule and cancel"),
            ("issue_correction", "Can issue a notice of correction beside a story"),
            ("publish_alone", "Can publish on one pair of eyes (duty editor)"),
            ("pull_article", "Can pull a story from the site"),
            ("put_back_article", "Can put a pulled story back"),
            ("withdraw_article", "Can withdraw a story with a notice"),
        ]
        constraints = [
            together(
                "approved_by",
                "approved_at",
                texts=["approved_hash"],
                name="article_approved_by_somebody",
                message="An approval has a person, a time and the text it was given for.",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_by__isnull=False),
                name="approved_article_has_approval",
                violation_error_message="An approved story has somebody who approved it.",
            ),
        ]
        indexes = [
            models.Index(fields=["-changed_at", "-id"], name="article_by_change"),
            models.Index(fields=["owner", "-changed_at", "-id"], name="article_by_owner"),
            models.Index(fields=["state", "-changed_at", "-id"], name="article_by_state"),
            models.Index(fields=["section", "-changed_at", "-id"], name="article_by_section"),
            models.Index(
                fields=["pulled_at"], condition=Q(pulled_at__isnull=False), name="article_pulled"
            ),
        ]

    def __str__(self) -> str:
        from articles.markup import plain_text

        return plain_text(self.headline) or self.slug


class Byline(models.Model):
    article = models.ForeignKey(Article, models.CASCADE, related_name="byline_rows")
    contributor = models.ForeignKey(Contributor, models.PROTECT, related_name="byline_rows")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "contributor"],
                name="byline_once_per_article",
                violation_error_message="This name is already in the byline.",
            )
        ]

    def __str__(self) -> str:
        return self.contributor.name


class RelatedArticle(models.Model):
    """A "Read more" link."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="related_rows")
    to = models.ForeignKey(
        Article, models.CASCADE, related_name="related_from_rows", verbose_name="story"
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "related story"
        verbose_name_plural = "related stories"
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "to"],
                name="related_once_per_article",
                violation_error_message="This story is already listed.",
            ),
            models.CheckConstraint(
                condition=~Q(article=F("to")),
                name="related_not_to_itself",
                violation_error_message="A story cannot be related to itself.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.to)


class ArticlePicture(models.Model):
    article = models.ForeignKey(Article, models.CASCADE, related_name="picture_rows")
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="article_rows")
    caption = models.TextField(blank=True, help_text="Takes citation marks.")
    in_gallery = models.BooleanField(
        default=False, help_text="Shown in the gallery below the story instead of above it."
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "picture"
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "picture"],
                name="picture_once_per_article",
                violation_error_message="This picture is already in the story.",
            )
        ]

    def __str__(self) -> str:
        return self.picture.title
