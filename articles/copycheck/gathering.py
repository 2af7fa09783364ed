"""The records and names that a text is held against, from the database. All else is pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import pairwise

from django.db.models import Q

from hospitals.models import DisruptionFigure, FigureRevision
from lib.reading.reader import Reading
from lib.spoken import holds

from ..models import QuoteRevision
from ..workflow.cited_problems import spoken
from .records import CorrectedError, FigureRecord, QuoteRecord, Records, not_as

PLACES = ("trust", "hospital", "area")
NEWEST_QUOTES = 500


def records_for(
    reading: Reading,
    *,
    figures: Collection[int] = (),
    quotes: Collection[int] = (),
    near: Q | None = None,
) -> Records:
    """What we hold of those whom the text names, with the figures and quotations given by id.

    `near`: which figures are of this story (those of its strike, say); the cited ones are.
    """
    entities = reading.entities
    ids: dict[str, set[int | str]] = {kind: set() for kind in PLACES}
    for entity in entities:
        for named in entity.named:
            if named.kind in ids:
                ids[named.kind].add(named.id)
    about = Q(trust__in=ids["trust"]) | Q(hospital__in=ids["hospital"]) | Q(area__in=ids["area"])
    about |= Q(area__kind__slug="nation") | Q(pk__in=figures)
    story = (
        set(DisruptionFigure.objects.filter(near).values_list("pk", flat=True)) if near else set()
    )
    story.update(figures)
    found: list[FigureRecord] = []
    errors: list[CorrectedError] = []
    for figure in figures_about(about):
        revision = figure.latest()
        if revision is None or revision.value is None:
            continue
        record = as_record(figure, revision, near=figure.pk in story)
        found.append(record)
        errors += corrected(figure, record)
    people = [entity.name for entity in entities]
    return Records(quotes_of(people, quotes), found, errors)


def figures_about(about: Q) -> Iterable[DisruptionFigure]:
    return (
        DisruptionFigure.objects.standing()
        .filter(about)
        .for_lines()
        .prefetch_related("revisions", "trust__aliases", "hospital__aliases")
        .distinct()
    )


def as_record(figure: DisruptionFigure, revision: FigureRevision, *, near: bool) -> FigureRecord:
    subjects: list[str] = []
    named: set[tuple[str, int | str]] = set()
    for kind in PLACES:
        subject = getattr(figure, kind)
        if subject is not None:
            named.add((kind, subject.pk))
            subjects.append(subject.name)
            aliases = getattr(subject, "aliases", None)
            subjects += [each.text for each in aliases.all()] if aliases is not None else []
            subjects += [subject.town] if kind == "hospital" and subject.town else []
    if figure.trust_at_time is not None:
        named.add(("trust", figure.trust_at_time.pk))
        subjects.append(figure.trust_at_time.name)
    measure = figure.measure
    unit = "percent" if figure.number_kind == "percent" else measure.unit
    return FigureRecord(
        figure.pk,
        spoken(revision),
        unit,
        tuple(subjects),
        frozenset(named),
        near,
        revision.say(),
        not_as(measure.do_not_say),
        measure.do_not_say,
        tuple(map(spoken, earlier_of(figure, revision))),
    )


def earlier_of(figure: DisruptionFigure, revision: FigureRevision) -> list[FigureRevision]:
    """What was checked of a figure before this revision and had a number, the oldest first."""
    before = [
        each
        for each in figure.revisions.all()
        if each.checked_at and each.number < revision.number and each.value is not None
    ]
    return sorted(before, key=lambda each: each.number)


def corrected(figure: DisruptionFigure, record: FigureRecord) -> Iterable[CorrectedError]:
    """What we had wrong of it ourselves, as its own revisions say."""
    revisions = sorted(figure.revisions.all(), key=lambda each: each.number)
    for before, after in pairwise(revisions):
        ours = after.reason == FigureRevision.Reason.OUR_ERROR
        if ours and before.value is not None and not holds(spoken(before), record.spoken):
            yield CorrectedError(record, spoken(before), f"it is {record.said}, not {before.say()}")


def quotes_of(people: Collection[str], ids: Collection[int]) -> list[QuoteRecord]:
    newest = QuoteRevision.objects.newest().spoken()
    wanted = newest.filter(Q(speakers__source__name__in=people) | Q(quote__in=ids)).distinct()
    found = {revision.quote_id: revision for revision in wanted}
    for revision in newest.order_by("-pk")[:NEWEST_QUOTES]:
        found.setdefault(revision.quote_id, revision)
    return [
        QuoteRecord(pk, revision.words, tuple(source.name for source in revision.sources()))
        for pk, revision in found.items()
    ]
