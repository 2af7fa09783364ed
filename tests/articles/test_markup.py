import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.markup import (
    BODY_TAGS,
    MarkupError,
    lost_marks,
    marks,
    plain_text,
    pulled_in,
    render,
    sanitise_body,
    sanitise_inline,
)
from articles.markup.graphics import parts
from lib.refusals import Refused
from tests.story_factories import graphic

NEARLY = '<span data-figure="42">nearly 2,000</span>'


def figure_url(number):
    return f"/figures/{number}/"


def quote_url(number):
    return f"/quotes/{number}/"


# ---- what may stand in a body


@pytest.mark.parametrize(
    "html",
    [
        "<p>One.</p><p>Two.</p>",
        "<h2>Pickets</h2><h3>At the gate</h3><p>One.</p>",
        "<ul><li><p>One</p></li><li><p>Two</p></li></ul>",
        "<ol><li><p>One</p><ul><li><p>Deeper</p></li></ul></li></ol>",
        "<blockquote><p>One.</p></blockquote><hr><p>Two.</p>",
        '<blockquote data-pull="yes"><p><span data-quote="7">“We lost”</span></p></blockquote>',
        "<p>A <strong>strong</strong> and <em>gentle</em> line<br>break &amp; so on</p>",
        '<p>The <a href="https://www.england.nhs.uk/stats/?a=1&amp;b=2">data</a></p>',
        '<p>See <a href="/trusts/rhm/">the trust</a> or <a href="mailto:a@b.uk">write</a></p>',
        f"<p>It rescheduled {NEARLY} appointments.</p>",
        '<p><span data-quote="7">“We lost <span data-figure="42">1,854</span>”</span></p>',
        '<p>In all <span data-figure="16 17">around 450</span></p>',
    ],
)
def test_what_a_body_may_hold_stays_as_it_is(html):
    assert sanitise_body(html) == html


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<h1>Pickets</h1>", "<h2>Pickets</h2>"),
        ("<h5>Pickets</h5>", "<h3>Pickets</h3>"),
        ("<p><b>a</b> <i>b</i></p>", "<p><strong>a</strong> <em>b</em></p>"),
        ('<p class="x" style="color: red" onclick="x()">a</p>', "<p>a</p>"),
        ("<div>One.</div><div>Two.</div>", "<p>One.</p><p>Two.</p>"),
        ("<p>One.</p><p></p><p>&nbsp;</p><p><br></p>", "<p>One.</p>"),
        ("Loose words<p>One.</p>", "<p>Loose words</p><p>One.</p>"),
        ("<ul>\n  <li>One</li>\n  <li></li>\n</ul>", "<ul><li><p>One</p></li></ul>"),
        ("<li>One</li>", "<p>One</p>"),
        (
            "<b><p>One.</p><p>Two.</p></b>",
            "<p><strong>One.</strong></p><p><strong>Two.</strong></p>",
        ),
        ("<table><tr><td>One</td><td>Two</td></tr></table>", "<p>One</p><p>Two</p>"),
        ("<p>a<script>alert(1)</script><style>p{}</style>b</p>", "<p>ab</p>"),
        ('<p><img src=x onerror="alert(1)">a<iframe src="//x"></iframe></p>', "<p>a</p>"),
        ("<p>two   spaces\n and a line</p>", "<p>two spaces and a line</p>"),
        ("<p>a\x00\x01b</p>", "<p>ab</p>"),
        ("", ""),
    ],
)
def test_pasted_text_becomes_the_nearest_thing_we_have(pasted, kept):
    assert sanitise_body(pasted) == kept


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "java&#9;script:alert(1)",
        " &#1;javascript:alert(1)",
        "data:text/html,x",
        "//example.org/x",
        "/\\example.org",
        "https:///x",
        "http://[",
        "mailto:",
        "trusts/rhm",
        "#top",
        "",
    ],
)
def test_a_link_elsewhere_loses_the_link_and_keeps_the_words(href):
    assert sanitise_body(f'<p><a href="{href}">here</a></p>') == "<p>here</p>"


def test_googles_redirect_is_replaced_by_where_it_leads():
    html = '<p><a href="https://www.google.com/url?q=https://www.bma.org.uk/pay&amp;sa=D">x</a></p>'
    assert sanitise_body(html) == '<p><a href="https://www.bma.org.uk/pay">x</a></p>'


