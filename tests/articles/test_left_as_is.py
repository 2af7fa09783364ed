"""What was left as it is stays so while its sentence does, however that is edited."""

from articles.left_as_is import Left, in_sentence, left_for, sentence_around, still_there

SENTENCE = "Southampton General put off 37 operations, a spokesman said."
EDITED = "On Tuesday Southampton General put off 37 operations, its spokesman said."
KEPT = Left(
    "figure", "unrecorded", "37 operations", SENTENCE, "No record says so.", "Robin: by phone"
)


def test_an_edited_sentence_is_the_same():
    assert in_sentence([KEPT], EDITED) is KEPT


def test_the_same_words_in_another_sentence_are_another_matter():
    assert (
        in_sentence([KEPT], "Nottingham lost 37 operations on the first day of the walkout.")
        is None
    )


def test_of_two_the_sentence_that_is_most_alike_is_meant():
    other = Left(
        "figure", "unrecorded", "37 operations", EDITED, "No record says so.", "Noor: seen"
    )
    assert in_sentence([KEPT, other], EDITED) is other


def test_what_the_check_says_of_them_by_now_must_be_what_was_answered():
    assert left_for([KEPT], "figure", "unrecorded", "37  Operations", KEPT.message) == [KEPT]
    assert left_for([KEPT], "figure", "mismatched", "37 operations", KEPT.message) == []
    assert left_for([KEPT], "figure", "unrecorded", "37 operations", "The record says 38.") == []


def test_it_stands_only_while_its_words_do():
    text = f"A rally was held. {EDITED} Talks go on."
    assert still_there([KEPT], text) == [KEPT]
    assert still_there([KEPT], text.replace("37", "38")) == []


def test_the_sentence_is_that_around_the_words():
    text = f"A rally was held. {SENTENCE} Talks go on."
    at = text.index("37")
    assert sentence_around(text, at, at + 13) == SENTENCE
