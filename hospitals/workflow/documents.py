"""One document, who made a record of it, and what several people say in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from deeds import deed
from lib.refusals import LONGEST_NOTE, need, save_valid

from ..models import Evidence, SaidWith, Source
from .terms import agree_for_new

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

# What a document says of itself, whoever is quoted in it.
THE_DOCUMENT = (
    "kind",
    "title",
    "url",
    "via",
    "said_on",
    "published_on",
    "retrieved_at",
    "embargo_until",
    "licence",
    "sha256",
    "terms",
    "description",
    "public_caveat",
)


@deed
def record_document(
    *, by: AbstractUser, evidence: Evidence, said_with: Sequence[Source] = ()
) -> Evidence:
    """A new record of where something came from; `said_with` said it with its `said_by`, in order.

    Its terms are also those of whoever said it and had agreed none.
    """
    need(by, "hospitals.add_evidence", "record where it came from")
    evidence.created_by = by
    evidence._history_user = by
    save_valid(evidence)
    for order, source in enumerate(said_with, start=1):
        save_valid(SaidWith(evidence=evidence, source=source, order=order))
    agree_with_speakers(by, evidence)
    return evidence


def agree_with_speakers(by: AbstractUser, evidence: Evidence) -> None:
    agree_for_new(
        by=by,
        records=evidence.speakers(),
        terms=evidence.terms,
        description=evidence.description,
        note=f"As agreed for “{evidence}”"[:LONGEST_NOTE],
    )


@deed
def as_said_by(*, by: AbstractUser, evidence: Evidence, speaker: Source) -> Evidence:
    """The same document for what somebody else says in it: the record there is, or a new one.

    Whom it was ascribed to passes it on: five trusts' numbers in a table of one paper stay each
    trust's, as reported by the paper. A clearing was for what one of them said, and is not taken
    over.
    """
    need(by, "hospitals.add_evidence", "record where it came from")
    said = evidence if evidence.speakers() == [speaker] else said_by(evidence, speaker)
    if said.pk is None:
        return record_document(by=by, evidence=said)
    agree_with_speakers(by, said)
    return said


def said_by(evidence: Evidence, speaker: Source) -> Evidence:
    """As recorded for this speaker before, or unsaved."""
    paper = evidence.reported_by or evidence.said_by
    given = {name: getattr(evidence, name) for name in THE_DOCUMENT}
    given |= {"said_by": speaker, "reported_by": paper}
    if paper == speaker:
        given |= {"reported_by": None, "via": None}
    found = Evidence.objects.filter(said_with=None, **given).first()
    return found or Evidence(file=evidence.file, **given)
