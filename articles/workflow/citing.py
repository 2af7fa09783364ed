"""Words of a working copy come to rest on records, by where they stand in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from deeds import deed

from .. import markup
from ..models import Article
from .working_copy import save

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@deed
def cite_words(
    *,
    by: AbstractUser,
    article: Article,
    places: Mapping[str, Sequence[markup.Marked]],
    expected_version: int,
    now: datetime | None = None,
) -> Article:
    """`places` are {headline, standfirst or body: what is marked in it}, of the text as it stood
    in `expected_version`; a story that somebody has saved since is refused."""
    for name, marks in places.items():
        inline = name != "body"
        setattr(article, name, markup.mark_words(getattr(article, name), marks, inline=inline))
    return save(by=by, article=article, expected_version=expected_version, now=now)
