"""The page on which a statement is recorded."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from hospitals.models import DisruptionFigure, Evidence, Hospital, Strike, Trust
from lib.words import join

from ..page import about
from .recording import Statement

# More are counted, not named.
PLACES = 6


def statement_view(
    model_admin: ModelAdmin,
    request: HttpRequest,
    kind: type[Statement] = Statement,
    recorded: Callable[[HttpRequest, list[Any]], HttpResponse] | None = None,
) -> HttpResponse:
    """GET the empty form (the address fills in what it names); POST records, or adds rows."""
    opts = model_admin.model._meta
    if not model_admin.has_add_permission(request):
        raise PermissionDenied(f"Your role may not record {opts.verbose_name_plural}.")
    if request.method == "POST":
        statement = kind(request.POST, request.FILES)
        if "_more" in request.POST:
            statement = statement.with_more_rows(request.POST)
        elif statement.is_valid():
            if statement.evidence.has_changed() and not request.user.has_perm(
                "hospitals.add_evidence"
            ):
                raise PermissionDenied("Your role may not record where figures came from.")
            rows = statement.record(request.user)
            if rows:
                answer = recorded(request, rows) if recorded else None
                return answer or figures_recorded(request, statement, rows)
        # No browser sends a file twice: which one has to be chosen again stands beside the field.
        statement.lost_file = request.FILES.get(statement.evidence.add_prefix("file"))
    else:
        statement = kind(initial=initial(request))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": statement.title,
        "opts": opts,
        "statement": statement,
        "media": model_admin.media + statement.media,
        "has_errors": any(form.is_bound and form.errors for form in statement.forms())
        or (statement.rows.is_bound and bool(statement.rows.non_form_errors())),
        "back": reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist"),
    }
    return TemplateResponse(request, statement.template, context)


# (in the address, field, whose number it is)
FILLS_IN = [
    ("evidence", "evidence", Evidence),
    ("strike", "strike", Strike),
    ("trust", "place", Trust),
    ("hospital", "place", Hospital),
]


def initial(request: HttpRequest) -> dict[str, Model | None]:
    """What the address fills in; a number that is no record fills in nothing."""
    found = {}
    for parameter, name, model in FILLS_IN:
        text = request.GET.get(parameter, "")
        if text.isdecimal() and len(text) < 18:
            found[name] = model.objects.filter(pk=int(text)).first()
    return found


def figures_recorded(
    request: HttpRequest, statement: Statement, figures: list[DisruptionFigure]
) -> HttpResponse:
    """Says how many there are, and of which places they were taken to be."""
    again = len(statement.rows.again())
    new = len(figures) - again
    counted = [f"{new} figure{'' if new == 1 else 's'}"] if new or not again else []
    counted += [f"{again} that we held already" if counted else f"{again} again"] if again else []
    places = list(dict.fromkeys(about(figure) for figure in figures))
    named = join(places[:PLACES]) if len(places) <= PLACES else f"{len(places)} places"
    messages.success(
        request,
        f"Recorded {' and '.join(counted)}, about {named}. Another person checks "
        f"{'them' if len(figures) > 1 else 'it'} against the source before readers see anything.",
    )
    changelist = reverse("admin:hospitals_disruptionfigure_changelist")
    if new:
        return HttpResponseRedirect(
            f"{changelist}?revisions__evidence__id__exact={statement.used.pk}"
        )
    return HttpResponseRedirect(
        reverse("admin:hospitals_disruptionfigure_change", args=[figures[0].pk])
    )
