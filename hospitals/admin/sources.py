from django.contrib import admin

from hospitals.models import Source, SourceRole

from .base import DeskInline, HistoryAdmin
from .names import AliasInline, aliased


class RoleInline(DeskInline):
    model = SourceRole
    extra = 1
    verbose_name_plural = "roles, each at its time"


@admin.register(Source)
class SourceAdmin(HistoryAdmin):
    fieldsets = [
        (None, {"fields": ["kind", "name", "slug"]}),
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
    prepopulated_fields = {"slug": ["name"]}
    inlines = [RoleInline, AliasInline]
    list_display = ["name", "kind", "terms", "description"]
    list_filter = ["kind", "terms"]
    search_fields = ["name"]
    ordering = ["name"]

    def search_also(self, term):
        return aliased("source", term)
