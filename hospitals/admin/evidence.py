"""Where it came from: documents, calls and counts, with their private files and their terms."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html

from hospitals import workflow
from hospitals.dependents import dependents
from hospitals.models import Evidence, FigureRevision, SaidWith, SeenIn, Terms
from lib.admin.buttons import Button, HasButtons
from lib.admin.choosers import AutocompleteFilter
from lib.admin.fieldsets import renamed, without
from lib.admin.history import EarlierStatesStay
from lib.admin.rows import DeskInline
from lib.people import called
from lib.words import stamp

from .base import FactHistoryAdmin
from .evidence_forms import EvidenceForm
from .signed import Entered, signed_off
from .terms import TermsPages

LINES = 50


class Clear(Button):
    """An editor clears what somebody unattributable said: its description becomes public."""

    name, label, permission = "clear", "Clear for publication", "hospitals.clear_evidence"
    confirm = "Clear it"
    template = "admin/hospitals/evidence/clear.html"
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def offered(cls, user: Any, record: Evidence) -> bool:
        waits = record.terms == Terms.UNATTRIBUTABLE and record.cleared_at is None
        return waits and super().offered(user, record)

    def stands_now(self) -> dict[str, Any]:
        return {"seen": workflow.token(self.record)}

    def run(self) -> str:
        seen = self.cleaned_data["seen"]
        workflow.clear_evidence(by=self.user, evidence=self.record, seen=seen)
        return f"Cleared: readers see “{self.record.description}” and nothing else."


class SaidWithInline(DeskInline):
    """Fixed for everybody once the evidence is signed off, as what else it says."""

    model = SaidWith
    fields = ["source", "order"]
    autocomplete_fields = ["source"]
    verbose_name_plural = "who said it with them, in order: a joint statement"

    def has_add_permission(self, request: HttpRequest, obj: Evidence | None = None) -> bool:
        return super().has_add_permission(request, obj) and still_open(obj)

    def has_change_permission(self, request: HttpRequest, obj: Evidence | None = None) -> bool:
        return super().has_change_permission(request, obj) and still_open(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Evidence | None = None) -> bool:
        return super().has_delete_permission(request, obj) and still_open(obj)


def still_open(evidence: Evidence | None) -> bool:
    return evidence is None or evidence.signed_off_at is None


@admin.register(Evidence)
class EvidenceAdmin(HasButtons, TermsPages, Entered, EarlierStatesStay, FactHistoryAdmin):
    buttons = [Clear]
    verb = ""
    form = EvidenceForm
    inlines = [SaidWithInline]
    fieldsets = [
        (None, {"fields": ["kind", "title", "said_by", "said_on", "via", "reported_by", "signed"]}),
        (
            "What was agreed",
            {
                "fields": ["terms", "description", "clearing"],
                "description": "Of anything not on the record, readers see the agreed description "
                "and nothing else, and only once an editor has cleared it.",
            },
        ),
        (
            "The document",
            {
                "fields": ["url", "file", ("published_on", "retrieved_at"), "licence", "sha256"],
                "description": "The file is private: only people on the desk can open it.",
            },
        ),
        ("For readers", {"fields": ["embargo_until", "public_caveat"]}),
        ("Private: seen on the desk only", {"fields": ["private_notes"]}),
        ("What rests on it", {"fields": ["figures_from_it"]}),
    ]
    readonly_fields = ["clearing", "sha256", "signed", "stored_file", "figures_from_it"]
    autocomplete_fields = ["said_by", "via", "reported_by"]
    list_display = ["title", "kind", "said_by", "reported_by", "published_on", "terms", "cleared"]
    list_filter = ["kind", "terms", ("said_by", AutocompleteFilter)]
    search_fields = ["title", "said_by__name", "reported_by__name"]
    sortable_by = []
    ordering = ["-id"]

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.download_view)
        return [path("<int:pk>/file/", view, name="hospitals_evidence_file"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        # Here and not in list_select_related, which yields to any select_related of the queryset.
        return super().get_queryset(request).select_related("said_by", "reported_by", "cleared_by")

    def get_fieldsets(self, request: HttpRequest, obj: Evidence | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return without(fieldsets[:-1], "signed")
        if self.has_change_permission(request, obj) and obj.signed_off_at is None:
            return fieldsets
        # Django's own read-only file would print an address, which a private file has not.
        return renamed(fieldsets, {"file": "stored_file"})

    def get_readonly_fields(self, request: HttpRequest, obj: Evidence | None = None) -> list[str]:
        """Terms have a page of their own; what was signed off stays as it was signed off.

        Open even then: private notes, and embargo and licence for whoever writes what readers see.
        """
        fixed = list(super().get_readonly_fields(request, obj))
        if obj is None:
            return fixed
        fixed += ["terms", "description"]
        if obj.signed_off_at is not None:
            fixed += FROZEN
            if not workflow.may_write_facts(request.user):
                fixed += ["embargo_until", "licence"]
        return fixed

    def save_model(
        self, request: HttpRequest, obj: Evidence, form: EvidenceForm, change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        if form.dropped_clearing:
            self.warn_of_dropped_clearing(request, form)

    def save_related(
        self, request: HttpRequest, form: EvidenceForm, formsets: list[Any], change: bool
    ) -> None:
        """An editor cleared what these people said: of others they know nothing."""
        super().save_related(request, form, formsets, change)
        evidence = form.instance
        if evidence.cleared_at is not None and any(each.has_changed() for each in formsets):
            form.dropped_clearing, evidence.cleared_by, evidence.cleared_at = (
                evidence.cleared_by,
                None,
                None,
            )
            evidence.save()
            self.warn_of_dropped_clearing(request, form)

    def warn_of_dropped_clearing(self, request: HttpRequest, form: EvidenceForm) -> None:
        messages.warning(
            request,
            f"The clearing by {form.dropped_clearing} is dropped, because somebody else is "
            "named as who said it. Readers see nothing that rests on this until an editor "
            "clears it again.",
        )

    @admin.display(description="signed off")
    def signed(self, evidence: Evidence | None) -> str:
        if evidence is None or evidence.signed_off_at is None:
            return signed_off(evidence)
        return (
            f"{signed_off(evidence)}. Fixed from then on: record a better or corrected document "
            "anew, and a revision of what rests on this one."
        )

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return super().add_view(request, form_url, {"title": "Record where it came from"})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return super().change_view(request, object_id, form_url, {"title": "Where it came from"})

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        context["where_used"] = dependents().where_used(obj) if obj is not None else ""
        context["may_clear"] = obj is not None and Clear.offered(request.user, obj)
        context["may_record"] = obj is not None and request.user.has_perm(
            "hospitals.add_disruptionfigure"
        )
        return super().render_change_form(request, context, add, change, form_url, obj)

    def download_view(self, request: HttpRequest, pk: int) -> FileResponse:
        """The private file, as an attachment, for those who may see the evidence."""
        evidence = get_object_or_404(Evidence, pk=pk)
        if not self.has_view_permission(request, evidence):
            raise PermissionDenied("Your role may not open this document.")
        if not evidence.file:
            raise Http404("No file is kept with this.")
        try:
            content = evidence.file.open("rb")
        except FileNotFoundError as error:
            raise Http404("The file is no longer in the store: tell whoever runs it.") from error
        response = FileResponse(
            content, as_attachment=True, filename=evidence.file.name.rsplit("/", 1)[-1]
        )
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        return response

    @admin.display(description="cleared")
    def cleared(self, evidence: Evidence) -> str | None:
        if evidence.terms != Terms.UNATTRIBUTABLE:
            return None
        return "cleared" if evidence.cleared_at else "not cleared"

    @admin.display(description="cleared by")
    def clearing(self, evidence: Evidence | None) -> str:
        if evidence is None or evidence.pk is None:
            return "Nobody yet."
        if evidence.cleared_at:
            return f"{called(evidence.cleared_by)}, {stamp(evidence.cleared_at)}"
        if evidence.terms == Terms.UNATTRIBUTABLE:
            return "Nobody yet: nothing that rests on this is public."
        return "Only unattributable evidence needs clearing."

    @admin.display(description="file")
    def stored_file(self, evidence: Evidence) -> str:
        if not evidence.file:
            return "No file."
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:hospitals_evidence_file", args=[evidence.pk]),
            evidence.file.name.rsplit("/", 1)[-1],
        )

    @admin.display(description="figures")
    def figures_from_it(self, evidence: Evidence) -> str:
        revisions = list(
            FigureRevision.objects.filter(evidence=evidence)
            .select_related(*(f"figure__{name}" for name in FIGURE), "checked_by")
            .prefetch_related("figure__trust__former_names")
            .order_by("-id")[: LINES + 1]
        )
        return render_to_string(
            "admin/hospitals/evidence/figures.html",
            {
                "revisions": revisions[:LINES],
                "more": len(revisions) > LINES,
                "evidence": evidence,
                "further": SeenIn.objects.filter(evidence=evidence)
                .select_related(*(f"revision__figure__{name}" for name in FIGURE))
                .prefetch_related("revision__figure__trust__former_names")[:LINES],
            },
        )


FIGURE = ("area__kind", "trust", "hospital", "measure")
FROZEN = [
    "kind",
    "title",
    "said_by",
    "said_on",
    "via",
    "reported_by",
    "url",
    "file",
    "published_on",
    "retrieved_at",
    "public_caveat",
]
