"""Refusals are sentences, whoever asked and however it was found out."""

import pytest
from django.core.exceptions import PermissionDenied

from hospitals.models import DisruptionFigure, FigureRevision, Trust, Union
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


@pytest.mark.django_db
def test_every_rule_that_a_row_breaks_is_told_at_once():
    """Those of its fields and those of the database alike."""
    revision = FigureRevision(
        figure=factories.figure(1854),
        number=2,
        reason="our_error",
        value=-1,
        how_exact="between",
        locator="x" * 200,
        evidence=factories.reading(1).evidence,
        recorded_by=factories.user(),
        recorded_at=factories.london("2023-04-19 07:00"),
    )
    with pytest.raises(Refused) as refused:
        save_valid(revision)
    said = " ".join(refused.value.messages)
    assert "Page, cell or line: " in said
    assert "A figure cannot be less than zero." in said
    assert "“Between” takes two numbers" in said


@pytest.mark.django_db
def test_a_name_that_is_taken_is_told_by_its_field():
    factories.trust("RHM")
    with pytest.raises(Refused) as refused:
        save_valid(Trust(code="RHM", name="Southampton", slug="southampton"))
    assert refused.value.messages == ["ODS code: Trust with this ODS code already exists."]


@pytest.mark.django_db
def test_what_the_database_refuses_is_told_in_the_words_of_the_rule():
    first = factories.figure(1854)
    same = {
        field.name: getattr(first, field.name)
        for field in DisruptionFigure._meta.concrete_fields
        if field.name not in ("id", "uuid", "current")
    }
    with pytest.raises(Refused, match="This figure is already recorded: the same subject"):
        save_valid(DisruptionFigure(**same))
