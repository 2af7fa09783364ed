"""Lists of a huge table."""

import pytest
from django.core.paginator import Paginator

from hospitals.models import Area
from lib.admin.lists import BoundedPaginator

pytestmark = pytest.mark.django_db


def test_the_pages_of_a_huge_table_are_not_counted_to_the_end(monkeypatch):
    monkeypatch.setattr(BoundedPaginator, "most", 20)
    Area.objects.bulk_create(Area(name=f"Area {n}", slug=f"a{n}", kind="county") for n in range(30))
    pages = BoundedPaginator(Area.objects.order_by("name"), 10)
    assert (pages.count, pages.is_cut, pages.num_pages) == (20, True, 2)
    few = BoundedPaginator(Area.objects.filter(name="Area 1"), 10)
    assert (few.count, few.is_cut) == (1, False)
    assert BoundedPaginator([1, 2, 3], 10).count == Paginator([1, 2, 3], 10).count
