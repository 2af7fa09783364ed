"""Find anything: one box over the lists of the desk, each of which says who may see it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils import timezone

from articles.admin import stories
from articles.models import Article, Contributor, Quote
from hospitals.admin.figures.page import about, in_force, short_number, statuses
from hospitals.models import (
    DisruptionFigure,
    Event,
    Hospital,
    Source,
    Strike,
    StrikeStatusChange,
    Trust,
)
from lib.admin.addresses import page_url, record_url
from lib.admin.search import bounded
from lib.people import called
from lib.words import period, short_stamp

from . import may_add

FEW = 5
SHORTEST = 2


@dataclass(frozen=True)
class Hit:
    """`lead` stands before it: a number, or where a story stands (`mark` is its shape)."""

    text: str
    url: str
    note: str = ""
    lead: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Hits:
    """What was found of a kind; `all_url` leads to its list, where there is more."""

    label: str
    hits: list[Hit]
    all_url: str = ""


def find(site: AdminSite, request: HttpRequest, asked: str) -> list[Hits]:
    """At most five of each kind whose list this person may see, and what can be begun with it.

    A number is looked for among the figures first.
    """
    term = bounded(asked)
    if len(term) < SHORTEST:
        return []
    kinds = KINDS if re.match(r"\W*\d", term) else [KINDS[1], KINDS[0], *KINDS[2:]]
    found = [hits_of(site, request, term, *kind) for kind in kinds]
    return [hits for hits in found if hits and hits.hits]


def hits_of(
    site: AdminSite,
    request: HttpRequest,
    term: str,
    label: str,
    model: Any,
    hit: Callable[[Any], Hit],
) -> Hits | None:
    admin = site.get_model_admin(model)
    if not admin.has_view_permission(request):
        return None
    rows, _ = admin.get_search_results(request, admin.get_queryset(request), term)
    if model is Article:
        rows = rows.for_list().decided().prefetch_related("bylines")
    found = list(rows.order_by(*admin.get_ordering(request))[: FEW + 1])
    more = f"{page_url(model, 'changelist')}?{urlencode({'q': term})}" if len(found) > FEW else ""
    return Hits(label, [hit(row) for row in found[:FEW]], more)


def beginnings(user: Any) -> list[Hit]:
    """What the person begins most from the box."""
    return [Hit(label, url) for label, url in may_add(user)[:3]]


def figure(row: DisruptionFigure) -> Hit:
    stands = ", ".join(status.words for status in statuses(row))
    return Hit(
        f"{row.measure}, {about(row)}",
        record_url(row),
        " · ".join([str(row.source), row.period_words(), stands]),
        short_number(in_force(row)),
    )


def story(row: Article) -> Hit:
    sent_back = row.state == Article.State.DRAFT and row.decided_kind == "sent_back"
    state = "pulled" if row.pulled_at else row.get_state_display()
    mark = "pulled" if row.pulled_at else stories.MARKS[row.state]
    names = ", ".join(person.name for person in row.bylines.all()) or called(row.owner)
    return Hit(
        str(row),
        record_url(row),
        " · ".join(filter(None, [names, str(row.section), short_stamp(row.changed_at)])),
        "sent back" if sent_back else state,
        "sent_back" if sent_back else mark,
    )


def quotation(row: Quote) -> Hit:
    latest = row.latest()
    note = latest.attribution if latest.checked_at else f"{latest.attribution} · not checked"
    return Hit(str(row), record_url(row), note)


def strike(row: Strike) -> Hit:
    status = dict(StrikeStatusChange.Status.choices).get(row.status, "")
    days = period(row.first_day, row.last_day) if row.first_day and row.last_day else ""
    return Hit(str(row), record_url(row), " · ".join(filter(None, [days, status])))


def trust(row: Trust) -> Hit:
    closed = row.closed and row.closed < timezone.localdate()
    return Hit(str(row), record_url(row), "closed" if closed else "")


def source(row: Source) -> Hit:
    return Hit(str(row), record_url(row), row.get_kind_display())


def named(row: Any) -> Hit:
    return Hit(str(row), record_url(row))


KINDS: list[tuple[str, Any, Callable[[Any], Hit]]] = [
    ("Figures", DisruptionFigure, figure),
    ("Stories", Article, story),
    ("Quotations", Quote, quotation),
    ("Strikes", Strike, strike),
    ("Events", Event, named),
    ("Who says so", Source, source),
    ("Trusts", Trust, trust),
    ("Hospitals", Hospital, named),
    ("Bylines", Contributor, named),
]
