"""What waits for a second person besides numbers and words: strikes, terms, names."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, Value
from django.urls import reverse

from articles.models import QuoteTerms
from deeds.models import DeskChange
from hospitals.models import (
    FACTS,
    Area,
    Dispute,
    Event,
    EventKind,
    EvidenceTerms,
    Hospital,
    Licence,
    Measure,
    Service,
    ServiceNotice,
    Setting,
    Source,
    SourceRole,
    SourceTerms,
    StaffGroup,
    Strike,
    Trust,
    Union,
)
from lib import words
from lib.admin.addresses import page_url, record_url
from lib.people import called

from .lines import LINES, Block, Line, block_of, bounded
from .looks import with_due

# Of each kind that may be proposed: whose page signs it off, and what it is called.
PROPOSED: dict[type[Model], tuple[str, str]] = {
    Area: ("pk", "name"),
    Dispute: ("pk", "title"),
    EventKind: ("pk", "name"),
    Hospital: ("pk", "name"),
    Licence: ("pk", "name"),
    Measure: ("pk", "name"),
    Service: ("pk", "name"),
    Setting: ("pk", "name"),
    SourceRole: ("source", "role"),
    StaffGroup: ("pk", "name"),
    Trust: ("pk", "name"),
    Union: ("pk", "name"),
}


def facts_to_sign_off(user: Any, now: datetime) -> Block:
    """Strikes, events and notices of which something waits; one line for each strike."""
    waits = Q(signed_off_at__isnull=True)
    for model in FACTS:
        waits |= Q(Exists(model.objects.waiting().filter(strike=OuterRef("pk"))))
    rows, more = bounded(Strike.objects.filter(waits).order_by("id"))
    events, more_events = bounded(
        Event.objects.waiting().filter(strike=None).order_by("first_day", "id")
    )
    notices, more_notices = bounded(
        ServiceNotice.objects.waiting()
        .filter(strike=None)
        .select_related("service", "trust", "hospital", "area__kind")
        .order_by("id")
    )
    lines = [
        *(fact_line(strike, "new" if not strike.signed_off_at else "") for strike in rows),
        *(fact_line(event, event.when()) for event in events),
        *(fact_line(notice, "notice") for notice in notices),
    ]
    return Block(
        key="sign-off",
        title="Strikes, events and notices to sign off",
        empty="Everything said about strikes is signed off.",
        lines=lines[:LINES],
        more=more or more_events or more_notices or len(lines) > LINES,
    )


def proposals_to_sign_off(user: Any, now: datetime) -> Block:
    """Reference data that somebody proposed: one question for all kinds."""
    kinds = {str(model._meta.model_name): model for model in PROPOSED}
    rows = [
        model.objects.waiting().order_by().values_list(Value(name), *PROPOSED[model], "created_at")
        for name, model in kinds.items()
    ]
    found = list(rows[0].union(*rows[1:], all=True).order_by("created_at")[: LINES + 1])
    return Block(
        key="proposals",
        title="Proposed, to sign off",
        empty="Nothing is proposed.",
        lines=[
            Line(
                text=text,
                url=proposal_url(kinds[name], pk),
                state=str(kinds[name]._meta.verbose_name),
                tone="waiting",
                note=words.clock(at, now),
                do="Sign off",
            )
            for name, pk, text, at in found[:LINES]
        ],
        all_url=reverse("admin:proposals"),
        more=len(found) > LINES,
    )


def proposal_url(kind: type[Model], pk: int) -> str:
    """A role is signed off on the page of whose it is."""
    return page_url(Source if kind is SourceRole else kind, "sign_off", pk)


def fact_line(row: Model, state: str) -> Line:
    url = page_url(row, "sign_off", row.pk)
    return Line(text=str(row), url=url, state=state, tone="waiting", do="Sign off")


def terms_to_decide(user: Any, now: datetime) -> Block:
    """Looser terms, and stricter ones on which much rests, that wait for an editor."""
    found, more = [], False
    for model in (SourceTerms, EvidenceTerms, QuoteTerms):
        waiting = model.objects.filter(decided_at__isnull=True).select_related("of", "asked_by")
        rows, beyond = bounded(waiting.order_by("asked_at", "id"))
        found += rows
        more = more or beyond
    found.sort(key=lambda each: each.asked_at)
    return Block(
        key="terms",
        title="Terms to decide about",
        empty="Nobody has asked for other terms.",
        lines=[terms_line(row, now) for row in found[:LINES]],
        more=more or len(found) > LINES,
    )


def terms_line(change: Any, now: datetime) -> Line:
    return Line(
        text=str(change.of),
        url=page_url(change.of, "terms", change.of_id),
        state=change.get_terms_display().partition(":")[0],
        tone="waiting",
        note=f"{called(change.asked_by)}, {words.clock(change.asked_at, now)}",
        do="Read",
    )


def changes_of_others(user: Any, now: datetime) -> Block:
    """What others changed alone of what readers see, until somebody has looked at it."""
    waiting = DeskChange.objects.filter(looked_at__isnull=True).exclude(by=user)

    def line(change: DeskChange) -> Line:
        what = ", ".join(row["what"] for row in change.difference[:3])
        line = Line(
            text=change.called,
            url=record_url(change),
            note=f"{called(change.by)}, {words.clock(change.at, now)}: {what}",
            do="Look at it",
            do_url=f"{reverse('admin:second_look')}#change-{change.pk}",
        )
        return with_due(line, change.at, now)

    return block_of(
        waiting.select_related("by").order_by("at", "id"),
        line,
        key="names",
        title="Second look: names, strikes and other facts",
        empty="Every change was seen by two people.",
        all_url=reverse("admin:second_look"),
    )
