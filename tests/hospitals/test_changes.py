"""Lists of what has become of numbers: what their source changed, and what we had wrong."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from hospitals import workflow
from tests import factories
from tests.hospitals.test_pages import words_of
from tests.hospitals.worlds import BEFORE

pytestmark = pytest.mark.django_db


def revised(value=1867, *, was=1854, reason="source_revised", **given):
    figure = factories.released(was, at=BEFORE, **given)
    factories.revised(figure, value, reason=reason, at=BEFORE + timedelta(days=1))
    return figure


def test_an_update_says_old_and_new_who_changed_it_and_when(client):
    figure = factories.released(1854, at=BEFORE)
    workflow.check(
        by=factories.user("editor"),
        revision=workflow.revise(
            by=factories.user("data_editor"),
            figure=figure,
            reading=factories.reading(1867),
            reason="fuller_returns",
            source_changed_on=date(2023, 4, 24),
            at=BEFORE + timedelta(days=6),
        ),
        at=BEFORE + timedelta(days=6),
    )
    response = client.get("/updates/")
    words = words_of(response)
    assert "Was 1,854 → , is now 1,867" in words
    assert "Fuller returns, 24 April 2023." in words
    assert "NHS England · here since 25 April 2023" in words
    assert f'href="{figure.get_absolute_url()}"' in response.content.decode()


def test_our_own_errors_are_no_updates_and_stand_among_the_corrected_figures(client):
    revised(1867, reason="our_error")
    assert "1,867" not in words_of(client.get("/updates/"))
    assert "1,867" in words_of(client.get("/figures/corrected/"))


def test_a_change_that_readers_cannot_see_is_not_listed(client):
    factories.revised(factories.released(1854, at=BEFORE), 90001, check=False)
    before_release = factories.checked(90002, setting="community", at=BEFORE)
    factories.revised(before_release, 90003, at=BEFORE)
    workflow.release(by=factories.user("editor"), figures=[before_release])
    gone = revised(90004, setting="mental-health")
    workflow.withdraw(by=factories.user("editor"), figure=gone, reason="It counted two trusts.")
    words = words_of(client.get("/updates/"))
    assert "No source has changed a figure that we published." in words
    assert "9000" not in words.replace(",", "")


def test_the_value_before_is_left_out_once_its_source_is_private(client):
    evidence = factories.evidence()
    revised(1867, evidence=evidence)
    workflow.agree_terms(by=factories.user("editor"), record=evidence, terms="off_record")
    words = words_of(client.get("/updates/"))
    assert "Now 1,867" in words
    assert "1,854" not in words


def test_updates_are_filtered_and_turned_by_page(client, three_a_page):
    for number in range(4):
        revised(2000 + number, trust=factories.trust(f"A{number:02}"))
    first = client.get("/updates/")
    assert len(first.context["lines"]) == 3
    assert len(client.get(first.context["page"].next_url).context["lines"]) == 1
    one = client.get(f"/updates/?trust=A02&strike={factories.strike().slug}&measure=appointments")
    assert [line.after for line in one.context["lines"]] == ["2,002"]
    assert client.get("/updates/?reason=our_error").status_code == 400


def test_an_update_of_tomorrow_is_not_listed_today(client):
    figure = factories.released(1854)
    tomorrow = timezone.now() + timedelta(days=1)
    factories.revised(figure, 1867, evidence=factories.evidence(embargo_until=tomorrow))
    assert "1,867" not in words_of(client.get("/updates/"))
