"""A picture, an earlier version or an address of one story, covered from one page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, Picture, PublishedVersion
from deeds.models import Cover
from lib.admin.addresses import is_key
from lib.refusals import Refused

from .forms import OfStoryForm

Kind = Cover.Kind


def story_view(desk: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """`desk` is the admin of covers, which knows how its pages look."""
    story = Article.objects.filter(pk=pk).first()
    if story is None:
        raise Http404("There is no story with this number.")
    kind, of = request.GET.get("kind", ""), request.GET.get("of", "")
    form = None
    if kind in (Kind.PICTURE, Kind.VERSION, Kind.ADDRESS):
        form = OfStoryForm(request.POST or None, kind=kind)
        if request.method == "POST" and form.is_valid():
            try:
                cover = covered(request.user, story, kind, of, form)
            except Refused as refusal:
                form.add_error(None, refusal)
            else:
                messages.success(request, "Covered: readers see nothing of it any more.")
                return HttpResponseRedirect(reverse("admin:deeds_cover_change", args=[cover.pk]))
    versions = list(story.versions.order_by("-number"))
    live = PublishedVersion.objects.live(timezone.now()).filter(article=story).first()
    return desk.page(
        request,
        "story",
        title="Cover something of a story",
        original=story,
        pictures=Picture.objects.filter(version_rows__version__article=story).distinct(),
        versions=[each for each in versions if live is None or each.pk != live.pk],
        addresses=sorted({each.slug for each in versions}),
        covers=[row.cover for row in story.covers.select_related("cover").order_by("-pk")],
        form=form,
        kind=kind,
        of=of,
    )


def covered(user: Any, story: Article, kind: str, of: str, form: OfStoryForm) -> Cover:
    why, number = form.reason, int(of) if is_key(of) else 0
    if kind == Kind.PICTURE:
        shown = Picture.objects.filter(version_rows__version__article=story, pk=number).first()
        if shown is None:
            raise Refused("This picture stands in no version of the story.")
        return workflow.cover_picture(by=user, picture=shown, why=why)
    if kind == Kind.VERSION:
        version = story.versions.filter(number=number).first()
        if version is None:
            raise Refused("The story has no version with this number.")
        return workflow.cover_version(by=user, version=version, why=why)
    new = form.cleaned_data["new"]
    return workflow.cover_address(by=user, article=story, slug=of, new=new, why=why)
