"""Two people on one story: the second is told, both texts are kept, and each place is chosen."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Article, Draft
from tests import factories as make
from tests import story_factories as stories

from .conftest import change_url, fields_of

pytestmark = pytest.mark.django_db

BODY = "<p>Clinics went ahead.</p><p>Five of 35 were lost.</p><p>Talks go on.</p>"
MINE = BODY.replace("Talks go on.", "Talks go on until Friday.")
THEIRS = BODY.replace("Five", "Three")


def together_url(story):
    return reverse("admin:articles_article_together", args=[story.pk])


def theirs_saved(story, **changes):
    theirs = Article.objects.get(pk=story.pk)
    for name, value in changes.items():
        setattr(theirs, name, value)
    workflow.save(by=make.user("sub"), article=theirs)


@pytest.fixture
def story(db):
    return stories.draft(body=BODY, bylines=[stories.contributor()])


@pytest.fixture
def second(desk, story, save, opened):
    """second(theirs={…}, **mine) → the page that the second of two who save is shown."""

    def saved(theirs, base=True, **mine):
        client = desk()
        data = opened(client, story)
        if base:
            draft = reverse("admin:articles_article_draft", args=[story.uuid])
            client.post(draft, {**data, "unsaved": "1"})
        theirs_saved(story, **theirs)
        answer = save(client, story, data=data, **mine)
        assert answer.url == together_url(story)
        saved.client = client
        return client.get(answer.url)

    return saved


def choose(client, story, page, **choices):
    given = {each.key: each.proposed for each, _ in page.context["texts"] if hasattr(each, "key")}
    given |= {each.key: "mine" for each in page.context["details"]}
    data = {"seen_version": page.context["original"].version, **given, **choices}
    return client.post(together_url(story), data, follow=True)


def test_the_second_is_told_and_both_texts_stand_side_by_side(second, story):
    page = second({"body": THEIRS}, body=MINE)
    assert (
        page.context["title"] == f"{make.user('sub').get_username()} saved while you were writing"
    )
    first, other = (each for each, _ in page.context["texts"] if hasattr(each, "key"))
    assert (first.proposed, other.proposed) == ("theirs", "mine")
    assert Article.objects.get(pk=story.pk).body == THEIRS
    assert Draft.objects.with_words().get().fields["body"] == [MINE]


def test_what_each_changed_alone_is_saved_together(second, story):
    page = second({"body": THEIRS}, body=MINE)
    choose(second.client, story, page)
    saved = Article.objects.get(pk=story.pk)
    assert saved.body == THEIRS.replace("Talks go on.", "Talks go on until Friday.")
    assert saved.changed_by == second.client.user
    assert [str(row) for row in saved.byline_rows.all()] == ["Rosa Field"]
    assert not Draft.objects.with_words().exists()


def test_what_both_changed_is_asked_and_not_guessed(second, story):
    page = second({"headline": "Three lost"}, headline="Two lost")
    told = choose(second.client, story, page, headline="")
    assert "Still to choose: Headline." in told.content.decode()
    assert Article.objects.get(pk=story.pk).headline == "Three lost"
    choose(second.client, story, page, headline="mine")
    assert Article.objects.get(pk=story.pk).headline == "Two lost"


def test_details_are_chosen_too(second, story):
    page = second({"kicker": "Their word", "dateline": "LEEDS"}, kicker="My word", dateline="YORK")
    shown = [(each.label, each.mine, each.theirs) for each in page.context["details"]]
    assert ("Kicker", "My word", "Their word") in shown
    choose(second.client, story, page, kicker="theirs")
    saved = Article.objects.get(pk=story.pk)
    assert (saved.kicker, saved.dateline) == ("Their word", "YORK")


def test_somebody_elses_byline_is_not_undone_by_my_words(second, story):
    jo = stories.contributor("Jo Tremain")
    page = second({"kicker": "Talks"}, body=MINE, kicker="Talks")
    assert page.context["details"] == []
    workflow.save(by=make.user("sub"), article=Article.objects.get(pk=story.pk), bylines=[jo])
    again = choose(second.client, story, page)
    assert "has saved again: look once more" in again.content.decode()
    choose(second.client, story, again, byline_rows="theirs")
    saved = Article.objects.get(pk=story.pk)
    assert (saved.body, [str(row) for row in saved.byline_rows.all()]) == (MINE, ["Jo Tremain"])


def test_a_citation_goes_only_by_choice(second, story):
    figure = make.released(1854)
    marked = stories.marked(figure, "1,854")
    page = second({"standfirst": f"{marked} put off"}, standfirst="Many put off")
    choose(second.client, story, page, standfirst="mine")
    assert Article.objects.get(pk=story.pk).standfirst == "Many put off"


def test_without_words_of_mine_there_is_nothing_to_choose(desk, story):
    answer = desk().get(together_url(story))
    assert answer.url == change_url(story)


def test_words_shown_from_a_draft_meet_what_was_saved_since(desk, story, save):
    """A draft carries the version that it began with."""
    client = desk()
    opened = fields_of(client.get(change_url(story)))
    draft = reverse("admin:articles_article_draft", args=[story.uuid])
    client.post(draft, {**opened, "body": MINE, "unsaved": "1"})
    theirs_saved(story, body=THEIRS)
    shown = fields_of(client.get(f"{change_url(story)}?draft={story.uuid}"))
    assert save(client, story, data=shown).url == together_url(story)


def test_a_place_may_be_written_anew_with_its_marks(second, story):
    figure = make.released(3, measure="clinics")
    page = second({"body": THEIRS}, body=BODY.replace("Five", "Two"))
    [place] = [each for each, _ in page.context["texts"] if hasattr(each, "key")]
    anew = f"<p>{stories.marked(figure, 'Three')} of 35 were lost, after all.</p>"
    choose(second.client, story, page, **{place.key: "anew", f"anew-{place.key}": anew})
    assert Article.objects.get(pk=story.pk).body == BODY.replace(
        "<p>Five of 35 were lost.</p>", anew
    )


def test_what_is_to_be_written_anew_and_is_not_is_still_to_choose(second, story):
    page = second({"headline": "Theirs"}, headline="Mine")
    [place] = [each for each, _ in page.context["texts"] if hasattr(each, "key")]
    answer = choose(second.client, story, page, **{place.key: "anew", f"anew-{place.key}": " "})
    assert "Still to choose: Headline." in answer.content.decode()
    assert Article.objects.get(pk=story.pk).headline == "Theirs"
    again = choose(
        second.client, story, answer, **{place.key: "anew", f"anew-{place.key}": "Both of us"}
    )
    assert again.status_code == 200
    assert Article.objects.get(pk=story.pk).headline == "Both of us"
