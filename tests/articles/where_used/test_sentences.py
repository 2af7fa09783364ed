"""Words that rest on a record, each with its sentence."""

from articles.where_used.sentences import Sentence, Use, uses_in

HERE = {("figure", 3)}


def marked(words, number=3, kind="figure"):
    return f'<span data-{kind}="{number}">{words}</span>'


def sentences(html, records=HERE):
    return [use.sentence for use in uses_in("body", html, records)]


def test_the_sentence_is_given_with_the_words_in_it():
    body = f"<p>The strike is over. In all {marked('1,854')} people had to wait. More follows.</p>"
    assert sentences(body) == [Sentence("In all ", "1,854", " people had to wait.")]


def test_a_paragraph_ends_a_sentence():
    body = f"<h2>Southampton</h2><p>{marked('1,854')} appointments</p><p>Nobody else.</p>"
    assert sentences(body) == [Sentence("", "1,854", " appointments")]


def test_marks_of_other_records_are_passed_over():
    body = f"<p>{marked('158', 4)} and {marked('1,696', '5 3')} make {marked('1,854', 6)}.</p>"
    assert [each.words for each in sentences(body)] == ["1,696"]
    assert sentences(body, {("quote", 4)}) == []


def test_a_row_of_a_table_is_a_place():
    body = '<figure data-table="3 4"><figcaption>What was put off</figcaption></figure>'
    [use] = uses_in("body", body, HERE)
    assert use == Use("the table “What was put off”", Sentence("What was put off", "", ""))


def test_a_sentence_beyond_measure_is_cut():
    long = "and so on " * 60
    [sentence] = sentences(f"<p>Of {long}{marked('1,854')} {long}the end.</p>")
    assert sentence.before.startswith("… ")
    assert sentence.after.endswith(" …")
    assert len(str(sentence)) < 460


def test_a_text_without_marks_is_not_read_twice():
    assert uses_in("headline", "Strike puts off appointments", HERE) == []
