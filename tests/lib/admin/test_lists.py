"""Lists of a huge table."""

import pytest
from django.core.paginator import Paginator
from django.utils.safestring import mark_safe

from hospitals.models import Area
from lib.admin.lists import BoundedPaginator, in_our_words
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_pages_of_a_huge_table_are_not_counted_to_the_end(monkeypatch):
    monkeypatch.setattr(BoundedPaginator, "most", 20)
    county = factories.area_kind("county")
    Area.objects.bulk_create(Area(name=f"Area {n}", slug=f"a{n}", kind=county) for n in range(30))
    pages = BoundedPaginator(Area.objects.order_by("name"), 10)
    assert (pages.count, pages.is_cut, pages.num_pages) == (20, True, 2)
    few = BoundedPaginator(Area.objects.filter(name="Area 1"), 10)
    assert (few.count, few.is_cut) == (1, False)
    assert BoundedPaginator([1, 2, 3], 10).count == Paginator([1, 2, 3], 10).count


@pytest.mark.parametrize(
    ("django_says", "said"),
    [
        (
            mark_safe('The trust “<a href="/x/">RHM</a>” was changed successfully.'),
            'Saved: <a href="/x/">RHM</a>.',
        ),
        ("The role “sub” was added successfully. You may edit it again below.", "Saved: sub."),
        ("The story “Out” was deleted successfully.", "Deleted: Out."),
        ("Checked: 5 of 35.", "Checked: 5 of 35."),
    ],
)
def test_what_was_saved_is_told_without_the_name_of_its_table(django_says, said):
    told = in_our_words(django_says)
    assert (told, type(told)) == (said, type(django_says))
