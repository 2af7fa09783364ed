"""Which marks of law the words of a story ask for, and nobody has decided about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lib.reading.law import ALLEGATION, PROCEEDINGS, Touched, law_in

from .. import markup
from ..left_as_is import Left, in_sentence
from ..models import Article
from .answering import left_in

OF = "law"


@dataclass(frozen=True)
class Mark:
    """`field` of the story, what the mark is called, and what the words may mean."""

    field: str
    called: str
    means: str


MARKS = {
    PROCEEDINGS: Mark(
        "proceedings_active", "proceedings active", "somebody in it may be before a court"
    ),
    ALLEGATION: Mark(
        "serious_allegation",
        "serious allegation",
        "it may say what somebody would sue over",
    ),
}


def touched_in(article: Article) -> dict[str, list[Touched]]:
    """{mark: the words that ask for it} of the marks that the story does not have."""
    texts = (article.headline, article.standfirst, article.body)
    found: dict[str, list[Touched]] = {}
    for each in (each for html in texts for each in law_in(markup.plain_text(html))):
        if not getattr(article, MARKS[each.kind].field):
            found.setdefault(each.kind, []).append(each)
    return found


def undecided(article: Article) -> dict[str, list[Touched]]:
    """The same, of which nobody has said yet why they ask for nothing. One query, or none."""
    found = touched_in(article)
    kept = [left for left in left_in(article) if left.kind == OF] if found else []
    open_ = {mark: [t for t in words if not decided(t, kept)] for mark, words in found.items()}
    return {mark: words for mark, words in open_.items() if words}


def decided(touched: Touched, kept: Iterable[Left]) -> bool:
    same = [left for left in kept if left.verdict == touched.kind]
    return in_sentence(same, touched.sentence) is not None


def proposal(mark: str, words: Iterable[str]) -> str:
    """What the desk says of it: "“arrested”: somebody in it may be before a court …" """
    said = ", ".join(f"“{each}”" for each in dict.fromkeys(words))
    return f"{said}: {MARKS[mark].means}. Mark it as *{MARKS[mark].called}*, or say why not."


def words_of(found: Mapping[str, Iterable[Touched]]) -> dict[str, tuple[str, ...]]:
    return {mark: tuple(each.words for each in words) for mark, words in found.items()}
