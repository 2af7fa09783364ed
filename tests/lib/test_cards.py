"""Share cards: what is on them is really drawn, and fits."""

from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops

from lib import svg
from lib.cards import HEIGHT, WIDTH, Card, Tile, drawn, painted
from lib.cards.drawing import MARGIN, ROOM
from lib.cards.letters import BOLD, FACES, SERIF, has, lines, printable, runs_right_to_left, width

LONG = "Strike puts off 1,854 appointments at Southampton’s hospitals and in Winchester; " * 8
HEBREW, ARABIC = "השביתה דחתה 1,854 תורים!", "إضراب الأطباء في المستشفى"


def card(**given):
    return Card(**{"kind": "story", "key": "1", "site": "Newsroom", **given})


def picture(svg_text):
    return Image.open(BytesIO(painted(svg_text))).convert("RGB")


def words_of(svg_text):
    root = ElementTree.fromstring(svg_text)
    return [each.text for each in root.iter("{http://www.w3.org/2000/svg}text")]


def ink(svg_text):
    """(left, top, right, bottom) of what differs from the same card without its words."""
    root = ElementTree.fromstring(svg_text)
    for each in root.iter("{http://www.w3.org/2000/svg}text"):
        each.text = ""
    bare = picture(ElementTree.tostring(root, "unicode"))
    return ImageChops.difference(picture(svg_text), bare).getbbox()


def test_a_card_has_the_size_that_networks_ask_for():
    assert picture(drawn(card(words="A strike"))).size == (WIDTH, HEIGHT) == (1200, 630)


@pytest.mark.parametrize("face", FACES)
def test_the_words_are_there_though_no_font_of_the_machine_is_used(face):
    """resvg leaves words out without a sound where it does not find or read their font."""
    line = '<text x="9" y="99" font-family="\'{}\'" font-weight="{}" font-size="60">1,854</text>'
    page = f'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="120">{line}</svg>'
    with_words = painted(page.format(face.family, face.weight))
    assert with_words != painted(page.format(face.family, face.weight).replace("1,854", ""))
    assert with_words != painted(page.format("Nobody’s", face.weight))


@pytest.mark.parametrize("words", ["A strike", LONG[:590], HEBREW, ARABIC, "W" * 200])
def test_a_headline_fits(words):
    left, top, right, bottom = ink(drawn(card(words=words, foot="14 June 2023")))
    assert left >= MARGIN - 4
    assert right <= MARGIN + ROOM + 4
    assert top > 40
    assert bottom < HEIGHT - 20


def test_a_headline_of_590_letters_is_whole():
    assert LONG[:590].split() == " ".join(words_of(drawn(card(words=LONG[:590])))[1:]).split()


def test_a_longer_one_ends_in_dots():
    assert any(each.endswith("…") for each in words_of(drawn(card(words=LONG * 3))) if each)


def test_what_runs_right_to_left_stands_at_the_right():
    assert runs_right_to_left(HEBREW)
    assert runs_right_to_left(ARABIC)
    assert not runs_right_to_left(f"1,854: Strike {HEBREW}")
    _, _, right, _ = ink(drawn(card(site=" ", words=HEBREW)))
    assert right > MARGIN + ROOM - 30


def test_letters_that_nobody_has_leave_no_box_and_what_turns_the_order_is_taken_out():
    assert printable("A 漢字 strike\u202e, café – “£2.5m” 🙂", SERIF) == "A strike, café – “£2.5m”"
    assert has(SERIF, "א")
    assert not has(BOLD, "漢")


def test_markup_in_a_headline_is_only_letters():
    assert "<b>Pay</b> & strikes" in words_of(drawn(card(words="<b>Pay</b> & strikes")))


def test_lines_are_no_wider_than_their_room():
    found = lines(LONG, SERIF, 40, 500)
    assert " ".join(found) == LONG.strip()
    assert all(width(line, SERIF, 40) <= 500 for line in found)


def test_who_says_so_stands_before_the_number_and_its_rival_has_its_size():
    tiles = (
        Tile("NHS England", "483,085", "appointments postponed"),
        Tile("NHS Providers", "more than 480,000", "appointments postponed"),
    )
    text = drawn(card(tiles=tiles))
    assert words_of(text).index("NHS England") < words_of(text).index("483,085")
    root = ElementTree.fromstring(text)
    sizes = {each.text: each.get("font-size") for each in root.iter() if each.text}
    assert sizes["483,085"] == sizes["more than 480,000"]
    _, _, right, _ = ink(text)
    assert right <= MARGIN + ROOM + 4


def test_a_quiet_card_has_no_word_above_the_size_of_text():
    root = ElementTree.fromstring(drawn(card(words="1,854 put off. Disputed.", quiet=True)))
    sizes = {each.text: float(each.get("font-size", 0)) for each in root.iter()}
    del sizes["Newsroom"]
    assert max(sizes.values()) <= 36


def test_whose_words_they_are_stands_before_them():
    shown = words_of(drawn(card(who="Dr Cathy Paget", words="“backed into a corner”")))
    assert shown[-2:] == ["Dr Cathy Paget", "“backed into a corner”"]


def test_a_chart_is_that_of_the_page_with_its_words():
    bars = svg.bars([svg.Bar("Southampton", "1,854", 1854)], svg.About("x", "t", "d"))
    chart = card(words="The strike", chart=bars, finding="One count", source="NHS England")
    text = drawn(chart)
    assert {"The strike", "One count", "NHS England"} <= set(words_of(text))
    without = text.replace("1,854", "").replace("Southampton", "")
    assert painted(text) != painted(without)
    assert 'width="100%"' not in text


def test_the_digest_is_of_all_that_is_shown():
    one = card(words="A strike")
    assert one.digest == card(words="A strike").digest
    assert len({one.digest, card(words="A strike!").digest, card(foot="A strike").digest}) == 3
    assert one.url == f"/cards/story/1/{one.digest}.png"


def test_what_a_card_shows_is_said_in_words():
    tile = Tile("NHS England", "1,854", "put off.")
    said = card(kicker="Figure", tiles=(tile,), foot="19 April 2023").alt
    assert said == "Newsroom. Figure. NHS England: 1,854. put off. 19 April 2023"
