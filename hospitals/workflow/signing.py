"""Sign off what readers see besides the number: where it came from, who said it, what a strike is.

Who entered something does not sign it off, unless they may do so alone on duty. What was on the
page goes along as a token, so that nothing is signed off unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.utils import timezone

from deeds import deed, touched, written
from lib.digests import digest
from lib.locks import lock_rows
from lib.people import called
from lib.refusals import Refused, need, save_valid

from ..models import (
    FACTS,
    DisruptionFigure,
    Event,
    Evidence,
    FigureRevision,
    SaidWith,
    Source,
    Strike,
    StrikeSpell,
)
from ..models.proposals import Proposable
from ..models.signed import Fact, FirstWord, SignedOff
from ..public import figures_changed
from .places import date_again
from .proposals import proposals_behind, refuse_proposals, sign_off_proposals

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

EVIDENCE_SAYS = (
    "kind",
    "title",
    "url",
    "said_on",
    "published_on",
    "retrieved_at",
    "embargo_until",
    "sha256",
    "terms",
    "description",
    "public_caveat",
    "licence_id",
    "said_by_id",
    "reported_by_id",
    "via_id",
    "cleared_at",
)
SOURCE_SAYS = ("kind", "private", "name", "terms", "description", "trust_id", "union_id")


# Of data editors and editors: what they enter stands, and is looked at again afterwards.
WRITE_FACTS = "hospitals.sign_off_fact"


def may_write_facts(by: AbstractUser) -> bool:
    return by.has_perm(WRITE_FACTS)


def people_of(evidence: Evidence, sources: Iterable[Source] = ()) -> list[Source]:
    """Everybody whom readers may come to know by it, each once, in order."""
    return list(dict.fromkeys([*evidence.speakers(), *evidence.told_by, *sources]))


def token(evidence: Evidence, sources: Iterable[Source] = (), *more: Any) -> str:
    """A digest of all that a page showed of what is signed off with it; `more` are plain values."""
    people = people_of(evidence, sources)
    said = [
        [getattr(evidence, name) for name in EVIDENCE_SAYS],
        [person.pk for person in evidence.speakers()],
        [
            [getattr(person, name) for name in SOURCE_SAYS]
            + [[str(role), role.since, role.until] for role in person.roles.all()]
            for person in people
        ],
        more,
    ]
    return digest(said)


def refuse_unseen(seen: str | None, now: Callable[[], str]) -> None:
    """`now` gives the digest of what the page would show: worked out only where a page asks."""
    if seen is not None and seen != now():
        raise Refused(
            "What stood on the page has been changed since you opened it. Nothing was decided: "
            "look at it as it is now."
        )


def lock_grounds(evidence: Evidence, sources: Iterable[Source] = ()) -> None:
    """Lock a piece of evidence and everybody behind it until the transaction ends.

    Sources first, then evidence, in order of id, then whatever rests on them: every deed that
    makes something public takes them so and reads terms afterwards, and every change of terms
    takes the same locks. So the two can neither pass each other nor wait for each other.
    """
    lock_rows(Source, {person.pk for person in people_of(evidence, sources)})
    lock_rows(Evidence, {evidence.pk})


def lock_grounds_of(
    figures: Collection[DisruptionFigure],
    evidence: Collection[Evidence] = (),
    people: Iterable[Source] = (),
) -> None:
    """The same for all that figures rest on, and for more evidence and people beside them."""
    revisions = FigureRevision.objects.filter(
        figure__in=[figure.pk for figure in figures], checked_at__isnull=False
    )
    rows = list(revisions.values_list("evidence", "evidence__said_by"))
    sources = {*(source for _, source in rows), *(figure.source_id for figure in figures)}
    sources |= {*(row.said_by_id for row in evidence), *(person.pk for person in people)}
    documents = {*(pk for pk, _ in rows), *(row.pk for row in evidence)}
    sources |= {*SaidWith.objects.filter(evidence__in=documents).values_list("source", flat=True)}
    lock_rows(Source, sources)
    lock_rows(Evidence, documents)


def sign_off_grounds(
    *,
    by: AbstractUser,
    evidence: Evidence,
    sources: Iterable[Source] = (),
    at: datetime,
    alone: bool = False,
) -> None:
    """Sign off the evidence and the new sources that something checked rests on; and its licence,
    where that was only proposed.

    `alone`: it is the word of somebody who may write it, and is looked at again afterwards.
    """
    if may_write_facts(by):
        sign_off_proposals([evidence], by=by, at=at)
    else:
        refuse_proposals([evidence])
    for row in [*people_of(evidence, sources), evidence]:
        sign(row, by=by, at=at, alone=alone or by.has_perm("hospitals.check_own_figure"))


def sign(row: Source | Evidence, *, by: AbstractUser, at: datetime, alone: bool) -> None:
    """Sign off one row, where that is still to be done; refused for one's own unless `alone`."""
    row.refresh_from_db()
    if row.signed_off_at is not None:
        return
    if not alone and by.pk in writers_of(row):
        raise Refused(f"You entered or changed “{row}” yourself: another person signs it off.")
    # Past the model's save(): by itself a sign-off shows readers nothing.
    type(row).objects.filter(pk=row.pk).update(signed_off_by=by, signed_off_at=at)
    touched(row)
    written(row)
    row.refresh_from_db()


