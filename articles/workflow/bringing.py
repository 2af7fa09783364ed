"""Working copies take over what was put right where they stood as published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Model, OuterRef, Subquery
from simple_history.utils import bulk_update_with_history

from .. import markup
from ..correcting.putting_right import Text
from ..models import Article, ArticlePicture, ArticleText, Citation, Picture, QuoteRevision
from .base import State
from .cited import FIGURES, Cited, by_record, cited, standing_for
from .content import moment_of, places
from .copies import Copy

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

Kind = ArticleText.Kind
ABOUT = ("trusts", "hospitals", "areas", "strikes")
WRITTEN = (
    "headline",
    "standfirst",
    "body",
    "kicker",
    "dateline",
    "slug",
    "state",
    "version",
    "changed_by",
    "changed_at",
    "approved_by",
    "approved_at",
    "approved_hash",
)


def bring_along(
    copies: Iterable[Copy], texts: Iterable[Text], *, by: AbstractUser, at: datetime
) -> None:
    """Write what the copies take over. Whoever has one open is told of another save, and keeps
    every word; an approval does not outlive it, and what was as published stays so. `texts` are
    read already."""
    copies = [copy for copy in copies if copy.fields or copy.captions or copy.pictures]
    for copy in copies:
        article = copy.article
        for name, text in copy.fields.items():
            setattr(article, name, text)
        if article.state == State.APPROVED:
            article.state = State.WITH_SUBS
            article.approved_by = article.approved_at = None
            article.approved_hash = ""
        article.version += 1
        article.changed_by, article.changed_at = by, at
    articles = [copy.article for copy in copies]
    note_words(copies, by=by, at=at)
    write(Article, articles, WRITTEN)
    rows = [set_caption(row, text) for copy in copies for row, text in copy.captions.items()]
    write(ArticlePicture, rows, ["caption"])
    keep_history(articles, by=by, at=at)
    write_pictures(copies, by=by)
    cite_anew(articles, {text.html: text.read for text in texts}, at)


def write(model: type[Model], rows: Sequence[Any], names: Sequence[str]) -> None:
    """These fields of rows that are there: `bulk_update` puts a question together that takes as
    long as all the rest."""
    model._default_manager.bulk_create(
        rows, update_conflicts=True, update_fields=names, unique_fields=["id"]
    )


def keep_history(articles: Iterable[Article], *, by: AbstractUser, at: datetime) -> None:
    """As a save of each would keep it, with what it is about: many are written at once."""
    kept = Article.history.bulk_history_create(
        articles, update=True, default_user=by, default_date=at
    )
    history = {row.id: row for row in kept}
    for name in ABOUT:
        links = getattr(Article, name).through
        columns = [each.attname for each in links._meta.concrete_fields]
        rows = links.objects.filter(article__in=history).values(*columns)
        model = getattr(Article.history.model, name).model
        model.objects.bulk_create(model(history=history[row["article_id"]], **row) for row in rows)


def set_caption(row: ArticlePicture, text: str) -> ArticlePicture:
    row.caption = text
    return row


def write_pictures(copies: Iterable[Copy], *, by: AbstractUser) -> None:
    """The words that a picture has itself, each once, with its history."""
    pictures = {}
    for copy in copies:
        for picture, words in copy.pictures.items():
            new = pictures.setdefault(picture.pk, picture)
            for name, text in words.items():
                setattr(new, name, text)
    if pictures:
        bulk_update_with_history(
            list(pictures.values()), Picture, ["alt_text", "credit"], default_user=by
        )


def note_words(copies: Collection[Copy], *, by: AbstractUser, at: datetime) -> None:
    """So that whoever saves next has not written what was put right here."""
    latest = ArticleText.objects.exclude(kind=Kind.OUT).filter(article=OuterRef("article"))
    newest = ArticleText.objects.filter(
        article__in=[copy.article.pk for copy in copies],
        pk=Subquery(latest.order_by("-id").values("pk")[:1]),
    )
    known = {row.article_id: row.words for row in newest}
    ArticleText.objects.bulk_create(
        ArticleText(
            article=copy.article, kind=Kind.RIGHT, by=by, at=at, words=words_after(copy, words)
        )
        for copy in copies
        if (words := known.get(copy.article.pk))
    )


def words_after(copy: Copy, words: dict[str, Any]) -> dict[str, Any]:
    captions = {row.picture_id: text for row, text in copy.captions.items()}
    beside = {picture.pk: words for picture, words in copy.pictures.items()}
    pictures = [
        [
            picture,
            captions.get(picture, caption),
            in_gallery,
            beside.get(picture, {}).get("alt_text", alt_text),
            beside.get(picture, {}).get("credit", credit),
            *rest,
        ]
        for picture, caption, in_gallery, alt_text, credit, *rest in words["pictures"]
    ]
    return {**words, **copy.fields, "pictures": pictures}


def cite_anew(
    articles: Collection[Article], read: Mapping[str, markup.Reading], at: datetime
) -> None:
    """The rows of what they cite, as a save makes them."""
    pictures = defaultdict(list)
    for row in ArticlePicture.objects.filter(article__in=articles):
        pictures[row.article_id].append(row)
    marks = {article.pk: marks_of(article, pictures[article.pk], read) for article in articles}
    named: dict[str, set[int]] = {"figure": set(), "quote": set()}
    for several in marks.values():
        for _, mark in several:
            named[mark.kind].update(mark.ids)
    known = {
        "figure": by_record(FIGURES.all(), "figure", named["figure"]),
        "quote": by_record(QuoteRevision.objects.whole(), "quote", named["quote"]),
    }
    Citation.objects.filter(article__in=articles, version__isnull=True).delete()
    Citation.objects.bulk_create(
        Citation(
            article=article,
            place=each.place,
            position=each.position,
            words=each.words,
            **{f"{each.kind}_revision": revision},
        )
        for article in articles
        for each in standing(marks[article.pk], known, moment_of(article, at))
        for revision in each.revisions
    )


def marks_of(
    article: Article, pictures: Iterable[ArticlePicture], read: Mapping[str, markup.Reading]
) -> list[tuple[str, Any]]:
    return [
        (place, mark)
        for place, text in places(article, pictures)
        for mark in (read.get(text) or markup.Reading(text)).marks
    ]


def standing(
    marks: Iterable[tuple[str, Any]], known: Mapping[str, Mapping[int, list[Any]]], at: datetime
) -> list[Cited]:
    marks = list(marks)
    named = {(mark.kind, pk) for _, mark in marks for pk in mark.ids}
    revisions: dict[str, dict[int, Any]] = {"figure": {}, "quote": {}}
    for kind, pk in named:
        if pk in known[kind]:
            revisions[kind][pk] = standing_for(known[kind][pk], at)
    return [
        cited(position, place, mark, revisions[mark.kind])
        for position, (place, mark) in enumerate(marks)
    ]
