"""Stories as the API tells them, from what their presenters give."""

from dataclasses import dataclass, fields
from typing import NamedTuple
from urllib.parse import urlencode

from articles import markup, presenters
from articles.models import PublishedVersion
from articles.presenters import ArticlePage, CitedFigure, Notice, ShownGraphic, StoryItem
from articles.presenters.article import ShownPicture
from hospitals.models import FigureRevision
from hospitals.presenters.figures import Said, Voice
from lib.addresses import address


class Html(NamedTuple):
    """A rendered part of a story, and the path of its page, where the anchors are."""

    rendered: str
    page: str


class Texts(NamedTuple):
    headline: str | Html
    standfirst: str | Html
    body: str | Html


@dataclass(frozen=True)
class Cited:
    cited: CitedFigure

    @property
    def number(self) -> FigureRevision | None:
        """What the story rests on; None of a withdrawn figure."""
        return None if self.cited.withdrawn else self.cited.revision

    @property
    def said_with(self) -> tuple[Voice, ...]:
        return self.cited.said.joined_by if self.cited.said else ()

    @property
    def reported_by(self) -> Said | None:
        said = self.cited.said
        return said if said and said.reported_by else None


@dataclass(frozen=True)
class Pictured:
    shown: ShownPicture
    caption: Html
    in_gallery: bool


@dataclass(frozen=True)
class Graphic:
    shown: ShownGraphic
    title: Html
    caption: Html


@dataclass(frozen=True)
class StoryRecord(StoryItem):
    """The line of a story, with its page as `shown`."""

    shown: ArticlePage

    @property
    def as_html(self) -> Texts:
        version = self.shown.version
        body = presenters.plain_body(version.body_html, self.shown.graphics)
        parts = (version.headline_html, version.standfirst_html, body)
        return Texts(*(Html(part, self.url) for part in parts))

    @property
    def as_text(self) -> Texts:
        version = self.shown.version
        body = markup.plain_text(version.body)
        return Texts(version.headline_text, version.standfirst_text, body)

    @property
    def figures(self) -> list[Cited]:
        return [Cited(each) for each in self.shown.figures]

    @property
    def graphics(self) -> list[Graphic]:
        return [
            Graphic(each, Html(each.title, self.url), Html(each.caption, self.url))
            for each in self.shown.graphics
        ]

    @property
    def pictures(self) -> list[Pictured]:
        groups = ((self.shown.pictures, False), (self.shown.gallery, True))
        return [
            Pictured(shown, Html(shown.caption_html, self.url), in_gallery)
            for several, in_gallery in groups
            for shown in several
        ]


def story_record(page: ArticlePage) -> StoryRecord:
    line = {each.name: getattr(page.story, each.name) for each in fields(StoryItem)}
    return StoryRecord(**line, shown=page)


@dataclass(frozen=True)
class VersionRecord:
    """A version of the story of that UUID, with the corrections issued with it."""

    version: PublishedVersion
    uuid: str

    @property
    def corrections(self) -> list[Notice]:
        return [presenters.notice(each) for each in self.version.corrections.all()]

    @property
    def as_it_stood(self) -> str:
        asked = urlencode({"as_of": self.version.live_from.isoformat()})
        return f"{address('api:article-detail', self.uuid)}?{asked}"
