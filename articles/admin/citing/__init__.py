"""What the editor asks the desk while somebody writes: which records some words may rest on, and
how the marks of the text stand. Answers in JSON; nothing is written but what was missing, and
meant to be recorded."""

from .views import addresses, urls

__all__ = ["addresses", "urls"]
