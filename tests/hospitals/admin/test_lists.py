"""Addresses of lists that somebody typed or bent: an answer, never a traceback."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db
LIST = "admin:hospitals_disruptionfigure_changelist"


@pytest.mark.parametrize(
    "query",
    [
        {"revisions__evidence__id__exact": "abc"},
        {"revisions__evidence__id__exact": "1"},
        {"strike__id__exact": "abc"},
        {"check": "nonsense"},
        {"standing": "nonsense"},
        {"p": "99999"},
        {"p": "abc"},
        {"q": "'"},
        {"q": "9" * 400},
        {"q": "#"},
        {"q": "\u00b2"},
        {"_facets": "True"},
        {"nosuchfield": "1"},
    ],
)
def test_a_bent_address_is_answered(desk, query):
    assert desk().get(reverse(LIST), query, follow=True).status_code == 200
