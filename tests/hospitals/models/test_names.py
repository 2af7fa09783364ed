"""Names change on a day; people use other names altogether."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from hospitals.models import Alias, StaffGroup, StaffGroupName, Trust, TrustName
from hospitals.models.names import NamedOverTime
from tests import factories


@pytest.fixture
def southampton(db):
    """Today's name since October 2011, and two before it."""
    trust = factories.trust()
    TrustName.objects.create(
        trust=trust, name="Southampton University Hospitals NHS Trust", until=date(2011, 9, 30)
    )
    TrustName.objects.create(
        trust=trust, name="Southampton and South West Hampshire", until=date(1993, 3, 31)
    )
    return trust


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(1990, 1, 1), "Southampton and South West Hampshire"),
        (date(1993, 3, 31), "Southampton and South West Hampshire"),
        (date(1993, 4, 1), "Southampton University Hospitals NHS Trust"),
        (date(2011, 9, 30), "Southampton University Hospitals NHS Trust"),
        (date(2011, 10, 1), "University Hospital Southampton NHS Foundation Trust"),
        (None, "University Hospital Southampton NHS Foundation Trust"),
    ],
)
def test_a_trust_has_the_name_of_the_day(southampton, day, name):
    assert southampton.name_at(day) == name


def test_names_that_are_at_hand_cost_no_query(southampton, django_assert_num_queries):
    trust = Trust.objects.prefetch_related("former_names").get()
    with django_assert_num_queries(0):
        assert trust.name_at(date(2000, 1, 1)) == "Southampton University Hospitals NHS Trust"


@pytest.mark.django_db
def test_junior_doctors_became_resident_doctors():
    group = StaffGroup.objects.create(name="Resident doctors", slug="resident-doctors")
    StaffGroupName.objects.create(staff_group=group, name="Junior doctors", until=date(2024, 9, 17))
    assert group.name_at(date(2016, 1, 12)) == "Junior doctors"
    assert group.name_at(date(2025, 7, 25)) == "Resident doctors"


@given(
    ends=st.lists(st.dates(date(1948, 7, 5), date(2026, 1, 1)), max_size=5, unique=True),
    day=st.dates(date(1940, 1, 1), date(2030, 1, 1)),
)
def test_there_is_a_name_on_every_day_and_it_changes_only_after_a_last_day(ends, day):
    rows = [TrustName(name=f"until {end}", until=end) for end in ends]
    body = SimpleNamespace(name="today’s", former_names=SimpleNamespace(all=lambda: rows))
    today, tomorrow = (NamedOverTime.name_at(body, each) for each in (day, day + timedelta(days=1)))
    assert today
    assert (today == tomorrow) == (day not in ends)


# Aliases


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["King’s Mill", "KINGS  MILL", "kings mill", "King's-Mill"])
def test_aliases_are_found_however_they_are_typed(typed):
    mill = factories.hospital("King’s Mill Hospital", "Sutton-in-Ashfield", factories.trust("RK5"))
    Alias.objects.create(text="King’s Mill", hospital=mill)
    again = Alias(text=typed, hospital=mill)
    with pytest.raises(ValidationError, match="already listed"):
        again.full_clean()


@pytest.mark.django_db
def test_the_general_is_what_several_towns_call_their_hospital():
    Alias.objects.create(text="the General", hospital=factories.hospital())
    elsewhere = factories.hospital("Northampton General Hospital", "Northampton")
    Alias(text="The General", hospital=elsewhere).full_clean()


@pytest.mark.django_db
def test_a_form_that_does_not_show_the_folded_text_is_told_all_the_same():
    Alias.objects.create(text="UHS", trust=factories.trust())
    again = Alias(text="U.H.S.", trust=factories.trust())
    with pytest.raises(ValidationError) as refusal:
        again.full_clean(exclude=["folded"])
    assert refusal.value.message_dict == {"text": ["This alias is already listed."]}


@pytest.mark.django_db
def test_an_alias_is_more_than_punctuation():
    with pytest.raises(ValidationError) as refusal:
        Alias(text="—", trust=factories.trust()).full_clean()
    assert refusal.value.message_dict == {"text": ["An alias needs letters or digits."]}


@pytest.mark.django_db
def test_an_alias_that_is_corrected_is_folded_again():
    alias = Alias.objects.create(text="UHS", trust=factories.trust())
    alias.text = "Southampton’s"
    alias.save(update_fields=["text"])
    alias.refresh_from_db()
    assert alias.folded == "southamptons"


@pytest.mark.django_db
def test_one_alias_twice_at_once_is_kept_out_by_the_database():
    Alias.objects.create(text="UHS", trust=factories.trust())
    with pytest.raises(IntegrityError), transaction.atomic():
        Alias.objects.create(text="uhs", trust=factories.trust())
