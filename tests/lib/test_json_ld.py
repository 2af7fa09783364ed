"""Structured data in a page: what is read back is what was put in, and it ends no element."""

import json

from lib.json_ld import filled, script


def test_it_can_be_read_back_as_it_was():
    headline = "A & B said “3 < 4”, it’s </script><script>alert(1)</script>\u2028 and on"
    content = script({"headline": headline})
    assert not set("<>&\u2028\u2029") & set(content)
    assert json.loads(content) == {"@context": "https://schema.org", "headline": headline}


def test_other_letters_stay_as_they_are():
    assert "Mêlée “now”" in script({"headline": "Mêlée “now”"})


def test_nothing_is_nothing():
    assert script(None) == ""


def test_what_is_empty_is_left_out_and_a_zero_is_not():
    made = filled(type_="Observation", id_="x", value=0, name="", unitText=None, about=[])
    assert made == {"@type": "Observation", "@id": "x", "value": 0}
