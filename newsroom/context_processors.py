"""What every template knows without being told."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from lib.addresses import lasting_url
from newsroom.cards import site_card
from newsroom.sober import is_sober


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's name, and its lasting address without a trailing slash; "" where none is set.

    A page of a part of the site says which in `nav`, and one with a share card of its own gives
    that as `card`.
    """
    return {
        "card": site_card(),
        "nav": "",
        "site_name": settings.SITE_NAME,
        "site_url": lasting_url(request),
        # Asked by those pages alone that may be so.
        "sober": lambda: is_sober(request.path),
    }
