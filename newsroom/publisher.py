"""Who publishes the site, for its pages and for the description of the API."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from articles.models import Publisher
from deeds.memory import remembered
from hospitals.models import Licence
from lib.addresses import site_url


def publisher() -> Publisher:
    """As an editor keeps it; without a name and all the rest where nobody has entered it."""
    first = remembered("publisher", Publisher.objects.first, timezone.now())
    return first or Publisher()


def licences() -> list[Licence]:
    """Those under which the documents are that our figures come from."""
    at = timezone.now()
    return remembered("licences", lambda: list(Licence.objects.public(at)), at)


def whose_it_is(result: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any) -> Any:
    """In the description of the API: where it is, whom to write to, what others may do with it.

    Only the site itself says so. A description written by a command, from a clone whose database
    may hold nothing yet, is of the API alone.
    """
    if request is None:
        return result
    ours = publisher()
    result["servers"] = [{"url": site_url(request)}]
    if email := settings.CONTACT_EMAIL or ours.email:
        result["info"]["contact"] = {"name": settings.SITE_NAME, "email": email}
    if ours.data_licence:
        result["info"]["license"] = {"name": ours.data_licence, "url": ours.data_licence_url}
    return result
