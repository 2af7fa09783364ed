"""Events around a strike, and their kinds."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import F

from hospitals.models import Event, EventKind
from lib.admin.choosers import AutocompleteFilter

from .base import FactAdmin, FactHistoryAdmin
from .event_statement import EventStatement
from .signing import FactsThemselves, Proposes, SignOffOne, Withdraw
from .statements.view import FromDocuments


@admin.register(EventKind)
class EventKindAdmin(Proposes, FactAdmin):
    fieldsets = [(None, {"fields": ["name", "slug"]})]
    prepopulated_fields = {"slug": ["name"]}
    list_display = ["name"]
    search_fields = ["name"]
    ordering = ["name"]


@admin.register(Event)
class EventAdmin(FromDocuments, FactsThemselves, FactHistoryAdmin):
    statement_kind, form_by_hand = EventStatement, True
    buttons = [SignOffOne, Withdraw]
    change_form_template = "admin/hospitals/strike/change_form.html"
    fieldsets = [
        (None, {"fields": ["title", ("kind", "status"), "slug"]}),
        ("Part of", {"fields": ["dispute", "strike"]}),
        ("Where", {"fields": ["place", "hospital", "area"]}),
        ("When", {"fields": [("first_day", "exact", "last_day")]}),
        (
            "Hours",
            {
                "fields": [("planned_start", "planned_end"), ("actual_start", "actual_end")],
                "description": "As planned; and as it was, for an event that took place.",
            },
        ),
        ("What came of it", {"fields": ["outcome"]}),
        ("Where it came from", {"fields": ["evidence"]}),
    ]
    autocomplete_fields = ["dispute", "strike", "hospital", "area", "evidence"]
    slug_from = {"slug": ["title"]}
    list_display = ["title", "when", "kind", "status", "place", "strike"]
    list_filter = ["kind", "status", ("strike", AutocompleteFilter)]
    list_select_related = ["kind", "strike"]
    search_fields = ["title", "place", "outcome"]
    ordering = [F("first_day").desc(nulls_first=True), "-id"]

    @admin.display(description="when", ordering="first_day")
    def when(self, event: Event) -> str:
        return event.when()
