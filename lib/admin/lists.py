"""Lists that stay quick at 100,000 rows: a bounded count, search by words, filters by search."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.admin.views.main import SEARCH_VAR
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.paginator import Paginator
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.text import capfirst

from .choosers import AutocompleteFilter
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


class QuickLists(SearchesWords):
    """For the ModelAdmin of any list on the desk."""

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
        if cut := what_was_cut(request.GET.get(SEARCH_VAR, "")):
            messages.warning(request, cut)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    @property
    def media(self) -> Media:
        for item in self.list_filter:
            if isinstance(item, list | tuple) and item[1] is AutocompleteFilter:
                field: Any = get_fields_from_path(self.model, str(item[0]))[-1]
                return super().media + AutocompleteSelect(field, self.admin_site).media
        return super().media
