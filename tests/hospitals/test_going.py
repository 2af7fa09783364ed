"""How strikes stand, as pages remember it: the same as the database says, and no longer than so."""

from datetime import date, time, timedelta

import pytest

from deeds.memory import forget_all
from hospitals.models import ServiceNotice, Strike
from hospitals.presenters.going import going
from hospitals.presenters.notices import notices_here
from tests import factories as make
from tests.factories import london

pytestmark = pytest.mark.django_db
TODAY = date(2016, 1, 12)
NOW = london("2016-01-12 10:00")


@pytest.fixture(autouse=True)
def _memory(settings):
    settings.PARTS_KEPT_SECONDS = 24 * 3600
    forget_all()
    yield
    forget_all()


def strike(title, *statuses, days=(TODAY,)):
    return make.strike(title, days=days, statuses=statuses)


def test_of_each_strike_its_status_whether_it_is_on_and_whether_it_goes_ahead():
    on, off = strike("On"), strike("Off", ("called_off", TODAY))
    over = strike("Over", days=[TODAY - timedelta(days=30)])
    assert going(NOW).status == {on.pk: None, off.pk: "called_off", over.pk: None}
    assert going(NOW).on == {on.pk}
    assert going(NOW).off == [off.pk]


def test_it_is_asked_once_until_something_changes(django_assert_num_queries):
    on = strike("On")
    assert going(NOW).on == {on.pk}
    with django_assert_num_queries(1):
        going(NOW + timedelta(minutes=1))
    make.change_status(on, "called_off", TODAY)
    assert going(NOW + timedelta(minutes=2)).off == [on.pk]


def test_what_is_called_off_at_an_hour_is_off_from_then_on():
    on = strike("On")
    make.change_status(on, "called_off", TODAY, hour=time(21))
    assert going(london("2016-01-12 20:00")).on == {on.pk}
    assert going(london("2016-01-12 21:00")).off == [on.pk]


def test_what_readers_may_not_know_yet_does_not_count():
    on, nine = strike("On"), london("2016-01-12 21:00")
    said = make.evidence(signed_off=True, embargo_until=nine)
    make.change_status(on, "called_off", TODAY, said)
    assert going(NOW).on == {on.pk}
    assert going(nine).off == [on.pk]


@pytest.mark.parametrize("ends", [None, "2016-01-12 09:00", "2016-01-12 13:00"])
@pytest.mark.parametrize("status", [None, "called_off", "suspended", "ended", "under_way"])
def test_a_page_shows_the_notices_that_are_in_force(status, ends):
    of = strike("On", *([(status, TODAY)] if status else []))
    make.notice(strike=of, ends_at=ends and london(ends))
    in_force = ServiceNotice.objects.public(NOW).in_force(NOW)
    assert len(notices_here(make.trust(), set(), NOW).lines) == in_force.count()


def test_of_a_strike_that_waits_readers_still_see_nothing():
    waits = strike("On")
    Strike.objects.filter(pk=waits.pk).update(signed_off_at=None, signed_off_by=None)
    assert not Strike.objects.public(NOW).filter(pk__in=going(NOW).on).exists()
