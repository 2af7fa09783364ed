"""What still waits when its mail is to be written, and for whom.

A mail is about the state of things: what was settled meanwhile is told to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Model, QuerySet
from django.utils import timezone

from ..mail_choices import OFFER, About
from ..models import Approach, Article, ArticleEvent, CorrectionPlan, LineSentBack, PublishedVersion
from ..telling import SECOND_LOOK_WITHIN, WARNING
from ..workflow.content import load
from ..workflow.previewing import kept_on_the_desk

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

State = Article.State
# A mail with more of them is read by nobody.
MOST = 20
# What went out so long ago is due for its second look.
DUE_AFTER = SECOND_LOOK_WITHIN - WARNING


def sent_back(pk: int) -> Article | None:
    """The story, while it is sent back or a record in it is."""
    story = Article.objects.filter(pk=pk).select_related("owner").first()
    if story is None:
        return None
    back = Article.objects.filter(pk=pk).sent_back().exists()
    return story if back or lines_back(story).exists() else None


def lines_back(story: Article) -> QuerySet[LineSentBack]:
    return LineSentBack.objects.open().filter(article=story)


def with_subs(pk: int) -> Article | None:
    return all_with_subs().filter(pk=pk).first()


def all_with_subs() -> QuerySet[Article]:
    return Article.objects.in_state(State.WITH_SUBS).filter(pulled_at=None).select_related("owner")


def second_look(pk: int) -> PublishedVersion | None:
    """While it, or another that went out in the same deed, waits for it."""
    together = PublishedVersion.objects.filter(pk=pk).values("published_at")
    return all_second_looks().filter(published_at__in=together).order_by("id").first()


def all_second_looks() -> QuerySet[PublishedVersion]:
    return PublishedVersion.objects.for_second_look().select_related("article__owner")


def correction(pk: int) -> CorrectionPlan | None:
    return CorrectionPlan.objects.open().select_related("proposed_by").filter(pk=pk).first()


def reply(pk: int) -> Approach | None:
    """While nobody has answered, and the story has not gone out without it."""
    approach = Approach.objects.filter(pk=pk).select_related("article__owner").first()
    if approach is None or not approach.is_over(timezone.now()) or approach.answer:
        return None
    without = approach.article.events.filter(kind=ArticleEvent.Kind.NO_REPLY)
    out = approach.article.state == State.PUBLISHED or without.exists()
    return None if out else approach


FINDS: dict[str, Any] = {
    About.SENT_BACK: sent_back,
    About.WITH_SUBS: with_subs,
    About.SECOND_LOOK: second_look,
    About.CORRECTION: correction,
    About.REPLY: reply,
}


def still(about: str, pk: int) -> Model | None:
    """The record that waits; None where it does not any more."""
    found: Model | None = FINDS[about](pk)
    return found


def people(about: str, record: Any) -> list[AbstractUser]:
    """Those whom it waits for, and who have an address."""
    everybody = get_user_model().objects.filter(is_active=True, is_staff=True).exclude(email="")
    if about == About.SENT_BACK:
        found = everybody.filter(pk=record.owner_id)
    elif about == About.REPLY:
        found = everybody.filter(pk__in={record.article.owner_id, record.recorded_by_id})
    else:
        able = get_user_model().objects.with_perm(
            OFFER[about].permission, backend="django.contrib.auth.backends.ModelBackend"
        )
        found = everybody.filter(pk__in=able.values("pk")).exclude(pk__in=not_for(record))
    return list(found.order_by("pk"))


def not_for(record: Article | PublishedVersion | CorrectionPlan) -> Iterable[int]:
    """Whoever wrote, published or proposed it cannot be its second person."""
    if isinstance(record, CorrectionPlan):
        return [record.proposed_by_id]
    if isinstance(record, PublishedVersion):
        return [record.published_by_id]
    return [record.owner_id]


def headline(article: Article) -> str:
    """What the mail may call a story: "" where nobody outside may read a word of it.

    A mail lies on other people's machines for years.
    """
    if (
        article.pulled_at is not None
        or article.serious_allegation
        or article.proceedings_active
        or (article.embargo_until is not None and article.embargo_until > timezone.now())
        or kept_on_the_desk(load(article), timezone.now())
    ):
        return ""
    return str(article)
