"""Prepared questions give what their querysets give, whatever the values."""

from datetime import date, timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from hospitals.models import Area, DisruptionFigure, Trust, TrustName
from lib.prepared import ID, MOMENT, TEXT, Prepared, attach
from tests import factories

pytestmark = pytest.mark.django_db

CALLED = Prepared(lambda name: Trust.objects.filter(name__contains=name), name=TEXT)
CODES = Prepared(
    lambda ids: Trust.objects.filter(pk__in=ids).order_by("code").values_list("code", "name"),
    many=["ids"],
    ids=ID,
)


@pytest.fixture
def trusts():
    return [factories.trust("RHM"), factories.trust("RN5")]


def test_another_value_another_answer(trusts):
    assert CALLED(name="Southampton") == [trusts[0]]
    assert CALLED(name="Hampshire") == [trusts[1]]
    assert CALLED(name="Nottingham") == []


def test_what_is_in_the_database_by_then_is_found(trusts):
    assert CALLED(name="Sherwood") == []
    sherwood = factories.trust("RK5")
    assert CALLED(name="Sherwood") == [sherwood]


def test_values_are_never_read_as_sql(trusts):
    assert CALLED(name="%' OR 1=1 --") == []


def test_lists_of_any_length(trusts):
    ids = [trust.pk for trust in trusts]
    assert CODES(ids=ids) == [(trust.code, trust.name) for trust in trusts]
    assert CODES(ids=ids[:1]) == [("RHM", trusts[0].name)]
    assert CODES(ids={*ids, 0}) == CODES(ids=ids)


def test_an_empty_list_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert CODES(ids=[]) == []


def test_records_come_with_their_relations_and_annotations(trusts, django_assert_num_queries):
    TrustName.objects.create(trust=trusts[0], name="Southampton General", until=date(2009, 9, 30))
    figure = factories.released(trust=trusts[0])
    question = Prepared(
        lambda at, ids: (
            DisruptionFigure.objects.public(at)
            .filter(pk__in=ids)
            .select_related("trust", "area", "measure")
            .annotate(unit=F("measure__unit"))
            .prefetch_related("trust__former_names")
        ),
        many=["ids"],
        at=MOMENT,
        ids=ID,
    )
    with django_assert_num_queries(2):
        [found] = question(at=timezone.now(), ids=[figure.pk])
        assert found == figure
        assert found.shown_id == figure.current_id
        assert found.unit == found.measure.unit
        assert found.value == figure.value
        assert found.area is None
        assert found.trust.name_at(date(2009, 1, 1)) == "Southampton General"
    assert question(at=timezone.now() - timedelta(days=9999), ids=[figure.pk]) == []


def test_a_question_that_gives_neither_records_nor_rows_is_refused():
    question = Prepared(lambda name: Area.objects.filter(name=name).values("slug"), name=TEXT)
    with pytest.raises(TypeError, match="values_list"):
        question(name="England")


def test_rows_of_a_reverse_relation_are_attached(trusts, django_assert_num_queries):
    old = TrustName.objects.create(trust=trusts[1], name="Winchester", until=date(2011, 12, 31))
    question = Prepared(
        lambda ids: TrustName.objects.filter(trust__pk__in=ids), many=["ids"], ids=ID
    )
    with django_assert_num_queries(1):
        attach([*trusts, None], "former_names", question)
        assert list(trusts[0].former_names.all()) == []
        assert list(trusts[1].former_names.all()) == [old]
    attach([None], "former_names", question)
