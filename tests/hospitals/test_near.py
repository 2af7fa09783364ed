"""The first half of a postcode leads to the nearest hospitals that we know."""

import pytest

from hospitals.near import distance_in_words, miles, outward_codes, postcode
from tests import factories

SOUTHAMPTON = {"latitude": 50.93302, "longitude": -1.43509}
NOTTINGHAM = {"latitude": 52.9438, "longitude": -1.18594}


@pytest.mark.parametrize(
    ("typed", "code", "whole"),
    [
        ("SO16", "SO16", False),
        ("so16", "SO16", False),
        ("SO16 6YD", "SO16", True),
        (" so166yd ", "SO16", True),
        ("E1 1AA", "E1", True),
        ("E11AA", "E1", True),
        ("SW1A 1AA", "SW1A", True),
    ],
)
def test_what_is_a_postcode(typed, code, whole):
    found = postcode(typed)
    assert (found.code, found.whole) == (code, whole)


@pytest.mark.parametrize("typed", ["", "Southampton", "RHM", "ZZ99", "SO16 6Y", "BT1", "1854"])
def test_what_is_none(typed):
    assert postcode(typed) is None


def test_the_codes_are_of_great_britain():
    codes = outward_codes()
    assert len(codes) == 2996
    assert all(49 < north < 61 and -9 < east < 2 for north, east in codes.values())
    assert not any(code.startswith(("BT", "JE", "GY", "IM")) for code in codes)


def test_miles():
    london, edinburgh = (51.5074, -0.1278), (55.9533, -3.1883)
    assert miles(london, edinburgh) == pytest.approx(331, abs=2)
    assert miles(london, london) == 0


def test_distances_are_no_more_exact_than_they_are():
    assert distance_in_words(0.3) == "about a mile away, or less"
    assert distance_in_words(12.4) == "about 12 miles away"


@pytest.fixture
def world(db):
    trust = factories.trust("RHM", website="https://www.uhs.nhs.uk/", telephone="023 8077 7222")
    factories.hospital(run_by=trust, **SOUTHAMPTON)
    place = {"run_by": factories.trust("RX1"), **NOTTINGHAM}
    factories.hospital("Queen’s Medical Centre", "Nottingham", **place)
    factories.hospital("Nowhere General", "Nowhere")


def test_the_nearest_come_first_with_what_readers_ask(world, client):
    page = client.get("/my-hospital/", {"q": "SO16"}).content.decode()
    near, far = page.index("Southampton General Hospital"), page.index("Queen’s Medical Centre")
    assert near < far
    assert "About a mile away, or less." in page
    assert "About 139 miles away." in page
    assert "Nowhere General" not in page
    assert '<a href="tel:02380777222">023 8077 7222</a>' in page
    assert '<a href="https://www.uhs.nhs.uk/" rel="external noopener">its own page</a>' in page
    assert '<a href="tel:999">999</a>' in page
    assert "Open Government Licence v3.0" in page


def test_of_a_whole_postcode_the_second_half_stands_in_no_address(world, client):
    answer = client.get("/my-hospital/", {"q": "SO16 6YD"})
    assert (answer.status_code, answer["Location"]) == (302, "/my-hospital/?q=SO16")


def test_what_is_also_the_code_of_a_trust_says_so(world, client):
    factories.trust("RM1", name="Norfolk and Norwich University Hospitals")
    page = client.get("/my-hospital/", {"q": "RM1"}).content.decode()
    assert "RM1 is also the NHS code of" in page
    assert "Norfolk and Norwich University Hospitals</a>" in page


def test_a_closed_trust_runs_nothing(db, client):
    closed = factories.trust("R1C", name="Solent NHS Trust", closed="2024-09-30")
    factories.hospital("Western Community Hospital", run_by=closed, **SOUTHAMPTON)
    page = client.get("/my-hospital/", {"q": "SO16"}).content.decode()
    assert "We know no hospital with a place on the map." in page


def test_the_page_of_the_trust_says_whom_to_ask(world, client):
    page = client.get("/trusts/university-hospital-southampton-nhs-foundation-trust/")
    assert "023 8077 7222" in page.content.decode()
    answer = client.get("/api/v1/trusts/RHM/").json()
    assert answer["website"] == "https://www.uhs.nhs.uk/"
    assert client.get("/api/v1/trusts/RX1/").json()["telephone"] is None
