"""The page that tries a *do not say* over the archive, as it is typed in its measure’s form."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from articles.not_said import who_says
from hospitals.models import Measure
from lib.admin.addresses import page_url
from lib.admin.asking import only_asks

LONGEST = 200
# More are not read while somebody waits.
MOST_STORIES = 300


class TriesNotSaid(admin.ModelAdmin):
    """For the ModelAdmin of stories: /…/not-said/12/, of measure 12."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.not_said)
        name = "articles_article_not_said"
        return [path("not-said/<int:measure>/", view, name=name), *super().get_urls()]

    @only_asks
    def not_said(self, request: HttpRequest, measure: int) -> HttpResponse:
        """Sent `do_not_say`, what stands in the form; without it, what is saved is tried."""
        if not (
            self.has_view_permission(request) and request.user.has_perm("hospitals.view_measure")
        ):
            raise PermissionDenied("Your role may not look at measures and stories.")
        of = get_object_or_404(Measure, pk=measure)
        sentence = request.POST.get("do_not_say", of.do_not_say).strip()[:LONGEST]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Who says it: {of}",
            "original": of,
            "sentence": sentence,
            "tried": who_says(of, sentence, at=timezone.now(), limit=MOST_STORIES),
            "back": page_url(of, "change", of.pk),
        }
        return TemplateResponse(request, "admin/articles/article/not_said.html", context)
