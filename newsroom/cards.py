"""Share cards: each is drawn when it is first asked for, and kept until it shows something else.

What is kept is only a copy: the folder may be emptied at any time. A card is looked for after its
record, so that what is pulled has none, whatever lies there.
"""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Correction, PublishedVersion, Quote
from articles.presenters import notice, quote_page, story_line
from articles.presenters.cards import quote_card, story_card
from hospitals.models import Area, Dispute, DisruptionFigure, Hospital, Strike, Trust
from hospitals.presenters import areas, disputes, figures, one_figure, places, strikes, trusts
from hospitals.presenters.cards import dispute_card, figure_card, place_card, strike_card
from lib.cards import Card, drawn, painted
from lib.pages import without_parameters

logger = logging.getLogger(__name__)


@require_safe
@without_parameters
def card(request: HttpRequest, kind: str, key: str, digest: str) -> HttpResponse:
    """The card of a record that readers see; another digest leads to that of the present one."""
    find = CARDS.get(kind)
    found = find(key, timezone.now()) if find else None
    if found is None or found.key != key:
        raise Http404
    if digest != found.digest:
        return redirect(found.url)
    response = HttpResponse(picture(found), content_type="image/png")
    # As other pictures (see articles.views.picture): never another one at this address, but gone
    # within a minute with what it is of.
    response["Cache-Control"] = "public, max-age=60, must-revalidate, immutable"
    return response


# Of each kind, the card of the record that readers know by this key


def site_card(key: str = "front", at: datetime | None = None) -> Card:
    """Of the site itself, for pages that have none of their own."""
    return _site_card(settings.SITE_NAME)


@cache
def _site_card(name: str) -> Card:
    return Card(
        kind="site",
        key="front",
        site=name,
        kicker="NHS strikes and care",
        words="Every number with who said it, when, and in which document",
    )


def of_story(key: str, at: datetime) -> Card | None:
    try:
        uuid = UUID(key)
    except ValueError:
        return None
    live = PublishedVersion.objects.public(at).for_lists()
    version = get_object_or_404(live, article__uuid=uuid)
    issued = Correction.objects.public(at).filter(article=version.article_id)
    corrections = [notice(each) for each in issued]
    return story_card(story_line(version), corrections, settings.SITE_NAME)


def of_figure(key: str, at: datetime) -> Card | None:
    if not is_number(key):
        return None
    found = get_object_or_404(DisruptionFigure.objects.public(at), pk=key)
    figures.with_shown([found])
    page = one_figure.figure_page(found, at, address="", site_name="")
    return figure_card(page, settings.SITE_NAME)


def of_strike(key: str, at: datetime) -> Card | None:
    found = get_object_or_404(strikes.for_strike_page(Strike.objects.public(at), at), slug=key)
    return strike_card(strikes.strike_page(found, at), settings.SITE_NAME)


def of_dispute(key: str, at: datetime) -> Card | None:
    found = get_object_or_404(Dispute.objects.public(at), slug=key)
    return dispute_card(disputes.dispute_page(found, at), settings.SITE_NAME)


def of_quote(key: str, at: datetime) -> Card | None:
    found = get_object_or_404(Quote.objects.public(at), pk=key) if is_number(key) else None
    return found and quote_card(quote_page(found, at), settings.SITE_NAME)


def of_trust(key: str, at: datetime) -> Card | None:
    found = get_object_or_404(Trust.objects.public(at), slug=key)
    return place_card("trust", key, trusts.trust_page(found, at), settings.SITE_NAME)


def of_hospital(key: str, at: datetime) -> Card | None:
    found = get_object_or_404(places.for_hospital_page(Hospital.objects.public(at)), slug=key)
    return place_card("hospital", key, places.hospital_page(found, at), settings.SITE_NAME)


def of_area(key: str, at: datetime) -> Card | None:
    found = get_object_or_404(Area.objects.public(at), slug=key)
    return place_card("area", key, areas.area_page(found, at), settings.SITE_NAME)


def is_number(key: str) -> bool:
    """One that a database can hold."""
    return key.isascii() and key.isdigit() and len(key) <= 18


CARDS: dict[str, Callable[[str, datetime], Card | None]] = {
    "site": site_card,
    "story": of_story,
    "figure": of_figure,
    "strike": of_strike,
    "dispute": of_dispute,
    "quote": of_quote,
    "trust": of_trust,
    "hospital": of_hospital,
    "area": of_area,
}


# What is kept


def picture(found: Card) -> bytes:
    """The PNG of a card: as it is kept, or drawn now and kept in the place of an earlier one."""
    folder = Path(settings.CARDS_ROOT) / found.kind
    kept = folder / f"{found.key}.{found.digest}.png"
    try:
        return kept.read_bytes()
    except OSError:
        content = painted(drawn(found))
    try:
        keep(content, kept)
        for earlier in folder.glob(f"{found.key}.*.png"):
            if earlier != kept:
                earlier.unlink(missing_ok=True)
    except OSError as error:
        # A full disk costs speed.
        logger.warning("A share card could not be kept: %s", error)
    return content


def keep(content: bytes, place: Path) -> None:
    """Whole or not at all, though two processes may draw the same card at once."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, unnamed = tempfile.mkstemp(dir=place.parent, suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(unnamed, place)
    except OSError:
        Path(unnamed).unlink(missing_ok=True)
        raise
