"""Two names to one set of words: nobody's own words go out on their own name alone."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from articles import workflow
from articles.models import Article, ArticleText
from articles.workflow.content import content_hash, load
from lib.refusals import Refused
from tests import factories, story_factories

pytestmark = pytest.mark.django_db

INVENTED = "<p>All invented by the sub: the chief executive resigned.</p>"


def rewritten(article, by, body=INVENTED, **fields):
    article.refresh_from_db()
    article.body = body
    for name, value in fields.items():
        setattr(article, name, value)
    return workflow.save(by=by, article=article)


def approve(article, by):
    return workflow.approve(by=by, article=article)


def publish(article, by=None):
    return workflow.publish(by=by or factories.user("sub"), article=article)


@pytest.fixture
def sub(db):
    return factories.user("sub")


@pytest.fixture
def reporter(db):
    return factories.user("reporter")


def test_an_untouched_text_goes_out_on_reporter_and_sub_at_once(sub):
    article = approve(story_factories.with_subs(), sub)
    assert not publish(article, sub).on_one_pair_of_eyes


def test_a_subs_own_words_do_not_go_out_on_the_subs_name_alone(sub):
    article = approve(rewritten(story_factories.with_subs(), sub), sub)
    with pytest.raises(Refused, match=r"sub has changed this text .* turn of reporter"):
        publish(article, sub)
    assert not article.versions.exists()


def test_the_reporter_reads_the_change_and_it_goes_out(sub, reporter):
    article = approve(rewritten(story_factories.with_subs(), sub), sub)
    workflow.read_change(by=reporter, article=article)
    assert publish(article, sub).approved_by == sub


def test_the_change_may_be_read_before_it_is_approved(sub, reporter):
    article = rewritten(story_factories.with_subs(), sub)
    workflow.read_change(by=reporter, article=article)
    assert publish(approve(article, sub), sub)


def test_another_sub_who_approves_is_the_second_name(sub):
    article = rewritten(story_factories.with_subs(), sub)
    assert publish(approve(article, factories.user("editor")), sub)


def test_a_small_fix_by_the_sub_takes_nobody_else(sub):
    article = story_factories.with_subs(body="<p>Patients in teh ward were sent home.</p>")
    article = rewritten(article, sub, "<p>Patients in the ward were sent home.</p>")
    assert publish(approve(article, sub), sub)


def test_small_fixes_after_ones_own_words_change_nothing(sub):
    article = rewritten(story_factories.with_subs(), sub, "<p>Teh chief executive has gone to teh.")
    article = rewritten(article, sub, "<p>Teh chief executive has gone to the.")
    with pytest.raises(Refused, match="has changed this text"):
        publish(approve(article, sub), sub)


def test_a_new_owner_does_not_make_ones_own_words_anothers(sub, reporter):
    """The sub's own story, given to another, sent back and on again by an editor."""
    editor = factories.user("editor")
    article = story_factories.draft(by=sub, body=INVENTED)
    workflow.submit(by=editor, article=article)
    workflow.send_back(by=editor, article=article, reason="Yours now")
    article.refresh_from_db()
    article.owner = reporter
    workflow.save(by=sub, article=article)
    workflow.submit(by=editor, article=article)
    article = approve(article, sub)
    with pytest.raises(Refused, match="has changed this text"):
        publish(article, editor)


def test_what_a_sub_wrote_into_a_draft_counts_as_theirs(sub):
    article = rewritten(story_factories.draft(), sub)
    article = workflow.submit(by=article.owner, article=article)
    with pytest.raises(Refused, match="has changed this text"):
        publish(approve(article, sub), sub)


def test_another_tag_is_the_words_of_who_set_it(sub):
    article = story_factories.with_subs()
    article = workflow.save(by=sub, article=article, trusts=[factories.trust("RHM")])
    with pytest.raises(Refused, match="has changed this text"):
        publish(approve(article, sub), sub)


def test_a_picture_that_changed_outside_the_story_has_nobodys_name_but_the_approvers(sub):
    picture = story_factories.picture()
    article = story_factories.with_subs(pictures=[(picture, "", False)])
    picture.alt_text = "The chief executive, who has resigned"
    picture.save()
    article = approve(article, sub)
    with pytest.raises(Refused, match="has changed this text"):
        publish(article, sub)


def test_what_went_out_is_answered_for(sub, reporter):
    article = approve(rewritten(story_factories.with_subs(), sub), sub)
    workflow.read_change(by=reporter, article=article)
    publish(article, sub)
    article = rewritten(article, reporter, "<p>The reporter has more.</p>")
    article = workflow.submit(by=reporter, article=article)
    assert publish(approve(article, sub), sub).kind == "update"


