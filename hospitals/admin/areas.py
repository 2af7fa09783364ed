from __future__ import annotations

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from hospitals import workflow
from hospitals.models import Area, AreaKind, DisruptionFigure

from .base import FactAdmin, FactHistoryAdmin
from .signing import Proposes


@admin.register(AreaKind)
class AreaKindAdmin(FactAdmin):
    fieldsets = [(None, {"fields": ["name", "slug", "level", "one_at_a_time"]})]
    prepopulated_fields = {"slug": ["name"]}
    list_display = ["name", "slug"]
    search_fields = ["name"]
    ordering = ["name"]


@admin.register(Area)
class AreaAdmin(Proposes, FactHistoryAdmin):
    fieldsets = [
        (None, {"fields": ["name", "kind", "code", "slug"]}),
        (
            "Where it lies",
            {
                "fields": ["parents"],
                "description": "A county and an integrated care board may overlap: list each "
                "larger area that this one lies in.",
            },
        ),
    ]
    autocomplete_fields = ["parents"]
    prepopulated_fields = {"slug": ["name"]}
    list_display = ["name", "kind", "code"]
    list_filter = ["kind"]
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
        if "parents" in form.changed_data or "kind" in form.changed_data:
            inside = form.instance.with_smaller()
            workflow.place_again(DisruptionFigure.objects.filter(area__in=inside))
