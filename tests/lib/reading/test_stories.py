"""What the reader finds in stories of many manners: see `stories.py`."""

import pytest

from lib.reading.reader import read
from tests.lib.reading.stories import EVERY

KINDS = EVERY.items()


@pytest.fixture(scope="module", params=KINDS, ids=[name.lower() for name, _ in KINDS])
def story(request):
    return request.param[1], read(request.param[1].text)


def test_every_quotation_and_no_other(story):
    expected, found = story

    told = [each for each in found.quotations if not each.optional]
    spoken = [words for words, who in expected.quotations if who]

    assert [each.text[: len(words)] for each, words in zip(told, spoken, strict=True)] == spoken


def test_whoever_says_it(story):
    expected, found = story
    told = [each for each in found.quotations if not each.optional]

    said = {each.text: " and ".join(who.name for who in each.speakers) for each in told}

    for words, who in expected.quotations:
        if who:
            speaker = next(name for text, name in said.items() if text.startswith(words))
            assert who.casefold() in speaker.casefold(), words


def test_marks_that_nobody_answers_for(story):
    expected, found = story

    scare = [each.text for each in found.quotations if each.kind == "scare"]

    for words, who in expected.quotations:
        assert who or any(text.startswith(words) for text in scare)


def test_every_figure_with_how_exact_and_out_of(story):
    expected, found = story
    told = [
        (each.spoken.value, each.spoken.how_exact, each.spoken.out_of)
        for each in found.figures
        if not each.optional
    ]

    for words, value, how_exact, _, out_of, _ in expected.figures:
        assert (value, how_exact, out_of) in told, words


def test_what_it_counts_and_whom_it_is_about(story):
    expected, found = story
    told = [each for each in found.figures if not each.optional]

    for words, value, _, unit, _, about in expected.figures:
        assert any(
            each.spoken.value == value
            and each.unit.split()[-1] == unit.split()[-1]
            and about.casefold() in each.subject.name.casefold()
            for each in told
        ), words


def test_no_other_numbers(story):
    expected, found = story
    values = [value for _, value, *_ in expected.figures]

    others = [each.text for each in found.figures if not each.optional]

    assert len(others) - len(values) <= expected.more
