"""What every admin of the desk has in common."""

from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.db import IntegrityError
from django.http import HttpResponseRedirect
from django.utils.text import capfirst
from simple_history.admin import SimpleHistoryAdmin

from .lists import AutocompleteFilter, BoundedPaginator, SearchesWords
from .saving import OpenedForm, ToldOfOtherSaves

__all__ = [
    "AutocompleteFilter",
    "BoundedPaginator",
    "DeskAdmin",
    "DeskInline",
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
    # Counting every choice of every filter reads the whole table once for each.
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    list_max_show_all = 200

    def changelist_view(self, request, extra_context=None):
        title = capfirst(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

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

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        # A red cross beside a trust's name would delete the trust, not the choice of it.
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        return field

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


class DeskInline(admin.TabularInline):
    """Rows below a record. Narrow: beside a choice there is only the button that adds one."""

    extra = 0

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
            field.widget.can_change_related = False
            field.widget.can_view_related = False
        return field


class HistoryAdmin(DeskAdmin, SimpleHistoryAdmin):
    """For reference data that keeps its history: who changed what, and when."""


def tell_refusal(request, refusal):
    for sentence in refusal.messages:
        messages.error(request, sentence)
