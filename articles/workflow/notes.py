"""Notes on words of a draft: left, answered, ticked off."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from deeds import deed
from lib.people import called
from lib.refusals import Refused, need, save_valid
from lib.words import clock

from .. import markup
from ..anchors import Anchor, anchor_of
from ..models import Article, Citation, Note, NoteAnswer
from ..models.notes import LONGEST
from .base import locked
from .content import places

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

Place = Citation.Place


@deed
def leave_note(
    *,
    by: AbstractUser,
    article: Article,
    says: str,
    words: str = "",
    place: str = "",
    around: Anchor | None = None,
    now: datetime | None = None,
) -> Note:
    """A remark on some words of the working copy, or on the whole story where there are none.

    `words` are looked for in the story as it is saved, or in `place` alone. `around` gives them
    with what stands on either side where the page knows it: they need not be saved yet.
    """
    need(by, "articles.add_note", "leave notes on stories")
    article = locked(article)
    if around is None and words.strip():
        place, around = found_in(article, words, place)
    note = Note(
        article=article,
        says=bounded(says, "Write what you want to say of it."),
        place=place if around else "",
        by=by,
        at=now or timezone.now(),
        **(vars(around) if around else {}),
    )
    save_valid(note)
    return note


def found_in(article: Article, words: str, place: str = "") -> tuple[str, Anchor]:
    """(place, anchor) of words that somebody has copied from a story."""
    for name, html in places(article, article.picture_rows.all()):
        found = anchor_of(markup.plain_text(html), words)
        if found is not None and place in ("", name):
            return name, found
    raise Refused(
        f"“{words.strip()}” does not stand in the story as it is saved: copy the words from it, "
        "or leave them out to speak of the whole story."
    )


@deed
def answer_note(
    *, by: AbstractUser, note: Note, says: str, now: datetime | None = None
) -> NoteAnswer:
    """What somebody says to a note; whoever left it may, too."""
    need(by, "articles.add_note", "answer notes")
    locked(note.article)
    answer = NoteAnswer(
        note=note, says=bounded(says, "Write your answer."), by=by, at=now or timezone.now()
    )
    save_valid(answer)
    return answer


@deed
def tick_note(*, by: AbstractUser, note: Note, now: datetime | None = None) -> Note:
    """It is seen to; nobody has to look at it any more."""
    need(by, "articles.add_note", "tick off notes")
    locked(note.article)
    note.refresh_from_db()
    if note.done_by is not None and note.done_at is not None:
        raise Refused(f"{called(note.done_by)} ticked it off at {clock(note.done_at)}.")
    note.done_by, note.done_at = by, now or timezone.now()
    save_valid(note)
    return note


def bounded(text: str, message: str) -> str:
    """Trimmed; an empty one and one that is longer than a note may be are refused."""
    text = text.strip()
    if not text:
        raise Refused(message)
    if len(text) > LONGEST:
        raise Refused(f"Keep it to {LONGEST:,} characters: this has {len(text):,}.")
    return text
