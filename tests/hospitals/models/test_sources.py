"""Who says things, in which role at the time, on which terms; and where it came from."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from hospitals import workflow
from hospitals.models import Evidence, Source, SourceRole, Terms
from hospitals.terms import STRICTNESS, strictest
from tests import factories


@given(st.lists(st.sampled_from(STRICTNESS), min_size=1))
def test_the_strictest_terms_are_among_those_given_and_in_any_order(terms):
    assert strictest(*terms) in terms
    assert strictest(*terms) == strictest(*reversed(terms)) == strictest(*terms, *terms)


@pytest.mark.parametrize(
    ("terms", "result"),
    [
        (["on_record", "on_record"], "on_record"),
        (["on_record", "unattributable"], "unattributable"),
        (["unattributable", ""], ""),
        (["", "off_record"], "off_record"),
        ([], "on_record"),
    ],
)
def test_unset_is_private_and_off_the_record_is_never(terms, result):
    assert strictest(*terms) == result


@pytest.mark.parametrize(
    ("terms", "name"),
    [
        ("on_record", "Dr Caroline Marshall"),
        ("unattributable", "a senior manager"),
        ("", None),
        ("off_record", None),
    ],
)
def test_readers_are_told_what_was_agreed(terms, name):
    source = Source(name="Dr Caroline Marshall", terms=terms, description="a senior manager")
    assert source.public_name() == name


@pytest.mark.django_db
def test_a_source_has_the_role_of_the_day():
    source = factories.source("Donna Green", kind="person")
    source.roles.create(role="matron", organisation="Hampshire Hospitals", until=date(2012, 1, 1))
    source.roles.create(
        role="chief nurse", organisation="Hampshire Hospitals", since=date(2012, 1, 2)
    )
    assert str(source.role_at(date(2016, 1, 12))) == "chief nurse, Hampshire Hospitals"
    assert source.role_at(date(2010, 1, 1)).role == "matron"


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["organisation", "desk"])
def test_an_organisation_holds_no_office(kind):
    source = factories.source("NHS England", kind=kind)
    with pytest.raises(ValidationError, match="record the person who speaks for it"):
        SourceRole(source=source, role="chief nurse").full_clean()
    source.roles.create(role="chief nurse")
    assert source.role_at(date(2016, 1, 12)) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "role", "organisation", "said"),
    [
        ("Donna Green", "chief nurse", "Hampshire Hospitals", "chief nurse, Hampshire Hospitals"),
        ("a hospital spokesman", "spokesman", "Southampton General", "Southampton General"),
        ("a spokesperson for the Trust", "spokesperson", "the trust", ""),
    ],
)
def test_a_role_that_the_name_says_is_not_said_again(name, role, organisation, said):
    source = factories.source(name, kind="person" if name[0].isupper() else "unnamed")
    source.roles.create(role=role, organisation=organisation)
    assert source.role_words(date(2016, 1, 12)) == said


@pytest.mark.django_db
def test_of_two_roles_at_once_the_later_one_is_named():
    source = factories.source("Donna Green", kind="person")
    source.roles.create(role="deputy chief executive", since=date(2015, 1, 1))
    source.roles.create(role="chief nurse")
    assert source.role_at(date(2016, 1, 12)).role == "deputy chief executive"
    assert source.role_at(date(2014, 1, 12)).role == "chief nurse"


@pytest.mark.django_db
@pytest.mark.parametrize("terms", ["", "on_record", "off_record"])
def test_other_terms_end_the_clearance(terms):
    row = factories.evidence(terms="unattributable", kind="call", description="a consultant")
    row = workflow.clear_evidence(by=factories.user("editor"), evidence=row)
    row.terms = terms
    row.full_clean()
    row.save()
    row.refresh_from_db()
    assert (row.cleared_by, row.cleared_at) == (None, None)


@pytest.mark.django_db
def test_only_what_is_on_the_record_shows_itself():
    shows = [terms for terms in Terms.values if Evidence(terms=terms).shows_itself]
    assert shows == ["on_record"]


@pytest.mark.django_db
def test_an_unattributable_source_needs_more_than_its_name():
    with pytest.raises(ValidationError, match="a consultant at the trust"):
        Source(kind="person", name="X", slug="x", terms="unattributable").full_clean()


@pytest.mark.django_db
def test_a_source_has_no_role_of_a_day_that_nobody_knows():
    """A strike without days yet, told of in a document without a date."""
    source = factories.source("Donna Green")
    source.roles.create(role="chief nurse", since=date(2012, 5, 4))
    assert source.role_at(None) is None
