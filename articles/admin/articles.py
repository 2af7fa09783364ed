"""A story on the desk: the working copy, who may save it, and what stands around its form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from js_asset import Media
from simple_history.admin import SimpleHistoryAdmin

from articles import markup, workflow
from articles.models import Article, ArticlePicture, Byline, Contributor, RelatedArticle
from articles.workflow.permissions import may
from lib.admin.history import ChangesInWords, HistoryInWords
from lib.people import called

from . import citing, stories, writing
from .choosing import Chooses
from .comparing import HasComparing
from .drafts import KeepsDrafts, as_sent, fields_of, posted_page, whole
from .editor import WRITING_SCREEN
from .elsewhere import HasElsewhere
from .forms import MARKED, ArticleForm, PictureForm, PictureFormSet
from .not_said import TriesNotSaid
from .sign_off import HasSignOff
from .story_buttons import HasStoryButtons
from .story_list import ListsStories
from .together import SavesTogether

# What somebody marks a story with, so that it is looked at by the law.
MARKS_OF_LAW = ("serious_allegation", "proceedings_active")


class ChangesOfStory(ChangesInWords):
    """Of marked texts the paragraphs that differ, without their marks."""

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        if change.field not in MARKED:
            return super().prepare_delta_change_value(change, value)
        other = change.new if value == change.old else change.old
        kept = set(markup.plain_text(other or "").split("\n"))
        lines = markup.plain_text(value or "").split("\n")
        return " / ".join(line for line in lines if line not in kept)


class BylineInline(Chooses, admin.TabularInline):
    model = Byline
    extra = 1
    autocomplete_fields = ["contributor"]
    verbose_name = "name"
    verbose_name_plural = "byline"
    fields = ["contributor", "order"]


class PictureInline(Chooses, admin.StackedInline):
    model = ArticlePicture
    form = PictureForm
    formset = PictureFormSet
    extra = 1
    autocomplete_fields = ["picture"]
    fields = ["picture", "caption", "in_gallery", "order"]

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        made = super().formfield_for_foreignkey(db_field, request, **kwargs)
        # With 0 in the place of the picture's number: its chooser shows what is chosen.
        made.widget.attrs["data-thumb"] = reverse("admin:articles_picture_thumb", args=[0])
        return made


class RelatedInline(Chooses, admin.TabularInline):
    model = RelatedArticle
    fk_name = "article"
    extra = 1
    autocomplete_fields = ["to"]
    verbose_name_plural = "read more"
    fields = ["to", "order"]


@admin.register(Article)
class ArticleAdmin(
    Chooses,
    SavesTogether,
    KeepsDrafts,
    HasSignOff,
    TriesNotSaid,
    HasElsewhere,
    HasComparing,
    HasStoryButtons,
    ListsStories,
    HistoryInWords,
    SimpleHistoryAdmin,
):
    form = ArticleForm
    change_form_template = "admin/articles/article/change_form.html"
    object_history_list_template = "admin/history_list.html"
    changes_in_words = ChangesOfStory
    fieldsets = [
        ("Story", {"fields": ["kicker", "headline", "standfirst", "body"]}),
        (
            "Where and about",
            {
                "fields": ["section", "dateline", "trusts", "hospitals", "areas", "strikes"],
                "description": "Readers find the story on the pages of what it is about.",
            },
        ),
        ("Job", {"fields": ["owner", "job", ("deadline", "embargo_until"), *MARKS_OF_LAW, "slug"]}),
    ]
    autocomplete_fields = ["trusts", "hospitals", "areas", "strikes"]
    inlines = [BylineInline, PictureInline, RelatedInline]

    def get_urls(self) -> list[Any]:
        return [*citing.urls(self), *super().get_urls()]

    # Who may

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or may(request.user, "edit", obj))

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (
            obj is None or (may(request.user, "delete", obj) and not obj.versions.exists())
        )

    def revert_disabled(self, request: HttpRequest, obj: Article | None = None) -> bool:
        # An earlier state would come back without its citations and past the two people's lock.
        return True

    # The form

    def get_form(
        self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user = request.user
        shown = self.asked_for(request, obj) if request.method == "GET" else None
        form.draft = as_sent(shown.fields) if shown else None
        return form

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> list[str]:
        fixed = []
        if not request.user.has_perm("articles.edit_others_article"):
            fixed.append("owner")
        if obj is not None and obj.versions.standing().exists():
            fixed.append("slug")
        return fixed

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "owner":
            kwargs["queryset"] = get_user_model().objects.filter(is_active=True, is_staff=True)
            kwargs["initial"] = request.user
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def view_on_site(self, story: Article) -> str | None:
        live = stories.standing(story).live
        return live.get_absolute_url() if live else None

    # Saving

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method == "POST" and object_id:
            story = self.get_object(request, unquote(object_id))
            if story and not self.has_change_permission(request, story):
                return self.too_late(request, story)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def too_late(self, request: HttpRequest, story: Article) -> TemplateResponse:
        """The story moved on while somebody wrote: nothing is saved, and nothing is lost."""
        if not self.has_view_permission(request, story):
            raise PermissionDenied
        typed = [
            (name.replace("_", " ").capitalize(), request.POST[name])
            for name in (*MARKED, "kicker", "dateline", "job")
            if request.POST.get(name)
        ]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": story,
            "title": "Not saved: the story has moved on",
            "typed": typed,
            "state": stories.state_badge(story),
        }
        return TemplateResponse(
            request, "admin/articles/article/too_late.html", context, status=409
        )

    def keep_refused(self, request: HttpRequest, story: Article | None) -> None:
        """What could not be saved is kept all the same, for whoever wrote it."""
        page = story.uuid if story else posted_page(request)
        if page:
            workflow.keep_draft(
                by=request.user,
                page=page,
                article=story,
                fields=fields_of(request.POST),
                opened_version=whole(request.POST.get("opened_version")),
            )

    def save_model(
        self, request: HttpRequest, obj: Article, form: forms.ModelForm, change: bool
    ) -> None:
        if not obj.owner_id:
            obj.owner = request.user
        page = None if change else posted_page(request)
        if page and not Article.objects.filter(uuid=page).exists():
            # What a browser still keeps of the page is then known to be of this story.
            obj.uuid = page
        super().save_model(request, obj, form, change)

    def save_related(
        self,
        request: HttpRequest,
        form: forms.ModelForm,
        formsets: list[forms.BaseModelFormSet],
        change: bool,
    ) -> None:
        super().save_related(request, form, formsets, change)
        workflow.drop_draft(by=request.user, page=form.instance.uuid)
        if change and not (form.has_changed() or any(each.has_changed() for each in formsets)):
            return
        approver = form.instance.approved_by
        form.instance = workflow.saved(by=request.user, article=form.instance)
        if approver is not None and form.instance.approved_by_id is None:
            messages.warning(
                request,
                f"{called(approver)} had approved it as it was: what you saved takes another "
                "approval.",
            )

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Article | None = None,
    ) -> HttpResponse:
        form, formsets = context["adminform"].form, context["inline_admin_formsets"]
        # What its fields load one by one is all in there. Django 5.2 gives the editor's import map
        # no nonce, and the browser then refuses it.
        context["media"] = Media.from_media(WRITING_SCREEN, nonce=str(request.csp_nonce))
        context["loses_citations"] = getattr(form, "loses_citations", False) or any(
            getattr(each.formset, "loses_citations", False) for each in formsets
        )
        story = obj if change else None
        editable = add or self.has_change_permission(request, obj)
        if editable and request.method == "POST":
            self.keep_refused(request, story)
            if story and form.stale:
                return HttpResponseRedirect(
                    reverse("admin:articles_article_together", args=[story.pk])
                )
        shown = writing.around(
            request.user, story, form, formsets, editable, request.POST or request.GET
        )
        context |= shown
        if editable:
            context |= self.around_drafts(request, story, shown.get("cited", []))
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {
            "section": writing.usual_section(request.user),
            **super().get_changeform_initial_data(request),
        }

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Article, inline: InlineModelAdmin, prefix: str
    ) -> dict[str, Any]:
        """A new story begins with the name of who writes it."""
        given = super().get_formset_kwargs(request, obj, inline, prefix)
        shown = self.asked_for(request, obj if obj.pk else None)
        if request.method == "GET" and shown and f"{prefix}-TOTAL_FORMS" in shown.fields:
            given["data"] = as_sent(shown.fields)
            return given
        new = request.method != "POST" and obj.pk is None
        if new and isinstance(inline, BylineInline):
            me = Contributor.objects.filter(user=request.user).first()
            given["initial"] = [{"contributor": me.pk}] if me else None
        return given
