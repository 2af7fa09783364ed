"""What readers see of strikes and of notices, so that they can be told when it changes.

`visibility` says when readers see which fact. Here that becomes rows of PublicFacts, at the end of
each deed that touched a fact or what it rests on. Pages ask the facts themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Model, Q, QuerySet, Value

from deeds.changes import FOR_GOOD, Noticed, moments, register_public_rows, rewrite
from deeds.models import Change
from deeds.watching import watch_parts
from lib.digests import digest

from . import visibility
from .models import (
    FACTS,
    Evidence,
    NoticeConfirmation,
    PublicFacts,
    ServiceNotice,
    Source,
    Strike,
    StrikeStatusChange,
)
from .visibility import Stretch

Kind = Change.Kind
STRIKE, NOTICE = Change.What.STRIKE.value, Change.What.NOTICE.value
# What belongs to a strike; a notice is known by itself.
OF_STRIKES = [model for model in FACTS if model is not ServiceNotice]


@dataclass(frozen=True)
class Known:
    """A strike or a notice, which is the same whatever row says it by now."""

    what: str
    pk: UUID

    def __str__(self) -> str:
        return f"{self.what} {self.pk}"


def register() -> None:
    register_public_rows(write)
    # With the rows there are, which are all that is left of one that is deleted.
    watch_parts([Strike, ServiceNotice], lambda row: [row, *rows_of(row.uuid)])
    watch_parts(OF_STRIKES, lambda row: [Strike(pk=row.strike_id)] if row.strike_id else [])
    watch_parts([NoticeConfirmation], lambda row: [ServiceNotice(pk=row.notice_id)])


def rows_of(uuid: UUID) -> QuerySet[PublicFacts]:
    return PublicFacts.objects.filter(uuid=uuid)


def write(touched: Mapping[type[Model], set[Any]], now: datetime) -> list[Noticed]:
    """Replace the rows of what was touched, or whose sources or evidence were."""
    return [
        Noticed(known.what, known.pk, moments(before, after, now, kind_of_change))
        for known, before, after in replaced(concerned(touched))
    ]


def kind_of_change(before: PublicFacts | None, after: PublicFacts | None) -> str | None:
    if before is None or after is None:
        return Kind.CREATED if after else Kind.PULLED if before else None
    return Kind.REVISED if before.seen != after.seen else None


def replaced(
    every: Sequence[Known], *, check: bool = False
) -> Iterator[tuple[Known, list[PublicFacts], list[PublicFacts]]]:
    return rewrite(PublicFacts, "uuid", every, fresh_rows, check=check)


def rebuild(*, check: bool = False) -> list[Known]:
    """Write all rows anew; gives that of which rows were wrong, or with `check` are."""
    every = named(Strike.objects.all(), ServiceNotice.objects.all(), PublicFacts.objects.all())
    return [known for known, _, _ in replaced(every, check=check)]


def concerned(touched: Mapping[type[Model], set[Any]]) -> list[Known]:
    """Of what readers may see something else now. One query, and none where no fact is meant."""
    if not {Strike, ServiceNotice, PublicFacts, Evidence, Source} & touched.keys():
        return []
    grounds = Q(evidence__in=touched.get(Evidence, ()))
    if sources := touched.get(Source):
        grounds |= Q(evidence__said_by__in=sources)
        grounds |= Q(evidence__said_with__source__in=sources)
    mine = (Q(pk__in=touched.get(model, ())) for model in (Strike, ServiceNotice, PublicFacts))
    strikes, notices, rows = mine
    return named(
        Strike.objects.filter(strikes),
        ServiceNotice.objects.filter(notices | grounds),
        PublicFacts.objects.filter(rows),
        *(model.objects.filter(grounds, strike__isnull=False) for model in OF_STRIKES),
    )


def named(*found: QuerySet[Any]) -> list[Known]:
    """What these rows are, or belong to; each once."""
    first, *others = [each.order_by().values_list(*key_of(each.model)) for each in found]
    rows = first.union(*others)
    return sorted({Known(what, uuid) for what, uuid in rows}, key=str)


def key_of(model: type[Model]) -> tuple[Any, str]:
    if model is PublicFacts:
        return F("what"), "uuid"
    if model in (Strike, ServiceNotice):
        return Value(STRIKE if model is Strike else NOTICE), "uuid"
    return Value(STRIKE), "strike__uuid"


# What readers see of each


def fresh_rows(every: Sequence[Known]) -> dict[Known, list[PublicFacts]]:
    """The rows that each of them ought to have now: some twenty queries, however many."""
    uuids = [known.pk for known in every]
    seen: dict[Known, list[Stretch]] = defaultdict(list)
    for strike in Strike.objects.public().filter(uuid__in=uuids).prefetch_related(*SETS):
        seen[Known(STRIKE, strike.uuid)].append(itself(strike))
    for model in OF_STRIKES:
        facts = with_grounds(model.objects.filter(strike__uuid__in=uuids))
        for fact in facts.annotate(of=F("strike__uuid")):
            # Of a strike that waits readers know nothing.
            if known := seen.get(Known(STRIKE, fact.of)):
                known += stretches_of(fact)
    for notice in with_grounds(ServiceNotice.objects.filter(uuid__in=uuids)).with_confirmed():
        seen[Known(NOTICE, notice.uuid)] += stretches_of(notice)
    return {known: public_rows(known, seen[known]) for known in every}


SETS = ("staff_groups", "unions", "called_in", "called_at")


def with_grounds(facts: QuerySet[Any]) -> QuerySet[Any]:
    """Those that stand or wait, with all that decides whether they may be told."""
    standing = facts.filter(gone_at__isnull=True).select_related("evidence__said_by")
    return standing.prefetch_related("evidence__said_with__source")


def itself(strike: Strike) -> Stretch:
    """What is said of a strike besides its facts; signed off, it is seen for good."""
    said = [strike.title, strike.slug, strike.kind, strike.dispute_id]
    sets = [sorted(row.pk for row in getattr(strike, name).all()) for name in SETS]
    key = f"strike {digest([said, sets])}"
    return Stretch(visibility.ALWAYS, None, key, visibility.Shown.NAMED)


def stretches_of(fact: Any) -> Iterator[Stretch]:
    """When readers see it, with a key for what they see: which row, and how far it is named."""
    for stretch in visibility.fact_stretches(fact):
        key = f"{fact._meta.model_name} {fact.pk} {stretch.shown.name.lower()}"
        if isinstance(fact, ServiceNotice) and fact.confirmed_at:
            key += f", confirmed {fact.confirmed_at.isoformat()}"
        yield replace(stretch, what=key)
        if isinstance(fact, StrikeStatusChange):
            # From then on it is the status.
            starts = max(stretch.starts, fact.happens)
            yield replace(stretch, starts=starts, what=f"{key}, in force")
    if hasattr(fact, "shown_at"):
        for stretch in visibility.first_word_stretches(fact):
            key = f"{fact._meta.model_name} {fact.pk} {stretch.shown.name.lower()}, reported"
            yield replace(stretch, what=key)


def public_rows(known: Known, seen: Sequence[Stretch]) -> list[PublicFacts]:
    return [
        PublicFacts(
            what=known.what,
            uuid=known.pk,
            starts=starts,
            ends=ends or FOR_GOOD,
            seen="; ".join(sorted(keys)),
        )
        for starts, ends, keys in visibility.at_once(seen)
    ]
