"""Structured data for machines that read our pages: JSON-LD in the words of schema.org."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.templatetags.static import static
from django.utils.safestring import SafeString

CONTEXT = "https://schema.org"

# What could end the script element, or a line inside it. Escaped as JSON and not as HTML: there
# are no entities inside a script element, and “&amp;” would be read as five characters.
ESCAPED = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}


def script(data: Mapping[str, Any] | None) -> SafeString:
    """The content of `<script type="application/ld+json">`; "" for None.

    Such a block is data and never run, so the content-security policy asks no nonce of it; a
    nonce would keep the page from being shared by a cache.
    """
    if data is None:
        return SafeString("")
    text = json.dumps({"@context": CONTEXT, **data}, ensure_ascii=False, separators=(",", ":"))
    return SafeString(text.translate(ESCAPED))


def publisher(name: str, url: str) -> dict[str, Any]:
    """Ourselves, and how we work; `url` is the full address of the front page."""
    return filled(
        type_="NewsMediaOrganization",
        name=name,
        url=url,
        logo=filled(
            type_="ImageObject",
            url=f"{url.removesuffix('/')}{static('img/icon-512.png')}",
            width=512,
            height=512,
        ),
        correctionsPolicy=f"{url}about/corrections/",
        unnamedSourcesPolicy=f"{url}about/sources/",
        verificationFactCheckingPolicy=f"{url}about/checking/",
    )


def filled(**values: Any) -> dict[str, Any]:
    """Without what is empty; a zero is not. `type_="Person"` makes "@type", as `id_` "@id"."""
    return {
        f"@{name[:-1]}" if name.endswith("_") else name: value
        for name, value in values.items()
        if value not in ("", None, [], {})
    }
