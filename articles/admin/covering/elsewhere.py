"""Where the words stand on the desk alone. Nothing of it is covered: it is only listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from articles.models import Approach, Article, Picture
from lib.covering import Wanted

MOST = 30


@dataclass(frozen=True)
class OnTheDesk:
    what: str
    text: str
    url: str


def on_the_desk(wanted: Wanted) -> list[OnTheDesk]:
    """Working copies, right-of-reply requests and pictures with the words; a few of each.

    What may come back is stopped at the gate: these say where somebody has to write it anew.
    """

    def holding(rows: Any, *fields: str) -> Any:
        words = Q()
        for name in fields:
            words |= Q(**{f"{name}__regex": wanted.core})
        return rows.filter(words).order_by("-pk")[: MOST * 4]

    def stands(row: Any, *fields: str) -> bool:
        return any(
            wanted.sure(match.lastgroup or "")
            for name in fields
            for match in wanted.pattern.finditer(str(getattr(row, name)))
        )

    copy = ("headline", "standfirst", "body", "slug", "kicker", "dateline")
    asked = ("who", "put", "answer")
    words = ("title", "alt_text", "credit")
    story = "admin:articles_article_change"
    found = [
        *(
            OnTheDesk("working copy", str(row), reverse(story, args=[row.pk]))
            for row in holding(Article.objects.all(), *copy)
            if stands(row, *copy)
        ),
        *(
            OnTheDesk("right of reply", str(row), reverse(story, args=[row.article_id]))
            for row in holding(Approach.objects.select_related("article"), *asked)
            if stands(row, *asked)
        ),
        *(
            OnTheDesk("picture", str(row), reverse("admin:articles_picture_change", args=[row.pk]))
            for row in holding(Picture.objects.all(), *words)
            if stands(row, *words)
        ),
    ]
    return found[:MOST]
