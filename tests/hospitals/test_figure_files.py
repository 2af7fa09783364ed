"""The files of figures and the records of the API say the same, field by field, of every figure."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.db import transaction
from openpyxl import load_workbook

from hospitals import workflow
from hospitals.api.figure_files import COLUMNS
from hospitals.exports import csv_lines
from hospitals.models import StaffGroupName, TrustName
from tests import factories
from tests.factories import london
from tests.hospitals.worlds import BEFORE

pytestmark = pytest.mark.django_db

LATER = london("2023-05-02 09:00")
# What files tell beside the record: of any other column there is a field.
OF_FILES_ALONE = {"low", "high", "successor_code"}


def numbers():
    """Numbers of every kind: exact, rounded, open at an end, of a whole, missing, none."""
    yield {"value": 0}
    yield {"value": 7_200_000, "rounded_to": 100_000}
    for how in ("around", "nearly", "more_than", "at_least", "less_than", "up_to"):
        yield {"value": 450, "how_exact": how}
    yield {"value": 400, "upper": 500, "how_exact": "between"}
    yield {"value": 3, "out_of": 35, "out_of_what": "planned clinics"}
    yield {"value": 1333, "returns_received": 207, "returns_expected": 219}
    yield {"value": 35.5, "measure": "pay rise asked for", "setting": None}
    yield {"value": None, "missing": "not_reported"}
    yield {"value": None, "missing": "not_applicable"}
    yield {"value": None, "missing": "suppressed"}
    yield {"value": None, "missing": "suppressed", "missing_below": 5}


def places():
    """Figures of everybody and everything that a figure may be about."""
    yield {"area": factories.area(), "setting": "all"}
    yield {"trust": factories.trust("RK5"), "counted_note": "with “King’s Mill”, and more"}
    yield {"hospital": factories.hospital()}
    yield {"staff_group": factories.staff_group(), "nature": "expected"}
    yield {"measure": "nurses on strike", "nature": "provisional"}
    yield {"strike": None, "event": factories.event(), "measure": "people at a rally"}
    several = {"basis": "several_strikes", "strike": None, "period_start": date(2023, 3, 13)}
    others = [factories.strike(), factories.strike("Strike of March", days=[date(2023, 3, 13)])]
    yield {**several, "period_end": date(2023, 4, 14), "covers": others}


def sources():
    """Figures under all terms, with and without whoever reported them."""
    marshall = factories.source("Dr Caroline Marshall", kind="person")
    marshall.roles.create(role="deputy", organisation="Winchester", until=date(2023, 4, 1))
    marshall.roles.create(role="chief operating officer", since=date(2023, 4, 2))
    said = factories.evidence(marshall, licence=factories.licence())
    yield {"source": marshall, "evidence": said, "words": "=1,854", "locator": "@F112"}
    echo, secret = factories.source("Daily Echo"), factories.licence("Secret licence", "secret")
    unnamed = factories.source("A paper", terms="unattributable", description="a paper")
    for reporter in (echo, unnamed):
        yield {
            "evidence": factories.evidence(
                reported_by=reporter,
                kind="paper",
                title="What the Echo saw",
                licence=secret if reporter is unnamed else None,
                url="https://echo.example/1",
                published_on=date(2023, 4, 19),
                retrieved_at=LATER,
                public_caveat="It rounds.",
            ),
            "public_caveat": "Some are missing.",
        }
    manager = factories.source(
        "Secret manager", kind="person", terms="unattributable", description="a manager"
    )
    called = {
        "kind": "call",
        "terms": "unattributable",
        "title": "Secret call",
        "licence": secret,
    }
    said = cleared(manager, description="a manager", **called)
    yield {"source": manager, "evidence": said, "stood_up": "second_source"}
    said = cleared(echo, description="somebody who counted", reported_by=echo, **called)
    more = {"words": "secret words", "locator": "secret page", "stood_up": "document_seen"}
    yield {"evidence": said, **more}


def cleared(said_by, **given):
    evidence = factories.evidence(said_by, **given)
    workflow.clear_evidence(by=factories.user("editor"), evidence=evidence)
    return evidence


@pytest.fixture(scope="module")
def withdrawn(django_db_setup, django_db_blocker):
    """A world of all kinds of figures that readers see, and one that was taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def build():
    trust, doctors = factories.trust(), factories.staff_group()
    TrustName.objects.create(trust=trust, name="Southampton hospitals", until=date(2023, 12, 31))
    StaffGroupName.objects.create(staff_group=doctors, name="Housemen", until=date(2023, 12, 31))
    editor = factories.user("editor")
    made = []
    for number, given in enumerate([*numbers(), *places(), *sources()]):
        value, note = given.pop("value", number), given.pop("counted_note", f"{number}")
        made.append(factories.released(value, at=BEFORE, counted_note=note, **given))
    disputed, revised, missing, _, taken_back, *_ = made
    workflow.dispute(by=editor, figure=disputed, text="The trust says “fewer”.")
    factories.revised(revised, 7_300_000, rounded_to=100_000, at=LATER)
    factories.revised(missing, None, missing="not_reported", at=LATER)
    workflow.withdraw(by=editor, figure=taken_back, reason="Wrong.", at=LATER)
    rival = factories.source("Another count")
    factories.released(9, at=BEFORE, counted_note="3", how_exact="around", source=rival)
    factories.figure(901001, counted_note="on the desk")
    return taken_back


