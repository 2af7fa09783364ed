"""Who says things. A reporter enters somebody new; what readers see of them is a data editor's."""

from django.contrib import admin

from hospitals import workflow
from hospitals.models import Source, SourceRole
from lib.admin.history import EarlierStatesStay
from lib.admin.rows import DeskInline
from lib.people import called
from lib.words import day

from .base import FactHistoryAdmin
from .names import AliasInline, aliased
from .terms import TermsPages


class UntilSignedOff:
    """For the rows below a record: once that is signed off, for data editors and editors."""

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and may_still_change(request.user, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and may_still_change(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and may_still_change(request.user, obj)


def may_still_change(user, record):
    """Whether `user` may change what readers see, or would see, of the record."""
    return record is None or record.signed_off_at is None or workflow.may_write_facts(user)


class RoleInline(UntilSignedOff, DeskInline):
    model = SourceRole
    extra = 1
    verbose_name_plural = "roles, each at its time"


class OwnAliasInline(UntilSignedOff, AliasInline):
    pass


@admin.register(Source)
class SourceAdmin(TermsPages, EarlierStatesStay, FactHistoryAdmin):
    fieldsets = [
        (None, {"fields": ["kind", "name", "slug", "signed"]}),
        (
            "What was agreed",
            {
                "fields": ["terms", "description"],
                "description": "Until terms are set, nothing of theirs is public.",
            },
        ),
        ("Speaks for", {"fields": ["trust", "union"]}),
        ("Private: seen on the desk only", {"fields": ["private_notes"]}),
    ]
    autocomplete_fields = ["trust", "union"]
    slug_from = {"slug": ["name"]}
    inlines = [RoleInline, OwnAliasInline]
    list_display = ["name", "kind", "terms", "description"]
    list_filter = ["kind", "terms"]
    search_fields = ["name"]
    ordering = ["name"]
    change_form_template = "admin/hospitals/with_terms.html"

    def search_also(self, term):
        return aliased("source", term)

    def get_fieldsets(self, request, obj=None):
        (heading, options), *rest = super().get_fieldsets(request, obj)
        if obj is None:
            fields = [name for name in options["fields"] if name != "signed"]
            return [(heading, {**options, "fields": fields}), *rest]
        return [(heading, options), *rest]

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return ["signed"]
        fixed = ["signed", "terms", "description"]
        if not may_still_change(request.user, obj):
            fixed += ["kind", "name", "slug", "trust", "union"]
        return fixed

    def get_prepopulated_fields(self, request, obj=None):
        return {} if "slug" in self.get_readonly_fields(request, obj) else self.slug_from

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description="signed off")
    def signed(self, source):
        return signed_off(source)


def signed_off(record):
    """Who signed a record off, and when; or what has still to be done."""
    if record is None or record.signed_off_at is None:
        return "Not yet: the check of what rests on this does it."
    return f"{called(record.signed_off_by)}, {day(record.signed_off_at)}"
