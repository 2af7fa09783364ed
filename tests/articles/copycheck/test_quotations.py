"""What the check says of quotations; each text is one block, held against a few records."""

import pytest

from articles.copycheck import Block, Mark, QuoteRecord, Records, checked

SAID = "We would rather be on the wards. Nobody trained for years to stand in a car park."


def of_quotes(text, *records, marks=(), citing=False):
    held = Records([QuoteRecord(n, *record) for n, record in enumerate(records, start=1)])
    found = checked([Block("1", text, tuple(marks))], held, citing=citing)
    return [each for each in found if each.kind == "quote"]


def one(text, *records, **options):
    [found] = of_quotes(text, *records, **options)
    return found


@pytest.mark.parametrize(
    "text",
    [
        f"Ann Brightwell, a nurse, said: “{SAID}”",
        f'"{SAID}" said Ann Brightwell.',
        "Ann Brightwell said she would “rather be on the wards”.",
        "“We would rather be on the wards,” Ann Brightwell said.",
    ],
)
def test_words_as_recorded_by_whoever_said_them_are_right(text):
    found = one(text, (SAID, ("Ann Brightwell",)))

    assert (found.verdict, found.level, found.records) == ("backed", "right", (1,))


def test_a_no_that_came_is_a_stop_with_the_true_words():
    altered = SAID.replace("rather be", "rather not be")
    found = one(f"Ann Brightwell said: “{altered}”", (SAID, ("Ann Brightwell",)))

    assert (found.verdict, found.level, found.instead) == ("mismatched", "stop", SAID)
    assert found.message == "“not” is not in the record. Use the words on record."


def test_another_speaker_is_a_query():
    found = one(f"Tom Hartwell said: “{SAID}”", (SAID, ("Ann Brightwell",)))

    assert (found.verdict, found.level) == ("mismatched", "query")
    assert "Ann Brightwell" in found.message
    assert "Tom Hartwell" in found.message


def test_a_spokesman_may_stand_for_the_body_on_record():
    text = "A Belfast Trust spokesman said the wait was “very considerable”."

    assert one(text, ("very considerable", ("Belfast Trust",))).verdict == "backed"


def test_a_cut_that_takes_the_no_away_is_looked_at():
    text = "Ann Brightwell called the ward “a safe place to work”."
    found = one(text, ("This is not a safe place to work", ("Ann Brightwell",)))

    assert (found.verdict, found.level) == ("backed", "query")


def test_words_on_no_record():
    found = one(f"Ann Brightwell said: “{SAID}”", ("Quite another thing was said.", ()))

    assert (found.verdict, found.level) == ("unrecorded", "note")


def test_marks_that_nobody_answers_for_are_passed_over():
    assert of_quotes("The rota, known as “the grid”, was torn up.") == []


def test_words_on_record_without_a_mark_are_to_be_cited():
    found = one(f"Ann Brightwell said: “{SAID}”", (SAID, ("Ann Brightwell",)), citing=True)

    assert (found.verdict, found.level) == ("recorded_not_cited", "note")


def test_words_under_a_mark_are_held_against_its_record_alone():
    text = f"Ann Brightwell said: “{SAID}”"
    other = "We shall be back on Monday, whatever the weather."
    mark = Mark(text.index("“"), len(text), "quote", (2,))
    records = (SAID, ("Ann Brightwell",)), (other, ("Ann Brightwell",))

    found = one(text, *records, marks=[mark], citing=True)

    assert (found.verdict, found.level, found.records) == ("mismatched", "stop", (2,))
