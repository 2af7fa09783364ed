"""Where a record is used: the page of the desk that lists every place, by reach."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from articles.where_used import KINDS, used
from articles.where_used.whole import LAST_PAGE
from lib.admin.addresses import record_url

CALLED = {
    "figure": "a figure",
    "quote": "a quotation",
    "source": "who says so",
    "evidence": "where it came from",
    "strike": "a strike",
}


def where_used_view(site: AdminSite, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    model = KINDS.get(kind)
    if model is None:
        raise Http404(f"Where used is told of {', '.join(KINDS)}.")
    if not (may_see(request.user, model) and request.user.has_perm("articles.view_article")):
        raise PermissionDenied("Your role may not see where this is used.")
    record = model._default_manager.filter(pk=pk).first()
    if record is None:
        raise Http404("There is no record with this number.")
    page = page_of(request)
    context = {
        **site.each_context(request),
        "title": "Where it is used",
        "record": record,
        "called": CALLED[kind],
        "record_url": record_url(record),
        "used": used(record, timezone.now(), page),
        "page": page,
    }
    return TemplateResponse(request, "admin/articles/where_used.html", context)


def may_see(user: Any, model: Any) -> bool:
    return bool(user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}"))


def page_of(request: HttpRequest) -> int:
    """The page that is asked for; the first for anything that is no page."""
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else 1
    return number if 0 < number <= LAST_PAGE else 1
