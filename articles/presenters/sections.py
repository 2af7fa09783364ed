"""The sections that readers may choose from."""

from __future__ import annotations

from datetime import datetime

from deeds.memory import remembered

from ..models import Section


def sections(at: datetime) -> list[Section]:
    """In the desk's order. Nobody may change them: all pages share them."""
    return remembered("sections", lambda: list(Section.objects.public(at)), at)
