"""Any two states of a story held against each other: as it stands, as approved, each version."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from articles.comparing.difference import differences, same_lines
from articles.comparing.records import changed_records
from articles.models import Article, PublishedVersion
from articles.workflow.base import standing_version
from articles.workflow.states import APPROVED, NOW, State, last_approval, state_of, states

from . import stories


class HasComparing(admin.ModelAdmin):
    """For the ModelAdmin of stories: /…/42/compare/?from=v1&to=now."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(require_safe(self.compare))
        ours = path("<path:object_id>/compare/", view, name="articles_article_compare")
        return [ours, *super().get_urls()]

    def compare(self, request: HttpRequest, object_id: str) -> HttpResponse:
        story = self.record_for(request, object_id).article
        known = states(story)
        before = asked(known, request.GET.get("from", ""), usual(story, known))
        after = asked(known, request.GET.get("to", ""), known[0])
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": story,
            "title": f"What differs: {story}",
            "badge": stories.state_badge(story),
            "states": known,
            "before": before,
            "after": after,
            "back": reverse("admin:articles_article_change", args=[story.pk]),
            **(held_against(story, before.key, after.key) if before else {}),
        }
        return TemplateResponse(request, "admin/articles/article/compare.html", context)


def asked(known: list[State], key: str, otherwise: State | None) -> State | None:
    return next((each for each in known if each.key == key), otherwise)


def usual(story: Article, known: list[State]) -> State | None:
    """What the working copy is held against: what was approved of it, else what readers see."""
    approved = next((each for each in known if each.key == APPROVED), None)
    out = [each for each in known if each.key not in (NOW, APPROVED)]
    if approved and not (out and went_out_since_approval(story)):
        return approved
    return next((each for each in out if each.live), out[0] if out else None)


def went_out_since_approval(story: Article) -> bool:
    approval, latest = last_approval(story), standing_version(story)
    return bool(approval and latest and latest.published_at >= approval.at)


def held_against(story: Article, before: str, after: str) -> dict[str, Any]:
    """Context: where they differ, what is the same, and which records are others."""
    one, other = state_of(story, before), state_of(story, after)
    if one is None or other is None:
        return {}
    return {
        "differences": differences(one.words, other.words),
        "records": changed_records(one.records, other.records),
        "same": same_lines(one.words["body"], other.words["body"]),
        "shown": True,
    }


def compare_url(version: PublishedVersion, before: int) -> str:
    page = reverse("admin:articles_article_compare", args=[version.article_id])
    return f"{page}?from=v{before}&to=v{version.number}"
