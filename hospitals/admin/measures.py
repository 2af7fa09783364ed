"""Measures: what is counted, how to say it, what may be added; kinds of service, staff, unions."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from hospitals.dependents import dependents
from hospitals.models import Measure, MeasureParts, Setting, StaffGroup, StaffGroupName, Union
from lib.admin.addresses import page_url
from lib.admin.asking import only_asks
from lib.admin.rows import DeskInline
from lib.admin.search import any_field

from .base import FactAdmin
from .signing import Proposes

LONGEST_SENTENCE = 200
# More are not read while somebody waits.
MOST_STORIES = 300


class PartsInline(DeskInline):
    model = MeasureParts
    fk_name = "whole"
    autocomplete_fields = ["parts"]
    verbose_name_plural = "allowed sets of parts"


@admin.register(Measure)
class MeasureAdmin(Proposes, FactAdmin):
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "name",
                    ("unit", "unit_singular"),
                    ("kind", "family"),
                    "tells_who_is_out",
                    ("currency", "per"),
                    "slug",
                ]
            },
        ),
        (
            "Adding up",
            {
                "fields": ["adds_over"],
                "description": "695 nurses out on one day and 703 on the next were 1,091 people: "
                "staff are never added over days.",
            },
        ),
        ("In a story", {"fields": ["say", "do_not_say", "public_caveat"]}),
    ]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [PartsInline]
    list_display = ["name", "unit", "family", "kind", "adds_over"]
    list_filter = ["family", "kind", "adds_over"]
    search_fields = ["name", "unit", "unit_singular"]
    ordering = ["family", "name"]
    change_form_template = "admin/hospitals/measure/change_form.html"

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.try_it)
        name = "hospitals_measure_try"
        return [path("<int:pk>/try/", view, name=name), *super().get_urls()]

    @only_asks
    def try_it(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Which live stories say what stands under *do not say*, as typed or as saved."""
        measure = get_object_or_404(Measure, pk=pk)
        if not self.has_view_permission(request, measure):
            raise PermissionDenied("Your role may not look at measures.")
        sentence = request.POST.get("do_not_say", measure.do_not_say).strip()[:LONGEST_SENTENCE]
        tried = dependents().who_says(measure, sentence, at=timezone.now(), limit=MOST_STORIES)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Who says it: {measure}",
            "original": measure,
            "sentence": sentence,
            "tried": tried,
            "back": page_url(measure, "change", measure.pk),
        }
        return TemplateResponse(request, "admin/hospitals/measure/tried.html", context)


@admin.register(Setting)
class SettingAdmin(Proposes, FactAdmin):
    fieldsets = [(None, {"fields": ["name", "slug"]})]
    prepopulated_fields = {"slug": ["name"]}
    list_display = ["name"]
    search_fields = ["name"]
    ordering = ["name"]


class FormerGroupNameInline(DeskInline):
    model = StaffGroupName
    verbose_name_plural = "former names"


@admin.register(StaffGroup)
class StaffGroupAdmin(Proposes, FactAdmin):
    fieldsets = [(None, {"fields": ["name", "parent", "slug"]})]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["parent"]
    inlines = [FormerGroupNameInline]
    list_display = ["name", "parent"]
    list_select_related = ["parent"]
    search_fields = ["name"]
    ordering = ["name"]

    def search_also(self, term: str) -> Q:
        former = StaffGroupName.objects.filter(any_field(["name"], term))
        return Q(pk__in=former.values("staff_group"))


@admin.register(Union)
class UnionAdmin(Proposes, FactAdmin):
    fieldsets = [(None, {"fields": ["name", "short_name", "nation", "slug"]})]
    prepopulated_fields = {"slug": ["name"]}
    list_display = ["name", "short_name"]
    search_fields = ["name", "short_name"]
    ordering = ["name"]
