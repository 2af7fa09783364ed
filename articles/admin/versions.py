"""What was published, as it was published: to look at, never to change."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from articles.models import Citation, PublishedVersion
from articles.presenters.graphics import plain_body, shown_graphics
from lib.admin.lists import QuickLists
from lib.people import called

from . import stories
from .comparing import compare_url, held_against

LONG = (
    "headline",
    "headline_html",
    "standfirst",
    "standfirst_html",
    "body",
    "body_html",
    "graphics",
)


@admin.register(PublishedVersion)
class VersionAdmin(QuickLists):
    fieldsets = [
        (None, {"fields": ["as_published"]}),
        ("What it changed", {"fields": ["changed"]}),
        ("Rests on", {"fields": ["rests_on"]}),
        (
            "Who and when",
            {
                "fields": [
                    "story",
                    ("number", "kind"),
                    "live_from",
                    ("first_published_at", "content_modified_at"),
                    ("published_by", "published_at"),
                    ("approved_by", "approved_at"),
                    ("on_one_pair_of_eyes", "against_record"),
                    ("cancelled_by", "cancelled_at"),
                ]
            },
        ),
    ]
    readonly_fields = ["as_published", "changed", "rests_on", "story"]
    list_display = ["headline_text", "number", "kind", "live_from", "by", "standing"]
    list_filter = ["kind", "on_one_pair_of_eyes", "against_record"]
    search_fields = ["headline_text", "slug"]
    sortable_by = []
    ordering = ["-live_from", "-id"]
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[PublishedVersion]:
        lines = super().get_queryset(request).select_related("published_by", "article")
        if request.resolver_match.url_name.endswith("_changelist"):
            return lines.defer(*LONG, "notice")
        return lines

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: PublishedVersion | None = None
    ) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: PublishedVersion | None = None
    ) -> bool:
        return False

    @admin.display(description="published by")
    def by(self, version: PublishedVersion) -> str:
        return called(version.published_by)

    @admin.display(description="standing")
    def standing(self, version: PublishedVersion) -> str:
        if version.cancelled_at:
            return stories.badge("cancelled", "bad")
        if version.article.pulled_at:
            return stories.badge("pulled", "bad")
        if version.live_from > timezone.now():
            return stories.badge("scheduled", "waiting")
        return "published"

    @admin.display(description="story")
    def story(self, version: PublishedVersion) -> SafeString:
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:articles_article_change", args=[version.article_id]),
            version.article,
        )

    @admin.display(description="as published")
    def as_published(self, version: PublishedVersion) -> SafeString:
        """The rendered snapshot: sanitised when it was published, and unchanged since."""
        pictures = version.pictures.select_related("picture")
        return format_html(
            '<div class="snapshot"><p>{}</p><p class="headline">{}</p><p class="standfirst">{}</p>'
            "<p>{}</p>{}{}{}</div>",
            version.kicker,
            mark_safe(version.headline_html),
            mark_safe(version.standfirst_html),
            ", ".join(filter(None, [version.byline, version.dateline])),
            format_html("<p><strong>{}</strong></p>", version.notice) if version.notice else "",
            mark_safe(plain_body(version.body_html, shown_graphics(version, {}))),
            format_html_join(
                "",
                "<p>Picture: {} ({})</p>",
                ((row.alt_text, row.credit) for row in pictures),
            ),
        )

    @admin.display(description="since the version before")
    def changed(self, version: PublishedVersion) -> SafeString | str:
        earlier = version.article.versions.standing().filter(number__lt=version.number)
        before = earlier.order_by("-number").values_list("number", flat=True).first()
        if before is None:
            return "nothing stood there before"
        found = held_against(version.article, f"v{before}", f"v{version.number}")
        page = render_to_string("admin/articles/article/version_changed.html", found)
        link = '<p><a href="{}">Side by side, or against any other version</a></p>'
        return mark_safe(page) + format_html(link, compare_url(version, before))

    @admin.display(description="records")
    def rests_on(self, version: PublishedVersion) -> str:
        cited = version.citations.select_related(
            "figure_revision__figure__measure", "quote_revision"
        )
        lines = format_html_join(
            "", "<li>{} ({}): {}</li>", ((row.words, row.place, record(row)) for row in cited)
        )
        return format_html("<ul>{}</ul>", lines) if lines else "no figures or quotations"

    def view_on_site(self, version: PublishedVersion) -> str | None:
        live = PublishedVersion.objects.live().filter(pk=version.pk).exists()
        return version.get_absolute_url() if live else None


def record(citation: Citation) -> str:
    revision = citation.figure_revision or citation.quote_revision
    if citation.figure_revision_id:
        return f"figure {revision.figure_id}, {revision.say()} (revision {revision.number})"
    return f"quotation {revision.quote_id}, {revision.attribution} (wording {revision.number})"
