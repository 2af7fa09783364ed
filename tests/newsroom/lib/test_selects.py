import pytest
from django import forms
from django.test.html import parse_html

from newsroom.lib.selects import LongSelect

CHOICES = [("", "Any trust"), ("RHM", "Southampton & “Solent” <NHS>"), ("RN5", "Hampshire")]


@pytest.mark.parametrize("value", [None, "", "RHM", "elsewhere"])
def test_it_reads_like_djangos_own(value):
    attrs = {"id": "id_trust", "aria-describedby": "trust-help", "required": True}

    def read(widget):
        return parse_html(widget(choices=CHOICES, attrs={"lang": "en"}).render("q", value, attrs))

    assert read(LongSelect) == read(forms.Select)
