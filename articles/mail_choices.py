"""What somebody of the desk may be mailed, and what they are unless they choose otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .models import MailChoice

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

About, How = MailChoice.About, MailChoice.How


@dataclass(frozen=True)
class Offer:
    """A kind of mail, for those with the permission. The first of `ways` is the default."""

    about: str
    label: str
    permission: str
    ways: tuple[str, ...]

    @property
    def default(self) -> str:
        return self.ways[0]


OFFERS = [
    Offer(
        About.SENT_BACK,
        "A story of mine, or a record in it, was sent back",
        "articles.change_article",
        (How.AT_ONCE, How.NEVER),
    ),
    Offer(
        About.REPLY,
        "Nobody has answered by the time that I gave for a reply",
        "articles.change_article",
        (How.AT_ONCE, How.NEVER),
    ),
    Offer(
        About.WITH_SUBS,
        "A story is with the subs",
        "articles.approve_article",
        (How.GATHERED, How.AT_ONCE, How.NEVER),
    ),
    Offer(
        About.CORRECTION,
        "A correction waits for approval",
        "articles.publish_article",
        (How.AT_ONCE, How.NEVER),
    ),
    Offer(
        About.SECOND_LOOK,
        "A second look is due within four hours, or overdue",
        "articles.approve_article",
        (How.GATHERED, How.NEVER),
    ),
]
OFFER = {offer.about: offer for offer in OFFERS}


def offered(person: AbstractUser) -> list[Offer]:
    return [offer for offer in OFFERS if person.has_perm(offer.permission)]


def choices_of(people: Iterable[AbstractUser]) -> dict[tuple[int, str], str]:
    """{(person, kind of mail): how} of all kinds, in one query."""
    ids = [person.pk for person in people]
    found = {(pk, offer.about): offer.default for pk in ids for offer in OFFERS}
    rows = MailChoice.objects.filter(person__in=ids)
    found.update({(row.person_id, row.about): row.how for row in rows})
    return found
