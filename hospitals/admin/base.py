"""What every admin of the desk has in common."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.admin.views.main import SEARCH_VAR
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpResponseRedirect
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from simple_history.admin import SimpleHistoryAdmin

from lib import uploads

from .lists import AutocompleteFilter, BoundedPaginator, SearchesWords, what_was_cut
from .saving import OpenedForm, ToldOfOtherSaves
from .second_look import SecondLook

__all__ = [
    "AutocompleteFilter",
    "BoundedPaginator",
    "DeskAdmin",
    "DeskInline",
    "EarlierStatesStay",
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
        if cut := what_was_cut(request.GET.get(SEARCH_VAR, "")):
            messages.warning(request, cut)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    @property
    def media(self):
        filters = [item for item in self.list_filter if isinstance(item, list | tuple)]
        for name, kind in filters:
            if kind is AutocompleteFilter:
                field = get_fields_from_path(self.model, name)[-1]
                return super().media + AutocompleteSelect(field, self.admin_site).media
        return super().media


class DeskAdmin(SecondLook, QuickLists, ToldOfOtherSaves, admin.ModelAdmin):
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
            uploads.take_back()
            messages.error(
                request,
                "Nothing was saved: somebody else has just recorded the same. "
                "Look at what is there now, then try again.",
            )
            return HttpResponseRedirect(request.get_full_path())


class LoadedSelect(AutocompleteSelect):
    """An autocomplete that does not ask again for a record that came with its row."""

    loaded = None

    def optgroups(self, name, value, attr=None):
        chosen = [str(each) for each in value if each not in (None, "")]
        if self.loaded is None or chosen != [str(self.loaded.pk)]:
            return super().optgroups(name, value, attr)
        options = [self.create_option(name, self.loaded.pk, str(self.loaded), True, 1)]
        if not self.is_required:
            options.insert(0, self.create_option(name, "", "", False, 0))
        return [(None, options, 0)]


class RowForm(forms.ModelForm):
    """A row below a record, whose choices are labelled from what the row was loaded with."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        loaded = self.instance._state.fields_cache
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, LoadedSelect):
                widget.loaded = loaded.get(name)


class DeskInline(admin.TabularInline):
    """Rows below a record. Narrow: beside a choice there is only the button that adds one."""

    form = RowForm
    extra = 0

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", LoadedSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
            field.widget.can_change_related = False
            field.widget.can_view_related = False
        return field


class EarlierStatesStay:
    """For records that are signed off: an earlier state may be looked at, and not restored.

    It would come back past the sign-off, and with the terms of its time.
    """

    def revert_disabled(self, request, obj=None):
        return True

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        if request.method == "POST":
            raise PermissionDenied("An earlier state can be looked at, not restored.")
        return super().history_form_view(request, object_id, version_id, extra_context)


class HistoryAdmin(DeskAdmin, SimpleHistoryAdmin):
    """For reference data that keeps its history: who changed what, and when."""


def tell_refusal(request, refusal):
    for sentence in refusal.messages:
        messages.error(request, sentence)
    if refusal.links:
        listed = format_html_join(", ", '<a href="{1}">{0}</a>', refusal.links)
        messages.error(request, format_html("Put right there: {}.", listed))
