"""Stories in the API, read-only: `/api/v1/articles/` and `/api/v1/articles/<uuid>/`."""

from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from newsroom.lib import api
from newsroom.lib.api import ReadOnlyViewSet, moment, number

from . import markup, presenters
from .filters import NEWEST_FIRST, StoryFilter
from .models import PublishedVersion


class ArticleViewSet(ReadOnlyViewSet):
    filterset_class = StoryFilter
    keyset = NEWEST_FIRST
    lookup_field = "article__uuid"
    lookup_url_kwarg = "uuid"
    lookup_value_converter = "str"

    def get_queryset(self):
        self.at = timezone.now()
        live = PublishedVersion.objects.public(self.at)
        return live.for_page() if self.detail else live.for_lists()

    def lookup_value(self):
        try:
            return UUID(super().lookup_value())
        except ValueError as error:
            raise Http404 from error

    def present(self, rows, *, detail):
        if detail:
            return [self.story(presenters.article_page(version, self.at)) for version in rows]
        return [self.line(presenters.story_line(version)) for version in rows]

    def line(self, item):
        return {
            "id": item.uuid,
            "url": self.link(reverse("api:article-detail", args=[item.uuid])),
            "page": self.link(item.url),
            "headline": item.headline,
            "standfirst": item.standfirst,
            "kicker": item.kicker,
            "section": {"slug": item.section_slug, "name": item.section},
            "byline": item.byline,
            "version": item.version,
            "first_published_at": moment(item.first_published_at),
            "content_modified_at": moment(item.content_modified_at),
            "withdrawn": item.withdrawn,
        }

    def story(self, page):
        version = page.version
        return {
            **self.line(page.story),
            "dateline": version.dateline,
            "notice": version.notice,
            "html": {
                "headline": self.html(version.headline_html, page),
                "standfirst": self.html(version.standfirst_html, page),
                "body": self.html(version.body_html, page),
            },
            "text": {
                "headline": version.headline_text,
                "standfirst": version.standfirst_text,
                "body": markup.plain_text(version.body),
            },
            "corrections": [self.correction(notice) for notice in page.corrections],
            "figures": [self.figure(cited) for cited in page.figures],
            "quotes": [self.quote(quote) for quote in page.quotes],
            "pictures": [
                *(self.picture(shown, page, False) for shown in page.pictures),
                *(self.picture(shown, page, True) for shown in page.gallery),
            ],
            "trusts": [self.subject(trust, "code") for trust in page.trusts],
            "hospitals": [self.subject(hospital, "slug") for hospital in page.hospitals],
            "strikes": [self.subject(strike, "slug") for strike in page.strikes],
            "related": [self.line(story) for story in page.related],
        }

    def html(self, rendered, page):
        """With full links: the rendered page has links to our own records and to its anchors."""
        here = self.link(page.story.url)
        site = here.removesuffix(page.story.url)
        return rendered.replace('href="/', f'href="{site}/').replace('href="#', f'href="{here}#')

    def correction(self, notice):
        return {
            "id": notice.uuid,
            "title": notice.title,
            "was_wrong": notice.was_wrong,
            "is_right": notice.is_right,
            "issued_at": moment(notice.issued_at),
            "placement": "top" if notice.at_top else "foot",
        }

    def figure(self, cited):
        revision = None if cited.withdrawn else cited.revision
        return {
            "id": cited.id,
            "url": self.link(reverse("api:figure-detail", args=[cited.id])),
            "page": self.link(cited.url),
            "printed": cited.printed,
            "sentence": cited.sentence,
            "withdrawn": cited.withdrawn,
            "revision": cited.revision.number,
            "value": number(revision.value) if revision else None,
            "upper": number(revision.upper) if revision else None,
            "how_exact": revision.how_exact if revision else None,
            "out_of": number(revision.out_of) if revision else None,
            "missing": revision.missing if revision else None,
            "said_by": cited.said.by if cited.said else None,
            "reported_by": cited.said.reported_by if cited.said else None,
            "since_publication": cited.since,
        }

    def quote(self, quote):
        return {
            "id": quote.id,
            "printed": quote.printed,
            "attribution": quote.attribution,
            "terms": quote.terms,
            "said_on": api.day(quote.said_on),
            "where_from": quote.where_from,
            "where_from_url": quote.where_from_url,
            "as_printed": quote.as_printed,
        }

    def picture(self, shown, page, in_gallery):
        return {
            "id": shown.uuid,
            "url": self.link(shown.url),
            "alt_text": shown.alt_text,
            "caption": self.html(shown.caption_html, page),
            "credit": shown.credit,
            "width": shown.width,
            "height": shown.height,
            "in_gallery": in_gallery,
        }

    def subject(self, subject, key):
        return {key: subject.key, "name": subject.name, "page": self.link(subject.url)}