def test_what_went_out_on_one_pair_of_eyes_is_not(reporter):
    editor = factories.user("editor")
    article = story_factories.draft(by=editor, body=INVENTED)
    workflow.publish(by=editor, article=article, alone=True)
    article = rewritten(article, editor, INVENTED, owner=reporter)
    article = rewritten(article, reporter, f"{INVENTED}<p>More.</p>")
    article = workflow.submit(by=reporter, article=article)
    with pytest.raises(Refused, match="has changed this text"):
        publish(approve(article, editor), editor)


# Reading


def test_nobody_reads_their_own_words_for_another(sub):
    article = rewritten(story_factories.draft(by=sub), sub)
    workflow.submit(by=factories.user("editor"), article=article)
    with pytest.raises(Refused, match="your own words"):
        workflow.read_change(by=sub, article=article)


def test_the_person_who_approved_does_not_read_it_as_the_second(sub):
    article = approve(rewritten(story_factories.with_subs(), sub), sub)
    with pytest.raises(Refused, match="You have approved"):
        workflow.read_change(by=sub, article=article)


def test_a_change_is_read_once(sub, reporter):
    article = rewritten(story_factories.with_subs(), sub)
    workflow.read_change(by=reporter, article=article)
    with pytest.raises(Refused, match="already"):
        workflow.read_change(by=reporter, article=article)


def test_a_reading_is_void_when_the_words_change(sub, reporter):
    article = rewritten(story_factories.with_subs(), sub)
    workflow.read_change(by=reporter, article=article)
    article = approve(rewritten(article, sub, f"{INVENTED}<p>And more.</p>"), sub)
    with pytest.raises(Refused, match="has changed this text"):
        publish(article, sub)


def test_a_draft_has_no_change_to_read(sub):
    with pytest.raises(Refused, match="it is a draft"):
        workflow.read_change(by=sub, article=story_factories.draft())


def test_a_stranger_to_the_desk_reads_nothing(sub):
    article = rewritten(story_factories.with_subs(), sub)
    with pytest.raises(PermissionDenied, match="Your role may not say that you have read"):
        workflow.read_change(by=factories.someone(), article=article)


# Nothing is confirmed unseen


@pytest.mark.parametrize("verb", [workflow.approve, workflow.read_change])
def test_what_stood_on_the_page_is_what_is_confirmed(verb, sub):
    article = rewritten(story_factories.with_subs(), sub)
    seen = content_hash(load(article))
    rewritten(article, sub, "<p>Something else altogether.</p>")
    with pytest.raises(Refused, match="changed since you opened the page"):
        verb(by=factories.user("editor"), article=article, seen=seen)
    article.refresh_from_db()
    assert article.state == Article.State.WITH_SUBS


@pytest.mark.parametrize("verb", [workflow.approve, workflow.read_change])
def test_a_record_that_changed_behind_the_same_save_is_seen_first(verb, sub):
    figure = factories.released(1854)
    body = f"<p>{story_factories.marked(figure, '1,854')} put off.</p>"
    article = rewritten(story_factories.with_subs(), sub, body)
    seen = content_hash(load(article))
    factories.revised(figure, 1867)
    with pytest.raises(Refused, match="changed since you opened the page"):
        verb(by=factories.user("editor"), article=article, seen=seen)


# What is kept


def test_a_save_that_changes_no_words_is_nobodys_text():
    article = story_factories.draft()
    article.job = "Ring the trust"
    workflow.save(by=article.owner, article=article)
    assert article.texts.count() == 1


def test_a_trust_that_is_renamed_changes_nobodys_words(sub):
    trust = factories.trust("RHM")
    article = story_factories.with_subs(trusts=[trust])
    trust.name = "Another name"
    trust.save()
    article.job = "Ring the trust"
    workflow.save(by=sub, article=article)
    assert list(workflow.writers(article)) == [article.owner_id]


def test_who_wrote_what_is_never_changed():
    article = story_factories.draft()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        ArticleText.objects.filter(article=article).update(kind="fixed")


def test_the_change_is_shown_from_what_the_reader_wrote_last(sub, reporter):
    article = story_factories.with_subs(body="<p>As reported.</p>")
    rewritten(article, sub)
    assert workflow.words_before(article, reporter)["body"] == "<p>As reported.</p>"


def test_to_somebody_who_has_seen_nothing_all_of_a_new_story_is_new(sub):
    article = rewritten(story_factories.with_subs(), sub)
    assert workflow.words_before(article, factories.user("data_editor")) == {}


def test_to_them_the_change_of_a_published_story_starts_from_what_readers_have(sub):
    version = story_factories.published(body="<p>As printed.</p>")
    article = rewritten(version.article, sub)
    words = workflow.words_before(article, factories.user("data_editor"))
    assert words["body"] == "<p>As printed.</p>"
