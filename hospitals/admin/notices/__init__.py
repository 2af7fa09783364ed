"""What is open, reduced or closed: a statement of several notices is one form, all or nothing."""

from . import admin

__all__ = ["admin"]
