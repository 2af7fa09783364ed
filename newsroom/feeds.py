"""Atom feeds (RFC 4287) of the stories and of the corrections.

Feed readers keep what they once read. So an entry has the record's own id, which outlives its
address; a story that is withdrawn stays as an entry that says so; and `updated` moves only when
there is something new to read.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import quote_etag
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from articles import presenters
from articles.models import Correction, PublishedVersion
from hospitals.models import DisruptionFigure
from hospitals.presenters.one_figure import about
from hospitals.presenters.reference import with_names
from lib.api import absolute
from lib.pages import without_parameters
from lib.words import day, joined

NEWEST = 30
# An empty feed has not changed: the present moment would be news at each visit.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
# A line break of a word processor is enough: XML has no way to write these characters.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class AtomFeed(Atom1Feed):
    """With several authors an entry, and with summaries that are text; Django's are HTML."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=NEVER)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        handler.addQuickElement("summary", item["summary"], {"type": "text"})


@require_safe
@without_parameters
def stories(request: HttpRequest) -> HttpResponse:
    """The stories of which a version came last, each as readers see it now.

    By the start of the version and not of the story: an old story that is corrected or withdrawn
    comes back, which those who read it then should know.
    """
    at = timezone.now()
    live = PublishedVersion.objects.public(at).for_page().defer("body", "body_html")
    latest = list(live.order_by("-live_from", "-article_id")[:NEWEST])
    notices = defaultdict(list)
    for row in Correction.objects.public(at).filter(
        article__in=[version.article_id for version in latest]
    ):
        notices[row.article_id].append(row)
    feed = new_feed(request, "stories", "/articles/")
    for version in latest:
        add(feed, request, **story_entry(version, notices[version.article_id]))
    return answer(request, feed)


@require_safe
@without_parameters
def corrections(request: HttpRequest) -> HttpResponse:
    """What we had wrong, the newest first. One whose subject is not public has no page to go to."""
    at = timezone.now()
    rows = list(Correction.objects.public(at)[:NEWEST])
    versions = {
        version.article_id: version
        for version in PublishedVersion.objects.public(at)
        .filter(article__in={row.article_id for row in rows if row.article_id})
        .for_lists()
    }
    ids = {row.figure_id for row in rows if row.figure_id}
    public = with_names(DisruptionFigure.objects.public(at).filter(pk__in=ids))
    figures = {figure.pk: figure for figure in public}
    feed = new_feed(request, "corrections", "/corrections/")
    for row in rows:
        subject = versions.get(row.article_id) or figures.get(row.figure_id)
        if subject:
            add(feed, request, **correction_entry(row, subject))
    return answer(request, feed)


# Entries


def story_entry(version: PublishedVersion, corrections: Sequence[Correction]) -> dict[str, Any]:
    """What `add` takes, of a live version and its public corrections, the newest first."""
    if version.kind == PublishedVersion.Kind.WITHDRAWAL:
        title, summary = f"Withdrawn: {version.headline_text}", version.notice
    else:
        title = before(corrections) + version.headline_text
        notes = [in_a_line(presenters.notice(each)) for each in corrections]
        summary = "\n".join(filter(None, [*notes, version.standfirst_text]))
    return {
        "uuid": version.article.uuid,
        "url": version.get_absolute_url(),
        "title": title,
        "summary": summary,
        "published": version.first_published_at,
        # A correction may be issued without a new version.
        "updated": max([version.content_modified_at, *(each.issued_at for each in corrections)]),
        "authors": joined(version.byline),
        "section": version.section.name,
    }


def before(corrections: Iterable[Correction]) -> str:
    """ "Corrected: ", "Clarified: " where nothing was wrong, or ""."""
    kinds = {each.kind for each in corrections}
    if kinds - {Correction.Kind.CLARIFICATION}:
        return "Corrected: "
    return "Clarified: " if kinds else ""


def in_a_line(notice: presenters.Notice) -> str:
    """ "Correction, 12 January 2016: We said 1,696. It was 1,854."."""
    return f"{notice.title}, {day(notice.issued_at)}: {notice.was_wrong} {notice.is_right}"


def correction_entry(
    correction: Correction, subject: PublishedVersion | DisruptionFigure
) -> dict[str, Any]:
    """What `add` takes; `subject` is the live version or the public figure that it corrects."""
    name = about(subject) if isinstance(subject, DisruptionFigure) else subject.headline_text
    notice = presenters.notice(correction)
    return {
        "uuid": correction.uuid,
        "url": subject.get_absolute_url(),
        "title": f"{notice.title}: {name}",
        "summary": f"{notice.was_wrong} {notice.is_right}",
        "published": correction.issued_at,
        "updated": correction.issued_at,
    }


# The feed around them


def new_feed(request: HttpRequest, what: str, page: str) -> AtomFeed:
    address = absolute(request, request.path)
    return AtomFeed(
        title=f"{settings.SITE_NAME}: {what}",
        link=absolute(request, page),
        description=None,
        language="en-GB",
        author_name=settings.SITE_NAME,
        feed_url=address,
        feed_guid=address,
    )


def add(
    feed: AtomFeed,
    request: HttpRequest,
    *,
    uuid: UUID,
    url: str,
    title: str,
    summary: str,
    published: datetime,
    updated: datetime,
    authors: Iterable[str] = (),
    section: str | None = None,
) -> None:
    """One entry: `uuid` of the record, `url` without host; `title` and `summary` are plain text.

    An entry without authors has those of the feed.
    """
    feed.add_item(
        title=in_xml(title),
        link=absolute(request, url),
        description=None,
        summary=in_xml(summary),
        authors=[in_xml(name) for name in authors],
        pubdate=published,
        updateddate=updated,
        unique_id=f"urn:uuid:{uuid}",
        categories=[in_xml(section)] if section else [],
    )


def in_xml(text: str) -> str:
    return NOT_IN_XML.sub(" ", text)


def answer(request: HttpRequest, feed: AtomFeed) -> HttpResponse:
    """The feed, or 304 where the reader has it.

    Without Last-Modified: when a story is pulled the feed changes and its latest date goes back,
    so that a reader who asks by date would keep the story.
    """
    content = feed.writeString("utf-8")
    response = HttpResponse(content, content_type=AtomFeed.content_type)
    etag = quote_etag(hashlib.sha256(content.encode()).hexdigest()[:32])
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)
