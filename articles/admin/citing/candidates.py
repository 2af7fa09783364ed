"""The figures and quotations among which the words are looked for, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from typing import Any

from django.db.models import Q
from django.utils import timezone

from articles.citing import Asked, Calls, Candidate, Mentioned, calls_of, mentioned
from articles.models import Quote, QuoteRevision
from articles.workflow.cited_problems import spoken
from deeds.memory import remembered
from hospitals.admin.figures.finding import holding
from hospitals.admin.figures.page import figures_in_lines, in_force
from hospitals.called import names_at
from hospitals.models import DisruptionFigure, FigureRevision
from hospitals.presenters import figure_words
from lib.admin.search import any_field, bounded
from lib.spoken import Spoken, span

# Of each of the three ways to find them.
MOST = 50


def places_called(at: datetime) -> Calls:
    """What places are called, remembered as their names are."""

    def made() -> Calls:
        return calls_of(
            (Mentioned(name.kind, name.pk), (name.name, *name.others))
            for name in names_at(at).every
            if name.kind in ("trust", "hospital", "area")
        )

    return remembered("what places are called", made, at)


def mentions_of(asked: Asked) -> frozenset[Mentioned]:
    return mentioned(asked.around, places_called(timezone.now()))


# Figures


def figures(asked: Asked, mentions: Iterable[Mentioned]) -> list[DisruptionFigure]:
    """Those of this number about what is said, of this number anywhere, and about what is said."""
    standing = DisruptionFigure.objects.standing()
    for word in bounded(asked.typed).split():
        standing = standing.filter(holding(word))
    about, number = about_these(asked, mentions), of_number(asked.said)
    ways = [about & number, number, about] if asked.said else [about]
    if asked.typed:
        ways.append(Q())
    newest = standing.order_by("-period_end", "-id").values_list("pk", flat=True)
    found = set(chain.from_iterable(newest.filter(way)[:MOST] for way in ways))
    return list(figures_in_lines().filter(pk__in=found))


def about_these(asked: Asked, mentions: Iterable[Mentioned]) -> Q:
    ids: dict[str, set[int]] = {
        "trust": set(asked.trusts),
        "hospital": set(asked.hospitals),
        "area": set(asked.areas),
    }
    for kind, pk in mentions:
        ids[kind].add(pk)
    found = Q(strike__in=asked.strikes) if asked.strikes else Q(pk__in=[])
    for kind, pks in ids.items():
        if pks:
            found |= Q(**{f"{kind}__in": pks})
    if ids["trust"]:
        found |= Q(trust_at_time__in=ids["trust"])
    return found


def of_number(said: Spoken | None) -> Q:
    """Q: some value of it lies where the words may be true, or is the number they say."""
    if said is None:
        return Q(pk__in=[])
    allowed = span(said)
    values = Q()
    if allowed.low is not None:
        values &= Q(value__gte=allowed.low)
    if allowed.high is not None:
        values &= Q(value__lte=allowed.high)
    # “More than 500” is true of all the large ones: the nearest are meant.
    if allowed.high is None:
        values &= Q(value__lte=said.value * 2)
    if allowed.low is None:
        values &= Q(value__gte=said.value / 2)
    found = FigureRevision.objects.filter(
        values | Q(value__in=[said.value, said.out_of or said.value])
    )
    return Q(pk__in=found.values("figure"))


def figure_candidate(figure: DisruptionFigure) -> Candidate:
    revision = in_force(figure)
    places = [
        ("trust", figure.trust_id),
        ("trust", figure.trust_at_time_id),
        ("hospital", figure.hospital_id),
        ("area", figure.area_id),
    ]
    measure = figure.measure
    return Candidate(
        kind="figure",
        pk=figure.pk,
        spoken=spoken(revision) if revision and revision.value is not None else None,
        place=figure_words.place(figure),
        counted=f"{measure.name} {measure.unit}",
        speaker=figure.source.name,
        places=frozenset(Mentioned(kind, pk) for kind, pk in places if pk),
        strike=figure.strike_id,
        ends=figure.period_end,
        preferred=figure.preferred,
    )


# Quotations


def quotes(asked: Asked) -> list[QuoteRevision]:
    """The newest wordings that hold the words, or are by whoever the sentence names; else the
    latest recorded."""
    newest = QuoteRevision.objects.newest().order_by("-id")
    for word in bounded(asked.typed).split():
        newest = newest.filter(any_field(["words", "attribution"], word))
    pks = newest.values_list("pk", flat=True)
    some = longest_words(asked.quotation or asked.words)
    ways: list[Any] = [pks[:MOST]]
    if some:
        ways.append(pks.filter(any_of("words", some))[:MOST])
    found = set(chain.from_iterable(ways))
    return list(QuoteRevision.objects.whole().filter(pk__in=found))


def longest_words(text: str, most: int = 3) -> list[str]:
    words = {word.strip("“”‘’\"'.,;:?!()[]") for word in text.split()}
    return sorted((word for word in words if len(word) > 3), key=lambda word: (-len(word), word))[
        :most
    ]


def any_of(field: str, words: Iterable[str]) -> Q:
    found = Q()
    for word in words:
        found |= any_field([field], word)
    return found


def quote_candidate(revision: QuoteRevision) -> Candidate:
    names = [source.name for source in revision.sources()]
    return Candidate(
        kind="quote",
        pk=revision.quote_id,
        speaker=" ".join([*names, revision.attribution]),
        words=revision.words,
        ends=revision.said_on,
    )


def may_see(user: Any) -> tuple[bool, bool]:
    """(figures, quotations): what this person's role may look at."""
    return (
        user.has_perm(f"hospitals.view_{DisruptionFigure._meta.model_name}"),
        user.has_perm(f"articles.view_{Quote._meta.model_name}"),
    )
