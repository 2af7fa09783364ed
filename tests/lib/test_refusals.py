"""Refusals are sentences, whoever asked and however it was found out."""

import pytest
from django.core.exceptions import PermissionDenied

from hospitals.models import Union
from lib.refusals import LONGEST_NOTE, Refused, need, required, save_valid, short
from tests import factories


def test_the_messages_are_a_flat_list_of_sentences():
    refused = Refused(["Cited in 3 live stories.", "Correct it from the desk."])
    assert refused.messages == ["Cited in 3 live stories.", "Correct it from the desk."]


def test_a_text_is_trimmed_and_no_longer_than_its_column():
    assert required("  Counted twice. ", "Say why.") == "Counted twice."
    assert short(None) == ""
    with pytest.raises(Refused, match="Say why"):
        required("  ", "Say why.")
    with pytest.raises(Refused, match=f"Keep it to {LONGEST_NOTE} characters: this has 301"):
        short("x" * 301)


@pytest.mark.django_db
def test_a_role_may_or_may_not():
    need(factories.user("editor"), "hospitals.check_figure", "check figures")
    with pytest.raises(PermissionDenied, match="Your role may not check figures"):
        need(factories.user("reporter"), "hospitals.check_figure", "check figures")


@pytest.mark.django_db
def test_what_is_wrong_with_a_row_names_the_field():
    with pytest.raises(Refused) as refused:
        save_valid(Union(name=""))
    assert any(text.startswith("Name: ") for text in refused.value.messages)
