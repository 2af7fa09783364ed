"""Corrections: issued ones are there to read; one may be issued of a figure cited nowhere."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles import workflow
from articles.models import Correction, PublishedVersion
from articles.workflow.permissions import may
from lib.admin.lists import QuickLists
from lib.admin.refusals import RefusalsOnForm, SaysRefusals


class CorrectionForm(SaysRefusals, forms.ModelForm):
    class Meta:
        model = Correction
        fields = ("article", "figure", "kind", "placement", "was_wrong", "is_right")
        widgets = {
            "was_wrong": forms.Textarea(attrs={"rows": 3}),
            "is_right": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "article": "A story on the site whose words stay. To change its words too, publish it "
            "as a correction from the story itself.",
            "figure": "The figure that was wrong.",
        }

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        article = cleaned.get("article")
        if article is None:
            return cleaned
        if not may(self.user, "correct", article):
            self.add_error("article", "You may not issue a correction of this story.")
        elif not PublishedVersion.objects.live().filter(article=article).exists():
            self.add_error("article", "This story is not on the site: there is nothing to correct.")
        return cleaned


@admin.register(Correction)
class CorrectionAdmin(RefusalsOnForm, QuickLists):
    form = CorrectionForm
    autocomplete_fields = ["article", "figure"]
    fieldsets = [
        ("Of what", {"fields": ["article", "figure"]}),
        ("What readers see", {"fields": ["kind", "was_wrong", "is_right", "placement"]}),
    ]
    list_display = ["is_right", "kind", "article", "figure", "issued_at", "issued_by"]
    list_select_related = [
        "article",
        "figure__measure",
        "figure__area",
        "figure__trust",
        "figure__hospital",
        "issued_by",
    ]
    list_filter = ["kind", "placement"]
    search_fields = ["was_wrong", "is_right"]
    sortable_by = []
    ordering = ["-issued_at", "-id"]
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Correction]:
        return super().get_queryset(request).prefetch_related("figure__trust__former_names")

    def get_fieldsets(self, request: HttpRequest, obj: Correction | None = None) -> Any:
        issued = [("Issued", {"fields": ["issued_at", "issued_by", "version"]})] if obj else []
        return [*super().get_fieldsets(request, obj), *issued]

    def get_readonly_fields(self, request: HttpRequest, obj: Correction | None = None) -> list[str]:
        return ["issued_at", "issued_by", "version"] if obj else []

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.issue_correction")

    def has_change_permission(self, request: HttpRequest, obj: Correction | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Correction | None = None) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: Correction, form: forms.ModelForm, change: bool
    ) -> None:
        given = form.cleaned_data
        notice = workflow.Notice(
            **{
                name: given[name]
                for name in ("was_wrong", "is_right", "kind", "placement", "figure")
            }
        )
        issued = workflow.issue_correction(
            by=request.user, notice=notice, article=given.get("article")
        )
        obj.pk = issued.pk
