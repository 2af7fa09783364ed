"""The form of a story: marks survive, citations do not get lost, nor does anybody's text."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Article, Citation
from tests import factories as make
from tests import story_factories as stories

from .conftest import change_url, fields_of

pytestmark = pytest.mark.django_db

HEADLINE = "Strike puts off {} appointments"


@pytest.fixture
def figure(db):
    return make.released(1854)


@pytest.fixture
def story(figure):
    number = stories.marked(figure, "1,854")
    quote = stories.marked(stories.quote(), "“We are sorry that people had to wait”")
    return stories.draft(
        HEADLINE.format(number),
        body=f"<p>Trusts put off {number} appointments.</p><p>{quote}, she said.</p>",
    )


def errors(response):
    form = response.context["adminform"].form
    return " ".join(str(each) for each in form.errors.values())


# Marks


def test_marks_survive_opening_and_saving(desk, story, save):
    before = (story.headline, story.body)
    save(desk(), story)
    story.refresh_from_db()
    assert (story.headline, story.body) == before


def test_what_the_editor_wraps_in_a_paragraph_stays_a_headline(desk, story, save, figure):
    save(desk(), story, headline=f"<p>Now {stories.marked(figure, '1,854')} put off</p>")
    story.refresh_from_db()
    assert story.headline == f'Now <span data-figure="{figure.pk}">1,854</span> put off'


def test_saving_writes_the_citations_of_the_working_copy(desk, story, save, figure):
    save(desk(), story, standfirst=stories.marked(figure, "nearly 2,000"))
    assert Citation.objects.working().filter(article=story, place="standfirst").get().words == (
        "nearly 2,000"
    )


def test_what_does_not_belong_in_a_body_is_taken_out(desk, story, save):
    save(desk(), story, body=f'{story.body}<script>alert(1)</script><p onclick="x()">Bye</p>')
    story.refresh_from_db()
    assert story.body.endswith("<p>Bye</p>")
    assert "script" not in story.body


def test_a_mark_without_a_record_is_named(desk, story, save):
    response = save(desk(), story, standfirst='<span data-figure="999">a lot</span>')
    assert "“a lot” cites figure 999, and there is none" in errors(response)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (
            stories.graphic([999]),
            "the table “What was put off” cites figure 999, and there is none",
        ),
        (stories.graphic([], kind="chart"), "The chart “What was put off” does not name figures"),
    ],
)
def test_a_table_that_cannot_be_is_named_and_kept_in_the_form(desk, story, save, body, sentence):
    response = save(desk(), story, body=story.body + body)
    assert sentence in errors(response)
    assert "What was put off" in response.context["adminform"].form["body"].value()


def test_a_table_is_saved_and_does_not_go_by_mistake(desk, story, save, figure):
    table = stories.graphic([figure])
    assert save(desk(), story, body=story.body + table).status_code == 302
    story.refresh_from_db()
    assert story.body.endswith(table)
    response = save(desk(), story, body=story.body.removesuffix(table))
    assert f"this citation: figure {figure.pk}" in errors(response)


def test_the_desk_sees_a_table_as_readers_will_get_it(desk, story, figure):
    body = stories.graphic([figure], "What was put off") + stories.graphic([999], "Nothing yet")
    drafted = stories.draft(body=body)
    page = desk("editor").get(change_url(drafted))
    [shown] = page.context["graphics"]
    assert (shown.title, [row.number for row in shown.rows]) == ("What was put off", ["1,854"])
    assert "the table “What was put off”" in page.content.decode()


def test_a_save_that_would_lose_citations_is_refused_with_a_list(desk, story, save, figure):
    response = save(desk(), story, body="<p>All gone.</p>")
    assert f"figure {figure.pk} (“1,854”)" in errors(response)
    assert "I mean to remove these citations" in response.content.decode()
    story.refresh_from_db()
    assert "1,854" in story.body


def test_the_text_typed_stands_in_the_form_of_the_refusal(desk, story, save):
    response = save(desk(), story, body="<p>All gone.</p>")
    assert "All gone." in response.context["adminform"].form["body"].value()


def test_citations_may_be_removed_on_purpose(desk, story, save):
    save(desk(), story, body="<p>All gone.</p>", remove_citations="on")
    story.refresh_from_db()
    assert story.body == "<p>All gone.</p>"


def test_a_citation_may_move_from_the_headline_into_the_text(desk, story, save, figure):
    again = f"<p>{stories.marked(figure, '1,854')} people.</p>"
    response = save(desk(), story, headline="No number", body=story.body + again)
    assert response.status_code == 302


# Two people


def test_words_typed_while_the_story_went_to_the_subs_are_shown_not_dropped(
    desk, story, save, opened
):
    client = desk()
    mine = opened(client, story)
    workflow.submit(by=story.owner, article=story)
    response = save(client, story, data=mine, kicker="Typed in vain")
    assert response.status_code == 409
    assert "Typed in vain" in response.content.decode()


def test_saving_what_was_approved_undoes_the_approval(desk, story, save):
    stories.approved(story)
    save(desk("sub"), story, kicker="Changed after all")
    story.refresh_from_db()
    assert story.state == Article.State.WITH_SUBS


# A new story


def new(client, **given):
    url = reverse("admin:articles_article_add")
    data = fields_of(client.get(url))
    return client.post(url, {**data, "section": stories.section().pk, **given})


def test_a_new_story_belongs_to_who_wrote_it(desk):
    client = desk()
    new(client, headline="Strike called off")
    assert Article.objects.get().owner == client.user


def test_its_address_comes_from_the_headline(desk, figure):
    new(desk(), headline=f"Trust’s {stories.marked(figure, '1,854')} patients")
    assert Article.objects.get().slug == "trusts-1854-patients"


def test_an_address_that_is_taken_gets_a_number(desk):
    stories.draft(slug="strike-called-off")
    new(desk(), headline="Strike called off")
    assert Article.objects.filter(slug="strike-called-off-2").exists()


def test_a_story_without_a_headline_is_asked_for_one(desk):
    assert "Give the story a headline." in errors(new(desk(), headline=""))


# The page


def test_the_import_map_of_the_editor_carries_the_nonce(desk, story):
    response = desk().get(change_url(story))
    nonce = response.headers["Content-Security-Policy"].split("'nonce-")[1].split("'")[0]
    tag = response.content.decode().split('type="importmap"')[0].rsplit("<script", 1)[1]
    rest = response.content.decode().split('type="importmap"')[1].split(">")[0]
    assert f'nonce="{nonce}"' in tag + rest


def test_the_panel_shows_each_record_with_its_value_and_state(desk, story, figure):
    rows = desk().get(change_url(story)).context["rests_on"]
    assert (rows[0].kind, rows[0].value) == ("figure", "1,854")
    assert rows[0].states == [("checked", "good"), ("released", "good")]


def test_the_panel_says_what_is_not_checked(desk):
    story = stories.draft(body=f"<p>{stories.marked(make.figure(), '1,854')}</p>")
    (row,) = desk().get(change_url(story)).context["rests_on"]
    assert row.states == [("not checked", "waiting"), ("not released", "waiting")]


def test_a_reporter_reads_a_story_of_another_without_a_form(desk, story):
    page = desk(name="somebody-else").get(change_url(story)).content.decode()
    assert 'name="headline"' not in page
    assert "appointments" in page


def test_the_address_of_a_published_story_stays(desk):
    story = stories.published().article
    assert "slug" not in desk("editor").get(change_url(story)).context["adminform"].form.fields


def test_view_on_site_leads_to_the_live_version(desk):
    version = stories.published()
    page = desk().get(change_url(version.article)).content.decode()
    assert f'href="{version.get_absolute_url()}"' in page


def test_a_draft_has_nothing_to_view_on_site(desk, story):
    assert "viewsitelink" not in desk().get(change_url(story)).content.decode()


def test_the_history_shows_who_changed_what(desk, story, save):
    client = desk()
    save(client, story, kicker="Talks")
    page = client.get(reverse("admin:articles_article_history", args=[story.pk]))
    assert "Talks" in page.content.decode()


def test_a_caption_takes_marks_and_keeps_them(desk, story, save, figure):
    workflow.save(
        by=story.owner,
        article=story,
        pictures=[(stories.picture(), stories.marked(figure, "1,854"), False)],
    )
    response = save(desk(), story, **{"picture_rows-0-caption": "No number"})
    assert "would remove this citation" in response.content.decode()
    assert "1,854" in story.picture_rows.get().caption


# The list


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("whose=me", {"mine", "off"}),
        ("whose=others", {"theirs"}),
        ("state__exact=published", {"theirs", "off"}),
        ("readers=pulled", {"off"}),
        ("readers=scheduled", {"theirs"}),
        ("q=theirs", {"theirs"}),
    ],
)
def test_the_list_narrows(desk, query, found):
    client = desk()
    stories.draft("mine")
    stories.pulled(headline="off")
    other = stories.draft("theirs", by=make.user("reporter", "other"))
    stories.scheduled(other)
    page = client.get(f"{reverse('admin:articles_article_changelist')}?{query}")
    assert {str(each) for each in page.context["cl"].result_list} == found


def test_the_list_says_which_version_is_live(desk):
    stories.updated(stories.published(), body="<p>Talks go on.</p>")
    page = desk().get(reverse("admin:articles_article_changelist"))
    assert page.context["cl"].result_list[0].live_number == 2


@pytest.mark.parametrize("query", ["Robin Ashby", "Bargate", "Pale clinics"])
def test_a_story_is_found_by_its_author_and_by_its_text(desk, query):
    author = stories.contributor("Robin Ashby")
    story = stories.draft(
        "Doctors out", bylines=[author], body="<p>Chris Pale saw clinics close at the Bargate.</p>"
    )
    stories.draft("Another")
    page = desk().get(reverse("admin:articles_article_changelist"), {"q": query})
    assert list(page.context["cl"].result_list) == [story]


def test_what_readers_see_is_found_by_its_text(desk):
    stories.published(headline="Doctors out", body="<p>They met at the Bargate.</p>")
    page = desk().get(reverse("admin:articles_article_changelist"), {"q": "bargate"})
    assert [str(each) for each in page.context["cl"].result_list] == ["Doctors out"]


def test_the_list_says_that_a_story_was_sent_back_and_with_which_note(desk):
    story = stories.with_subs(headline="Doctors out")
    workflow.send_back(by=make.user("sub"), article=story, reason="Par 3: three or five?")
    page = desk().get(reverse("admin:articles_article_changelist")).content.decode()
    assert '<span class="state">Sent back</span>' in page
    assert "note: Par 3: three or five?" in page


def test_the_views_of_the_list_say_how_many_each_has(desk):
    stories.with_subs(headline="Waiting")
    stories.draft("Theirs", by=make.user("sub"))
    page = desk().get(reverse("admin:articles_article_changelist"), {"whose": "me"})
    views = {view["label"]: (view["count"], view["here"]) for view in page.context["views"]}
    assert views == {
        "All": (None, False),
        "Mine": ("1", True),
        "With the subs": ("1", False),
        "Ready": ("0", False),
        "Live": ("0", False),
    }


# Several at once


def arranged(client, action, chosen, **given):
    return client.post(
        reverse("admin:articles_article_changelist"),
        {
            "action": action,
            "index": "0",
            "_selected_action": [story.pk for story in chosen],
            **given,
        },
        follow=True,
    )


def test_several_stories_are_given_to_somebody_due_and_put_in_a_section(desk):
    chosen = [stories.draft("One"), stories.draft("Two")]
    sub, section = make.user("sub"), stories.section("Strikes")
    client = desk("sub")
    assert "One" in arranged(client, "give_to", chosen).content.decode()
    for action, given in [
        ("give_to", {"owner": sub.pk}),
        ("set_due", {"deadline": "13 January 2030, 6am"}),
        ("set_section", {"section": section.pk}),
    ]:
        page = arranged(client, action, chosen, confirmed="yes", **given)
        assert "Done for 2 of 2." in page.content.decode()
    for story in chosen:
        story.refresh_from_db()
        assert (story.owner, story.section) == (sub, section)
        assert story.deadline == make.london("2030-01-13 06:00")


def test_a_story_that_is_not_theirs_to_edit_does_not_hold_up_the_others(desk):
    mine, theirs = stories.draft("Mine"), stories.draft("Theirs", by=make.user("sub"))
    page = arranged(
        desk(), "set_due", [mine, theirs], confirmed="yes", deadline="13 January 2030, 6am"
    ).content.decode()
    assert "Done for 1 of 2." in page
    theirs.refresh_from_db()
    assert theirs.deadline is None


def test_a_reporter_gives_no_story_away(desk):
    page = desk().get(reverse("admin:articles_article_changelist")).content.decode()
    assert 'value="set_due"' in page
    assert 'value="give_to"' not in page


def test_the_history_shows_words_and_no_markup(desk, save):
    story = stories.draft("Doctors out", body="<p>Talks go on.</p>")
    save(client := desk(), story, body="<p>Talks are over.</p>")
    page = client.get(reverse("admin:articles_article_history", args=[story.pk])).content.decode()
    assert "Talks are over." in page
    assert "&lt;p&gt;" not in page
