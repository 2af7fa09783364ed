"""A text that is read once and asked many things: its words, its marks, how readers see it.

To read it takes ten times as long as any of the answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from .blocks import Block, blocks_of
from .finding import Graphic, Mark, graphics_of, marks_of, words_of
from .rendering import render_blocks
from .replacing import Replacement, replaced_in, written


class Reading:
    """What the functions of this package say of one marked text, which sanitising has passed.

    `inline` is for a headline, a standfirst or a caption. Never changed: `replaced` is another.
    """

    def __init__(self, html: str, *, inline: bool = False, blocks: list[Block] | None = None):
        self.html, self.inline = html, inline
        self._blocks = blocks

    @property
    def blocks(self) -> list[Block]:
        if self._blocks is None:
            self._blocks = blocks_of(self.html)
        return self._blocks

    @cached_property
    def plain(self) -> str:
        return words_of(self.blocks)

    @cached_property
    def marks(self) -> list[Mark]:
        return marks_of(self.blocks)

    @cached_property
    def graphics(self) -> list[Graphic]:
        return graphics_of(self.blocks)

    def replaced(self, replacements: Iterable[Replacement]) -> Reading:
        blocks = replaced_in(self.blocks, replacements)
        return Reading(written(blocks, inline=self.inline), inline=self.inline, blocks=blocks)

    def rendered(
        self,
        figure_url: Callable[[int], str | None] | None = None,
        quote_url: Callable[[int], str | None] | None = None,
    ) -> str:
        """Of a body alone."""
        return render_blocks(self.blocks, figure_url, quote_url)
