"""Figures on the desk: recorded and changed through the workflow only, never by a plain form."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    JsonResponse,
)
from django.urls import path
from django.utils.html import format_html_join

from hospitals.models import DisruptionFigure, Source
from lib.admin.buttons import ButtonsInsteadOfForm
from lib.admin.choosers import AutocompleteFilter
from lib.admin.lists import QuickLists, View
from lib.admin.search import bounded

from .. import lookups
from ..statements.view import FromDocuments
from .batches import Batches
from .buttons import BUTTONS
from .finding import CheckFilter, EvidenceFilter, SearchesFigures, StandingFilter
from .page import about, in_force, page, short_number, statuses
from .statement.recording import FigureStatement


@admin.register(DisruptionFigure)
class FigureAdmin(FromDocuments, ButtonsInsteadOfForm, Batches, SearchesFigures, QuickLists):
    """A figure is never deleted: it is withdrawn, so that its page can say why."""

    statement_kind = FigureStatement
    buttons = BUTTONS
    verb = "decide"
    page_template = "admin/hospitals/disruptionfigure/page.html"
    page_title = "Figure"
    history_part = "#decisions"
    list_display = ["about", "number", "measure", "period", "says", "stands", "no"]
    list_display_links = ["about"]
    views = [
        View("To check", "check=waiting", lambda user: DisruptionFigure.objects.to_check()),
        View(
            "Not released",
            "standing=unreleased",
            lambda user: DisruptionFigure.objects.filter(withdrawn_at=None, released_at=None),
        ),
        View(
            "Disputed",
            "standing=disputed",
            lambda user: DisruptionFigure.objects.filter(
                withdrawn_at=None, disputed_on__isnull=False
            ),
        ),
    ]
    list_filter = [
        CheckFilter,
        StandingFilter,
        "nature",
        "basis",
        ("measure", AutocompleteFilter),
        ("strike", AutocompleteFilter),
        ("trust_at_time", AutocompleteFilter),
        ("source", AutocompleteFilter),
        ("revisions__evidence", EvidenceFilter),
    ]
    sortable_by = []
    ordering = ["-period_end", "-id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        # Prefetched, not joined: SQLite would join all the rows of a source before sorting them.
        return DisruptionFigure.objects.prefetch_related(*LINE).with_revisions()

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.suggest)
        name = "hospitals_disruptionfigure_suggest"
        return [path("suggest/", view, name=name), *super().get_urls()]

    def suggest(self, request: HttpRequest) -> HttpResponse:
        """Names for a field of the statement form: {"suggestions": [{"label", "hint"}]}."""
        kinds = lookups.KINDS.get(request.GET.get("kind", ""))
        if kinds is None:
            return HttpResponseBadRequest(f"kind is one of {', '.join(lookups.KINDS)}.")
        for each in kinds:
            if not request.user.has_perm(f"hospitals.view_{each.model._meta.model_name}"):
                raise PermissionDenied("Your role may not search these records.")
        term = bounded(request.GET.get("term", ""))
        found = lookups.suggest(request.GET["kind"], term) if term else []
        return JsonResponse({"suggestions": found})

    def page(self, request: HttpRequest, record: DisruptionFigure) -> dict[str, Any]:
        mine = record.latest().recorded_by_id == request.user.pk
        return {**page(record), "recorded_it": mine}

    @admin.display(description="about")
    def about(self, figure: DisruptionFigure) -> str:
        return about(figure)

    @admin.display(description="number")
    def number(self, figure: DisruptionFigure) -> str:
        return short_number(in_force(figure))

    @admin.display(description="no.")
    def no(self, figure: DisruptionFigure) -> int:
        return figure.pk

    @admin.display(description="period")
    def period(self, figure: DisruptionFigure) -> str:
        return figure.period_words()

    @admin.display(description="who says so")
    def says(self, figure: DisruptionFigure) -> Source:
        return figure.source

    @admin.display(description="status")
    def stands(self, figure: DisruptionFigure) -> str:
        return format_html_join(
            " ",
            '<span class="tone {}">{}</span>',
            ((status.tone, status.words) for status in statuses(figure)),
        )


LINE = [
    "area",
    "trust__former_names",
    "hospital",
    "measure",
    "strike",
    "event",
    "dispute",
    "setting",
    "service",
    "staff_group",
    "source",
    "trust_at_time",
    "region_at_time",
]
