"""A small fix goes out without a second person, so nothing that could turn a sentence is one."""

from html import escape

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from articles.comparing import small_fix

AROUND = {
    "headline": "Clinics put off",
    "standfirst": "A strike is on.",
    "kicker": "Strikes",
    "dateline": "SOUTHAMPTON",
    "slug": "clinics-put-off",
    "section": 1,
    "bylines": [1],
    "pictures": [[3, "A picket line", False]],
    "about": {"trusts": [1]},
    "related": [2],
}


def story(body, **around):
    return {**AROUND, **around, "body": body}


def more_than(before, after):
    """The reasons for a change of one paragraph."""
    return small_fix.more_than(story(f"<p>{before}</p>"), story(f"<p>{after}</p>"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("He shut teh ward", "He shut the ward"),
        ("The hopsital was shut", "The hospital was shut"),
        ("They recieve patients", "They receive patients"),
        ("An accomodation for docters", "An accommodation for doctors"),
        ("Patients at the the hospital", "Patients at the hospital"),
        ("the the hospital was shut", "the hospital was shut"),
        ("wards clinics and theatres were shut", "wards, clinics and theatres were shut"),
        ("Wards , clinics and theatres", "Wards, clinics and theatres"),
        ("All wards were shut", "All wards were shut."),
        ("The wards were shut..", "The wards were shut."),
        ("It was shut.The ward was empty.", "It was shut. The ward was empty."),
        ("It was shut.  The ward was empty.", "It was shut. The ward was empty."),
        ("the ward was shut.", "The ward was shut."),
        ("It was shut. the ward was empty.", "It was shut. The ward was empty."),
        ("The trust and it's doctors", "The trust and its doctors"),
        ("The trust and it’s doctors", "The trust and it's doctors"),
        ("Doctors left there posts", "Doctors left their posts"),
        ("Patients ofthe trust", "Patients of the trust"),
        ("The hospi tal was shut", "The hospital was shut"),
        ('"Put off", they said', "“Put off”, they said"),
        ('<a href="https://a.org/old">The report</a>', '<a href="https://b.org/x">The report</a>'),
        ("158 patients saw teh doctor", "158 patients saw the doctor"),
        ("No patient saw teh doctor", "No patient saw the doctor"),
    ],
)
def test_a_true_small_fix_passes(before, after):
    assert more_than(before, after) == []


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        (
            "In all three patients were hurt and the trust did not hide it",
            "In all thirty thousand patients were hurt and the trust did hide it; its chief "
            "executive lied to nurses, a court has found",
            small_fix.NUMBER,
        ),
        ("Three hundred clinics", "Three thousand clinics", small_fix.NUMBER),
        ("The trust did cancel", "The trust did not cancel", small_fix.NEGATION),
        ("It rose by five per cent", "It fell by nine per cent", "the word “rose” (now “fell”)"),
        ("It was the second strike", "It was the third strike", small_fix.NUMBER),
        ("Half of the wards", "A quarter of the wards", small_fix.NUMBER),
        ("A dozen wards", "A score wards", small_fix.NUMBER),
        ("There were thre strikes", "There were three strikes", small_fix.NUMBER),
        ("It is shut", "It was shut", "the word “is” (now “was”)"),
        ("Doctors can walk out", "Doctors can't walk out", small_fix.NEGATION),
        ("Doctors dont walk out", "Doctors don't walk out", small_fix.NEGATION),
        ("They are nto ill", "They are not ill", small_fix.NEGATION),
        ("Letters form patients", "Letters from patients", "the word “form” (now “from”)"),
        ("It is now open", "It is not open", small_fix.NEGATION),
        ("The pubic wards", "The public wards", "the word “pubic” (now “public”)"),
        ("The untied doctors", "The united doctors", "the word “untied” (now “united”)"),
        ("A causal link", "A casual link", "the word “causal” (now “casual”)"),
        ("A case of hypotension", "A case of hypertension", "hypertension"),
        ("It is unsfe", "It is safe", "the word “unsfe” (now “safe”)"),
        ("They strke", "They strike", "the word “strke” (now “strike”)"),
        ("They had a fewr", "They had a fewer", small_fix.NUMBER),
        ("Dona Green spoke", "Donna Green spoke", small_fix.NAME),
        ("He met turkey", "He met Turkey", small_fix.NAME),
        ("The reading was low", "The Reading was low", small_fix.NAME),
        ("1,854 were put off", "1,845 were put off", small_fix.NUMBER),
        ("It cost £5m", "It cost £5bn", small_fix.NUMBER),
        ("It fell to -5", "It fell to 5", small_fix.NUMBER),
        ("Of 5 patients", "Of 5, patients", small_fix.NUMBER),
        ("no doctors walked out", "no, doctors walked out", small_fix.STEERING),
        ("the minister Labour said lied", "the minister, Labour said, lied", small_fix.STEERING),
        ("doctors who struck were paid", "doctors, who struck, were paid", small_fix.STEERING),
        ("It did not shut because of it", "It did not shut, because of it", small_fix.STEERING),
        ("the minister lied Labour said", "the minister lied. Labour said", small_fix.STEERING),
        ("The trust was sorry.", "The trust was sorry?", small_fix.STEERING),
        ("Doctors re-sign", "Doctors resign", "resign"),
        ("Doctors re sign", "Doctors resign", "resign"),
        ("The patient’s notes", "The patients’ notes", small_fix.SIGN),
        ("They are dis honest", "They are dishonest", "dishonest"),
        ("It was noone", "It was no one", small_fix.NEGATION),
        ("They were sorry", "They were “sorry”", small_fix.QUOTED),
        ("They were “sory”", "They were “sorry”", small_fix.QUOTED),
        ("They were ‘sory’", "They were ‘sorry’", small_fix.QUOTED),
        ("He had had enough", "He had enough", small_fix.TAKEN_OUT),
        ("It was very bad", "It was bad", small_fix.TAKEN_OUT),
        ("It was bad", "It was very bad", small_fix.PUT_IN),
        ("a shut ward", "a <strong>shut</strong> ward", small_fix.LAYOUT),
        ("a shut ward", 'a <a href="https://a.org/">shut</a> ward', small_fix.LINK),
        ('a <a href="https://a.org/">shut</a> ward', "a shut ward", small_fix.LINK),
        ("a shut ward", "a</p><p>shut ward", small_fix.LAYOUT),
    ],
)
def test_a_change_that_may_turn_the_sense_is_more(before, after, named):
    assert named in " ".join(more_than(before, after))


