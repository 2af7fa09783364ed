"""What there is to be found, for search engines: every public address, and the news of two days.

Sitemaps start from the same sets as the pages, so nothing is listed that a reader could not open.
A date stands only where readers saw the page itself change: search engines come to distrust others.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import EmptyPage
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Contributor, PublicStory, PublishedVersion, Quote
from articles.models import Section as SectionOfStories
from articles.models.sources import all_public_sources
from hospitals.models import Area, Dispute, Hospital, PublicFigure, Strike, Trust
from lib.addresses import address, site_url
from lib.pages import without_parameters
from lib.text import in_xml

XML = "application/xml; charset=utf-8"
# Of news, as Google reads them.
NEWS_HOURS, MOST_NEWS = 48, 1000

PAGES = (
    "home",
    "articles:list",
    "articles:corrections",
    "hospitals:strikes",
    "hospitals:trusts",
    "hospitals:hospitals",
    "hospitals:areas",
    "hospitals:disputes",
    "hospitals:sources",
    "hospitals:figures",
    "hospitals:updates",
    "articles:story_updates",
    "hospitals:corrected",
    "about",
    "about_checking",
    "about_sources",
    "about_corrections",
    "feeds",
    "publisher",
    "contact",
    "complaints",
    "privacy",
    "accessibility",
    "licences",
    "api:docs",
)


class Section(Sitemap):
    """One kind of page, as far as readers see it at `at`; of the addresses on `site`."""

    # So many lines stay below what is kept of a page.
    limit = 2000

    def __init__(self, at: datetime, site: str) -> None:
        self.at = at
        self.protocol, self.domain = urlsplit(site)[:2]

    def get_domain(self, site: Any = None) -> str:
        return self.domain

    def get_latest_lastmod(self) -> datetime | None:
        return None


class Pages(Section):
    def items(self) -> Iterable[str]:
        return PAGES

    def location(self, item: str) -> str:
        return reverse(item)


class Stories(Section):
    """Without those that are withdrawn, whose pages ask not to be listed."""

    def items(self) -> Any:
        standing = PublicStory.objects.live(self.at).exclude(
            version__kind=PublishedVersion.Kind.WITHDRAWAL
        )
        return standing.for_lists().order_by("article")

    def location(self, item: PublicStory) -> str:
        return item.version.get_absolute_url()

    def lastmod(self, item: PublicStory) -> datetime:
        return item.version.content_modified_at

    def get_latest_lastmod(self) -> datetime | None:
        return self.items().aggregate(latest=Max("version__content_modified_at"))["latest"]


class Figures(Section):
    def items(self) -> Any:
        standing = PublicFigure.objects.live(self.at).standing().order_by("figure")
        return standing.values_list("figure", "starts")

    def location(self, item: tuple[int, datetime]) -> str:
        return address("hospitals:figure", item[0])

    def lastmod(self, item: tuple[int, datetime]) -> datetime:
        return item[1]

    def get_latest_lastmod(self) -> datetime | None:
        return self.items().aggregate(latest=Max("starts"))["latest"]


class Quotations(Section):
    def items(self) -> Any:
        return Quote.objects.public(self.at).order_by("pk").values_list("pk", flat=True)

    def location(self, item: int) -> str:
        return address("articles:quote", item)


class BySlug(Section):
    """Records whose address is made of their slug."""

    view = ""

    def rows(self) -> Any:
        raise NotImplementedError

    def items(self) -> Any:
        return self.rows().order_by("slug").values_list("slug", flat=True)

    def location(self, item: str) -> str:
        return address(self.view, item)


class Sections(BySlug):
    view = "section"

    def rows(self) -> Any:
        return SectionOfStories.objects.public(self.at)


class Authors(BySlug):
    view = "author"

    def rows(self) -> Any:
        return Contributor.objects.public(self.at)


class Trusts(BySlug):
    view = "hospitals:trust"

    def rows(self) -> Any:
        return Trust.objects.public(self.at)


class Hospitals(BySlug):
    view = "hospitals:hospital"

    def rows(self) -> Any:
        return Hospital.objects.public(self.at)


class Areas(BySlug):
    view = "hospitals:area"

    def rows(self) -> Any:
        return Area.objects.public(self.at)


class Strikes(BySlug):
    view = "hospitals:strike"

    def rows(self) -> Any:
        return Strike.objects.public(self.at)


class Disputes(BySlug):
    view = "hospitals:dispute"

    def rows(self) -> Any:
        return Dispute.objects.public(self.at)


class Sources(BySlug):
    view = "hospitals:source"

    def rows(self) -> Any:
        return all_public_sources(self.at)


SECTIONS: dict[str, type[Section]] = {
    "pages": Pages,
    "stories": Stories,
    "figures": Figures,
    "quotations": Quotations,
    "sections": Sections,
    "authors": Authors,
    "trusts": Trusts,
    "hospitals": Hospitals,
    "areas": Areas,
    "strikes": Strikes,
    "disputes": Disputes,
    "sources": Sources,
}


@require_safe
@without_parameters
def index(request: HttpRequest) -> HttpResponse:
    """The sitemaps that there are."""
    at, site = timezone.now(), site_url(request)
    listed = []
    for name, kind in SECTIONS.items():
        section = kind(at, site)
        latest = section.get_latest_lastmod()
        for page in section.paginator.page_range:
            where = f"{site}{address('sitemap', name, page)}"
            listed.append({"location": where, "last_mod": latest})
    return render(request, "sitemap_index.xml", {"sitemaps": listed}, content_type=XML)


@require_safe
@without_parameters
def sitemap(request: HttpRequest, section: str, page: int) -> HttpResponse:
    if section not in SECTIONS:
        raise Http404
    try:
        urls = SECTIONS[section](timezone.now(), site_url(request)).get_urls(page=page)
    except EmptyPage as error:
        raise Http404 from error
    return render(request, "sitemap.xml", {"urlset": urls}, content_type=XML)


@require_safe
@without_parameters
def news(request: HttpRequest) -> HttpResponse:
    """The stories of the last two days, as news search engines read them."""
    at = timezone.now()
    recent = (
        PublicStory.objects.live(at)
        .filter(first_published_at__gt=at - timedelta(hours=NEWS_HOURS))
        .exclude(version__kind=PublishedVersion.Kind.WITHDRAWAL)
        .for_lists()
        .newest_first()
    )
    stories = [row.version for row in recent[:MOST_NEWS]]
    context = {
        "name": settings.SITE_NAME,
        "site": site_url(request),
        "stories": [(each, in_xml(each.headline_text)) for each in stories],
    }
    return render(request, "news_sitemap.xml", context, content_type=XML)
