"""The quotations of a draft that rest on no record, recorded on one page and cited where they
stand: by speaker, with where they came from given once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles import markup, workflow
from articles.citing.in_draft import InDraft, quotations_in
from articles.models import Article, Quote
from articles.workflow.cited import cited_in, figures_of
from hospitals.admin.lookups import find, numbered
from hospitals.admin.statements.rows import rows_of
from hospitals.evidence_words import words_in
from hospitals.models import Evidence
from hospitals.names_in_copy import registry
from lib.reading.fidelity import compare
from lib.refusals import Refused

from .citing.recording import nothing_new
from .drafts import whole
from .forms import MARKED
from .quote_statement import QuoteRow, QuoteRows, QuoteStatement

RECORD_ALL = "record-quotations"
# Of the documents that somebody has recorded, those that are looked through for the words.
LATEST = 12
ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)


class DraftRow(QuoteRow):
    record = forms.BooleanField(label="record these words", required=False, initial=True)

    # What stands in the draft.
    found: InDraft

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said_by"].help_text = "Somebody new with their role."

    def has_changed(self) -> bool:
        """What is not ticked is not asked for, whatever stands in it."""
        return bool(self["record"].data)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("record") and not cleaned.get("said_by") and "said_by" not in self.errors:
            self.add_error("said_by", "Say who said it.")
        return cleaned


class DraftRows(QuoteRows):
    none_written = "Tick at least one quotation."


class DraftStatement(QuoteStatement):
    title = "Record the quotations of this story"
    template = "admin/articles/article/record_all.html"
    row_forms = rows_of(DraftRow, DraftRows, extra=0)

    article: Article
    found: Sequence[InDraft] = ()
    opened_version = 0
    # Whether nothing on record is known to hold the words.
    asks_new = False

    def place(self, article: Article, found: Sequence[InDraft]) -> None:
        """Each row is the quotation of the draft that stands in its place."""
        self.article, self.found = article, found
        for form, each in zip(self.rows.forms, found, strict=False):
            form.found = each

    def record_all(self, by: User) -> list[Quote] | None:
        if self.opened_version != self.article.version or len(self.rows.forms) != len(self.found):
            self.shared.add_error(
                None,
                "The story was saved while you had this page open, and nothing was recorded. "
                "Open it again from the story.",
            )
            return None
        recorded = super().record_all(by)
        if not recorded:
            return recorded
        places: dict[str, list[markup.Marked]] = {}
        for form, quote in zip(self.rows.filled(), recorded, strict=True):
            for piece in form.found.pieces:
                mark = markup.Marked(piece.start, piece.end, "quote", quote.pk)
                places.setdefault(piece.place, []).append(mark)
        try:
            workflow.cite_words(
                by=by, article=self.article, places=places, expected_version=self.opened_version
            )
        except Refused as refusal:
            self.shared.add_error(None, refusal.messages)
            return None
        return recorded

    def speakers(self) -> list[tuple[str, list[DraftRow]]]:
        """[(who speaks, their rows)], for the page: those of quotations that still stand there."""
        rows = self.rows.forms[: len(self.found)]
        return [
            (speaker, list(theirs))
            for speaker, theirs in groupby(rows, key=lambda form: form.found.speaker)
        ]


class HasRecordAll(admin.ModelAdmin):
    """For the ModelAdmin of stories: /…/42/record-quotations/."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.record_all)
        name = "articles_article_record_all"
        return [path(f"<path:object_id>/{RECORD_ALL}/", view, name=name), *super().get_urls()]

    def record_all(self, request: HttpRequest, object_id: str) -> HttpResponse:
        article = self.record_for(request, object_id).article
        if not (
            self.has_change_permission(request, article)
            and request.user.has_perm("articles.add_quote")
        ):
            raise PermissionDenied("You may not record the quotations of this story now.")
        texts = {name: getattr(article, name) for name in MARKED}
        found = quotations_in(texts, registry())
        back = reverse("admin:articles_article_change", args=[article.pk])
        if request.method == "POST":
            statement = DraftStatement(request.POST, request.FILES)
            statement.opened_version = whole(request.POST.get("opened_version"))
            statement.place(article, found)
            recorded = statement.record(request.user, propose="_propose" in request.POST)
            if recorded:
                messages.success(request, told(recorded))
                return HttpResponseRedirect(f"{back}#rests")
            statement.lost_file = request.FILES.get(statement.evidence.add_prefix("file"))
        else:
            statement = filled_in(article, found, request.user)
        context = {
            **self.admin_site.each_context(request),
            "title": statement.title,
            "opts": self.opts,
            "original": article,
            "statement": statement,
            "media": self.media + statement.media,
            "has_errors": request.method == "POST",
            "back": back,
        }
        return TemplateResponse(request, statement.template, context)


def told(recorded: Sequence[Quote]) -> str:
    said = "; ".join(f"{quote} {quote.latest().attribution}" for quote in recorded)
    return f"Recorded and cited: {said}. Another person checks it against the source."


def filled_in(article: Article, found: Sequence[InDraft], user: User) -> DraftStatement:
    """The form as the draft fills it in; nothing in it is judged yet."""
    document = came_from(article, found, user)
    data = QueryDict(mutable=True)
    data.update(
        {
            **nothing_new(),
            "row-TOTAL_FORMS": str(len(found)),
            "row-INITIAL_FORMS": "0",
            "terms": DraftStatement.shared_form.base_fields["terms"].initial,
            "evidence": numbered(document) if document else "",
        }
    )
    for number, each in enumerate(found):
        data[f"row-{number}-words"] = each.words
        data[f"row-{number}-said_by"] = said_by(each)
        data[f"row-{number}-record"] = "on"
    statement = DraftStatement(data).not_judged()
    statement.opened_version = article.version
    statement.asks_new = document is None
    statement.place(article, found)
    for name in filter(None, dict.fromkeys(map(said_by, found))):
        if not find("source", name):
            statement.missing.offer("source", name)
    return statement


def said_by(found: InDraft) -> str:
    """A source that we know by the name; somebody new with their role as the story has it."""
    if not found.speaker or find("source", found.speaker):
        return found.speaker
    role = ARTICLE.sub("", found.role)
    return f"{found.speaker}, {role}" if role else found.speaker


def came_from(article: Article, found: Sequence[InDraft], user: User) -> Evidence | None:
    """The document in whose text most of the words stand: of those that the story’s figures came
    from, and of those that this person recorded last."""
    figures = figures_of(cited_in([(name, getattr(article, name)) for name in MARKED]))
    revisions = [figure.latest() for figure in figures]
    cited = [revision.evidence for revision in revisions if revision]
    mine = Evidence.objects.filter(created_by=user).order_by("-pk")[:LATEST]
    documents = list(dict.fromkeys([*cited, *mine]))
    counted = [(holds(document, found), document) for document in documents]
    most = max(counted, key=lambda pair: pair[0], default=(0, None))
    return most[1] if most[0] else None


def holds(document: Evidence, found: Iterable[InDraft]) -> int:
    text = words_in(document)
    return sum(compare(each.words, text).level != "stop" for each in found) if text else 0
