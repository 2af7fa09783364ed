"""Lists that stay quick at 100,000 rows: a bounded count, search by words, filters by search."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR, TO_FIELD_VAR
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.admin.views.main import ERROR_FLAG, PAGE_VAR, SEARCH_VAR
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import Media
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from .addresses import is_key
from .choosers import AutocompleteFilter
from .dates import WRITTEN_DATES
from .search import SearchesWords, what_was_cut


class BoundedPaginator(Paginator):
    """Counts no further than it must: a page number past `most` rows helps nobody."""

    most = 5_000

    @cached_property
    def counted(self) -> int:
        rows: Any = self.object_list
        if not hasattr(rows, "query"):
            return len(rows)
        counted: int = rows.order_by().values("pk")[: self.most + 1].count()
        return counted

    @property
    def count(self) -> int:
        return min(self.counted, self.most)

    @property
    def is_cut(self) -> bool:
        """Whether there are more rows than pages: search or filter to reach them."""
        return self.counted > self.most


# “The trust “<a …>RHM</a>” was changed successfully. You may edit it again below.”
SAVED = re.compile(r"^The [^“]+ “(?P<what>.*)” was (?:added|changed|deleted) successfully\.")


def in_our_words(message: Any) -> Any:
    """ "Saved: RHM." for what Django says of a record that was saved; the rest as it is."""
    found = SAVED.match(str(message))
    if found is None:
        return message
    done = "Deleted" if "deleted successfully" in message else "Saved"
    said = f"{done}: {found['what']}."
    return mark_safe(said) if isinstance(message, SafeString) else said


def asked_for(query: QueryDict) -> str:
    """What a list is asked for, as it stands in its address, whichever page of it is shown."""
    asked = query.copy()
    for name in (PAGE_VAR, ERROR_FLAG, IS_POPUP_VAR, TO_FIELD_VAR):
        asked.pop(name, None)
    for name in [name for name, value in asked.items() if not value]:
        del asked[name]
    return asked.urlencode()


@dataclass(frozen=True)
class View:
    """What people open a list for each day: an address (`query`) with how many `rows` it has for
    this person, counted as far as anybody cares."""

    label: str
    query: str
    rows: Callable[[Any], QuerySet[Any]]

    most = 999

    def count(self, user: Any) -> str:
        counted = self.rows(user).order_by().values("pk")[: self.most + 1].count()
        return f"{self.most}+" if counted > self.most else str(counted)


class QuickLists(SearchesWords):
    """For the ModelAdmin of any list on the desk."""

    views: Sequence[View] = ()

    formfield_overrides = WRITTEN_DATES
    paginator = BoundedPaginator
    show_full_result_count = False
    # Counting every choice of every filter reads the whole table once for each.
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    list_max_show_all = 200

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = capfirst(str(self.opts.verbose_name_plural))
        if ticked := request.POST.getlist(ACTION_CHECKBOX_NAME):
            sent = request.POST.copy()
            sent.setlist(ACTION_CHECKBOX_NAME, [key for key in ticked if is_key(key)])
            request.POST = QueryDict(sent.urlencode())
        if cut := what_was_cut(request.GET.get(SEARCH_VAR, "")):
            messages.warning(request, cut)
        own = self.own_views(request)
        context = {
            "title": title,
            "views": self.shown_views(request, own),
            **self.saving_of(request, own),
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    def own_views(self, request: HttpRequest) -> list[dict[str, Any]]:
        """What this person saved of this list: the site keeps it, where it keeps any."""
        kept = getattr(self.admin_site, "own_views", None)
        return kept(self, request) if kept and IS_POPUP_VAR not in request.GET else []

    def saving_of(
        self, request: HttpRequest, own: Sequence[dict[str, Any]]
    ) -> dict[str, dict[str, Any] | str]:
        """ "save_query" is what is asked for and has no name yet, "own_view" the saved one that is
        shown."""
        if not hasattr(self.admin_site, "own_views") or IS_POPUP_VAR in request.GET:
            return {}
        asked = asked_for(request.GET)
        shown = next((view for view in own if view["here"]), {})
        named = shown or any(view.query == asked for view in self.views)
        return {"own_view": shown, "save_query": "" if named else asked}

    def shown_views(
        self, request: HttpRequest, own: Sequence[dict[str, Any]] = ()
    ) -> list[dict[str, Any]]:
        """The views of this list, the whole of it first and one’s own last, for the template."""
        if not self.views and not own:
            return []
        asked = asked_for(request.GET)
        views = [
            {
                "label": view.label,
                "url": f"?{view.query}",
                "count": view.count(request.user),
                "here": asked == view.query,
            }
            for view in self.views
        ]
        return [{"label": "All", "url": "?", "count": None, "here": not asked}, *views, *own]

    def message_user(
        self,
        request: HttpRequest,
        message: Any,
        level: int | str = messages.INFO,
        extra_tags: str = "",
        fail_silently: bool = False,
    ) -> None:
        """Django's sentences name the table; ours say what was saved."""
        said = in_our_words(message)
        super().message_user(request, said, level, extra_tags, fail_silently)

    @property
    def media(self) -> Media:
        for item in self.list_filter:
            if isinstance(item, list | tuple) and item[1] is AutocompleteFilter:
                field: Any = get_fields_from_path(self.model, str(item[0]))[-1]
                return super().media + AutocompleteSelect(field, self.admin_site).media
        return super().media
