"""A story as it would stand once a correction is issued, with what changes marked."""

from __future__ import annotations

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from articles.admin.previewing import private
from articles.comparing.marking import changes_marked
from articles.corrected_preview import before_and_after
from articles.correcting.plan import StoryPlan
from articles.models import CorrectionPlan, PublishedVersion
from articles.workflow.planning import Survey, survey


def story_in(surveyed: Survey, version_id: int) -> StoryPlan:
    story = next((each for each in surveyed.plan.stories if each.version_id == version_id), None)
    if story is None:
        raise Http404("This correction does not touch that version any more.")
    return story


@require_safe
@csp_update({"frame-src": [SELF]})
def page_in_frames(
    request: HttpRequest, plan: CorrectionPlan, version_id: int, site: AdminSite
) -> HttpResponse:
    """The page in two widths beside each other."""
    story = story_in(survey(plan), version_id)
    context = {
        **site.each_context(request),
        "title": "As it would stand",
        "plan": plan,
        "story": story,
    }
    return TemplateResponse(request, "admin/articles/correctionplan/pages.html", context)


@require_safe
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
def page_alone(request: HttpRequest, plan: CorrectionPlan, version_id: int) -> HttpResponse:
    """The page itself, as readers would get it, the changes marked."""
    surveyed = survey(plan)
    story = story_in(surveyed, version_id)
    version = (
        PublishedVersion.objects.filter(pk=version_id, public__isnull=False).for_page().first()
    )
    if version is None:
        raise Http404("Its story is pulled: readers have no page of it.")
    now, then = before_and_after(
        version,
        story,
        surveyed.plan,
        {place: text.html for place, text in surveyed.new.get(version_id, {}).items()},
        [new for _, new in surveyed.changed.figures.values()],
        [new for _, new in surveyed.changed.quotes.values()],
        max(timezone.now(), version.live_from),
    )

    def made(page: Any) -> str:
        context = {"nav": "stories", "page": page, "corrected": True}
        return render_to_string("articles/preview.html", context, request)

    return private(HttpResponse(changes_marked(made(now), made(then))))
