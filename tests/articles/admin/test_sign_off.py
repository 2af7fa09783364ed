"""The page on which a second person signs a story off."""

import re
from copy import deepcopy

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Article, LineSentBack, PublishedVersion
from hospitals.models import FigureRevision
from tests import factories, story_factories

pytestmark = pytest.mark.django_db
mark = story_factories.marked
SORRY = "We are sorry that people had to wait"
SAID = "Andover: no operations, 2 of 16 clinics"


def page_of(story, step=""):
    url = reverse("admin:articles_article_sign_off", args=[story.pk])
    return f"{url}?step={step}" if step else url


@pytest.fixture(scope="module")
def recorded_story(for_all):
    """13 agrees with its source, 2 of 15 does not, and a quotation is not printed as recorded."""
    email = factories.evidence(kind="email", title="Clinics put off")
    right = factories.figure(13, measure="operations", evidence=email, words="13 operations went")
    wrong = factories.figure(2, measure="clinics", evidence=email, out_of=15, words=SAID)
    quote = story_factories.quote(SORRY, evidence=email, check=False)
    marks = [mark(right, "13"), mark(wrong, "two of 15"), mark(quote, "“We are not sorry”")]
    made = story_factories.draft(body=f"<p>{' and '.join(marks)}</p>", standfirst="In short.")
    return workflow.submit(by=factories.user("reporter"), article=made)


@pytest.fixture
def story(db, recorded_story):
    return deepcopy(recorded_story)


def shown(client, story, role="sub"):
    client.force_login(factories.user(role))
    response = client.get(page_of(story))
    return response, {row.key: row for row in response.context["rows"]}


def sent(rows, **changed):
    """What the page posts as it stands: all rows, those that differ as *not this one*."""
    data = {"row": list(rows), "back": [key for key, row in rows.items() if row.starts_back]}
    for key, row in rows.items():
        data |= {f"token-{key}": row.token, f"name-{key}": row.what, f"why-{key}": row.why}
    return {**data, **changed}


def test_each_record_stands_beside_its_source_and_one_that_differs_starts_as_not_this_one(
    client, story
):
    response, rows = shown(client, story)
    said = [(row.label, row.starts_back, row.why) for row in rows.values()]
    assert said[0] == ("same number", False, "")
    assert said[1] == ("differs", True, "The source has 16, ours has 15.")
    assert said[2][:2] == ("differs", True)
    assert "Sign off the 1 that agrees" in response.content.decode()


def test_one_press_signs_off_what_agrees_and_sends_the_rest_back(client, story):
    _, rows = shown(client, story)
    answer = client.post(page_of(story), sent(rows), follow=True)
    assert "Signed off: 1 record. Back to reporter: " in answer.content.decode()
    assert FigureRevision.objects.filter(checked_at__isnull=False).count() == 1
    assert LineSentBack.objects.count() == 2


def test_what_was_sent_back_waits_for_its_writer_unless_it_was_right_after_all(client, story):
    _, rows = shown(client, story)
    client.post(page_of(story), sent(rows))
    response = client.get(page_of(story, "records"))
    again = {row.key: row for row in response.context["rows"]}
    assert [(row.label, row.starts_back) for row in again.values()] == [("sent back", False)] * 2
    assert response.content.decode().count("It is right after all") == 2
    key = next(iter(again))
    client.post(page_of(story), sent(again, row=[key], back=[]))
    assert len(client.get(page_of(story)).context["rows"]) == 1
    assert LineSentBack.objects.count() == 2


def test_what_was_sent_back_is_the_writers_line_again(client, story):
    _, rows = shown(client, story)
    client.post(page_of(story), sent(rows))
    client.force_login(factories.user("reporter"))
    panel = client.get(reverse("admin:articles_article_change", args=[story.pk]))
    text = re.sub(r"\s+", " ", panel.content.decode())
    assert "Sent back by sub: The source has 16, ours has 15." in text


