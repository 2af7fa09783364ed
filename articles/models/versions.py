"""Published versions: immutable snapshots. A version ends when the next one starts.

Live at `t` = the uncancelled version with the latest `live_from <= t`, unless the story is
pulled. The end is derived, never stored; scheduling is a later `live_from`, and no job runs.
"""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from hospitals.models import Area, Hospital, Strike, Trust
from lib.addresses import address
from lib.constraints import together

from .articles import Article, Contributor, Section
from .pictures import Picture
from .public import IN_LISTS, live_at

USER = settings.AUTH_USER_MODEL


# What went out without a second person's approval, or against a record: looked at afterwards.
LOOKED_AT_AGAIN = Q(on_one_pair_of_eyes=True) | Q(kind="small_fix") | Q(against_record=True)


class VersionQuerySet(models.QuerySet):
    def public(self, at: datetime | None = None) -> Self:
        """The one version of each story that readers see at `at` (default now).

        The one door: every public surface starts here.
        """
        return self.filter(live_at(at or timezone.now()))

    def live(self, at: datetime | None = None) -> Self:
        """The same asked of the versions themselves, for the desk: what a deed has done so far
        counts, though the public rows are written at its end."""
        at = at or timezone.now()
        later = self.model.objects.standing().filter(
            article=OuterRef("article"), live_from__gt=OuterRef("live_from"), live_from__lte=at
        )
        begun = self.standing().filter(live_from__lte=at, article__pulled_at__isnull=True)
        return begun.filter(~Exists(later))

    def standing(self) -> Self:
        """Not cancelled: was, is or will be live."""
        return self.filter(cancelled_at__isnull=True)

    def begun(self, at: datetime | None = None) -> Self:
        """Is live at `at`, or has been, or would be if its story were not pulled; latest first."""
        return self.standing().filter(live_from__lte=at or timezone.now()).order_by("-live_from")

    def to_correct(self, at: datetime | None = None) -> Self:
        """What a correction reaches: of each story the version that is live at `at`, or would be
        if the story were not pulled, and those that are set to start."""
        at = at or timezone.now()
        later = self.model.objects.standing().filter(
            article=OuterRef("article"), live_from__gt=OuterRef("live_from"), live_from__lte=at
        )
        return self.standing().filter(Q(live_from__gt=at) | ~Exists(later))

    def changed_something(self, at: datetime | None = None) -> Self:
        """Those that took the place of another in stories that are not pulled, and changed more
        than spelling: what readers who know the story would want to know of."""
        seen = self.standing().filter(live_from__lte=at or timezone.now())
        return seen.filter(article__pulled_at__isnull=True).exclude(kind__in=("first", "small_fix"))

    def scheduled(self, at: datetime | None = None) -> Self:
        return self.standing().filter(live_from__gt=at or timezone.now())

    def for_second_look(self) -> Self:
        """Went out on one pair of eyes, as a small fix or against a record, and nobody has ticked
        it off yet."""
        return self.standing().filter(LOOKED_AT_AGAIN).exclude(looks__kind="looked_again")

    def newest_first(self) -> Self:
        """By first publication. The order stays when a story is updated or corrected."""
        return self.order_by("-first_published_at", "-article_id")

    def for_lists(self) -> Self:
        """Without bodies, with what a line in a list shows."""
        return self.select_related("section", "article").only(*IN_LISTS)

    def for_page(self) -> Self:
        """With what the story's own page shows; of the working copy only its lasting id."""
        return self.select_related("section", "article", "public").only(
            *IN_LISTS,
            "public__links",
            "public__marks",
            "headline_html",
            "standfirst_html",
            "body",
            "body_html",
            "graphics",
            "dateline",
            "notice",
            "live_from",
            "announced_at",
        )


