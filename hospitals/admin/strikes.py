"""Disputes, strikes with their dates and changes of status, and who is out."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from hospitals.models import (
    Dispute,
    Participation,
    StaffGroupName,
    Strike,
    StrikeSpell,
    StrikeStatusChange,
    StrikeSummary,
)
from lib.admin.choosers import AutocompleteFilter
from lib.admin.search import any_field

from .base import FactHistoryAdmin
from .notices.links import notice_links
from .signing import (
    FactInline,
    Proposes,
    ShowFirstWord,
    SignOff,
    SignsOff,
    TakeBackFirstWord,
)
from .statements.view import FromDocuments
from .strike_statement import StrikeStatement


@admin.register(Dispute)
class DisputeAdmin(Proposes, FactHistoryAdmin):
    fieldsets = [
        (None, {"fields": ["title", "unions", "summary", "slug"]}),
        ("Dates", {"fields": [("began", "began_exact", "began_last"), "settled"]}),
    ]
    autocomplete_fields = ["unions"]
    prepopulated_fields = {"slug": ["title"]}
    list_display = ["title", "began", "settled"]
    search_fields = ["title"]
    ordering = ["-began", "title"]


class SummaryInline(FactInline):
    model = StrikeSummary
    extra, max_num = 1, 1
    autocomplete_fields = ["evidence"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[StrikeSummary]:
        return super().get_queryset(request).select_related("evidence")


class SpellInline(FactInline):
    model = StrikeSpell
    extra = 1
    # Eleven boxes are too wide for one line.
    template = "admin/edit_inline/stacked.html"
    fields = [
        ("first_day", "last_day"),
        ("starts_at", "ends_at"),
        ("daily_from", "daily_until"),
        ("staff_groups", "unions"),
        ("areas", "trusts", "hospitals"),
        ("cover", "evidence"),
        "no_source",
    ]
    autocomplete_fields = [*("staff_groups", "unions", "areas", "trusts", "hospitals", "evidence")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[StrikeSpell]:
        return super().get_queryset(request).select_related("evidence")


class StatusInline(FactInline):
    model = StrikeStatusChange
    template = "admin/edit_inline/stacked.html"
    fields = [("status", "on", "on_exact", "on_last", "hour"), ("evidence", "note")]
    autocomplete_fields = ["evidence"]
    verbose_name_plural = "what was announced, called off, under way or ended"

    def get_queryset(self, request: HttpRequest) -> QuerySet[StrikeStatusChange]:
        return super().get_queryset(request).select_related("evidence")


class WhoIsOutInline(FactInline):
    model = Participation
    fields = ["trust", "hospital", "area", "answer", "evidence"]
    autocomplete_fields = ["trust", "hospital", "area", "evidence"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Participation]:
        return (
            super()
            .get_queryset(request)
            .select_related("trust", "hospital", "area__kind", "evidence")
        )


class StatusFilter(admin.SimpleListFilter):
    title = "status"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return StrikeStatusChange.Status.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = dict(StrikeStatusChange.Status.choices)
        return queryset.filter(status=self.value()) if self.value() in chosen else queryset


@admin.register(Strike)
class StrikeAdmin(FromDocuments, SignsOff, FactHistoryAdmin):
    statement_kind, form_by_hand = StrikeStatement, True
    buttons = [SignOff, ShowFirstWord, TakeBackFirstWord]
    change_form_template = "admin/hospitals/strike/change_form.html"
    fieldsets = [
        (None, {"fields": ["title", ("kind", "dispute"), "slug"]}),
        ("Who", {"fields": ["staff_groups", "unions", "called_in", "called_at"]}),
        ("Around it", {"fields": ["notices_of_it", "events_of_it", "figures_of_it"]}),
    ]
    readonly_fields = ["notices_of_it", "events_of_it", "figures_of_it"]
    autocomplete_fields = ["dispute", "staff_groups", "unions", "called_in", "called_at"]
    slug_from = {"slug": ["title"]}
    inlines = [SummaryInline, SpellInline, StatusInline, WhoIsOutInline]
    list_display = ["title", "dispute", "first_day", "last_day", "status_now"]
    list_filter = [StatusFilter, ("dispute", AutocompleteFilter)]
    list_select_related = ["dispute"]
    search_fields = ["title", "dispute__title", "staff_groups__name"]
    ordering = ["-id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Strike]:
        return super().get_queryset(request).with_dates().with_status(timezone.now())

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], term: str
    ) -> tuple[QuerySet[Any], bool]:
        # Many-to-many joins would multiply rows under the sums of with_dates().
        found, _ = super().get_search_results(request, Strike.objects.order_by(), term)
        return (queryset.filter(pk__in=found.values("pk")) if term.strip() else queryset), False

    def search_also(self, term: str) -> Q:
        former = StaffGroupName.objects.filter(any_field(["name"], term))
        return Q(staff_groups__in=former.values("staff_group"))

    @admin.display(description="first day", ordering="first_day")
    def first_day(self, strike: Strike) -> date | None:
        return strike.first_day

    @admin.display(description="last day", ordering="last_day")
    def last_day(self, strike: Strike) -> date | None:
        return strike.last_day

    @admin.display(description="status today")
    def status_now(self, strike: Strike) -> str | None:
        return dict(StrikeStatusChange.Status.choices).get(strike.status)

    @admin.display(description="events")
    def events_of_it(self, strike: Strike | None) -> str:
        if strike is None or strike.pk is None:
            return "Save the strike first."
        rows = format_html_join(
            "",
            '<li><a href="{}">{}</a>, {}</li>',
            (
                (
                    reverse("admin:hospitals_event_change", args=[event.pk]),
                    event,
                    event.when(),
                )
                for event in strike.events.current()[:50]
            ),
        )
        add = reverse("admin:hospitals_event_add")
        return format_html(
            '<ul class="plain-list">{}</ul><a href="{}?strike={}&dispute={}">Add an event</a>',
            rows,
            add,
            strike.pk,
            strike.dispute_id,
        )

    @admin.display(description="figures")
    def figures_of_it(self, strike: Strike | None) -> str:
        if strike is None or strike.pk is None:
            return "Save the strike first."
        figures = reverse("admin:hospitals_disruptionfigure_changelist")
        statement = reverse("admin:hospitals_disruptionfigure_statement")
        return format_html(
            '<a href="{}?strike__id__exact={}">See the figures</a> · '
            '<a href="{}?strike={}">Record a statement</a>',
            figures,
            strike.pk,
            statement,
            strike.pk,
        )

    @admin.display(description="what is open")
    def notices_of_it(self, strike: Strike | None) -> str:
        return notice_links("strike", strike)
