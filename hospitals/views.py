"""The facts for readers: each page starts from `public(at)` and is shaped by a presenter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from deeds.changes import last_change
from lib.addresses import lasting_url, site_url
from lib.api import absolute
from lib.as_of import asked_as_of
from lib.filters import check_parameters
from lib.keyset import BY_NAME
from lib.pages import list_page, without_parameters
from lib.searches import chosen, query, stable_address

from . import forms
from .calendars import trust_calendar
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
from .models import Area, Dispute, DisruptionFigure, Hospital, PublicFigure, Strike, Trust
from .my_hospital import places_called
from .near import distance_in_words, nearest_hospitals, postcode
from .presenters import (
    areas,
    changes,
    disputes,
    embedded,
    explorer,
    figures,
    nearby,
    one_figure,
    places,
    sources,
    strikes,
    trusts,
)
from .presenters.cards import dispute_card, figure_card, place_card, strike_card
from .structured_data import observation

# Filters of the explorer that stand in its one row.
MOSTLY_ASKED = ("strike", "trust", "measure", "area", "ordering")
BY_VALUE_NOW = "Sorting by value is by today’s values: leave “as_of” out."


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
    found = get_object_or_404(Trust.objects.public(at).prefetch_related("aliases"), slug=slug)
    page = trusts.trust_page(found, at)
    card = place_card("trust", found.slug, page, settings.SITE_NAME)
    context = {"nav": "trusts", "trust": page, "card": card}
    return render(request, "hospitals/trust.html", context)


@require_safe
@without_parameters
def trust_strikes(request: HttpRequest, slug: str) -> HttpResponse:
    """The strikes there, for people's own calendars."""
    at = timezone.now()
    found = get_object_or_404(Trust.objects.public(at), slug=slug)
    site = site_url(request)
    content = trust_calendar(found, at, site=site, site_name=settings.SITE_NAME)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="strikes-{found.code}.ics"'
    return response


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
    page = places.hospital_page(found, at)
    card = place_card("hospital", found.slug, page, settings.SITE_NAME)
    context = {"nav": "hospitals", "hospital": page, "card": card}
    return render(request, "hospitals/hospital.html", context)


@require_safe
@without_parameters
def area_list(request: HttpRequest) -> HttpResponse:
    groups = areas.areas_by_kind(Area.objects.public(timezone.now()))
    return render(request, "hospitals/area_list.html", {"nav": "trusts", "groups": groups})


@require_safe
@without_parameters
def area(request: HttpRequest, slug: str) -> HttpResponse:
    at = timezone.now()
    found = get_object_or_404(Area.objects.public(at), slug=slug)
    page = areas.area_page(found, at)
    card = place_card("area", found.slug, page, settings.SITE_NAME)
    context = {"nav": "trusts", "area": page, "card": card}
    return render(request, "hospitals/area.html", context)


@require_safe
def my_hospital(request: HttpRequest) -> HttpResponse:
    """The page of the one hospital or trust that is meant; of several, which; of a postcode, the
    hospitals near it."""
    problems = check_parameters(request.GET, once=["q"])
    if problems:
        context = {"problems": list(problems.values()), "without_parameters": request.path}
        return render(request, "400.html", context, status=400)
    typed = request.GET.get("q", "").strip()
    if near := postcode(typed):
        # Where somebody lives stands in no address that we keep, nor in their history.
        if near.whole:
            return redirect(f"{request.path}?q={near.code}")
        return near_page(request, near.code)
    found = places_called(typed, timezone.localdate()) if typed else None
    if found and found.only:
        return redirect(found.only.url)
    return render(request, "hospitals/my_hospital.html", {"typed": typed, "found": found})


def near_page(request: HttpRequest, code: str) -> HttpResponse:
    at = timezone.now()
    nearest = [
        (hospital, distance_in_words(miles)) for hospital, miles in nearest_hospitals(code, at)
    ]
    context = {
        "code": code,
        "near": nearby.near_hospitals(nearest, at),
        "also": Trust.objects.public(at).filter(code=code).first(),
    }
    return render(request, "hospitals/near.html", context)


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
    page = strikes.strike_page(found, at)
    context = {"nav": "strikes", "strike": page, "card": strike_card(page, settings.SITE_NAME)}
    return render(request, "hospitals/strike.html", context)


