"""Every address of the site, read from the project's own list."""

from django.urls import URLPattern, URLResolver, get_resolver

# The desk has its own doors: every page of it asks who is there.
DESK = "admin/"


def routes(resolver=None, before=""):
    """All patterns as they are written: "figures/<number:pk>/"."""
    for each in (resolver or get_resolver("newsroom.urls")).url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each, route)
        elif isinstance(each, URLPattern):
            yield route


def public_routes():
    return [route for route in routes() if not route.startswith(DESK)]
