"""The stories on the desk: one module for each kind of record."""

from . import articles, correcting, corrections, pictures, publisher, quotes, sections, versions

__all__ = [
    "articles",
    "correcting",
    "corrections",
    "pictures",
    "publisher",
    "quotes",
    "sections",
    "versions",
]
