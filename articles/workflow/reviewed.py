"""What others have said of a working copy: notes on it, and answers of those it was lent to."""

from __future__ import annotations

from dataclasses import dataclass, field

from .. import markup
from ..anchors import Anchor, Found, look
from ..models import Article, Note, PreviewAnswer
from ..models.notes import OnWords


@dataclass(frozen=True)
class Reviewed:
    """`notes` are those that nobody has ticked off, `answers` the last of each person outside."""

    notes: list[Note] = field(default_factory=list)
    answers: list[PreviewAnswer] = field(default_factory=list)


NOTHING_SAID = Reviewed()


def said_of(article: Article) -> Reviewed:
    """Two queries."""
    if article.pk is None:
        return NOTHING_SAID
    return Reviewed(
        notes=list(article.notes.open().select_related("by")),
        answers=list(PreviewAnswer.objects.of(article).standing()),
    )


def where(note: OnWords, article: Article) -> Found | None:
    """Where the words of a note, or of a confirmation, stand now; None of one on the whole story.

    Of words in a caption it is not asked in which: whichever has them.
    """
    if not note.words:
        return None
    anchor = Anchor(note.words, note.before, note.after)
    texts = (
        [row.caption for row in article.picture_rows.all()]
        if note.place == "caption"
        else [getattr(article, note.place)]
    )
    found = [look(anchor, markup.plain_text(text)) for text in texts]
    order = ("stands", "changed", "gone")
    return min(found, key=lambda each: order.index(each.state), default=Found("gone"))
