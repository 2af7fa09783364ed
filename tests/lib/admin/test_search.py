"""A pasted paragraph is a search too: how much of it is searched for, and what is told."""

import pytest

from lib.admin import search

PARAGRAPH = "nine appointments at the hospital were put off for each day of the strike " * 60


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("  Southampton   General ", "Southampton General"),
        (PARAGRAPH, "nine appointments at the hospital were put off for each"),
        ("9 " * 900, "9 9 9 9 9 9 9 9 9 9"),
        ("a" * 400, "a" * 100),
        ("North\0wick", "Northwick"),
        ("\0", ""),
    ],
)
def test_a_search_is_for_ten_words_and_a_hundred_characters(typed, searched):
    assert search.bounded(typed) == searched


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Southampton  General ", ""),
        ("one two three four five six seven eight nine ten", ""),
        ("one two three four five six seven eight nine ten eleven", "first ten words only"),
        ("a" * 101, "first 100 characters only"),
        ("appointments " * 10, "first 100 characters only"),
    ],
)
def test_what_was_left_out_is_told(typed, told):
    assert told in search.what_was_cut(typed)
    assert bool(told) == bool(search.what_was_cut(typed))
