"""Where a correction begins: from a figure or a quotation whose new value waits, or from words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.admin.correcting.once import may_propose
from articles.models import Article, Citation, CorrectionPlan, Quote
from articles.workflow import correcting
from hospitals.models import DisruptionFigure
from hospitals.presenters.one_figure import about
from lib.refusals import LONGEST_NOTE, Refused

START = "Correct it everywhere"


class Start(forms.Form):
    """What is asked before every place is looked for."""

    lead = (
        "Finds every place where it stands, with the new words for each. Nothing changes for "
        "readers before a second person has approved it."
    )
    confirm = "Find every place"


class OfQuote(Start):
    fault = forms.ChoiceField(
        label="What we did wrong",
        choices=CorrectionPlan.Fault.choices,
        widget=forms.RadioSelect,
        help_text="A true quotation with a wrong number in it keeps its words.",
        error_messages={"required": "Say what we did: only our own fault is put right."},
    )


class OfWords(Start):
    lead = (
        "For a name, a speaker or a caption that is wrong wherever we printed it. Finds the words "
        "in every story that readers see or will see, in its address and its captions too."
    )
    wrong_words = forms.CharField(
        label="What we printed",
        max_length=200,
        error_messages={"required": "Write the words as they stand on the page: Donna Green."},
    )
    right_words = forms.CharField(
        label="What is right",
        max_length=200,
        error_messages={"required": "Write what is to stand there instead: Donna Greene."},
    )
    reason_note = forms.CharField(
        label="How we know",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say how we know what is right: who said so, and when."},
    )


def once_url(plan: CorrectionPlan) -> str:
    return reverse("admin:articles_correctionplan_change", args=[plan.pk])


def of_figure(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    figure = get_object_or_404(DisruptionFigure, pk=pk)
    under_way = CorrectionPlan.objects.open().filter(figure=figure).first()
    back = reverse("admin:hospitals_disruptionfigure_change", args=[pk])

    def propose(given: dict[str, Any]) -> CorrectionPlan:
        return correcting.propose(by=request.user, revisions=[figure.latest()])

    return start(request, site, about(figure), back, Start, propose, under_way)


def of_quote(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    quote = get_object_or_404(Quote.objects.for_desk(), pk=pk)
    under_way = CorrectionPlan.objects.open().filter(quote=quote).first()
    back = reverse("admin:articles_quote_change", args=[pk])

    def propose(given: dict[str, Any]) -> CorrectionPlan:
        return correcting.propose(by=request.user, quote_revision=quote.latest(), **given)

    return start(request, site, str(quote), back, OfQuote, propose, under_way)


def of_words(request: HttpRequest, site: AdminSite) -> HttpResponse:
    back = reverse("admin:articles_correctionplan_changelist")

    def propose(given: dict[str, Any]) -> CorrectionPlan:
        return correcting.propose(by=request.user, **given)

    return start(request, site, "A name or words, everywhere", back, OfWords, propose, None)


def of_story(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """What is wrong in a story that readers see: one of its numbers, of its quotations, or a name.

    The record is put right, and with it every story; words alone from here.
    """
    story = get_object_or_404(Article, pk=pk)
    context = {
        **site.each_context(request),
        "title": "What is wrong?",
        "original": story,
        "records": list(records_in(story)),
        "form": OfWords(label_suffix="") if may_propose(request.user) else None,
        "back": reverse("admin:articles_article_change", args=[pk]),
    }
    return TemplateResponse(request, "admin/articles/correctionplan/story_start.html", context)


@dataclass(frozen=True)
class Cited:
    """A record that a story rests on. `waits`: a new value of it does, so that the correction may
    begin; else `url` leads to where the right value is recorded."""

    words: str
    what: str
    url: str
    waits: bool


def records_in(story: Article) -> Iterator[Cited]:
    """In the order of the story, each once."""
    cited = Citation.objects.live().filter(article=story).order_by("position", "id")
    figures = DisruptionFigure.objects.for_lines().prefetch_related("trust__former_names")
    known = figures.with_revisions().in_bulk(
        cited.exclude(figure_revision=None).values_list("figure_revision__figure", flat=True)
    )
    quotes = Quote.objects.for_desk().in_bulk(
        cited.exclude(quote_revision=None).values_list("quote_revision__quote", flat=True)
    )
    done = set()
    for words, figure, quote in cited.values_list(
        "words", "figure_revision__figure", "quote_revision__quote"
    ):
        if (figure, quote) in done:
            continue
        done.add((figure, quote))
        record = known[figure] if figure else quotes[quote]
        waits = record.latest().checked_at is None
        yield Cited(words, about(record) if figure else str(record), way(record, waits), waits)


def way(record: DisruptionFigure | Quote, waits: bool) -> str:
    kind = "figure" if isinstance(record, DisruptionFigure) else "quote"
    if waits:
        return reverse(f"admin:articles_correctionplan_{kind}", args=[record.pk])
    if kind == "figure":
        return reverse("admin:hospitals_disruptionfigure_decide", args=[record.pk, "revise"])
    return reverse("admin:articles_quote_do", args=[record.pk, "revise"])


def start(
    request: HttpRequest,
    site: AdminSite,
    subject: str,
    back: str,
    form_class: type[Start],
    propose: Any,
    under_way: CorrectionPlan | None,
) -> HttpResponse:
    """Asks, and goes to the page of the correction; of one that is under way at once."""
    if under_way:
        return HttpResponseRedirect(once_url(under_way))
    if not may_propose(request.user):
        raise PermissionDenied("Your role may not propose corrections.")
    form = form_class(request.POST if request.method == "POST" else None, label_suffix="")
    if form.is_valid():
        try:
            return HttpResponseRedirect(once_url(propose(form.cleaned_data)))
        except Refused as refusal:
            form.add_error(None, refusal)
    context = {
        **site.each_context(request),
        "title": START,
        "original": subject,
        "form": form,
        "back": back,
    }
    return TemplateResponse(request, "admin/articles/ask.html", context)
