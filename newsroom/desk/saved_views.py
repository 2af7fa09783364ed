"""A person’s own views of the lists of the desk: shown with counts, saved, renamed, removed."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from deeds import workflow
from deeds.models import SavedView
from lib.admin.addresses import is_key, page_url
from lib.admin.lists import View, asked_for
from lib.refusals import Refused


def own_views(model_admin: ModelAdmin, request: HttpRequest) -> list[dict[str, Any]]:
    """For the template of a list: what this person saved of it, in the order of saving."""
    asked = asked_for(request.GET)
    mine = SavedView.objects.filter(by=request.user, of=model_admin.opts.label_lower)
    return [
        {
            "pk": view.pk,
            "label": view.label,
            "url": f"?{view.query}",
            "count": count(model_admin, request, view.query),
            "here": asked == view.query,
        }
        for view in mine
    ]


def count(model_admin: ModelAdmin, request: HttpRequest, query: str) -> str | None:
    """How many rows the list has for a query; None where it can be asked no more."""
    asked = copy(request)
    asked.GET = QueryDict(query)
    try:
        rows = model_admin.get_changelist_instance(asked).result_count
    except (IncorrectLookupParameters, SuspiciousOperation):
        return None
    return f"{View.most}+" if rows > View.most else str(rows)


def saved_views_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """POST with `of`, `query` and `label` saves; with `view` it renames, or `_remove` removes."""
    model_admin = list_of(site, request)
    back = page_url(model_admin.model, "changelist")
    query = asked_for(QueryDict(request.POST.get("query", "")))
    try:
        said = done(request, model_admin.opts.label_lower, query)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, said)
        query = "" if "_remove" in request.POST else query
    return HttpResponseRedirect(f"{back}?{query}" if query else back)


def done(request: HttpRequest, of: str, query: str) -> str:
    sent, label = request.POST, request.POST.get("label", "")
    if "view" not in sent:
        view = workflow.save_view(by=request.user, of=of, query=query, label=label)
        return f"Saved: the view “{view}”."
    view = mine(request, of)
    if "_remove" in sent:
        workflow.remove_view(by=request.user, view=view)
        return f"Removed: the view “{view}”. What it listed stays."
    was = view.label
    workflow.rename_view(by=request.user, view=view, label=label)
    return f"“{was}” is now called “{view}”."


def list_of(site: AdminSite, request: HttpRequest) -> ModelAdmin:
    try:
        model_admin = site.get_model_admin(apps.get_model(request.POST.get("of", "")))
    except (LookupError, ValueError) as error:
        raise Http404("There is no such list.") from error
    if not model_admin.has_view_permission(request):
        raise PermissionDenied("Your role may not see this list.")
    return model_admin


def mine(request: HttpRequest, of: str) -> SavedView:
    number = request.POST.get("view", "")
    pk = int(number) if is_key(number) else 0
    view = SavedView.objects.filter(by=request.user, of=of, pk=pk).first()
    if view is None:
        raise Refused("This view is gone: you removed it in another window.")
    return view
