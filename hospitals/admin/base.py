"""What every admin of the desk has in common."""

from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import IntegrityError
from django.http import HttpResponseRedirect
from simple_history.admin import SimpleHistoryAdmin

from .lists import AutocompleteFilter, BoundedPaginator, SearchesWords
from .saving import OpenedForm, ToldOfOtherSaves

__all__ = [
    "AutocompleteFilter",
    "BoundedPaginator",
    "DeskAdmin",
    "HistoryAdmin",
    "OpenedForm",
    "QuickLists",
    "SearchesWords",
    "ToldOfOtherSaves",
    "tell_refusal",
]


class QuickLists(SearchesWords):
    paginator = BoundedPaginator
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 200

    @property
    def media(self):
        filters = [item for item in self.list_filter if isinstance(item, list | tuple)]
        for name, kind in filters:
            if kind is AutocompleteFilter:
                field = self.model._meta.get_field(name)
                return super().media + AutocompleteSelect(field, self.admin_site).media
        return super().media


class DeskAdmin(QuickLists, ToldOfOtherSaves, admin.ModelAdmin):
    """Quick lists, and two people saving one record are told of each other."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            # What forms and constraints' own checks cannot see: a row added a moment ago.
            messages.error(
                request,
                "Nothing was saved: somebody else has just recorded the same. "
                "Look at what is there now, then try again.",
            )
            return HttpResponseRedirect(request.get_full_path())


class HistoryAdmin(DeskAdmin, SimpleHistoryAdmin):
    """For reference data that keeps its history: who changed what, and when."""


def tell_refusal(request, refusal):
    for sentence in refusal.messages:
        messages.error(request, sentence)
