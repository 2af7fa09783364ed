"""The second-look list: what one person changed alone, until another has ticked it off."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, path, reverse

from lib.admin.lists import QuickLists
from lib.admin.refusals import tell_refusal
from lib.people import called
from lib.refusals import Refused

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


@admin.register(DeskChange)
class DeskChangeAdmin(QuickLists):
    """The list; a page with the difference, and the button that ticks it off."""

    list_display = ["called", "kind", "by", "at", "looked_by"]
    list_filter = [Waiting]
    list_select_related = ["content_type", "by", "looked_by"]
    sortable_by = []
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="of")
    def kind(self, change: DeskChange) -> str:
        return change.content_type.name

    def get_urls(self) -> list[Any]:
        look = self.admin_site.admin_view(self.look)
        return [path("<int:pk>/look/", look, name="deeds_deskchange_look"), *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        change = self.get_object(request, object_id)
        if change is None:
            raise Http404("There is no such change.")
        if not self.has_view_permission(request, change):
            raise PermissionDenied("Your role may not see this.")
        context = {
            **self.admin_site.each_context(request),
            "title": "Second look",
            "opts": self.opts,
            "change": change,
            "by": called(change.by),
            "looked_by": change.looked_by and called(change.looked_by),
            "record_url": record_url(change),
            "may_look": may_look(request.user, change),
            "back": reverse("admin:deeds_deskchange_changelist"),
        }
        return TemplateResponse(request, "admin/deeds/deskchange/page.html", context)

    def look(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = reverse("admin:deeds_deskchange_change", args=[pk])
        if request.method == "POST":
            change = get_object_or_404(DeskChange, pk=pk)
            try:
                workflow.look_at_change(by=request.user, change=change)
            except Refused as refusal:
                tell_refusal(request, refusal)
            else:
                messages.success(request, f"Second look done: {change.called}.")
                page = reverse("admin:index")
        return HttpResponseRedirect(page)


def may_look(user: Any, change: DeskChange) -> bool:
    return change.looked_at is None and change.by_id != user.pk and bool(user.has_perm(LOOK))


def record_url(change: DeskChange) -> str:
    """The page of the record on the desk; "" where it is gone or has none."""
    kind = change.content_type
    try:
        url = reverse(f"admin:{kind.app_label}_{kind.model}_change", args=[change.object_id])
    except NoReverseMatch:
        return ""
    return url if change.record is not None else ""
