"""What a press office sent, taken apart: the statement stays, what surrounds it is kept apart."""

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.reading.letters import letter_of, unwrapped

SIMPLE = """\
From: Press Office, Alton Hospitals <press@altonhospitals.example>
Sent: Tuesday, 14 January 2025 16:05
To: newsdesk@paper.example
Subject: RE: Strike figures

Hi Meera,

We postponed 212 operations and 1,854 outpatient appointments on 13 January.

Fewer than five of them were urgent.

Kind regards,
Joan Hale
Communications manager
Alton Hospitals NHS Foundation Trust
01420 555 019 | press@altonhospitals.example
This e-mail is confidential and intended only for those to whom it is addressed.
"""


def why(letter):
    return {each.text: each.why for each in letter.left_out}


def test_headers_say_who_and_when():
    letter = letter_of(SIMPLE)

    assert letter.said_by == "Press Office, Alton Hospitals"
    assert letter.said_on == date(2025, 1, 14)
    assert letter.subject == "Strike figures"


def test_the_statement_is_what_is_left():
    assert letter_of(SIMPLE).text == (
        "We postponed 212 operations and 1,854 outpatient appointments on 13 January.\n\n"
        "Fewer than five of them were urgent."
    )


def test_what_is_left_out_can_be_shown():
    left = why(letter_of(SIMPLE))

    assert left["Hi Meera,"] == "greeting"
    assert left["Communications manager"] == "signature"
    assert left["01420 555 019 | press@altonhospitals.example"] == "signature"
    assert left["To: newsdesk@paper.example"] == "header"


def test_a_forwarded_letter_is_the_letter_and_not_who_passed_it_on():
    letter = letter_of(
        "From: Sam Reed\nDate: 16 January 2025\nSubject: Fwd: numbers\n\nOne for you, I think.\n\n"
        "---------- Forwarded message ----------\n"
        "From: Wye Ambulance Trust <media@wye.example>\nDate: Wed, 15 Jan 2025 08:30:00 +0000\n"
        "Subject: numbers\n\nCrews answered 640 calls, none of them late.\n"
    )

    assert letter.text == "Crews answered 640 calls, none of them late."
    assert (letter.said_by, letter.said_on) == ("Wye Ambulance Trust", date(2025, 1, 15))
    assert why(letter)["One for you, I think."] == "covering note"


@pytest.mark.parametrize(
    "question",
    [
        "On Mon, 13 Jan 2025 at 09:12, Meera Shah <m@paper.example> wrote:\n> Is it 300?\n",
        "-----Original Message-----\nFrom: Meera Shah\nSent: 13 January 2025\n\nIs it 300?\n",
        "From: Meera Shah\nSent: 13 January 2025\nSubject: Strike\n\nIs it 300?\n",
    ],
)
def test_a_number_in_our_own_question_is_not_theirs(question):
    letter = letter_of(f"We lost 41 clinics.\n\n{question}")

    assert letter.text == "We lost 41 clinics."
    assert not letter.said_by
    assert any("Is it 300?" in each.text for each in letter.left_out)


def test_a_letter_quoted_whole_is_the_letter():
    assert letter_of("> We lost 41 clinics.\n> None was for cancer.").text == (
        "We lost 41 clinics.\nNone was for cancer."
    )


def test_a_welsh_board():
    letter = letter_of(
        "Prynhawn da,\n\nCancelled across our three sites: 96 operations.\n\nDiolch yn fawr,\n"
        "Carys Prys\nBwrdd Iechyd Dyffryn\n"
    )

    assert letter.text == "Cancelled across our three sites: 96 operations."


def test_the_notes_after_a_signature_are_the_statement_again():
    letter = letter_of(
        "We lost 41 clinics.\n\n- ENDS -\n\nBest wishes\nJo\n\n"
        "Notes to editors\n• Outpatients: 380\n• Operations: 35\n"
    )

    assert letter.text.endswith("Notes to editors\n• Outpatients: 380\n• Operations: 35")
    assert "ENDS" not in letter.text


def test_a_table_under_a_closing_is_not_a_signature():
    assert "Operations: 35" in letter_of("See below.\n\nThanks\nJo\n\nOperations: 35\n").text


def test_thanks_that_begin_a_sentence_are_no_closing():
    text = "Many thanks for your question. We lost 41 clinics."

    assert letter_of(text).text == text


def test_the_foot_of_each_page_goes_and_rows_that_repeat_stay():
    page = "Alton Hospitals statement\nClinics lost: 0\n• none\nWe lost {} beds.\nPage {} of 3\n"
    letter = letter_of("\f".join(page.format(n * 10, n) for n in (1, 2, 3)))

    assert letter.text.count("Alton Hospitals statement") == 1
    assert "Page" not in letter.text
    assert letter.text.count("Clinics lost: 0") == 3
    assert letter.text.count("• none") == 3


@pytest.mark.parametrize(
    ("line", "out"),
    [
        ("Media enquiries: 020 7946 0018", True),
        ("Tel: +44 (0)1420 555019", True),
        ("Alton House, Alton GU34 1AA", True),
        ("We moved 120 patients; to rebook they may ring 01420 555019.", False),
        ("Appointments: 1,854", False),
    ],
)
def test_lines_to_ring_or_write_to(line, out):
    letter = letter_of(f"We lost 41 clinics.\n{line}")

    assert (line in letter.text) is not out


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("January 14, 2025 4:05 PM", date(2025, 1, 14)),
        ("14/01/2025 16:05", date(2025, 1, 14)),
        ("2025-01-14T16:05Z", date(2025, 1, 14)),
        ("yesterday", None),
        ("31 February 2025", None),
    ],
)
def test_days_as_programs_write_them(written, day):
    assert letter_of(f"From: Alton\nDate: {written}\n\nNone.").said_on == day


LINES = [
    *SIMPLE.splitlines(),
    "Is it 300?",
    "- ENDS -",
    "Page 1 of 2",
    "--",
    "On Monday, Jo wrote:",
]


@given(st.lists(st.sampled_from(LINES)))
def test_no_line_is_lost_and_none_stands_twice(lines):
    letter = letter_of("\n".join(lines))
    kept = [line for line in letter.text.split("\n") if line]
    left = [each.text for each in letter.left_out]

    assert sorted([*kept, *left]) == sorted(line for line in lines if line)


def test_nothing():
    assert letter_of("") == letter_of(" \n\n")
    assert letter_of("").text == ""


@pytest.mark.parametrize(
    "line", ["From: a\n", "> " * 40 + "\n", "0" * 400 + " ", "Thanks\n", "a@" * 30, "this email "]
)
def test_it_does_not_take_long_over_hostile_text(line):
    began = perf_counter()
    letter_of(line * (60_000 // len(line)))

    assert perf_counter() - began < 1


def test_lines_that_a_mail_program_broke_are_one_paragraph():
    text = (
        "At the Royal Hampshire County Hospital in Winchester three of the\n"
        "clinics were cancelled, and none of the operations.\n"
        "\n"
        "• Basingstoke: seven clinics that were planned for the whole of today\n"
        "• Andover: two clinics"
    )
    assert unwrapped(text) == (
        "At the Royal Hampshire County Hospital in Winchester three of the "
        "clinics were cancelled, and none of the operations.\n"
        "\n"
        "• Basingstoke: seven clinics that were planned for the whole of today\n"
        "• Andover: two clinics"
    )
