"""Correct once: propose, decide, drop and approve one plan for all that rests on what was wrong.

One approval covers exactly what was shown, and one deed does all of it: the record is checked, the
stories are published anew or get their line, and readers see the one moment before or the one
moment after.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from deeds import deed, touched, written
from hospitals import workflow as facts
from hospitals.models import DisruptionFigure, FigureRevision
from lib.locks import lock_rows
from lib.people import called
from lib.refusals import Refused, need, save_valid, short
from lib.words import clock

from .. import telling
from ..correcting.plan import MODES, SINCE, Plan, StoryPlan, Where
from ..models import (
    Article,
    ArticleEvent,
    ArticlePicture,
    Correction,
    CorrectionPlan,
    Picture,
    PlanLine,
    PlanRevision,
    PlanStillTrue,
    PlanStory,
    PublishedVersion,
    Quote,
    QuoteRevision,
)
from .base import Event
from .bringing import bring_along
from .corrections import Notice
from .elsewhere import ask_elsewhere
from .planning import Survey, affected, survey, what_changes
from .quotations import check_quote
from .reissuing import Made, copied, reissue

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

PROPOSE = "articles.change_article"


@deed
def propose(
    *,
    by: AbstractUser,
    revisions: Collection[FigureRevision] = (),
    quote_revision: QuoteRevision | None = None,
    fault: str = "",
    wrong_words: str = "",
    right_words: str = "",
    reason_note: str = "",
    notice: Notice | None = None,
    now: datetime | None = None,
) -> CorrectionPlan:
    """Begin a correction: of a figure (its new revision first, then those that follow it), of a
    quotation with what we did wrong (`fault`), or of words that become other words.

    Readers see nothing of it until `approve`.
    """
    need(by, PROPOSE, "propose corrections")
    revisions = list(revisions)
    refuse_revisions(revisions, quote_revision)
    plan = CorrectionPlan(
        figure=revisions[0].figure if revisions else None,
        quote=quote_revision.quote if quote_revision else None,
        fault=fault,
        wrong_words=" ".join(wrong_words.split()),
        right_words=" ".join(right_words.split()),
        reason_note=short(reason_note),
        proposed_by=by,
        proposed_at=now or timezone.now(),
    )
    set_notice(plan, notice or first_notice(plan, revisions, quote_revision))
    save_valid(plan)
    for order, revision in enumerate(revisions):
        save_valid(PlanRevision(plan=plan, figure_revision=revision, order=order))
    if quote_revision is not None:
        save_valid(PlanRevision(plan=plan, quote_revision=quote_revision))
    telling.correction_waits(plan)
    return plan


def refuse_revisions(
    revisions: Collection[FigureRevision], quote_revision: QuoteRevision | None
) -> None:
    for revision in revisions:
        if revision.checked_at is not None:
            raise Refused(f"{revision}: it is checked already, and readers see it.")
        if not revision.figure.revisions.filter(checked_at__isnull=False).exists():
            raise Refused(
                f"{revision}: nobody has checked this figure yet: there is nothing to "
                "correct. Check it."
            )
    if quote_revision is not None and quote_revision.number == 1:
        raise Refused("Record first what the quotation ought to say; then correct it everywhere.")


def first_notice(
    plan: CorrectionPlan,
    revisions: Collection[FigureRevision],
    quote_revision: QuoteRevision | None,
) -> Notice:
    """Words to begin with: whoever approves reads them as readers will."""
    if quote_revision is not None:
        before = quote_revision.quote.revisions.filter(number__lt=quote_revision.number)
        was = before.order_by("-number")[:1].get()
        return Notice(
            was_wrong=f"An earlier version had “{was.words}”, {was.attribution}.",
            is_right=f"It is “{quote_revision.words}”, {quote_revision.attribution}.",
            placement="",
        )
    for revision in revisions:
        shown = revision.figure.revisions.filter(checked_at__isnull=False)
        was = shown.order_by("-number")[:1].get()
        return Notice(
            was_wrong=f"An earlier version gave the number as {was.say()}.",
            is_right=f"It is {revision.say()}.",
            placement="",
        )
    return Notice(
        was_wrong=f"An earlier version said “{plan.wrong_words}”.",
        is_right=f"It is “{plan.right_words}”.",
        placement="",
    )


def set_notice(plan: CorrectionPlan, notice: Notice) -> None:
    """`placement` “” leaves it to each story."""
    plan.notice_kind, plan.placement = notice.kind, notice.placement
    plan.was_wrong, plan.is_right = notice.was_wrong.strip(), notice.is_right.strip()


@deed
def decide(
    *,
    by: AbstractUser,
    plan: CorrectionPlan,
    lines: Mapping[Where, tuple[str, str]] | None = None,
    stories: Mapping[int, str] | None = None,
    still_true: Mapping[int, str] | None = None,
    along: Iterable[FigureRevision] = (),
    notice: Notice | None = None,
    now: datetime | None = None,
) -> CorrectionPlan:
    """Say what becomes of places, stories and figures that follow; what is not given stays.

    `lines` are {place: (choice, words)}, a choice of "" takes the proposal again; `stories` are
    {version: mode}, "" likewise; `still_true` {figure: why it stands}, "" takes that back; `along`
    are new values of figures that follow, or of the same figure where the one in the plan was
    replaced.
    """
    need(by, PROPOSE, "propose corrections")
    plan = locked_plan(plan)
    now = now or timezone.now()
    for where, (choice, text) in (lines or {}).items():
        choose(plan, where, choice, text, by=by, at=now)
    for version, mode in (stories or {}).items():
        choose_mode(plan, version, mode, by=by, at=now)
    for figure, because in (still_true or {}).items():
        plan.still_true.filter(figure=figure).delete()
        if because:
            save_valid(PlanStillTrue(plan=plan, figure_id=figure, because=short(because), by=by))
    for revision in along:
        add_along(plan, revision)
    if notice is not None:
        set_notice(plan, notice)
        save_valid(plan)
    return plan


def choose(
    plan: CorrectionPlan, where: Where, choice: str, text: str, *, by: AbstractUser, at: datetime
) -> None:
    place = {
        "version_id": where.version_id,
        "place": where.place,
        "which": where.which,
        "start": where.start,
    }
    plan.lines.filter(**place).delete()
    if choice:
        text = "" if choice == PlanLine.Choice.KEEP else text
        save_valid(PlanLine(plan=plan, **place, choice=choice, text=text, by=by, at=at))


def choose_mode(
    plan: CorrectionPlan, version: int, mode: str, *, by: AbstractUser, at: datetime
) -> None:
    if mode and mode not in MODES:
        raise Refused("A story is published anew, gets a line, or is left as it is.")
    plan.stories.filter(version=version).delete()
    if mode:
        save_valid(PlanStory(plan=plan, version_id=version, mode=mode, by=by, at=at))


def add_along(plan: CorrectionPlan, revision: FigureRevision) -> None:
    if plan.figure_id is None:
        raise Refused("Only a correction of a number takes other numbers along.")
    refuse_revisions([revision], None)
    same = plan.revisions.filter(figure_revision__figure=revision.figure)
    order = next(iter(same.values_list("order", flat=True)), plan.revisions.count())
    same.delete()
    save_valid(PlanRevision(plan=plan, figure_revision=revision, order=order))


@deed
def drop(
    *, by: AbstractUser, plan: CorrectionPlan, because: str = "", now: datetime | None = None
) -> CorrectionPlan:
    """Give a correction up. What was recorded stays recorded."""
    need(by, PROPOSE, "drop corrections")
    plan = locked_plan(plan)
    plan.dropped_by, plan.dropped_at = by, now or timezone.now()
    plan.dropped_because = short(because)
    save_valid(plan)
    return plan


def locked_plan(plan: CorrectionPlan) -> CorrectionPlan:
    """The plan, fresh and locked; refused where it is over."""
    plan = CorrectionPlan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if plan.approved_at is not None:
        raise Refused(
            f"{called(plan.approved_by)} approved this at {clock(plan.approved_at)}: it is done. "
            "What is wrong still takes another correction."
        )
    if plan.dropped_at is not None:
        raise Refused(
            f"{called(plan.dropped_by)} dropped this at {clock(plan.dropped_at)}: propose it anew."
        )
    return plan


# The approval


@deed
def approve_correction(
    *,
    by: AbstractUser,
    plan: CorrectionPlan,
    seen: str,
    stood_up: str = "",
    now: datetime | None = None,
) -> CorrectionPlan:
    """Put it right everywhere, at once, exactly as it was shown; `seen` is the digest of that.

    A second person approves, who may publish and has written none of it; an editor alone may, and
    every version says so. `stood_up` is asked of a figure on an unattributable source.
    """
    need(by, "articles.publish_article", "approve corrections")
    plan = locked_plan(plan)
    alone = refuse_own(by, plan)
    lock_all(plan)
    now = now or timezone.now()
    surveyed = survey(plan, now)
    refuse_other_than_seen(surveyed.plan, seen)
    refuse_unsettled(surveyed.plan)
    refuse_embargoed(surveyed)
    plan.approved_by, plan.approved_at, plan.approved_digest = by, now, seen
    save_valid(plan)
    check_records(plan, by=by, stood_up=stood_up, at=now)
    made = reissue(surveyed, plan=plan, by=by, at=now, alone=alone)
    texts = [text for each in made for text in each.texts.values()]
    bring_along(surveyed.copies, texts, by=by, at=now)
    issue_notices(plan, surveyed.plan, made, by=by, at=now)
    for each in made[:1]:
        telling.second_look_waits(each.version)
    return plan


def refuse_own(by: AbstractUser, plan: CorrectionPlan) -> bool:
    """Whether it goes out on one pair of eyes; refused where that takes an editor."""
    own = plan.proposed_by_id == by.pk or plan.lines.filter(by=by).exists()
    if own and not by.has_perm("articles.publish_alone"):
        raise Refused("You proposed this, or wrote some of it: another person approves it.")
    return own


def lock_all(plan: CorrectionPlan) -> None:
    """As everywhere: sources, evidence, figures with their rivals, quotations, stories and then
    pictures, each by id.

    Nobody publishes a story that cites a figure while we hold the figure; so those that are found
    under its lock are all.
    """
    figures = DisruptionFigure.objects.filter(revisions__in_plans__plan=plan).distinct()
    of_figures = FigureRevision.objects.filter(in_plans__plan=plan).select_related("evidence")
    of_quotes = QuoteRevision.objects.whole().filter(in_plans__plan=plan)
    figures = list(figures)
    people = [source for revision in of_quotes for source in revision.sources()]
    evidence = [revision.evidence for revision in [*of_figures, *of_quotes]]
    facts.lock_grounds_of(figures, evidence, people)
    rivals = {rival.pk for each in figures for rival in DisruptionFigure.objects.rivals_of(each)}
    lock_rows(DisruptionFigure, rivals | {each.pk for each in figures})
    lock_rows(Quote, {revision.quote_id for revision in of_quotes})
    now = timezone.now()
    stories = set(affected(what_changes(plan, now), now).values_list("article", flat=True))
    lock_rows(Article, stories)
    if plan.wrong_words:
        shown = ArticlePicture.objects.filter(article__in=stories).order_by()
        lock_rows(Picture, set(shown.values_list("picture", flat=True)))


def refuse_other_than_seen(plan: Plan, seen: str) -> None:
    if plan.digest != seen:
        raise Refused(
            "Something changed under it since you opened the page: a story, a record or what "
            "somebody chose. Nothing was corrected. Look at it as it stands now, then approve.",
            code="unseen",
        )


def refuse_unsettled(plan: Plan) -> None:
    if plan.unsettled:
        raise Refused(plan.unsettled, code="unsettled")


def refuse_embargoed(surveyed: Survey) -> None:
    """A value that nobody may read yet corrects nothing yet."""
    new = [now for _, now in surveyed.changed.figures.values()]
    new += [now for _, now in surveyed.changed.quotes.values()]
    for revision in new:
        until = revision.evidence.embargo_until
        if until and until > timezone.now():
            raise Refused(
                f"Where the right one came from is under embargo until {clock(until)}: approve the "
                "correction after that."
            )


def check_records(plan: CorrectionPlan, *, by: AbstractUser, stood_up: str, at: datetime) -> None:
    """The port lets a figure through whose plan is approved: see `articles.dependents`."""
    for row in plan.revisions.select_related("figure_revision__figure", "quote_revision__quote"):
        if row.figure_revision is not None:
            facts.check(by=by, revision=row.figure_revision, stood_up=stood_up, at=at)
        elif row.quote_revision.checked_at is None:
            check_quote(by=by, revision=row.quote_revision, now=at)


def issue_notices(
    plan: CorrectionPlan, shown: Plan, made: Collection[Made], *, by: AbstractUser, at: datetime
) -> None:
    """A notice for each story that readers see otherwise, a line for each that stays as it is."""
    versions = {each.before.pk: each.version for each in made}
    notices = [
        notice_of(plan, story, versions.get(story.version_id), by=by, at=at)
        for story in shown.stories
        if story.has_notice
    ]
    moved = moved_notices(made)
    written(*Correction.objects.bulk_create([*notices, *moved]))
    ask_elsewhere([*notices, *moved], at)
    ArticleEvent.objects.bulk_create(
        ArticleEvent(
            article_id=each.before.article_id,
            kind=Event.CORRECTED,
            by=by,
            at=at,
            content_hash=each.version.content_hash,
        )
        for each in made
    )
    touched(*notices, *moved, *(Article(pk=each.before.article_id) for each in made))


def notice_of(
    plan: CorrectionPlan,
    story: StoryPlan,
    version: PublishedVersion | None,
    *,
    by: AbstractUser,
    at: datetime,
) -> Correction:
    return Correction(
        plan=plan,
        article_id=story.article_id,
        version=version,
        figure=plan.figure,
        kind=Correction.Kind.SINCE if story.mode == SINCE else plan.notice_kind,
        placement=story.placement,
        was_wrong=plan.was_wrong,
        is_right=plan.is_right,
        issued_at=at,
        issued_by=by,
    )


def moved_notices(made: Iterable[Made]) -> list[Correction]:
    """Notices that were to go out with a scheduled version go out with the one in its place."""
    instead = {each.before.pk: each.version for each in made if each.story.scheduled}
    rows = Correction.objects.filter(version__in=instead)
    return [copied(row, version=instead[row.version_id]) for row in rows]


def open_plans(revisions: Collection[FigureRevision]) -> list[CorrectionPlan]:
    """The corrections under way that would check any of these."""
    wanted = Q(revisions__figure_revision__in=revisions)
    return list(CorrectionPlan.objects.open().filter(wanted).distinct())
