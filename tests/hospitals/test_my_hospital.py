"""The box at the top of each page: a hospital as people call it, and what is known of a strike."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def southampton():
    trust = factories.trust("RHM", name="University Hospital Southampton")
    factories.hospital(run_by=trust)
    factories.hospital("Princess Anne Hospital", run_by=trust)


def ask(client, typed):
    return client.get("/my-hospital/", {"q": typed})


@pytest.mark.parametrize("typed", ["Princess Anne Hospital", "princess anne", " PRINCESS  anne "])
def test_the_one_that_is_meant_is_shown_at_once(client, typed):
    assert ask(client, typed)["Location"] == "/hospitals/princess-anne-hospital-southampton/"


@pytest.mark.parametrize("typed", ["RHM", "rhm", "University Hospital Southampton"])
def test_a_trust_by_its_code_or_its_whole_name(client, typed):
    assert ask(client, typed)["Location"] == "/trusts/university-hospital-southampton/"


def test_of_several_in_a_town_readers_choose(client):
    answer = ask(client, "Southampton").content.decode()
    assert "“Southampton” may be one of these." in answer
    assert '<a href="/hospitals/princess-anne-hospital-southampton/">' in answer
    assert '<a href="/hospitals/southampton-general-hospital-southampton/">' in answer


def test_a_place_that_we_do_not_know_is_not_a_place_without_a_strike(client):
    answer = ask(client, "Atlantis").content.decode()
    assert "We know no hospital, trust or town called “Atlantis”." in answer
    assert "That does not mean that there is no strike there." in answer


def test_nothing_typed_asks_for_a_name(client):
    assert "Type the name of a hospital" in ask(client, "  ").content.decode()


def test_what_is_typed_is_shown_and_never_run(client):
    answer = ask(client, "<script>").content.decode()
    assert "&lt;script&gt;" in answer
    assert "<script>" not in answer


def test_another_parameter_is_named(client):
    answer = client.get("/my-hospital/", {"name": "Southampton"})
    assert answer.status_code == 400
    assert "There is no “name” here." in answer.content.decode()


def test_a_place_that_waits_for_its_sign_off_is_found_by_nobody(client):
    hidden = factories.trust("RZZ", name="Proposed Trust")
    type(hidden).objects.filter(pk=hidden.pk).update(
        created_by=factories.user(), signed_off_by=None, signed_off_at=None
    )
    assert "We know no hospital" in ask(client, "Proposed").content.decode()
