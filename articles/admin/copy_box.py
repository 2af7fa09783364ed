"""The box for copy from anywhere: pasted, held against our records, taken out again.

Nothing is kept, and no story is made unless somebody asks for one: then the words wait as theirs
on the page of a new story.
"""

from __future__ import annotations

from html import escape
from uuid import uuid4

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.copycheck import gathering
from hospitals.names_in_copy import registry
from lib.addresses import site_url
from lib.reading.reader import read

from .checked_copy import CheckedCopy, checked_copy, parts

LONGEST = 60_000


def copy_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """GET is the empty box; POST checks what is in it, or with `_story` begins a story with it."""
    if not request.user.has_perms(["hospitals.view_disruptionfigure", "articles.view_quote"]):
        raise PermissionDenied("Your role may not read our records.")
    text = request.POST.get("text", "").replace("\r\n", "\n")
    error = problem(text) if request.method == "POST" else ""
    may_write = request.user.has_perm("articles.add_article")
    if "_story" in request.POST and not error and may_write:
        return HttpResponseRedirect(begun(request, text))
    context = {
        **site.each_context(request),
        "title": "Check any copy",
        "text": text,
        "error": error,
        "copy": report_on(request, text) if text and not error else None,
        "may_write": may_write,
    }
    return TemplateResponse(
        request, "admin/articles/check_copy.html", context, status=400 if error else 200
    )


def problem(text: str) -> str:
    if not text.strip():
        return "There is nothing to check: paste the copy into the box."
    if len(text) > LONGEST:
        return f"This has {len(text):,} characters, and {LONGEST:,} is the most: check it in parts."
    return ""


def report_on(request: HttpRequest, text: str) -> CheckedCopy:
    reading = read(text, registry())
    records = gathering.records_for(reading)
    return checked_copy(reading, records, timezone.now(), site_url(request))


def begun(request: HttpRequest, text: str) -> str:
    """The address of a new story's page on which the words wait, for this person alone."""
    headline, body = parts(text)
    paragraphs = "".join(f"<p>{escape(each, quote=False)}</p>" for each in body)
    page = uuid4()
    workflow.keep_draft(
        by=request.user,
        page=page,
        article=None,
        fields={"headline": [escape(headline, quote=False)], "body": [paragraphs]},
    )
    return f"{reverse('admin:articles_article_add')}?draft={page}"
