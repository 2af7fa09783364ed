"""One makes something public while another darkens it, each on a connection of their own.

The first is stopped at a chosen point; the other goes as far as it can; then the first goes on. In
whatever order they come: both are done or told why not, nobody waits for ever, readers read what
is so, and nobody who follows the changes is passed over. On SQLite the other waits from the start.
"""

import threading
from datetime import timedelta
from functools import partial
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections
from django.utils import timezone

from articles import workflow
from articles.models import PublishedVersion
from deeds.covering import search
from deeds.models import Change
from hospitals import workflow as facts
from hospitals.models import DisruptionFigure
from lib.covering import Wanted
from lib.refusals import Refused
from tests import factories, story_factories, truth
from tests.story_factories import citing_body

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("separate_connections"),
]

# Seconds: for what can only wait to have begun to, and for what must not wait to have waited.
A_WHILE, TOO_LONG = 0.2, 20


# Where the first is stopped: before or after the first statement in which all of the words stand


POINTS = {
    "with its first lock": ("after", "FOR"),
    "before its rows are written": ("before", "deeds_generation"),
    "while its rows are written": ("after", "FROM deeds_generation FOR UPDATE"),
    "before it is committed": ("after", "INSERT INTO deeds_generation"),
}


class Stopping:
    """Stops the thread once, at its point; told to `connection.execute_wrapper`."""

    def __init__(self, point):
        self.when, self.words = POINTS[point]
        self.is_there, self.go_on = threading.Event(), threading.Event()

    def __call__(self, execute, sql, params, many, context):
        here = self.words in sql and not self.is_there.is_set()
        if here and self.when == "before":
            self.stop()
        result = execute(sql, params, many, context)
        if here and self.when == "after":
            self.stop()
        return result

    def stop(self):
        self.is_there.set()
        self.go_on.wait(timeout=TOO_LONG)


class Doing(threading.Thread):
    """A deed in a thread of its own; `answer` is what it gave, or what went wrong."""

    def __init__(self, do, stopping=None):
        super().__init__()
        self.do, self.stopping, self.answer = do, stopping, None

    def run(self):
        try:
            connection.ensure_connection()
            if self.stopping is None:
                self.answer = self.do()
            else:
                with connection.execute_wrapper(self.stopping):
                    self.answer = self.do()
        except Exception as error:
            self.answer = error
        finally:
            if self.stopping is not None:
                self.stopping.is_there.set()
            connections.close_all()


def at_once(first, second, point):
    """(numbers seen while the first stood still, what each gave)."""
    stopping = Stopping(point)
    one, two = Doing(first, stopping), Doing(second)
    one.start()
    assert stopping.is_there.wait(timeout=TOO_LONG)
    two.start()
    until_done_or_waiting(two)
    seen = truth.numbers()
    stopping.go_on.set()
    for thread in (one, two):
        thread.join(timeout=TOO_LONG)
        assert not thread.is_alive(), "it waits for ever"
    return seen, [one.answer, two.answer]


def until_done_or_waiting(thread):
    """As far as it can go: SQLite says nothing of who waits."""
    if connection.vendor == "sqlite":
        thread.join(timeout=A_WHILE)
        return
    for _ in range(int(TOO_LONG / 0.05)):
        thread.join(timeout=0.05)
        if not thread.is_alive() or somebody_waits():
            return


