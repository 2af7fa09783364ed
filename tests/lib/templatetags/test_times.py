"""Times as a newspaper prints them, and as machines read them."""

from datetime import UTC, datetime

import pytest

from lib.templatetags.times import dated


@pytest.mark.parametrize(
    ("moment", "printed"),
    [
        (
            datetime(2016, 1, 12, 17, 45, 0, 999, tzinfo=UTC),
            '<time datetime="2016-01-12T17:45:00+00:00">12 January 2016</time>',
        ),
        (
            datetime(2023, 4, 10, 23, 30, tzinfo=UTC),
            '<time datetime="2023-04-11T00:30:00+01:00">11 April 2023</time>',
        ),
    ],
    ids=["winter", "summer, past midnight in London"],
)
def test_a_day_is_that_of_london(moment, printed):
    assert dated(moment) == printed
