"""Words that are not saved: kept for who typed them, offered back, and gone once they are saved."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, Draft
from articles.models.drafts import GONE_AFTER
from deeds.models import Generation
from tests import factories as make
from tests import story_factories as stories

from .conftest import change_url, fields_of

pytestmark = pytest.mark.django_db

ADD = reverse("admin:articles_article_add")
WORDS = "<p>They walk out on Friday, and no end is in sight.</p>"


def draft_url(page):
    return reverse("admin:articles_article_draft", args=[page])


def type_into(client, story, **typed):
    """What the page sends by itself while somebody types; the answer, as Python."""
    opened = fields_of(client.get(change_url(story)))
    answer = client.post(draft_url(story.uuid), {**opened, "unsaved": "1", **typed})
    assert answer.status_code == 200
    return answer.json()


# Kept, and offered back


def test_what_is_typed_is_kept_and_offered_when_the_story_is_opened_again(desk):
    story, client = stories.draft(), desk()
    type_into(client, story, body=WORDS, kicker="Talks")
    page = client.get(change_url(story))
    [offered] = page.context["offers"]
    assert "are not saved" in page.content.decode()
    form = client.get(offered.url).context["adminform"].form
    assert (form["body"].value(), form["kicker"].value()) == (WORDS, "Talks")
    assert Article.objects.get(pk=story.pk).body != WORDS


def test_the_rows_below_come_back_too(desk):
    story, client = stories.draft(), desk()
    rosa = stories.contributor("Rosa Field")
    type_into(client, story, body=WORDS, **{"byline_rows-0-contributor": rosa.pk})
    page = client.get(f"{change_url(story)}?draft={story.uuid}")
    assert fields_of(page)["byline_rows-0-contributor"] == str(rosa.pk)
    assert page.context["problems"] == []


def test_saving_it_is_the_end_of_it(desk, save):
    story, client = stories.draft(), desk()
    type_into(client, story, body=WORDS)
    shown = fields_of(client.get(f"{change_url(story)}?draft={story.uuid}"))
    save(client, story, data=shown)
    assert Article.objects.get(pk=story.pk).body == WORDS
    assert not Draft.objects.with_words().exists()


def test_a_last_word_that_arrives_after_the_save_is_not_offered(desk, save):
    story, client = stories.draft(), desk()
    opened = fields_of(client.get(change_url(story)))
    save(client, story, data={**opened, "body": WORDS})
    client.post(draft_url(story.uuid), {**opened, "body": WORDS, "unsaved": "1"})
    assert client.get(change_url(story)).context["offers"] == []


def test_what_was_only_cited_since_is_no_words_lost(desk):
    story, client = stories.draft(body="<p>They said “no”.</p>"), desk()
    opened = fields_of(client.get(change_url(story)))
    quote = stories.quote("no")
    story.body = f"<p>They said {stories.marked(quote, '“no”')}.</p>"
    workflow.save(by=story.owner, article=story)
    sent = {**opened, "unsaved": "1", "age": "0"}
    assert not client.post(draft_url(story.uuid), sent).json()["differs"]
    sent["body"] = "<p>They said “no” again.</p>"
    assert client.post(draft_url(story.uuid), sent).json()["differs"]


def test_they_can_be_thrown_away(desk):
    story, client = stories.draft(), desk()
    type_into(client, story, body=WORDS)
    client.post(draft_url(story.uuid), {"drop": "1"})
    assert client.get(change_url(story)).context["offers"] == []


def test_what_could_not_be_saved_is_kept_as_well(desk, save):
    story, client = stories.draft(), desk()
    save(client, story, headline="", body=WORDS)
    [offered] = client.get(change_url(story)).context["offers"]
    assert offered.draft.fields["body"] == [WORDS]


def test_a_character_that_no_database_keeps_in_a_draft_is_left_out(desk):
    story, client = stories.draft(), desk()
    type_into(client, story, kicker="Ta\0lks")
    [offered] = client.get(change_url(story)).context["offers"]
    assert offered.draft.fields["kicker"] == ["Talks"]


def test_a_story_that_was_never_saved_is_offered_where_a_new_one_begins(desk):
    client, page = desk(), uuid.uuid4()
    client.post(draft_url(page), {"headline": "Strike off", "body": WORDS, "unsaved": "1"})
    [offered] = client.get(ADD).context["offers"]
    assert offered.called == "Strike off"
    opened = client.get(offered.url)
    data = fields_of(opened) | {"draft_page": page, "section": stories.section().pk}
    client.post(ADD, data)
    story = Article.objects.get()
    assert (story.body, story.uuid) == (WORDS, page)
    assert client.get(ADD).context["offers"] == []


def test_a_caption_is_words_too(desk):
    story, client = stories.draft(), desk()
    workflow.save(by=story.owner, article=story, pictures=[(stories.picture(), "Pickets", False)])
    type_into(client, story, **{"picture_rows-0-caption": "Pickets at dawn"})
    assert client.get(change_url(story)).context["offers"]


def test_what_an_older_browser_kept_does_not_replace_newer_words(desk):
    story, client = stories.draft(), desk()
    type_into(client, story, body=WORDS)
    answer = type_into(client, story, body="<p>Of yesterday.</p>", age="90000")
    assert answer["differs"]
    assert Draft.objects.get().fields["body"] == [WORDS]


# Whose they are


def test_nobody_else_is_shown_them(desk, client):
    story = stories.draft()
    type_into(desk(), story, body=WORDS)
    other = desk("sub")
    assert other.get(change_url(story)).context["offers"] == []
    page = other.get(f"{change_url(story)}?draft={story.uuid}")
    assert WORDS not in page.content.decode()


def test_readers_notice_nothing_and_the_story_stays(desk):
    story = stories.published().article
    before = (Generation.objects.get().token, Article.objects.get(pk=story.pk).version)
    type_into(desk("sub"), story, body=WORDS)
    assert (Generation.objects.get().token, Article.objects.get(pk=story.pk).version) == before


def test_who_writes_no_stories_keeps_none(client):
    story = stories.draft()
    client.force_login(make.someone("check_figure"))
    answer = client.post(draft_url(story.uuid), {"unsaved": "1", "body": WORDS})
    assert answer.status_code == 403
    assert not Draft.objects.exists()


def test_what_the_words_are_about_is_offered_while_one_writes(desk):
    trust, client, story = make.trust(), desk(), stories.draft()
    type_into(client, story, body=f"<p>{trust.name} put off operations.</p>")
    told = client.get(draft_url(story.uuid)).json()
    assert [each["pk"] for each in told["proposed"]["trusts"]] == [trust.pk]


# What may be kept in a browser


@pytest.mark.parametrize(
    ("terms", "may"),
    [("on_record", True), ("unattributable", True), ("off_record", False), ("", False)],
)
def test_a_browser_keeps_nothing_that_rests_on_what_is_off_the_record_or_unset(desk, terms, may):
    who = make.source("Dr Hush", kind="person", terms=terms, description="a doctor")
    evidence = make.evidence(who, kind="call", terms=terms, description="a doctor")
    figure = make.figure(12, evidence=evidence, source=who)
    marked = stories.marked(figure, "12")
    client, story = desk(), stories.draft(body=f"<p>{marked} doctors left.</p>")
    page = client.get(change_url(story)).content.decode()
    assert f'data-browser="{"yes" if may else "no"}"' in page
    typed = type_into(client, stories.draft("Another"), body=f"<p>{marked} left.</p>")
    assert (typed["browser"], typed["marks"]) == (may, [f"figure {figure.pk}"])


# Who is here


def test_two_people_in_one_story_know_of_each_other(desk, client):
    story = stories.draft()
    type_into(desk(), story)
    robin = Draft.objects.get().person
    told = type_into(desk("sub"), story)
    assert [each["name"] for each in told["here"]] == [robin.get_username()]
    Draft.objects.filter(person=robin).update(here_at=timezone.now() - GONE_AFTER)
    assert type_into(client, story)["here"] == []


def test_a_save_of_somebody_else_is_told_while_one_writes(desk):
    story, client = stories.draft(), desk()
    opened = type_into(client, story)["version"]
    workflow.save(by=make.user("sub"), article=Article.objects.get(pk=story.pk))
    told = client.post(draft_url(story.uuid), {}).json()
    assert (told["version"], told["saved_by"]) == (opened + 1, make.user("sub").get_username())


def test_it_asks_the_database_little(desk):
    story, client = stories.draft(), desk()
    opened = fields_of(client.get(change_url(story))) | {"unsaved": "1", "body": WORDS}
    client.post(draft_url(story.uuid), opened)
    with CaptureQueriesContext(connection) as asked:
        client.post(draft_url(story.uuid), opened)
    # session, user, permissions (2), story, draft (3: savepoint, read, write, savepoint), others
    assert len(asked) <= 15, "\n".join(each["sql"][:90] for each in asked)


# The session ends


def test_words_sent_after_the_session_ended_stand_on_the_page(desk):
    story, client = stories.draft(), desk()
    opened = fields_of(client.get(change_url(story)))
    answer = Client().post(change_url(story), {**opened, "body": WORDS})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "no end is in sight" in page
    assert f"{reverse('admin:login')}?next={change_url(story)}" in page


def test_words_sent_with_the_token_of_an_older_session_stand_on_the_page(desk):
    story = stories.draft()
    client = Client(enforce_csrf_checks=True)
    client.force_login(story.owner)
    answer = client.post(change_url(story), {"body": WORDS, "headline": "Strike off"})
    assert answer.status_code == 403
    assert "no end is in sight" in answer.content.decode()


def test_the_page_after_log_out_wipes_what_the_browser_kept(desk):
    page = desk().post(reverse("admin:logout"), follow=True).content.decode()
    assert "newsroom/logged-out" in page
