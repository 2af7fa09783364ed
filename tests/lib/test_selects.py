from types import SimpleNamespace

import pytest
from django import forms
from django.test.html import parse_html

from lib.selects import LongSelect, Options, name_of, offer, some

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


class Asked(forms.Form):
    trust = forms.CharField(required=False)

    def clean_trust(self):
        return SimpleNamespace(code=self.cleaned_data["trust"], name="Sherwood Forest Hospitals")


def test_a_form_offers_what_there_is_and_what_was_asked():
    form = Asked({"trust": "RK5"})
    assert form.is_valid()
    offer(form, {"trust": some("Any trust", CHOICES[1:], "code")})
    assert '<option value="RHM">' in str(form["trust"])
    assert '<option value="RK5" selected>Sherwood Forest Hospitals' in str(form["trust"])


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (
            {"name": "Royal Infirmary", "full_name": "Royal Infirmary, Derby"},
            "Royal Infirmary, Derby",
        ),
        ({"title": "Strike of 11 April"}, "Strike of 11 April"),
        ({"name": "BMA"}, "BMA"),
    ],
)
def test_a_record_is_called_by_the_fullest_name_it_has(record, words):
    assert name_of(SimpleNamespace(**record)) == words


def test_what_has_no_name_is_a_fault():
    with pytest.raises(ValueError, match="nothing to be called by"):
        name_of(SimpleNamespace(pk=1))
