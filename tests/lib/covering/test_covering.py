"""Words that are covered: found however they are written, and something neutral in their place."""

import pytest

from lib.covering import covered, find
from lib.covering.finding import phrases, words_pattern
from lib.covering.names import calls

JANE = words_pattern({each.kind: each.pattern for each in calls("Dr Jane Smith")})


def kinds(text, pattern=JANE, html=False):
    return [(each.kind, each.words) for each in find(text, pattern, html=html)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jane Smith said so.", [("whole", "Jane Smith")]),
        ("JANE SMITH said so.", [("whole", "JANE SMITH")]),
        ("Dr Jane M. Smith’s letter", [("whole", "Jane M. Smith")]),
        ("Smith, Jane (2016)", [("whole", "Smith, Jane")]),
        ("J. Smith and J.M. Smith", [("initials", "J. Smith"), ("initials", "J.M. Smith")]),
        ("Ms Smith’s letter", [("titled", "Ms Smith")]),
        ("Smith's letter; Jane was out.", [("surname", "Smith"), ("forename", "Jane")]),
        ("/articles/2016/01/jane-smith-suspended/", [("whole", "jane-smith")]),
        ("a blacksmith, Smithson and Janet", []),
        ("Jane and John Smith", [("forename", "Jane"), ("surname", "Smith")]),
    ],
)
def test_a_name_is_found_however_it_is_written(text, found):
    assert kinds(text) == found


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Jose Garcia", "José García"),
        ("José García", "Jose Garcia"),
        ("José García", "JOSE\u0301 GARCI\u0301A"),
        ("Søren Müller", "Soren Muller"),
        ("Soren Mueller", "Søren Müller"),
        ("Siobhan O'Brien", "Siobhán O’Brien"),
        ("Siobhan O'Brien", "siobhan-obrien"),
        ("Ludwig van Beethoven", "L. van Beethoven"),
        ("Anne-Marie Lloyd-Jones", "Anne Marie Lloyd Jones"),
    ],
)
def test_case_accents_and_marks_make_no_difference(name, text):
    pattern = words_pattern({each.kind: each.pattern for each in calls(name)})
    assert find(text, pattern, html=False)[0].words == text


def test_a_double_name_is_one_name_and_its_halves_are_for_a_person_to_judge():
    ways = {each.kind: each.pattern for each in calls("Ann Lloyd-Jones")}
    text = "Lloyd-Jones said; Ms Lloyd Jones left. Jones? /ann-lloyd-jones/"
    assert kinds(text, words_pattern(ways)) == [
        ("surname", "Lloyd-Jones"),
        ("titled", "Ms Lloyd Jones"),
        ("half", "Jones"),
        ("whole", "ann-lloyd-jones"),
    ]


def test_a_name_is_found_across_marks_and_entities():
    html = "<p>Dr Jane <em>Sm</em>ith &amp; others said 1,854.</p>"
    (found,) = find(html, JANE, html=True)
    assert (found.before, found.after) == ("Dr ", " & others said 1,854.")
    assert covered(html, [found], "[name removed]", html=True) == (
        "<p>Dr [name removed] &amp; others said 1,854.</p>"
    )


def test_the_possessive_stays():
    (found,) = find("Jane Smith’s letter", JANE, html=False)
    assert covered("Jane Smith’s letter", [found], "[name removed]", html=False) == (
        "[name removed]’s letter"
    )


PASSAGE = "She struck him twice. It was 8am."
BODY = (
    '<p>On Monday a nurse spoke.</p><p>“She struck <span data-quote="7">him twice</span>. It '
    'was <span data-figure="3">8am</span>.”</p><p>The trust denies it.</p>'
)


def test_a_passage_is_covered_whole_and_its_empty_marks_go():
    found = find(BODY, words_pattern(phrases([PASSAGE])), html=True)
    assert covered(BODY, found, "[A passage has been removed.]", html=True) == (
        "<p>On Monday a nurse spoke.</p><p>“[A passage has been removed.]”</p>"
        "<p>The trust denies it.</p>"
    )


def test_a_passage_may_go_over_several_paragraphs():
    html = "<p>One. Two three.</p><p>Four five.</p><p>Six.</p>"
    found = find(html, words_pattern(phrases(["Two three. Four five"])), html=True)
    assert covered(html, found, "[gone]", html=True) == "<p>One. [gone]</p><p>.</p><p>Six.</p>"


def test_a_link_that_names_somebody_leads_nowhere_any_more():
    html = (
        '<p>See <a href="https://example.org/jane-smith">this page</a> and <a href="/">us</a>.</p>'
    )
    found = find(html, JANE, html=True)
    assert covered(html, found, "[name removed]", html=True) == (
        '<p>See this page and <a href="/">us</a>.</p>'
    )


def test_nothing_is_left_when_all_that_was_found_is_covered():
    html = '<p>Jane Smith, Dr Smith, J. Smith: <a href="/x/jane-smith/">Jane</a></p>'
    text = covered(html, find(html, JANE, html=True), "[name removed]", html=True)
    assert not find(text, JANE, html=True)


def test_the_neutral_words_are_no_html():
    (found,) = find("<p>Jane Smith</p>", JANE, html=True)
    assert covered("<p>Jane Smith</p>", [found], "<b>", html=True) == "<p>&lt;b&gt;</p>"
