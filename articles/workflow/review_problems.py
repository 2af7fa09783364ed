"""What the gate says of notes and of answers from outside: see docs/decisions/0026."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lib.people import called

from ..models import Note, PreviewAnswer
from .content import Content, shown_digest
from .problem import NOTE, QUERY, READING, Problem

if TYPE_CHECKING:
    from .publication import Publication

Verdict = PreviewAnswer.Verdict
TOLD_NOT_TO = "told_not_to"


def review_problems(content: Content) -> Iterator[Problem]:
    yield from note_problems(content.reviewed.notes)
    answers = content.reviewed.answers
    shown = shown_digest(content) if answers else ""
    for answer in answers:
        yield from answer_problems(answer, same=answer.digest == shown)


def note_problems(notes: list[Note]) -> Iterator[Problem]:
    """A query is asked of whoever wrote it; a note never blocks."""
    asked = [note for note in notes if note.sent_back_id is not None]
    for note in asked:
        of = f" of “{note.words}”" if note.words else ""
        said = f"{called(note.by)} asks{of}: {note.says}"
        yield Problem(QUERY, note.place or "story", said, "asked")
    left = len(notes) - len(asked)
    if left:
        said = f"{left} note{' is' if left == 1 else 's are'} not ticked off."
        yield Problem(NOTE, "notes", said, "notes")


def answer_problems(answer: PreviewAnswer, *, same: bool) -> Iterator[Problem]:
    """`same`: what was shown is what stands there now. An answer is about what was shown, so
    "do not publish" stops that alone; what it asked for is asked until somebody ticks it off."""
    if answer.verdict == Verdict.FINE or answer.settled_at is not None:
        return
    who = who_answered(answer)
    if answer.verdict == Verdict.STOP and same:
        said = f"{who}, says not to publish it: {answer.says}"
        yield Problem(READING, "story", said, TOLD_NOT_TO)
        return
    asked = "not to publish it" if answer.verdict == Verdict.STOP else "to change it"
    since = "" if same else " It has been changed since."
    yield Problem(QUERY, "story", f"{who}, said {asked}: {answer.says}{since}", "told_to_change")


def who_answered(answer: PreviewAnswer) -> str:
    """ "Ann Lake, to whom Robin Ashby lent it", with the name they gave where that is another."""
    name, whom = answer.name, answer.link.for_whom
    also = "" if name.casefold() in whom.casefold() else f", for {whom}"
    return f"{name}{also}, to whom {called(answer.link.made_by)} lent it"


def only_an_editor(out: Publication, left: list[Problem]) -> list[str]:
    """Why this person may not go over what stands against it; empty for whoever may."""
    told = [str(problem) for problem in left if problem.code == TOLD_NOT_TO]
    if told and not out.by.has_perm("articles.publish_alone"):
        return [*told, "Change what it is about, or have an editor decide: only they go over it."]
    return []


def fine_by(content: Content) -> list[str]:
    """ "Fine, says Ann Lake of these very words": what is in order."""
    answers = [each for each in content.reviewed.answers if each.verdict == Verdict.FINE]
    shown = shown_digest(content) if answers else ""
    return [
        f"Fine, says {each.name} of what stands there now"
        for each in answers
        if each.digest == shown
    ]
