"""Names that a form gives and nobody has recorded: proposed with the form, on the same page.

Each is shown with what it was taken to be, and nothing is written before that was seen.
"""

from .names import MissingNames

__all__ = ["MissingNames"]
