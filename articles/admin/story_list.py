"""The list of stories on the desk: whose, where each stands, what readers see of it."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest

from articles.models import Article, PublishedVersion
from lib.admin.lists import QuickLists
from lib.people import called
from lib.words import short_stamp

from . import stories


class Whose(admin.SimpleListFilter):
    title = "owner"
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("me", "my stories"), ("others", "stories of others")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "me":
            return queryset.filter(owner=request.user)
        return queryset.exclude(owner=request.user) if self.value() == "others" else queryset


class Scheduled(admin.SimpleListFilter):
    title = "scheduled"
    parameter_name = "scheduled"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", "a version is scheduled")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() != "yes":
            return queryset
        return queryset.filter(pk__in=PublishedVersion.objects.scheduled().values("article"))


class Pulled(admin.SimpleListFilter):
    title = "pulled"
    parameter_name = "pulled"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", "pulled"), ("no", "not pulled")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() is None:
            return queryset
        return queryset.filter(pulled_at__isnull=self.value() == "no")


class StoryList(ChangeList):
    """Lines without bodies, each with the number of the version that readers see."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "Stories"

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet:
        found = super().get_queryset(request, exclude_parameters)
        live = PublishedVersion.objects.live().filter(article=OuterRef("pk"))
        return found.for_list().annotate(live_number=Subquery(live.values("number")[:1]))


class ListsStories(QuickLists):
    """For the ModelAdmin of stories: its columns and filters."""

    list_display = ["title", "section", "where", "by", "due", "live", "changed"]
    list_filter = ["state", "section", Whose, Scheduled, Pulled]
    search_fields = ["headline", "slug"]
    search_help_text = "Words of the headline or the address."
    sortable_by = ["changed"]
    ordering = ["-changed_at", "-id"]
    actions = None

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return StoryList

    @admin.display(description="headline")
    def title(self, story: Article) -> str:
        return str(story)

    @admin.display(description="state")
    def where(self, story: Article) -> str:
        return stories.state_badge(story)

    @admin.display(description="owner")
    def by(self, story: Article) -> str:
        return called(story.owner)

    @admin.display(description="deadline")
    def due(self, story: Article) -> str | None:
        return short_stamp(story.deadline)

    @admin.display(description="live")
    def live(self, story: Article) -> int | None:
        return story.live_number if story.pulled_at is None else None

    @admin.display(description="changed", ordering="changed_at")
    def changed(self, story: Article) -> str | None:
        return short_stamp(story.changed_at)
