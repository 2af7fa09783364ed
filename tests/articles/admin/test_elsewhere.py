"""The page that says where else a story ran, and what is to be put right there."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Appearance, PutRight
from tests import factories
from tests.story_factories import corrected, draft, published

pytestmark = pytest.mark.django_db


def address(story, name="elsewhere", *more):
    return reverse(f"admin:articles_article_{name}", args=[story.pk, *more])


def line(**more):
    given = {"kind": "print", "place": "Daily Echo, page 7", "ran_on": "today", "who": "night desk"}
    return {**given, **more}


def corrected_story():
    version = published(body="<p>In all 1,696 appointments were put off.</p>")
    workflow.say_where_it_ran(
        by=factories.user("reporter"),
        article=version.article,
        kind="print",
        place="Daily Echo, page 7",
        who="night desk",
    )
    corrected(version, body="<p>In all 1,854 appointments were put off.</p>")
    return version.article


def page(client, story):
    return client.get(address(story)).content.decode()


def test_one_line_says_where_it_ran(desk):
    story = published().article
    client = desk("reporter")
    assert "Nobody has said where else it ran" in page(client, story)
    assert client.post(address(story), line()).status_code == 302
    assert Appearance.objects.get().ran_on == timezone.localdate()
    shown = page(client, story)
    assert "Daily Echo, page 7" in shown
    assert "Nothing to put right elsewhere." in shown


def test_what_is_wrong_is_told_and_what_was_typed_is_kept(desk):
    answer = desk("reporter").post(
        address(published().article), line(ran_on="the other day", place="")
    )
    shown = answer.content.decode()
    assert "write it like 13 January 2016" in shown
    assert "Say where: an address, or a page" in shown
    assert 'value="night desk"' in shown
    assert not Appearance.objects.exists()


def test_a_corrected_story_says_what_to_put_there(desk):
    story = corrected_story()
    shown = page(desk("reporter"), story)
    assert "1 to put right" in shown
    assert "For print, " in shown
    assert "<del>In all 1,696 appointments were put off.</del>" in shown
    assert "In all 1,854 appointments were put off." in shown


def test_it_is_ticked_off(desk):
    story = corrected_story()
    client, task = desk("reporter", name="Robin Ashby"), PutRight.objects.get()
    answer = client.post(address(story, "put_right", task.pk), {"note": "page 2"})
    assert answer.status_code == 302
    assert "Ticked off by Robin Ashby" in page(client, story)


def test_the_second_to_tick_it_off_is_told(desk):
    story, task = corrected_story(), PutRight.objects.get()
    workflow.tick_off(by=factories.user("editor", name="Jo Tremain"), task=task)
    answer = desk("reporter").post(address(story, "put_right", task.pk), {"note": "page 2"})
    assert "Jo Tremain ticked this off" in answer.content.decode()


def test_it_is_handed_over_and_a_wrong_time_is_kept(desk):
    story, task = corrected_story(), PutRight.objects.get()
    client = desk("reporter")
    there = address(story, "hand_over", task.pk)
    shown = client.post(there, {"who": "Sunday desk", "due_at": "soonish"}).content.decode()
    assert "“soonish” is not a day with its hour" in shown
    assert 'value="Sunday desk"' in shown
    client.post(there, {"who": "Sunday desk", "due_at": "tomorrow 10am"})
    assert "Sunday desk, by 10.00" in page(client, story)


def test_it_did_not_run_there(desk):
    story = corrected_story()
    client = desk("reporter")
    client.post(address(story, "take_out", Appearance.objects.get().pk))
    assert "Nobody has said where else it ran" in page(client, story)


def test_a_task_of_another_story_is_not_found(desk):
    corrected_story()
    other = published(headline="Another").article
    task = PutRight.objects.get()
    assert desk("editor").post(address(other, "put_right", task.pk), {}).status_code == 404


def test_the_story_leads_there_and_says_what_waits(desk):
    story = corrected_story()
    shown = desk("editor").get(reverse("admin:articles_article_change", args=[story.pk]))
    assert "1 place, 1 to put right" in shown.content.decode()


def test_who_may_only_look_sees_no_buttons(client):
    story = corrected_story()
    looks = factories.someone()
    looks.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(looks)
    shown = page(client, story)
    assert "Daily Echo, page 7" in shown
    assert "It ran there" not in shown
    assert "It is put right there" not in shown


def test_queries_do_not_grow_with_places(desk, django_assert_max_num_queries):
    story = corrected_story()
    for number in range(5):
        workflow.say_where_it_ran(
            by=factories.user("reporter"),
            article=story,
            kind="social",
            place=f"https://social.example/{number}",
            who="Noor",
        )
    client = desk("editor")
    page(client, story)
    with django_assert_max_num_queries(24):
        page(client, story)


# The front page of the desk


def block(client):
    return client.get("/admin/").content.decode().partition('id="elsewhere"')[2]


def test_it_stays_on_the_desk_until_each_place_is_ticked(desk):
    story = corrected_story()
    client = desk("sub")
    shown = block(client)
    assert "1 place to put right" in shown
    assert address(story) in shown
    workflow.tick_off(by=factories.user("reporter"), task=PutRight.objects.get())
    assert block(client) == ""


def test_a_reporter_has_their_own_there(desk, client):
    corrected_story()
    assert block(desk("reporter", name="Somebody Else")) == ""
    client.force_login(PutRight.objects.get().appearance.article.owner)
    assert "1 place to put right" in block(client)


def test_the_list_of_corrections_has_those_that_are_still_open(desk):
    corrected_story()
    client, task = desk("editor"), PutRight.objects.get()
    open_ones = reverse("admin:articles_correction_changelist") + "?elsewhere=open"
    one = reverse("admin:articles_correction_change", args=[task.correction_id])
    assert one in client.get(open_ones).content.decode()
    assert "night desk, by" in client.get(one).content.decode()
    workflow.tick_off(by=client.user, task=task)
    assert one not in client.get(open_ones).content.decode()
    assert "ticked off by editor" in client.get(one).content.decode()


def test_a_draft_may_have_run_in_another_system(desk):
    story = draft()
    assert desk("reporter").post(address(story), line(kind="cms")).status_code == 302
