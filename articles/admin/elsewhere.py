"""Where else a story ran: said in one line, and a correction ticked off there by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from articles import workflow
from articles.elsewhere.showing import told, where_it_ran
from articles.models import Appearance, Article, PublishedVersion, PutRight
from articles.workflow.permissions import may
from lib.addresses import site_url
from lib.admin.addresses import pages_of_record, record_at
from lib.admin.dates import DayField, MomentField
from lib.refusals import LONGEST_NOTE, Refused

from . import stories


class RanForm(forms.Form):
    """One line: what, where, when, and who puts it right there."""

    kind = forms.ChoiceField(label="What", choices=Appearance.Kind.choices)
    place = forms.CharField(
        label="Address or page",
        max_length=500,
        error_messages={"required": "Say where: an address, or a page such as Daily Echo, page 7."},
    )
    ran_on = DayField(label="When", error_messages={"required": "Say on which day it ran."})
    who = forms.CharField(
        label="Who puts it right there",
        max_length=160,
        error_messages={"required": "Say who: a name or a desk, such as night desk, Daily Echo."},
    )
    version = forms.ModelChoiceField(
        PublishedVersion.objects.none(),
        label="Which version",
        required=False,
        empty_label="the one of that day",
    )

    def __init__(self, article: Article, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        out = article.versions.begun().only("number", "headline_text", "article")
        if out.count() > 1:
            self.fields["version"].queryset = out
            self.fields["version"].label_from_instance = lambda each: f"version {each.number}"
        else:
            del self.fields["version"]


class DoneForm(forms.Form):
    note = forms.CharField(label="Where it stands there", max_length=LONGEST_NOTE, required=False)


class HandOverForm(forms.Form):
    who = forms.CharField(label="Who puts it right", max_length=160)
    due_at = MomentField(label="By when")


class HasElsewhere(admin.ModelAdmin):
    """For the ModelAdmin of stories."""

    def get_urls(self) -> list[Any]:
        ours = [
            ("", page_view, "elsewhere"),
            ("<int:pk>/take-out/", take_out, "take_out"),
            ("tasks/<int:pk>/done/", done, "put_right"),
            ("tasks/<int:pk>/hand-over/", hand_over, "hand_over"),
        ]
        return [*pages_of_record(self, "elsewhere/", ours), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        story = context.get("original")
        context["elsewhere"] = told(story, timezone.now()) if story else ""
        return super().render_change_form(request, context, *args, **kwargs)


def address_of(story: Article, part: str = "") -> str:
    return reverse("admin:articles_article_elsewhere", args=[story.pk]) + part


def page_view(request: HttpRequest, object_id: str, model_admin: admin.ModelAdmin) -> HttpResponse:
    """GET lists the places; POST adds one."""
    story = record_at(model_admin, request, object_id)
    if request.method != "POST":
        return page(request, model_admin, story, RanForm(story, initial=first(request, story)))
    form = RanForm(story, request.POST)
    if form.is_valid():
        try:
            added = workflow.say_where_it_ran(by=request.user, article=story, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal)
        else:
            asked = added.tasks.count()
            also = " The story was corrected since: put it right there too." if asked else ""
            messages.success(request, f"Noted: {added}.{also}")
            return HttpResponseRedirect(address_of(story, f"#ran-{added.pk}" if asked else ""))
    return page(request, model_admin, story, form)


def first(request: HttpRequest, story: Article) -> dict[str, Any]:
    """Today, and whoever was said last to put it right."""
    latest = story.appearances.order_by("-id").first()
    return {"ran_on": timezone.localdate(), "who": latest.who if latest else ""}


def page(
    request: HttpRequest,
    model_admin: admin.ModelAdmin,
    story: Article,
    form: RanForm | None = None,
    wrong: tuple[int, forms.Form] | None = None,
) -> TemplateResponse:
    """`wrong` is the form of a task that was refused, with the number of the task."""
    now = timezone.now()
    ran = where_it_ran(story, now, site_url(request))
    tasks = [task for each in ran for task in each.tasks]
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": story,
        "title": "Where else it ran",
        "badge": stories.state_badge(story),
        "ran": ran,
        "open": sum(task.is_open for task in tasks),
        "first_open": next((task.id for task in tasks if task.is_open), None),
        "form": (form or RanForm(story, initial=first(request, story)))
        if may(request.user, "say_where_it_ran", story)
        else None,
        "may_tick": may(request.user, "put_right_elsewhere", story),
        "wrong_task": wrong[0] if wrong else None,
        "wrong_form": wrong[1] if wrong else None,
    }
    return TemplateResponse(request, "admin/articles/article/elsewhere.html", context)


@require_POST
def take_out(
    request: HttpRequest, object_id: str, model_admin: admin.ModelAdmin, pk: int
) -> HttpResponse:
    story = record_at(model_admin, request, object_id)
    appearance = get_object_or_404(story.appearances, pk=pk)
    try:
        workflow.did_not_run_there(by=request.user, appearance=appearance)
    except Refused as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, f"Taken out: {appearance}.")
    return HttpResponseRedirect(address_of(story))


@require_POST
def done(
    request: HttpRequest, object_id: str, model_admin: admin.ModelAdmin, pk: int
) -> HttpResponse:
    task = task_of(record_at(model_admin, request, object_id), pk)
    form = DoneForm(request.POST)
    return deal_with(
        request,
        model_admin,
        task,
        form,
        workflow.tick_off,
        lambda: f"Ticked off: {task.appearance}.",
    )


@require_POST
def hand_over(
    request: HttpRequest, object_id: str, model_admin: admin.ModelAdmin, pk: int
) -> HttpResponse:
    task = task_of(record_at(model_admin, request, object_id), pk)
    form = HandOverForm(request.POST)
    return deal_with(
        request,
        model_admin,
        task,
        form,
        workflow.hand_over,
        lambda: f"{form.cleaned_data['who']} puts it right.",
    )


def deal_with(
    request: HttpRequest,
    model_admin: admin.ModelAdmin,
    task: PutRight,
    form: forms.Form,
    do: Callable[..., Any],
    said: Callable[[], str],
) -> HttpResponse:
    """Do it with what was typed, and say so; or the page again, with what is wrong."""
    story = task.appearance.article
    if form.is_valid():
        try:
            do(by=request.user, task=task, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, said())
            return HttpResponseRedirect(address_of(story, f"#ran-{task.appearance_id}"))
    return page(request, model_admin, story, wrong=(task.pk, form))


def task_of(story: Article, pk: int) -> PutRight:
    tasks = PutRight.objects.filter(appearance__article=story)
    return get_object_or_404(tasks.select_related("appearance__article"), pk=pk)
