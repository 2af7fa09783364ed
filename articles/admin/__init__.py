"""The stories on the desk: one module for each kind of record."""

from . import articles, corrections, pictures, publisher, quotes, sections, versions

__all__ = ["articles", "corrections", "pictures", "publisher", "quotes", "sections", "versions"]
