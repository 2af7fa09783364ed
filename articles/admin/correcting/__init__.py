"""Correct once: a record put right everywhere, by one approval over all that the page shows."""

from . import admin

__all__ = ["admin"]
