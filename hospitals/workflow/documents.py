"""One document, and what several people say in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deeds import deed
from lib.refusals import need, save_valid

from ..models import Evidence, Source

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
def as_said_by(*, by: AbstractUser, evidence: Evidence, speaker: Source) -> Evidence:
    """The same document for what somebody else says in it: the record there is, or a new one.

    Whom it was ascribed to passes it on: five trusts' numbers in a table of one paper stay each
    trust's, as reported by the paper. A clearing was for what one of them said, and is not taken
    over.
    """
    need(by, "hospitals.add_evidence", "record where it came from")
    if evidence.speakers() == [speaker]:
        return evidence
    paper = evidence.reported_by or evidence.said_by
    given = {name: getattr(evidence, name) for name in THE_DOCUMENT}
    given |= {"said_by": speaker, "reported_by": paper}
    if paper == speaker:
        given |= {"reported_by": None, "via": None}
    found = Evidence.objects.filter(said_with=None, **given).first()
    if found is not None:
        return found
    made = Evidence(created_by=by, file=evidence.file, **given)
    made._history_user = by
    save_valid(made)
    return made
