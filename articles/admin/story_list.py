"""The list of stories on the desk: whose, where each stands, what readers see of it."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst

from articles import markup
from articles.models import Article, Byline, PublicWords, PublishedVersion
from lib.admin.history import ChangesInWords, HistoryInWords
from lib.admin.lists import QuickLists, View
from lib.admin.search import any_field
from lib.full_text import holding
from lib.people import called
from lib.searching import terms
from lib.words import short_stamp

from . import stories
from .arranging import Arranges

State = Article.State


class Whose(admin.SimpleListFilter):
    title = "owner"
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("me", "my stories"), ("others", "stories of others")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "me":
            return queryset.filter(owner=request.user)
        return queryset.exclude(owner=request.user) if self.value() == "others" else queryset


class WithReaders(admin.SimpleListFilter):
    title = "with readers"
    parameter_name = "readers"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("live", "live"), ("scheduled", "a version is scheduled"), ("pulled", "pulled")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "live":
            return queryset.filter(Exists(live_versions()))
        if self.value() == "scheduled":
            return queryset.filter(pk__in=PublishedVersion.objects.scheduled().values("article"))
        return queryset.filter(pulled_at__isnull=False) if self.value() == "pulled" else queryset


class Due(admin.SimpleListFilter):
    title = "due"
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("soon", "within a day, or late"), ("later", "later"), ("none", "no deadline")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        soon = timezone.now() + timedelta(days=1)
        condition = {
            "soon": Q(deadline__lt=soon),
            "later": Q(deadline__gte=soon),
            "none": Q(deadline=None),
        }
        return queryset.filter(condition.get(self.value() or "", Q()))


def live_versions() -> QuerySet[PublishedVersion]:
    """Of the story of the query around it: the version that readers see."""
    return PublishedVersion.objects.live().filter(article=OuterRef("pk"))


class StoryList(ChangeList):
    """Lines without bodies, each with its authors, the last word between reporter and subs, and
    what readers see or will see of it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "Stories"

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet:
        found = super().get_queryset(request, exclude_parameters)
        ahead = PublishedVersion.objects.scheduled().filter(article=OuterRef("pk"))
        return (
            found.for_list()
            .decided()
            .prefetch_related("bylines")
            .annotate(
                live_number=Subquery(live_versions().values("number")[:1]),
                goes_out_at=Subquery(ahead.order_by("live_from").values("live_from")[:1]),
            )
        )


class StoryChanges(ChangesInWords):
    """Of a story's text the words, without its marks."""

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        shown = super().prepare_delta_change_value(change, value)
        marked = change.field in ("headline", "standfirst", "body")
        return markup.plain_text(shown) if marked and shown else shown


class ListsStories(Arranges, HistoryInWords, QuickLists):
    """For the ModelAdmin of stories: its columns, filters and search."""

    changes_in_words = StoryChanges
    list_display = ["where", "title", "by", "section", "due", "changed", "waits"]
    list_display_links = ["title"]
    list_filter = ["state", "section", Whose, WithReaders, Due]
    search_fields = ["headline", "slug", "kicker"]
    search_help_text = "Headline, words or author"
    sortable_by = ["changed"]
    ordering = ["-changed_at", "-id"]
    views = [
        View("Mine", "whose=me", lambda user: Article.objects.filter(owner=user)),
        View(
            "With the subs",
            "state__exact=with_subs",
            lambda user: Article.objects.in_state(State.WITH_SUBS),
        ),
        View(
            "Ready", "state__exact=approved", lambda user: Article.objects.in_state(State.APPROVED)
        ),
        View("Live", "readers=live", lambda user: Article.objects.filter(Exists(live_versions()))),
    ]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return StoryList

    def search_word(self, request: HttpRequest, word: str) -> Q:
        """In the headline, or the name of an author; of what is in hand also in its text."""
        people = Byline.objects.filter(any_field(["contributor__name"], word))
        in_hand = ~Q(state=State.PUBLISHED) & any_field(["body", "standfirst"], word)
        owner = any_field(["owner__first_name", "owner__last_name"], word)
        return (
            super().search_word(request, word)
            | owner
            | Q(pk__in=people.values("article"))
            | in_hand
        )

    def search_also(self, term: str) -> Q:
        """In the text of what readers see."""
        asked = terms(term, {})
        if not asked:
            return super().search_also(term)
        now = timezone.now()
        seen = PublicWords.objects.filter(starts__lte=now, ends__gt=now)
        return Q(pk__in=seen.filter(pk__in=holding(PublicWords, asked)).values("article"))

    @admin.display(description="headline")
    def title(self, story: Article) -> SafeString | str:
        """Bold where it waits for somebody, plain where it is out as it stands."""
        out = story.state == State.PUBLISHED
        return str(story) if out else format_html("<strong>{}</strong>", story)

    @admin.display(description="state")
    def where(self, story: Article) -> SafeString:
        if story.pulled_at:
            mark, words = "pulled", "pulled"
        elif is_sent_back(story):
            mark, words = "sent_back", "sent back"
        else:
            live = story.state == State.PUBLISHED and story.live_number
            mark, words = stories.MARKS[story.state], story.get_state_display()
            words = "live" if live else words
        return format_html(
            '<span class="mark {}"></span><span class="state">{}</span>', mark, capfirst(words)
        )

    @admin.display(description="by")
    def by(self, story: Article) -> str:
        names = [person.name for person in story.bylines.all()]
        return ", ".join(names) or called(story.owner)

    @admin.display(description="due")
    def due(self, story: Article) -> str | None:
        return None if story.state == State.PUBLISHED else short_stamp(story.deadline)

    @admin.display(description="changed", ordering="changed_at")
    def changed(self, story: Article) -> str | None:
        return short_stamp(story.changed_at)

    @admin.display(description="what waits")
    def waits(self, story: Article) -> str:
        """What is to be done, or what readers see."""
        if is_sent_back(story):
            return f"note: {Truncator(story.decided_note).chars(60)}"
        said = []
        if story.state == State.APPROVED and not story.goes_out_at:
            said.append("ready")
        if story.goes_out_at:
            said.append(f"out {short_stamp(story.goes_out_at)}")
        if story.live_number and not story.pulled_at:
            said.append(f"version {story.live_number}")
        return ", ".join(said)


def is_sent_back(story: Article) -> bool:
    return story.state == State.DRAFT and story.decided_kind == "sent_back"
