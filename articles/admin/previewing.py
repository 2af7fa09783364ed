"""Preview of a story on the desk, and the links that lend it to somebody without a log-in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import AbstractUser
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from articles import workflow
from articles.models import Article, PreviewLink
from articles.picture_files import private_copy
from articles.preview import pictures_in, preview
from articles.workflow.content import load, moment_of
from articles.workflow.permissions import may
from articles.workflow.previewing import may_take_back
from lib.addresses import site_url
from lib.admin.addresses import pages_of_record, record_at
from lib.people import called
from lib.refusals import Refused
from lib.words import clock

from . import stories

# What the button of the form is sent as, where it leads to the preview.
PREVIEW = "preview"


def preview_url(story: Article) -> str:
    return reverse("admin:articles_article_preview", args=[story.pk])


class LendForm(forms.Form):
    for_whom = forms.CharField(
        label="For whom",
        max_length=120,
        help_text="Such as: Ann Lake, solicitor, to read before Friday.",
        error_messages={"required": "Say whom the link is for."},
    )
    hours = forms.TypedChoiceField(
        label="Open for",
        coerce=int,
        choices=[(4, "four hours"), (24, "one day"), (72, "three days"), (168, "seven days")],
        initial=24,
    )


@dataclass(frozen=True)
class Lent:
    """A link as the desk lists it; `over` says why it opens no more, "" where it does."""

    pk: int
    for_whom: str
    made: str
    until: str
    over: str
    opened: str
    may_take_back: bool


def lent(story: Article, user: AbstractUser, now: datetime) -> list[Lent]:
    """All links of a story, the latest first: three queries."""
    links = story.preview_links.select_related("made_by", "taken_back_by")
    links = list(links.prefetch_related("openings"))
    opens = set(story.preview_links.open(now).values_list("pk", flat=True)) if links else set()
    return [
        Lent(
            pk=link.pk,
            for_whom=link.for_whom,
            made=f"{called(link.made_by)}, {clock(link.made_at, now)}",
            until=clock(link.expires_at, now),
            over="" if link.pk in opens else over(link, now),
            opened=opened([each.at for each in link.openings.all()], now),
            may_take_back=link.pk in opens and may_take_back(user, link, story),
        )
        for link in links
    ]


def over(link: PreviewLink, now: datetime) -> str:
    if link.taken_back_at:
        return f"taken back by {called(link.taken_back_by)}, {clock(link.taken_back_at, now)}"
    if link.expires_at <= now:
        return f"ran out {clock(link.expires_at, now)}"
    return "closed, as the story was published or pulled"


def opened(times: list[datetime], now: datetime) -> str:
    """ "opened 3 times, last at 4.10pm" """
    if not times:
        return "not opened yet"
    last = clock(times[-1], now)
    if len(times) == 1:
        return f"opened once, {last}"
    return f"opened {len(times)} times, last {last}"


class HasPreview(admin.ModelAdmin):
    """For the ModelAdmin of stories."""

    def get_urls(self) -> list[Any]:
        ours = [
            ("", preview_page_of, "preview"),
            ("page/", page_of, "preview_page"),
            ("pictures/<uuid:uuid>/", picture_of, "preview_picture"),
            ("pictures/<uuid:uuid>/<slug:name>.avif", picture_of, "preview_picture_size"),
            ("lend/", lend, "lend"),
            ("links/<int:link_id>/take-back/", take_back, "take_back"),
        ]
        return [*pages_of_record(self, "preview/", ours), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        story = context.get("original")
        context["lent"] = lent(story, request.user, timezone.now()) if story else []
        return super().render_change_form(request, context, *args, **kwargs)


@require_safe
@csp_update({"frame-src": [SELF]})
def preview_page_of(
    request: HttpRequest, object_id: str, model_admin: admin.ModelAdmin
) -> HttpResponse:
    """The page in two widths beside each other, and the links that were made of it."""
    story = record_at(model_admin, request, object_id)
    return desk_page(request, model_admin, story, LendForm())


def desk_page(
    request: HttpRequest,
    model_admin: admin.ModelAdmin,
    story: Article,
    form: LendForm,
    made: str = "",
    status: int = 200,
) -> HttpResponse:
    """`made` is the full address of a link, which is shown this once."""
    at = moment_of(story)
    seen = preview(load(story, at), by=request.user, at=at, pictures="")
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": story,
        "title": "Preview",
        "badge": stories.state_badge(story),
        "out": seen.out,
        "hidden": seen.hidden,
        "released": seen.released,
        "links": lent(story, request.user, timezone.now()),
        "form": form if may(request.user, "edit", story) else None,
        "made": made,
        "at": clock(at) if at > timezone.now() + timedelta(minutes=1) else "",
    }
    return TemplateResponse(request, "admin/articles/article/preview.html", context, status=status)


@require_safe
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
def page_of(request: HttpRequest, object_id: str, model_admin: admin.ModelAdmin) -> HttpResponse:
    """The page itself, as readers would get it."""
    story = record_at(model_admin, request, object_id)
    at = moment_of(story)
    address = reverse("admin:articles_article_preview", args=[story.pk])
    seen = preview(load(story, at), by=request.user, at=at, pictures=f"{address}pictures/")
    context = {"nav": "stories", "page": seen.page, "unseen": len(seen.hidden), "out": seen.out}
    return private(render(request, "articles/preview.html", context))


def private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def picture_of(
    request: HttpRequest,
    object_id: str,
    model_admin: admin.ModelAdmin,
    uuid: UUID,
    name: str = "",
) -> FileResponse:
    story = record_at(model_admin, request, object_id)
    found = next((each for each in pictures_in(load(story)) if each.uuid == uuid), None)
    if found is None:
        raise Http404("This story does not show that picture.")
    return private_copy(found, name)


@require_POST
@csp_update({"frame-src": [SELF]})
def lend(request: HttpRequest, object_id: str, model_admin: admin.ModelAdmin) -> HttpResponse:
    """Make a link; its address stands on the page that answers, and nowhere afterwards."""
    story = record_at(model_admin, request, object_id)
    form = LendForm(request.POST)
    if form.is_valid():
        try:
            _, token = workflow.lend(by=request.user, article=story, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal)
        else:
            address = site_url(request) + reverse("articles:preview", args=[token])
            return private(desk_page(request, model_admin, story, LendForm(), address))
    return desk_page(request, model_admin, story, form)


@require_POST
def take_back(
    request: HttpRequest, object_id: str, model_admin: admin.ModelAdmin, link_id: int
) -> HttpResponse:
    story = record_at(model_admin, request, object_id)
    link = get_object_or_404(story.preview_links, pk=link_id)
    workflow.take_back_preview(by=request.user, link=link)
    messages.success(request, f"Taken back: the link for {link.for_whom} opens no more.")
    return HttpResponseRedirect(f"{preview_url(story)}#links")
