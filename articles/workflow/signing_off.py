"""Everything a story brings that waits for a second person, decided together: all or nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Model, prefetch_related_objects
from django.utils import timezone

from deeds import deed
from hospitals import workflow as facts
from hospitals.models import DisruptionFigure, FigureRevision, Strike
from hospitals.models.signed import SignedOff
from lib.locks import lock_rows
from lib.refusals import Refused, required

from .. import telling
from ..models import Article, LineSentBack, Quote, QuoteRevision
from .cited import Cited
from .content import Content, load
from .quotations import check_quote
from .seen import check_token

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

PEOPLE = (
    "evidence__said_by__roles",
    "evidence__said_with__source__roles",
    "evidence__via__roles",
    "evidence__reported_by__roles",
)


OF_FIGURES = (
    "figure__source__roles",
    "figure__strike",
    "figure__staff_group__former_names",
    "figure__trust__former_names",
    "figure__service",
    "figure__setting",
    "recorded_by",
)


@dataclass(frozen=True)
class ToSign:
    """A row that waits. `key` is its name on the page, `token` a digest of all that is shown of
    it; `cited` are the marks in the story that rest on it."""

    key: str
    row: FigureRevision | QuoteRevision | SignedOff
    token: str
    cited: list[Cited] = field(default_factory=list)
    # What somebody only proposed and this names: it is signed off with it, or comes first.
    proposed: list[Model] = field(default_factory=list)


def to_sign(content: Content) -> list[ToSign]:
    """What a working copy brings that waits: what is said of strikes, figures, quotations.

    In a number of queries that grows with its strikes, not with its figures and quotations.
    """
    return [*facts_to_sign(content), *figures_to_sign(content), *quotations_to_sign(content)]


def waiting_in(content: Content, kind: str) -> dict[Model, list[Cited]]:
    """{revision that waits for its check: the marks that rest on it}, in reading order."""
    found: dict[Model, list[Cited]] = {}
    for each in content.cited:
        for revision in each.revisions if each.kind == kind else ():
            if revision.checked_at is None:
                found.setdefault(revision, []).append(each)
    return found


def figures_to_sign(content: Content) -> list[ToSign]:
    waiting = waiting_in(content, "figure")
    waiting = {row: cited for row, cited in waiting.items() if row.figure.withdrawn_at is None}
    rows = list(waiting)
    prefetch_related_objects(rows, *OF_FIGURES, *PEOPLE)
    behind_them = dict.fromkeys(each for row in rows for each in facts.rests_on(row))
    proposed = bool(facts.proposals_behind(behind_them))
    found = []
    for row in rows:
        behind = facts.proposals_behind(facts.rests_on(row)) if proposed else []
        token = facts.check_token(row, behind)
        key = f"disruptionfigure-{row.figure_id}"
        found.append(ToSign(key, row, token, waiting[row], behind))
    return found


def quotations_to_sign(content: Content) -> list[ToSign]:
    waiting = waiting_in(content, "quote")
    rows = list(waiting)
    prefetch_related_objects(rows, "speakers__source__roles", "recorded_by", *PEOPLE)
    return [ToSign(f"quote-{row.quote_id}", row, check_token(row), waiting[row]) for row in rows]


def facts_to_sign(content: Content) -> list[ToSign]:
    """What is said of the strikes that the story and its figures name, and what was proposed."""
    ids = {figure.strike_id for figure in content.figures()} - {None}
    cited = Strike.objects.filter(pk__in=ids).order_by("pk") if ids else []
    strikes = dict.fromkeys([*content.about["strikes"], *cited])
    rows = [row for strike in strikes for row in facts.waiting_of(strike)]
    about = [row for rows in content.about.values() for row in rows if row.waits]
    return [
        ToSign(f"{row._meta.model_name}-{row.pk}", row, facts.facts_token([row]))
        for row in dict.fromkeys([*(row for row in about if row not in rows), *rows])
    ]


# Whose turn


def may_sign_something(by: AbstractUser) -> bool:
    return (
        by.has_perm("hospitals.check_figure")
        or by.has_perm("articles.check_quote")
        or facts.may_write_facts(by)
    )


def not_theirs(by: AbstractUser, waits: ToSign) -> str:
    """Why this person does not sign the row off, and who does; "" where they may."""
    row = waits.row
    alone = by.has_perm("hospitals.check_own_figure")
    if isinstance(row, FigureRevision | QuoteRevision):
        figure = isinstance(row, FigureRevision)
        if not by.has_perm("hospitals.check_figure" if figure else "articles.check_quote"):
            return "A sub-editor, a data editor or an editor checks it."
        if row.recorded_by_id == by.pk and not alone:
            return "You recorded it: another person checks it."
        if waits.proposed and not facts.may_write_facts(by):
            return (
                "It names something that is only proposed: a data editor or an editor signs it off."
            )
        return ""
    if not facts.may_write_facts(by):
        return "A data editor or an editor signs it off."
    if row.created_by_id == by.pk and not alone:
        return "You entered it: another person signs it off."
    return ""


# What was sent back


def open_lines(article: Article, waiting: Iterable[ToSign]) -> dict[str, LineSentBack]:
    """{key: the latest word of somebody who sent it back}, while that very row still waits."""
    sent = {(line.kind, line.row_id): line for line in article.lines_sent_back.select_related("by")}
    found = {each.key: sent.get(named_row(each.row)) for each in waiting}
    return {key: line for key, line in found.items() if line is not None}


def named_row(row: Model) -> tuple[str, int]:
    return row._meta.model_name, row.pk


# The deed


@dataclass(frozen=True)
class Signed:
    """How many were signed off, and what was sent back."""

    agreed: int
    back: list[LineSentBack]


@deed
def sign_off(
    *,
    by: AbstractUser,
    article: Article,
    agreed: Mapping[str, str],
    back: Mapping[str, tuple[str, str]] | None = None,
    names: Mapping[str, str] | None = None,
    stood_up: Mapping[str, str] | None = None,
    now: datetime | None = None,
) -> Signed:
    """Sign off rows of a story, and send others back, in one transaction.

    `agreed` is {key: the token of what stood on the page}, `back` {key: (token, what is wrong)},
    `names` what each row is called, `stood_up` whether a figure on an unattributable source is
    relied on. Refused whole where any of them is not what stood on the page.
    """
    if not may_sign_something(by):
        raise Refused("Your role may not sign off records: it is the turn of a sub-editor.")
    back = back or {}
    if not agreed and not back:
        raise Refused("Nothing was chosen: every line waits as before.")
    content = load(article)
    lock(to_sign(content))
    now = now or timezone.now()
    waiting = {each.key: each for each in to_sign(load(article))}
    tokens = {**agreed, **{key: token for key, (token, _) in back.items()}}
    refuse_stale(waiting, tokens, names or {})
    chosen = [waiting[key] for key in waiting if key in agreed]
    sign(by, chosen, stood_up or {}, now)
    lines = [
        send_line_back(by, article, waiting[key], (names or {}).get(key, key), why, now)
        for key, (_, why) in back.items()
    ]
    if lines:
        telling.sent_back(article, by, now)
    return Signed(len(chosen), lines)


def lock(waiting: Collection[ToSign]) -> None:
    """As everywhere: sources, evidence, figures with their rivals, quotations, each by id."""
    revisions = [each.row for each in waiting if isinstance(each.row, FigureRevision)]
    quotations = [each.row for each in waiting if isinstance(each.row, QuoteRevision)]
    figures = [row.figure for row in revisions]
    evidence = [row.evidence for row in [*revisions, *quotations]]
    people = [source for row in quotations for source in row.sources()]
    facts.lock_grounds_of(
        figures, evidence, [*people, *(who for row in evidence for who in row.told_by)]
    )
    rivals = [rival.pk for f in figures for rival in DisruptionFigure.objects.rivals_of(f)]
    lock_rows(DisruptionFigure, {*rivals, *(figure.pk for figure in figures)})
    lock_rows(Quote, {row.quote_id for row in quotations})


def refuse_stale(
    waiting: Mapping[str, ToSign], tokens: Mapping[str, str], names: Mapping[str, str]
) -> None:
    stale = [
        names.get(key, key)
        for key, token in tokens.items()
        if key not in waiting or waiting[key].token != token
    ]
    if stale:
        raise Refused(
            [
                *(f"{name} is no longer what stood on your page." for name in stale),
                "Nothing was signed off or sent back. Look at what stands here now.",
            ],
            code="stale",
        )


def sign(
    by: AbstractUser, chosen: list[ToSign], stood_up: Mapping[str, str], now: datetime
) -> None:
    """What is said of a strike first: a figure goes out with the strike that it names."""
    rows = [each.row for each in chosen if not isinstance(each.row, FigureRevision | QuoteRevision)]
    if rows:
        facts.sign_off_facts(by=by, rows=rows, at=now)
    for each in chosen:
        if isinstance(each.row, FigureRevision):
            word = stood_up.get(each.key, "")
            facts.check(by=by, revision=each.row, stood_up=word, at=now)
        elif isinstance(each.row, QuoteRevision):
            check_quote(by=by, revision=each.row, now=now)


def send_line_back(
    by: AbstractUser, article: Article, waits: ToSign, what: str, why: str, now: datetime
) -> LineSentBack:
    kind, row = named_row(waits.row)
    return LineSentBack.objects.create(
        article=article,
        kind=kind,
        row_id=row,
        what=what[:240],
        reason=required(why, f"Say what is wrong with {what}."),
        by=by,
        at=now,
    )
