"""Which programs are readers’ browsers. Pure.

Told in docs/running.md. A program that pretends to be a browser is counted as one: nothing that
we would have to keep of it would tell them apart.
"""

from __future__ import annotations

import re
from functools import lru_cache

BROWSERS = ("Mozilla/", "Opera/")
# What programs call themselves that fetch pages for other programs, look whether a site is up, or
# show a small picture of a page in a message. “CUBOT” is a telephone.
NO_READER = re.compile(
    r"(?<!cu)bot|compatible;|crawl|spider|slurp|scrap|archiv|preview|externalhit|monitor|uptime"
    r"|pingdom|headless|phantom|lighthouse|validator|feed|https?:|www\.|@",
    re.IGNORECASE,
)


@lru_cache(maxsize=5000)
def is_browser(program: str) -> bool:
    """By what the program calls itself, the “user agent” of a log."""
    return program.startswith(BROWSERS) and not NO_READER.search(program)
