"""Covering words, pictures, addresses and versions, and taking a name down: pages for editors."""

from . import covers

__all__ = ["covers"]
