"""What the records of the facts have in common.

`url` is a record's own address in the API, `page` its page for readers.
"""

from lib.api import ReadOnlyViewSet

from .examples import PARAMETERS


class FactViewSet(ReadOnlyViewSet):
    parameter_examples = PARAMETERS