@pytest.mark.parametrize("name", small_fix.AROUND_THE_BODY)
def test_nothing_around_the_body_is_a_small_fix(name):
    changed = story("<p>Shut.</p>", **{name: "something else"})
    assert small_fix.more_than(story("<p>Shut.</p>"), changed) == [small_fix.AROUND_THE_BODY[name]]


def test_the_words_of_a_block_quotation_stay():
    before, after = ("<blockquote><p>Teh ward is full of teh ill</p></blockquote>",) * 2
    after = after.replace("of teh", "of the")
    assert small_fix.more_than(story(before), story(after))[0] == small_fix.QUOTED


def test_a_link_may_not_become_an_address_to_write_to():
    before = '<a href="mailto:desk@a.org">Write to us</a>'
    assert more_than(before, before.replace("desk", "other")) == [small_fix.LINK]


def test_each_reason_is_named_once():
    reasons = more_than("1 and 2 and 3", "4 and 5 and 6")
    assert reasons.count(small_fix.NUMBER) == 1


# By property

MARK = '<span data-figure="{}">{}</span>'
SENTENCE = "the ward hospital was open again after lunch while doctors and nurses met outside"
PLAIN = SENTENCE.split()
sentences = st.lists(st.sampled_from(PLAIN), min_size=2, max_size=12)


