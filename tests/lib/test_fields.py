"""One declaration of a field: its answer, its description, its example."""

from datetime import date
from types import SimpleNamespace
from typing import NamedTuple

import pytest

from lib.fields import (
    CharField,
    ChoiceField,
    DateField,
    LinkField,
    LinksField,
    NullCharField,
    NumberField,
    TextsField,
)
from lib.serializers import Named, Record, example_of, names_of

SITE = {"site": "https://news.example"}


class StrikeSerializer(Named):
    title = CharField("", "Junior doctors’ strike")


class FigureSerializer(Record):
    value = NumberField("Null where it is missing.", 1854, None, source="revision.value")
    day = DateField("", "2023-04-11", source="first_day")
    from_ = CharField("", "Southampton", source="place")
    strike = StrikeSerializer(allow_null=True)
    page = LinkField("", "/figures/28/", source="get_absolute_url")


class Strike(NamedTuple):
    title: str


class Figure:
    first_day, place = date(2023, 4, 11), "RHM"

    def __init__(self, value, strike=None):
        self.revision, self.strike = SimpleNamespace(value=value), strike

    def get_absolute_url(self):
        return "/figures/7/"


def answer(figures, **kwargs):
    return FigureSerializer(figures, many=True, context=SITE, **kwargs).data


def test_a_record_answers_in_the_order_of_its_declaration():
    [record] = answer([Figure(158.0)])
    assert list(record.items()) == [
        ("value", 158),
        ("day", "2023-04-11"),
        ("from", "RHM"),
        ("strike", None),
        ("page", "https://news.example/figures/7/"),
    ]


def test_only_the_fields_that_are_asked_for():
    assert answer([Figure(158)], fields=["from", "value"]) == [{"value": 158, "from": "RHM"}]


def test_what_many_rows_name_is_made_once():
    strike = Strike("Four days")
    rows = answer([Figure(158, strike), Figure(1696, strike)])
    assert rows[0]["strike"] == {"title": "Four days"}
    assert rows[1]["strike"] is rows[0]["strike"]


def test_a_source_that_is_not_there_is_a_fault_and_no_empty_field():
    class Wrong(Record):
        number = NumberField("", 1, source="revision.numbr", allow_null=True)

    with pytest.raises(AttributeError):
        Wrong(Figure(158)).data  # noqa: B018


def test_a_field_that_may_be_null_is_null_where_a_step_of_its_source_is():
    class Through(Record):
        title = CharField("", "x", source="strike.title", allow_null=True)

    assert Through(Figure(158)).data == {"title": None}


def test_empty_texts_codes_and_links_are_null_where_they_may_be():
    class Empty(Record):
        text = NullCharField()
        code = ChoiceField(["paper"], name="Kind", allow_null=True)
        link = LinkField(allow_null=True)

    row = {"text": "", "code": "", "link": ""}
    assert Empty(row, context=SITE).data == {"text": None, "code": None, "link": None}


def test_lists_of_texts_and_links_are_of_one_attribute_of_each():
    class Lists(Record):
        names = TextsField(key="name", source="things")
        links = LinksField(to="figure", source="things")

    things = [SimpleNamespace(id=7, name="a"), SimpleNamespace(id=8, name="b")]
    assert Lists({"things": things}, context=SITE).data == {
        "names": ["a", "b"],
        "links": [f"https://news.example/api/v1/figures/{each}/" for each in (7, 8)],
    }


def test_the_example_of_a_record_is_made_of_those_of_its_fields():
    assert names_of(FigureSerializer) == ["value", "day", "from", "strike", "page"]
    assert example_of(FigureSerializer()) == {
        "value": 1854,
        "day": "2023-04-11",
        "from": "Southampton",
        "strike": {"title": "Junior doctors’ strike"},
        "page": "https://news.example.org/figures/28/",
    }
