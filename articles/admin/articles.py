"""A story on the desk: the working copy, who may save it, and what stands around its form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from js_asset import Media
from simple_history.admin import SimpleHistoryAdmin

from articles import markup, workflow
from articles.models import Article, ArticlePicture, Byline, RelatedArticle
from articles.workflow.permissions import may
from lib.admin.buttons import offered
from lib.admin.fieldsets import renamed

from . import stories
from .forms import MARKED, ArticleForm, PictureForm, PictureFormSet
from .story_buttons import HasStoryButtons
from .story_list import ListsStories


class BylineInline(admin.TabularInline):
    model = Byline
    extra = 0
    autocomplete_fields = ["contributor"]
    verbose_name = "name"
    verbose_name_plural = "byline"
    fields = ["contributor", "order"]


class PictureInline(admin.StackedInline):
    model = ArticlePicture
    form = PictureForm
    formset = PictureFormSet
    extra = 0
    autocomplete_fields = ["picture"]
    fields = ["picture", "caption", ("in_gallery", "order")]


class RelatedInline(admin.TabularInline):
    model = RelatedArticle
    fk_name = "article"
    extra = 0
    autocomplete_fields = ["to"]
    verbose_name_plural = "read more"
    fields = ["to", "order"]


@admin.register(Article)
class ArticleAdmin(HasStoryButtons, ListsStories, SimpleHistoryAdmin):
    form = ArticleForm
    change_form_template = "admin/articles/article/change_form.html"
    object_history_list_template = "admin/history_list.html"
    fieldsets = [
        ("Story", {"fields": ["kicker", "headline", "standfirst", "body"]}),
        (
            "Where and about",
            {
                "fields": ["section", "dateline", "trusts", "hospitals", "areas", "strikes"],
                "description": "Readers find the story on the pages of what it is about.",
            },
        ),
        ("Job", {"fields": ["owner", "job", ("deadline", "embargo_until"), "slug"]}),
    ]
    autocomplete_fields = ["trusts", "hospitals", "areas", "strikes"]
    inlines = [BylineInline, PictureInline, RelatedInline]

    class Media:
        js = ["admin/newsroom/slug.js"]

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
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return renamed(fieldsets, {name: f"{name}_as_saved" for name in MARKED})

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> list[str]:
        fixed = []
        if not request.user.has_perm("articles.edit_others_article"):
            fixed.append("owner")
        if obj is not None:
            fixed += [f"{name}_as_saved" for name in MARKED]
            if obj.versions.standing().exists():
                fixed.append("slug")
        return fixed

    def formfield_for_foreignkey(
        self, field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if field.name == "owner":
            kwargs["queryset"] = get_user_model().objects.filter(is_active=True, is_staff=True)
            kwargs["initial"] = request.user
        return super().formfield_for_foreignkey(field, request, **kwargs)

    @admin.display(description="headline")
    def headline_as_saved(self, story: Article) -> SafeString:
        return as_saved(markup.sanitise_inline(story.headline))

    @admin.display(description="standfirst")
    def standfirst_as_saved(self, story: Article) -> SafeString:
        return as_saved(markup.sanitise_inline(story.standfirst))

    @admin.display(description="body")
    def body_as_saved(self, story: Article) -> SafeString:
        return as_saved(markup.sanitise_body(story.body))

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

    def save_model(
        self, request: HttpRequest, obj: Article, form: forms.ModelForm, change: bool
    ) -> None:
        if not obj.owner_id:
            obj.owner = request.user
        super().save_model(request, obj, form, change)

    def save_related(
        self,
        request: HttpRequest,
        form: forms.ModelForm,
        formsets: list[forms.BaseModelFormSet],
        change: bool,
    ) -> None:
        super().save_related(request, form, formsets, change)
        if change and not (form.has_changed() or any(each.has_changed() for each in formsets)):
            return
        form.instance = workflow.saved(by=request.user, article=form.instance)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Article | None = None,
    ) -> HttpResponse:
        # Django 5.2 gives the editor's import map no nonce, and the browser then refuses it.
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        formsets = context["inline_admin_formsets"]
        context["loses_citations"] = getattr(
            context["adminform"].form, "loses_citations", False
        ) or any(getattr(each.formset, "loses_citations", False) for each in formsets)
        context["show_save_and_add_another"] = False
        if obj is not None and change:
            stands = stories.standing(obj)
            context.update(
                badge=stories.state_badge(obj),
                facts=stories.facts(stands),
                buttons=offered(self.buttons, request.user, stands),
                rests_on=stories.rests_on(obj),
                decisions=stories.decisions(obj),
            )
        return super().render_change_form(request, context, add, change, form_url, obj)


def as_saved(html: str) -> SafeString:
    """Sanitised text for a page that cannot be edited, its marks visible."""
    return format_html('<div class="snapshot cited">{}</div>', mark_safe(html))
