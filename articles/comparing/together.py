"""Two people changed one text at the same time: where they differ, and what comes of their choice.

Takes marked texts, mine and theirs, and the `base` that both began with where it is known. What
only one of them has changed is proposed; what both have changed is for a person to decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from .. import markup
from ..markup.blocks import blocks_of
from ..markup.writing import write
from .difference import Piece, rests, words

MINE, THEIRS, BOTH, ANEW = "mine", "theirs", "both", "anew"


@dataclass(frozen=True)
class Place:
    """One place that differs. `mine` and `theirs` are HTML, empty where a side has nothing there;
    `proposed` is MINE, THEIRS or empty."""

    key: str
    label: str
    mine: str
    theirs: str
    proposed: str = ""
    # Whether both may stand there, one after the other.
    several: bool = False

    @property
    def pieces(self) -> tuple[list[Piece], list[Piece]]:
        return words(in_words(self.mine), in_words(self.theirs))

    @property
    def only_marks(self) -> bool:
        return in_words(self.mine) == in_words(self.theirs)

    @property
    def rests(self) -> tuple[str, str]:
        """What each side rests on, where that is all in which they differ."""
        mine, theirs = ("; ".join(rests(html)) or "nothing" for html in (self.mine, self.theirs))
        return mine, theirs

    def take(self, choice: str) -> str:
        if choice == BOTH and self.several:
            return self.mine + self.theirs
        return self.theirs if choice == THEIRS else self.mine


@dataclass(frozen=True)
class Same:
    """What stands in both, as HTML, and how many paragraphs that are; `what` names a line."""

    html: str
    count: int
    what: str = ""


def in_words(html: str) -> str:
    return markup.plain_text(html).strip()


def line(key: str, label: str, mine: str, theirs: str, base: str | None) -> Place | Same:
    """A headline or standfirst, whole."""
    if mine == theirs:
        return Same(mine, 1, label)
    proposed = "" if base is None else propose([mine], [theirs], {base})
    return Place(key, label, mine, theirs, proposed)


def body(mine: str, theirs: str, base: str | None) -> list[Place | Same]:
    """The paragraphs of two bodies in order: those that differ, and what is the same between."""
    ours, others = paragraphs(mine), paragraphs(theirs)
    known = None if base is None else set(paragraphs(base))
    found: list[Place | Same] = []
    at = 0
    matched = SequenceMatcher(None, ours, others, autojunk=False)
    for step, i, end, j, until in matched.get_opcodes():
        if step == "equal":
            found.append(Same("".join(ours[i:end]), end - i))
            at += end - i
            continue
        for one, other in pairs(ours[i:end], others[j:until]):
            at += max(len(one), len(other))
            proposed = "" if known is None else propose(one, other, known)
            place = Place(
                key=f"body-{len(found)}",
                label=f"Paragraph {at}",
                mine="".join(one),
                theirs="".join(other),
                proposed=proposed,
                several=bool(one and other),
            )
            found.append(place)
    return found


def pairs(ours: list[str], others: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Paragraph by paragraph where both have as many, else all of them at once."""
    if len(ours) == len(others):
        for one, other in zip(ours, others, strict=True):
            yield [one], [other]
    else:
        yield ours, others


def propose(mine: Sequence[str], theirs: Sequence[str], known: set[str]) -> str:
    """Whose side, by what both began with: that of whoever changed it, if the other did not."""
    mine_is_old = all(each in known for each in mine)
    theirs_is_old = all(each in known for each in theirs)
    if mine_is_old and theirs_is_old:
        # One of them took it out.
        return "" if mine and theirs else (THEIRS if mine else MINE)
    if theirs_is_old:
        return MINE
    return THEIRS if mine_is_old else ""


def paragraphs(html: str) -> list[str]:
    """The outermost blocks of a body, each as HTML."""
    return [markup.sanitise_body(write(block)) for block in blocks_of(html)]


def together(
    found: Sequence[Place | Same],
    choices: Mapping[str, str],
    anew: Mapping[str, str] | None = None,
) -> str:
    """The text that comes of the choices, {key of the place: MINE, THEIRS, BOTH or ANEW}; `anew` is
    what was written in the place of both, as HTML."""
    written = anew or {}
    return "".join(
        each.html
        if isinstance(each, Same)
        else written.get(each.key, "")
        if choices[each.key] == ANEW
        else each.take(choices[each.key])
        for each in found
    )


def undecided(
    found: Sequence[Place | Same],
    choices: Mapping[str, str],
    anew: Mapping[str, str] | None = None,
) -> list[Place]:
    """What is to be written anew is decided once something is."""
    written = anew or {}
    return [
        each
        for each in found
        if isinstance(each, Place)
        and choices.get(each.key) not in (MINE, THEIRS, BOTH)
        and not (choices.get(each.key) == ANEW and in_words(written.get(each.key, "")))
    ]
