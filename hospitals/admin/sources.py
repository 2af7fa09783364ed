"""Who says things. A reporter enters somebody new; what readers see of them is a data editor's."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest

from hospitals.models import Source, SourceRole
from lib.admin.fieldsets import without
from lib.admin.history import EarlierStatesStay
from lib.admin.rows import DeskInline

from .base import FactHistoryAdmin
from .names import AliasInline, aliased
from .signed import Entered, UntilSignedOff, may_still_change, signed_off
from .terms import TermsPages


class RoleInline(UntilSignedOff, DeskInline):
    model = SourceRole
    extra = 1
    verbose_name_plural = "roles, each at its time"


class OwnAliasInline(UntilSignedOff, AliasInline):
    pass


@admin.register(Source)
class SourceAdmin(TermsPages, Entered, EarlierStatesStay, FactHistoryAdmin):
    fieldsets = [
        (None, {"fields": ["kind", "private", "name", "slug", "signed"]}),
        (
            "What was agreed",
            {
                "fields": ["terms", "description"],
                "description": "Until terms are set, nothing of theirs is public.",
            },
        ),
        ("Speaks for", {"fields": ["trust", "union"]}),
        ("Publishes under", {"fields": ["licence"]}),
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

    def search_also(self, term: str) -> Q:
        return aliased("source", term)

    def get_fieldsets(self, request: HttpRequest, obj: Source | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else without(fieldsets, "signed")

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> list[str]:
        if obj is None:
            return ["signed"]
        fixed = ["signed", "terms", "description"]
        if not may_still_change(request.user, obj):
            fixed += ["kind", "private", "name", "slug", "trust", "union", "licence"]
        return fixed

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Source | None = None
    ) -> dict[str, Any]:
        return {} if "slug" in self.get_readonly_fields(request, obj) else self.slug_from

    @admin.display(description="signed off")
    def signed(self, source: Source) -> str:
        return signed_off(source)