def test_googles_redirect_hides_no_script():
    html = '<p><a href="https://www.google.com/url?q=javascript:alert(1)">x</a></p>'
    assert sanitise_body(html) == "<p>x</p>"


def test_an_address_typed_without_its_scheme_is_completed():
    html = '<p><a href="www.nhs.uk">x</a></p>'
    assert sanitise_body(html) == '<p><a href="https://www.nhs.uk">x</a></p>'


def test_layers_without_end_are_refused():
    with pytest.raises(MarkupError, match="layers"):
        sanitise_body("<blockquote>" * 500 + "x")


# ---- headlines, standfirsts and captions


@pytest.mark.parametrize("sanitise", [sanitise_body, sanitise_inline])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x" * 300_001, "300,001 characters"),
        ("&" * 100_000, "characters"),
        ('<span data-figure="1">x</span> ' * 501, "501 citation marks"),
    ],
    ids=["long", "long once written", "marked"],
)
def test_more_than_a_story_ever_holds_is_refused(sanitise, text, told):
    with pytest.raises(Refused, match=told):
        sanitise(text)


@pytest.mark.parametrize("text", ["x" * 299_000, '<span data-figure="1">x</span> ' * 500])
def test_a_very_long_story_is_not(text):
    assert plain_text(sanitise_body(text)).startswith("x")


def test_a_headline_keeps_its_marks():
    assert sanitise_inline(f"Strike hits {NEARLY} patients") == f"Strike hits {NEARLY} patients"


def test_a_headline_has_no_other_markup():
    html = '<p>A <strong>bold</strong><br><a href="/x/">claim</a></p><p>again &lt;3</p>'
    assert sanitise_inline(html) == "A bold claim again &lt;3"


# ---- ids


@pytest.mark.parametrize("ids", ["", "x", "42a", "-1", "0", "1,2", "1.5", "٤٢", "9" * 19, "1 x"])
def test_a_mark_without_record_numbers_is_refused_with_its_words(ids):
    with pytest.raises(MarkupError, match="“nearly 2,000” does not name figures"):
        sanitise_body(f'<p><span data-figure="{ids}">nearly 2,000</span></p>')


def test_more_than_twenty_figures_in_a_mark_are_refused():
    ids = " ".join(map(str, range(1, 22)))
    with pytest.raises(MarkupError, match="1 to 20"):
        sanitise_inline(f'<span data-figure="{ids}">all</span>')


def test_a_quotation_is_one_record():
    with pytest.raises(MarkupError, match="number of one"):
        sanitise_body('<p><span data-quote="7 8">“yes”</span></p>')


def test_a_mark_names_a_figure_or_a_quotation():
    with pytest.raises(MarkupError, match="a mark for each"):
        sanitise_body('<p><span data-quote="7" data-figure="8">“yes”</span></p>')


def test_ids_are_written_in_one_way():
    html = '<p><span data-figure=" 016  17 16">around 450</span></p>'
    assert sanitise_body(html) == '<p><span data-figure="16 17">around 450</span></p>'


def test_a_mark_around_nothing_is_dropped():
    assert sanitise_body('<p>a<span data-figure="4"> </span>b</p>') == "<p>a b</p>"


# ---- marks


def test_a_mark_split_by_bold_type_stays_one():
    split = (
        '<p><span data-figure="42">nearly </span>'
        '<strong><span data-figure="42">2,000</span></strong></p>'
    )
    whole = '<p><span data-figure="42">nearly <strong>2,000</strong></span></p>'
    assert sanitise_body(split) == whole
    assert [mark.words for mark in marks(split)] == ["nearly 2,000"]


def test_a_quotation_split_by_a_number_inside_it_stays_one():
    split = (
        '<p><span data-quote="7">“We lost </span><span data-figure="42">'
        '<span data-quote="7">1,854</span></span><span data-quote="7">”</span></p>'
    )
    assert [(mark.kind, mark.words) for mark in marks(split)] == [
        ("quote", "“We lost 1,854”"),
        ("figure", "1,854"),
    ]
    assert marks(sanitise_body(split)) == marks(split)


