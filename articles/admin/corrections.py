"""Corrections: issued ones are there to read; one may be issued of a figure cited nowhere."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from articles import workflow
from articles.models import Correction, PublishedVersion, PutRight
from articles.workflow.permissions import may
from lib.admin.choosers import ChoosesByTyping
from lib.admin.dates import MomentField
from lib.admin.lists import QuickLists, View
from lib.admin.refusals import RefusalsOnForm, SaysRefusals
from lib.people import called
from lib.words import stamp

WORDS = (
    *("kind", "was_wrong", "is_right", "stands_alone"),
    *("placement", "address", "home_until"),
)
ISSUED = ["issued_at", "issued_by", "version", "put_right"]
# Of the places where a correction is to be put right.
MOST_SHOWN = 50


class CorrectionForm(SaysRefusals, forms.ModelForm):
    home_until = MomentField(
        label="On the front page until",
        required=False,
        help_text="Such as 12 January 2026, 6.45am. Empty: it does not stand there.",
    )

    class Meta:
        model = Correction
        fields = ("article", "figure", *WORDS)
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
        elif (
            not cleaned.get("stands_alone")
            and not PublishedVersion.objects.live().filter(article=article).exists()
        ):
            self.add_error("article", "This story is not on the site: there is nothing to correct.")
        return cleaned


class ElsewhereFilter(admin.SimpleListFilter):
    title = "elsewhere"
    parameter_name = "elsewhere"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("open", "still to put right elsewhere")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(pk__in=open_elsewhere()) if self.value() == "open" else queryset


def open_elsewhere() -> QuerySet[Any]:
    return PutRight.objects.open(timezone.now()).order_by().values("correction")


@admin.register(Correction)
class CorrectionAdmin(RefusalsOnForm, ChoosesByTyping, QuickLists):
    form = CorrectionForm
    autocomplete_fields = ["article", "figure"]
    fieldsets = [
        ("Of what", {"fields": ["article", "figure"]}),
        ("What readers see", {"fields": WORDS}),
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
    views = [
        View(
            "Still to put right elsewhere",
            "elsewhere=open",
            lambda user: Correction.objects.filter(pk__in=open_elsewhere()),
        )
    ]
    list_filter = [ElsewhereFilter, "kind", "placement"]
    search_fields = ["was_wrong", "is_right"]
    sortable_by = []
    ordering = ["-issued_at", "-id"]
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Correction]:
        return super().get_queryset(request).prefetch_related("figure__trust__former_names")

    def get_fieldsets(self, request: HttpRequest, obj: Correction | None = None) -> Any:
        issued = [("Issued", {"fields": ISSUED})] if obj else []
        return [*super().get_fieldsets(request, obj), *issued]

    def get_readonly_fields(self, request: HttpRequest, obj: Correction | None = None) -> list[str]:
        return ISSUED if obj else []

    @admin.display(description="put right elsewhere")
    def put_right(self, correction: Correction) -> str:
        tasks = PutRight.objects.asked().filter(correction=correction)
        lines = format_html_join(
            "",
            '<li><a href="{}">{}</a>: {}</li>',
            (
                (
                    reverse("admin:articles_article_elsewhere", args=[task.appearance.article_id]),
                    task.appearance,
                    f"ticked off by {called(task.done_by)}, {stamp(task.done_at)}"
                    if task.done_at
                    else f"{task.who}, by {stamp(task.due_at)}",
                )
                for task in tasks.select_related("appearance", "done_by")[:MOST_SHOWN]
            ),
        )
        return format_html('<ul class="plain-list">{}</ul>', lines) if lines else "Nothing."

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
        notice = workflow.Notice(**{name: given[name] for name in (*WORDS, "figure")})
        issued = workflow.issue_correction(
            by=request.user, notice=notice, article=given.get("article")
        )
        obj.pk = issued.pk
