"""What somebody saw of a quotation, as one token: a check is of what stood on the page.

Pure: everything is asked of records that are loaded, as by `QuoteRevision.objects.whole()`.
"""

from typing import Any

from django.utils import timezone

from hospitals.models import Source, SourceRole
from lib.digests import digest

from ..models import QuoteRevision


def check_token(revision: QuoteRevision) -> str:
    """SHA-256 (hex) over all that the page of a check shows of a quotation."""
    roles = [str(role_of(revision, source) or "") for source in revision.sources()]
    return digest({**says(revision), "roles": roles, "embargo": revision.evidence.embargo_until})


def says(revision: QuoteRevision) -> dict[str, Any]:
    """All that a quotation says, with whose it is and where it came from, in plain types."""
    evidence = revision.evidence
    return {
        **{
            name: getattr(revision, name)
            for name in (
                "words",
                "attribution",
                "kind",
                "said_on",
                "locator",
                "terms",
                "as_printed",
            )
        },
        "speakers": [of_source(source) for source in revision.sources()],
        "said_by": [of_source(who) for who in evidence.speakers()],
        "told_by": [of_source(who) for who in evidence.told_by],
        "evidence": [
            evidence.pk,
            evidence.kind,
            evidence.title,
            evidence.url,
            evidence.said_on,
            evidence.published_on,
            evidence.file.name,
            evidence.sha256,
            evidence.terms,
            evidence.description,
            evidence.public_caveat,
            evidence.licence_id,
        ],
    }


def of_source(source: Source | None) -> list | None:
    return source and [
        source.pk,
        source.name,
        source.terms,
        source.description,
        source.private,
    ]


def role_of(revision: QuoteRevision, source: Source) -> SourceRole | None:
    """The SourceRole that somebody held when it was said, as far as we know; None without one."""
    evidence = revision.evidence
    day = revision.said_on or evidence.day_said or evidence.published_on
    return source.role_at(day or timezone.localdate(revision.recorded_at))
