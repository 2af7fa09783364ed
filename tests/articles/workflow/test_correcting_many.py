"""A figure that 500 stories cite is put right in one deed."""

from time import perf_counter, process_time

import pytest

from articles import workflow
from articles.models import Article, Citation, PublishedVersion, Reissue
from deeds import deed
from tests import factories
from tests.story_factories import contributor, marked, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MANY = 500
# As long as a story of ours: 330 words.
SAID = (
    "Picket lines stood outside the main entrance from seven in the morning, and managers said "
    "that urgent care would go on as usual while other patients were asked to wait."
)
REST = f"<p>{SAID}</p>" * 9


def stories(figure, others):
    """All of them in one deed, as an import would write them."""
    with deed(by=factories.user("editor")):
        for number in range(MANY):
            beside = "".join(f"<p>{marked(each, '13')} more.</p>" for each in others)
            published(
                headline=f"What was put off, part {number}",
                body=f"<p>Doctors walked out.</p><p>At Southampton {marked(figure, '1,854')} "
                f"appointments were put off in week {number}.</p>{beside}{REST}",
                trusts=[factories.trust()],
                bylines=[contributor()],
            )


def test_five_hundred_stories_are_put_right_in_one_deed():
    """How long it took is printed: a number of seconds would judge the machine. That the questions
    do not grow with the stories is a test of its own."""
    figure = factories.released(1854)
    others = [
        factories.released(13, measure="operations"),
        factories.released(13, measure="clinics"),
    ]
    stories(figure, others)
    revision = factories.revised(figure, 1867, reason="our_error", check=False)
    plan = workflow.propose(by=factories.user("data_editor"), revisions=[revision])
    began = perf_counter(), process_time()
    seen = workflow.planned(plan).digest
    shown = perf_counter() - began[0]
    sub = factories.user("sub")
    began = perf_counter(), process_time()
    workflow.approve_correction(by=sub, plan=plan, seen=seen)
    took, busy = perf_counter() - began[0], process_time() - began[1]
    print(f"shown in {shown:.2f} s, approved in {took:.2f} s ({busy:.2f} s of our own)")
    assert Reissue.objects.count() == MANY
    live = PublishedVersion.objects.public()
    assert live.filter(body__contains="1,867").count() == MANY
    assert not Citation.objects.public().filter(words="1,854").exists()
    assert Article.objects.filter(body__contains="1,867").count() == MANY
