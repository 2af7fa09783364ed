"""Who has a story, by when, and for which section: set without opening it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from deeds import deed
from lib.refusals import need

from ..models import Article, Section
from .working_copy import save

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@deed
def arrange(
    *,
    by: AbstractUser,
    article: Article,
    owner: AbstractUser | None = None,
    section: Section | None = None,
    deadline: datetime | None = None,
) -> Article:
    """Give a story to somebody, or set its section or deadline; what is left out stays.

    Refused to those who may not edit it as it stands; only who edits the stories of others gives
    one to somebody else.
    """
    if owner is not None:
        need(by, "articles.edit_others_article", "give a story to somebody else")
        article.owner = owner
    if section is not None:
        article.section = section
    if deadline is not None:
        article.deadline = deadline
    return save(by=by, article=article)
