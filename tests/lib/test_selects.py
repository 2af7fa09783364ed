import pytest
from django import forms
from django.test.html import parse_html

from lib.selects import LongSelect, Options

CHOICES = [("", "Any trust"), ("RHM", "Southampton & “Solent” <NHS>"), ("RN5", "Hampshire")]


@pytest.mark.parametrize("value", [None, "", "RHM", "elsewhere"])
def test_it_reads_like_djangos_own(value):
    attrs = {"id": "id_trust", "aria-describedby": "trust-help", "required": True}

    def read(widget):
        return parse_html(widget(choices=CHOICES, attrs={"lang": "en"}).render("q", value, attrs))

    assert read(LongSelect) == read(forms.Select)


def test_options_are_written_once_for_all_who_choose():
    options = Options(CHOICES)
    chosen = LongSelect(choices=options).render("q", "RN5")
    assert '<option value="RN5" selected>Hampshire</option>' in chosen
    assert "selected" not in options.html
    assert "selected" not in LongSelect(choices=options).render("q", "elsewhere")


def test_one_more_option_is_added_for_one_reader_only():
    options = Options(CHOICES)
    assert list(options.and_one("RK5", "Sherwood")) == [*CHOICES, ("RK5", "Sherwood")]
    assert list(options) == CHOICES


def test_a_value_is_looked_for_whole_and_among_values_only():
    options = Options([("a", '<option value="b">'), ("b", "B"), ('"b"', "quoted")])
    assert '<option value="b" selected>B' in options.with_chosen("b")
    assert options.with_chosen('"b"').endswith("selected>quoted</option>")
