"""A pull quotation repeats words that stand in the story, and rests on the record that they do."""

from __future__ import annotations

from collections.abc import Iterator

from lib.text import fold

from .. import markup
from .problem import QUERY, Problem

MARKS = "“”‘’\"'"
SHOWN = 60


def pull_problems(body: str) -> Iterator[Problem]:
    """A query for each that stands nowhere else in the body, or rests on no record."""
    if "data-pull" not in body:
        return
    pulled, rest = markup.pulled_in(body)
    story = f" {fold(rest)} "
    for each in pulled:
        short = f"{each.words[:SHOWN]}…" if len(each.words) > SHOWN else each.words
        told = f"the pull quotation “{short.strip(MARKS)}”"
        if f" {fold(each.words)} " not in story:
            yield Problem(
                QUERY,
                "body",
                "its words do not stand in the story. Use words that do, or take it out.",
                "pulled_elsewhere",
                told=told,
            )
        if not each.is_cited:
            yield Problem(
                QUERY,
                "body",
                "it rests on no record. Cite the quotation that it repeats.",
                "pulled_uncited",
                told=told,
            )
