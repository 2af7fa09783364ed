"""The facts on the desk: one module for each kind of record."""

from . import (
    areas,
    events,
    evidence,
    figures,
    licences,
    measures,
    notices,
    sources,
    strikes,
    trusts,
)

__all__ = [
    "areas",
    "events",
    "evidence",
    "figures",
    "licences",
    "measures",
    "notices",
    "sources",
    "strikes",
    "trusts",
]
