"""A map of where trusts lie: only where, in words too, and none of nothing. No database."""

import re

import pytest

from hospitals.models import Trust
from hospitals.presenters.where import BOUNDARIES, board_at, boards, where
from tests import factories

SOUTHAMPTON = (50.93286, -1.43425)
NOTTINGHAM = (52.94346, -1.18549)
CARDIFF = (51.5049, -3.1893)


def trust(number, name, place=(None, None)):
    return Trust(
        pk=number, name=name, slug=f"trust-{number}", latitude=place[0], longitude=place[1]
    )


def shown(*trusts, **given):
    return where(trusts, key="Each dot is a trust.", **given)


def count(found, look):
    return len(re.findall(rf'class="{look}"', found.svg))


def test_trusts_are_dots_and_the_areas_in_which_they_lie_are_shaded():
    found = shown(trust(1, "Southampton", SOUTHAMPTON), trust(2, "Nottingham", NOTTINGHAM))
    assert found.title == "Where two trusts lie"
    assert (count(found, "dot"), count(found, "land here"), count(found, "land")) == (2, 2, 40)
    assert found.lists == [
        ("NHS Hampshire and Isle of Wight", [("Southampton", "/trusts/trust-1/")]),
        ("NHS Nottingham and Nottinghamshire", [("Nottingham", "/trusts/trust-2/")]),
    ]
    assert "Shaded: NHS Hampshire and Isle of Wight and NHS Nottingham" in found.svg


def test_two_kinds_are_told_apart_by_their_shape():
    found = shown(
        trust(1, "Southampton", SOUTHAMPTON), trust(2, "Nottingham", NOTTINGHAM), hollow={2}
    )
    assert (count(found, "dot"), count(found, "hollow")) == (1, 1)


def test_nothing_is_no_map():
    assert shown() is None
    assert shown(trust(1, "Somewhere")) is None
    assert shown(trust(1, "Cardiff", CARDIFF)) is None


def test_what_cannot_be_drawn_is_named():
    found = shown(
        trust(1, "Southampton", SOUTHAMPTON), trust(2, "Cardiff", CARDIFF), trust(3, "Somewhere")
    )
    assert count(found, "dot") == 1
    assert found.not_drawn == [("Cardiff", "/trusts/trust-2/"), ("Somewhere", "/trusts/trust-3/")]
    assert found.count == 3


def test_by_the_sea_the_nearest_area_is_meant():
    assert board_at(-1.10, 50.77) == "NHS Hampshire and Isle of Wight"


def test_the_boundaries_are_all_of_england_with_their_licence_beside_them():
    assert len(boards()) == 42
    licence = (BOUNDARIES.parent / "LICENCE.txt").read_text()
    assert "Open Government Licence v3.0" in licence
    assert "Contains OS data © Crown copyright and database right 2021" in licence


def test_the_drawing_has_no_letters_and_no_number_on_it():
    found = shown(trust(1, "Southampton", SOUTHAMPTON))
    assert "<text" not in found.svg
    assert len(found.svg) < 8000


@pytest.mark.django_db
def test_a_strike_shows_where_it_is_said_to_be_and_where_it_is_counted(client):
    strike = factories.strike()
    assert client.get(strike.get_absolute_url()).context["strike"].where is None
    out, counted = (
        factories.trust(code, latitude=place[0], longitude=place[1])
        for code, place in (("RHM", SOUTHAMPTON), ("RX1", NOTTINGHAM))
    )
    factories.out(strike, "yes", factories.evidence(signed_off=True), trust=out)
    factories.released(2408, trust=counted)
    response = client.get(strike.get_absolute_url())
    found = response.context["strike"].where
    assert (count(found, "dot"), count(found, "hollow")) == (1, 1)
    assert "Contains OS data © Crown copyright" in response.content.decode()


@pytest.mark.django_db
def test_an_area_shows_where_its_trusts_lie(client):
    factories.trust(
        "RHM", region_name="South East", latitude=SOUTHAMPTON[0], longitude=SOUTHAMPTON[1]
    )
    found = client.get("/areas/south-east/").context["area"].where
    assert [board for board, _ in found.lists] == ["NHS Hampshire and Isle of Wight"]
