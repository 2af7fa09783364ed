"""Notices of what is open or closed, and the services that they are about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from hospitals import workflow
from hospitals.models import Service, ServiceNotice
from lib.admin.buttons import Button
from lib.admin.choosers import AutocompleteFilter
from lib.words import between, short_stamp, stamp

from ..base import FactAdmin
from ..signing import (
    FactsThemselves,
    Proposes,
    ShowNotice,
    SignOffOne,
    TakeBackNotice,
    Withdraw,
    row_for_page,
)
from ..statements.view import FromDocuments
from .statement import NoticeStatement


@admin.register(Service)
class ServiceAdmin(Proposes, FactAdmin):
    fieldsets = [(None, {"fields": ["name", "slug"]})]
    prepopulated_fields = {"slug": ["name"]}
    list_display = ["name"]
    search_fields = ["name"]
    ordering = ["name"]


class StillSo(Button):
    """Somebody asked again: readers see when."""

    name, label, permission = "still-so", "Still so", "hospitals.add_noticeconfirmation"
    title = "Is it still so?"
    template = "admin/hospitals/servicenotice/still_so.html"
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def possible(cls, user: Any, record: Model) -> bool:
        return record.signed_off_at is not None

    def stands_now(self) -> dict[str, Any]:
        return {"seen": workflow.facts_token([self.record])}

    def context(self) -> dict[str, Any]:
        return {"row": row_for_page(self.record)}

    def run(self) -> str:
        workflow.confirm_notice(by=self.user, notice=self.record, seen=self.cleaned_data["seen"])
        return "Confirmed: readers see that it was still so just now."


@admin.register(ServiceNotice)
class ServiceNoticeAdmin(FromDocuments, FactsThemselves, FactAdmin):
    statement_kind = NoticeStatement
    buttons = [SignOffOne, ShowNotice, TakeBackNotice, StillSo, Withdraw]
    change_form_template = "admin/hospitals/strike/change_form.html"
    fieldsets = [
        (None, {"fields": [("service", "state"), ("starts_at", "ends_at"), "text"]}),
        ("Where", {"fields": ["trust", "hospital", "area"]}),
        ("Because of", {"fields": ["strike"]}),
        ("Where it came from", {"fields": ["evidence", "confirmed"]}),
    ]
    readonly_fields = ["confirmed"]
    autocomplete_fields = ["service", "trust", "hospital", "area", "strike", "evidence"]
    slug_from = {}
    list_display = ["about", "state", "when", "strike", "stands", "last_confirmed"]
    list_filter = ["state", ("service", AutocompleteFilter), ("strike", AutocompleteFilter)]
    list_select_related = ["service", "trust", "hospital", "area__kind", "strike"]
    search_fields = ["service__name", "trust__name", "hospital__name", "area__name", "text"]
    ordering = ["-id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ServiceNotice]:
        return super().get_queryset(request).with_confirmed()

    @admin.display(description="what")
    def about(self, notice: ServiceNotice) -> str:
        return ", ".join(filter(None, [str(notice.service or ""), str(notice.place)]))

    @admin.display(description="when")
    def when(self, notice: ServiceNotice) -> str:
        return between(notice.starts_at, notice.ends_at)

    @admin.display(description="signed off", boolean=True)
    def stands(self, notice: ServiceNotice) -> bool:
        return notice.is_signed_off

    @admin.display(description="confirmed")
    def last_confirmed(self, notice: ServiceNotice) -> str | None:
        return short_stamp(notice.confirmed_at)

    @admin.display(description="last confirmed")
    def confirmed(self, notice: ServiceNotice | None) -> str:
        return stamp(notice.confirmed_at) if notice and notice.confirmed_at else "Not since."
