"""Covering words and names everywhere at once, and lifting a cover: an editor's deeds.

What readers read is replaced in the rows themselves: see `deeds.models.covers` and
docs/decisions/0027-covers.md.
"""

from .addresses import cover_address
from .begun import Why
from .lifting import lift_cover
from .whole import cover_picture, cover_version
from .words import cover_words

__all__ = [
    "Why",
    "cover_address",
    "cover_picture",
    "cover_version",
    "cover_words",
    "lift_cover",
]
