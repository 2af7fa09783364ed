"""A link that somebody shared opens its page, and what is hung on to it keeps no second copy."""

import pytest
from django.core.cache import caches

from lib.filters import StrictFilterSet, is_tracking
from newsroom import urls


def filtersets(kind=StrictFilterSet):
    for each in kind.__subclasses__():
        yield each
        yield from filtersets(each)


def test_no_filter_has_the_name_of_what_is_passed_over():
    assert urls.urlpatterns
    found = [each for each in filtersets() if each.__module__.split(".")[0] != "tests"]
    assert len(found) > 10
    names = {name for each in found for name in [*each.base_filters, *each.also_allowed]}
    assert [name for name in names if is_tracking(name)] == []


@pytest.mark.django_db
def test_links_that_are_shared_fill_no_cache(client, settings):
    settings.PAGES_KEPT_SECONDS = 600
    client.get("/about/")
    before, kept = len(caches["pages"].shelf.held), []
    for number in range(10):
        for shared in (f"ref={number}", f"anything{number}=1"):
            client.get(f"/about/?{shared}")
        kept.append(len(caches["pages"].shelf.held))
    assert kept == [before] * 10
