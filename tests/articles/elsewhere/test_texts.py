"""Texts for whoever puts a correction right on a page, in a post, in another system."""

import pytest

from articles.elsewhere.texts import (
    Changed,
    Corrected,
    Ready,
    changed_sentences,
    in_print,
    post,
    stopped,
)

URL = "https://news.example/articles/2016/01/operations-put-off/"


def corrected(**more):
    given = {
        "title": "Correction",
        "was_wrong": "We said that 1,696 appointments were put off in Southampton",
        "is_right": "The trust counted 1,854.",
        "headline": "Strike puts off appointments",
        "url": URL,
    }
    return Corrected(**given | more)


# A post


def test_a_post_says_what_was_wrong_what_is_right_and_where():
    assert post(corrected()) == (
        "Correction: We said that 1,696 appointments were put off in Southampton. The trust "
        f"counted 1,854. {URL}"
    )


def test_a_post_repeats_nothing_where_the_notice_does_not():
    assert post(corrected(was_wrong="")) == f"Correction: The trust counted 1,854. {URL}"


def test_a_post_leaves_out_what_was_wrong_before_it_gets_too_long():
    said = post(corrected(was_wrong="We said that " + "many " * 40))
    assert said == f"Correction: The trust counted 1,854. {URL}"


def test_of_a_long_correction_a_post_has_whole_sentences_only():
    said = post(corrected(is_right="The trust counted 1,854. " + "It had not said so before. " * 9))
    assert said == f"Correction: The trust counted 1,854. {URL}"
    endless = "The trust " + "did not say that it " * 14 + "counted them."
    assert post(corrected(is_right=endless)) == (
        f"Correction: we have put “Strike puts off appointments” right. {URL}"
    )
    assert post(corrected(is_right=endless, headline="Strike " * 60)) == (
        f"Correction: we have put a story right. {URL}"
    )


@pytest.mark.parametrize("length", [0, 1, 60, 200, 260, 281, 900])
@pytest.mark.parametrize("part", ["was_wrong", "is_right", "headline"])
def test_a_post_is_never_too_long(part, length):
    assert len(post(corrected(**{part: ("word " * 200)[:length] or "x"}))) <= 280


# Print


def test_print_names_the_story_and_its_day():
    assert in_print(corrected(), "12 January 2016") == Ready(
        "Correction. “Strike puts off appointments” (12 January 2016): We said that 1,696 "
        "appointments were put off in Southampton. The trust counted 1,854.",
        fits=True,
    )


def test_print_leaves_out_the_headline_first_then_the_day_then_what_was_wrong():
    headline = "Strike puts off appointments " * 7
    assert in_print(corrected(headline=headline), "12 January 2016").words.startswith(
        "Correction, 12 January 2016: We said"
    )
    long = "We said " + "that " * 29 + "1,696 were put off."
    assert in_print(corrected(was_wrong=long), "12 January 2016").words.startswith(
        "Correction. We said"
    )
    longer = "We said " + "that " * 36 + "1,696 were put off."
    assert in_print(corrected(was_wrong=longer), "12 January 2016") == Ready(
        "Correction. The trust counted 1,854.", fits=True
    )


def test_what_cannot_be_said_in_forty_words_is_whole_and_says_so():
    ready = in_print(corrected(is_right="The trust " + "did not " * 30 + "count."), "12 January")
    assert not ready.fits
    assert ready.words.endswith("count.")
    assert ready.length == 64


def test_a_sentence_ends_with_a_full_stop():
    assert [stopped(each) for each in ("It was 3", "It was 3. ", "“It was 3.”", "Was it?", "")] == [
        "It was 3.",
        "It was 3.",
        "“It was 3.”",
        "Was it?",
        "",
    ]


# Sentences


def test_a_sentence_that_changed_stands_beside_its_new_form():
    before = ["Strike", "It began on Tuesday. In all 1,696 appointments were put off.\nIt is over."]
    after = ["Strike", "It began on Tuesday. In all 1,854 appointments were put off.\nIt is over."]
    assert changed_sentences(before, after) == [
        Changed(
            "In all 1,696 appointments were put off.", "In all 1,854 appointments were put off."
        )
    ]


def test_a_new_sentence_and_one_that_went():
    assert changed_sentences(["Nobody was told of it."], ["The trust counted 1,854."]) == [
        Changed("", "The trust counted 1,854."),
        Changed("Nobody was told of it.", ""),
    ]


def test_nothing_changed():
    assert changed_sentences(["One. Two."], ["One. Two."]) == []