def writers_of(row: Source | Evidence) -> set[int | None]:
    """Ids of everybody whose word a source or evidence is: who entered it, who changed it since,
    and who said alone on what terms it was told."""
    agreed = row.terms_changes.filter(agreed=True, decided_by=F("asked_by"))
    return {
        row.created_by_id,
        *row.history.values_list("history_user", flat=True),
        *agreed.values_list("asked_by", flat=True),
    }


# What is said about a strike


@deed
def entered(
    *, by: AbstractUser, row: SignedOff, wrote: bool = True, at: datetime | None = None
) -> bool:
    """Something about a strike or a place was saved: a data editor's stands, others' wait.

    Whoever `wrote` any of what waits has entered it, and does not sign it off.

    With it goes what it rests on. Returns whether readers may see it now.
    """
    if wrote and row.signed_off_at is None:
        row.created_by = by
        if isinstance(row, FirstWord):
            # What was shown is not what it says now.
            row.shown_by = row.shown_at = None
        row.save()
    if row.signed_off_at is None and may_write_facts(by):
        sign_off_fact(row, by=by, at=at or timezone.now(), alone=True)
    return row.signed_off_at is not None


@deed
def sign_off_facts(
    *,
    by: AbstractUser,
    rows: Collection[SignedOff],
    seen: str | None = None,
    at: datetime | None = None,
) -> Collection[SignedOff]:
    """Sign off rows that wait, all or none, in their order: a strike before what belongs to it."""
    need(by, WRITE_FACTS, "sign off what is said about strikes")
    refuse_unseen(seen, lambda: facts_token(rows))
    at = at or timezone.now()
    for row in rows:
        row.refresh_from_db()
        if row.signed_off_at is not None:
            raise Refused(f"{called(row.signed_off_by)} has signed off “{row}” already.")
        if row.created_by_id == by.pk and not by.has_perm("hospitals.check_own_figure"):
            raise Refused(f"You entered “{row}” yourself: another person signs it off.")
        sign_off_fact(row, by=by, at=at, beside=rows)
    for strike in {row.strike for row in rows if isinstance(row, StrikeSpell)}:
        date_again(strike)
    return rows


def sign_off_fact(
    row: SignedOff,
    *,
    by: AbstractUser,
    at: datetime,
    alone: bool = False,
    beside: Collection[SignedOff] = (),
) -> None:
    """`beside` are the rows that are signed off in the same deed."""
    strike = getattr(row, "strike", None)
    if isinstance(strike, Strike) and strike.signed_off_at is None:
        raise Refused(f"Sign off the strike first: {strike}.")
    evidence = getattr(row, "evidence", None)
    if evidence is not None:
        lock_grounds(evidence)
        evidence.refresh_from_db()
        sign_off_grounds(by=by, evidence=evidence, at=at, alone=alone)
    if alone:
        sign_off_proposals([row], by=by, at=at)
    else:
        refuse_proposals([row], but=beside)
    if isinstance(row, Fact) and row.replaces_id:
        replace(row.replaces, row, by=by, at=at)
    row.signed_off_by, row.signed_off_at = by, at
    save_valid(row)


