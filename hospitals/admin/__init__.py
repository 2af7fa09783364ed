"""The facts on the desk: one module for each kind of record."""

from . import areas, evidence, figures, licences, measures, sources, strikes, trusts

__all__ = [
    "areas",
    "evidence",
    "figures",
    "licences",
    "measures",
    "sources",
    "strikes",
    "trusts",
]
