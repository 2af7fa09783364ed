"""Working copies under a correction: what stands as it was published follows, and the rest is left
to whoever writes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..correcting.plan import ALT, CAPTION, CREDIT, NOTICE, CopyPlan, StoryPlan, called
from ..correcting.putting_right import New, Text
from ..models import Article, ArticlePicture, Picture, VersionPicture

# {version: {place: the text as it would stand}}
NewTexts = Mapping[int, New]


@dataclass
class Copy:
    """A working copy with what it takes over: {field: text}, {row of a picture: caption}, and
    {picture: {field: text}} of those that its story has, whose words are the same everywhere."""

    article: Article
    fields: dict[str, str] = field(default_factory=dict)
    captions: dict[ArticlePicture, str] = field(default_factory=dict)
    pictures: dict[Picture, dict[str, str]] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    @property
    def plan(self) -> CopyPlan:
        brought = [
            *self.fields,
            *(f"{CAPTION} of “{row}”" for row in self.captions),
            *(of_picture(name, each) for each, names in self.pictures.items() for name in names),
        ]
        return CopyPlan(
            self.article.pk, str(self.article), tuple(brought), tuple(dict.fromkeys(self.left))
        )


def copies(
    stories: Iterable[StoryPlan],
    new: NewTexts,
    old: Mapping[int, Mapping[tuple[str, int], Text]],
    pictures: Mapping[int, list[VersionPicture]],
) -> list[Copy]:
    """Of the stories of which a version is made anew; by their id. Two questions.

    A field follows where it is, to the letter, that of one of these versions: the later first.
    """
    by_article: dict[int, list[StoryPlan]] = {}
    for story in stories:
        if new.get(story.version_id):
            by_article.setdefault(story.article_id, []).insert(0, story)
    articles = Article.objects.in_bulk(by_article)
    rows: dict[int, list[ArticlePicture]] = {}
    for row in ArticlePicture.objects.filter(article__in=by_article).select_related("picture"):
        rows.setdefault(row.article_id, []).append(row)
    found = []
    for pk in sorted(by_article):
        copy = Copy(articles[pk])
        for story in by_article[pk]:
            version = story.version_id
            take_over(copy, new[version], old[version], pictures[version], rows.get(pk, []))
        found.append(copy)
    return found


def take_over(
    copy: Copy,
    new: New,
    old: Mapping[tuple[str, int], Text],
    pictures: list[VersionPicture],
    rows: Iterable[ArticlePicture],
) -> None:
    by_picture = {row.picture_id: row for row in rows}
    for (place, which), text in new.items():
        was = old[place, which].html
        if place == CAPTION:
            row = by_picture.get(pictures[which].picture_id)
            if row is not None and row not in copy.captions:
                if row.caption == was:
                    copy.captions[row] = text.html
                else:
                    copy.left.append(f"{CAPTION} of “{row}”")
        elif place in (ALT, CREDIT):
            put_on_picture(copy, pictures[which].picture, place, was, text.html)
        elif place != NOTICE and place not in copy.fields:
            if getattr(copy.article, place) == was:
                copy.fields[place] = text.html
            else:
                copy.left.append(place)


def put_on_picture(copy: Copy, picture: Picture, name: str, was: str, new: str) -> None:
    """A version has its own words of a picture; the next takes those of the picture itself."""
    words = copy.pictures.get(picture, {})
    if name in words:
        return
    if getattr(picture, name) == was:
        copy.pictures[picture] = {**words, name: new}
    elif getattr(picture, name) != new:
        copy.left.append(of_picture(name, picture))


def of_picture(name: str, picture: Picture) -> str:
    return f"{called(name)} of “{picture}”"
