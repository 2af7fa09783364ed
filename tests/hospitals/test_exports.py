"""Tables as files: whole, bounded, and safe to open in a spreadsheet."""

import csv
from io import BytesIO, StringIO

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from openpyxl import load_workbook

from hospitals.api.figure_files import COLUMNS, FigureCsv
from hospitals.exports import csv_lines, in_pieces
from tests import factories
from tests.hospitals.worlds import BEFORE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]

FILES = ["figures.csv", "figures.xlsx", "panel.csv", "panel.xlsx"]


def content(response):
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def table(client, path):
    return list(csv.DictReader(StringIO(content(client.get(f"/api/v1/{path}")).decode())))


def test_a_figure_is_one_flat_row_with_its_provenance(client):
    factories.released(
        2000,
        at=BEFORE,
        how_exact="nearly",
        locator="Acute!F87",
        public_caveat="Some are missing.",
        evidence=factories.evidence(url="https://england.example/april.xlsx"),
    )
    [row] = table(client, "figures.csv")
    assert list(row) == list(COLUMNS)
    assert {name: row[name] for name in ("value", "how_exact", "low", "high", "missing")} == {
        "value": "2000",
        "how_exact": "nearly",
        "low": "1800",
        "high": "1999",
        "missing": "",
    }
    assert (
        row["said_by_name"],
        row["evidence_document_url"],
        row["evidence_locator"],
        row["caveats"],
    ) == (
        "NHS England",
        "https://england.example/april.xlsx",
        "Acute!F87",
        "Some are missing.",
    )
    assert (row["trust_code"], row["successor_code"]) == ("RHM", "RHM")


def test_files_take_the_filters_of_the_lists(client):
    factories.released(at=BEFORE)
    factories.released(71, at=BEFORE, trust=factories.trust("RK5"))
    assert [row["value"] for row in table(client, "figures.csv?trust=RK5")] == ["71"]
    assert [row["value"] for row in table(client, "panel.csv?trust=RK5")] == ["71"]


def test_a_file_longer_than_a_page_has_each_row_once(client, monkeypatch):
    monkeypatch.setattr("hospitals.api.figure_files.PAGE", 2)
    for number in range(5):
        factories.released(number, at=BEFORE, counted_note=f"row {number}")
    found = [row["value"] for row in table(client, "figures.csv")]
    assert sorted(found) == ["0", "1", "2", "3", "4"]


def test_too_many_rows_for_a_file_are_refused_with_the_way_out(client, monkeypatch):
    monkeypatch.setattr(FigureCsv, "most", 1)
    factories.released(at=BEFORE)
    factories.released(at=BEFORE, counted_note="another")
    answer = client.get("/api/v1/figures.csv")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert "narrow them by trust" in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44",
        "-2",
        "@SUM(A1)",
        "\t=1",
        " =1",
        "\u200b=1",
        "＝1+1",
        "＋44",
        "－2",
        "＠S",
        "　＝1",
    ],
)
def test_no_text_is_taken_for_a_formula(text):
    lines = list(csv_lines(["words"], [[text]]))
    assert lines[1].lstrip('"').startswith("'")


def test_numbers_stay_numbers_and_nothing_stays_empty():
    assert list(csv_lines(["a", "b", "c"], [[0, None, 8.5]]))[1] == "0,,8.5\r\n"


def test_the_byte_order_mark_comes_on_request(client):
    assert content(client.get("/api/v1/figures.csv")).startswith(b"id,")
    assert content(client.get("/api/v1/figures.csv?bom=1")).startswith(b"\xef\xbb\xbfid,")
    assert client.get("/api/v1/figures.csv?bom=yes").status_code == 400


def test_a_workbook_has_a_sheet_of_notes_and_no_formula(client):
    factories.released(at=BEFORE, locator="=HYPERLINK(1)", words="bell \x07 rings")
    book = load_workbook(BytesIO(content(client.get("/api/v1/figures.xlsx"))))
    assert book.sheetnames == ["Figures", "Notes"]
    header, row = book["Figures"].iter_rows()
    cells = {name.value: cell for name, cell in zip(header, row, strict=True)}
    assert cells["evidence_locator"].data_type == "s"
    assert cells["evidence_locator"].value == "=HYPERLINK(1)"
    assert (cells["value"].value, cells["evidence_words"].value) == (1854, "bell  rings")
    assert "/api/v1/figures.xlsx" in book["Notes"]["A2"].value


@pytest.mark.parametrize("path", FILES)
def test_files_are_named_by_their_day_whatever_the_reader_accepts(path, client):
    answer = client.get(f"/api/v1/{path}", headers={"accept": "text/html"})
    name, ending = path.split(".")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith(f'attachment; filename="{name}-')
    assert answer["Content-Disposition"].endswith(f'.{ending}"')
    assert content(answer)


@pytest.mark.parametrize("path", FILES)
def test_unknown_parameters_are_refused(path, client):
    for query in ("?trsut=RHM", "?fields=value", "?page_size=2", "?ordering=valu"):
        assert client.get(f"/api/v1/{path}{query}").status_code == 400, query


def gone(response):
    """What a server does when the reader has gone: it closes the answer. The connection to the
    database, which goes with a request, is that of the whole test."""
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)


@pytest.fixture
def being_made(client):
    """The file that somebody else is fetching."""
    factories.released(at=BEFORE)
    answer = client.get("/api/v1/figures.csv")
    yield answer
    gone(answer)


@pytest.mark.parametrize("path", FILES)
def test_while_a_file_is_made_another_is_told_when_to_come_back(path, client, being_made):
    answer = client.get(f"/api/v1/{path}", headers={"origin": "https://other.example"})
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "come back in 5 seconds" in answer.json()["detail"]
    assert content(being_made).startswith(b"id,")
    assert content(client.get(f"/api/v1/{path}"))


def test_a_client_that_goes_away_leaves_the_place(client, being_made):
    gone(being_made)
    assert content(client.get("/api/v1/panel.csv"))


def test_so_does_a_file_that_is_refused_or_breaks(client, monkeypatch):
    client.raise_request_exception = False
    assert client.get("/api/v1/figures.csv?bom=2").status_code == 400
    with monkeypatch.context() as broken:
        broken.setattr("hospitals.api.figure_files.successors_now", None)
        assert client.get("/api/v1/figures.csv").status_code == 500
    head = client.head("/api/v1/figures.csv")
    assert head.status_code == 200
    gone(head)
    assert content(client.get("/api/v1/figures.csv")).startswith(b"id,")


def test_pages_and_lists_are_answered_meanwhile(client, being_made):
    assert client.get("/api/v1/figures/").status_code == 200
    assert client.get("/figures/").status_code == 200


def test_a_file_is_sent_in_pieces_of_some_hundred_lines():
    lines = [f"{number},1854\r\n" for number in range(20_000)]
    pieces = list(in_pieces(lines))
    assert b"".join(pieces) == "".join(lines).encode()
    assert 3 < len(pieces) < 20


def test_an_order_by_value_across_strikes_is_refused_before_the_first_line(client):
    assert client.get("/api/v1/figures.csv?ordering=value").status_code == 400