def content(client, path):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def records(client, query=""):
    """{id: record} of the list of the API, to its end."""
    found, url = {}, f"/api/v1/figures/?page_size=7{query}"
    while url:
        page = client.get(url).json()
        found |= {record["id"]: record for record in page["results"]}
        url = page["next"]
    return found


def at_path(record, path):
    """The field that a column is named after; of several things all, with a space between."""
    name, _, rest = path.partition(".")
    if record is None:
        return None
    if isinstance(record, list):
        return " ".join(at_path(each, path) for each in record)
    value = record[name]
    return at_path(value, rest) if rest else value


def cells(record):
    """What the record says in each column that is no more than it."""
    paths = {name: path for name, path in COLUMNS.items() if name not in OF_FILES_ALONE}
    flat = {name: at_path(record, path) for name, path in paths.items()}
    return {name: " ".join(v) if isinstance(v, list) else v for name, v in flat.items()}


def without(names, row):
    return {name: value for name, value in row.items() if name not in names}


@pytest.mark.parametrize("query", ["", "&as_of=2023-04-20", "&trust=RHM", "&ordering=recorded"])
def test_each_row_of_the_csv_is_the_flattened_record(client, withdrawn, query):
    found = records(client, query)
    rows = list(csv.DictReader(StringIO(content(client, f"figures.csv?{query}").decode())))
    assert [int(row["id"]) for row in rows] == list(found)
    assert len(rows) >= 20
    for row in rows:
        expected = cells(found[int(row["id"])])
        [written] = csv.DictReader(csv_lines(list(expected), [list(expected.values())]))
        assert without(OF_FILES_ALONE, row) == written


def test_each_row_of_the_workbook_is_the_flattened_record(client, withdrawn):
    found = records(client)
    book = load_workbook(BytesIO(content(client, "figures.xlsx")))
    header, *rows = book["Figures"].iter_rows(values_only=True)
    assert len(rows) == len(found)
    for values in rows:
        row = dict(zip(header, values, strict=True))
        expected = cells(found[row["id"]])
        assert without(OF_FILES_ALONE, row) == {
            name: ("yes" if value else "no") if isinstance(value, bool) else value or blank(value)
            for name, value in expected.items()
        }


def blank(value):
    """An empty text is an empty cell; zero is a number."""
    return value if value == 0 else None


def test_the_world_holds_every_kind_of_figure(client, withdrawn):
    """Else the comparison would show nothing."""
    found = list(records(client).values())
    assert {record["how_exact"] for record in found} >= {"exact", "between", "nearly"}
    assert {record["missing"] for record in found} == {
        None,
        "not_reported",
        "not_applicable",
        "suppressed",
    }
    assert {record["subject"]["kind"] for record in found} == {"area", "trust", "hospital"}
    for name in ("disputed", "evidence", "reported_by", "staff_group", "strike", "trust"):
        assert {bool(record[name]) for record in found} == {True, False}, name
    assert {record["preferred"] for record in found} == {True, False}
    assert {bool(record["covers"]) for record in found} == {True, False}
    assert withdrawn.pk not in {record["id"] for record in found}
    assert {record["said_by"]["name"] for record in found} >= {"a manager", "somebody who counted"}


def test_each_row_has_the_line_that_its_licence_asks_for(client, withdrawn):
    rows = csv.DictReader(StringIO(content(client, "figures.csv").decode()))
    line = "Contains information under the Open Government Licence v3.0."
    told = {row["evidence_licence_name"]: row["evidence_licence_attribution"] for row in rows}
    assert told == {"": "", "Open Government Licence v3.0": line}


def test_no_file_tells_what_a_record_would_not(client, withdrawn):
    for path in ("figures.csv", "panel.csv"):
        text = content(client, path).decode()
        assert "secret" not in text.lower()
        assert "901001" not in text
