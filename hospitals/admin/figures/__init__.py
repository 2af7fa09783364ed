"""Figures on the desk: the list, the page of each with its buttons, and statements."""

from . import admin

__all__ = ["admin"]
