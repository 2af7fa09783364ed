"""The trust and region of its time, which lists are indexed by, can be worked out again."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from hospitals import workflow
from hospitals.models import Area, AreaKind, DisruptionFigure, HospitalTrust, TrustArea
from tests import factories

pytestmark = pytest.mark.django_db


def world():
    """A figure for every kind of subject, before and after a hospital and a trust moved."""
    newark = factories.hospital("Newark Hospital", "Newark", factories.trust("RK5"))
    newark.runs.update(valid_from=date(2013, 10, 1))
    HospitalTrust.objects.create(
        hospital=newark, trust=factories.trust("RX1"), valid_to=date(2013, 9, 30)
    )
    moved = factories.trust("RXX", region_name="Midlands")
    moved.memberships.update(valid_to=date(2020, 3, 31))
    TrustArea.objects.create(
        trust=moved, area=factories.region("South East"), valid_from=date(2020, 4, 1)
    )
    city = factories.area("Southampton", "city", within=[factories.region("South East")])
    subjects = [
        {"trust": factories.trust()},
        {"trust": moved},
        {"hospital": newark},
        {"area": factories.area()},
        {"area": city},
        {"area": factories.region("South East")},
    ]
    for subject in subjects:
        for day in (date(2010, 1, 1), date(2023, 4, 11)):
            factories.figure(strike=None, basis="at_a_date", period_start=day, **subject)


def place(figure):
    return (
        figure.trust_at_time.code if figure.trust_at_time else "",
        figure.region_at_time.name if figure.region_at_time else "",
    )


def test_figures_stand_in_the_place_of_their_day():
    world()
    assert sorted({(str(f.subject), f.period_start.year, *place(f)) for f in all_figures()}) == [
        ("England (nation)", 2010, "", ""),
        ("England (nation)", 2023, "", ""),
        ("Newark Hospital, Newark", 2010, "RX1", "Midlands"),
        ("Newark Hospital, Newark", 2023, "RK5", "Midlands"),
        ("South East (NHS region)", 2010, "", "South East"),
        ("South East (NHS region)", 2023, "", "South East"),
        ("Southampton (city or town)", 2010, "", "South East"),
        ("Southampton (city or town)", 2023, "", "South East"),
        ("Trust RXX (RXX)", 2010, "RXX", "Midlands"),
        ("Trust RXX (RXX)", 2023, "RXX", "South East"),
        ("University Hospital Southampton NHS Foundation Trust (RHM)", 2010, "RHM", "South East"),
        ("University Hospital Southampton NHS Foundation Trust (RHM)", 2023, "RHM", "South East"),
    ]


def all_figures():
    return DisruptionFigure.objects.for_lines()


def test_worked_out_again_they_stand_in_the_same_place():
    world()
    for figure in all_figures():
        assert workflow.place_at_time(figure) == (figure.trust_at_time, figure.region_at_time)
    assert workflow.place_again(all_figures()) == 0


def test_after_reference_data_changed_they_are_put_right():
    world()
    factories.trust("RXX").memberships.filter(valid_to=None).update(valid_from=date(2024, 1, 1))
    assert workflow.place_again(all_figures()) == 1
    assert place(all_figures().get(trust__code="RXX", period_start__year=2023)) == ("RXX", "")


def test_a_desk_lists_kinds_of_area_of_its_own():
    """A council is no kind of the code’s; a school is in one at a time, as the desk says."""
    kind = AreaKind.objects.create(name="local authority", slug="council", one_at_a_time=True)
    leeds = Area.objects.create(name="Leeds", slug="leeds", kind=kind)
    york = Area.objects.create(name="York", slug="york", kind=kind)
    school = factories.trust("RXX")
    TrustArea.objects.create(trust=school, area=leeds, valid_from=date(2020, 1, 1))
    assert str(leeds) == "Leeds (local authority)"
    with pytest.raises(ValidationError, match="already belongs to Leeds on some of these days"):
        TrustArea(trust=school, area=york).full_clean()
