"""Walking 250 readers of whom many share a name, in pages of seven."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db.models import Case, DecimalField, Value, When
from django.db.models.functions import Concat
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.keyset import Keyset
from lib.refusals import Refused

pytestmark = pytest.mark.django_db

NEWEST = Keyset([("date_joined", "desc"), ("id", "desc")])
MIXED = Keyset(
    [("last_name", "asc"), ("last_login", "desc"), ("first_name", "desc"), ("id", "asc")],
    nullable=["last_login"],
)
NINE = datetime(2016, 1, 12, 9, 0, 0, 123456, tzinfo=UTC)


def make(rows):
    """Users of (last name, first name, hours until the last log-in or None)."""
    User.objects.bulk_create(
        User(
            username=f"reader{n}",
            last_name=last,
            first_name=first,
            last_login=None if hours is None else NINE + timedelta(hours=hours),
            date_joined=NINE,
        )
        for n, (last, first, hours) in enumerate(rows)
    )


def forwards(keyset, queryset, size=7, scope=""):
    pages, cursor = [], None
    while True:
        page = keyset.page(queryset, size, cursor, scope)
        pages.append(page)
        if not page.next_cursor:
            return pages
        cursor = page.next_cursor


def backwards(keyset, queryset, last, size=7):
    pages = [last]
    while pages[0].previous_cursor:
        pages.insert(0, keyset.page(queryset, size, pages[0].previous_cursor))
    return pages


def ids(pages):
    return [[row.pk for row in page.rows] for page in pages]


def flat(pages):
    return [pk for page in ids(pages) for pk in page]


@pytest.fixture
def readers():
    make((f"{n % 3}", f"{n % 5}", None if n % 4 == 0 else n % 6) for n in range(250))
    return User.objects.all()


@pytest.mark.parametrize("keyset", [NEWEST, MIXED])
def test_each_row_is_visited_once_in_order(readers, keyset):
    expected = [row.pk for row in keyset.order(readers)]
    assert flat(forwards(keyset, readers)) == expected
    assert len(set(expected)) == 250


@pytest.mark.parametrize("keyset", [NEWEST, MIXED])
def test_walking_back_gives_the_same_pages(readers, keyset):
    there = forwards(keyset, readers)
    assert ids(backwards(keyset, readers, there[-1])) == ids(there)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from("ab"), st.sampled_from([None, 0, 1])),
        max_size=30,
    ),
    size=st.integers(1, 8),
    directions=st.lists(st.sampled_from(["asc", "desc"]), min_size=4, max_size=4),
)
def test_any_order_over_any_rows_is_walked_both_ways(db, rows, size, directions):
    User.objects.all().delete()
    make(rows)
    names = ["last_name", "last_login", "first_name", "id"]
    keyset = Keyset(list(zip(names, directions, strict=True)), nullable=["last_login"])
    there = forwards(keyset, User.objects.all(), size)
    assert flat(there) == [row.pk for row in keyset.order(User.objects.all())]
    assert ids(backwards(keyset, User.objects.all(), there[-1], size)) == ids(there)


def test_nulls_stand_last_in_both_directions(readers):
    for direction in ("asc", "desc"):
        keyset = Keyset([("last_login", direction), ("id", "asc")], nullable=["last_login"])
        rows = [row for page in forwards(keyset, readers) for row in page.rows]
        assert [row.last_login is None for row in rows] == [False] * 187 + [True] * 63


def test_one_query_a_page_and_nothing_is_counted(readers, django_assert_num_queries):
    first = MIXED.page(readers, 7)
    with django_assert_num_queries(1) as queries:
        MIXED.page(readers, 7, first.next_cursor)
    assert "COUNT" not in queries.captured_queries[0]["sql"].upper()


def test_the_first_field_bounds_the_search(readers, django_assert_num_queries):
    first = NEWEST.page(readers, 7)
    with django_assert_num_queries(1) as queries:
        NEWEST.page(readers, 7, first.next_cursor)
    where = queries.captured_queries[0]["sql"].split("WHERE")[1]
    assert where.index("<=") < where.index("OR")


def test_an_annotation_can_be_walked(readers):
    weighed = readers.annotate(
        weight=Case(
            When(last_name="1", then=Value(Decimal("1.5"))),
            default=Value(Decimal("0.5")),
            output_field=DecimalField(max_digits=5, decimal_places=1),
        )
    )
    keyset = Keyset([("weight", "desc"), ("id", "asc")])
    assert flat(forwards(keyset, weighed)) == [row.pk for row in keyset.order(weighed)]


def test_rows_as_dictionaries_can_be_walked(readers):
    pages = forwards(NEWEST, readers.values("id", "date_joined"))
    assert len({row["id"] for page in pages for row in page.rows}) == 250


def test_a_row_that_arrives_meanwhile_moves_nothing(readers):
    first = NEWEST.page(readers, 7)
    second = NEWEST.page(readers, 7, first.next_cursor)
    User.objects.create(username="late", date_joined=NINE + timedelta(days=1))
    assert NEWEST.page(readers, 7, first.next_cursor).rows == second.rows


def test_an_empty_list_is_one_empty_page():
    page = NEWEST.page(User.objects.all(), 7)
    assert (page.rows, page.next_cursor, page.previous_cursor) == ([], None, None)


def test_going_back_to_rows_that_are_gone_gives_the_first_page(readers):
    second = NEWEST.page(readers, 7, NEWEST.page(readers, 7).next_cursor)
    User.objects.filter(pk__gt=second.rows[0].pk).delete()
    assert NEWEST.page(readers, 7, second.previous_cursor).rows == second.rows


@pytest.mark.parametrize(
    "spoil", [lambda c: c[:-1], lambda c: "x" + c, lambda c: c * 99, str.upper]
)
def test_an_altered_cursor_is_refused(readers, spoil):
    cursor = NEWEST.page(readers, 7).next_cursor
    with pytest.raises(Refused, match="damaged"):
        NEWEST.page(readers, 7, spoil(cursor))


def test_a_cursor_of_another_search_is_refused(readers):
    cursor = NEWEST.page(readers, 7, scope={"trust": "RHM"}).next_cursor
    with pytest.raises(Refused, match="another search"):
        NEWEST.page(readers, 7, cursor, scope={"trust": "RX1"})


def test_a_cursor_of_another_order_is_refused(readers):
    with pytest.raises(Refused, match="another search"):
        MIXED.page(readers, 7, NEWEST.page(readers, 7).next_cursor)


def test_the_same_search_spelt_otherwise_is_the_same(readers):
    cursor = NEWEST.page(readers, 7, scope={"trust": "RHM", "q": "clinics"}).next_cursor
    spelt = QueryDict(f"q=clinics&strike=&trust=RHM&page_size=7&cursor={cursor}")
    assert NEWEST.page(readers, 7, cursor, scope=spelt).rows


def test_a_null_that_nobody_announced_is_an_error(readers):
    keyset = Keyset([("last_login", "asc"), ("id", "asc")])
    with pytest.raises(ValueError, match="last_login"):
        forwards(keyset, User.objects.filter(last_login=None))


def test_an_order_that_leaves_rows_equal_is_an_error(readers):
    with pytest.raises(ValueError, match="last_name"):
        Keyset([("last_name", "asc")]).page(readers, 7)


def test_a_direction_that_is_no_direction_is_an_error():
    with pytest.raises(ValueError, match="down"):
        Keyset([("id", "down")])


def test_a_list_may_end_with_any_field_that_its_caller_vouches_for():
    make([("Green", "Donna", None), ("Marshall", "Caroline", None)])
    by_name = Keyset([("date_joined", "desc"), ("last_name", "asc")], unique_in_list=True)
    assert len(forwards(by_name, User.objects.all(), size=1)) == 2


def test_a_list_is_sorted_by_an_annotation_of_the_same_values():
    make([("Ashby", "Robin", None), ("Marlow", "Ellis", None), ("Halliday", "Noor", None)])
    by_name = Keyset([("last_name", "asc"), ("id", "asc")], same_as={"last_name": "spelt"})
    readers = User.objects.alias(spelt=Concat("last_name", Value("")))
    first = by_name.page(readers, 2)
    rest = by_name.page(readers, 2, first.next_cursor)
    names = [reader.last_name for reader in first.rows + rest.rows]
    assert names == ["Ashby", "Halliday", "Marlow"]
    assert "spelt" not in str(by_name.order(User.objects.all()).query)
    assert str(by_name.order(readers).query) != str(by_name.order(User.objects.all()).query)