def with_word(words, place, word):
    return " ".join([*words[: place % len(words)], word, *words[place % len(words) :]])


def pairs(words):
    return st.tuples(st.sampled_from(words), st.sampled_from(words)).filter(
        lambda pair: pair[0] != pair[1]
    )


@given(st.text(max_size=200))
def test_no_change_is_a_small_fix(text):
    assert small_fix.more_than(story(text), story(text)) == []


@given(sentences, st.integers(0, 20), pairs(sorted(small_fix.NUMBER_WORDS)))
def test_a_number_word_for_another_is_more(words, place, pair):
    before, after = (with_word(words, place, word) for word in pair)
    assert small_fix.NUMBER in more_than(before, after)


@given(sentences, st.integers(0, 20), st.integers(0, 10**7), st.integers(0, 10**7))
def test_another_number_in_digits_is_more(words, place, first, second):
    assume(first != second)
    before, after = (with_word(words, place, f"{number:,}") for number in (first, second))
    assert small_fix.NUMBER in more_than(before, after)


@given(
    sentences,
    st.integers(0, 20),
    st.sampled_from([*sorted(small_fix.NEGATIONS | small_fix.NUMBER_WORDS), "isn’t", "didn't"]),
    st.booleans(),
)
def test_a_number_or_a_no_that_comes_or_goes_is_more(words, place, word, comes):
    without, having = " ".join(words), with_word(words, place, word)
    assert more_than(*((without, having) if comes else (having, without)))


@given(sentences, st.integers(0, 20), st.from_regex(r"\A[A-Z][a-z]{1,8}\Z"), st.data())
def test_another_name_is_more(words, place, name, data):
    letters = list(name)
    at = data.draw(st.integers(0, len(letters) - 1))
    letters[at] = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyzABC"))
    other = "".join(letters)
    assume(other != name)
    before, after = (f"Then {with_word(words, place, word)}" for word in (name, other))
    assert small_fix.NAME in more_than(before, after)


@given(sentences, sentences, st.integers(0, 20), st.integers(1, 9), st.integers(1, 9))
def test_other_cited_words_or_another_record_are_more(words, others, place, record, other):
    assume((words, record) != (others, other))
    before = with_word(PLAIN, place, MARK.format(record, " ".join(words)))
    after = with_word(PLAIN, place, MARK.format(other, " ".join(others)))
    assert small_fix.CITED in more_than(before, after)


@given(sentences, st.integers(0, 20), st.sampled_from(["strong", "em"]))
def test_bold_that_comes_is_more(words, place, tag):
    after = with_word(words, place, f"<{tag}>shut</{tag}>")
    assert small_fix.LAYOUT in more_than(with_word(words, place, "shut"), after)


@settings(max_examples=300)
@given(sentences, st.integers(0, 30), st.sampled_from("?!\"'“”‘’()-/%£<>&*_…"))
def test_a_sign_that_comes_is_more(words, place, sign):
    text = " ".join(words)
    place %= len(text) + 1
    after = text[:place] + escape(sign, quote=False) + text[place:]
    assert more_than(text, after)


@settings(max_examples=300)
@given(sentences, st.integers(0, 20), st.text("abcdehlnorst", min_size=1, max_size=7))
def test_what_is_a_word_never_becomes_another(words, place, other):
    word = words[place % len(words)]
    assume(other not in (word, ""))
    after = [*words]
    after[place % len(words)] = other
    assume(" ".join(words) != " ".join(after))
    assert more_than(" ".join(words), " ".join(after))


def test_a_long_paragraph_is_judged_in_good_time():
    """Repeated words are the worst that a comparison can meet."""
    before = " ".join(["the ward was shut"] * 600)
    assert small_fix.TAKEN_OUT in more_than(before, before.replace("ward was", "was", 1))


def test_a_long_row_of_signs_is_judged_in_good_time():
    assert more_than("." * 50_000, "-" * 50_000)
