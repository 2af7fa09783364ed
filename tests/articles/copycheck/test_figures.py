"""What the check says of numbers."""

from decimal import Decimal

import pytest

from articles.copycheck import Block, CorrectedError, FigureRecord, Mark, Records, checked
from lib.spoken import Spoken

UHS = "University Hospital Southampton NHS Foundation Trust"
BOLTON = "Bolton NHS Foundation Trust"


def record(pk, value, unit="appointments", subject=UHS, how_exact="exact", **options):
    upper, out_of = options.pop("upper", None), options.pop("out_of", None)
    kind = "percent" if unit == "percent" else "count"
    number = Spoken(
        Decimal(value),
        None if upper is None else Decimal(upper),
        how_exact,
        kind,
        None if out_of is None else Decimal(out_of),
    )
    return FigureRecord(pk, number, unit, (subject,), **options)


def findings(text, *figures, marks=(), citing=False, errors=()):
    held = Records(figures=list(figures), errors=list(errors))
    return checked([Block("1", text, tuple(marks))], held, citing=citing)


def one(text, *figures, **options):
    [found] = findings(text, *figures, **options)
    return found


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("1,854 appointments", "backed"),
        ("nearly 2,000 appointments", "backed"),
        ("more than 1,800 appointments", "backed"),
        ("around 1,850 appointments", "backed"),
        ("1,850 appointments", "mismatched"),
        ("1,845 appointments", "mismatched"),
        ("more than 1,900 appointments", "mismatched"),
        ("more than 500 appointments", "mismatched"),
        ("1,854 clinics", "mismatched"),
        ("1,854 outpatient slots", "backed"),
    ],
)
def test_a_number_is_held_against_what_it_may_round(words, verdict):
    text = f"{UHS} rescheduled {words} because of the strike."

    assert one(text, record(1, 1854)).verdict == verdict


def test_digits_that_changed_places_are_a_stop_with_the_true_number():
    found = one(f"{UHS} rescheduled 1,845 appointments.", record(1, 1854))

    assert (found.level, found.instead, found.records) == ("stop", "1,854", (1,))


def test_a_number_inside_a_quotation_is_never_a_stop():
    text = f"{UHS} said: “We moved 1,845 appointments because of the strike.”"
    [found] = [each for each in findings(text, record(1, 1854)) if each.kind == "figure"]

    assert found.level == "query"


def test_another_base_is_seen():
    text = f"{UHS} postponed three out of 35 clinics."

    assert one(text, record(1, 3, "clinics", out_of=35)).verdict == "backed"
    assert one(text, record(1, 3, "clinics", out_of=64)).verdict == "mismatched"


def test_the_same_number_of_another_trust_backs_nothing():
    found = one(f"{UHS} moved 388 appointments.", record(1, 388, subject=BOLTON))

    assert (found.verdict, found.level) == ("mismatched", "query")
    assert BOLTON in found.message


def test_parts_on_record_back_their_sum():
    text = f"{UHS} rescheduled 1,854 appointments because of the strike."
    parts = record(1, 158, "inpatient procedures"), record(2, 1696, "outpatient appointments")

    found = one(text, *parts)

    assert (found.verdict, found.records) == ("backed", (1, 2))


def test_what_another_number_of_the_sentence_states_is_that_number():
    text = f"At {UHS} around 695 nurses walked out on January 18 and 703 the following day."

    first, second = findings(text, record(1, 703, "nurses"))

    assert (first.verdict, second.verdict) == ("unrecorded", "backed")


def test_a_record_of_another_story_is_taken_for_it_only_where_digits_changed_places():
    elsewhere = record(1, 1854, near=False)

    assert one(f"{UHS} moved 1,845 appointments.", elsewhere).verdict == "mismatched"
    assert one(f"{UHS} moved 1,700 appointments.", elsewhere).verdict == "unrecorded"


def test_a_number_under_a_mark_is_held_against_its_record():
    text = f"{UHS} rescheduled 1,696 appointments."
    mark = Mark(text.index("1,696"), text.index(" appointments."), "figure", (1,))
    records = record(1, 158, "inpatient procedures"), record(2, 1696)

    found = one(text, *records, marks=[mark], citing=True)

    assert (found.verdict, found.level, found.records) == ("mismatched", "stop", (1,))


def test_two_records_under_one_mark_may_be_added():
    text = f"{UHS} rescheduled 1,854 appointments."
    mark = Mark(text.index("1,854"), text.index(" appointments."), "figure", (1, 2))
    records = record(1, 158, "inpatient procedures"), record(2, 1696, "outpatient appointments")

    assert one(text, *records, marks=[mark], citing=True).level == "right"


def test_an_error_that_we_corrected_is_not_made_again():
    right = record(1, 35, "clinics")
    error = CorrectedError(right, Spoken(Decimal(53)), "it is 35, not 53")

    found = one(f"{UHS} postponed 53 clinics.", right, errors=[error])

    assert (found.verdict, found.level, found.instead) == ("corrected_before", "stop", "35")


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("1,854 appointments", "1,754"),
        ("more than 1,800 appointments", "more than 1,700"),
        ("nearly 2,000 appointments", "nearly 1,800"),
    ],
)
def test_words_that_were_true_before_the_record_was_put_right_say_so_and_offer_the_same_manner(
    words, instead
):
    text = f"{UHS} rescheduled {words}."
    mark = Mark(text.index(words), text.index("."), "figure", (1,))
    held = record(1, 1754, earlier=(Spoken(Decimal(1854), kind="count"),))

    found = one(text, held, marks=[mark], citing=True)

    assert (found.level, found.instead) == ("stop", instead)
    assert found.message == "Corrected since: the record was 1,854 and is 1,754 now."


def test_a_noun_that_is_not_to_be_said():
    held = record(1, 1854, not_as=("patients",), do_not_say="“patients”: one may have several.")

    right, noun = findings(f"{UHS} turned away 1,854 patients because of the strike.", held)

    assert right.verdict == "backed"
    assert (noun.verdict, noun.level) == ("do_not_say", "query")


def test_a_number_that_somebody_claims_says_whose_it_is():
    text = f"Ann Brightwell said: “We lost 96 operations at {UHS} in the strike.”"

    [found] = [each for each in findings(text) if each.kind == "figure"]

    assert "Ann Brightwell" in found.message
