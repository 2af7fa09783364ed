"""What is so from one day to another."""

from datetime import date

import pytest

from hospitals.models import TrustArea
from lib.dated import covers, holds
from tests import factories

BEFORE, FIRST, BETWEEN, LAST, AFTER = (date(2016, 1, day) for day in (10, 11, 12, 13, 14))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (FIRST, LAST, [FIRST, BETWEEN, LAST]),
        (None, LAST, [BEFORE, FIRST, BETWEEN, LAST]),
        (FIRST, None, [FIRST, BETWEEN, LAST, AFTER]),
        (None, None, [BEFORE, FIRST, BETWEEN, LAST, AFTER]),
        (LAST, LAST, [LAST]),
    ],
)
def test_it_is_so_on_both_days_and_between_and_an_empty_day_is_an_open_end(first, last, days):
    row = {"area": factories.area("Hampshire", "county"), "valid_from": first, "valid_to": last}
    membership = TrustArea.objects.create(trust=factories.trust(), **row)
    for day in (BEFORE, FIRST, BETWEEN, LAST, AFTER):
        assert holds(day, first, last) == membership.holds_on(day) == (day in days)
        assert TrustArea.objects.filter(covers(day), pk=membership.pk).exists() == (day in days)
