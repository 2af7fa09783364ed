"""Asked for in the deed: people are told of something, now or at a time, if it is still so then.

Only which record it is about is written down. Who is told, and how, is found out when it is time.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from deeds.outbox import put

from .models import Approach, Article, CorrectionPlan, MailChoice, PublishedVersion

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

About = MailChoice.About
# A sub who sends three records back and then the story: one mail.
GATHERING = timedelta(minutes=2)
# What went out on one pair of eyes is looked at by a second person within a day.
SECOND_LOOK_WITHIN = timedelta(hours=24)
# Before that is over, those who may do it are told.
WARNING = timedelta(hours=4)


def tell(about: str, record: int, since: str, at: datetime | None = None) -> None:
    """`since` tells one time that this waits from another: of each there is one mail."""
    # Where no mail can be sent, none is written.
    if settings.SENDS_MAIL:
        payload = {"about": about, "record": record, "since": since}
        put("tell", key=f"tell:{about}:{record}:{since}", payload=payload, at=at)


def sent_back(article: Article, by: AbstractUser, now: datetime) -> None:
    """The story, or a record in it, by anybody but its owner."""
    if by.pk == article.owner_id:
        return
    seconds = GATHERING.total_seconds()
    part = int(now.timestamp() // seconds) + 1
    when = datetime.fromtimestamp(part * seconds, tz=now.tzinfo)
    tell(About.SENT_BACK, article.pk, str(part), at=when)


def with_subs(article: Article, now: datetime) -> None:
    tell(About.WITH_SUBS, article.pk, now.isoformat())


def correction_waits(plan: CorrectionPlan) -> None:
    tell(About.CORRECTION, plan.pk, plan.proposed_at.isoformat())


def second_look_waits(version: PublishedVersion) -> None:
    """If it does: see `LOOKED_AT_AGAIN` beside its model. Of several that go out together one is
    enough: the mail is of all that wait."""
    small = version.kind == PublishedVersion.Kind.SMALL_FIX
    if not (version.on_one_pair_of_eyes or version.against_record or small):
        return
    over = version.live_from + SECOND_LOOK_WITHIN
    for name, at in (("due", over - WARNING), ("over", over)):
        tell(About.SECOND_LOOK, version.pk, name, at=at)


def reply_awaited(approach: Approach) -> None:
    if approach.deadline is not None and not approach.answer:
        when = approach.deadline
        tell(About.REPLY, approach.pk, when.isoformat(), at=when)
