"""The facts on the desk: one module for each kind of record."""

from . import areas, evidence, figures, licences, measures, notices, sources, strikes, trusts

__all__ = [
    "areas",
    "evidence",
    "figures",
    "licences",
    "measures",
    "notices",
    "sources",
    "strikes",
    "trusts",
]
