"""Figures and charts in the frames of other sites."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from lib.frames import empty_frame, for_frames
from lib.searches import chosen, stable_address

from .filters import FigureList
from .models import Dispute, DisruptionFigure, PublicFigure, Strike
from .presenters import disputes, embedded, explorer, figures, strikes
from .presenters.charts.frame import Chart


@for_frames
def embed_figure(request: HttpRequest, pk: int, *, pinned: datetime | None) -> HttpResponse:
    now = timezone.now()
    found = get_object_or_404(DisruptionFigure.objects.public(now), pk=pk)
    shown = embedded.embedded(figures.with_shown([found])[0], pinned or now)
    if shown is None:
        raise Http404
    context = {"shown": shown, "record": shown.url, "pinned": pinned, "changed": shown.later}
    return render(request, "embed/figure.html", context)


@dataclass(frozen=True)
class ChartsOf:
    """`about` names the page at `url`, whose charts these are."""

    about: str
    url: str
    charts: list[Chart]


@for_frames
def embed_chart(
    request: HttpRequest, kind: str, slug: str, chart: str, *, pinned: datetime | None
) -> HttpResponse:
    """One of a strike or a dispute, by its name there."""
    now = timezone.now()
    found = charts_of(kind, slug, pinned or now)
    shown = [each for each in found.charts if each.name == chart]
    if not shown:
        raise Http404
    later = charts_of(kind, slug, now).charts if pinned else found.charts
    return framed(request, found, shown, pinned, [each for each in later if each.name == chart])


def charts_of(kind: str, slug: str, at: datetime) -> ChartsOf:
    """Of "strikes" or "disputes"; Http404 where there is none of that name."""
    if kind == "strikes":
        listed = strikes.for_strike_page(Strike.objects.public(at), at)
        strike = get_object_or_404(listed, slug=slug)
        return ChartsOf(strike.title, strike.get_absolute_url(), strikes.charts_of(strike, at))
    dispute = get_object_or_404(Dispute, slug=slug)
    return ChartsOf(dispute.title, dispute.get_absolute_url(), disputes.charts_of(dispute, at))


@for_frames
def embed_chosen(request: HttpRequest, *, pinned: datetime | None) -> HttpResponse:
    """The chart of a search of figures."""
    now = timezone.now()
    found = charts_of_search(request, pinned or now)
    if not found.charts:
        return empty_frame(request, explorer.NOTHING_ALIKE, 200)
    later = charts_of_search(request, now).charts if pinned else found.charts
    return framed(request, found, found.charts, pinned, later)


def charts_of_search(request: HttpRequest, at: datetime) -> ChartsOf:
    filterset = FigureList(request.GET, PublicFigure.objects.live(at).standing())
    if filterset.problems:
        raise Http404
    path = reverse("hospitals:figures")
    filters = chosen(path, filterset, besides=["ordering"])
    shown = explorer.explored(filterset.rows, at, narrowed=bool(filters))
    about = f"Figures: {', '.join(each.words for each in filters)}"
    return ChartsOf(about, stable_address(path, filterset.data), shown.charts)


def framed(
    request: HttpRequest,
    found: ChartsOf,
    shown: list[Chart],
    pinned: datetime | None,
    later: list[Chart],
) -> HttpResponse:
    context = {
        "about": found.about,
        "record": found.url,
        "charts": [replace(each, embed="") for each in shown],
        "pinned": pinned,
        "changed": [each.rows for each in shown] != [each.rows for each in later],
    }
    return render(request, "embed/chart.html", context)
