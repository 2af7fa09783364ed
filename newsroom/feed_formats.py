"""Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1: one list of entries in three formats.

Feed readers keep what they once read. So an entry has the record's own id, which outlives its
address, and a feed one that no host is part of.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import register_converter
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from django.utils.http import quote_etag
from django.utils.safestring import mark_safe
from django.utils.xmlutils import SimplerXMLGenerator

from lib.api import absolute
from lib.text import in_xml

LANGUAGE = "en-GB"
# An empty feed has not changed: the present moment would be news at each visit.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """`uuid` of the record, `url` without host; `title` and `summary` are plain text.

    An entry without authors has those of the feed. `moved` is when it was last announced, where
    that is not when it was updated.
    """

    uuid: UUID
    url: str
    title: str
    summary: str
    published: datetime
    updated: datetime
    authors: Sequence[str] = ()
    section: str = ""
    moved: datetime | None = None

    @property
    def announced(self) -> datetime:
        return self.moved or self.updated


class Dated(SyndicationFeed):
    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=NEVER)


class AtomFeed(Dated, Atom1Feed):
    """With several authors an entry, and with summaries that are text; Django's are HTML."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        handler.addQuickElement("summary", item["summary"], {"type": "text"})


class RssFeed(Dated, Rss201rev2Feed):
    """What it describes is HTML, so that text is escaped once more."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:dc": "http://purl.org/dc/elements/1.1/"}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.addQuickElement("dc:creator", name)
        lines = [escape(line) for line in item["summary"].splitlines()]
        handler.addQuickElement("description", mark_safe("<br>".join(lines)))


class JsonFeed(Dated):
    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: IO[str], encoding: str) -> None:
        outfile.write(json.dumps(self.content(), ensure_ascii=False))

    def content(self) -> dict[str, Any]:
        return {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "language": LANGUAGE,
            "authors": [{"name": self.feed["author_name"]}],
            "items": [self.item(each) for each in self.items],
        }

    def item(self, item: dict[str, Any]) -> dict[str, Any]:
        made = {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_text": item["summary"] or item["title"],
            "date_published": item["pubdate"].isoformat(),
            "date_modified": item["updateddate"].isoformat(),
        }
        if item["authors"]:
            made["authors"] = [{"name": name} for name in item["authors"]]
        if item["categories"]:
            made["tags"] = list(item["categories"])
        return made


FORMATS: dict[str, type[Dated]] = {"atom": AtomFeed, "rss": RssFeed, "json": JsonFeed}


class FormatConverter:
    """<feed_format:form> in an address."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FormatConverter, "feed_format")


def feed(
    request: HttpRequest, form: str, *, title: str, page: str, entries: Sequence[Entry]
) -> HttpResponse:
    """The answer: `title` after the site's name, `page` the address of the page that it follows."""
    made = FORMATS[form](
        title=f"{settings.SITE_NAME}: {in_xml(title)}",
        link=absolute(request, page),
        description=f"{settings.SITE_NAME}: {in_xml(title)}" if form == "rss" else None,
        language=LANGUAGE,
        author_name=settings.SITE_NAME,
        feed_url=absolute(request, request.path),
        feed_guid=lasting_id(request.path.removesuffix(f".{form}")),
    )
    for entry in entries:
        made.add_item(
            title=in_xml(entry.title),
            link=absolute(request, entry.url),
            description=None,
            summary=in_xml(entry.summary),
            authors=[in_xml(name) for name in entry.authors],
            pubdate=entry.published,
            updateddate=entry.updated,
            unique_id=f"urn:uuid:{entry.uuid}",
            unique_id_is_permalink=False,
            categories=[in_xml(entry.section)] if entry.section else [],
        )
    return answer(request, made)


def lasting_id(path: str) -> str:
    """Of a feed, in every format and whatever host is asked."""
    return uuid5(NAMESPACE_URL, f"{settings.SITE_URL or settings.SITE_NAME}{path}").urn


def answer(request: HttpRequest, made: SyndicationFeed) -> HttpResponse:
    """The feed, or 304 where the reader has it.

    Without Last-Modified: when a story is pulled the feed changes and its latest date goes back,
    so that a reader who asks by date would keep the story.
    """
    content = made.writeString("utf-8")
    response = HttpResponse(content, content_type=made.content_type)
    etag = quote_etag(hashlib.sha256(content.encode()).hexdigest()[:32])
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)
