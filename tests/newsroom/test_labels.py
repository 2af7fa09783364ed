"""Labels on the forms of the desk: they stand above their fields, so none ends with a colon."""

import re

import pytest
from django.urls import reverse

from tests import factories as make

FORMS = (
    "hospitals_evidence_add",
    "hospitals_disruptionfigure_add",
    "hospitals_source_add",
    "hospitals_strike_add",
    "hospitals_servicenotice_add",
    "hospitals_trust_add",
    "articles_quote_add",
    "articles_picture_add",
    "articles_article_add",
)


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS)
def test_no_label_ends_with_a_colon(client, form):
    client.force_login(make.user("editor"))
    page = client.get(reverse(f"admin:{form}"), follow=True).content.decode()
    labels = re.findall(r"<label[^>]*>(.*?)</label>", page, re.DOTALL)
    assert labels
    assert not [label for label in labels if label.strip().endswith(":")]
