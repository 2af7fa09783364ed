"""To the subs and back, the second person’s approval, and the second look."""

import pytest
from django.core.exceptions import PermissionDenied

from articles import workflow
from articles.models import Article
from lib.refusals import Refused
from tests import factories, story_factories

pytestmark = pytest.mark.django_db

State = Article.State


def kinds(article):
    return [event.kind for event in article.events.all()]


# To the subs and back


def test_submit_send_back_and_submit_again_leave_a_trail():
    article = story_factories.with_subs()
    sub = factories.user("sub")
    workflow.send_back(by=sub, article=article, reason="Ring the trust")
    workflow.submit(by=article.owner, article=article)
    assert kinds(article) == ["submitted", "sent_back", "submitted"]
    assert article.events.all()[1].reason == "Ring the trust"


def test_sending_back_takes_a_reason():
    article = story_factories.with_subs()
    with pytest.raises(Refused, match="Say what is to be done"):
        workflow.send_back(by=factories.user("sub"), article=article, reason=" ")
    article.refresh_from_db()
    assert article.state == State.WITH_SUBS


def test_submitting_twice_is_refused():
    article = story_factories.with_subs()
    with pytest.raises(Refused, match="already with the subs"):
        workflow.submit(by=article.owner, article=article)


def test_a_story_in_which_nothing_has_changed_does_not_go_to_the_subs_again():
    version = story_factories.published()
    with pytest.raises(Refused, match="already published as it stands"):
        workflow.submit(by=version.article.owner, article=version.article)


def test_a_refusal_says_how_the_story_stands_and_whose_it_is():
    article = story_factories.draft(by=factories.user("sub"))
    with pytest.raises(Refused, match="not with the subs: it is a draft"):
        workflow.approve(by=factories.user("editor"), article=article)
    with pytest.raises(PermissionDenied, match="now: it is a draft and belongs to sub"):
        workflow.save(by=factories.user("reporter"), article=article)


def test_an_empty_field_is_named():
    article = story_factories.draft()
    article.headline = ""
    with pytest.raises(Refused, match="Headline: "):
        workflow.save(by=article.owner, article=article)


# Approval


def test_nobody_approves_their_own_story():
    sub = factories.user("sub")
    article = story_factories.draft(by=sub)
    workflow.submit(by=sub, article=article)
    with pytest.raises(Refused, match="This is your story: another person approves it"):
        workflow.approve(by=sub, article=article)


def test_nobody_approves_what_they_sent_to_the_subs_themselves():
    sub = factories.user("sub")
    article = story_factories.draft()
    workflow.submit(by=sub, article=article)
    with pytest.raises(Refused, match="You sent this story to the subs: another person"):
        workflow.approve(by=sub, article=article)


def test_a_reporter_cannot_approve():
    article = story_factories.with_subs()
    other = factories.user("reporter", name="bob")
    with pytest.raises(PermissionDenied, match="Your role may not approve this story"):
        workflow.approve(by=other, article=article)


def test_an_approval_is_void_when_the_text_changes():
    article = story_factories.approved()
    article.body = "<p>Other words.</p>"
    article = workflow.save(by=factories.user("sub"), article=article)
    assert (article.state, article.approved_by, article.approved_hash) == (
        State.WITH_SUBS,
        None,
        "",
    )


def test_an_approval_survives_a_change_that_readers_do_not_see():
    article = story_factories.approved()
    article.job = "Ring the trust again at six"
    assert workflow.save(by=factories.user("sub"), article=article).state == State.APPROVED


def test_an_approval_is_void_when_a_cited_record_changes():
    figure = factories.released(1854)
    body = f"<p>{story_factories.marked(figure, '1,854')} were put off.</p>"
    article = story_factories.approved(body=body)
    factories.revised(figure, 1867)
    with pytest.raises(Refused, match="a record it rests on, has changed since"):
        workflow.publish(by=factories.user("editor"), article=article)


# The second look


def test_the_second_look_takes_another_person():
    editor = factories.user("editor")
    article = story_factories.draft(by=editor)
    workflow.publish(by=editor, article=article, alone=True)
    with pytest.raises(Refused, match="takes another person"):
        workflow.look_again(by=editor, article=article)
    workflow.look_again(by=factories.user("sub"), article=article)
    assert kinds(article)[-1] == "looked_again"


def small_fixes(*publishers):
    """A story with a small fix by each."""
    version = story_factories.published(body="<p>Teh ward, teh bed and teh door.</p>")
    for number, by in enumerate(publishers, 1):
        body = "<p>Teh ward, teh bed and teh door.</p>".replace("teh", "the", number)
        fixed = story_factories.changed(version, body=body)
        version = workflow.publish(by=by, article=fixed, kind="small_fix")
    return version.article


def test_each_small_fix_waits_for_a_second_look_by_another_person():
    sub, editor = factories.user("sub"), factories.user("editor")
    article = small_fixes(sub, editor)
    workflow.look_again(by=editor, article=article)
    assert [each.published_by for each in article.versions.for_second_look()] == [editor]
    with pytest.raises(Refused, match="You published it"):
        workflow.look_again(by=editor, article=article)
    workflow.look_again(by=sub, article=article)
    assert not article.versions.for_second_look().exists()


def test_only_what_stood_on_the_page_is_ticked_off():
    sub = factories.user("sub")
    article = small_fixes(sub, sub)
    first, second = article.versions.for_second_look().order_by("number")
    workflow.look_again(by=factories.user("editor"), article=article, versions=[first])
    assert list(article.versions.for_second_look()) == [second]


def test_nothing_to_look_at_is_said():
    with pytest.raises(Refused, match="Nothing of this story waits"):
        workflow.look_again(by=factories.user("sub"), article=story_factories.published().article)