def test_the_marks_of_a_body_in_reading_order():
    html = (
        "<p>It lost <span data-figure='21'>nearly 2,000</span> appointments.</p>"
        "<ul><li><span data-quote='7'>“There were <span data-figure='22 23'>many</span>”</span>"
        "</li></ul>"
    )
    text = plain_text(html)
    assert [
        (mark.position, mark.kind, mark.ids, mark.words, mark.place, mark.in_quote)
        for mark in marks(html, "body")
    ] == [
        (0, "figure", (21,), "nearly 2,000", "body", False),
        (1, "quote", (7,), "“There were many”", "body", False),
        (2, "figure", (22, 23), "many", "body", True),
    ]
    assert [text[mark.start : mark.end] for mark in marks(html)] == [
        "nearly 2,000",
        "“There were many”",
        "many",
    ]


def test_a_quotation_over_two_paragraphs_is_two_marks_of_one_record():
    html = '<span data-quote="7"><p>“One.</p><p>“Two.”</p></span>'
    assert [(mark.ids, mark.words) for mark in marks(html)] == [((7,), "“One."), ((7,), "“Two.”")]


def test_a_mark_that_cannot_be_read_is_passed_over_when_reading():
    assert marks('<p><span data-figure="x">nearly 2,000</span></p>') == []


def test_a_save_that_loses_citations_is_seen():
    before = f'<p>{NEARLY} and <span data-figure="16 17">450</span></p>'
    after = '<p>nearly 2,000 and <span data-figure="16">450</span></p>'
    assert lost_marks(before, after) == Counter({("figure", 42): 1, ("figure", 17): 1})


def test_moving_a_citation_loses_nothing():
    assert not lost_marks(f"<p>{NEARLY}</p><p>x</p>", f"<p>x</p><ul><li>{NEARLY}</li></ul>")


# ---- for readers


def test_a_figure_becomes_a_link_to_its_record():
    assert render(f"<p>It lost {NEARLY}.</p>", figure_url, quote_url) == (
        '<p>It lost <a class="cited" data-records="figure-42" href="/figures/42/">'
        "nearly 2,000</a>.</p>"
    )


def test_several_records_stand_behind_one_mark_and_no_digit_follows_a_digit():
    assert render('<span data-figure="16 17">around 450</span>', figure_url, inline=True) == (
        '<a class="cited" data-records="figure-16 figure-17" href="/figures/16/">around 450</a>'
    )


def test_the_words_of_a_quotation_lead_to_its_page():
    html = '<p><span data-quote="7">“Many”</span></p>'
    assert render(html, figure_url, quote_url) == (
        '<p><a class="cited cited-quote" id="quote-7" data-records="quote-7" '
        'href="/quotes/7/">“Many”</a></p>'
    )


def test_a_number_inside_a_quotation_keeps_its_link():
    html = '<p><span data-quote="7">“We lost <span data-figure="42">1,854</span>”</span></p>'
    assert render(html, figure_url, quote_url) == (
        '<p><span class="cited cited-quote" id="quote-7" data-records="quote-7">“We lost '
        '<a class="cited" data-records="figure-42" href="/figures/42/">1,854</a>”</span>'
        '<sup class="cited-more"><a href="/quotes/7/" '
        'aria-label="Where this quotation comes from">*</a></sup></p>'
    )


def test_a_figure_inside_a_link_leaves_the_link_alone():
    html = f'<p><a href="/x/">the {NEARLY} lost</a> then</p>'
    assert render(html, figure_url) == (
        '<p><a href="/x/">the <span class="cited" data-records="figure-42">nearly 2,000</span>'
        ' lost</a><sup class="cited-more"><a href="/figures/42/" '
        'aria-label="Where this number comes from">*</a></sup> then</p>'
    )


def test_a_link_inside_a_figure_stays_too():
    html = '<p><span data-figure="42">nearly <a href="/x/">2,000</a></span></p>'
    assert render(html, figure_url).startswith(
        '<p><span class="cited" data-records="figure-42">nearly <a href="/x/">2,000</a></span><sup'
    )


def test_the_anchor_of_a_quotation_is_given_once():
    html = '<p><span data-quote="7">“One</span></p><p><span data-quote="7">“two”</span></p>'
    assert render(html).count('id="quote-7"') == 1


