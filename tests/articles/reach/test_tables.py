from datetime import date

import pytest

from articles.reach.tables import Row, WrongLines, read_table

TODAY = date(2026, 11, 30)


def table(*lines):
    return read_table(["address,day,reads", *lines], TODAY)


def test_a_row_is_a_page_a_day_and_a_number():
    assert table("/figures/3/,2026-11-27,120", '"/figures/4/",27 November 2026,"1,204"') == [
        Row(2, "/figures/3/", date(2026, 11, 27), 120),
        Row(3, "/figures/4/", date(2026, 11, 27), 1204),
    ]


def test_empty_lines_are_passed_over():
    assert table("", "/figures/3/,2026-11-27,1", ",,")[0].line == 3


def test_every_wrong_line_says_its_number():
    with pytest.raises(WrongLines) as wrong:
        table(
            "/figures/3/,2026-11-27,many",
            "/figures/3/,2026-11-27,5",
            "/figures/3/,the other day,5",
            "/figures/3/,2026-12-01,5",
            ",2026-11-27,5",
            "/figures/3/,2026-11-27",
            "/figures/3/,2026-11-27,-1",
        )
    assert wrong.value.sentences == [
        "Line 2: “many” is not a number of reads.",
        "Line 4: “the other day” is not a day: write it like 2026-11-27.",
        "Line 5: “2026-12-01” has not come yet.",
        "Line 6: it names no address.",
        "Line 7: it has 2 columns, not 3.",
        "Line 8: “-1” is not a number of reads.",
    ]


def test_the_columns_are_named():
    with pytest.raises(WrongLines, match="Line 1: the columns are address, day, reads"):
        read_table(["page,date,views"], TODAY)
    with pytest.raises(WrongLines, match="Line 1"):
        read_table([], TODAY)
