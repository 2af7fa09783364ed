"""Trusts with their names, areas and successors; hospitals with the trusts that run them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join

from hospitals import workflow
from hospitals.models import (
    DisruptionFigure,
    Hospital,
    HospitalTrust,
    Trust,
    TrustArea,
    TrustName,
    TrustSuccession,
)
from lib.admin.rows import DeskInline
from lib.admin.search import any_field
from lib.words import day

from .base import FactHistoryAdmin
from .names import AliasInline, aliased
from .notices.links import notice_links
from .signing import Proposes

NO_EARLIER_TRUST = "No earlier trust is recorded."


class OpenNow(admin.SimpleListFilter):
    title = "open or closed"
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", "open"), ("no", "closed")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        today = timezone.localdate()
        if self.value() == "yes":
            return queryset.open_at(today)
        return queryset.filter(closed__lt=today) if self.value() == "no" else queryset


class FormerNameInline(DeskInline):
    model = TrustName
    verbose_name_plural = "former names"


class AreaInline(DeskInline):
    model = TrustArea
    autocomplete_fields = ["area"]
    verbose_name_plural = "areas it belongs to"

    def get_queryset(self, request: HttpRequest) -> QuerySet[TrustArea]:
        return super().get_queryset(request).select_related("area__kind")


class SuccessorInline(DeskInline):
    model = TrustSuccession
    fk_name = "predecessor"
    autocomplete_fields = ["successor"]
    verbose_name_plural = "successors"

    def get_queryset(self, request: HttpRequest) -> QuerySet[TrustSuccession]:
        return super().get_queryset(request).select_related("predecessor", "successor")


@admin.register(Trust)
class TrustAdmin(Proposes, FactHistoryAdmin):
    fieldsets = [
        (None, {"fields": ["name", "code", "is_foundation", "slug"]}),
        ("Opened and closed", {"fields": [("opened", "closed"), "came_from"]}),
        ("What is open", {"fields": ["notices_of_it"]}),
        ("Whom patients ask", {"fields": ["website", "telephone"]}),
        (
            "On the map",
            {
                "fields": [("latitude", "longitude")],
                "description": "Headquarters, in degrees: 50.93302 and -1.43509. Both or neither.",
            },
        ),
    ]
    readonly_fields = ["came_from", "notices_of_it"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [AliasInline, FormerNameInline, AreaInline, SuccessorInline]
    list_display = ["name", "code", "is_foundation", "opened", "closed"]
    list_filter = [OpenNow, "is_foundation"]
    search_fields = ["name", "code"]
    ordering = ["name"]

    def save_related(
        self,
        request: HttpRequest,
        form: forms.ModelForm,
        formsets: list[forms.BaseModelFormSet],
        change: bool,
    ) -> None:
        super().save_related(request, form, formsets, change)
        if any(formset.model is TrustArea and formset.has_changed() for formset in formsets):
            workflow.place_again(DisruptionFigure.objects.filter(trust_at_time=form.instance))

    def search_also(self, term: str) -> Q:
        former = TrustName.objects.filter(any_field(["name"], term))
        return aliased("trust", term) | Q(pk__in=former.values("trust"))

    @admin.display(description="what is open")
    def notices_of_it(self, trust: Trust | None) -> str:
        return notice_links("trust", trust)

    @admin.display(description="came from")
    def came_from(self, trust: Trust | None) -> str:
        if trust is None or trust.pk is None:
            return NO_EARLIER_TRUST
        rows = trust.inheritances.select_related("predecessor")
        return (
            format_html_join(
                ", ",
                '<a href="{}">{}</a> on {}',
                (
                    (
                        reverse("admin:hospitals_trust_change", args=[row.predecessor_id]),
                        row.predecessor,
                        day(row.on),
                    )
                    for row in rows
                ),
            )
            or NO_EARLIER_TRUST
        )


class RunByInline(DeskInline):
    model = HospitalTrust
    autocomplete_fields = ["trust"]
    verbose_name_plural = "run by"

    def get_queryset(self, request: HttpRequest) -> QuerySet[HospitalTrust]:
        return super().get_queryset(request).select_related("trust")


@admin.register(Hospital)
class HospitalAdmin(Proposes, FactHistoryAdmin):
    fieldsets = [
        (None, {"fields": ["name", "town", "site_code", "slug"]}),
        ("What is open", {"fields": ["notices_of_it"]}),
        (
            "On the map",
            {
                "fields": [("latitude", "longitude")],
                "description": "In degrees: 50.93302 and -1.43509. Both or neither.",
            },
        ),
    ]
    readonly_fields = ["notices_of_it"]
    prepopulated_fields = {"slug": ["name", "town"]}
    inlines = [RunByInline, AliasInline]
    list_display = ["name", "town", "run_by_now", "site_code"]
    search_fields = ["name", "town", "site_code"]
    ordering = ["name", "town"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Hospital]:
        return super().get_queryset(request).with_trusts()

    def save_related(
        self,
        request: HttpRequest,
        form: forms.ModelForm,
        formsets: list[forms.BaseModelFormSet],
        change: bool,
    ) -> None:
        super().save_related(request, form, formsets, change)
        if any(formset.model is HospitalTrust and formset.has_changed() for formset in formsets):
            workflow.place_again(DisruptionFigure.objects.filter(hospital=form.instance))

    def search_also(self, term: str) -> Q:
        return aliased("hospital", term)

    @admin.display(description="what is open")
    def notices_of_it(self, hospital: Hospital | None) -> str:
        return notice_links("hospital", hospital)

    @admin.display(description="run by")
    def run_by_now(self, hospital: Hospital) -> Trust | None:
        return hospital.trust_at(timezone.localdate())