def test_a_record_readers_may_not_see_has_no_link():
    assert render(f"<p>{NEARLY}</p>", lambda number: None) == "<p>nearly 2,000</p>"


def test_a_headline_on_a_list_has_no_links():
    assert render(f"Strike hits {NEARLY}", inline=True) == "Strike hits nearly 2,000"


def test_links_off_the_site_say_so():
    assert 'rel="external noopener"' in render('<p><a href="https://www.bma.org.uk">x</a></p>')


def test_rendering_escapes_what_was_never_sanitised():
    html = render('<p onclick="x()">a<script>alert(1)</script> &lt;b&gt;</p>', figure_url)
    assert html == "<p>a &lt;b&gt;</p>"


def test_plain_text_is_a_line_for_each_paragraph():
    html = f"<h2>Pickets</h2><p>Some <em>{NEARLY}</em> &amp; more</p><ul><li>One</li></ul>"
    assert plain_text(html) == "Pickets\nSome nearly 2,000 & more\nOne"


# ---- whatever comes in

TAGS = (
    "p h1 h2 h3 div ul ol li blockquote strong b em i a br hr span table td script style svg math"
)
OPENING = [f"<{tag}>" for tag in TAGS.split()]
CLOSING = [f"</{tag}>" for tag in TAGS.split()]
SPANS = [
    '<span data-figure="1">',
    '<span data-figure="2 3">',
    '<span data-quote="4">',
    '<span data-quote="5" style="x">',
    '<a href="https://example.org/?a=1&amp;b=%20 c">',
    '<a href="/x/" onclick="alert(1)">',
    '<a href="javascript:alert(1)">',
    "<img src=x onerror=alert(1)>",
]
WORDS = ["a", " ", "1,854", "“b”", "&amp;", "&lt;script&gt;", "&#13;", "&nbsp;", "\n ", "<!--", "<"]
PIECES = st.lists(st.sampled_from(OPENING + CLOSING + SPANS * 4 + WORDS * 4), max_size=30)
AROUND = st.tuples(PIECES.map("".join), PIECES.map("".join))
SOUP = st.one_of(
    PIECES.map("".join),
    AROUND.map(graphic([1, 2], "A <b>title</b>").join),
    st.text(max_size=40),
)