def test_a_page_that_is_stale_is_told_and_nothing_is_half_done(client, story):
    _, rows = shown(client, story)
    answer = client.post(
        page_of(story), sent(rows, **{f"token-{next(iter(rows))}": "another"}), follow=True
    )
    assert "is no longer what stood on your page" in answer.content.decode()
    assert not LineSentBack.objects.exists()
    assert not FigureRevision.objects.filter(checked_at__isnull=False).exists()


def test_a_line_that_was_not_seen_is_not_sent_and_waits(client, story):
    _, rows = shown(client, story)
    data = sent(rows)
    client.post(page_of(story), {**data, "row": data["row"][:1], "back": []})
    assert FigureRevision.objects.filter(checked_at__isnull=False).count() == 1
    assert not LineSentBack.objects.exists()


def test_whoever_recorded_it_reads_whose_turn_it_is(client, story):
    response, rows = shown(client, story, "data_editor")
    turns = [row.not_theirs for row in rows.values()]
    assert turns == ["You recorded it: another person checks it."] * 2 + [""]
    assert response.content.decode().count("data-back") == 1


def test_without_the_source_in_words_somebody_says_that_they_compared_it(client):
    made = story_factories.draft(body=f"<p>{mark(factories.figure(13), '13')}</p>")
    response, rows = shown(client, made)
    [row] = rows.values()
    assert (row.label, row.compare) == ("compare it yourself", True)
    assert "I have compared it" in response.content.decode()


def test_the_words_are_read_and_approved_and_sent_out_from_the_same_page(client):
    body = f"<p>{mark(factories.checked(1854), '1,854')}</p>"
    made = story_factories.draft(body=body, standfirst="In short.")
    story = workflow.submit(by=factories.user("reporter"), article=made)
    response, _ = shown(client, story)
    assert response.context["step"] == "words"
    hidden = {
        "opened_version": story.version,
        "seen": response.context["seen"],
        "came_from": "sign-off",
    }
    do = "admin:articles_article_do"
    answer = client.post(reverse(do, args=[story.pk, "approve"]), hidden)
    assert answer.url == page_of(story)
    response = client.get(page_of(story))
    assert response.context["step"] == "out"
    out = {"when": "now", "kind": "first", "release_cited": "on"}
    hidden = {"opened_version": story.version, "seen": response.context["seen"]}
    answer = client.post(reverse(do, args=[story.pk, "publish"]), {**hidden, **out})
    assert "/going-out/" in answer.url
    assert PublishedVersion.objects.filter(article=story).exists()


@pytest.mark.parametrize("step", ["", "records", "words", "out", "nonsense"])
def test_every_step_is_a_page_for_every_role(client, story, step):
    for role in factories.GROUPS:
        client.force_login(factories.user(role))
        assert client.get(page_of(story, step)).status_code == 200


def test_a_story_that_brings_nothing_says_so(client):
    story = story_factories.draft()
    client.force_login(factories.user("sub"))
    assert (
        "Every record of this story is checked"
        in client.get(page_of(story, "records")).content.decode()
    )
    assert Article.objects.get(pk=story.pk).state == "draft"


def test_a_right_of_reply_is_recorded_and_its_answer_when_it_comes(client):
    story = story_factories.draft(serious_allegation=True)
    client.force_login(factories.user("reporter"))
    url = reverse("admin:articles_article_do", args=[story.pk, "right-of-reply"])
    client.post(url, {"whom": "new", "who": "The trust", "put": "That it hid the numbers."})
    [asked] = story.approaches.all()
    assert f"the answer of {asked}" in client.get(url).content.decode()
    client.post(url, {"whom": str(asked.pk), "answer": "We did not."})
    asked.refresh_from_db()
    assert asked.answer == "We did not."


def test_an_editor_lets_a_story_go_out_without_a_reply(client):
    story = story_factories.draft(serious_allegation=True)
    url = reverse("admin:articles_article_do", args=[story.pk, "without-reply"])
    client.force_login(factories.user("sub"))
    client.post(url, {"reason": "They know."})
    assert not story.events.filter(kind="no_reply").exists()
    client.force_login(factories.user("editor"))
    client.post(url, {"reason": "In court today."})
    assert story.events.get(kind="no_reply").reason == "In court today."
