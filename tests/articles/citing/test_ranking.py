"""What is offered for words that somebody selects, and in which order."""

from datetime import date
from decimal import Decimal

from articles.citing import Asked, Candidate, Mentioned, calls_of, mentioned, rank
from lib.spoken import Spoken

RHCH, ALTON = Mentioned("hospital", 1), Mentioned("hospital", 2)
HHFT = Mentioned("trust", 9)
CALLS = calls_of(
    [
        (HHFT, ["Hampshire Hospitals NHS Foundation Trust", "RN5", "HHFT"]),
        (RHCH, ["Royal Hampshire County Hospital, Winchester"]),
        (ALTON, ["Alton Community Hospital, Alton"]),
    ]
)
SENTENCE = (
    "At the Royal Hampshire County in Winchester no operations were lost, but three of 35 clinics "
    "did not take place, the trust said."
)


def number(value, out_of=None, how_exact="exact"):
    return Spoken(
        Decimal(value), how_exact=how_exact, kind="count", out_of=out_of and Decimal(out_of)
    )


def figure(pk, spoken, place="", places=(), counted="Outpatient clinics postponed", **more):
    return Candidate(
        "figure",
        pk,
        spoken,
        place,
        counted,
        places=frozenset(places),
        ends=date(2016, 1, 12),
        **more,
    )


def said(pk, words, speaker="Donna Green, chief nurse"):
    return Candidate("quote", pk, words=words, speaker=speaker)


def ranked(words, candidates, sentence=SENTENCE, **about):
    asked = Asked(words, sentence, **about)
    return [
        (offer.candidate.pk, offer.why)
        for offer in rank(asked, candidates, mentioned(asked.around, CALLS))
    ]


def test_the_same_number_of_the_same_base_at_the_place_of_the_sentence_comes_first():
    alton = figure(2, number(3, 7), "Alton Community Hospital", [ALTON, HHFT])
    winchester = figure(1, number(3, 35), "Royal Hampshire County Hospital", [RHCH, HHFT])
    elsewhere = figure(3, number(3, 35), "Queen’s Medical Centre")
    assert ranked("three of 35 clinics", [alton, elsewhere, winchester]) == [
        (1, "same number"),
        (3, "same number"),
        (2, "other base"),
    ]


def test_of_two_measures_the_one_whose_unit_is_selected_comes_first():
    clinics = figure(1, number(13), counted="Outpatient clinics postponed clinics")
    operations = figure(2, number(13), counted="Operations postponed operations")
    sentence = "It put off 13 operations and 130 clinics."
    assert [pk for pk, _ in ranked("13 operations", [clinics, operations], sentence)] == [2, 1]


def test_what_the_story_is_about_decides_between_equal_numbers():
    older, newer = figure(1, number(13), strike=7), figure(2, number(13), strike=8)
    assert [pk for pk, _ in ranked("13", [older, newer], "13 were.", strikes=frozenset({7}))] == [
        1,
        2,
    ]


def test_words_that_are_true_of_a_record_find_it():
    assert ranked("nearly 2,000", [figure(1, number(1854))], "Nearly 2,000.") == [(1, "true of it")]


def test_what_is_true_of_everything_does_not_come_before_the_number_itself():
    far, itself = figure(1, number(1854)), figure(2, number(2, how_exact="more_than"))
    assert ranked("more than 2", [far, itself], "More than 2.")[0] == (2, "same number")


def test_the_whole_of_a_part_is_offered_after_it():
    part, whole = figure(1, number(158)), figure(2, number(1854))
    assert ranked("158 of 1,854", [whole, part], "158 of 1,854.") == [
        (1, "same number"),
        (2, "its whole"),
    ]


def test_a_rival_with_another_number_is_offered_at_the_place_and_says_so():
    rival = figure(4, number(4, 57), places=[RHCH], preferred=False)
    assert ranked("three of 35 clinics", [rival]) == [(4, "a rival")]


def test_another_number_of_somewhere_else_is_not_offered():
    assert ranked("13 operations", [figure(1, number(57), "Derriford")], "13 operations.") == []


def test_typing_narrows_and_then_all_that_was_found_is_offered():
    asked = Asked("13", "13.", typed="derriford")
    assert [offer.candidate.pk for offer in rank(asked, [figure(1, number(57))])] == [1]


def test_words_in_quotation_marks_ask_for_quotations_first():
    quote = said(5, "We would rather be on the wards, not out here")
    clinics = figure(1, number(1), places=[RHCH])
    assert ranked("“We would rather be on the wards”", [clinics, quote])[0] == (5, "part of it")


def test_an_altered_quotation_is_found_and_said_to_differ():
    quote = said(5, "We would rather be on the wards")
    assert ranked("“We would rather not be on the wards”", [quote]) == [(5, "other words")]


def test_a_sentence_names_places_by_short_names_codes_and_aliases():
    assert mentioned("hhft said", CALLS) == {HHFT}
    assert mentioned("at the royal hampshire county in winchester", CALLS) == {RHCH}
    assert mentioned("hampshire hospitals and alton community hospital", CALLS) == {HHFT, ALTON}
    assert mentioned("a royal visit to hampshire", CALLS) == frozenset()
