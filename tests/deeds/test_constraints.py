"""Each rule about one row of what was done: what is read of it, and that the database keeps it.

One case for each constraint, by its name. tests/rules/test_names.py holds the table complete.
"""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from deeds.models import DeskChange, Generation
from hospitals.models import Trust
from tests import factories

pytestmark = pytest.mark.django_db

MORNING = factories.london("2023-04-19 06:45")


def looked_at_by_nobody():
    return DeskChange(
        content_type=ContentType.objects.get_for_model(Trust),
        object_id=1,
        called="A trust",
        difference=[{"what": "name", "before": "A", "after": "B"}],
        by=factories.user("data_editor"),
        at=MORNING,
        looked_at=MORNING,
    )


def another_generation():
    return Generation(id=2, token="b" * 32)


CASES = {
    "desk_change_looked_at_by_somebody": (
        looked_at_by_nobody,
        "A second look has a person and a time.",
    ),
    "generation_is_one": (another_generation, "The site has one generation."),
}


@pytest.mark.parametrize("constraint", CASES)
def test_a_rule_is_told_in_words_and_kept_by_the_database(constraint):
    build, words = CASES[constraint]
    row = build()
    with pytest.raises(ValidationError, match=words):
        row.full_clean(exclude=["content_type"])
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save()
