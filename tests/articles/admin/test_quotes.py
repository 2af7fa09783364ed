"""Quotations on the desk: one form to record, another person to check, a new wording to revise."""

import pytest
from django.urls import reverse

from articles.models import Quote
from tests import factories as make
from tests import story_factories as stories

pytestmark = pytest.mark.django_db


def record(client, *speakers, **given):
    rows = {
        "speakers-TOTAL_FORMS": max(len(speakers), 1),
        "speakers-INITIAL_FORMS": 0,
        "speakers-0-order": 0,
    }
    for number, source in enumerate(speakers):
        rows |= {f"speakers-{number}-source": source.pk, f"speakers-{number}-order": number}
    start = {
        "words": "We are sorry that people had to wait",
        "attribution": "Donna Green, chief nurse at Hampshire Hospitals",
        "kind": "direct",
        "evidence": make.evidence(kind="statement").pk,
        "terms": "on_record",
    }
    return client.post(reverse("admin:articles_quote_add"), {**rows, **start, **given})


def do(client, quote, name, **given):
    return client.post(
        reverse("admin:articles_quote_do", args=[quote.pk, name]), given, follow=True
    )


def test_one_form_records_words_speakers_and_where_they_came_from(desk):
    client = desk()
    record(client, make.source("Donna Green", "person"))
    quote = Quote.objects.get()
    assert quote.latest().words == "We are sorry that people had to wait"
    assert quote.latest().recorded_by == client.user


def test_a_joint_statement_keeps_the_order_of_its_speakers(desk):
    green, marshall = make.source("Donna Green", "person"), make.source("Caroline Marshall")
    record(desk(), marshall, green)
    assert [row.source for row in Quote.objects.get().speakers.all()] == [marshall, green]


def test_words_without_a_speaker_are_refused_and_kept(desk):
    response = record(desk())
    assert "Say who said it." in response.content.decode()
    assert "people had to wait" in response.content.decode()
    assert not Quote.objects.exists()


def test_another_person_checks(desk):
    quote = stories.quote(check=False)
    do(desk("sub"), quote, "check")
    assert quote.revisions.get().checked_at is not None


def test_whoever_recorded_the_words_does_not_check_them(desk):
    client = desk("sub")
    record(client, make.source("Donna Green", "person"))
    response = do(client, Quote.objects.get(), "check")
    assert "another person checks them" in response.content.decode()


def test_a_reporter_has_no_check_button(desk):
    quote = stories.quote(check=False)
    page = desk().get(reverse("admin:articles_quote_change", args=[quote.pk]))
    assert [name for name, _ in page.context["steps"]] == ["revise"]


def test_another_wording_takes_a_reason_and_waits_for_its_check(desk):
    quote = stories.quote()
    client = desk()
    given = {"words": "We are sorry that they had to wait", "attribution": "Donna Green"}
    assert "Say why" in do(client, quote, "revise", **given).content.decode()
    do(client, quote, "revise", **given, reason="misheard")
    assert [wording.checked_at is None for wording in quote.revisions.all()] == [False, True]


def test_the_words_of_a_recorded_quotation_are_not_a_field(desk):
    page = desk().get(reverse("admin:articles_quote_change", args=[stories.quote().pk]))
    assert "words" not in page.context["adminform"].form.fields


def test_the_list_finds_words_and_what_waits(desk):
    stories.quote()
    waiting = stories.quote("We are ready to talk", "the BMA", check=False)
    client = desk("sub")
    for query in ("q=ready+talk", "check=waiting"):
        page = client.get(f"{reverse('admin:articles_quote_changelist')}?{query}")
        assert list(page.context["cl"].result_list) == [waiting]
