"""What the editor asks, of which nothing is written so that nobody's save waits for it; and what
it is told: a record that was missing, an answer to a finding."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import partial
from html import escape
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, JsonResponse, RawPostDataException
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from articles import workflow
from articles.citing import Asked, rank
from articles.markup.wraps import ids_in as numbers_in
from articles.models import Article, Citation, PublishedVersion
from articles.workflow.answering import left_in
from articles.workflow.cited import Cited, cited_in
from hospitals.admin.figures.page import figures_in_lines
from lib.admin.addresses import is_key
from lib.admin.asking import only_asks
from lib.refusals import Refused
from lib.text import seen, squash

from . import candidates, checking, choosing, recording
from .rows import figure_row, quote_row, with_why
from .standing import standing

# A selection is a phrase and its sentence; an editor asks for the marks in batches.
LONGEST_ADDRESS = 600
LONGEST = {"words": 300, "sentence": 800, "typed": 100}
# What is recorded may be a quotation of several sentences.
LONGEST_RECORDED = {"words": 3_000, "sentence": 3_000}
MOST_AROUND = 20
OF_A_FINDING = {
    "kind": 10,
    "reason": 300,
    "of": 20,
    "verdict": 30,
    "words": 3_000,
    "sentence": 3_000,
    "message": 1_000,
}
MOST_OFFERS = 24
MOST_MARKS = 60
LONGEST_MARK = 5_000
ABOUT = ("trusts", "hospitals", "areas", "strikes")


def urls(admin: ModelAdmin) -> list[Any]:
    def route(name: str, view: Any) -> Any:
        asked = only_asks(partial(view, admin))
        return path(
            f"citing/{name}/",
            admin.admin_site.admin_view(asked),
            name=f"articles_article_citing_{name}",
        )

    def told(name: str, view: Any) -> Any:
        return path(
            f"citing/{name}/",
            admin.admin_site.admin_view(require_POST(partial(view, admin))),
            name=f"articles_article_citing_{name}",
        )

    asked = {
        "offers": offers,
        "figures": figures_to_choose,
        "marks": marks,
        "findings": findings,
        "form": form,
    }
    return [
        *(route(name, view) for name, view in asked.items()),
        told("record", record),
        told("answer", answer),
    ]


def addresses() -> dict[str, str]:
    """{question: its address}, for the editor."""
    names = ("offers", "figures", "marks", "findings", "form", "record", "answer")
    return {name: reverse(f"admin:articles_article_citing_{name}") for name in names}


def offers(admin: ModelAdmin, request: HttpRequest) -> JsonResponse:
    """{"offers": [row]}: the records that the words may rest on, the likeliest first."""
    figures, quotes = allowed(admin, request)
    asked = asked_by(request.GET, LONGEST)
    mentions = candidates.mentions_of(asked)
    of_figures = candidates.figures(asked, mentions) if figures else []
    of_quotes = candidates.quotes(asked) if quotes else []
    records: dict[tuple[str, int], Any] = {("figure", each.pk): each for each in of_figures}
    records |= {("quote", each.quote_id): each for each in of_quotes}
    found = [
        candidates.figure_candidate(record)
        if kind == "figure"
        else candidates.quote_candidate(record)
        for (kind, _), record in records.items()
    ]
    rows = []
    for offer in rank(asked, found, mentions)[:MOST_OFFERS]:
        record = records[offer.candidate.kind, offer.candidate.pk]
        row = figure_row(record) if offer.candidate.kind == "figure" else quote_row(record)
        rows.append(with_why(row, offer.why, offer.fits))
    return JsonResponse({"offers": rows})


def figures_to_choose(admin: ModelAdmin, request: HttpRequest) -> JsonResponse:
    """{"rows", "refused", "all"}: figures for a table or chart.

    Asked with `ids`: these, in their order. Else with what is `typed` (words, or an address of the
    explorer), what the story is about, and `around`, the figures that it cites.
    """
    may_see, _ = allowed(admin, request)
    if not may_see:
        raise PermissionDenied("Your role may not look at figures.")
    if "ids" in request.GET:
        rows = choosing.rows_of(numbers_in(request.GET["ids"]))
        return JsonResponse({"rows": rows, "refused": "", "all": False})
    around = numbers_in(request.GET.get("around", ""))[:MOST_AROUND]
    longest = {"typed": LONGEST_ADDRESS}
    return JsonResponse(
        choosing.rows_for(asked_by({**request.GET.dict(), "words": ""}, longest), around)
    )


def asked_by(given: Mapping[str, Any], longest: Mapping[str, int]) -> Asked:
    texts = {
        name: squash(seen(str(given.get(name, "")).replace("\0", ""))[:most])
        for name, most in longest.items()
    }
    return Asked(
        **{"words": "", **texts}, **{name: ids_in(str(given.get(name, ""))) for name in ABOUT}
    )


def form(admin: ModelAdmin, request: HttpRequest) -> JsonResponse:
    """{"html": the form for a record that is missing}, filled in from what was sent.

    Sent {"words", "sentence", "trusts"…, "around": figures that the story cites, nearest first}.
    """
    allowed(admin, request)
    sent = sent_by(request)
    around = numbers_in(str(sent.get("around", "")))[:MOST_AROUND]
    asked = asked_by(sent, LONGEST_RECORDED)
    return JsonResponse({"html": recording.empty_form(asked, around, request)})


def record(admin: ModelAdmin, request: HttpRequest) -> JsonResponse:
    """{"row": what was recorded}, or {"html": the form again with what is wrong in it}."""
    allowed(admin, request)
    return JsonResponse(recording.record(request))


def marks(admin: ModelAdmin, request: HttpRequest) -> JsonResponse:
    """{"marks": [{"state", "sentence", "red", "records"}]} in the order asked.

    Sent {"story": its number or "", "marks": [{"kind", "ids", "words"}]}, with the words as they
    stand in the text; of a mark that cannot be read null is said.
    """
    allowed(admin, request)
    sent = sent_by(request)
    asked = sent.get("marks")
    listed = asked[:MOST_MARKS] if isinstance(asked, list) else []
    texts = [(str(number), as_marked(each)) for number, each in enumerate(listed)]
    now = timezone.now()
    cited = {each.place: each for each in with_records(cited_in(texts, now))}
    story = story_of(sent) if cited else None
    printed = printed_in(story) if story else ()
    draft = story is None or story.state == Article.State.DRAFT
    answers = [
        standing(cited[place], now, printed, draft=draft) if place in cited else None
        for place, _ in texts
    ]
    return JsonResponse({"marks": answers})


def findings(admin: ModelAdmin, request: HttpRequest) -> JsonResponse:
    """{"findings": [...]}: what the copy check says of the blocks that were sent, in their order.

    Sent {"blocks", "story": its number or "", "strikes": "1 2", those that it is about}.
    """
    if not all(allowed(admin, request)):
        raise PermissionDenied("Your role may not look at the records.")
    sent = sent_by(request)
    blocks = checking.blocks_sent(sent.get("blocks"))
    kept = left_in(story_of(sent))
    strikes = ids_in(str(sent.get("strikes", "")))
    found = checking.findings(blocks, strikes, kept) if blocks else []
    return JsonResponse({"findings": found})


def answer(admin: ModelAdmin, request: HttpRequest) -> JsonResponse:
    """{"refused": a sentence, or ""}, of an answer to a finding.

    Sent {"kind": left, again or not_right, "story", "reason", and of the finding, as it was given:
    "of", "verdict", "words", "sentence", "message"}.
    """
    allowed(admin, request)
    sent = sent_by(request)
    texts = {
        name: seen(str(sent.get(name, "")).replace("\0", ""))[:most]
        for name, most in OF_A_FINDING.items()
    }
    try:
        workflow.answer_finding(by=request.user, article=story_of(sent), **texts)
    except Refused as refusal:
        return JsonResponse({"refused": " ".join(refusal.messages)})
    return JsonResponse({"refused": ""})


def story_of(sent: Mapping[str, Any]) -> Article | None:
    number = str(sent.get("story", ""))
    if not is_key(number):
        return None
    return Article.objects.filter(pk=number).first()


def sent_by(request: HttpRequest) -> dict[str, Any]:
    """The JSON of a question; {} where it is none."""
    try:
        sent = json.loads(request.body)
    except (RawPostDataException, UnicodeDecodeError, ValueError):
        return {}
    return sent if isinstance(sent, dict) else {}


def with_records(cited: list[Cited]) -> list[Cited]:
    """The same, their records loaded with all that a row about each needs."""
    of_figures = [r for each in cited if each.kind == "figure" for r in each.revisions]
    figures = figures_in_lines().in_bulk({revision.figure_id for revision in of_figures})
    for revision in of_figures:
        revision.figure = figures[revision.figure_id]
    of_quotes = [r for each in cited if each.kind == "quote" for r in each.revisions]
    prefetch_related_objects(of_quotes, "quote__revisions")
    return cited


def as_marked(mark: Any) -> str:
    """The mark as it stands in a text; "" for what is none."""
    if not isinstance(mark, dict) or mark.get("kind") not in ("figure", "quote"):
        return ""
    ids = " ".join(map(str, numbers_in(str(mark.get("ids", "")))))
    words = escape(seen(str(mark.get("words", "")))[:LONGEST_MARK])
    return f'<span data-{mark["kind"]}="{ids}">{words}</span>' if ids and words else ""


def printed_in(story: Article) -> Collection[tuple[str, int]]:
    """("figure", revision's id) of what the newest version of the story rests on."""
    newest = (
        PublishedVersion.objects.filter(article=story, cancelled_at__isnull=True)
        .order_by("-number")
        .values("pk")[:1]
    )
    rows = Citation.objects.filter(version__in=newest).values_list(
        "figure_revision", "quote_revision"
    )
    return {("figure", figure) if figure else ("quote", quote) for figure, quote in rows}


def allowed(admin: ModelAdmin, request: HttpRequest) -> tuple[bool, bool]:
    """What this person may look at; refused to whoever may see no stories."""
    if not admin.has_view_permission(request):
        raise PermissionDenied("Your role may not look at stories.")
    return candidates.may_see(request.user)


def ids_in(text: str) -> frozenset[int]:
    return frozenset(numbers_in(text.replace(",", " "))[:50])