@require_safe
@without_parameters
def dispute_list(request: HttpRequest) -> HttpResponse:
    lines = disputes.dispute_lines(timezone.now())
    return render(request, "hospitals/dispute_list.html", {"nav": "strikes", "lines": lines})


@require_safe
@without_parameters
def dispute(request: HttpRequest, slug: str) -> HttpResponse:
    at = timezone.now()
    found = get_object_or_404(Dispute.objects.public(at).prefetch_related("unions"), slug=slug)
    page = disputes.dispute_page(found, at)
    context = {"nav": "strikes", "dispute": page, "card": dispute_card(page, settings.SITE_NAME)}
    return render(request, "hospitals/dispute.html", context)


@require_safe
def figure_list(request: HttpRequest) -> HttpResponse:
    """One search, as a table, a chart, what it comes to, and the addresses of its files."""
    now = timezone.now()
    pinned, problems = asked_as_of(request)
    at = pinned or now
    listed = PublicFigure.objects.live(at).standing()
    filterset = FigureList(request.GET, listed.for_lines())
    if pinned and filterset.by_value:
        problems = [BY_VALUE_NOW]
    if problems:
        filterset.form.errors["as_of"] = filterset.form.error_class(problems)
    page = list_page(request, filterset, filterset.keyset)
    forms.offer_for_figures(page.form, now)
    lines = figures.lines(page.rows, at)
    context = {
        "nav": "figures",
        "page": page,
        "lines": lines,
        "groups": explorer.by_scope(page.rows, lines)
        if filterset.by_value
        else [explorer.Group("", lines)],
        **fields_of(page.form),
        "pinned": pinned,
        "full_links": site_url(request),
        "copied": [explorer.with_source(line, site_url(request)) for line in lines],
    }
    if not page.form.errors:
        context |= of_search(request, filterset, at, pinned)
    response = render(request, "hospitals/figure_list.html", context, status=page.status)
    if pinned:
        # As in the API: what has been taken down since may come into it at any moment.
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
    return response


def fields_of(form: Form) -> dict[str, Any]:
    """What most readers ask for, and the rest, which is folded until it is used."""
    more = [field for field in form.visible_fields() if field.name not in MOSTLY_ASKED]
    return {
        "first_fields": [form[name] for name in MOSTLY_ASKED],
        "more_fields": more,
        "more_used": any(field.data for field in more),
    }


def of_search(
    request: HttpRequest, filterset: FigureList, at: datetime, pinned: datetime | None
) -> dict[str, Any]:
    """What the page of a valid search shows beside the table; below its first page, no chart."""
    path, asked = request.path, query(filterset.data)
    filters = chosen(path, filterset, besides=["ordering"])
    first_page = not filterset.data.get("cursor")
    since = None if pinned else last_change(at)
    return {
        "filters": filters,
        "asked": asked,
        "address": stable_address(path, filterset.data),
        "pinned_address": since and stable_address(path, with_as_of(filterset.data, since)),
        "explored": explorer.explored(
            filterset.rows,
            at,
            narrowed=bool(filters),
            embed=f"{reverse('hospitals:embed_chosen')}?{asked}",
        )
        if first_page
        else None,
        "unpinned": stable_address(path, with_as_of(filterset.data, None)),
    }


def with_as_of(data: QueryDict, moment: datetime | None) -> QueryDict:
    kept = data.copy()
    kept["as_of"] = moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else ""
    return kept


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
    card = figure_card(page, settings.SITE_NAME)
    context = {
        "nav": "figures",
        "figure": page,
        **({"card": card} if card else {}),
        "structured_data": observation(
            page,
            site_url=lasting_url(request),
            site_name=settings.SITE_NAME,
            image=card.url if card else "",
        ),
        "copied": explorer.with_source(page.line, site_url(request)) if page.line else "",
        "embed": reverse("hospitals:embed_figure", args=[pk]),
        "embed_height": embedded.height_of(1 + len(page.rivals)),
    }
    return render(request, "hospitals/figure.html", context)


@require_safe
@without_parameters
def source_list(request: HttpRequest) -> HttpResponse:
    groups = sources.sources_by_kind(timezone.now())
    return render(request, "hospitals/source_list.html", {"groups": groups})


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
