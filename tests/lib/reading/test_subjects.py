"""Whom or where a number is about, in sentences of our own."""

import pytest

from lib.reading.names import Named, Registry
from lib.reading.reader import read

MARSHLAND = Named("area", 1, "Marshland")
KNOWN = Registry([(MARSHLAND.name, MARSHLAND)])


def subjects(text, registry=None):
    return [
        (int(each.spoken.value), each.subject.name)
        for each in read(text, registry).figures
        if not each.optional
    ]


def test_a_trust_is_meant_again_with_a_capital_too():
    text = (
        "Thorne Valley NHS Trust is sorry for the disruption.\n\n"
        "A total of 41 clinics across the Trust were lost to the strike."
    )

    assert subjects(text) == [(41, "Thorne Valley NHS Trust")]


def test_the_trust_which_runs_hospitals_and_not_one_of_them():
    text = (
        "Thorne Valley NHS Trust prepared for the walkout.\n\n"
        "The Trust, which runs Mere Hospital and Fenny Hospital, wrote to patients.\n\n"
        "In total, 1,115 operations were cancelled."
    )

    assert subjects(text) == [(1115, "Thorne Valley NHS Trust")]


def test_whoever_speaks_for_a_trust_names_it():
    text = (
        "Doctors at Mere Hospital are on strike.\n\n"
        "A spokeswoman for the Thorne Valley NHS Trust said they had cancelled 12 operations and "
        "284 appointments across the trust, which includes Mere Hospital."
    )

    assert subjects(text) == [(12, "Thorne Valley NHS Trust"), (284, "Thorne Valley NHS Trust")]


def test_a_date_between_a_number_and_its_place_parts_them_not():
    text = (
        "Some 135 clinics were cancelled on May 3 and 4 at Thorne Valley NHS Trust in the strike."
    )

    assert subjects(text) == [(135, "Thorne Valley NHS Trust")]


@pytest.mark.parametrize("source", ["NHS England figures show", "data from NHS England shows"])
def test_who_published_a_number_is_not_whom_it_is_about(source):
    text = (
        "Nurses at Thorne Valley NHS Trust went on strike.\n\n"
        f"The latest {source} that 58 operations were cancelled."
    )

    assert subjects(text) == [(58, "Thorne Valley NHS Trust")]


def test_the_whole_health_service_is_national():
    text = (
        "It was the longest strike that the National Health Service has seen.\n\n"
        "Some 88,000 appointments were cancelled."
    )

    assert subjects(text) == [(88000, "England")]


@pytest.mark.parametrize("words", ["across the county", "in this county", "at the county's sites"])
def test_a_county_that_was_named_is_meant_again(words):
    text = (
        "Strikes have hit Marshland again.\n\n"
        "Ada Penrose, chief executive of Mere Hospital, said that "
        f"more than 900 operations were cancelled {words}."
    )

    assert subjects(text, KNOWN) == [(900, "Marshland")]


def test_a_region_that_nobody_names_is_called_as_printed():
    text = (
        "Doctors at Mere Hospital joined the picket line.\n\n"
        "The strike left 1,000 patients in this region without an operation."
    )

    assert subjects(text) == [(1000, "this region")]


def test_a_county_council_is_no_county():
    text = "Mere Hospital told the county council that 60 operations were cancelled in the strike."

    assert subjects(text, KNOWN) == [(60, "Mere Hospital")]


def test_where_somebody_spoke_is_not_what_the_number_is_about():
    text = (
        "The strike is over in Scotland.\n\n"
        "Ms Dunmore told a press conference in Dundee that the NHS in Scotland was sorry.\n\n"
        "Some 400 operations were cancelled."
    )

    assert subjects(text) == [(400, "Scotland")]


def test_a_heading_holds_for_the_list_below_it():
    text = (
        "Clinics and visits have been cancelled because of the strike.\n\n"
        "THORNE TRUST:\n\n"
        "- Endoscopy: 18 patients\n\n"
        "- Health visiting: six patients\n\n"
        "- Speech therapy clinic: 40 patients\n\n"
        "MERE VALLEY TRUST:\n\n"
        "- Outpatients: 183 appointments\n\n"
        "- 20 day cases and 14 inpatients cancelled\n\n"
    )

    assert subjects(text) == [
        (18, "Thorne Trust"),
        (6, "Thorne Trust"),
        (40, "Thorne Trust"),
        (183, "Mere Valley Trust"),
        (20, "Mere Valley Trust"),
        (14, "Mere Valley Trust"),
    ]


@pytest.mark.parametrize(
    "words", ["We have had to postpone 212 operations", "Our hospitals postponed 212 operations"]
)
def test_a_release_that_says_we_means_whoever_issued_it(words):
    text = (
        "Thorne Valley NHS Trust is ready for the strike.\n\n"
        "The walkout in Dundee is the third this year.\n\n"
        f"{words} on Friday."
    )

    assert subjects(text) == [(212, "Thorne Valley NHS Trust")]


def test_it_is_the_trust_of_the_sentence_before():
    text = (
        "The Thorne Trust has cancelled 383 appointments before the strike.\n\n"
        "It has also cancelled 700 visits, as well as all clinics at Mere Hospital."
    )

    assert subjects(text) == [(383, "Thorne Trust"), (700, "Thorne Trust")]


def test_trusts_in_general_are_no_subject():
    text = (
        "The strike hit NHS Trusts in England.\n\n"
        "A total of 13,100 appointments did not take place."
    )

    assert subjects(text) == [(13100, "England")]


@pytest.mark.parametrize("division", ["Older People and Primary Care", "Mental Health"])
def test_a_division_of_a_trust_is_no_place(division):
    text = (
        "The Thorne Trust is ready for the strike.\n\n"
        f"Some 317 appointments were cancelled in {division}."
    )

    assert subjects(text) == [(317, "Thorne Trust")]
