"""Other words in the place of some, with the marks around them as they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from .blocks import Block, blocks_of, line_of, lines
from .cleaning import cleaned_body, cleaned_inline
from .runs import Run, Wrap, nest, tidy, words_in
from .staying import dressed
from .writing import write, write_nodes


class Replacement(NamedTuple):
    """`words` take the place of those from `start` to `end`, offsets into `plain_text`.

    They may have marks, as a headline may; those around what they replace go on around them, and
    so do links, bold and italic type around each word that stays.
    """

    start: int
    end: int
    words: str


def replaced(html: str, replacements: Iterable[Replacement], *, inline: bool = False) -> str:
    """The marked text with other words in these places; `inline` is for what stands on one line.

    ValueError where they overlap, or one reaches from one paragraph into the next.
    """
    return written(replaced_in(blocks_of(html), replacements), inline=inline)


def written(blocks: Iterable[Block], *, inline: bool = False) -> str:
    """Blocks as marked text again."""
    if inline:
        return cleaned_inline(write_nodes(nest([run for runs, _ in lines(blocks) for run in runs])))
    return cleaned_body("".join(map(write, blocks)))


def replaced_in(blocks: Iterable[Block], replacements: Iterable[Replacement]) -> list[Block]:
    """Other blocks, with other words in these places."""
    waiting = sorted(replacements)
    for one, another in pairwise(waiting):
        if another.start < one.end:
            raise ValueError("Two replacements overlap.")
    new = [copied(block) for block in blocks]
    offset = 0
    for runs, _ in lines(new):
        end = offset + len(words_in(runs))
        here = [each for each in waiting if offset <= each.start and each.end <= end]
        # From the last to the first, so that the offsets before stay true.
        for each in reversed(here):
            runs[:] = spliced(runs, each.start - offset, each.end - offset, each.words)
        if here:
            runs[:] = tidy(runs)
        waiting = [each for each in waiting if each not in here]
        offset = end + 1
    if waiting:
        raise ValueError("Words in this place reach over a paragraph’s end, or there are none.")
    return new


def copied(block: Block) -> Block:
    """Runs never change, lists of them do."""
    return Block(
        block.tag, list(block.runs), [copied(each) for each in block.blocks], block.figures
    )


def spliced(runs: list[Run], start: int, end: int, words: str) -> list[Run]:
    """The runs with `words` from `start` to `end`, under the wraps that all of those share."""
    over = [run for at, run in placed(runs) if at < end and start < at + len(run.text)]
    shared = frozenset[Wrap].intersection(*(run.wraps for run in over)) if over else frozenset()
    written = dressed(cut(runs, start, end), with_marks(words))
    new = [Run(run.text, run.wraps | shared) for run in written]
    return [*cut(runs, 0, start), *new, *cut(runs, end, len(words_in(runs)))]


def with_marks(words: str) -> list[Run]:
    """The words as runs. Spaces at their ends stay, as they stand within a sentence."""
    if "<span" not in words:
        return [Run(words)] if words else []
    return line_of(words, strict=True)


def placed(runs: Iterable[Run]) -> Iterator[tuple[int, Run]]:
    at = 0
    for run in runs:
        yield at, run
        at += len(run.text)


def cut(runs: Iterable[Run], start: int, end: int) -> Iterator[Run]:
    for at, run in placed(runs):
        text = run.text[max(0, start - at) : max(0, end - at)]
        if text:
            yield Run(text, run.wraps)
