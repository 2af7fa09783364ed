"""The margin of sources: beside each line with a record stands who says so, and when."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from articles.markup import render
from articles.markup.margin import Says, annotate

NHS = Says("NHS England, as reported by Daily Echo", "19 April 2023")
TRUST = Says("Dr Caroline Marshall", "19 April 2023")
BOARD = Says("A report to the board")
UNION = Says("BMA")
KNOWN = {
    "figure-28": NHS,
    "figure-29": NHS,
    "figure-30": TRUST,
    "figure-31": BOARD,
    "figure-32": UNION,
    "quote-7": TRUST,
}


NOTE = r'<span class="note" aria-hidden="true">(.*?)</span>'


def figure(number, words):
    return f'<span data-figure="{number}">{words}</span>'


def quote(words, number=7):
    return f'<span data-quote="{number}">{words}</span>'


def shown(body, known=KNOWN):
    html = render(
        body,
        figure_url=lambda number: f"/figures/{number}/",
        quote_url=lambda number: f"/quotes/{number}/",
    )
    return annotate(html, known)


def notes(annotated):
    """The notes as a reader sees them, a list of lines for each."""
    return [re.sub("</?b>", "", note).split("<br>") for note in re.findall(NOTE, annotated.html)]


def test_beside_a_number_stands_who_says_so_and_when():
    body = shown(f"<p>It cost {figure(28, '1,854')} appointments.</p>")
    assert notes(body) == [["1,854", "NHS England, as reported by Daily Echo", "19 April 2023"]]


def test_numbers_of_one_source_in_one_paragraph_share_a_note():
    body = shown(f"<p>{figure(28, '158')} and {figure(29, '1,696')}.</p><p>{figure(28, '158')}</p>")
    assert [note[0] for note in notes(body)] == ["158 · 1,696", "158"]


def test_four_sources_in_one_paragraph_do_not_push_the_next_one_down():
    marked = " ".join(figure(number, str(number)) for number in (28, 30, 31, 32))
    assert [note[-1] for note in notes(shown(f"<p>{marked}</p>"))] == [
        "19 April 2023",
        "19 April 2023",
        "and 1 more",
    ]


def test_a_note_stands_after_the_whole_of_a_quotation_with_a_number_in_it():
    body = shown(f"<p>{quote('“We lost ' + figure(28, '1,854') + '”')} he said.</p>")
    assert [note[0] for note in notes(body)] == ["1,854", "“We lost 1,854”"]
    assert body.html.index("”</span>") < body.html.index('class="note"')


def test_a_mark_knows_its_card_and_its_number_in_print():
    body = shown(f"<p>{figure('28 30', 'about 450')} then {figure(28, '1,854')}</p>")
    assert 'data-n="1, 2" interestfor="card-figure-28-figure-30" href="/figures/28/"' in body.html
    assert 'data-n="1" interestfor="card-figure-28" href="/figures/28/"' in body.html
    assert body.numbers == {"figure-28": 1, "figure-30": 2}
    assert body.cards == [("figure-28", "figure-30"), ("figure-28",)]


def test_a_record_that_readers_may_not_see_leaves_its_words_alone():
    body = shown(f"<p>It cost {figure(99, '777')} visits.</p>")
    assert body.html == "<p>It cost 777 visits.</p>"
    assert (body.numbers, body.cards) == ({}, [])


def test_what_has_become_of_a_number_stands_in_its_note_and_on_its_mark():
    known = {"figure-28": Says("NHS England", "19 April 2023", "2 May: the figure is now 1,901.")}
    body = shown(f"<p>{figure(28, '1,854')}</p>", known)
    assert "data-changed" in body.html
    assert '<span class="since">2 May: the figure is now 1,901.</span>' in body.html


def test_names_are_text_and_never_markup():
    known = {"figure-28": Says('<img src=x onerror="alert(1)"> & Sons', "")}
    body = shown(f"<p>{figure(28, '1 &lt; 2')}</p>", known)
    assert "<img" not in body.html
    assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; Sons" in body.html
    assert "<b>1 &lt; 2</b>" in body.html


WORDS = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="<>&"), min_size=1)
MARKED = st.one_of(
    WORDS,
    st.builds(lambda words: figure(28, words), WORDS),
    st.builds(lambda words: figure("30 31", words), WORDS),
    st.builds(lambda words: figure(99, words), WORDS),
    st.builds(lambda words, number: quote(f"“{words} {figure(29, number)}”"), WORDS, WORDS),
)
BODIES = st.lists(st.lists(MARKED, min_size=1).map(" ".join), min_size=1).map(
    lambda paragraphs: "".join(f"<p>{each}</p>" for each in paragraphs)
)


@given(BODIES)
def test_without_its_notes_the_story_says_what_it_said(body):
    plain = render(body)
    annotated = shown(body).html
    without = re.sub(NOTE, "", annotated)
    without = re.sub(r'<sup class="cited-more">.*?</sup>', "", without)
    assert unescape(re.sub("<[^>]+>", "", without)) == unescape(re.sub("<[^>]+>", "", plain))


@given(BODIES)
def test_every_mark_that_names_a_card_has_one_and_every_card_a_mark(body):
    annotated = shown(body)
    named = set(re.findall(r'interestfor="card-([^"]+)"', annotated.html))
    assert named == {"-".join(records) for records in annotated.cards}
