"""The second-look list: what one person changed alone, until another has ticked it off."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lib.admin.addresses import record_url
from lib.admin.buttons import Button, ButtonsInsteadOfForm
from lib.admin.lists import QuickLists
from lib.people import called

from .. import workflow
from ..models import DeskChange
from ..workflow.second_look import LOOK


class Waiting(admin.SimpleListFilter):
    title = "second look"
    parameter_name = "look"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("waiting", "still to do")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        waits = self.value() == "waiting"
        return queryset.filter(looked_at__isnull=True) if waits else queryset


class Look(Button):
    """Another person than who made the change has looked at it, and it may stay."""

    name, label, permission = "look", "Second look", LOOK

    @classmethod
    def possible(cls, user: Any, record: DeskChange) -> bool:
        return record.looked_at is None and record.by_id != user.pk

    def run(self) -> str:
        workflow.look_at_change(by=self.user, change=self.record)
        return f"Second look done: {self.record.called}."

    def next_url(self) -> str:
        return reverse("admin:index")


@admin.register(DeskChange)
class DeskChangeAdmin(ButtonsInsteadOfForm, QuickLists):
    """The list; a page with the difference, and the button that ticks it off."""

    buttons = [Look]
    verb = ""
    page_template = "admin/deeds/deskchange/page.html"
    page_title = "Second look"
    list_display = ["called", "kind", "by", "at", "looked_by"]
    list_filter = [Waiting]
    list_select_related = ["content_type", "by", "looked_by"]
    sortable_by = []
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="of")
    def kind(self, change: DeskChange) -> str:
        return change.content_type.name

    def turned_away(
        self, request: HttpRequest, button: type[Button], record: DeskChange
    ) -> HttpResponse | None:
        """The button stands on the page of the change, which asks for it."""
        if request.method != "POST":
            return HttpResponseRedirect(self.page_of(record))
        return super().turned_away(request, button, record)

    def page(self, request: HttpRequest, record: DeskChange) -> dict[str, Any]:
        return {
            "by": called(record.by),
            "looked_by": record.looked_by and called(record.looked_by),
            "record_url": record_url(record.record),
            "back": reverse("admin:deeds_deskchange_changelist"),
        }
