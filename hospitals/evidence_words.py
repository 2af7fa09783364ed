"""The words of a document that is kept as text, as a pasted letter is."""

from __future__ import annotations

from .models import Evidence

# A letter; what is longer is a file of data.
LONGEST = 100_000


def words_in(evidence: Evidence) -> str:
    """All of its text; "" of one that is kept otherwise, or not at all."""
    if not evidence.file or not evidence.file.name.endswith(".txt"):
        return ""
    try:
        with evidence.file.open("rb") as kept:
            content: bytes = kept.read(LONGEST + 1)
    except OSError:
        return ""
    return content.decode("utf-8", "replace") if len(content) <= LONGEST else ""
