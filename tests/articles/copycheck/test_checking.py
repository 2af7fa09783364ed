"""A whole text: its blocks, its sums, its headline."""

from hypothesis import given
from hypothesis import strategies as st

from articles.copycheck import Block, Records, checked
from articles.copycheck.checking import HEADLINE

TRUST = "Salisbury NHS Foundation Trust"


def kinds(findings):
    return [(each.kind, each.verdict) for each in findings if each.kind not in ("figure", "quote")]


def test_places_are_within_their_block():
    blocks = [
        Block(HEADLINE, "Nearly 200 operations called off"),
        Block("a", f"{TRUST} postponed 185 operations."),
        Block("b", "Ann Brightwell, a nurse, said: “We are tired.”"),
        Block("c", "She added: “We are cross.”"),
    ]

    found = checked(blocks, Records())

    texts = {block.id: block.text for block in blocks}
    assert [(each.block, texts[each.block][each.start : each.end]) for each in found] == [
        (HEADLINE, "Nearly 200 operations"),
        ("a", "185 operations"),
        ("b", "We are tired."),
        ("c", "We are cross."),
    ]


def test_parts_that_do_not_make_their_whole():
    parts = "made up of 158 inpatient procedures and 1,696 outpatient appointments"
    sums = f"{TRUST} moved 1,845 appointments, {parts}."

    assert ("sum", "does_not_add_up") in kinds(checked([Block("1", sums)], Records()))
    right = sums.replace("1,845", "1,854")
    assert kinds(checked([Block("1", right)], Records())) == []


def test_up_from_more():
    text = f"{TRUST} postponed 71 operations, up from 96 in February."

    assert kinds(checked([Block("1", text)], Records())) == [("comparison", "does_not_add_up")]


def test_a_headline_claims_what_the_text_says():
    body = Block("1", f"{TRUST} postponed 185 operations because of the strike.")

    for words, expected in [
        ("Nearly 200 operations postponed in Salisbury", []),
        ("More than 200 operations postponed in Salisbury", [("headline", "not_in_text")]),
    ]:
        assert kinds(checked([Block(HEADLINE, words), body], Records())) == expected


def test_nothing_is_nothing():
    assert checked([], Records()) == []
    assert checked([Block("1", "")], Records()) == []


@given(st.lists(st.text(alphabet="“”\"' \n1,5abAB.said:", max_size=60), max_size=4))
def test_every_finding_lies_within_its_block(texts):
    blocks = [Block(str(n), text) for n, text in enumerate(texts)]

    for each in checked(blocks, Records()):
        assert 0 <= each.start < each.end <= len(texts[int(each.block)])
