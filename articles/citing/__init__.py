"""Which record some words of a story probably rest on: what was asked, and in which order to offer.

Pure: words and candidates in, an order with its reasons out. The desk's view finds the candidates.
"""

from .asked import Asked
from .mentions import Calls, Mentioned, calls_of, mentioned
from .ranking import Candidate, Offer, rank

__all__ = [
    "Asked",
    "Calls",
    "Candidate",
    "Mentioned",
    "Offer",
    "calls_of",
    "mentioned",
    "rank",
]