def replace(old: Fact, new: Fact, *, by: AbstractUser, at: datetime) -> None:
    """The old one is gone, and what rests on it rests on the new one."""
    leave(old, by=by, at=at)
    if isinstance(old, Event):
        DisruptionFigure.objects.filter(event=old).update(event=new)
        figures_changed(DisruptionFigure.objects.filter(event=new))


@deed
def withdraw_fact(*, by: AbstractUser, row: Fact, at: datetime | None = None) -> None:
    """Take back what was signed off: readers see it no longer, and it stays on record."""
    need(by, WRITE_FACTS, "withdraw what is said about strikes")
    leave(row, by=by, at=at or timezone.now())
    type(row).objects.filter(replaces=row).delete()
    if isinstance(row, StrikeSpell):
        date_again(row.strike)


def leave(row: Fact, *, by: AbstractUser, at: datetime) -> None:
    stored = type(row).objects.select_for_update(no_key=True).get(pk=row.pk)
    if not stored.is_standing:
        raise Refused(f"“{stored}” has been replaced or withdrawn since: look at what stands now.")
    stored.gone_by, stored.gone_at = by, at
    stored.save()


def facts_token(rows: Iterable[SignedOff]) -> str:
    """What a page shows of rows that wait, with what they rest on."""
    said = []
    for row in rows:
        evidence = getattr(row, "evidence", None)
        values = [
            str(getattr(row, field.attname))
            for field in row._meta.concrete_fields
            if not field.name.startswith("signed_off")
        ]
        sets = [
            sorted(getattr(row, field.name).values_list("pk", flat=True))
            for field in row._meta.many_to_many
        ]
        said.append([row._meta.label, values, sets, token(evidence) if evidence else ""])
    return digest(said)


def waiting_of(strike: Strike) -> list[SignedOff]:
    """The rows of a strike that wait for their sign-off: what somebody proposed and they name,
    the strike itself, and what belongs to it."""
    rows: list[SignedOff] = [] if strike.signed_off_at else [strike]
    for model in FACTS:
        rows += model.objects.waiting().filter(strike=strike)
    return with_proposals(rows)


def with_proposals(rows: Collection[SignedOff]) -> list[SignedOff]:
    """The rows, after what they or their documents name of which somebody only proposed it."""
    documents = [row.evidence for row in rows if getattr(row, "evidence", None)]
    behind = [row for row in proposals_behind([*rows, *documents]) if row not in rows]
    return [*behind, *rows]


@deed
def enter_reference(*, by: AbstractUser, row: Proposable, new: bool) -> None:
    """Reference data is about to be saved: a data editor's stands, others' is a proposal."""
    if new:
        row.created_by = by
    if (new or row.waits) and may_write_facts(by):
        row.signed_off_by, row.signed_off_at = by, timezone.now()


def dates_wait(figure: DisruptionFigure) -> bool:
    """Whether it has dates of its strike that nobody has signed off."""
    strike, group = figure.strike, figure.staff_group
    return not strike.dates_of(group) and strike.dates_of(group, public=False) is not None


def refuse_unsigned_frame(figure: DisruptionFigure) -> None:
    """A figure goes out with the strikes and the event it names: those are signed off first.

    As is what somebody proposed because it was missing.
    """
    refuse_proposals([figure, figure.source])
    frame = [figure.strike, figure.event, *figure.covers.all()]
    for row in frame:
        if row is not None and row.signed_off_at is None:
            kind = "event" if isinstance(row, Event) else "strike"
            raise Refused(
                f"The {kind} “{row}” waits to be signed off by a data editor or an editor: that "
                "comes first."
            )
    if figure.is_of_whole_strike and dates_wait(figure):
        raise Refused(
            f"The dates of the strike “{figure.strike}” are not signed off by a data editor or an "
            "editor: that comes first."
        )
