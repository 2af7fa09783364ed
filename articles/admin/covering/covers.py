"""Covers on the desk: the list, the page that covers words, what is covered, and lifting it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles import workflow
from deeds.covering import search
from deeds.models import Cover, CoveredWords
from deeds.workflow.covering import MAY, look_at_covered
from lib.admin.lists import QuickLists
from lib.people import called
from lib.refusals import Refused
from lib.words import stamp

from .elsewhere import on_the_desk
from .forms import CoverForm, LiftForm, LookFor
from .of_story import story_view
from .shown import kept_rows


@admin.register(Cover)
class CoverAdmin(QuickLists):
    list_display = ["called", "kind", "standing", "covered_by", "in_stories"]
    list_display_links = ["called"]
    list_select_related = ["by", "lifted_by"]
    list_filter = ["kind", ("lifted_at", admin.EmptyFieldListFilter)]
    search_fields = ["called", "why"]
    sortable_by = []
    ordering = ["-at", "-id"]
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Cover]:
        return super().get_queryset(request).prefetch_related("stories")

    @admin.display(description="stands")
    def standing(self, cover: Cover) -> str:
        if cover.lifted_at is None:
            return "covered"
        return f"lifted by {called(cover.lifted_by)}, {stamp(cover.lifted_at)}"

    @admin.display(description="covered by")
    def covered_by(self, cover: Cover) -> str:
        return f"{called(cover.by)}, {stamp(cover.at)}"

    @admin.display(description="stories")
    def in_stories(self, cover: Cover) -> str:
        return str(len(cover.stories.all()))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY)

    def has_change_permission(self, request: HttpRequest, obj: Cover | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Cover | None = None) -> bool:
        return False

    def get_urls(self) -> list[Any]:
        def view(each: Any) -> Any:
            return self.admin_site.admin_view(each)

        return [
            path("story/<int:pk>/", view(self.of_story), name="deeds_cover_story"),
            path("<int:pk>/look/", view(self.look), name="deeds_cover_look"),
            path("<int:pk>/lift/", view(self.lift), name="deeds_cover_lift"),
            *super().get_urls(),
        ]

    def page(self, request: HttpRequest, template: str, **context: Any) -> TemplateResponse:
        return TemplateResponse(
            request,
            f"admin/articles/covering/{template}.html",
            {**self.admin_site.each_context(request), "opts": self.opts, **context},
        )

    def refuse_others(self, request: HttpRequest) -> None:
        if not request.user.has_perm(MAY):
            raise PermissionDenied("Your role may not cover anything, nor look at what is covered.")

    # Covering

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Look for a name or words; then each place where they stand, to be ticked."""
        self.refuse_others(request)
        asked = bool(request.GET.get("name") or request.GET.get("words"))
        looked = LookFor(request.GET if asked else None, initial=request.GET.dict())
        context: dict[str, Any] = {"title": "Cover words, or take a name down", "look_for": looked}
        if not asked or not looked.is_valid():
            return self.page(request, "cover", **context)
        found = search(looked.wanted, within=looked.within)
        form = CoverForm(request.POST or None, wanted=looked.wanted)
        chosen = request.POST.getlist("line")
        if request.method == "POST" and form.is_valid():
            try:
                return self.covered(request, looked, form, chosen)
            except Refused as refusal:
                form.add_error(None, refusal)
                found = search(looked.wanted, within=looked.within)
        if request.method != "POST":
            chosen = [line.key for line in found.lines if line.proposed]
        return self.page(
            request,
            "cover",
            **context,
            found=found,
            form=form,
            chosen=set(chosen),
            desk=on_the_desk(looked.wanted),
        )

    def covered(
        self, request: HttpRequest, looked: LookFor, form: CoverForm, chosen: list[str]
    ) -> HttpResponse:
        cover = workflow.cover_words(
            by=request.user,
            wanted=looked.wanted,
            chosen=chosen,
            seen=request.POST.get("seen", ""),
            why=form.reason,
            within=looked.within,
            sources=form.sources,
        )
        messages.success(request, "Covered: readers see nothing of it any more.")
        return HttpResponseRedirect(reverse("admin:deeds_cover_change", args=[cover.pk]))

    def of_story(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.refuse_others(request)
        return story_view(self, request, pk)

    # What is covered

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        cover = self.get_object(request, object_id)
        if cover is None:
            raise Http404("There is no cover with this number.")
        self.refuse_others(request)
        return self.shown(request, cover, LiftForm(label_suffix=""))

    def shown(
        self,
        request: HttpRequest,
        cover: Cover,
        form: LiftForm,
        originals: list[CoveredWords] | None = None,
    ) -> HttpResponse:
        words = cover.words.all() if originals is None else originals
        return self.page(
            request,
            "covered",
            title=f"Covered: {cover.get_kind_display()}",
            original=cover,
            stories=[row.article for row in cover.stories.select_related("article")],
            rows=kept_rows(words, originals is not None),
            looked=originals is not None,
            looks=cover.looks.select_related("by")[:20],
            form=form,
        )

    def look(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What stood there. A form that is sent, so that no link and no reload looks unasked."""
        self.refuse_others(request)
        cover = self.get_queryset(request).filter(pk=pk).first()
        if cover is None or request.method != "POST":
            return HttpResponseRedirect(reverse("admin:deeds_cover_changelist"))
        originals = look_at_covered(by=request.user, cover=cover)
        return self.shown(request, cover, LiftForm(label_suffix=""), originals)

    def lift(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.refuse_others(request)
        cover = self.get_queryset(request).filter(pk=pk).first()
        if cover is None or request.method != "POST":
            return HttpResponseRedirect(reverse("admin:deeds_cover_changelist"))
        form = LiftForm(request.POST, label_suffix="")
        if form.is_valid():
            try:
                workflow.lift_cover(
                    by=request.user, cover=cover, because=form.cleaned_data["because"]
                )
            except Refused as refusal:
                form.add_error(None, refusal)
            else:
                messages.success(request, "Lifted: it stands as it stood before.")
                return HttpResponseRedirect(reverse("admin:deeds_cover_change", args=[pk]))
        return self.shown(request, cover, form)
