"""What a process remembers is never older than what it shows."""

from datetime import timedelta
from itertools import count

import pytest

from deeds import changed, deed, memory
from deeds.memory import Held, Known, remembered
from hospitals.models import Trust, TrustName
from lib.prepared import ID, Prepared
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def remembering(settings):
    settings.PARTS_KEPT_SECONDS = 600


@pytest.fixture
def times():
    """Gives 1, 2, 3 …: how often it was asked."""
    return count(1).__next__


@pytest.fixture
def now():
    """Far from midnight, at which everything is made anew."""
    return factories.london("2030-06-03 12:00")


def test_a_part_is_made_once(times, now):
    assert [remembered("offer", times, now) for _ in range(3)] == [1, 1, 1]


def test_parts_of_different_names_are_different_parts(times, now):
    assert [remembered(name, times, now) for name in ("a", "b", "a")] == [1, 2, 1]


def test_any_change_makes_it_anew(times, now):
    remembered("offer", times, now)
    changed()
    assert remembered("offer", times, now) == 2


def test_within_a_deed_nothing_is_remembered(times, now):
    """What it has written may be rolled back, and others read what is remembered."""
    with deed(by=None):
        assert [remembered("offer", times, now) for _ in range(2)] == [1, 2]
        assert memory.epoch() is None
    assert [remembered("offer", times, now) for _ in range(2)] == [3, 3]


def test_what_changes_while_it_is_made_is_not_missed(now, times):
    def changed_meanwhile():
        changed()
        return times()

    remembered("offer", changed_meanwhile, now)
    assert remembered("offer", times, now) == 2


def test_no_part_outlives_the_next_boundary(times, now):
    figure = factories.released(release_at=now + timedelta(minutes=5))
    assert figure.released_at > now
    remembered("offer", times, now)
    assert remembered("offer", times, now + timedelta(minutes=4)) == 1
    assert remembered("offer", times, now + timedelta(minutes=6)) == 2


def test_no_part_outlives_its_age(times, now):
    remembered("offer", times, now)
    assert remembered("offer", times, now + timedelta(seconds=599)) == 1
    assert remembered("offer", times, now + timedelta(seconds=601)) == 2


def test_what_was_made_later_is_not_shown_for_earlier(times, now):
    remembered("offer", times, now)
    assert remembered("offer", times, now - timedelta(days=1)) == 2


def test_the_oldest_go_when_there_are_too_many(times, now, monkeypatch):
    monkeypatch.setattr(memory, "MOST_PARTS", 2)
    for name in ("a", "b", "c"):
        remembered(name, times, now)
    assert remembered("c", times, now) == 3
    assert remembered("a", times, now) == 4


def test_nothing_is_remembered_while_the_generation_cannot_be_read(times, now, monkeypatch):
    monkeypatch.setattr(memory, "generation", lambda: None)
    assert [remembered("offer", times, now) for _ in range(2)] == [1, 2]
    assert memory.epoch() is None


def test_a_site_may_remember_nothing(times, now, settings):
    settings.PARTS_KEPT_SECONDS = 0
    assert [remembered("offer", times, now) for _ in range(2)] == [1, 2]
    assert memory.epoch() is None


# Records

BY_ID = Prepared(lambda ids: Trust.objects.filter(pk__in=ids), many=["ids"], ids=ID)
NAMES = Prepared(lambda ids: TrustName.objects.filter(trust__pk__in=ids), many=["ids"], ids=ID)


def test_each_record_is_asked_for_once(django_assert_num_queries):
    first, second = factories.trust("RHM"), factories.trust("RN5")
    held, epoch = Held(BY_ID), memory.epoch()
    with django_assert_num_queries(2):
        for ids in ([first.pk], [first.pk], [first.pk, second.pk], [second.pk]):
            records = held(ids, epoch)
            assert [records[pk].pk for pk in ids] == ids


def test_a_new_epoch_asks_again():
    trust = factories.trust("RHM")
    held = Held(BY_ID)
    held([trust.pk], memory.epoch())
    Trust.objects.filter(pk=trust.pk).update(name="Southampton General")
    assert held([trust.pk], memory.epoch())[trust.pk].name == trust.name
    changed()
    assert held([trust.pk], memory.epoch())[trust.pk].name == "Southampton General"


def test_without_an_epoch_each_page_asks():
    trust = factories.trust("RHM")
    held = Held(BY_ID)
    held([trust.pk], None)
    Trust.objects.filter(pk=trust.pk).update(name="Southampton General")
    assert held([trust.pk], None)[trust.pk].name == "Southampton General"


def test_records_bring_their_names(django_assert_num_queries):
    trust = factories.trust("RHM")
    TrustName.objects.create(trust=trust, name="Southampton NHS Trust", until="2009-09-30")
    held, epoch = Held(BY_ID, former_names=NAMES), memory.epoch()
    held([trust.pk], epoch)
    with django_assert_num_queries(0):
        [former] = held([trust.pk], epoch)[trust.pk].former_names.all()
    assert former.name == "Southampton NHS Trust"


# Values by key


def test_what_is_known_is_known_in_its_epoch_alone():
    known = Known(most=10)
    known.under("monday")["figure 7"] = "1,854"
    assert known.under("monday") == {"figure 7": "1,854"}
    assert known.under("tuesday") == {}
    assert known.under("monday") == {}


def test_nothing_is_known_without_an_epoch_and_nothing_is_lost_by_it():
    known = Known(most=10)
    known.under("monday")["figure 7"] = "1,854"
    known.under(None)["figure 7"] = "17"
    assert known.under(None) == {}
    assert known.under("monday") == {"figure 7": "1,854"}


def test_of_what_has_become_too_much_the_older_half_goes():
    known = Known(most=10)
    known.under("monday").update(dict.fromkeys(range(11)))
    assert list(known.under("monday")) == [6, 7, 8, 9, 10]
