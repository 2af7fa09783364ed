"""Everything a story brings, signed off together by a second person: all or nothing."""

from copy import deepcopy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.models import LineSentBack, Quote
from articles.workflow import gate, signing_off
from articles.workflow.content import load
from hospitals import workflow as facts
from hospitals.models import Evidence, Source
from lib.refusals import Refused
from tests import factories, story_factories

pytestmark = pytest.mark.django_db
mark = story_factories.marked
SORRY = "We are sorry that people had to wait"


@pytest.fixture(scope="module")
def recorded_story(for_all):
    """With two figures, a quotation and a new speaker that wait for a second person."""
    speaker = factories.source("Donna Green", kind="person", signed_off=False)
    email = factories.evidence(said_by=speaker, kind="email", title="Clinics put off")
    figures = [
        factories.figure(3, measure="clinics", evidence=email, out_of=35),
        factories.figure(13, measure="operations", evidence=email),
    ]
    quote = story_factories.quote(SORRY, speakers=[speaker], evidence=email, check=False)
    marks = [mark(figures[0], "three of 35"), mark(figures[1], "13"), mark(quote, f"“{SORRY}”")]
    return story_factories.draft(body=f"<p>{' and '.join(marks)}</p>", standfirst="In short.")


@pytest.fixture
def story(db, recorded_story):
    return deepcopy(recorded_story)


def waiting(story):
    return {each.key: each for each in signing_off.to_sign(load(story))}


def tokens(story):
    return {key: each.token for key, each in waiting(story).items()}


def test_it_brings_what_waits_and_nothing_else(story):
    kinds = [key.partition("-")[0] for key in waiting(story)]
    assert kinds == ["disruptionfigure", "disruptionfigure", "quote"]
    checked = story_factories.draft(body=f"<p>{mark(factories.released(1854), '1,854')}</p>")
    assert not waiting(checked)


def test_one_press_signs_off_all_of_it_with_where_it_came_from_and_who_said_it(story):
    done = workflow.sign_off(by=factories.user("sub"), article=story, agreed=tokens(story))
    assert done.agreed == 3
    assert not waiting(story)
    assert not Evidence.objects.filter(signed_off_at=None).exists()
    assert not Source.objects.filter(signed_off_at=None).exists()
    assert {each.code for each in gate.problems(load(story), timezone.now())} == {"unreleased"}


def test_what_is_not_as_it_should_be_goes_back_and_stays_with_the_story(story):
    agreed = tokens(story)
    key = next(iter(agreed))
    back = {key: (agreed.pop(key), "The e-mail says 16.")}
    sub = factories.user("sub")
    done = workflow.sign_off(
        by=sub, article=story, agreed=agreed, back=back, names={key: "Clinics, Andover"}
    )
    [line] = done.back
    assert (str(line), line.by) == ("Clinics, Andover: The e-mail says 16.", sub)
    assert done.agreed == 2
    assert list(waiting(story)) == [key]
    assert signing_off.open_lines(story, waiting(story).values()) == {key: line}


def test_a_new_value_closes_what_was_sent_back(story):
    key, each = next(iter(waiting(story).items()))
    back = {key: (each.token, "The e-mail says 4.")}
    workflow.sign_off(by=factories.user("sub"), article=story, agreed={}, back=back)
    put_right(each.row.figure, 4)
    assert next(iter(waiting(story))) == key
    assert not signing_off.open_lines(story, waiting(story).values())
    assert LineSentBack.objects.count() == 1


def put_right(figure, value):
    latest = figure.latest()
    reading = factories.reading(value, evidence=latest.evidence)
    by = factories.user("data_editor")
    facts.revise(by=by, figure=figure, reading=reading, reason="our_error", replacing=latest)


def change_a_number(story):
    figure = next(iter(waiting(story).values())).row.figure
    put_right(figure, 5)


def change_the_words(story):
    story_factories.revised_quote(Quote.objects.get(), words="We are not sorry", check=False)


def change_who_said_it(story):
    Source.objects.filter(name="Donna Green").update(name="Donna Greene")


def change_where_it_came_from(story):
    Evidence.objects.filter(title="Clinics put off").update(title="Another e-mail")


def somebody_was_faster(story):
    revision = next(iter(waiting(story).values())).row
    facts.check(by=factories.user("editor"), revision=revision)


@pytest.mark.parametrize(
    "meanwhile",
    [
        change_a_number,
        change_the_words,
        change_who_said_it,
        change_where_it_came_from,
        somebody_was_faster,
    ],
)
def test_nothing_is_signed_off_unseen_and_nothing_is_half_done(story, meanwhile):
    seen = tokens(story)
    meanwhile(story)
    before = tokens(story)
    with pytest.raises(Refused, match="no longer what stood on your page"):
        workflow.sign_off(by=factories.user("sub"), article=story, agreed=seen)
    assert tokens(story) == before


def test_what_goes_back_was_seen_too(story):
    key = next(iter(tokens(story)))
    with pytest.raises(Refused, match="no longer what stood"):
        workflow.sign_off(
            by=factories.user("sub"), article=story, agreed={}, back={key: ("other", "Wrong.")}
        )
    assert not LineSentBack.objects.exists()


def test_a_line_that_goes_back_says_what_is_wrong(story):
    key, token = next(iter(tokens(story).items()))
    with pytest.raises(Refused, match="Say what is wrong with Clinics"):
        workflow.sign_off(
            by=factories.user("sub"),
            article=story,
            agreed={},
            back={key: (token, " ")},
            names={key: "Clinics"},
        )


def test_nobody_signs_off_what_they_recorded(story):
    reporter = factories.user("reporter")
    with pytest.raises(Refused, match="Your role may not"):
        workflow.sign_off(by=reporter, article=story, agreed=tokens(story))
    with pytest.raises(Refused, match="another person checks it"):
        workflow.sign_off(by=factories.user("data_editor"), article=story, agreed=tokens(story))
    assert len(waiting(story)) == 3


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("reporter", "A sub-editor, a data editor or an editor checks it."),
        ("sub", ""),
        ("data_editor", "You recorded it: another person checks it."),
        ("editor", ""),
    ],
)
def test_a_line_says_whose_turn_it_is(story, role, said):
    [first, *_] = waiting(story).values()
    assert signing_off.not_theirs(factories.user(role), first) == said


def test_what_is_said_of_its_strike_waits_for_a_data_editor():
    strike = factories.strike("Porters’ strike", signed_off=False)
    story = story_factories.draft(strikes=[strike])
    [first, *_] = waiting(story).values()
    assert first.row == strike
    turn = "A data editor or an editor signs it off."
    assert signing_off.not_theirs(factories.user("sub"), first) == turn
    workflow.sign_off(by=factories.user("data_editor"), article=story, agreed=tokens(story))
    assert not waiting(story)


def test_a_story_that_brings_more_asks_no_more_queries(story):
    def queries(content):
        with CaptureQueriesContext(connection) as asked:
            signing_off.to_sign(content)
        return len(asked)

    figures = [
        factories.figure(n, measure=name) for n, name in [(1, "inpatient"), (2, "outpatient")]
    ]
    more = story.body + "".join(f"<p>{mark(each, '1')}</p>" for each in figures)
    longer = story_factories.draft("Another", body=more)
    assert queries(load(longer)) == queries(load(story))
