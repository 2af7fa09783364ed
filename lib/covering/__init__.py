"""Words that are to be covered: how a name may be written, where words stand in a text or in HTML,
and the same text with something neutral in their place. Pure: it knows no record.

`wanted`, from `names` and `letters` → `laid` (a text as its letters, each with where it stands) →
`finding` → `covered`.
"""

from .covered import covered
from .finding import Found, find
from .wanted import Wanted, wanted_again

__all__ = ["Found", "Wanted", "covered", "find", "wanted_again"]