class PublishedVersion(models.Model):
    class Kind(models.TextChoices):
        FIRST = "first", "first"
        UPDATE = "update", "update"
        SMALL_FIX = "small_fix", "small fix"
        CORRECTION = "correction", "correction"
        WITHDRAWAL = "withdrawal", "withdrawal"

    article = models.ForeignKey(Article, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)

    # What was written, with citation marks; and what readers see.
    slug = models.SlugField(max_length=120)
    kicker = models.CharField(max_length=60, blank=True)
    section = models.ForeignKey(Section, models.PROTECT, related_name="versions")
    dateline = models.CharField(max_length=80, blank=True)
    byline = models.CharField(max_length=300)
    headline = models.TextField()
    headline_html = models.TextField()
    headline_text = models.TextField()
    standfirst = models.TextField(blank=True)
    standfirst_html = models.TextField(blank=True)
    standfirst_text = models.TextField(blank=True)
    body = models.TextField(blank=True)
    body_html = models.TextField(blank=True)
    # What stands in each table and chart of the body: see `articles.workflow.graphics`.
    graphics = models.JSONField(default=list, blank=True)
    notice = models.TextField(blank=True, help_text="Why the story was withdrawn.")

    live_from = models.DateTimeField()
    first_published_at = models.DateTimeField()
    content_modified_at = models.DateTimeField()
    # When readers were last told of the story as new. A correction of many stories at once tells
    # them of itself alone.
    announced_at = models.DateTimeField()

    content_hash = models.CharField(max_length=64)
    approved_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    on_one_pair_of_eyes = models.BooleanField(default=False)
    against_record = models.BooleanField(
        default=False,
        help_text="A number or a quotation says otherwise than its record, for a reason given.",
    )

    # Set once (trigger): here and not in a row beside it, so that the unique constraint on
    # live_from can leave cancelled versions out.
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")

    trusts = models.ManyToManyField(Trust, through="VersionTrust", related_name="versions")
    hospitals = models.ManyToManyField(Hospital, through="VersionHospital", related_name="versions")
    areas = models.ManyToManyField(Area, through="VersionArea", related_name="versions")
    strikes = models.ManyToManyField(Strike, through="VersionStrike", related_name="versions")
    contributors = models.ManyToManyField(
        Contributor, through="VersionContributor", related_name="versions"
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-live_from", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"],
                name="version_number_once",
                violation_error_message="Somebody else has just published this story: look at "
                "their version first.",
            ),
            models.UniqueConstraint(
                fields=["article", "live_from"],
                condition=Q(cancelled_at__isnull=True),
                name="version_live_from_once",
                violation_error_message="Another version of this story already starts at this "
                "moment.",
            ),
            together(
                "cancelled_by",
                "cancelled_at",
                name="version_cancelled_by_somebody",
                message="A cancellation has a person and a time.",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=False, approved_at__isnull=False)
                | Q(approved_by__isnull=True, approved_at__isnull=True, on_one_pair_of_eyes=True)
                | Q(approved_by__isnull=True, approved_at__isnull=True, kind="small_fix")
                | Q(approved_by__isnull=True, approved_at__isnull=True, kind="withdrawal"),
                name="version_approved_or_marked",
                violation_error_message="A version has a second person’s approval, or is marked "
                "as published on one pair of eyes.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="withdrawal") | ~Q(notice=""),
                name="withdrawal_has_notice",
                violation_error_message="Tell readers why the story is withdrawn.",
            ),
        ]
        indexes = [
            models.Index(fields=["-first_published_at", "-article"], name="version_list"),
            models.Index(
                fields=["section", "-first_published_at", "-article"], name="version_by_section"
            ),
            models.Index(fields=["article", "-live_from"], name="version_by_start"),
            models.Index(fields=["live_from"], name="version_start"),
            models.Index(fields=["-announced_at", "-article"], name="version_announced"),
            models.Index(fields=["slug"], name="version_slug"),
            # The desk's second-look list: few rows of many.
            models.Index(
                fields=["live_from"], condition=LOOKED_AT_AGAIN, name="version_second_look"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.headline_text} (version {self.number})"

    def get_absolute_url(self) -> str:
        first = timezone.localtime(self.first_published_at)
        return address("articles:article", first.year, f"{first.month:02}", self.slug)


def listed_once(subject: str) -> tuple[list[models.BaseConstraint], list[models.Index]]:
    """(constraints, indexes) of a VersionLink; `subject` is its other foreign key."""
    once = models.UniqueConstraint(
        fields=["version", subject],
        name=f"version_{subject}_once",
        violation_error_message=f"This {subject} is already listed for this version.",
    )
    # By article and not by version, so that the order stays under corrections.
    in_order = models.Index(
        fields=[subject, "-first_published_at", "-article"], name=f"version_by_{subject}"
    )
    return [once], [in_order]


class VersionLink(models.Model):
    """What a version is about or by, with the story's list order for the index."""

    first_published_at = models.DateTimeField()
    article = models.ForeignKey(Article, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class VersionTrust(VersionLink):
    version = models.ForeignKey(PublishedVersion, models.CASCADE, related_name="trust_links")
    trust = models.ForeignKey(Trust, models.PROTECT, related_name="version_links")

    class Meta:
        constraints, indexes = listed_once("trust")


class VersionHospital(VersionLink):
    version = models.ForeignKey(PublishedVersion, models.CASCADE, related_name="hospital_links")
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="version_links")

    class Meta:
        constraints, indexes = listed_once("hospital")


class VersionArea(VersionLink):
    version = models.ForeignKey(PublishedVersion, models.CASCADE, related_name="area_links")
    area = models.ForeignKey(Area, models.PROTECT, related_name="version_links")

    class Meta:
        constraints, indexes = listed_once("area")


class VersionStrike(VersionLink):
    version = models.ForeignKey(PublishedVersion, models.CASCADE, related_name="strike_links")
    strike = models.ForeignKey(Strike, models.PROTECT, related_name="version_links")

    class Meta:
        constraints, indexes = listed_once("strike")


class VersionContributor(VersionLink):
    version = models.ForeignKey(PublishedVersion, models.CASCADE, related_name="contributor_links")
    contributor = models.ForeignKey(Contributor, models.PROTECT, related_name="version_links")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints, indexes = listed_once("contributor")


class VersionPicture(models.Model):
    """A picture as it stood in a version: its words are part of the snapshot."""

    version = models.ForeignKey(PublishedVersion, models.CASCADE, related_name="pictures")
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="version_rows")
    caption = models.TextField(blank=True)
    caption_html = models.TextField(blank=True)
    alt_text = models.CharField(max_length=250)
    credit = models.CharField(max_length=120)
    focus_x = models.PositiveSmallIntegerField(default=50)
    focus_y = models.PositiveSmallIntegerField(default=50)
    in_gallery = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "picture"],
                name="version_picture_once",
                violation_error_message="This picture is already in this version.",
            )
        ]


class VersionRelated(models.Model):
    """A "Read more" link of a version; shown while the other story is live."""

    version = models.ForeignKey(PublishedVersion, models.CASCADE, related_name="related")
    to = models.ForeignKey(Article, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "to"],
                name="version_related_once",
                violation_error_message="This story is already listed for this version.",
            )
        ]
