"""Every constraint has a name, words for the journalist who meets it, and a test."""

import pytest
from django.apps import apps
from django.db.models import BaseConstraint

from tests.articles.models.test_constraints import CASES as STORIES
from tests.deeds.test_constraints import CASES as DEEDS
from tests.hospitals.models.test_constraints import CASES as FACTS

DATABASES_CUT_AT = 63


def constraints(app):
    return [
        constraint
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
    ]


@pytest.mark.parametrize("app", ["deeds", "hospitals", "articles"])
def test_every_constraint_speaks_to_a_journalist(app):
    silent = [
        constraint.name
        for constraint in constraints(app)
        if constraint.violation_error_message == BaseConstraint.default_violation_error_message
    ]
    assert silent == []


@pytest.mark.parametrize("app", ["deeds", "hospitals", "articles"])
def test_every_message_is_a_sentence(app):
    messages = [str(constraint.violation_error_message) for constraint in constraints(app)]
    assert [text for text in messages if not text.endswith(".") or text[:1].islower()] == []


@pytest.mark.parametrize("app", ["deeds", "hospitals", "articles"])
def test_no_name_is_long_enough_to_be_cut(app):
    assert [c.name for c in constraints(app) if len(c.name) > DATABASES_CUT_AT] == []


@pytest.mark.parametrize(
    ("app", "cases"), [("deeds", DEEDS), ("hospitals", FACTS), ("articles", STORIES)]
)
def test_every_constraint_has_a_case(app, cases):
    assert sorted(constraint.name for constraint in constraints(app)) == sorted(cases)
