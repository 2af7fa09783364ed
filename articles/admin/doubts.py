"""Where the words of its source, or the document that is kept, say something else than a record."""

from __future__ import annotations

from collections.abc import Sequence

from articles.comparing.against_source import Beside, with_marked
from articles.copycheck.said_of import Doubt, day_doubt, place_doubt, speaker_doubt
from articles.models import QuoteRevision
from hospitals.evidence_words import words_in
from hospitals.models import FigureRevision
from hospitals.names_in_copy import registry
from hospitals.presenters import figure_words


def doubts_of(revision: FigureRevision) -> list[Doubt]:
    """Where the words of its source speak of another place or day."""
    figure = revision.figure
    if not revision.words.strip() or revision.value is None:
        return []
    places = {
        ("trust", figure.trust_id),
        ("trust", figure.trust_at_time_id if figure.trust_id else None),
        ("hospital", figure.hospital_id),
        ("area", figure.area_id),
    }
    place = place_doubt(
        revision.words,
        registry(),
        revision.value,
        {(kind, pk) for kind, pk in places if pk},
        f"{figure_words.place(figure)} ({figure_words.kind_of_place(figure)})",
        [figure.hospital.town] if figure.hospital_id and figure.hospital.town else [],
    )
    day = day_doubt(revision.words, figure.period_start, figure.period_end)
    return [doubt for doubt in (place, day) if doubt]


def doubted(beside: Beside, doubts: Sequence[Doubt]) -> Beside:
    """What is beside the source, with what the source says otherwise marked in it."""
    if not doubts or beside.verdict == "look":
        return beside
    source = with_marked(beside.source, [(doubt.start, doubt.end) for doubt in doubts])
    why = " ".join(filter(None, [beside.why, *(doubt.why for doubt in doubts)]))
    return Beside("differs", source, beside.ours, why)


def doubt_of(revision: QuoteRevision) -> Doubt | None:
    """Whether the document, where it is kept as text, has the words from somebody else or not."""
    text = words_in(revision.evidence)
    if not text or revision.kind == revision.quote.Kind.REPORTED:
        return None
    speakers = [source.name for source in revision.sources()]
    return speaker_doubt(text, registry(), revision.words, speakers)
