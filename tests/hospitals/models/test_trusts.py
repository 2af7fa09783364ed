"""Trusts and hospitals at a date: areas, the trust in charge, predecessors and successors."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from hospitals.models import HospitalTrust, Trust, TrustArea, TrustSuccession
from lib.dated import covers
from tests import factories

BEFORE, CHANGE, AFTER = date(2022, 6, 30), date(2022, 7, 1), date(2023, 4, 11)


# Rows that hold from one day to another

days = st.none() | st.dates(date(2010, 1, 1), date(2010, 2, 1))


@st.composite
def rows(draw):
    first, last = draw(days), draw(days)
    if None not in (first, last) and last < first:
        first, last = last, first
    return HospitalTrust(valid_from=first, valid_to=last)


@given(rows(), rows())
def test_overlapping_is_mutual(one, other):
    assert one.overlaps(other) == other.overlaps(one)


@given(rows())
def test_a_row_overlaps_itself(row):
    assert row.overlaps(row)


@given(rows(), rows(), st.dates(date(2009, 12, 1), date(2010, 3, 1)))
def test_rows_that_hold_on_one_day_overlap(one, other, day):
    if one.holds_on(day) and other.holds_on(day):
        assert one.overlaps(other)


@given(rows(), rows())
def test_rows_that_overlap_share_a_day(one, other):
    candidates = {
        day
        for row in (one, other)
        for day in (row.valid_from, row.valid_to, date(2009, 12, 1), date(2010, 3, 1))
        if day
    }
    shared = any(one.holds_on(day) and other.holds_on(day) for day in candidates)
    assert one.overlaps(other) == shared


@pytest.mark.django_db
@pytest.mark.parametrize("first", [None, BEFORE, CHANGE])
@pytest.mark.parametrize("last", [None, CHANGE, AFTER])
@pytest.mark.parametrize("day", [BEFORE, CHANGE, AFTER, date(2030, 1, 1)])
def test_the_database_reads_dates_as_python_does(first, last, day):
    hospital = factories.hospital()
    hospital.runs.all().delete()
    row = HospitalTrust.objects.create(
        hospital=hospital, trust=factories.trust(), valid_from=first, valid_to=last
    )
    assert HospitalTrust.objects.filter(covers(day)).exists() == row.holds_on(day)


# Areas of a trust


@pytest.mark.django_db
def test_a_trust_has_the_region_of_the_day():
    trust = factories.trust("RXX", region_name="South East")
    TrustArea.objects.filter(trust=trust).update(valid_to=BEFORE)
    TrustArea.objects.create(
        trust=trust, area=factories.area("South West", "region"), valid_from=CHANGE
    )
    assert trust.region_at(BEFORE).name == "South East"
    assert trust.region_at(CHANGE).name == "South West"


@pytest.mark.django_db
def test_a_second_region_at_the_same_time_is_refused():
    row = TrustArea(trust=factories.trust(), area=factories.region("Midlands"), valid_from=CHANGE)
    with pytest.raises(ValidationError, match=r"already belongs to South East .*last day first"):
        row.full_clean()


@pytest.mark.django_db
def test_a_county_and_a_city_at_the_same_time_are_allowed():
    trust = factories.trust()
    for name, kind in (("Hampshire", "county"), ("Southampton", "city")):
        TrustArea(trust=trust, area=factories.area(name, kind)).full_clean()


@pytest.mark.django_db
def test_an_area_knows_its_region_through_its_parents():
    county = factories.area("Hampshire", "county", within=[factories.region("South East")])
    city = factories.area("Southampton", "city", within=[county])
    assert city.region().name == "South East"
    assert factories.area("England").region() is None


@pytest.mark.django_db
def test_an_area_in_two_regions_is_in_none():
    regions = [factories.region("South East"), factories.region("Midlands")]
    assert factories.area("Somewhere", "icb", within=regions).region() is None


@pytest.mark.django_db
def test_areas_within_areas_are_followed_both_ways():
    england, south_east = factories.area(), factories.region()
    hampshire = factories.area("Hampshire", "county", within=[south_east])
    assert hampshire.with_larger() == {hampshire.pk, south_east.pk, england.pk}
    assert england.with_smaller() == {hampshire.pk, south_east.pk, england.pk}


@pytest.mark.django_db
def test_areas_in_a_circle_come_to_an_end():
    hampshire = factories.area("Hampshire", "county")
    wessex = factories.area("Wessex", "county", within=[hampshire])
    hampshire.parents.add(wessex)
    assert hampshire.with_larger() == {hampshire.pk, wessex.pk}
    assert hampshire.region() is None


# Hospitals


@pytest.mark.django_db
def test_a_hospital_has_the_trust_of_the_day():
    newark = factories.hospital("Newark Hospital", "Newark", factories.trust("RK5"))
    newark.runs.update(valid_from=CHANGE)
    HospitalTrust.objects.create(hospital=newark, trust=factories.trust("RX1"), valid_to=BEFORE)
    assert newark.trust_at(BEFORE).code == "RX1"
    assert newark.trust_at(AFTER).code == "RK5"
    assert list(factories.trust("RX1").hospitals.run_by(factories.trust("RX1"), BEFORE)) == [newark]
    assert not type(newark).objects.run_by(factories.trust("RX1"), AFTER).exists()


@pytest.mark.django_db
def test_two_trusts_cannot_run_one_hospital_at_once():
    row = HospitalTrust(hospital=factories.hospital(), trust=factories.trust("RN5"))
    with pytest.raises(ValidationError, match="already runs this hospital"):
        row.full_clean()


@pytest.mark.django_db
def test_a_trust_is_open_between_its_days():
    trust = factories.trust("RXX", opened=CHANGE, closed=AFTER)
    assert trust in Trust.objects.open_at(AFTER)
    assert trust not in Trust.objects.open_at(BEFORE)
    assert trust not in Trust.objects.open_at(date(2023, 4, 12))


# Successions


def succeeds(new, old):
    return TrustSuccession(
        predecessor=factories.trust(old), successor=factories.trust(new), on=CHANGE
    )


@pytest.mark.django_db
def test_trusts_merge_and_split():
    for new, old in (("RM1", "RA1"), ("RM1", "RA2"), ("RS1", "RM1"), ("RS2", "RM1")):
        row = succeeds(new, old)
        row.full_clean()
        row.save()
    assert factories.trust("RM1").predecessors.count() == 2
    assert factories.trust("RM1").successors.count() == 2


@pytest.mark.django_db
def test_successions_cannot_run_in_a_circle():
    succeeds("RA2", "RA1").save()
    succeeds("RA3", "RA2").save()
    with pytest.raises(ValidationError, match="RA1 already leads back to RA3"):
        succeeds("RA1", "RA3").full_clean()


@pytest.mark.django_db
def test_two_ways_to_the_same_successor_are_no_circle():
    for new, old in (("RA2", "RA1"), ("RA3", "RA1"), ("RA4", "RA2")):
        succeeds(new, old).save()
    succeeds("RA4", "RA3").full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["rhm", "RH", "RHM-01", "RHM 1", ""])
def test_an_ods_code_is_capital_letters_and_digits(code):
    with pytest.raises(ValidationError) as refusal:
        Trust(code=code, name="UHS", slug="uhs").full_clean()
    assert "code" in refusal.value.message_dict


@pytest.mark.django_db
def test_coordinates_outside_the_british_isles_are_refused():
    with pytest.raises(ValidationError) as refusal:
        Trust(code="RHM", name="UHS", slug="uhs", latitude=-1.43, longitude=50.93).full_clean()
    assert set(refusal.value.message_dict) == {"latitude", "longitude"}
