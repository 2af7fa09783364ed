"""Which addresses are pages that readers read, as they are counted."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, resolve

PAGES = {"articles", "hospitals"}
# What stands under those names and is no page: files, and what is lent to somebody by name.
NO_PAGES = {"picture", "picture_size", "preview", "trust_strikes"}
LONGEST = 300


def page_at(target: str) -> str | None:
    """ "/figures/3/" for whatever a log or an outside count calls it, or None: not one of ours, a
    list’s parameters, a file, the desk, the data."""
    try:
        path = unquote(urlsplit(target).path)
    except ValueError:
        return None
    if not path.startswith("/") or len(path) > LONGEST or "\0" in path:
        return None
    try:
        found = resolve(path)
    except Resolver404:
        return None
    is_page = PAGES.intersection(found.namespaces) and found.url_name not in {*NO_PAGES, None}
    return path if is_page or path == "/" else None
