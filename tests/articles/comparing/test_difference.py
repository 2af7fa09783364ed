"""How two states of a story differ, word by word, with marks as marks."""

from articles.comparing.difference import Piece, differences, same_lines

FIGURE = '<span data-figure="42">{}</span>'


def body(before, after):
    return differences({"body": f"<p>{before}</p>"}, {"body": f"<p>{after}</p>"})


def changed(pieces):
    return [piece.text for piece in pieces if piece.changed]


def test_only_the_words_that_differ_are_marked():
    [found] = body("It put off 13 operations.", "It put off 16 operations on Friday.")
    assert (changed(found.was), changed(found.now)) == (["13"], ["16", " on Friday"])
    assert "".join(piece.text for piece in found.now) == "It put off 16 operations on Friday."


def test_words_that_rest_on_a_record_are_drawn_as_marks_and_not_as_html():
    [found] = body(f"It put off {FIGURE.format('13 operations')}.", "It put off none.")
    assert Piece("13 operations", True, "figure") in found.was
    assert not any("<" in piece.text for piece in [*found.was, *found.now])


def test_a_change_beside_a_mark_leaves_the_mark_alone():
    mark = FIGURE.format("13 operations")
    [found] = body(f"It put off {mark}.", f"It lost {mark}.")
    assert Piece("13 operations", False, "figure") in found.now


def test_the_same_words_on_another_record_are_told_in_words():
    [found] = body(FIGURE.format("13"), FIGURE.format("13").replace("42", "43"))
    assert found.note == (
        "The same words: where they rested on figure 42, they now rest on figure 43."
    )
    assert found.was == [Piece("13", True, "figure")]


def test_a_mark_that_is_taken_off_is_told():
    [found] = body(FIGURE.format("13"), "13")
    assert found.note.endswith("rested on figure 42, they now rest on nothing.")


def test_figures_of_a_table_and_addresses_of_links_are_told_too():
    table = '<figure data-table="{}"><figcaption>Put off</figcaption></figure>'
    found = differences({"body": table.format("16 17")}, {"body": table.format("16 18")})
    assert [each.place for each in found] == ["Tables and charts"]
    assert changed(found[0].now) == ["18"]
    link = '<p><a href="{}">report</a></p>'
    found = differences(
        {"body": link.format("https://a.example/")}, {"body": link.format("https://b.example/")}
    )
    assert [each.place for each in found] == ["Link"]


def test_paragraphs_that_come_and_go_stand_alone():
    before, after = "<p>One.</p><p>Two.</p>", "<p>One.</p><p>Three.</p><p>Two.</p>"
    [found] = differences({"body": before}, {"body": after})
    assert (found.was, found.now) == ([], [Piece("Three.", True)])
    assert same_lines(before, after) == 2


def test_a_new_story_is_all_new():
    [found] = differences({}, {"headline": "Pickets return"})
    assert (found.was, found.now) == ([], [Piece("Pickets return", True)])


def test_a_name_is_told_by_itself():
    [found] = differences({"section": [1, "Strikes"]}, {"section": [2, "Health"]})
    assert (found.was[0].text, found.now[0].text) == ("Strikes", "Health")
