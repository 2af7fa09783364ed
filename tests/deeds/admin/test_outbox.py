"""The page of what could not be sent: what, why, try again, drop."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deeds import outbox
from deeds.models import OutboxItem

pytestmark = pytest.mark.django_db
LIST = reverse("admin:deeds_outboxitem_changelist")


@pytest.fixture(autouse=True)
def _notes(monkeypatch):
    monkeypatch.setattr(outbox, "_kinds", {})
    outbox.register("note", print, lambda payloads: [f"Note {each['n']}" for each in payloads])


def item(n=1, **more):
    given = {"state": "failed", "attempts": 8, "last_error": "TimeoutError: timed out", **more}
    return OutboxItem.objects.create(kind="note", key=f"note:{n}", payload={"n": n}, **given)


def page_of(row, name="change"):
    return reverse(f"admin:deeds_outboxitem_{name}", args=[row.pk])


def test_the_list_says_what_and_why(desk):
    item(7)
    page = desk("editor").get(LIST, {"state__exact": "failed"}).content.decode()
    assert "Note 7" in page
    assert "TimeoutError: timed out" in page


def test_what_each_is_takes_no_question_a_row(desk):
    editor = desk("editor")
    editor.get(LIST)
    counts = []
    for n in (1, 2):
        item(n)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            editor.get(LIST)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_press_has_it_tried_again(desk):
    row = item()
    editor = desk("editor")
    page = editor.get(page_of(row)).content.decode()
    assert "It could not be sent: TimeoutError: timed out" in page
    answer = editor.post(page_of(row, "again"), follow=True)
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("waiting", 0)
    assert "It is tried again now: Note 1." in answer.content.decode()


def test_a_press_drops_it(desk):
    row, _ = item(1), item(2)
    editor = desk("editor")
    answer = editor.post(page_of(row, "drop"))
    row.refresh_from_db()
    assert row.dropped_by == editor.user
    # There is another one to decide about.
    assert answer.url == f"{LIST}?state__exact=failed"
    assert "dropped it" in editor.get(page_of(row)).content.decode()


def test_what_waits_says_when_it_is_tried_next(desk):
    row = item(state="waiting")
    page = desk("editor").get(page_of(row)).content.decode()
    assert "The last try failed: TimeoutError: timed out" in page
    assert "Drop it" not in page


def test_the_address_of_a_button_leads_to_the_page(desk):
    row = item()
    assert desk("editor").get(page_of(row, "drop")).url == page_of(row)


@pytest.mark.parametrize("role", ["reporter", "sub", "data_editor"])
def test_it_is_the_editors(desk, role):
    client, row = desk(role), item()
    assert client.get(LIST).status_code == 403
    assert client.post(page_of(row, "again")).status_code == 403
    row.refresh_from_db()
    assert row.state == "failed"
