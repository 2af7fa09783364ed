"""Of what and whom a source speaks, held against the record."""

from datetime import date
from decimal import Decimal

import pytest

from articles.copycheck.said_of import day_doubt, place_doubt, speaker_doubt
from lib.reading.names import Named, Registry

WINCHESTER = Named("hospital", 1, "Royal Hampshire County Hospital")
ANDOVER = Named("hospital", 2, "Andover War Memorial Hospital")
TRUST = Named("trust", 5, "Hampshire Hospitals NHS Foundation Trust")
TOWN = Named("area", 7, "Andover")
REGISTRY = Registry(
    [
        *((each.name, each) for each in (WINCHESTER, ANDOVER, TRUST, TOWN)),
        ("Hampshire Hospitals", TRUST),
    ]
)
LOST = "Andover War Memorial Hospital cancelled two of 16 clinics."
BOTH = "The Royal Hampshire County Hospital lost 3 clinics, Andover War Memorial Hospital lost 2."
FRIDAY = date(2026, 11, 27)


def place(source, value, kind, pk, *towns):
    found = place_doubt(source, REGISTRY, Decimal(value), {(kind, pk)}, "ours", towns)
    return found and found.why


@pytest.mark.parametrize(
    ("source", "value", "kind", "pk"),
    [
        (LOST, 2, "hospital", 2),
        (BOTH, 3, "hospital", 1),
        (BOTH, 2, "hospital", 2),
        ("Hampshire Hospitals lost 5 clinics.", 5, "trust", 5),
        ("In all, 5 clinics were lost.", 5, "trust", 5),
        ("Andover lost 2 clinics.", 2, "area", 7),
    ],
)
def test_a_number_of_the_place_it_is_recorded_of_is_in_order(source, value, kind, pk):
    assert place(source, value, kind, pk) is None


@pytest.mark.parametrize(
    ("source", "value", "kind", "pk"),
    [(LOST, 2, "area", 7), (LOST, 2, "hospital", 1), (BOTH, 3, "hospital", 2)],
)
def test_a_town_is_not_its_hospital_nor_one_hospital_another(source, value, kind, pk):
    assert place(source, value, kind, pk).startswith("The source says it of ")


def test_a_town_may_stand_for_its_hospital():
    assert place("Andover lost 2 clinics.", 2, "hospital", 2) is not None
    assert place("Andover lost 2 clinics.", 2, "hospital", 2, "Andover") is None


@pytest.mark.parametrize(
    ("source", "last"),
    [
        ("3 clinics were lost on 27 November.", FRIDAY),
        ("3 clinics were lost on Friday.", FRIDAY),
        ("Up to 29 November 3 clinics were lost.", date(2026, 11, 29)),
        ("On 1 December we learnt that on 27 November 2026 3 were lost.", FRIDAY),
        ("3 clinics were lost, and 31 February is no day.", FRIDAY),
    ],
)
def test_a_day_that_the_record_is_for_is_in_order(source, last):
    found = day_doubt(source, FRIDAY, last)
    assert found is None or "31 February" in source


@pytest.mark.parametrize("day", ["26 November", "27 November 2025", "Thursday", "27 October"])
def test_another_day_is_told(day):
    found = day_doubt(f"3 clinics were lost on {day}.", FRIDAY, FRIDAY)
    assert found.why == f"The source says {day}, ours is for 27 November 2026."


def test_a_whole_week_has_every_weekday():
    assert day_doubt("Lost on Thursday.", FRIDAY, date(2026, 12, 4)) is None


LETTER = (
    "From: Press <press@example.org>\nDate: 27 November 2026\n\nDonna Green, chief nurse, said: “"
    "We are sorry that people had to wait.” Tom Adeyemi, a registrar, said: “Nobody wants this.”\n"
)


def speaker(words, *names):
    found = speaker_doubt(LETTER, REGISTRY, words, names)
    return found and found.why


def test_words_of_whoever_says_them_are_in_order():
    assert speaker("We are sorry that people had to wait.", "Donna Green") is None
    assert speaker("sorry that people had to wait", "Donna Green") is None


def test_another_speaker_is_told():
    assert speaker("Nobody wants this.", "Donna Green") == (
        "The document has these words from Tom Adeyemi, ours from Donna Green."
    )


def test_words_that_the_document_has_not_got_are_told():
    assert speaker("Everybody wants this.", "Tom Adeyemi") == (
        "These words do not stand in the document that we keep."
    )
