"""Where a record is used: every place in every story, and the pages that show it, by reach.

`records` says what rests on a record; `sentences` reads the places out of a text; `stories` finds
them, `pages` what else readers see, `counts` what all of it comes to; `whole` is all of it.
"""

from .whole import KINDS, Used, used

__all__ = ["KINDS", "Used", "used"]
