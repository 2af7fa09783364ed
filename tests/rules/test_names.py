"""Every constraint has a name, words for the journalist who meets it, and a test."""

import pytest
from django.apps import apps
from django.db.models import BaseConstraint

from tests.hospitals.models.test_constraints import CASES

DATABASES_CUT_AT = 63
# The link rows of a published version are copied from the story: no person fills them in.
COPIED = "version_"


def constraints(app):
    return [
        constraint
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
    ]


def is_copied(constraint):
    return constraint.name.startswith(COPIED) and constraint.fields[:1] == ("version",)


@pytest.mark.parametrize("app", ["hospitals", "articles"])
def test_every_constraint_speaks_to_a_journalist(app):
    silent = [
        constraint.name
        for constraint in constraints(app)
        if constraint.violation_error_message == BaseConstraint.default_violation_error_message
        and not is_copied(constraint)
    ]
    assert silent == []


@pytest.mark.parametrize("app", ["hospitals", "articles"])
def test_every_message_is_a_sentence(app):
    messages = [str(c.violation_error_message) for c in constraints(app) if not is_copied(c)]
    assert [text for text in messages if not text.endswith(".") or text[:1].islower()] == []


@pytest.mark.parametrize("app", ["hospitals", "articles"])
def test_no_name_is_long_enough_to_be_cut(app):
    assert [c.name for c in constraints(app) if len(c.name) > DATABASES_CUT_AT] == []


def test_every_constraint_of_the_facts_has_a_case():
    assert sorted(constraint.name for constraint in constraints("hospitals")) == sorted(CASES)
