"""The facts for readers: each page starts from `public(at)` and is shaped by a presenter."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lib import json_ld
from lib.addresses import site_url
from lib.api import absolute
from lib.keyset import BY_NAME
from lib.pages import list_page, without_parameters

from . import forms
from .dependents import dependents
from .filters import (
    BY_NAME_AND_TOWN,
    LATEST_CHANGES,
    LATEST_FIGURES,
    LATEST_STRIKES,
    ChangeFilter,
    FigureList,
    HospitalFilter,
    OfSource,
    StrikeFilter,
    TrustFilter,
)
from .models import Dispute, DisruptionFigure, Hospital, PublicFigure, Strike, Trust
from .presenters import changes, disputes, figures, one_figure, places, sources, strikes, trusts
from .structured_data import observation


@require_safe
def trust_list(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    queryset = trusts.for_trust_lines(Trust.objects.public(at))
    page = list_page(request, TrustFilter(request.GET, queryset), BY_NAME)
    forms.offer_for_trusts(page.form, at)
    lines = [trusts.trust_line(trust, timezone.localdate(at)) for trust in page.rows]
    context = {"nav": "trusts", "page": page, "lines": lines}
    return render(request, "hospitals/trust_list.html", context, status=page.status)


@require_safe
@without_parameters
def trust(request: HttpRequest, slug: str) -> HttpResponse:
    at = timezone.now()
    found = get_object_or_404(
        Trust.objects.public(at).prefetch_related("former_names", "aliases"), slug=slug
    )
    context = {"nav": "trusts", "trust": trusts.trust_page(found, at)}
    return render(request, "hospitals/trust.html", context)


@require_safe
def hospital_list(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    queryset = places.for_hospital_lines(Hospital.objects.public(at))
    page = list_page(request, HospitalFilter(request.GET, queryset), BY_NAME_AND_TOWN)
    forms.offer_for_hospitals(page.form, at)
    lines = [places.hospital_line(hospital, timezone.localdate(at)) for hospital in page.rows]
    context = {"nav": "hospitals", "page": page, "lines": lines}
    return render(request, "hospitals/hospital_list.html", context, status=page.status)


@require_safe
@without_parameters
def hospital(request: HttpRequest, slug: str) -> HttpResponse:
    at = timezone.now()
    found = get_object_or_404(places.for_hospital_page(Hospital.objects.public(at)), slug=slug)
    context = {"nav": "hospitals", "hospital": places.hospital_page(found, at)}
    return render(request, "hospitals/hospital.html", context)


@require_safe
def strike_list(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    listed = Strike.objects.public(at).with_dates(public_at=at)
    queryset = strikes.for_strike_lines(listed, at)
    page = list_page(request, StrikeFilter(request.GET, queryset), LATEST_STRIKES)
    forms.offer_for_strikes(page.form, at)
    lines = [strikes.strike_line(strike, at) for strike in page.rows]
    context = {"nav": "strikes", "page": page, "lines": lines}
    return render(request, "hospitals/strike_list.html", context, status=page.status)


@require_safe
@without_parameters
def strike(request: HttpRequest, slug: str) -> HttpResponse:
    at = timezone.now()
    found = get_object_or_404(strikes.for_strike_page(Strike.objects.public(at), at), slug=slug)
    context = {"nav": "strikes", "strike": strikes.strike_page(found, at)}
    return render(request, "hospitals/strike.html", context)


@require_safe
@without_parameters
def dispute(request: HttpRequest, slug: str) -> HttpResponse:
    at = timezone.now()
    found = get_object_or_404(Dispute.objects.prefetch_related("unions"), slug=slug)
    context = {"nav": "strikes", "dispute": disputes.dispute_page(found, at)}
    return render(request, "hospitals/dispute.html", context)


@require_safe
def figure_list(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    listed = PublicFigure.objects.live(at).standing().for_lines()
    filterset = FigureList(request.GET, listed)
    page = list_page(request, filterset, filterset.keyset)
    forms.offer_for_figures(page.form, at)
    context = {
        "nav": "figures",
        "page": page,
        "lines": figures.lines(page.rows, at),
    }
    return render(request, "hospitals/figure_list.html", context, status=page.status)


@require_safe
@without_parameters
def figure(request: HttpRequest, pk: int) -> HttpResponse:
    at = timezone.now()
    found = get_object_or_404(DisruptionFigure.objects.public(at), pk=pk)
    figures.with_shown([found])
    page = one_figure.figure_page(
        found,
        at,
        address=absolute(request, found.get_absolute_url()),
        site_name=settings.SITE_NAME,
    )
    number = observation(page, site_url=site_url(request), site_name=settings.SITE_NAME)
    context = {"nav": "figures", "figure": page, "structured_data": json_ld.script(number)}
    return render(request, "hospitals/figure.html", context)


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    at = timezone.now()
    # One question, whether we know them or not: that we do is the desk's, until something public
    # names them.
    known = sources.for_source_page(dependents().public_sources(at))
    found = get_object_or_404(known, slug=slug)
    named_by = sources.figures_naming(found, at)
    page = list_page(request, OfSource(request.GET, named_by), LATEST_FIGURES)
    quotes = sources.quotes_of(found, at)
    shown = sources.source_page(found, figures.lines(page.rows, at), quotes)
    context = {"page": page, "source": shown}
    return render(request, "hospitals/source.html", context, status=page.status)


@require_safe
def update_list(request: HttpRequest) -> HttpResponse:
    """What sources have changed since we published it."""
    return change_list(request, changes.BY_THE_SOURCE, "hospitals/update_list.html")


@require_safe
def corrected_figures(request: HttpRequest) -> HttpResponse:
    """Values that we had wrong; the notices that went with some stand at /corrections/."""
    return change_list(request, changes.BY_US, "hospitals/corrected.html")


def change_list(request: HttpRequest, reasons: Iterable[str], template: str) -> HttpResponse:
    at = timezone.now()
    revisions = changes.public_changes(at, reasons)
    page = list_page(request, ChangeFilter(request.GET, revisions), LATEST_CHANGES)
    forms.offer_for_changes(page.form, revisions, at, template)
    context = {"page": page, "lines": changes.change_lines(page.rows, at)}
    return render(request, template, context, status=page.status)
