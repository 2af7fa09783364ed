"""What was done: deeds, and the one generation by which kept pages know that something was.

This app knows no fact and no story: those above register here what they write. See
docs/decisions/0012-deeds.md.
"""

from .doing import changed, deed, touched, written
from .generations import generation

__all__ = ["changed", "deed", "generation", "touched", "written"]
