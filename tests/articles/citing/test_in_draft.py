"""The quotations of a draft that rest on no record, by speaker, and where each stands."""

from articles import markup
from articles.citing.in_draft import quotations_in
from lib.reading.names import Registry

WARDS = "“We would rather be on the wards,” Tom Adeyemi, a registrar in Winchester, said."
TALKS = "“Nobody wants this, and we have asked for talks.”"
BODY = (
    "<p>“We are sorry that people had to wait,” said Donna Green, chief nurse at Hampshire "
    f"Hospitals.</p><p>{WARDS} {TALKS}</p><p>Ms Green said: “Please come to A&amp;E.”</p>"
)


def found(body=BODY, **more):
    return quotations_in({**more, "body": body}, Registry())


def test_they_are_listed_by_speaker_each_once():
    assert [(each.speaker, each.words) for each in found()] == [
        ("Donna Green", "We are sorry that people had to wait."),
        ("Donna Green", "Please come to A&E."),
        (
            "Tom Adeyemi",
            "We would rather be on the wards. Nobody wants this, and we have asked for talks.",
        ),
    ]


def test_each_says_where_its_words_stand_with_their_marks():
    text = markup.plain_text(BODY)
    pieces = [text[piece.start : piece.end] for piece in found()[2].pieces]
    assert pieces == ["“We would rather be on the wards,”", TALKS]


def test_the_role_is_the_one_that_the_story_gives():
    assert [each.role for each in found()] == [
        "chief nurse at Hampshire Hospitals",
        "chief nurse at Hampshire Hospitals",
        "a registrar in Winchester",
    ]


def test_a_sentence_that_goes_on_is_one():
    body = "<p>“We have asked,” Tom Adeyemi said, “for talks this week.”</p>"
    assert [each.words for each in found(body)] == ["We have asked for talks this week."]


def test_what_is_under_a_mark_is_recorded_already():
    body = BODY.replace("“We are sorry", '<span data-quote="7">“We are sorry').replace(
        "wait,”", "wait,”</span>"
    )
    assert [each.speaker for each in found(body)] == ["Tom Adeyemi", "Donna Green"]


def test_a_quotation_of_the_standfirst_stands_there():
    standfirst = "“Nobody wants this,” Donna Green said on Friday."
    first = found(headline="Clinics lost", standfirst=standfirst)[0]
    assert [piece.place for piece in first.pieces] == ["standfirst"]


def test_an_empty_draft_has_none():
    assert found("") == []


def test_a_pull_quotation_is_where_its_words_stand_again():
    pulled = f'<blockquote data-pull="yes"><p>{TALKS}</p></blockquote>'
    body = BODY.replace("<p>Ms Green", f"{pulled}<p>Ms Green")
    adeyemi = found(body)[2]
    text = markup.plain_text(body)
    assert adeyemi.words.count("Nobody wants this") == 1
    assert [text[piece.start : piece.end] for piece in adeyemi.pieces][1:] == [TALKS, TALKS]
