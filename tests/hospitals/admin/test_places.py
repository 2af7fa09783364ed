"""A corrected area or trust of the past reaches the figures of that past."""

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


def save(client, row, **changes):
    """Save the change page of a row as it was opened, with some fields changed."""
    address = reverse(f"admin:hospitals_{row._meta.model_name}_change", args=[row.pk])
    page = client.get(address).context
    data = {}
    for form in (
        page["adminform"].form,
        *(f for s in page["inline_admin_formsets"] for f in s.formset),
    ):
        for bound in form:
            value = bound.value()
            if value not in (None, False):
                data[bound.html_name] = value
    for inline in page["inline_admin_formsets"]:
        for bound in inline.formset.management_form:
            data[bound.html_name] = bound.value()
    answer = client.post(address, {**data, **changes})
    assert answer.status_code == 302, answer.context["errors"]


def test_a_region_that_a_trust_left_is_taken_from_its_later_figures(desk):
    figure = factories.figure()
    save(desk("editor"), factories.trust(), **{"memberships-0-valid_to": "2020-03-31"})
    figure.refresh_from_db()
    assert figure.region_at_time is None


def test_a_hospital_that_changed_hands_takes_its_figures_along(desk):
    hospital = factories.hospital()
    figure = factories.figure(hospital=hospital)
    midlands = factories.trust("RX1")
    save(desk("editor"), hospital, **{"runs-0-trust": midlands.pk})
    figure.refresh_from_db()
    assert (figure.trust_at_time, figure.region_at_time.name) == (midlands, "Midlands")


def test_a_county_put_into_a_region_takes_its_figures_along(desk):
    county = factories.area("Hampshire", "county")
    figure = factories.figure(area=county)
    assert figure.region_at_time is None
    save(desk("editor"), county, parents=[factories.region().pk])
    figure.refresh_from_db()
    assert figure.region_at_time.name == "South East"
