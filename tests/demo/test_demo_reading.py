from datetime import date

import pytest

from demo.load_stories import read_story
from demo.reading import BadData, Row, read_table
from lib.refusals import Refused


def table(folder, text):
    (folder / "strikes.csv").write_text(text, encoding="utf-8")
    return read_table("strikes", folder)


def test_rows_know_their_line(tmp_path):
    rows = table(tmp_path, "slug,day\nfirst,2023-04-11\nsecond,2023-04-12\n")
    assert rows[1].where.endswith("strikes.csv, line 3")
    assert rows[1].date("day") == date(2023, 4, 12)


def test_an_empty_cell_is_no_date(tmp_path):
    assert table(tmp_path, "slug,day\nfirst,\n")[0].date("day") is None


def test_a_wrong_date_names_file_line_and_what_would_be_right(tmp_path):
    row = table(tmp_path, "slug,day\nfirst,11/04/2023\n")[0]
    with pytest.raises(BadData, match=r"strikes.csv, line 2: day is “11/04/2023”: write a date"):
        row.date("day")


@pytest.mark.parametrize("text", ["1,854", "about 450", "7.2m"])
def test_a_number_in_words_is_refused(text):
    with pytest.raises(BadData, match="write a number such as 1854"):
        Row({"value": text}, "figures.csv, line 2").decimal("value")


def test_a_line_with_a_cell_too_many_is_refused(tmp_path):
    with pytest.raises(BadData, match="line 2: 3 cells, but 2 columns"):
        table(tmp_path, "slug,day\nfirst,2023-04-11,\n")


def test_a_column_that_is_not_there_is_named(tmp_path):
    with pytest.raises(BadData, match="no column “cover”"):
        table(tmp_path, "slug\nfirst\n")[0]["cover"]


def test_an_empty_file_is_refused(tmp_path):
    with pytest.raises(BadData, match="is empty"):
        table(tmp_path, "")


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(BadData, match=r"trusts\.csv cannot be read"):
        read_table("trusts", tmp_path)


def test_a_refusal_names_the_line():
    row = Row({}, "figures.csv, line 7")
    with pytest.raises(BadData, match=r"figures\.csv, line 7: Give a number"), row.blamed():
        raise Refused("Give a number, or say why it is missing.")


def story(folder, text):
    path = folder / "walkout.html"
    path.write_text(text, encoding="utf-8")
    return read_story(path)


def test_a_story_has_a_head_and_a_body(tmp_path):
    row = story(tmp_path, "headline: Walkout: day one\nsection: strikes\n---\n<p>Words.</p>\n")
    assert (row["slug"], row["headline"], row["body"]) == (
        "walkout",
        "Walkout: day one",
        "<p>Words.</p>",
    )


def test_a_story_without_end_of_head_is_refused(tmp_path):
    with pytest.raises(BadData, match="three dashes"):
        story(tmp_path, "headline: Walkout\n<p>Words.</p>\n")


def test_a_misspelt_name_in_a_head_is_refused_with_its_line(tmp_path):
    with pytest.raises(BadData, match=r"walkout\.html, line 2: begin with one of"):
        story(tmp_path, "headline: Walkout\nheadlin: Walkout\n---\n<p>Words.</p>\n")
