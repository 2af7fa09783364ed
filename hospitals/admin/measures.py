"""Measures: what is counted, how to say it, what may be added; kinds of service, staff, unions."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from hospitals.dependents import dependents
from hospitals.models import Measure, MeasureParts, Setting, StaffGroup, StaffGroupName, Union
from lib.admin.rows import DeskInline
from lib.admin.search import any_field

from .base import FactAdmin
from .signing import Proposes


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

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        measure = kwargs.get("obj")
        context["where_tried"] = dependents().where_tried(measure) if measure else ""
        return super().render_change_form(request, context, *args, **kwargs)


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
