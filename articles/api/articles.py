"""Stories as data, the versions they had, and their corrections."""

from urllib.parse import urlencode

from django.db.models import OuterRef, Prefetch, Subquery
from django.http import Http404

from articles import markup, presenters
from articles.filters import NEWEST_FIRST, StoryFilter
from articles.models import Correction, PublicStory, PublishedVersion
from hospitals.models import DisruptionFigure
from lib import api
from lib.api import both_ways, moment, number
from lib.keyset import Keyset

from . import shapes
from .base import RecordViewSet, uuid_or_404
from .filters import CorrectionFilter, VersionFilter

LATEST_VERSION = Keyset([("live_from", "desc"), ("id", "desc")])
LATEST_ISSUED = Keyset([("issued_at", "desc"), ("id", "desc")])


class ArticleViewSet(RecordViewSet):
    """Stories as readers see them. The order stays when a story is updated or corrected."""

    filterset_class = StoryFilter
    keyset = NEWEST_FIRST
    orders = both_ways("first_published_at", NEWEST_FIRST)
    shape = shapes.StoryLine
    detail_shape = shapes.StoryDetail
    looks_back = True
    lookup_field = "article__uuid"
    lookup_url_kwarg = "uuid"
    lookup_value_converter = "str"

    def get_queryset(self):
        if self.detail:
            return PublishedVersion.objects.public(self.at).for_page()
        return PublicStory.objects.live(self.at).for_lists()

    def lookup_value(self):
        return uuid_or_404(super().lookup_value())

    def present(self, rows, *, detail):
        if detail:
            return [self.story(presenters.article_page(version, self.at)) for version in rows]
        return [self.line(item) for item in presenters.story_lines(rows)]

    def line(self, item):
        return {
            "id": item.uuid,
            "url": self.address("article", item.uuid),
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
            "corrections": [correction(notice) for notice in page.corrections],
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

    def figure(self, cited):
        revision = None if cited.withdrawn else cited.revision
        return {
            "id": cited.id,
            "url": self.address("figure", cited.id),
            "page": self.link(cited.url),
            "printed": cited.printed,
            "sentence": cited.sentence,
            "withdrawn": cited.withdrawn,
            "revision": cited.revision.number,
            "value": number(revision.value) if revision else None,
            "upper": number(revision.upper) if revision else None,
            "how_exact": revision.how_exact if revision else None,
            "out_of": number(revision.out_of) if revision else None,
            "missing": (revision.missing or None) if revision else None,
            "said_by": cited.said.by if cited.said else None,
            "reported_by": cited.said.reported_by if cited.said else None,
            "since_publication": cited.since,
        }

    def quote(self, quote):
        return {
            "id": quote.id,
            "url": self.address("quote", quote.uuid),
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


def correction(notice):
    return {
        "id": notice.uuid,
        "title": notice.title,
        "was_wrong": notice.was_wrong,
        "is_right": notice.is_right,
        "issued_at": moment(notice.issued_at),
        "placement": "top" if notice.at_top else "foot",
    }


class VersionViewSet(RecordViewSet):
    """What readers of one story have seen, the newest first; `url` is the story as it stood."""

    filterset_class = VersionFilter
    keyset = LATEST_VERSION
    shape = shapes.Version

    def get_queryset(self):
        self.uuid = uuid_or_404(self.kwargs["uuid"])
        live = PublishedVersion.objects.public(self.at).filter(article__uuid=self.uuid)
        article = live.values_list("article", flat=True).first()
        if article is None:
            raise Http404
        begun = PublishedVersion.objects.begun(self.at)
        later = begun.filter(article=OuterRef("article"), live_from__gt=OuterRef("live_from"))
        return (
            begun.filter(article=article)
            .annotate(live_until=Subquery(later.order_by("live_from").values("live_from")[:1]))
            .prefetch_related(Prefetch("corrections", Correction.objects.public(self.at)))
            .defer("body", "body_html", "search_text")
        )

    def present(self, rows, *, detail):
        return [self.one(version) for version in rows]

    def one(self, version):
        address = self.address("article", self.uuid)
        return {
            "number": version.number,
            "kind": version.kind,
            "live_from": moment(version.live_from),
            "live_until": moment(version.live_until),
            "headline": version.headline_text,
            "standfirst": version.standfirst_text,
            "byline": version.byline,
            "notice": version.notice,
            "content_modified_at": moment(version.content_modified_at),
            "corrections": [
                correction(presenters.notice(each)) for each in version.corrections.all()
            ],
            "url": f"{address}?{urlencode({'as_of': version.live_from.isoformat()})}",
        }


class CorrectionViewSet(RecordViewSet):
    """Our errors, the newest first: what was wrong and what is right."""

    filterset_class = CorrectionFilter
    keyset = LATEST_ISSUED
    orders = both_ways("issued_at", LATEST_ISSUED)
    shape = shapes.CorrectionShape
    lookup_field = "uuid"
    lookup_value_converter = "str"

    def get_queryset(self):
        return Correction.objects.public(self.at)

    def lookup_value(self):
        return uuid_or_404(super().lookup_value())

    def present(self, rows, *, detail):
        """Stories and figures are named where readers can see them; one query for each."""
        stories = self.named_articles(row.article_id for row in rows)
        figures = (
            DisruptionFigure.objects.public(self.at)
            .filter(pk__in={row.figure_id for row in rows if row.figure_id})
            .in_bulk()
        )
        return [
            {
                "id": row.uuid,
                "url": self.address("correction", row.uuid),
                "kind": row.kind,
                "placement": row.placement,
                "was_wrong": row.was_wrong,
                "is_right": row.is_right,
                "issued_at": moment(row.issued_at),
                "article": stories.get(row.article_id),
                "figure": self.named_figure(figures.get(row.figure_id)),
            }
            for row in rows
        ]

    def named_figure(self, figure):
        if figure is None:
            return None
        return {
            "id": figure.pk,
            "url": self.address("figure", figure.pk),
            "page": self.link(figure.get_absolute_url()),
        }
