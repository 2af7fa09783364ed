"""The stories on the desk: one module for each kind of record."""

from . import (
    articles,
    correcting,
    corrections,
    findings_not_right,
    pictures,
    publisher,
    quotes,
    sections,
    versions,
)

__all__ = [
    "articles",
    "correcting",
    "corrections",
    "findings_not_right",
    "pictures",
    "publisher",
    "quotes",
    "sections",
    "versions",
]
