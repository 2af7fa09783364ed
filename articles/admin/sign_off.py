"""The sign-off page of a story: its records, then its words, then out it goes. For a phone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.safestring import mark_safe

from articles import markup, workflow
from articles.comparing.difference import differences
from articles.models import Article
from articles.workflow import content, gate, signing_off
from articles.workflow.problem import needing_a_reason
from articles.workflow.texts import words_of
from deeds import deed
from hospitals.models import FigureRevision
from lib.admin.refusals import tell_refusal
from lib.people import called
from lib.refusals import Refused
from lib.words import join

from . import stories
from .before import panel
from .buttons import Approve, Publish, ReadChange, SendBack
from .notes import replies_of, review
from .sign_off_rows import documents
from .stories import Standing

RECORDS, WORDS, OUT = STEPS = ("records", "words", "out")
LABELS = {RECORDS: "Records", WORDS: "Words", OUT: "Send out"}
STOOD_UP = [choice for choice in FigureRevision.StoodUp.choices if choice[0]]


class HasSignOff(admin.ModelAdmin):
    """For the ModelAdmin of stories, with its buttons: /…/42/sign-off/."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.sign_off)
        name = "articles_article_sign_off"
        return [path("<path:object_id>/sign-off/", view, name=name), *super().get_urls()]

    def sign_off(self, request: HttpRequest, object_id: str) -> HttpResponse:
        stands = self.record_for(request, object_id)
        if request.method == "POST":
            decide(request, stands.article)
            here = reverse("admin:articles_article_sign_off", args=[stands.pk])
            return HttpResponseRedirect(here)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Sign off: {stands.article}",
            **page(request.user, stands, request.GET.get("step", "")),
        }
        return TemplateResponse(request, "admin/articles/article/sign_off.html", context)


def decide(request: HttpRequest, article: Article) -> None:
    """What was sent, told in a sentence above the page that comes next."""
    try:
        with deed(by=request.user):
            done = workflow.sign_off(by=request.user, article=article, **chosen(request.POST))
    except Refused as refusal:
        tell_refusal(request, refusal)
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told(done, article))


def chosen(data: QueryDict) -> dict[str, Any]:
    """`row` names every line that was seen, `back` those that are *not this one*."""
    rows, back = data.getlist("row"), data.getlist("back")

    def of(name: str, keys: Iterable[str]) -> dict[str, str]:
        return {key: data.get(f"{name}-{key}", "") for key in keys}

    tokens, whys = of("token", [*rows, *back]), of("why", back)
    return {
        "agreed": {key: tokens[key] for key in rows if key not in back},
        "back": {key: (tokens[key], whys[key]) for key in back},
        "names": of("name", [*rows, *back]),
        "stood_up": of("stood", rows),
    }


def told(done: signing_off.Signed, article: Article) -> str:
    said = []
    if done.agreed:
        said.append(f"Signed off: {records(done.agreed)}.")
    if done.back:
        listed = join([line.what for line in done.back])
        said.append(f"Back to {called(article.owner)}: {listed}.")
    return " ".join(said)


def records(number: int) -> str:
    return f"{number} record{'' if number == 1 else 's'}"


def page(user: Any, stands: Standing, step: str) -> dict[str, Any]:
    article = stands.article
    whole = content.load(article)
    waiting = signing_off.to_sign(whole)
    sent_back = signing_off.open_lines(article, waiting)
    problems = gate.problems(whole, stands.now)
    found = documents(user, waiting, problems, sent_back)
    rows = [row for each in found for row in each.rows]
    mine = [row for row in rows if not row.not_theirs]
    left = [row for row in mine if row.back is None]
    steps = offered_steps(user, stands)
    open_step = step if step in STEPS else first_step(bool(left), steps)
    return {
        "original": article,
        "mark": stories.state_badge(article),
        "back": reverse("admin:articles_article_change", args=[article.pk]),
        "summary": summary(whole, rows),
        "step": open_step,
        "steps": [(name, LABELS[name], len(rows) if name == RECORDS else None) for name in STEPS],
        "documents": found,
        "rows": rows,
        "mine": mine,
        "agreeing": sum(not row.starts_back and not row.compare for row in mine),
        "stood_up": STOOD_UP,
        "owner": called(article.owner),
        "before": panel(user, whole),
        **words(user, stands, whole, steps),
    }


def offered_steps(user: Any, stands: Standing) -> dict[str, Any]:
    return {
        button.name: button.offered(user, stands)
        for button in (Approve, ReadChange, Publish, SendBack)
    }


def first_step(records_wait: bool, steps: dict[str, Any]) -> str:
    if records_wait:
        return RECORDS
    return OUT if steps[Publish.name] and not steps[ReadChange.name] else WORDS


def words(
    user: Any, stands: Standing, whole: content.Content, steps: dict[str, Any]
) -> dict[str, Any]:
    """The second step and the third: what stands there now, and what may be said of it."""
    article = stands.article
    release = gate.waiting_for_release(whole, stands.now)
    problems = gate.problems(whole, stands.now, release)
    known = workflow.words_before(article, user)
    reads = Approve if steps[Approve.name] else ReadChange if steps[ReadChange.name] else None
    return {
        "headline": mark_safe(markup.sanitise_inline(article.headline)),
        "standfirst": mark_safe(markup.sanitise_inline(article.standfirst)),
        "body": mark_safe(markup.sanitise_body(article.body)),
        "byline": join([person.name for person in whole.bylines]),
        "changes": differences(known, words_of(whole)) if known else [],
        "seen": content.content_hash(whole),
        "review": review(article, user, {}),
        "replies": replies_of(article),
        "passages": workflow.passages(article),
        "reads": reads,
        "may_send_back": steps[SendBack.name],
        "may_publish": steps[Publish.name],
        "kind": "update" if stands.published else "first",
        "stops": [problem for problem in problems if problem.level == gate.STOP],
        "reasons": needing_a_reason(problems),
        "turn": workflow.whose_turn(article, stands.digest) if article.approved_by_id else "",
        "release": release if user.has_perm("hospitals.release_figure") else [],
    }


def summary(whole: content.Content, rows: list[Any]) -> str:
    """ "172 words by Robin Ashby · brings 3 figures and 2 quotations"."""
    article = whole.article
    count = len(markup.plain_text(article.body).split())
    kinds = [
        (sum(row.key.startswith("disruptionfigure") for row in rows), "figure"),
        (sum(row.key.startswith("quote") for row in rows), "quotation"),
    ]
    others = len(rows) - sum(number for number, _ in kinds)
    kinds.append((others, "other record"))
    brings = [f"{n} {noun}{'' if n == 1 else 's'}" for n, noun in kinds if n]
    by = join([person.name for person in whole.bylines]) or called(article.owner)
    waits = f"brings {join(brings)}" if brings else "brings no record that waits"
    return f"{count} words by {by} · {waits}"
