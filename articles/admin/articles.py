"""Stories on the desk: the working copy, the buttons of its workflow, and the list."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from js_asset import Media
from simple_history.admin import SimpleHistoryAdmin

from articles import markup, workflow
from articles.models import Article, ArticlePicture, Byline, PublishedVersion, RelatedArticle
from articles.workflow.permissions import may
from lib.admin.lists import QuickLists
from lib.people import called
from lib.refusals import Refused
from lib.words import short_stamp

from . import stories
from .actions import ACTIONS
from .forms import MARKED, ArticleForm, PictureForm, PictureFormSet


class Whose(admin.SimpleListFilter):
    title = "owner"
    parameter_name = "whose"

    def lookups(self, request, model_admin):
        return [("me", "my stories"), ("others", "stories of others")]

    def queryset(self, request, queryset):
        if self.value() == "me":
            return queryset.filter(owner=request.user)
        return queryset.exclude(owner=request.user) if self.value() == "others" else queryset


class Scheduled(admin.SimpleListFilter):
    title = "scheduled"
    parameter_name = "scheduled"

    def lookups(self, request, model_admin):
        return [("yes", "a version is scheduled")]

    def queryset(self, request, queryset):
        if self.value() != "yes":
            return queryset
        return queryset.filter(pk__in=PublishedVersion.objects.scheduled().values("article"))


class Pulled(admin.SimpleListFilter):
    title = "pulled"
    parameter_name = "pulled"

    def lookups(self, request, model_admin):
        return [("yes", "pulled"), ("no", "not pulled")]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return queryset.filter(pulled_at__isnull=self.value() == "no")


class StoryList(ChangeList):
    """Lines without bodies, each with the number of the version that readers see."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = "Stories"

    def get_queryset(self, request, exclude_parameters=None):
        stories = super().get_queryset(request, exclude_parameters)
        live = PublishedVersion.objects.live().filter(article=OuterRef("pk"))
        return stories.for_list().annotate(live_number=Subquery(live.values("number")[:1]))


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
class ArticleAdmin(QuickLists, SimpleHistoryAdmin):
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
    list_display = ["title", "section", "where", "by", "due", "live", "changed"]
    list_filter = ["state", "section", Whose, Scheduled, Pulled]
    search_fields = ["headline", "slug"]
    search_help_text = "Words of the headline or the address."
    sortable_by = ["changed"]
    ordering = ["-changed_at", "-id"]
    actions = None

    class Media:
        js = ["admin/newsroom/slug.js"]

    # The list

    def get_changelist(self, request, **kwargs):
        return StoryList

    @admin.display(description="headline")
    def title(self, story):
        return str(story)

    @admin.display(description="state")
    def where(self, story):
        return stories.state_badge(story)

    @admin.display(description="owner")
    def by(self, story):
        return called(story.owner)

    @admin.display(description="deadline")
    def due(self, story):
        return short_stamp(story.deadline)

    @admin.display(description="live")
    def live(self, story):
        return story.live_number if story.pulled_at is None else None

    @admin.display(description="changed", ordering="changed_at")
    def changed(self, story):
        return short_stamp(story.changed_at)

    # Who may

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or may(request.user, "edit", obj))

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (
            obj is None or (may(request.user, "delete", obj) and not obj.versions.exists())
        )

    def revert_disabled(self, request, obj=None):
        # An earlier state would come back without its citations and past the two people's lock.
        return True

    # The form

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user = request.user
        return form

    def get_fieldsets(self, request, obj=None):
        if obj is None or self.has_change_permission(request, obj):
            return super().get_fieldsets(request, obj)
        return [
            (heading, {**options, "fields": [read_only(name) for name in options["fields"]]})
            for heading, options in super().get_fieldsets(request, obj)
        ]

    def get_readonly_fields(self, request, obj=None):
        fixed = []
        if not request.user.has_perm("articles.edit_others_article"):
            fixed.append("owner")
        if obj is not None:
            fixed += [f"{name}_as_saved" for name in MARKED]
            if obj.versions.standing().exists():
                fixed.append("slug")
        return fixed

    def formfield_for_foreignkey(self, field, request, **kwargs):
        if field.name == "owner":
            kwargs["queryset"] = get_user_model().objects.filter(is_active=True, is_staff=True)
            kwargs["initial"] = request.user
        return super().formfield_for_foreignkey(field, request, **kwargs)

    @admin.display(description="headline")
    def headline_as_saved(self, story):
        return as_saved(markup.sanitise_inline(story.headline))

    @admin.display(description="standfirst")
    def standfirst_as_saved(self, story):
        return as_saved(markup.sanitise_inline(story.standfirst))

    @admin.display(description="body")
    def body_as_saved(self, story):
        return as_saved(markup.sanitise_body(story.body))

    def view_on_site(self, story):
        live = stories.standing(story).live
        return live.get_absolute_url() if live else None

    # Saving

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and object_id:
            story = self.get_object(request, unquote(object_id))
            if story and not self.has_change_permission(request, story):
                return self.too_late(request, story)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def too_late(self, request, story):
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

    def save_model(self, request, obj, form, change):
        if not obj.owner_id:
            obj.owner = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if change and not (form.has_changed() or any(each.has_changed() for each in formsets)):
            return
        form.instance = workflow.saved(by=request.user, article=form.instance)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
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
                buttons=stories.buttons(request.user, stands),
                rests_on=stories.rests_on(obj),
                decisions=stories.decisions(obj),
            )
        return super().render_change_form(request, context, add, change, form_url, obj)

    # The workflow

    def get_urls(self):
        ask = path(
            "<path:object_id>/do/<slug:name>/",
            self.admin_site.admin_view(self.ask),
            name="articles_article_do",
        )
        going_out = path(
            "<path:object_id>/going-out/<int:version_id>/",
            self.admin_site.admin_view(self.going_out),
            name="articles_article_going_out",
        )
        return [ask, going_out, *super().get_urls()]

    def going_out(self, request, object_id, version_id):
        """The seconds between Publish and the first reader, with Cancel on the page."""
        story = self.get_object(request, unquote(object_id))
        if story is None:
            raise Http404
        if not self.has_view_permission(request, story):
            raise PermissionDenied
        stands = stories.standing(story)
        version = next((each for each in stands.versions if each.pk == version_id), None)
        if version is None:
            messages.info(request, "That version does not go out: it was cancelled.")
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[story.pk]))
        waits = version.live_from > stands.now
        offered = [action.name for action in stories.buttons(request.user, stands)]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": story,
            "title": "Going out" if waits else "Published",
            "version": version,
            "waits": waits,
            "seconds": max(0, (version.live_from - stands.now).total_seconds()),
            "form": ACTIONS["cancel"].form(user=request.user, stands=stands),
            "may_cancel": waits and "cancel" in offered,
            "may_pull": "pull" in offered,
            "back": reverse("admin:articles_article_change", args=[story.pk]),
        }
        return TemplateResponse(request, "admin/articles/article/going_out.html", context)

    def ask(self, request, object_id, name):
        """One page that asks before an action, and does it on POST."""
        action = ACTIONS.get(name)
        story = self.get_object(request, unquote(object_id))
        if action is None or story is None:
            raise Http404
        if not self.has_view_permission(request, story):
            raise PermissionDenied
        back = reverse("admin:articles_article_change", args=[story.pk])
        stands = stories.standing(story)
        if action not in stories.buttons(request.user, stands):
            messages.error(request, why_not(action, request.user, stands))
            return HttpResponseRedirect(instead(action, request.user, stands) or back)
        posted = request.POST if request.method == "POST" else None
        form = action.form(posted, user=request.user, stands=stands)
        if form.is_valid():
            done = self.do(form)
            if done is not None:
                if done:
                    messages.success(request, done)
                return HttpResponseRedirect(form.next_url() or back)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": story,
            "title": action.button,
            "action": action,
            "form": form,
            "badge": stories.state_badge(story),
            "facts": stories.facts(stands),
            "back": back,
        }
        return TemplateResponse(request, "admin/articles/article/ask.html", context)

    def do(self, form):
        """The sentence that says it is done, or None with the refusal on the form."""
        try:
            with transaction.atomic():
                return form.run()
        except Refused as refusal:
            form.add_error(None, refusal)
        except PermissionDenied as refusal:
            form.add_error(None, str(refusal))
        return None


def read_only(name):
    if isinstance(name, tuple | list):
        return tuple(read_only(each) for each in name)
    return f"{name}_as_saved" if name in MARKED else name


def as_saved(html):
    """Sanitised text for a page that cannot be edited, its marks visible."""
    return format_html('<div class="snapshot cited">{}</div>', mark_safe(html))


def why_not(action, user, stands):
    """Why the button is not there: the story has moved on, or it is somebody else's to press."""
    if action.name == "cancel" and stands.live:
        return f"Too late to cancel: readers see version {stands.live.number}. Pull the story."
    if not may(user, action.rule, stands.article):
        return workflow.why_not(user, action.rule, stands.article)
    return f"“{action.button}” does not apply to this story as it stands now."


def instead(action, user, stands):
    """Where to go from a button that is not there any more: from a late Cancel to Pull."""
    if action.name == "cancel" and ACTIONS["pull"] in stories.buttons(user, stands):
        return reverse("admin:articles_article_do", args=[stands.article.pk, "pull"])
    return None
