"""Quotations on the desk: one form to record, a page to check as it stands, and to put it right."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import workflow
from articles.models import Quote
from articles.workflow import check_token
from tests import factories as make
from tests import story_factories as stories

pytestmark = pytest.mark.django_db

GREEN = "Donna Green, chief nurse at Hampshire Hospitals"


def record(client, *speakers):
    """Their words, recorded with the form of a document."""
    first, *others = [speaker.name for speaker in speakers]
    typed = {
        "evidence": str(make.evidence(kind="statement")),
        "new-terms": "as_usual",
        "row-TOTAL_FORMS": 4,
        "row-INITIAL_FORMS": 0,
        "row-0-words": "We are sorry that people had to wait",
        "row-0-said_by": first,
        "row-0-said_with": "\n".join(others),
        "row-0-attribution": GREEN,
        "row-0-kind": "direct",
        "row-0-locator": "second paragraph",
        "row-0-said_on": "17 April 2023",
    }
    return client.post(reverse("admin:articles_quote_statement"), typed)


def page_of(client, quote):
    return client.get(reverse("admin:articles_quote_change", args=[quote.pk]))


def do_url(quote, name):
    return reverse("admin:articles_quote_do", args=[quote.pk, name])


def opened(client, quote, name):
    """What the page of a button would post back unchanged."""
    form = client.get(do_url(quote, name)).context["form"]
    data = {field.html_name: field.value() for field in form}
    return {
        key: getattr(value, "pk", value)
        for key, value in data.items()
        if value not in (None, False, "")
    }


def do(client, quote, name, **given):
    return client.post(do_url(quote, name), given, follow=True)


# Its page


def test_the_page_shows_all_that_is_recorded_and_no_field(desk):
    client = desk()
    record(client, make.source("Donna Green", "person"), make.source("Caroline Marshall"))
    quote = Quote.objects.get()
    page = page_of(client, quote).content.decode()
    for words in (
        "people had to wait",
        GREEN,
        "Donna Green: on the record",
        "Caroline Marshall: on the record",
        "second paragraph",
        "17 April 2023",
        "direct: whole sentences",
        "Strike action, table",
        "to check",
    ):
        assert words in page, words
    assert '<form id="quote_form"' not in page
    assert '<input type="submit"' not in page


def test_the_page_shows_what_was_recorded_before(desk):
    quote = stories.quote("We will never close the ward")
    stories.revised_quote(quote, words="We will close the ward", check=False)
    page = page_of(desk(), quote)
    assert [shown.number for shown in page.context["earlier"]] == [1]
    assert "“We will never close the ward”" in page.content.decode()
    assert "misheard" in page.content.decode()


def test_the_page_names_the_stories_that_print_it_and_in_which_revision(desk):
    quote = stories.quote()
    stories.published(headline="Sorry", body=f"<p>{stories.marked(quote, '“sorry”')}</p>")
    stories.revised_quote(quote, words="We are so sorry", check=False)
    [(headline, _, number)] = page_of(desk(), quote).context["stories"]
    assert (headline, number) == ("Sorry", 1)


def test_a_posted_form_changes_nothing(desk):
    quote = stories.quote()
    url = reverse("admin:articles_quote_change", args=[quote.pk])
    desk("editor").post(url, {"terms": "off_record", "words": "Invented"})
    assert quote.latest().words == "We are sorry that people had to wait"
    assert quote.latest().terms == "on_record"


def test_its_history_is_its_page(desk):
    quote = stories.quote()
    response = desk().get(reverse("admin:articles_quote_history", args=[quote.pk]))
    assert response.url == reverse("admin:articles_quote_change", args=[quote.pk])


def test_a_quotation_that_is_not_there(desk):
    assert desk().get(reverse("admin:articles_quote_change", args=[4])).status_code == 404
    assert desk().get(reverse("admin:articles_quote_do", args=[4, "check"])).status_code == 404


def test_whoever_may_not_see_quotations_sees_none(desk, client):
    quote = stories.quote()
    client.force_login(make.someone())
    assert page_of(client, quote).status_code == 403


# The check


def test_another_person_checks(desk):
    quote = stories.quote(check=False)
    client = desk("sub")
    do(client, quote, "check", **opened(client, quote, "check"))
    assert quote.revisions.get().checked_by == client.user


def test_the_check_shows_all_that_it_signs_off(desk):
    green = make.source("Donna Green", kind="person")
    green.roles.create(role="chief nurse", organisation="Hampshire Hospitals")
    evidence = make.evidence(
        green, kind="statement", title="Statement on the strike", url="https://www.hhft.nhs.uk/1"
    )
    quote = stories.quote(speakers=[green], evidence=evidence, locator="page 2", check=False)
    page = desk("sub").get(do_url(quote, "check")).content.decode()
    for words in (
        "We are sorry that people had to wait",
        GREEN,
        "Donna Green, chief nurse, Hampshire Hospitals: on the record",
        "Statement on the strike",
        "https://www.hhft.nhs.uk/1",
        "page 2",
        "direct: whole sentences",
        "Terms of these words",
    ):
        assert words in page, words


def test_the_check_shows_what_it_replaces(desk):
    quote = stories.quote("We will never close the ward")
    stories.revised_quote(quote, words="We will close the ward", check=False)
    page = desk("sub").get(do_url(quote, "check")).content.decode()
    assert '<del class="was">“We will never close the ward”</del>' in page


def test_the_check_shows_what_it_replaces_though_that_was_never_checked(desk):
    quote = stories.quote("We will never close the ward", check=False)
    stories.revised_quote(quote, words="We will close the ward", check=False)
    page = desk("sub").get(do_url(quote, "check")).content.decode()
    assert '<del class="was">“We will never close the ward”</del>' in page


def test_whoever_recorded_the_words_does_not_check_them(desk):
    client = desk("sub")
    record(client, make.source("Donna Green", "person"))
    quote = Quote.objects.get()
    seen = {"revision": quote.latest().pk, "seen": check_token(quote.latest())}
    assert "another person checks it" in do(client, quote, "check", **seen).content.decode()
    assert "check" not in [each.name for each in page_of(client, quote).context["buttons"]]


def test_what_was_put_right_while_the_check_stood_open_is_not_checked(desk):
    quote = stories.quote("We will never close the ward", check=False)
    client = desk("sub")
    seen = opened(client, quote, "check")
    stories.revised_quote(quote, words="We will close the ward", check=False)
    response = do(client, quote, "check", **seen)
    assert "replaced meanwhile: reporter recorded another" in response.content.decode()
    assert "“We will close the ward”" in response.content.decode()
    assert not quote.revisions.filter(checked_at__isnull=False).exists()
    # The page now shows the new one: what is confirmed next is that.
    form = response.context["form"]
    again = {name: form[name].value() for name in ("revision", "seen")}
    do(client, quote, "check", **again)
    assert [each.checked_at is not None for each in quote.revisions.all()] == [False, True]


def test_a_page_that_does_not_say_what_stood_on_it_checks_nothing(desk):
    quote = stories.quote(check=False)
    response = do(desk("sub"), quote, "check")
    assert "did not say what stood on it" in response.content.decode()
    assert quote.revisions.get().checked_at is None


def test_a_revision_of_another_quotation_is_not_checked(desk):
    quote, other = stories.quote(check=False), stories.quote("Other words", check=False)
    client = desk("sub")
    response = do(client, quote, "check", **opened(client, other, "check"))
    assert "no revision of this quotation" in response.content.decode()
    assert not quote.revisions.filter(checked_at__isnull=False).exists()


def test_two_check_pages_at_once(desk):
    quote = stories.quote(check=False)
    client = desk("sub")
    seen = opened(client, quote, "check")
    workflow.check_quote(by=make.user("editor"), revision=quote.latest())
    response = do(client, quote, "check", **seen)
    assert "editor has already checked this" in response.content.decode()


def test_a_reporter_has_no_check_button(desk):
    quote = stories.quote(check=False)
    client = desk()
    names = [each.name for each in page_of(client, quote).context["buttons"]]
    assert names == ["revise", "confirmed"]
    assert client.get(do_url(quote, "check")).status_code == 403


# Putting it right


def test_putting_it_right_takes_a_reason_and_waits_for_its_check(desk):
    quote = stories.quote()
    client = desk()
    given = opened(client, quote, "revise") | {"words": "We are sorry that they had to wait"}
    assert "Say what was wrong" in do(client, quote, "revise", **given).content.decode()
    do(client, quote, "revise", **given, reason="misheard")
    assert [wording.checked_at is None for wording in quote.revisions.all()] == [False, True]


def test_everything_is_filled_in_as_it_is_recorded(desk):
    green, marshall = make.source("Donna Green", "person"), make.source("Caroline Marshall")
    client = desk()
    record(client, marshall, green)
    quote = Quote.objects.get()
    do(client, quote, "revise", **opened(client, quote, "revise"), reason="on second thoughts")
    first, second = quote.revisions.for_desk()
    assert second.sources() == [marshall, green]
    assert check_token(first) == check_token(second)


def test_another_speaker_is_a_new_revision(desk):
    quote, marshall = stories.quote(), make.source("Caroline Marshall", kind="person")
    client = desk()
    given = opened(client, quote, "revise") | {"speaker_1": marshall.pk, "reason": "her colleague"}
    do(client, quote, "revise", **given)
    assert [[who.name for who in each.sources()] for each in quote.revisions.all()] == [
        ["Donna Green"],
        ["Caroline Marshall"],
    ]


def test_terms_are_not_among_what_is_put_right(desk):
    quote = stories.quote()
    client = desk()
    given = opened(client, quote, "revise")
    assert "terms" not in given
    others = {"terms": "off_record", "words": "Sorry", "reason": "misheard"}
    do(client, quote, "revise", **given | others)
    assert quote.latest().words == "Sorry"
    assert {each.terms for each in quote.revisions.all()} == {"on_record"}


def test_who_puts_right_what_somebody_else_has_just_put_right_is_told_and_keeps_their_words(desk):
    quote = stories.quote()
    client = desk()
    given = opened(client, quote, "revise") | {"words": "My words", "reason": "misheard"}
    stories.revised_quote(quote, words="Their words", check=False)
    response = do(client, quote, "revise", **given)
    page = response.content.decode()
    assert "no longer what stood on your page" in page
    assert "My words" in page
    assert "“Their words”" in page
    form = response.context["form"]
    again = given | {name: form[name].value() for name in ("revision", "seen")}
    do(client, quote, "revise", **again)
    assert quote.revisions.last().words == "My words"


# The list


def test_the_list_finds_words_and_what_waits(desk):
    stories.quote()
    waiting = stories.quote("We are ready to talk", "the BMA", check=False)
    client = desk("sub")
    for query in ("q=ready+talk", "check=waiting"):
        page = client.get(f"{reverse('admin:articles_quote_changelist')}?{query}")
        assert list(page.context["cl"].result_list) == [waiting]


def test_the_list_filters_by_what_the_newest_revision_says(desk):
    quote = stories.quote(terms="unattributable", kind="partial")
    stories.quote(terms="")
    stories.revised_quote(quote, kind="reported")
    client = desk("sub")
    url = reverse("admin:articles_quote_changelist")
    for query, found in {
        "terms=unattributable": [quote],
        "kind=partial": [],
        "kind=reported": [quote],
    }.items():
        assert list(client.get(f"{url}?{query}").context["cl"].result_list) == list(found), query


@pytest.mark.parametrize("typed", ["abc", "9" * 30, "-1", "\0"])
def test_a_number_that_is_none_is_answered_in_words(desk, typed):
    quote = stories.quote()
    client = desk("reporter", "rita")
    given = opened(client, quote, "revise") | {"evidence": typed, "reason": "misheard"}
    assert client.post(do_url(quote, "revise"), given).context["form"].errors["evidence"]
    # What is no number of a document leads to the empty form.
    add = reverse("admin:articles_quote_add")
    assert client.get(add, {"evidence": typed}, follow=True).status_code == 200
    assert quote.revisions.count() == 1


def test_its_pages_ask_as_much_for_many_revisions_and_speakers_as_for_one(
    desk, django_assert_num_queries
):
    client = desk("sub")
    one = stories.quote(check=False)
    many = stories.quote(speakers=[make.source(f"Speaker {n}", kind="person") for n in range(9)])
    for number in range(9):
        stories.revised_quote(many, words=f"Words {number}", check=number == 4)
    client.get(do_url(one, "check"))
    for address in (
        lambda quote: do_url(quote, "check"),
        lambda quote: reverse("admin:articles_quote_change", args=[quote.pk]),
    ):
        with CaptureQueriesContext(connection) as asked:
            client.get(address(one))
        with django_assert_num_queries(len(asked)):
            client.get(address(many))
