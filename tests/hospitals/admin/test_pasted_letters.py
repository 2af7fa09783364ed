"""A press office’s e-mail is pasted: each number is a row to look at, and the letter is kept."""

import re
from datetime import date

import pytest
from django.urls import reverse

from hospitals.models import DisruptionFigure, Evidence
from tests import factories as make

pytestmark = pytest.mark.django_db
ADDRESS = "admin:hospitals_disruptionfigure_statement"
LETTER = """From: Hampshire Hospitals NHS Foundation Trust <press@example.org>
Date: Tue, 12 Jan 2016 16:05:00 +0000
Subject: Industrial action: figures for today

Dear all,

At the Royal Hampshire County Hospital three of 35 clinics were lost, but none of its operations.
In Basingstoke seven of 64 clinics did not go ahead and two operations were cancelled.
Andover War Memorial Hospital cancelled two of 16 clinics.
Hampshire Hospitals NHS Foundation Trust will make some 130 appointments again.

Kind regards,
Jo Penn
Press office, 023 8000 0000
"""


@pytest.fixture
def world():
    trust = make.trust("RN5", "Hampshire Hospitals NHS Foundation Trust")
    for name, town in [
        ("Royal Hampshire County Hospital", "Winchester"),
        ("Basingstoke and North Hampshire Hospital", "Basingstoke"),
        ("Andover War Memorial Hospital", "Andover"),
    ]:
        make.hospital(name, town, run_by=trust)
    make.area("Basingstoke", "city")
    make.source("Hampshire Hospitals NHS Foundation Trust")
    for name in ("operations", "clinics", "appointments"):
        make.measure(name)
    return trust


@pytest.fixture
def desk(client):
    client.force_login(make.user("reporter"))
    return client


def fields(response):
    """What stands in the form, as a browser would send it."""
    statement = response.context["statement"]
    bound = [field for form in statement.forms() for field in form]
    data = {field.html_name: field.value() for field in bound if field.value() not in (None, "")}
    rows = statement.rows
    counts = {f.html_name: f.value() for f in rows.management_form}
    data |= {name: value for name, value in counts.items() if value is not None}
    return {**data, "letter": statement.letter}


def rows(response):
    data = fields(response)
    wanted = ("subject", "value", "out_of")
    count = int(data["row-TOTAL_FORMS"])
    return [tuple(data.get(f"row-{n}-{name}", "") for name in wanted) for n in range(count)]


def read(desk, letter=LETTER, **more):
    return desk.post(
        reverse(ADDRESS), {"letter": letter, "nature": "actual", "_read": "yes", **more}
    )


def test_each_number_is_a_row_of_its_hospital(world, desk):
    basingstoke = "Basingstoke and North Hampshire Hospital"
    assert rows(read(desk)) == [
        ("Royal Hampshire County Hospital", "3", "35"),
        ("Royal Hampshire County Hospital", "0", ""),
        (basingstoke, "7", "64"),
        (basingstoke, "2", ""),
        ("Andover War Memorial Hospital", "2", "16"),
        ("Hampshire Hospitals NHS Foundation Trust", "about 130", ""),
    ]


def test_a_town_is_said_to_be_taken_for_its_hospital(world, desk):
    notes = [form.note for form in read(desk).context["statement"].rows.forms]
    assert notes[2] == "“Basingstoke” is taken to be the hospital, not the town."
    assert notes[0] == ""


def test_who_said_it_and_when_are_read_from_the_letter(world, desk):
    data = fields(read(desk))
    assert data["new-said_by"] == "Hampshire Hospitals NHS Foundation Trust"
    assert data["new-title"] == "Industrial action: figures for today"
    assert str(data["new-said_on"]) == "2016-01-12"


def test_what_was_left_out_can_be_seen_and_is_no_number(world, desk):
    page = read(desk).content.decode()
    assert "023 8000 0000" in page
    assert not any("8000" in "".join(row) for row in rows(read(desk)))


