"""Share cards: the picture that a network shows beside a link to a page, 1200 × 630.

A card says whose page it is, what it says and who says so; its digest changes with what it shows.
"""

from .card import HEIGHT, WIDTH, Card, Tile
from .drawing import drawn
from .painting import painted

__all__ = ["HEIGHT", "WIDTH", "Card", "Tile", "drawn", "painted"]
