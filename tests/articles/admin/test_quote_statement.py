"""Several quotations of one document are one form: words, and who said them."""

from datetime import date

import pytest
from django.urls import reverse

from articles.models import Quote, QuoteRevision
from hospitals.models import Evidence, Source, SourceRole
from tests import factories as make
from tests.forms_on_pages import fields_of

pytestmark = pytest.mark.django_db
URL = "admin:articles_quote_statement"
SORRY = "We are sorry that people had to wait."


@pytest.fixture
def green():
    make.source("Daily Echo")
    green = make.source("Donna Green", "person")
    SourceRole.objects.create(source=green, role="chief nurse", organisation="Hampshire Hospitals")
    return green


def sent(client, *rows, **given):
    filled = {
        "terms": "as_document",
        "new-kind": "paper",
        "new-title": "Hospitals say sorry",
        "new-said_by": "Daily Echo",
        "new-said_on": "11 January 2016",
        "new-published_on": "12 January 2016",
        "new-terms": "as_usual",
        "row-TOTAL_FORMS": max(4, len(rows)),
        "row-INITIAL_FORMS": 0,
    }
    for place, row in enumerate(rows):
        filled |= {f"row-{place}-{name}": value for name, value in row.items()}
    return client.post(reverse(URL), filled | given)


def said(words=SORRY, by="Donna Green", **more):
    return {"words": words, "said_by": by, **more}


def newest():
    return QuoteRevision.objects.latest("pk")


def test_words_and_who_said_them_are_enough(desk, green):
    client = desk()
    answer = sent(client, said())
    revision = newest()
    assert answer.url == reverse("admin:articles_quote_change", args=[revision.quote_id])
    assert revision.words == SORRY
    assert revision.attribution == "Donna Green, chief nurse at Hampshire Hospitals"
    assert (revision.kind, revision.terms) == ("direct", "on_record")
    assert revision.said_on == date(2016, 1, 11)
    assert revision.sources() == [green]
    assert revision.evidence.said_by == green
    assert revision.evidence.reported_by.name == "Daily Echo"
    assert revision.checked_at is None


def test_several_of_one_document_share_it(desk, green):
    make.source("Caroline Marshall", "person")
    sent(
        desk(),
        said(),
        {"words": "It was the hardest day of the year."},
        said("We stood in the rain for them.", by="Caroline Marshall"),
    )
    speakers = [quote.latest().sources()[0].name for quote in Quote.objects.order_by("pk")]
    # Without a name it is whoever spoke in the row above.
    assert speakers == ["Donna Green", "Donna Green", "Caroline Marshall"]
    # The paper's page itself, and what each of the two says in it.
    assert Evidence.objects.count() == 3


def test_somebody_new_is_proposed_with_their_role(desk):
    client = desk()
    page = sent(client, said(by="Caroline Marshall, consultant at Southampton General"))
    assert not Quote.objects.exists()
    client.post(reverse(URL), fields_of(page).values | {"_propose": "yes"})
    revision = newest()
    assert revision.attribution == "Caroline Marshall, consultant at Southampton General"
    marshall = Source.objects.get(name="Caroline Marshall")
    assert (marshall.signed_off_at, marshall.terms) == (None, "on_record")


def test_what_was_taken_is_said(desk, green):
    client = desk()
    page = client.get(sent(client, said()).url).content.decode()
    assert "Donna Green, chief nurse at Hampshire Hospitals (direct: whole sentences)" in page
    assert "From the same document" in page


@pytest.mark.parametrize(
    ("words", "stored", "kind"),
    [
        (f"“{SORRY}”", SORRY, "direct"),
        ('"a very hard day"', "a very hard day", "partial"),
        ("“Sorry” is “no word”", "“Sorry” is “no word”", "partial"),
        ("Sorry? Never!", "Sorry? Never!", "direct"),
        ("They said “never.”", "They said “never.”", "direct"),
    ],
)
def test_marks_around_the_words_go_and_their_kind_is_read(desk, green, words, stored, kind):
    sent(desk(), said(words))
    assert (newest().words, newest().kind) == (stored, kind)


def test_what_is_chosen_by_hand_is_kept(desk, green):
    sent(
        desk(),
        said(
            attribution="the trust’s chief nurse",
            kind="reported",
            said_on="9 January",
            locator="third paragraph",
            as_printed="on",
        ),
        terms="off_record",
    )
    revision = newest()
    assert (revision.attribution, revision.kind) == ("the trust’s chief nurse", "reported")
    assert (revision.said_on, revision.locator) == (date(2016, 1, 9), "third paragraph")
    assert (revision.as_printed, revision.terms) == (True, "off_record")


def test_a_joint_statement_keeps_the_order_of_its_speakers(desk, green):
    marshall = make.source("Caroline Marshall", "person")
    sent(desk(), said(by="Caroline Marshall", said_with="Donna Green"))
    assert newest().sources() == [marshall, green]
    assert newest().attribution.startswith("Caroline Marshall and Donna Green, chief nurse")


def test_without_a_name_it_is_who_said_the_document(desk, green):
    sent(desk(), {"words": SORRY}, **{"new-said_by": "Donna Green"})
    assert newest().sources() == [green]
    assert newest().evidence.reported_by is None


def test_of_whom_not_to_name_the_agreed_description_is_printed(desk):
    evidence = make.evidence(
        kind="call", terms="unattributable", description="a consultant at the trust"
    )
    empty = dict.fromkeys(
        ("new-kind", "new-title", "new-said_by", "new-said_on", "new-published_on"), ""
    )
    sent(desk(), {"words": SORRY}, evidence=f"{evidence} (no. {evidence.pk})", **empty)
    assert (newest().attribution, newest().terms) == (
        "a consultant at the trust",
        "unattributable",
    )


def test_the_same_words_twice_are_refused_and_nothing_is_half_written(desk, green):
    answer = sent(desk(), said(), said())
    assert "These words are recorded already" in answer.content.decode()
    assert not Quote.objects.exists()
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"said_by": "Donna Green"}, "Write the words."),
        (said(said_on="soon"), "“soon” is not understood"),
        ({"words": SORRY, "said_with": "Donna Green"}, "Say who said it first."),
        (said(said_with="Donna Green"), "This speaker is already listed."),
        ({}, "Write at least one quotation."),
    ],
)
def test_what_is_wrong_is_said_beside_it(desk, green, row, told):
    assert told in sent(desk(), row).content.decode()
    assert not Quote.objects.exists()


def test_a_document_in_the_address_is_filled_in(desk):
    evidence = make.evidence()
    page = desk().get(f"{reverse(URL)}?evidence={evidence.pk}").content.decode()
    assert f"(no. {evidence.pk})" in page
