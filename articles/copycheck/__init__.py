"""The copy check: what a text says, held against our records. Pure but for `gathering`."""

from .checking import Block, Mark, checked, read_blocks
from .findings import Finding
from .records import CorrectedError, FigureRecord, QuoteRecord, Records

__all__ = [
    "Block",
    "CorrectedError",
    "FigureRecord",
    "Finding",
    "Mark",
    "QuoteRecord",
    "Records",
    "checked",
    "read_blocks",
]
