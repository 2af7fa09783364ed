"""A text made to keep the reader busy costs it no more than its length: steps are counted."""

import sys
import time

import pytest

from lib.reading.reader import read

# As much of each, again and again, as makes a text of the length that is asked for.
HOSTILE = [
    '"a" ', "“ ", "'a ", "a' ", "s' a ", "12 ", "a hundred ", "one hundred and ", "1,", "a\n",
    "Aaa and ", "Trust of ", "he said ", 'he said "a" ', "spokesman for Aaa of ", "1-", "(",
    "one out of ", ", who said ", "May 5 and ", "5, ", "0 1 2 ", "it who ", "He said: “x.\n\n",
    "5 nurses ", "nurses and ", "s", "A", " ", ".", "Dr. ", '"a" she said, ', "recently ",
    "statement\n", "Ann Lee: 12\n", "x, " * 100 + "said “y”. ", "a ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_text_takes_about_twice_the_steps(piece):
    once, twice = (steps(piece * (length // len(piece))) for length in (3_000, 6_000))

    assert twice < 3 * once


@pytest.mark.parametrize("piece", HOSTILE)
def test_what_it_finds_lies_within_the_text(piece):
    text = piece * (1_500 // len(piece))
    found = read(text)

    for each in [*found.quotations, *found.figures, *found.entities]:
        assert each.text == text[each.start : each.end]


@pytest.mark.parametrize("space", ["\n", " ", "\t", "\u00a0", "\r\n", " \n"])
def test_white_space_takes_no_time(space):
    text = f"Clinics were lost{space * 4_000}12 were moved,{space * 4_000}staff said."
    began = time.process_time()

    read(text)

    # The steps of a pattern are not counted above: by the square of them this took 20 seconds.
    assert time.process_time() - began < 2


def steps(text: str) -> int:
    """Calls of functions while it is read."""
    count = 0

    def counting(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counting)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return count
