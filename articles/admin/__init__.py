"""The stories on the desk: one module for each kind of record."""

from . import (
    articles,
    correcting,
    corrections,
    covering,
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
    "covering",
    "findings_not_right",
    "pictures",
    "publisher",
    "quotes",
    "sections",
    "versions",
]