def test_six_figures_are_recorded_with_the_letter_as_their_document(world, desk):
    strike = make.strike()
    typed = {"strike": strike.title, "setting": "", "new-terms": "on_record"}
    sent = {**fields(read(desk)), **typed, "_record": "yes"}
    make.setting("acute")
    response = desk.post(reverse(ADDRESS), sent)
    statement = getattr(response, "context", None) and response.context["statement"]
    assert response.status_code == 302, [f.errors for f in statement.forms()]
    assert DisruptionFigure.objects.count() == 6
    (evidence,) = Evidence.objects.filter(title="Industrial action: figures for today")
    with evidence.file.open() as kept:
        assert kept.read().decode().split() == LETTER.split()
    assert evidence.sha256
    # Read, the strike, the terms, Record.
    assert len(typed) + 2 <= 10


def test_the_strike_is_that_of_the_days_around_the_letter(world, desk):
    make.strike()
    day = make.strike("Junior doctors’ strike, 12 January 2016", days=[date(2016, 1, 12)])
    assert fields(read(desk))["strike"] == day.title
    assert "strike" not in fields(read(desk, LETTER.replace("2016 16:05", "2017 16:05")))


def test_what_is_typed_above_stays_when_a_letter_is_read(world, desk):
    strike = make.strike()
    assert fields(read(desk, strike=strike.title))["strike"] == strike.title


@pytest.mark.parametrize(
    ("letter", "sentence"),
    [("  ", "Paste the letter first."), ("x" * 60_001, "60,000 is the most")],
)
def test_a_letter_that_cannot_be_read_is_told(desk, letter, sentence):
    response = read(desk, letter)
    assert sentence in response.content.decode()
    assert not Evidence.objects.exists()


def test_a_letter_without_numbers_says_so(desk):
    assert "No number was found" in read(desk, "We have nothing to add.").content.decode()


def test_the_words_of_a_letter_are_words(world, desk):
    page = read(desk, "We put off 12 <script>clinics</script> at noon.").content.decode()
    assert re.search(r"12.*&lt;script&gt;", page)
    assert "<script>clinics" not in page


def test_it_is_read_before_any_deed_begins(desk, world, monkeypatch):
    """However long it takes, nobody waits for the database meanwhile."""

    def begun(**_):
        raise AssertionError("A deed began.")

    monkeypatch.setattr("newsroom.site.deed", begun)

    read = desk.post(reverse(ADDRESS), {"_read": "1", "letter": LETTER})

    assert len(rows(read)) > 4
    with pytest.raises(AssertionError):
        desk.post(reverse(ADDRESS), {**fields(read)})


LIST = """Lost at the Royal Hampshire County Hospital on 12 January:
• Clinics – 158 of 1,854
• Operations: none
• Urgent: fewer than five
Andover: 2 operations
Ring us before 4.30pm.
"""


def test_a_list_takes_its_measure_from_the_label_and_the_place_from_the_sentence_above(world, desk):
    response = read(desk, LIST)
    data = fields(response)
    measures = [data[f"row-{n}-measure"] for n in range(4)]
    # “Urgent” alone does not say what is counted: somebody does.
    assert measures == ["clinics", "operations", "Urgent", "operations"]
    winchester = "Royal Hampshire County Hospital"
    assert rows(response) == [
        (winchester, "158", "1,854"),
        (winchester, "0", ""),
        (winchester, "fewer than 5", ""),
        ("Andover War Memorial Hospital", "2", ""),
    ]
    assert data["row-0-words"] == (
        "Lost at the Royal Hampshire County Hospital on 12 January: • Clinics – 158 of 1,854"
    )


def test_what_is_in_no_row_is_told(world, desk):
    page = read(desk, LIST)
    assert page.context["statement"].pasted.unread == [
        "County Hospital on 12 January:",
        "Ring us before 4.30pm.",
    ]
    assert "2 numbers in no row" in page.content.decode()
