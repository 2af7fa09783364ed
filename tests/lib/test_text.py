import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.text import fold, plain, seen, squash


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("King’s Mill", "KINGS MILL"),
        ("King's Mill", "King‘s  Mill"),
        ("Queen's Medical Centre", "queens medical centre"),
        ("Basingstoke & North Hampshire", "Basingstoke and North Hampshire"),
        ("St. Mary’s", "St Mary's"),
        ("Stoke–on–Trent", "Stoke-on-Trent"),
        ("Ysbyty Gwynedd", "YSBYTY\u00a0GWYNEDD"),
        ("Brontë", "Bronte"),
        ("N.H.S.", "NHS"),
    ],
)
def test_names_that_are_the_same_fold_alike(one, other):
    assert fold(one) == fold(other)


def test_names_that_differ_stay_apart():
    assert fold("Southampton General") != fold("Southampton")


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_the_words_of_html():
    html = "<p>Nearly&nbsp;2,000 <b>app</b>ointments</p><p>R&amp;D</p><script>x()</script>"
    assert plain(html) == "Nearly 2,000 appointments\nR&D"


def test_a_stray_angle_bracket_is_text():
    assert plain("fewer < 5") == "fewer < 5"


def test_white_space_is_squashed():
    assert squash(" a\u00a0 b\n") == "a b"


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("evil\u202egpj.exe", "evilgpj.exe"),
        ("\u2066NHS\u2069 staff\u200f", "NHS staff"),
        ("1,\u200b854", "1,854"),
        ("1\u200d,\u200c854", "1,854"),
        ("\ufeffappoint\u00adments", "appointments"),
        ("line\none\ttab", "line\none\ttab"),
        ("a\u202e\u200db", "ab"),
    ],
)
def test_what_nobody_sees_stays_outside(typed, text):
    assert seen(typed) == text


@pytest.mark.parametrize(
    "text", ["👩\u200d⚕️", "❤️\u200d🔥", "می\u200cخواهم", "क्\u200dष", "مستشفى", "naïve café"]
)
def test_what_joins_and_parts_letters_and_pictures_stays(text):
    assert seen(text) == text