class Tags(HTMLParser):
    """What a reader's browser is told."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.links, self.nested = set(), set(), 0, False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        assert not any(re.match(r"\s*(javascript|data):", value or "") for _, value in attrs)
        if tag == "a":
            self.nested |= self.links > 0
            self.links += 1

    def handle_endtag(self, tag):
        self.links -= tag == "a"


def test_a_break_beside_a_block_is_a_space_on_one_line():
    html = '<ul><h1><figure data-table="1 2"><figcaption>A title</figcaption></figure><br><p>a'
    assert sanitise_inline(html) == "A title a"


@settings(max_examples=300, deadline=None)
@given(SOUP)
def test_sanitising_twice_changes_nothing(html):
    once = sanitise_body(html)
    assert sanitise_body(once) == once
    line = sanitise_inline(html)
    assert sanitise_inline(line) == line


@settings(max_examples=300, deadline=None)
@given(SOUP)
def test_marks_and_words_survive_sanitising(html):
    clean = sanitise_body(html)
    assert marks(clean) == marks(html)
    assert plain_text(clean) == plain_text(html)
    assert not lost_marks(html, clean)


@settings(max_examples=300, deadline=None)
@given(SOUP)
def test_nothing_but_the_markup_we_know_ever_comes_out(html):
    body = Tags(sanitise_body(html))
    assert body.tags <= BODY_TAGS | {"span"}
    assert body.attributes <= {"href", "data-figure", "data-quote", "data-table", "data-chart"}
    line = Tags(sanitise_inline(html))
    assert line.tags <= {"span"}


@settings(max_examples=300, deadline=None)
@given(SOUP)
def test_readers_get_the_same_words_and_no_link_in_a_link(html):
    shown = render(html, figure_url, quote_url)
    page = Tags(shown)
    assert not page.nested
    known = "href class id rel aria-label data-records data-graphic"
    assert page.attributes <= {*known.split()}
    bare = re.sub(r"<sup.*?</sup>", "", shown)
    assert plain_text(bare) == plain_text(html)


@settings(max_examples=200, deadline=None)
@given(SOUP)
def test_a_mark_is_where_it_says(html):
    text = plain_text(html)
    found = marks(html)
    assert [mark.position for mark in found] == list(range(len(found)))
    for mark in found:
        assert " ".join(text[mark.start : mark.end].split()) == mark.words


# Tables and charts

GRAPHIC = graphic([28, 16], "What was put off: " + NEARLY, caption="In four days.")


def test_a_table_keeps_its_figures_in_order_its_title_and_its_caption():
    loose = (
        '<figure data-table="28 16"><p>What was put off: ' + NEARLY + "</p><p>In four</p><p>days."
    )
    clean = sanitise_body(loose)
    assert clean == GRAPHIC
    assert sanitise_body(clean) == clean


def test_each_figure_of_a_table_is_a_mark_between_its_title_and_its_caption():
    found = marks(f"<p>Before</p>{GRAPHIC}")
    assert [(mark.ids, mark.words, mark.graphic) for mark in found] == [
        ((42,), "nearly 2,000", ""),
        ((28,), "", "the table “What was put off: nearly 2,000”"),
        ((16,), "", "the table “What was put off: nearly 2,000”"),
    ]
    assert plain_text(GRAPHIC) == "What was put off: nearly 2,000\nIn four days."


def test_a_table_that_goes_takes_citations_with_it():
    assert lost_marks(GRAPHIC, "<p>None</p>") == Counter(
        {("figure", 42): 1, ("figure", 28): 1, ("figure", 16): 1}
    )


def test_a_rendered_body_has_its_tables_in_place():
    html = render(f"<p>Before</p>{GRAPHIC}<p>After</p>", figure_url=lambda n: f"/figures/{n}/")
    before, placed, after = parts(html)
    assert (before, placed.number, placed.caption, after) == (
        "<p>Before</p>",
        1,
        "In four days.",
        "<p>After</p>",
    )
    assert 'href="/figures/42/"' in placed.title


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        (graphic([28, 28]), "The table “What was put off” names figure 28 twice"),
        (graphic([], kind="chart"), "The chart “What was put off” does not name figures"),
        (graphic(["x"]), "does not name figures"),
        (graphic(range(1, 42)), "the numbers of 1 to 40 figures"),
        (graphic([28], title=" "), "The table of figures 28 has no title"),
        (graphic([28]) + graphic([28], "The same"), "The table “The same” stands twice"),
        (graphic([28], f"One{graphic([29])}"), "stands inside another"),
        (graphic([28]).replace(">", ' data-chart="2">', 1), "a table and a chart at once"),
    ],
)
def test_a_table_that_cannot_be_read_is_named(html, sentence):
    with pytest.raises(MarkupError, match=sentence):
        sanitise_body(html)


def test_a_picture_pasted_from_elsewhere_leaves_its_words():
    assert sanitise_body("<figure><img src=x><figcaption>A picket</figcaption></figure>") == (
        "<p>A picket</p>"
    )


# ---- pull quotations

PULLED = (
    '<p>She said: <span data-quote="7">“We lost <span data-figure="42">1,854</span>.”</span></p>'
    '<blockquote data-pull="yes"><p><span data-quote="7">“We lost <em>'
    '<span data-figure="42">1,854</span></em>.”</span></p></blockquote>'
)


def test_a_pull_quotation_is_words_alone_and_nobody_hears_them_twice():
    html = render(PULLED, figure_url, quote_url)
    assert html.endswith(
        '<aside class="pull" aria-hidden="true"><blockquote><p>“We lost <em>1,854</em>.”</p>'
        "</blockquote></aside>"
    )
    assert html.count('id="quote-7"') == 1


def test_it_is_cited_as_other_words_are():
    assert [mark.kind for mark in marks(PULLED)] == ["quote", "figure"] * 2


def test_it_is_told_apart_from_the_story():
    pulled, rest = pulled_in(PULLED)
    assert pulled == [("“We lost 1,854.”", True)]
    assert rest == "She said: “We lost 1,854.”"


@pytest.mark.parametrize("words", ["We lost", '<span data-figure="42">1,854</span>'])
def test_words_without_a_quotation_are_not_cited(words):
    assert not pulled_in(f'<blockquote data-pull=""><p>{words}</p></blockquote>')[0][0].is_cited
