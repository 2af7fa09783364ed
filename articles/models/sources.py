"""Which sources and documents readers may know of: those behind a public figure or quotation."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from hospitals.models import (
    FACTS,
    Evidence,
    PublicFigure,
    SeenIn,
    Source,
)
from hospitals.visibility import due, nameable, named, said_with, signed_off

from ..visibility import named_quote
from .quotes import QuoteRevision, Speaker


def figures_on(at: datetime, **link: Any) -> QuerySet[PublicFigure]:
    """What readers have seen, on the record, of figures that stand; `link` ties it to an outer
    row."""
    return PublicFigure.objects.standing().filter(starts__lte=at, named=True, **link)


def seen_in(at: datetime, **link: Any) -> QuerySet[SeenIn]:
    """Further documents of those values, `link` as before."""
    value = figures_on(at, revision=OuterRef("revision"))
    return SeenIn.objects.by_name(at).filter(Exists(value), **link)


def named_quotes(at: datetime) -> QuerySet[QuoteRevision]:
    """What live stories print (QuoteRevisions) of quotations whose speakers are named.

    On evidence that is on the record nothing is printable but what is so in every respect.
    """
    speakers = Speaker.objects.filter(revision=OuterRef("pk"))
    return QuoteRevision.objects.printed(at).filter(named_quote(speakers))


def public_sources(at: datetime) -> QuerySet[Source]:
    """Sources on the record that a public figure or quotation names, papers quoted included."""
    me = OuterRef("pk")
    spoken = Speaker.objects.filter(
        Exists(named_quotes(at).filter(pk=OuterRef("revision"))), source=me
    )
    named_by = Q(Exists(spoken))
    for way in ("said_by", "said_with__source", "via", "reported_by"):
        named_by |= Q(Exists(figures_on(at, **{f"revision__evidence__{way}": me})))
        named_by |= Q(Exists(seen_in(at, **{f"evidence__{way}": me})))
    return Source.objects.nameable().filter(named_by)


def all_public_sources(at: datetime) -> QuerySet[Source]:
    """The same where all are wanted: each question is asked once, and not of every source."""
    behind = Evidence.objects.filter(
        Q(pk__in=figures_on(at).values("revision__evidence"))
        | Q(pk__in=seen_in(at).values("evidence"))
    )
    spoken = Speaker.objects.filter(revision__in=named_quotes(at).values("pk"))
    named_by = Q(pk__in=spoken.values("source"))
    for way in ("said_by", "said_with__source", "via", "reported_by"):
        named_by |= Q(pk__in=behind.values(way))
    return Source.objects.nameable().filter(named_by)


def public_evidence(at: datetime) -> QuerySet[Evidence]:
    """Documents on the record, behind something public, with nobody in them to be protected.

    What is not on the record has no address: one address under two numbers would tell that the
    same person gave both.
    """
    me = OuterRef("pk")
    facts = [model.objects.public(at).filter(evidence=me) for model in FACTS]
    behind = Q(Exists(figures_on(at, revision__evidence=me)))
    for rows in [*facts, seen_in(at, evidence=me), named_quotes(at).filter(evidence=me)]:
        behind |= Q(Exists(rows))
    return Evidence.objects.filter(
        *(
            Q(**{f"{teller}__isnull": True}) | nameable(f"{teller}__")
            for teller in ("via", "reported_by")
        ),
        due(at, ""),
        named("", ["said_by__"]),
        signed_off("", "said_by__"),
        ~Q(Exists(said_with("").filter(source__signed_off_at__isnull=True))),
        behind,
    )
