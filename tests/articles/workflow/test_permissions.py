"""Who may do what to whose story in which state: the whole table."""

import pytest

from articles.models import Article
from articles.workflow.permissions import ACTIONS, allowed, may
from tests import factories

pytestmark = pytest.mark.django_db

ANY = "view pull confirm_passage say_where_it_ran put_right_elsewhere"
OWN = f"{ANY} record_reply settle_answer"
REPORTER = {
    ("own", "draft"): f"{OWN} edit submit delete",
    ("own", "with_subs"): f"{OWN} read_change",
    ("own", "approved"): f"{OWN} read_change",
    ("own", "published"): f"{OWN} edit",
    ("other", "draft"): ANY,
    ("other", "with_subs"): f"{ANY} read_change",
    ("other", "approved"): f"{ANY} read_change",
    ("other", "published"): ANY,
}
SUB = f"{OWN} edit cancel look_again"
EDITOR = f"{SUB} correct publish_alone put_back withdraw go_without_reply"


def desk(always):
    return {
        "draft": f"{always} submit small_fix delete",
        "with_subs": f"{always} send_back approve read_change small_fix",
        "approved": f"{always} send_back read_change publish small_fix",
        "published": always,
    }


TABLE = {
    "reporter": REPORTER,
    "data_editor": REPORTER,
    "sub": {(whose, state): may for whose in ("own", "other") for state, may in desk(SUB).items()},
    "editor": {
        (whose, state): may for whose in ("own", "other") for state, may in desk(EDITOR).items()
    },
}


@pytest.mark.parametrize("role", TABLE)
def test_each_role_may_do_exactly_this(role):
    person = factories.user(role)
    somebody = factories.user("reporter", name="somebody-else")
    found = {
        (whose, state): set(allowed(person, Article(owner=owner, state=state)))
        for whose, owner in (("own", person), ("other", somebody))
        for state in Article.State.values
    }
    assert found == {key: set(actions.split()) for key, actions in TABLE[role].items()}


def test_somebody_without_a_role_may_do_nothing():
    stranger = factories.someone()
    assert allowed(stranger, Article(owner=stranger, state="draft")) == []


def test_the_table_speaks_of_every_action():
    told = {
        action for states in TABLE.values() for each in states.values() for action in each.split()
    }
    assert told == set(ACTIONS)


def test_an_unknown_action_is_a_mistake_in_the_code():
    with pytest.raises(ValueError, match="no action “publsh”"):
        may(factories.user(), "publsh", Article())
