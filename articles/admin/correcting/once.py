"""The page *Correct once*: all that an approval covers, and what this person may do with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from articles.admin.correcting.deciding import NoticeForm, Typed
from articles.admin.correcting.page import Shown, Texts, shown
from articles.admin.correcting.records import records_of
from articles.correcting.plan import (
    Following,
    NoticeWords,
    Plan,
    waiting_followers,
    waiting_notice,
)
from articles.models import Correction, CorrectionPlan, PageReads
from articles.presenters.article import TITLES
from articles.workflow import correcting
from articles.workflow.planning import Survey
from hospitals.models import FigureRevision, Terms
from hospitals.presenters import figure_words
from lib.people import called
from lib.refusals import Refused
from lib.words import clock, few

APPROVES = "articles.publish_article"
STOOD_UP = [choice for choice in FigureRevision.StoodUp.choices if choice[0]]


@dataclass(frozen=True)
class May:
    """What a person may do with a plan; `waits_for` says whose turn it is, where not theirs."""

    decide: bool
    approve: bool
    drop: bool
    stand_up: bool
    waits_for: str


@dataclass(frozen=True)
class Follower:
    """A figure that was worked out from the corrected one, with where it is revised."""

    figure_id: int
    called: str
    value: str
    how: str
    settled: str
    because: str
    url: str
    revise_url: str
    # A value that waits for its check, in words, which can be taken along.
    waits: str


def texts_of(surveyed: Survey) -> Texts:
    """{(version, place, which of its kind): marked source}"""
    return {
        (version, *place): text.html
        for version, places in surveyed.texts.items()
        for place, text in places.items()
    }


def page(
    user: Any, plan: CorrectionPlan, surveyed: Survey, typed: Typed, notice: NoticeForm
) -> dict[str, Any]:
    """Context for the template; `typed` and `notice` hold what was sent and could not be taken."""
    made = surveyed.plan
    stories = {story.article_id for story in made.stories}
    reads = PageReads.objects.by_story(stories, timezone.now())
    waiting = waiting_values(surveyed)
    page = shown(made, texts_of(surveyed), reads, typed)
    return {
        "plan": plan,
        "shown": page,
        "digest": made.digest,
        "records": records_of(made, surveyed.changed),
        "followers": [follower(each, typed, waiting) for each in made.followers],
        "newer": [
            (pk, figure_words.counted(value.figure, value))
            for pk, value in waiting.items()
            if pk in surveyed.changed.figures
        ],
        "notice": notice,
        "reads_as": reads_as(made.notice),
        "back": back(plan),
        "state": {"shape": "with_subs", "words": "Correction, not approved", "by": proposed(plan)},
        "may": may(user, plan, surveyed),
        "approve_label": approve_label(page),
        "stood_up": STOOD_UP,
        "typed": typed.words,
        "undecided": undecided(page, made),
    }


def undecided(page: Shown, made: Plan) -> list[tuple[str, str]]:
    """[(sentence, where)] of what stands in the way of an approval."""
    found = [
        (sentence, f"#follows-{each.figure_id}")
        for each, sentence in zip(unsettled(made), waiting_followers(made), strict=True)
    ]
    for story in page.stories:
        found += [(f"{story.headline}: {why}", f"#story-{story.version_id}") for why in story.stuck]
        found += [
            (f"{story.headline}, {place.label.lower()}: {place.why}", f"#place-{place.key}")
            for place in story.places
            if place.open
        ]
    return found + [(sentence, "#notice-title") for sentence in waiting_notice(made)]


def unsettled(made: Plan) -> list[Following]:
    return [each for each in made.followers if not each.settled]


def may(user: Any, plan: CorrectionPlan, surveyed: Survey) -> May:
    waits_for = why_not_theirs(user, plan)
    unnamed = any(
        now.effective_terms() == Terms.UNATTRIBUTABLE
        for _, now in surveyed.changed.figures.values()
    )
    return May(
        decide=may_propose(user),
        approve=not waits_for,
        drop=may_propose(user),
        stand_up=unnamed and not waits_for,
        waits_for=waits_for,
    )


def may_propose(user: Any) -> bool:
    return bool(user.has_perm(correcting.PROPOSE))


def why_not_theirs(user: Any, plan: CorrectionPlan) -> str:
    """Whose turn it is, where this person may not approve; "" where they may."""
    if not user.has_perm(APPROVES):
        return "It waits for a sub-editor or an editor to approve it."
    try:
        correcting.refuse_own(user, plan)
    except Refused as refusal:
        return " ".join(refusal.messages)
    return ""


def approve_label(page: Shown) -> str:
    """ "Approve all five"."""
    if page.places > 1:
        return f"Approve all {few(page.places)}"
    return "Approve it"


def proposed(plan: CorrectionPlan) -> str:
    return f"proposed by {called(plan.proposed_by)}, {clock(plan.proposed_at)}"


def back(plan: CorrectionPlan) -> dict[str, str]:
    if plan.figure_id:
        url = reverse("admin:hospitals_disruptionfigure_change", args=[plan.figure_id])
        return {"url": url, "label": "Figure"}
    if plan.quote_id:
        url = reverse("admin:articles_quote_change", args=[plan.quote_id])
        return {"url": url, "label": "Quotation"}
    return {"url": reverse("admin:articles_correctionplan_changelist"), "label": "Corrections"}


def reads_as(notice: NoticeWords) -> str:
    """What readers will read, in one paragraph."""
    if not (notice.was_wrong and notice.is_right):
        return "Nobody has written it yet."
    title = TITLES.get(Correction.Kind(notice.kind), "Correction")
    return f"{title}: {notice.was_wrong} {notice.is_right}"


def waiting_values(surveyed: Survey) -> dict[int, FigureRevision]:
    """{figure: a value that waits for its check and is not in the correction yet}, of those that
    are corrected and those that follow."""
    figures = {*surveyed.changed.figures, *(each.figure_id for each in surveyed.plan.followers)}
    taken = {now.pk for _, now in surveyed.changed.figures.values()}
    newest = FigureRevision.objects.filter(figure__in=figures, checked_at=None).exclude(
        figure__revisions__number__gt=F("number")
    )
    found = newest.exclude(pk__in=taken).select_related("figure__measure")
    return {revision.figure_id: revision for revision in found}


def follower(each: Following, typed: Typed, waiting: dict[int, FigureRevision]) -> Follower:
    return Follower(
        figure_id=each.figure_id,
        called=each.called,
        value=each.value,
        how=each.how,
        settled=each.settled,
        because=typed.words.get(f"stands-{each.figure_id}", each.because),
        url=reverse("admin:hospitals_disruptionfigure_change", args=[each.figure_id]),
        revise_url=reverse(
            "admin:hospitals_disruptionfigure_decide", args=[each.figure_id, "revise"]
        ),
        waits=waiting[each.figure_id].say() if each.figure_id in waiting else "",
    )
