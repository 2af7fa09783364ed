"""Addresses of records, of which one page names hundreds."""

from functools import cache
from typing import Any

from django.urls import get_script_prefix, reverse

# Numbers, which a slug, a number and a text may be alike, and which no address of ours holds.
PROBE = 7_364_820_000


def address(view: str, *args: Any) -> str:
    """What `reverse(view, args=args)` gives, whose pattern is looked up once.

    For ids, slugs and codes: what would have to be quoted in an address is not looked for.
    """
    return _pattern(view, len(args), get_script_prefix()).format(*args)


@cache
def _pattern(view: str, count: int, prefix: str) -> str:
    probes = [PROBE + n for n in range(count)]
    pattern = reverse(view, args=probes).replace("{", "{{").replace("}", "}}")
    for n, probe in enumerate(probes):
        pattern = pattern.replace(str(probe), f"{{{n}}}")
    return pattern
