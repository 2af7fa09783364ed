"""The command: a file in, a report out."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories import figure, measure, trust

pytestmark = pytest.mark.django_db

TEXT = """Ward staff walk out in Salisbury

Salisbury NHS Foundation Trust postponed 69 operations because of the strike.

Ann Brightwell, a nurse, said: “We are tired.”
"""


def run(*arguments):
    out = StringIO()
    call_command("check_copy", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def records(tmp_path):
    path = tmp_path / "records.json"
    held = {
        "quotes": [{"text": "We are tired.", "speakers": ["Ann Brightwell"]}],
        "figures": [
            {
                "value": 96,
                "value_max": None,
                "qualifier": "exact",
                "unit": "operations",
                "denominator": None,
                "subject": "Salisbury NHS Foundation Trust",
            }
        ],
    }
    path.write_text(json.dumps({"records": held}), encoding="utf-8")
    return path


def test_the_report_for_programs(story, records):
    found = json.loads(run(story, "--records", records, "--json"))

    [quote], [number] = found["quotes"], found["figures"]
    assert quote["speakers"] == ["Ann Brightwell"]
    assert TEXT[quote["start"] : quote["end"]] == quote["text"] == "We are tired."
    assert (number["value"], number["unit"], number["denominator"]) == (69, "operations", None)
    assert number["subject"] == "Salisbury NHS Foundation Trust"
    verdicts = [(each["kind"], each["verdict"], each["level"]) for each in found["verdicts"]]
    assert verdicts == [("figure", "mismatched", "stop"), ("quote", "backed", "right")]


def test_the_report_to_read_begins_with_what_is_wrong(story, records):
    first = run(story, "--records", records).splitlines()[0]

    assert first.startswith("WRONG")
    assert "the record 96" in first


def test_without_a_file_it_asks_our_records(story):
    salisbury = trust("RNZ", "Salisbury NHS Foundation Trust")
    figure(96, trust=salisbury, measure=measure("operations"))

    [verdict] = [
        each for each in json.loads(run(story, "--json"))["verdicts"] if each["kind"] == "figure"
    ]

    assert verdict["verdict"] == "mismatched"


@pytest.mark.parametrize(
    "held", ["[]", "{", '{"figures": [{"unit": "clinics"}]}', '{"quotes": ["words"]}']
)
def test_records_that_are_none_get_a_sentence(story, tmp_path, held):
    path = tmp_path / "records.json"
    path.write_text(held)

    with pytest.raises(CommandError):
        run(story, "--records", path)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / "none.txt")
