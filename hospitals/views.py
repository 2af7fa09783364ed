"""The facts for readers: each page starts from `public(at)` and is shaped by a presenter."""

from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from newsroom.lib.api import absolute
from newsroom.lib.pages import list_page, without_parameters

from . import forms
from .filters import (
    BY_NAME,
    LATEST_FIGURES,
    LATEST_STRIKES,
    FigureFilter,
    StrikeFilter,
    TrustFilter,
)
from .models import DisruptionFigure, Strike, Trust
from .presenters import figures, one_figure, strikes, trusts


@require_safe
def trust_list(request):
    at = timezone.now()
    queryset = trusts.for_trust_lines(Trust.objects.public(at))
    page = list_page(request, TrustFilter(request.GET, queryset), BY_NAME)
    forms.offer_for_trusts(page.form, at)
    lines = [trusts.trust_line(trust, timezone.localdate(at)) for trust in page.rows]
    context = {"nav": "trusts", "page": page, "lines": lines}
    return render(request, "hospitals/trust_list.html", context, status=page.status)


@require_safe
@without_parameters
def trust(request, slug):
    at = timezone.now()
    found = get_object_or_404(
        Trust.objects.public(at).prefetch_related("former_names", "aliases"), slug=slug
    )
    context = {"nav": "trusts", "trust": trusts.trust_page(found, at)}
    return render(request, "hospitals/trust.html", context)


@require_safe
def strike_list(request):
    at = timezone.now()
    queryset = strikes.for_strike_lines(Strike.objects.public(at).with_days(), at)
    page = list_page(request, StrikeFilter(request.GET, queryset), LATEST_STRIKES)
    forms.offer_for_strikes(page.form, at)
    lines = [strikes.strike_line(strike) for strike in page.rows]
    context = {"nav": "strikes", "page": page, "lines": lines}
    return render(request, "hospitals/strike_list.html", context, status=page.status)


@require_safe
@without_parameters
def strike(request, slug):
    at = timezone.now()
    found = get_object_or_404(strikes.for_strike_page(Strike.objects.public(at)), slug=slug)
    context = {"nav": "strikes", "strike": strikes.strike_page(found, at)}
    return render(request, "hospitals/strike.html", context)


@require_safe
def figure_list(request):
    at = timezone.now()
    queryset = figures.for_lines(DisruptionFigure.objects.public(at).standing())
    page = list_page(request, FigureFilter(request.GET, queryset), LATEST_FIGURES)
    forms.offer_for_figures(page.form, at)
    context = {"nav": "figures", "page": page, "lines": figures.lines(page.rows, at)}
    return render(request, "hospitals/figure_list.html", context, status=page.status)


@require_safe
@without_parameters
def figure(request, pk):
    at = timezone.now()
    found = get_object_or_404(figures.for_lines(DisruptionFigure.objects.public(at)), pk=pk)
    page = one_figure.figure_page(
        found,
        at,
        address=absolute(request, found.get_absolute_url()),
        site_name=settings.SITE_NAME,
    )
    return render(request, "hospitals/figure.html", {"nav": "figures", "figure": page})
