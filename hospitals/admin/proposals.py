"""The page on which all that is proposed is signed off or turned down together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from hospitals import workflow
from hospitals.models.proposals import Proposable, proposable
from lib.admin.refusals import tell_refusal
from lib.refusals import Refused

from .signing import row_for_page

# Of each kind; what is left comes once these are decided.
MOST = 100


def proposals_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """GET lists them with what each says; POST decides about those that are ticked."""
    if not workflow.may_write_facts(request.user):
        raise PermissionDenied("Your role may not decide about what is proposed.")
    if request.method == "POST" and decided(request):
        return HttpResponseRedirect(request.path)
    rows = sorted(waiting(), key=lambda row: (row.created_at, row.pk))
    context = {
        **site.each_context(request),
        "title": "Proposed, to sign off",
        "rows": [shown(row, request.user) for row in rows],
        "back": reverse("admin:index"),
    }
    return TemplateResponse(request, "admin/hospitals/proposals.html", context)


def waiting() -> Iterator[Proposable]:
    for model in proposable():
        yield from model._default_manager.waiting().select_related("created_by")[:MOST]


def shown(row: Proposable, user: Any) -> dict[str, Any]:
    own = row.created_by_id == user.pk and not user.has_perm("hospitals.check_own_figure")
    return {**row_for_page(row), "name": str(row), "key": key_of(row), "own": own}


def key_of(row: Proposable) -> str:
    """Which row it is, and what stood on the page of it."""
    return f"{row._meta.model_name}:{row.pk}:{workflow.facts_token([row])}"


def decided(request: HttpRequest) -> bool:
    """Whether what was ticked is done; else the refusal is told."""
    known = {key_of(row): row for row in waiting()}
    ticked = request.POST.getlist("row")
    rows = [known[key] for key in ticked if key in known]
    try:
        if not ticked:
            raise Refused("Tick at least one.")
        if len(rows) < len(ticked):
            raise Refused(
                "Something that you ticked has been changed or decided since you opened the page. "
                "Nothing was decided: look at it as it is now."
            )
        down = "_turn_down" in request.POST
        with transaction.atomic():
            workflow.decide_proposals(
                by=request.user,
                sign_off=() if down else rows,
                turn_down=rows if down else (),
            )
    except Refused as refusal:
        tell_refusal(request, refusal)
        return False
    messages.success(request, f"{'Turned down' if down else 'Signed off'}: {len(rows)}.")
    return True
