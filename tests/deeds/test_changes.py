"""What readers could notice: found between rows, numbered in the order of commits, and taken away
where it does not come."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from articles.models import PublishedVersion
from articles.public import kind_of_change as kind_of_story
from deeds import changes, deed
from deeds.changes import FOR_GOOD, Noticed, at, moments, note, replace_rows
from deeds.generations import renew
from deeds.models import Change, Generation
from hospitals.models import DisruptionFigure, FigureRevision, PublicFigure
from hospitals.public import kind_of_change as kind_of_figure
from tests import factories, truth

NOW = factories.london("2030-06-03 12:00")
HOUR = timedelta(hours=1)


@dataclass
class Row:
    """What is seen from `starts` until `ends`."""

    seen: str
    starts: object = NOW - HOUR
    ends: object = FOR_GOOD


def kind(before, after):
    """“a, b” where b takes the place of a."""
    then = [row.seen if row else "nothing" for row in (before, after)]
    return ", ".join(then) if then[0] != then[1] else None


# name: (rows before, rows after, hours from now and kind of what readers could notice)
FOUND = {
    "nothing at all": ([], [], []),
    "it begins": ([], [Row("a")], [(0, "nothing, a")]),
    "it is to begin": ([], [Row("a", NOW + HOUR)], [(1, "nothing, a")]),
    "it begins this moment": ([], [Row("a", NOW)], [(0, "nothing, a")]),
    "it ends": ([Row("a")], [], [(0, "a, nothing")]),
    "it does not come": ([Row("a", NOW + HOUR)], [], []),
    "it is another": ([Row("a")], [Row("b")], [(0, "a, b")]),
    "it is to be another": (
        [Row("a")],
        [Row("a", ends=NOW + HOUR), Row("b", NOW + HOUR)],
        [(1, "a, b")],
    ),
    "it is to be gone for a while": (
        [Row("a")],
        [Row("a", ends=NOW + HOUR), Row("a", NOW + 2 * HOUR)],
        [(1, "a, nothing"), (2, "nothing, a")],
    ),
    "it was another, which is past": (
        [Row("a", ends=NOW)],
        [Row("b", ends=NOW)],
        [],
    ),
    "it is the same": ([Row("a")], [Row("a")], []),
}


@pytest.mark.parametrize("name", FOUND)
def test_moments(name):
    before, after, expected = FOUND[name]
    found = moments(before, after, NOW, kind)
    assert [((moment - NOW) / HOUR, what) for moment, what in found] == expected


def test_a_row_covers_its_start_and_not_its_end():
    row = Row("a", NOW, NOW + HOUR)
    assert at([row], NOW) is row
    assert at([row], NOW + HOUR) is None
    assert at([row], NOW - HOUR) is None


# Kinds


def figure_row(revision=1, reason="source_revised", **more):
    row = PublicFigure(revision_id=revision, named=True, **more)
    row.revision = FigureRevision(pk=revision, reason=reason)
    return row


FIGURES = {
    "created": (None, figure_row()),
    "pulled": (figure_row(), None),
    "withdrawn": (figure_row(), figure_row(withdrawn=True)),
    "revised": (figure_row(), figure_row(2)),
    "corrected": (figure_row(), figure_row(2, "our_error")),
    "disputed": (figure_row(), figure_row(disputed=True)),
}
MORE_OF_FIGURES = [
    (None, None, None),
    (figure_row(), figure_row(), None),
    (None, figure_row(withdrawn=True), "withdrawn"),
    (figure_row(withdrawn=True), None, "pulled"),
    (figure_row(withdrawn=True), figure_row(withdrawn=True), None),
    (figure_row(), figure_row(2, "misdescribed"), "corrected"),
    (figure_row(disputed=True), figure_row(), "revised"),
    (figure_row(), figure_row(nature="forecast"), "revised"),
    (figure_row(), figure_row(trust_at_time_id=5), "revised"),
    (figure_row(), figure_row(2, disputed=True), "revised"),
    (figure_row(disputed=True), figure_row(disputed=True, withdrawn=True), "withdrawn"),
]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [*((*rows, kind) for kind, rows in FIGURES.items()), *MORE_OF_FIGURES],
)
def test_kinds_of_figures(before, after, kind):
    assert kind_of_figure(before, after) == kind


def story_row(version=1, kind="first"):
    return SimpleNamespace(version_id=version, version=PublishedVersion(pk=version, kind=kind))


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (None, None, None),
        (None, story_row(), "created"),
        (None, story_row(2, "withdrawal"), "created"),
        (story_row(), None, "pulled"),
        (story_row(), story_row(), None),
        (story_row(), story_row(2, "update"), "revised"),
        (story_row(), story_row(2, "small_fix"), "revised"),
        (story_row(), story_row(2, "correction"), "corrected"),
        (story_row(), story_row(2, "withdrawal"), "withdrawn"),
    ],
)
def test_kinds_of_stories(before, after, kind):
    assert kind_of_story(before, after) == kind


# Numbers


def told(*moments, uuid=None):
    """Notes these (moment, kind) of one record, as the end of a deed does."""
    each = Noticed("figure", uuid or uuid4(), moments)
    note([each], renew(changes=len(moments)), NOW)
    return each.uuid


@pytest.fixture
def last(db):
    return truth.last_number()


def test_numbers_go_on_from_the_last(last):
    told((NOW, "created"), (NOW + HOUR, "revised"))
    told((NOW, "created"))
    assert truth.numbers() == [last + 1, last + 2, last + 3]
    assert truth.last_number() == last + 3


def test_what_is_to_come_is_taken_away_and_told_otherwise(last):
    uuid = told((NOW, "created"), (NOW + HOUR, "revised"))
    told((NOW + 2 * HOUR, "revised"), uuid=uuid)
    kept = Change.objects.order_by("number").values_list("number", "at")
    assert list(kept) == [(last + 1, NOW), (last + 3, NOW + 2 * HOUR)]


def test_what_does_not_come_is_taken_away_and_its_number_is_given_to_nothing_else(last):
    uuid = told((NOW + HOUR, "created"))
    told(uuid=uuid)
    assert truth.numbers() == []
    told((NOW, "created"))
    assert truth.numbers() == [last + 2]


def test_what_is_past_and_what_is_of_others_stays(last):
    told((NOW + HOUR, "created"))
    uuid = told((NOW, "created"))
    told((NOW, "pulled"), uuid=uuid)
    assert truth.numbers() == [last + 1, last + 2, last + 3]


def test_what_comes_due_while_the_deed_ends_is_told_of_once(last, monkeypatch):
    """Found to lie ahead, it is taken away as such, though by the clock it has come meanwhile."""
    uuid = told((NOW + HOUR, "created"))
    monkeypatch.setattr(timezone, "now", lambda: NOW + HOUR)
    told((NOW + HOUR, "created"), uuid=uuid)
    assert truth.numbers() == [last + 2]


class Stop(Exception):
    pass


@pytest.fixture
def known(db):
    """The last number, once readers have been told of the strike that figures are about."""
    factories.strike()
    return truth.last_number()


def test_a_deed_that_fails_uses_no_number(known):
    with suppress(Stop), deed():
        factories.released(1854)
        raise Stop
    with deed():
        factories.released(1854)
        transaction.set_rollback(True)
    assert truth.last_number() == known
    assert truth.numbers() == [known]
    factories.released(1854)
    assert truth.numbers() == [known, known + 1]


def test_a_deed_on_the_desk_uses_none(known):
    factories.checked(1854)
    assert truth.last_number() == known


def test_the_generation_counts_what_it_gave(last):
    told((NOW, "created"))
    assert Generation.objects.get().changes == last + 1


# Rows


@pytest.fixture
def figure(db):
    return factories.released(1854)


def stored(figure):
    return list(PublicFigure.objects.filter(figure=figure).order_by("starts"))


def test_rows_that_are_the_same_are_left_as_they_are(figure):
    [row] = stored(figure)
    again = PublicFigure.objects.get(pk=row.pk)
    again.pk = None
    assert replace_rows(PublicFigure, "figure_id", {figure: [again]}) == []
    assert [each.pk for each in stored(figure)] == [row.pk]


def test_rows_that_differ_take_the_place_of_the_stored_ones(figure):
    [row] = stored(figure)
    earlier, later = (PublicFigure.objects.get(pk=row.pk) for _ in range(2))
    earlier.pk = later.pk = None
    earlier.ends = later.starts = row.starts + HOUR
    found = replace_rows(PublicFigure, "figure_id", {figure: [later, earlier]})
    assert found == [(figure, [row], [earlier, later])]
    assert stored(figure) == [earlier, later]


def test_rows_of_what_has_none_go(figure):
    [row] = stored(figure)
    assert replace_rows(PublicFigure, "figure_id", {figure: []}) == [(figure, [row], [])]
    assert stored(figure) == []


def test_a_check_writes_nothing(figure):
    found = replace_rows(PublicFigure, "figure_id", {figure: []}, check=True)
    assert [record for record, _, _ in found] == [figure]
    assert len(stored(figure)) == 1


def test_the_rows_of_others_are_left_alone(figure):
    other = factories.released(158, measure="inpatient")
    replace_rows(PublicFigure, "figure_id", {figure: []})
    assert len(stored(other)) == 1


def test_records_are_worked_out_a_batch_at_a_time_and_come_in_order(figure, monkeypatch):
    others = [
        factories.released(158, measure="inpatient"),
        factories.released(1696, measure="outpatient"),
    ]
    ids = [each.pk for each in [others[1], figure, others[0]]]
    asked = []

    def none(batch):
        asked.append(batch)
        return {DisruptionFigure.objects.get(pk=pk): [] for pk in batch}

    monkeypatch.setattr(changes, "AT_A_TIME", 2)
    found = changes.rewrite(PublicFigure, "figure_id", ids, none)
    assert [record.pk for record, _, _ in found] == ids
    assert asked == [ids[:2], ids[2:]]


def test_a_writer_is_asked_only_where_something_was_touched(monkeypatch):
    monkeypatch.setattr(changes, "_writers", [lambda touched, now: pytest.fail("asked")])
    assert changes.write_public_rows({}, NOW) == []
