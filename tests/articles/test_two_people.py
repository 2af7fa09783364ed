"""Two people at once, over real connections: one wins, one is told, nothing is half-written."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from articles import workflow
from articles.models import Article, ArticleEvent, PageReads, PublishedVersion, PutRight
from articles.reach import counting
from lib.refusals import Refused
from tests import factories, story_factories

pytestmark = pytest.mark.usefixtures("separate_connections")


def together(*actions):
    """Do the actions at the same moment; the outcome of each: its result, or its refusal."""
    barrier = Barrier(len(actions))

    def run(action):
        barrier.wait()
        try:
            return action()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def refusals(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, Refused)]


def test_two_people_publish_one_story():
    article = story_factories.approved()
    people = [factories.user("editor"), factories.user("sub")]
    outcomes = together(
        *(lambda by=person: workflow.publish(by=by, article=article) for person in people)
    )
    told = refusals(outcomes)
    assert len(told) == 1
    assert PublishedVersion.objects.count() == 1
    assert ArticleEvent.objects.filter(kind="published").count() == 1


def test_two_people_save_one_story():
    article = story_factories.draft()
    copies = [Article.objects.get(pk=article.pk) for _ in range(2)]
    people = [factories.user("editor"), factories.user("sub")]
    for number, each in enumerate(copies):
        each.headline = f"Headline {number}"
    outcomes = together(
        *(
            lambda by=person, copy=each: workflow.save(by=by, article=copy)
            for person, each in zip(people, copies, strict=True)
        )
    )
    assert len(refusals(outcomes)) == 1
    winner = next(each for each in outcomes if isinstance(each, Article))
    assert Article.objects.get().headline == winner.headline


def test_one_approves_while_another_sends_back():
    article = story_factories.with_subs()
    editor, sub = factories.user("editor"), factories.user("sub")
    outcomes = together(
        lambda: workflow.approve(by=editor, article=article),
        lambda: workflow.send_back(by=sub, article=article, reason="Ring the trust"),
    )
    article.refresh_from_db()
    # Sending back after the approval is allowed; approving what went back is not.
    assert article.state == Article.State.DRAFT
    assert len(refusals(outcomes)) <= 1


def test_one_cancels_while_another_pulls():
    version = story_factories.scheduled(at=timezone.now() + timedelta(hours=1))
    editor, sub = factories.user("editor"), factories.user("sub")
    outcomes = together(
        lambda: workflow.cancel_scheduled(by=sub, version=version),
        lambda: workflow.pull(by=editor, article=version.article),
    )
    version.refresh_from_db()
    assert version.cancelled_at is not None
    # A pull that comes second finds nothing left to pull and says so.
    assert all("nothing to pull" in str(told) for told in refusals(outcomes))


def test_two_people_check_one_quotation():
    wording = story_factories.quote(check=False).latest()
    people = [factories.user("editor"), factories.user("sub")]
    outcomes = together(
        *(lambda by=person: workflow.check_quote(by=by, revision=wording) for person in people)
    )
    (told,) = refusals(outcomes)
    assert "already checked" in told.messages[0]


def test_one_checks_a_quotation_while_another_puts_it_right():
    made = story_factories.quote(check=False)
    revision, reporter, sub = made.latest(), factories.user("reporter"), factories.user("sub")
    outcomes = together(
        lambda: workflow.check_quote(by=sub, revision=revision),
        lambda: workflow.revise_quote(by=reporter, quote=made, words="Sorry", reason="misheard"),
    )
    first, second = made.revisions.all()
    assert second.checked_at is None
    # Checked before it was replaced, or refused because it was.
    assert (first.checked_at is None) == bool(refusals(outcomes))


def test_two_people_put_one_quotation_right():
    made = story_factories.quote()
    people = [factories.user("reporter"), factories.user("sub")]
    together(
        *(
            lambda by=person: workflow.revise_quote(
                by=by, quote=made, words=f"Words of {by}", reason="misheard"
            )
            for person in people
        )
    )
    assert [each.number for each in made.revisions.all()] == [1, 2, 3]


def one_place(article):
    return workflow.say_where_it_ran(
        by=factories.user("reporter"), article=article, kind="print", place="page 7", who="desk"
    )


@pytest.mark.parametrize("of", ["story", "figure"])
def test_a_story_is_corrected_while_somebody_says_where_else_it_ran(of):
    """Whichever comes first: it is asked for there, once."""
    figure = factories.released(1854)
    article = story_factories.published(**story_factories.citing_body(figure)).article
    notice = workflow.Notice(
        was_wrong="1,854", is_right="1,867", figure=figure if of == "figure" else None
    )
    outcomes = together(
        lambda: workflow.issue_correction(
            by=factories.user("editor"),
            notice=notice,
            article=article if of == "story" else None,
        ),
        lambda: one_place(article),
    )
    assert refusals(outcomes) == []
    assert PutRight.objects.count() == 1


def test_two_people_tick_off_one_place():
    article = story_factories.published().article
    one_place(article)
    workflow.issue_correction(
        by=factories.user("editor"),
        notice=workflow.Notice(was_wrong="1,854", is_right="1,867"),
        article=article,
    )
    people = [factories.user("editor"), factories.user("sub")]
    outcomes = together(
        *(
            lambda by=person: workflow.tick_off(by=by, task=PutRight.objects.get())
            for person in people
        )
    )
    [told] = refusals(outcomes)
    assert "ticked this off at" in told.messages[0]
    assert PutRight.objects.get().done_by in people


def test_two_runs_count_one_log(tmp_path):
    log = tmp_path / "access.log"
    at = timezone.localdate().strftime("%d/%b/%Y")
    log.write_text(f'1.2.3.4 - - [{at}:12:00:00 +0000] "GET /figures/3/ HTTP/1.1" 200 5\n' * 50)
    outcomes = together(*(lambda: counting.count_log(log) for _ in range(2)))
    assert len([each for each in outcomes if not isinstance(each, Refused) and each.lines]) == 1
    assert PageReads.objects.get().logged == 50
