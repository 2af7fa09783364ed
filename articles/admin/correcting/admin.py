"""Corrections under way on the desk: their list, and the page *Correct once* of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import capfirst

from articles.admin.stories import badge
from articles.comparing.difference import Piece, words
from articles.correcting.plan import Where
from articles.models import CorrectionPlan
from articles.workflow import Notice, correcting
from articles.workflow.planning import Survey, survey
from deeds import deed
from lib.admin.lists import QuickLists
from lib.people import called
from lib.refusals import Refused
from lib.words import clock

from . import starting
from .deciding import NoticeForm, Typed, still_true, typed
from .once import back, page, proposed, texts_of, waiting_values
from .page import FIELDS
from .previewing import page_alone, page_in_frames

APPROVE, DECIDE, DROP = "approve", "decide", "drop"
NOTHING = "Nothing was changed:"
KEPT = (
    "Your choices are kept. The page shows what comes of them: look at it once more, then approve."
)


@admin.register(CorrectionPlan)
class CorrectionPlanAdmin(QuickLists):
    """One page shows all that an approval covers, and what is sent from it is one deed."""

    list_display = ["what", "stands", "by"]
    list_display_links = ["what"]
    sortable_by = []
    ordering = ["-proposed_at", "-id"]
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[CorrectionPlan]:
        return super().get_queryset(request).for_lists()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="what")
    def what(self, plan: CorrectionPlan) -> str:
        return str(plan)

    @admin.display(description="state")
    def stands(self, plan: CorrectionPlan) -> str:
        if plan.approved_at:
            return badge("issued", "good")
        return badge("dropped", "quiet") if plan.dropped_at else badge("not approved", "waiting")

    @admin.display(description="proposed")
    def by(self, plan: CorrectionPlan) -> str:
        return f"{called(plan.proposed_by)}, {clock(plan.proposed_at)}"

    def get_urls(self) -> list[Any]:
        def route(address: str, view: Callable[..., HttpResponse], name: str) -> Any:
            return path(address, self.admin_site.admin_view(view), name=f"{START}{name}")

        return [
            route("figure/<int:pk>/", self.of_figure, "figure"),
            route("quotation/<int:pk>/", self.of_quote, "quote"),
            route("words/", self.of_words, "words"),
            route("story/<int:pk>/", self.of_story, "story"),
            route("<int:pk>/change/", self.once, "change"),
            route("<int:pk>/pages/<int:version_id>/", self.in_frames, "page"),
            route("<int:pk>/pages/<int:version_id>/alone/", self.alone, "page_alone"),
            *super().get_urls(),
        ]

    # Where it begins

    def of_figure(self, request: HttpRequest, pk: int) -> HttpResponse:
        return starting.of_figure(request, self.admin_site, pk)

    def of_quote(self, request: HttpRequest, pk: int) -> HttpResponse:
        return starting.of_quote(request, self.admin_site, pk)

    def of_words(self, request: HttpRequest) -> HttpResponse:
        return starting.of_words(request, self.admin_site)

    def of_story(self, request: HttpRequest, pk: int) -> HttpResponse:
        return starting.of_story(request, self.admin_site, pk)

    # The pages as they would stand

    def in_frames(self, request: HttpRequest, pk: int, version_id: int) -> HttpResponse:
        return page_in_frames(request, self.open_plan(request, pk), version_id, self.admin_site)

    def alone(self, request: HttpRequest, pk: int, version_id: int) -> HttpResponse:
        return page_alone(request, self.open_plan(request, pk), version_id)

    def plan_of(self, request: HttpRequest, pk: int) -> CorrectionPlan:
        plan = self.get_object(request, str(pk))
        if plan is None or not self.has_view_permission(request, plan):
            raise Http404("There is no such correction.")
        return plan

    def open_plan(self, request: HttpRequest, pk: int) -> CorrectionPlan:
        plan = self.plan_of(request, pk)
        if not plan.is_open:
            raise Http404("This correction is over: its stories are as they stand.")
        return plan

    # Correct once

    def once(self, request: HttpRequest, pk: int) -> HttpResponse:
        plan = self.plan_of(request, pk)
        if not plan.is_open:
            return self.over(request, plan)
        surveyed = survey(plan)
        if request.method != "POST":
            return self.show(request, plan, surveyed)
        sent = typed(request.POST, surveyed.plan, texts_of(surveyed))
        notice = NoticeForm(request.POST, instance=plan)
        if sent.errors or not notice.is_valid():
            return self.show(request, plan, surveyed, sent, notice)
        try:
            with deed(by=request.user):
                told = self.do(request, plan, surveyed, sent, notice)
        except Refused as refusal:
            fresh = self.plan_of(request, pk)
            if not fresh.is_open:
                messages.error(request, " ".join(refusal.messages))
                return HttpResponseRedirect(request.path)
            return self.show(request, fresh, survey(fresh), sent, notice, refusal)
        messages.success(request, told)
        return HttpResponseRedirect(request.path)

    def do(
        self,
        request: HttpRequest,
        plan: CorrectionPlan,
        surveyed: Survey,
        sent: Typed,
        notice: NoticeForm,
    ) -> str:
        """What was asked for, in one deed; the sentence that says so. An approval is of what the
        page showed: where choices came with it they are kept first, and shown."""
        what, user = request.POST.get("do", ""), request.user
        if what == DROP:
            correcting.drop(by=user, plan=plan, because=request.POST.get("because", ""))
            return "Dropped: readers see what they saw. What was recorded stays recorded."
        stands = still_true(request.POST, surveyed.plan)
        asked = request.POST.getlist("along")
        along = [each for pk, each in waiting_values(surveyed).items() if str(pk) in asked]
        if sent.changes or notice.has_changed() or stands or along:
            correcting.decide(
                by=user,
                plan=plan,
                lines={Where.of(key): chosen for key, chosen in sent.lines.items()},
                stories=sent.modes,
                still_true=stands,
                along=along,
                notice=Notice(**notice.words()),
            )
            return KEPT if what == APPROVE else "Your choices are kept."
        if what == APPROVE:
            correcting.approve_correction(
                by=user,
                plan=plan,
                seen=request.POST.get("seen", ""),
                stood_up=request.POST.get("stood_up", ""),
            )
            return "Corrected everywhere, in one moment."
        return "Nothing was changed."

    def show(
        self,
        request: HttpRequest,
        plan: CorrectionPlan,
        surveyed: Survey,
        sent: Typed | None = None,
        notice: NoticeForm | None = None,
        refusal: Refused | None = None,
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Correct once",
            **page(
                request.user, plan, surveyed, sent or Typed(), notice or NoticeForm(instance=plan)
            ),
        }
        labels = {
            place.key: f"{story.headline}, {place.label.lower()}"
            for story in context["shown"].stories
            for place in story.places
        }
        context |= wrong(labels, sent, notice, refusal, surveyed.plan.unsettled)
        return TemplateResponse(request, "admin/articles/correctionplan/page.html", context)

    def over(self, request: HttpRequest, plan: CorrectionPlan) -> HttpResponse:
        """What came of it: issued, with each story, or dropped."""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(plan),
            "plan": plan,
            "back": back(plan),
            "by": proposed(plan),
            "decided": decided(plan),
            "reissues": [
                (row, [changed(each) for each in row.changes])
                for row in plan.reissues.select_related("after").order_by("id")
            ],
            "notices": plan.corrections.select_related("article").order_by("id"),
        }
        return TemplateResponse(request, "admin/articles/correctionplan/over.html", context)


def changed(change: dict[str, Any]) -> tuple[str, list[Piece], list[Piece]]:
    """(place, the sentence before, the sentence since), in pieces."""
    return capfirst(FIELDS.get(change["place"], change["place"])), *words(
        change["was"], change["now"]
    )


def decided(plan: CorrectionPlan) -> str:
    if plan.approved_at:
        return f"{called(plan.approved_by)}, {clock(plan.approved_at)}"
    return f"{called(plan.dropped_by)}, {clock(plan.dropped_at)}"


def wrong(
    labels: dict[str, str],
    sent: Typed | None,
    notice: NoticeForm | None,
    refusal: Refused | None,
    undecided: list[str],
) -> dict[str, Any]:
    """What is to be put right, each with where: first what could not be taken, else what was
    refused. `labels` are {key of a place: what it is called}."""
    found = [
        (f"{labels.get(key, key)}: {text}", f"#place-{key}")
        for key, text in (sent.errors if sent else {}).items()
    ]
    if notice is not None:
        found += [
            (text, f"#{notice[name].id_for_label}")
            for name, texts in notice.errors.items()
            for text in texts
        ]
    if found:
        return {"wrong": found, "wrong_title": "Nothing is kept yet. Put this right:"}
    if refusal is not None:
        if refusal.messages == undecided:
            return {"wrong_title": "Not approved yet. Somebody decides this first:"}
        return {"wrong": [(text, "") for text in refusal.messages], "wrong_title": NOTHING}
    return {}


START = "articles_correctionplan_"