def somebody_waits():
    """Whether anybody in this database waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0] > 0


# The world, and what is done to it


def world(number=0):
    """A small world with a trust and sources of its own, beside those that are there."""
    trust, source = factories.trust(f"A{number:02}"), factories.source(f"Source {number}")
    document = factories.evidence(said_by=source, title="Table of April 2023")
    cited = factories.released(1854, trust=trust, source=source, evidence=document)
    alone = factories.released(
        71, measure="outpatient", trust=trust, source=source, evidence=document
    )
    story = story_factories.published(headline="It stands", **citing_body(cited))
    return SimpleNamespace(
        trust=trust,
        alice=factories.user("editor", "alice"),
        bob=factories.user("editor", "bob"),
        document=document,
        cited=cited,
        alone=alone,
        story=story,
        at=timezone.now() + timedelta(hours=1),
    )


def tighten(w):
    return facts.agree_terms(by=w.bob, record=w.document, terms="off_record")


def tighten_source(w):
    return facts.agree_terms(by=w.bob, record=w.cited.source, terms="off_record")


def withdraw(figure):
    return lambda w: facts.withdraw(by=w.bob, figure=getattr(w, figure), reason="Wrong week.")


def pull(w):
    return workflow.pull(by=w.bob, article=w.story.article)


def publish(w):
    return workflow.publish(by=w.alice, article=w.waiting, left_because="as the source has it")


def a_figure_that_waits(w):
    w.waits = factories.checked(
        158,
        measure="inpatient",
        trust=w.trust,
        source=w.cited.source,
        evidence=w.document,
    )


def a_revision_that_waits(w):
    w.revision = factories.revised(w.alone, 72, check=False, evidence=w.document)


def a_story_that_waits(w):
    w.waiting = story_factories.approved(headline="It waits", **citing_body(w.alone))


def an_update_that_waits(w):
    w.waiting = story_factories.approved(
        story_factories.changed(w.story, headline="It goes on", **citing_body(w.cited))
    )


def a_story_with_an_unreleased_figure(w):
    a_figure_that_waits(w)
    w.waiting = story_factories.approved(headline="It waits", **citing_body(w.waits))


def a_scheduled_update(w):
    w.later = story_factories.scheduled(
        story_factories.changed(w.story, headline="It goes on", **citing_body(w.cited)), at=w.at
    )


def a_pulled_story(w):
    story_factories.pulled(w.story)


def terms_to_be_loosened(w):
    tighten(w)
    w.asked = facts.agree_terms(by=w.bob, record=w.document, terms="on_record")


def release(w):
    return facts.release(by=w.alice, figures=[w.waits])


def check(w):
    return facts.check(by=w.alice, revision=w.revision)


def put_back(w):
    return workflow.put_back(by=w.alice, article=w.story.article)


def publish_and_release(w):
    return workflow.publish(
        by=w.alice, article=w.waiting, release_cited=True, left_because="as the source has it"
    )


def schedule(w):
    return workflow.publish(
        by=w.alice, article=w.waiting, at=w.at, left_because="as the source has it"
    )


def cancel(w):
    return workflow.cancel_scheduled(by=w.bob, version=w.later)


def correct(w):
    notice = workflow.Notice(was_wrong="We said 17.", is_right="It was 71.")
    return workflow.issue_correction(by=w.alice, article=w.story.article, notice=notice)


def loosen(w):
    return facts.decide_terms(by=w.alice, change=w.asked, agreed=True)


def withdraw_story(w):
    return workflow.withdraw(by=w.bob, article=w.story.article, notice="It does not stand up.")


def nothing(w):
    pass


# name: (what is there before, what makes something public, what darkens it)
PAIRS = {
    "release, evidence tightened": (a_figure_that_waits, release, tighten),
    "release, source tightened": (a_figure_that_waits, release, tighten_source),
    "release, withdraw": (a_figure_that_waits, release, withdraw("waits")),
    "check of a revision, evidence tightened": (a_revision_that_waits, check, tighten),
    "check of a revision, withdraw": (a_revision_that_waits, check, withdraw("alone")),
    "terms loosened, withdraw": (terms_to_be_loosened, loosen, withdraw("alone")),
    "terms loosened, source tightened": (terms_to_be_loosened, loosen, tighten_source),
    "publish, evidence tightened": (a_story_that_waits, publish, tighten),
    "publish, withdraw what it cites": (a_story_that_waits, publish, withdraw("alone")),
    "publish with its figure, evidence tightened": (
        a_story_with_an_unreleased_figure,
        publish_and_release,
        tighten,
    ),
    "publish with its figure, withdraw it": (
        a_story_with_an_unreleased_figure,
        publish_and_release,
        withdraw("waits"),
    ),
    "update, pull": (an_update_that_waits, publish, pull),
    "update, withdraw the story": (an_update_that_waits, publish, withdraw_story),
    "schedule, pull": (an_update_that_waits, schedule, pull),
    "put back, withdraw what it cites": (a_pulled_story, put_back, withdraw("cited")),
    "put back, evidence tightened": (a_pulled_story, put_back, tighten),
    "put back, cancel what is to start": (
        lambda w: (a_scheduled_update(w), a_pulled_story(w)),
        put_back,
        cancel,
    ),
    "correct what is to start, cancel it": (a_scheduled_update, correct, cancel),
    "correct, pull": (nothing, correct, pull),
}


def in_turn(order, point):
    """{pair: what is wrong once both are over}, each pair in a world of its own."""
    found = {}
    for number, (name, (prepare, opening, darkening)) in enumerate(PAIRS.items()):
        w = world(number)
        prepare(w)
        deeds = [partial(opening, w), partial(darkening, w)]
        if wrong := wrong_after(*at_once(*deeds[::order], point)):
            found[name] = wrong
    return found


def wrong_after(seen, answers):
    """What is wrong, once both are over."""
    found = [
        repr(answer)
        for answer in answers
        if isinstance(answer, Exception) and not isinstance(answer, Refused | PermissionDenied)
    ]
    now = timezone.now()
    moments = [now, now + timedelta(hours=2)]
    found += truth.wrong_rows(moments)
    found += [each for at in moments for each in truth.untold(at)]
    numbers, last = truth.numbers(), truth.last_number()
    found += [f"{number} given twice" for number in set(numbers) if numbers.count(number) > 1]
    if numbers and numbers[-1] > last:
        found.append(f"{numbers[-1]} is beyond the last, {last}")
    # Who has seen a number has seen all before it: none comes in later.
    late = set(numbers) - set(seen)
    found += [f"{number} came late" for number in late if seen and number < max(seen)]
    return found


def test_each_can_be_done_where_nobody_else_is_there():
    """Else a pair would prove nothing."""
    for number, (name, (prepare, *deeds)) in enumerate(PAIRS.items()):
        for which, do in enumerate(deeds):
            w = world(2 * number + which)
            prepare(w)
            try:
                do(w)
            except (Refused, PermissionDenied) as refusal:
                pytest.fail(f"{name}: {refusal}")


FIRST = {"what opens": 1, "what darkens": -1}


@pytest.mark.parametrize("first", FIRST)
def test_in_whatever_order_they_come(first):
    assert in_turn(FIRST[first], "before its rows are written") == {}


@pytest.mark.slow
@pytest.mark.parametrize(
    "point", [each for each in POINTS if each != "before its rows are written"]
)
@pytest.mark.parametrize("first", FIRST)
def test_wherever_the_first_is(first, point):
    assert in_turn(FIRST[first], point) == {}


def test_what_has_a_number_is_passed_by_nobody():
    """Two that touch different records: the second is numbered when the first is committed."""
    w = world()
    a_figure_that_waits(w)
    before = truth.numbers()
    seen, answers = at_once(lambda: release(w), lambda: pull(w), "before it is committed")
    assert seen == before
    assert [type(answer) for answer in answers] == [list, type(w.story.article)]
    new = Change.objects.exclude(number__in=before)
    assert [change.kind for change in new.order_by("number")] == ["created", "pulled"]


def test_off_the_record_means_off_the_site(client):
    """As readers see it, whoever came first."""
    w = world()
    a_figure_that_waits(w)
    at_once(lambda: release(w), lambda: tighten(w), "before its rows are written")
    assert not DisruptionFigure.objects.public().filter(pk=w.waits.pk).exists()
    for path in (w.waits.get_absolute_url(), w.cited.get_absolute_url()):
        assert client.get(path).status_code == 404
    assert "Table of April 2023" not in client.get("/api/v1/evidence/").content.decode()


# What is covered while somebody publishes it

NAME = Wanted("Zebedee Quillfeather")


def cover(w):
    found = search(NAME)
    return workflow.cover_words(
        by=w.bob,
        wanted=NAME,
        chosen=[line.key for line in found.lines],
        seen=found.token,
        why=workflow.Why(why="An order.", everywhere=True),
    )


def lift(w):
    return workflow.lift_cover(by=w.bob, cover=w.cover, because="It was set aside.")


def named(w, waiting):
    """A story that is out with the name, and another or an update of it that waits to be."""
    body = f"<p>{NAME.name} said so.</p>"
    w.named = story_factories.published(headline="The letter", body=body)
    again = "<p>Mr Quillfeather said so again.</p>"
    w.waiting = (
        story_factories.approved(headline="Another letter", body=f"{body}{again}")
        if waiting == "another story"
        else story_factories.approved(story_factories.changed(w.named, body=f"{body}{again}"))
    )


def stands():
    words = PublishedVersion.objects.standing().values_list("headline", "body", "body_html")
    return [texts for texts in words if "Quillfeather" in " ".join(texts)]


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("first", FIRST)
@pytest.mark.parametrize("waiting", ["another story", "an update"])
def test_who_publishes_a_name_while_it_is_covered(waiting, first, point):
    """Whoever comes second is told; a name that is covered stands nowhere."""
    w = world()
    named(w, waiting)
    deeds = [lambda: publish(w), lambda: cover(w)][:: FIRST[first]]
    seen, answers = at_once(*deeds, point)
    assert wrong_after(seen, answers) == []
    published, covered = answers[:: FIRST[first]]
    if isinstance(covered, Refused):
        # It was looked for before the other was there: once more covers that as well.
        assert not isinstance(published, Exception)
        cover(w)
    assert stands() == []


@pytest.mark.parametrize("point", POINTS)
def test_two_cover_the_same_name_at_once(point):
    w = world()
    named(w, "an update")
    seen, answers = at_once(lambda: cover(w), lambda: cover(w), point)
    assert wrong_after(seen, answers) == []
    assert [isinstance(each, Refused) for each in answers] == [False, True]
    assert stands() == []


@pytest.mark.parametrize("point", POINTS)
def test_a_cover_is_lifted_while_the_story_is_pulled(point):
    w = world()
    named(w, "an update")
    w.cover = cover(w)
    w.story = w.named
    seen, answers = at_once(lambda: lift(w), lambda: pull(w), point)
    assert wrong_after(seen, answers) == []
    assert not any(isinstance(each, Exception) for each in answers)
    assert len(stands()) == 1
