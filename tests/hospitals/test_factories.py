"""The small worlds that other tests stand on are what they say they are."""

import pytest

from hospitals.models import DisruptionFigure
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_released_figure_is_seen_by_readers():
    figure = factories.released()
    assert DisruptionFigure.objects.public().get() == figure
    assert figure.current.value == 1854
    assert figure.trust_at_time.code == "RHM"
    assert figure.region_at_time.name == "South East"


def test_the_appointments_of_april_2023_come_with_their_parts():
    whole, inpatient, outpatient = factories.appointments_split()
    assert inpatient.current.value + outpatient.current.value == whole.current.value
    assert set(whole.part_lists.get().parts.all()) == {inpatient, outpatient}


@pytest.mark.parametrize("role", factories.GROUPS)
def test_everybody_may_record_a_figure(role):
    assert factories.figure(by=factories.user(role)).decisions.get().by.username
