"""Pages that go without display sizes, colour and cards: which may, and which do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.db.models import QuerySet
from django.urls import Resolver404, resolve
from django.utils import timezone

from articles.models import PublishedVersion
from deeds.memory import remembered
from deeds.models import SoberDecision
from hospitals.models import Dispute, DisruptionFigure, Strike
from lib.refusals import Refused

# {name of an address: the records that it may mean}
MAY_BE_SOBER: dict[str, Callable[..., QuerySet[Any]]] = {
    "articles:article": lambda slug, **_: PublishedVersion.objects.public().filter(slug=slug),
    "hospitals:strike": lambda slug: Strike.objects.filter(slug=slug),
    "hospitals:dispute": lambda slug: Dispute.objects.filter(slug=slug),
    "hospitals:figure": lambda pk: DisruptionFigure.objects.filter(pk=pk),
}


def is_sober(path: str) -> bool:
    """Of the page at `path`; earlier versions of a story are as it is."""
    paths = remembered("sober pages", SoberDecision.objects.paths, timezone.now())
    return path.partition("versions/")[0] in paths


def page_at(typed: str) -> str:
    """The path of the page whose address was typed; Refused where it is none that may be sober."""
    path = urlsplit(typed.strip()).path
    try:
        meant = resolve(path)
    except Resolver404:
        raise Refused("There is no page at this address: copy it from your browser.") from None
    if meant.view_name not in MAY_BE_SOBER:
        raise Refused("Only pages of stories, strikes, disputes and figures can be sober.")
    records = MAY_BE_SOBER[meant.view_name](**meant.kwargs)
    if all(record.get_absolute_url() != path for record in records):
        raise Refused("There is no page at this address: copy it from your browser.")
    return path
