"""One publish as one value: what goes out, by whom, when and as what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from hospitals.models import DisruptionFigure

from ..models import Article, PublishedVersion
from .content import Content, content_hash
from .corrections import Notice

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

Kind = PublishedVersion.Kind


@dataclass(frozen=True, kw_only=True)
class Publication:
    """What is to be published, read once under the locks; nothing of it changes on the way.

    `at` is when readers see it, `now` when it was decided; `scheduled` where somebody chose a
    later time. `previous` is the version that stands before it, if any. `notices` go out with a
    correction; `withdrawn_because` is what readers are told of a withdrawal, `left_because` why
    the queries of the gate stay as they are.
    """

    content: Content
    by: AbstractUser
    now: datetime
    at: datetime
    kind: str
    previous: PublishedVersion | None = None
    scheduled: bool = False
    alone: bool = False
    notices: tuple[Notice, ...] = ()
    withdrawn_because: str = ""
    left_because: str = ""

    @property
    def article(self) -> Article:
        return self.content.article

    @cached_property
    def digest(self) -> str:
        """The content hash: an approval, a reading and a page each hold for one of them."""
        return content_hash(self.content)

    @property
    def approved(self) -> bool:
        """Whether it stands on an approval, and not on one pair of eyes."""
        return self.article.state == Article.State.APPROVED and not self.alone

    def unreleased(self) -> list[DisruptionFigure]:
        """The cited figures that readers would not see yet when it goes out."""
        return [
            figure
            for figure in self.content.figures()
            if figure.released_at is None or figure.released_at > self.at
        ]
