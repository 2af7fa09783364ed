"""Addresses: of the site, and of records, of which one page names hundreds."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http.request import split_domain_port
from django.urls import get_script_prefix, register_converter, reverse
from django.urls.converters import IntConverter

# Numbers, which a slug, a number and a text may be alike, and which no address of ours holds.
PROBE = 7_364_820_000


class NumberConverter(IntConverter):
    """<number:pk>: as we write it and in no other way, so "28" and not "0028"."""

    regex = "0|[1-9][0-9]*"


register_converter(NumberConverter, "number")


def site_url(request: Any) -> str:
    """What full links start with, without a slash at the end: the site's address where it is set.

    Else the host that was asked for, which is one of ours; but not a port that somebody made up.
    """
    if settings.SITE_URL:
        return str(settings.SITE_URL)
    host = request.get_host()
    domain, port = split_domain_port(host)
    ours = not port or port == str(request.META.get("SERVER_PORT", ""))
    return f"{request.scheme}://{host if ours else domain}"


def lasting_url(request: Any) -> str:
    """What a page says of itself starts with this: its lasting address, its structured data.

    Only the site's own address, where it is set: what search engines and social networks remember
    must not depend on the host that somebody asked for. Else "", with which full links are left
    out; while developing, the host that was asked.
    """
    return site_url(request) if settings.SITE_URL or settings.DEBUG else ""


def address(view: str, *args: Any) -> str:
    """What `reverse(view, args=args)` gives, whose pattern is looked up once.

    For ids, slugs and codes: what would have to be quoted in an address is not looked for.
    """
    return _pattern(view, len(args), get_script_prefix()).format(*args)


@cache
def _pattern(view: str, count: int, prefix: str) -> str:
    probes = [PROBE + n for n in range(count)]
    pattern = reverse(view, args=probes).replace("{", "{{").replace("}", "}}")
    for n, probe in enumerate(probes):
        pattern = pattern.replace(str(probe), f"{{{n}}}")
    return pattern
