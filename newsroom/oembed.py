"""oEmbed (https://oembed.com/): what a page of ours is in the frame of another site.

For figures, quotations, the first chart of a strike or dispute (another by its #id), and the chart
of a search of figures.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Quote
from articles.presenters import quote_page
from hospitals.embeds import charts_of
from hospitals.models import DisruptionFigure
from hospitals.presenters import embedded
from hospitals.presenters.figures import with_shown
from lib.addresses import site_url
from lib.frames import frame_code

WIDTH, NARROWEST = 640, 200
# A quotation of some lines; a chart of which nobody has looked how long it is.
QUOTE, CHART = 320, 760
# For so long, in seconds, others may keep the answer; the frame itself follows corrections.
KEEP = 86_400

Frame = tuple[str, str, int]


def of_figure(pk: int, fragment: str, query: str) -> Frame:
    now = timezone.now()
    found = get_object_or_404(DisruptionFigure.objects.public(now), pk=pk)
    shown = embedded.embedded(with_shown([found])[0], now)
    if shown is None:
        raise Http404
    address = reverse("hospitals:embed_figure", args=[pk])
    return address, shown.about, embedded.height_of(len(shown.lines))


def of_quote(pk: int, fragment: str, query: str) -> Frame:
    now = timezone.now()
    page = quote_page(get_object_or_404(Quote.objects.public(now), pk=pk), now)
    return reverse("articles:embed_quote", args=[pk]), page.said.attribution, QUOTE


def of_charts(kind: str) -> Callable[..., Frame]:
    def found(slug: str, fragment: str, query: str) -> Frame:
        charts = charts_of(kind, slug, timezone.now()).charts
        wanted = [chart for chart in charts if not fragment or chart.id == fragment]
        if not wanted:
            raise Http404
        chart = wanted[0]
        address = reverse(f"hospitals:embed_{kind}", args=[slug, chart.name])
        return address, chart.title, chart.height

    return found


def of_search(fragment: str, query: str) -> Frame:
    if not query:
        raise Http404
    return f"{reverse('hospitals:embed_chosen')}?{query}", "Figures", CHART


# {page: its frame: address, title, height in pixels}
FRAMES: dict[str, Callable[..., Frame]] = {
    "hospitals:figure": of_figure,
    "hospitals:figures": of_search,
    "hospitals:strike": of_charts("strikes"),
    "hospitals:dispute": of_charts("disputes"),
    "articles:quote": of_quote,
}


@require_safe
def oembed(request: HttpRequest) -> JsonResponse:
    if request.GET.get("format", "json") != "json":
        return JsonResponse({"error": "There is “json” alone."}, status=501)
    try:
        path, title, height = frame_of(request)
    except Http404:
        sentence = "“url” is the full address of a figure, a quotation, a strike or a dispute here."
        return JsonResponse({"error": sentence}, status=404)
    width = at_most(request.GET.get("maxwidth"), WIDTH)
    height = at_most(request.GET.get("maxheight"), height)
    return JsonResponse(
        {
            "version": "1.0",
            "type": "rich",
            "title": title,
            "provider_name": settings.SITE_NAME,
            "provider_url": f"{site_url(request)}/",
            "cache_age": KEEP,
            "html": frame_code(site_url(request) + path, title, height, width),
            "width": width,
            "height": height,
        }
    )


def frame_of(request: HttpRequest) -> Frame:
    """Of the page that the request names; Http404 where it is none of ours that has a frame."""
    try:
        asked = urlsplit(request.GET.get("url", ""))
        match = resolve(asked.path)
    except (Resolver404, ValueError) as error:
        raise Http404 from error
    ours = {urlsplit(site_url(request)).netloc, request.get_host()}
    frame = FRAMES.get(match.view_name)
    if asked.scheme not in ("http", "https") or asked.netloc not in ours or frame is None:
        raise Http404
    given: dict[str, Any] = match.kwargs
    return frame(**given, fragment=asked.fragment, query=asked.query)


def at_most(asked: str | None, usual: int) -> int:
    """A number of pixels that the other site allows; what is no number says nothing."""
    if asked and asked.isascii() and asked.isdigit() and len(asked) < 6:
        return max(NARROWEST, min(int(asked), usual))
    return usual
