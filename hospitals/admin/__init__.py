"""The facts on the desk: one module for each kind of record."""

from . import areas, evidence, figures, measures, sources, strikes, trusts

__all__ = ["areas", "evidence", "figures", "measures", "sources", "strikes", "trusts"]
