"""Each rule about one row of what was done: what is read of it, and that the database keeps it.

One case for each constraint, by its name. tests/rules/test_names.py holds the table complete.
"""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from deeds.models import Cover, CoveredWords, DeskChange, Generation, OutboxItem, SavedView
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


def done_at_no_time():
    return OutboxItem(kind="mail", key="1", payload={"to": 1}, state="done")


def dropped_by_somebody_and_still_waiting():
    person = factories.user("editor")
    return OutboxItem(
        kind="mail", key="1", payload={"to": 1}, dropped_by=person, dropped_at=MORNING
    )


def cover(**more):
    given = {"kind": "name", "called": "Jane Smith", "left": "[name removed]", "why": "An order."}
    return Cover(**given, **{"by": factories.user("editor"), "at": MORNING, **more})


def lifted_by_nobody():
    return cover(lifted_at=MORNING)


def covered_for_no_reason():
    made = cover()
    made.why = ""
    return made


def covered_twice_by_one():
    made = cover()
    made.save()
    at = {"cover": made, "model": "articles.publishedversion", "row": 1, "field": "headline"}
    CoveredWords.objects.create(**at, before="Jane Smith", after="[name removed]")
    return CoveredWords(**at, before="Jane", after="[name removed]")


def named_twice():
    saved = {"by": factories.user("reporter"), "of": "articles.article", "label": "Late ones"}
    SavedView.objects.create(query="due=soon", **saved)
    return SavedView(query="due=later", **saved)


CASES = {
    "saved_view_named_once": (named_twice, "You have a view of this name already"),
    "cover_lifted_by_somebody": (lifted_by_nobody, "Whoever lifts a cover is named"),
    "cover_says_why": (covered_for_no_reason, "Say why it is covered"),
    "covered_once_by_a_cover": (covered_twice_by_one, "This cover has that field already."),
    "desk_change_looked_at_by_somebody": (
        looked_at_by_nobody,
        "A second look has a person and a time.",
    ),
    "generation_is_one": (another_generation, "The site has one generation."),
    "outbox_done_at_a_time": (done_at_no_time, "What is done was done at a time"),
    "outbox_dropped_by_somebody": (
        dropped_by_somebody_and_still_waiting,
        "What is dropped was dropped by somebody",
    ),
}


@pytest.mark.parametrize("constraint", CASES)
def test_a_rule_is_told_in_words_and_kept_by_the_database(constraint):
    build, words = CASES[constraint]
    row = build()
    with pytest.raises(ValidationError, match=words):
        # An empty field that is needed speaks for itself, and full_clean then asks no more of it.
        row.validate_constraints()
    # SQLite names the columns of what is there once.
    told = f"{constraint}|UNIQUE constraint"
    with pytest.raises(IntegrityError, match=told), transaction.atomic():
        row.save()
