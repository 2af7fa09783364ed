"""Which sources and documents readers may know of: those behind a public figure or quotation."""

from django.db.models import Exists, OuterRef, Q

from hospitals.models import Event, Evidence, Participation, Source, StrikeStatusChange, Terms
from hospitals.models.evidence import publicly_sourced
from hospitals.models.revisions import public_revisions

from .models import QuoteRevision, Speaker


def figures_on(at, **link):
    """Public revisions, on the record, of figures that stand; `link` ties them to an outer row."""
    return public_revisions(at).filter(
        evidence__terms=Terms.ON_RECORD,
        figure__released_at__lte=at,
        figure__withdrawn_at__isnull=True,
        **link,
    )


def named_quotes(at):
    """What live stories print (QuoteRevisions) of quotations whose speakers are named.

    On evidence that is on the record nothing is printable but what is so in every respect.
    """
    return QuoteRevision.objects.printed(at).filter(
        terms=Terms.ON_RECORD, evidence__terms=Terms.ON_RECORD
    )


def public_sources(at):
    """Sources on the record that a public figure or quotation names, papers quoted included."""
    me = OuterRef("pk")
    spoken = Speaker.objects.filter(
        Exists(named_quotes(at).filter(pk=OuterRef("revision"))), source=me
    )
    named = Source.objects.on_record().filter(
        Q(Exists(figures_on(at, evidence__said_by=me)))
        | Q(Exists(figures_on(at, evidence__reported_by=me)))
        | Q(Exists(spoken))
    )
    return named


def public_evidence(at):
    """Documents on the record, behind something public, with nobody in them to be protected.

    What is not on the record has no address: one address under two numbers would tell that the
    same person gave both.
    """
    me = OuterRef("pk")
    facts = [
        model.objects.filter(publicly_sourced(at), evidence=me)
        for model in (StrikeStatusChange, Participation, Event)
    ]
    behind = Q(Exists(figures_on(at, evidence=me)))
    for rows in [*facts, named_quotes(at).filter(evidence=me)]:
        behind |= Q(Exists(rows))
    return Evidence.objects.filter(
        Q(reported_by__isnull=True) | Q(reported_by__terms=Terms.ON_RECORD),
        Q(embargo_until__isnull=True) | Q(embargo_until__lte=at),
        behind,
        terms=Terms.ON_RECORD,
        said_by__terms=Terms.ON_RECORD,
    )
