"""What somebody answers to whom a story was lent, and how the desk deals with it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from deeds import deed
from lib.people import called
from lib.refusals import Refused, required, save_valid
from lib.text import squash
from lib.words import clock

from ..models import PreviewAnswer, PreviewLink
from .base import Event, allow, locked, note
from .content import load, shown_digest
from .previewing import kept_content

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

Verdict = PreviewAnswer.Verdict
LONGEST = 4000
# Of one link: more is no answer.
MOST = 20


@deed
def answer_lent(
    *,
    link: PreviewLink,
    verdict: str,
    name: str,
    says: str = "",
    seen: str,
    now: datetime | None = None,
) -> PreviewAnswer:
    """By whoever has the link, who has no log-in: what is recorded says over whose link.

    `seen` is the digest of what stood on the page. Refused where that is not what the link shows.
    """
    locked(link.article)
    now = now or timezone.now()
    if not PreviewLink.objects.open(now).filter(pk=link.pk).exists():
        raise Refused("This link is not open any more.", code="over")
    if shown_digest(kept_content(link, now)) != seen:
        raise Refused(
            "Something that the story rests on has changed since you opened this page. Read it as "
            "it stands now; then answer once more.",
            code="unseen",
        )
    if verdict not in Verdict:
        raise Refused("Say whether it is fine, should be changed, or should not appear.")
    says = says.strip()
    if len(says) > LONGEST:
        raise Refused(f"Keep it to {LONGEST:,} characters: this has {len(says):,}.")
    if verdict != Verdict.FINE and not says:
        raise Refused("Say what is to be changed, or why it should not appear.")
    if link.answers.count() >= MOST:
        raise Refused("There are many answers over this link already: ask for another one.")
    answer = PreviewAnswer(
        link=link,
        verdict=verdict,
        name=required(squash(name)[:120], "Say who answers."),
        says=says,
        digest=seen,
        at=now,
    )
    save_valid(answer)
    return answer


@deed
def settle_answer(
    *, by: AbstractUser, answer: PreviewAnswer, how: str, now: datetime | None = None
) -> PreviewAnswer:
    """Tick off what was asked for, saying what was done about it.

    That it should not appear is ticked off once its words are others; as it stands only an editor
    goes over it, on publishing.
    """
    article = locked(answer.link.article)
    allow(by, "settle_answer", article)
    answer.refresh_from_db()
    if answer.settled_by is not None and answer.settled_at is not None:
        raise Refused(f"{called(answer.settled_by)} ticked it off at {clock(answer.settled_at)}.")
    if answer.verdict == Verdict.FINE:
        raise Refused("It was found fine: there is nothing to tick off.")
    how = required(how, "Say what was done about it.")
    if answer.verdict == Verdict.STOP and shown_digest(load(article)) == answer.digest:
        raise Refused(
            "These are the very words that should not appear: change them first. As they stand an "
            "editor may publish them, and says why."
        )
    answer.settled_by, answer.settled_at, answer.settled_how = by, now or timezone.now(), how
    save_valid(answer)
    note(article, Event.SETTLED, by=by, now=now, reason=how)
    return answer
