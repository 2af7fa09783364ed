"""What every template knows without being told."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from lib.addresses import site_url


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's name and its address without a trailing slash, for titles and full links.

    A page of a part of the site says which in `nav`.
    """
    return {
        "nav": "",
        "site_name": settings.SITE_NAME,
        "site_url": site_url(request),
    }
