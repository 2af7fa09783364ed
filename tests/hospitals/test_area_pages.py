"""The page of an area: what is called across it, its own figures, its trusts, our stories."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def page(client, area):
    return client.get(area.get_absolute_url()).context["area"]


def strike(title, *offsets, **more):
    return factories.strike(title, days=[TODAY + timedelta(days=n) for n in offsets], **more)


def coming(client, area):
    return [each.line.title for each in page(client, area).coming]


def test_a_strike_called_across_the_nation_is_a_strike_of_its_regions():
    england, south_east = factories.area(), factories.region()
    south_east.parents.add(england)
    across = strike("Doctors", 3)
    across.called_in.add(england)
    called = type(across).objects.called_across(south_east.with_larger())
    assert list(called) == [across]
    assert list(type(across).objects.called_across(factories.area("Wales").with_larger())) == []


def test_a_strike_of_a_union_of_the_nation_that_says_no_more(client):
    england = factories.area()
    union = factories.union()
    union.nation = england
    union.save()
    strike("Doctors", 3).unions.add(union)
    at_one = strike("One trust", 3)
    at_one.unions.add(union)
    at_one.called_at.add(factories.trust())
    assert coming(client, england) == ["Doctors"]


def test_what_is_over_stands_apart_and_what_is_said_of_the_area_with_it(client):
    england = factories.area()
    over, ahead = strike("Over", -9, -8), strike("Ahead", 3)
    for each in (over, ahead):
        each.called_in.add(england)
    told = factories.evidence(signed_off=True)
    factories.out(over, "yes", told, area=england)
    shown = page(client, england)
    assert [each.line.title for each in shown.coming] == ["Ahead"]
    assert [(each.line.title, each.answer) for each in shown.past] == [("Over", "yes")]


def test_its_own_figures_and_not_those_of_its_trusts(client):
    england = factories.area()
    factories.released(196225, area=england, trust=None)
    factories.released(1854)
    assert [line.number for line in page(client, england).figures] == ["196,225"]


def test_trusts_that_lie_in_it_today(client):
    factories.trust("RHM", region_name="South East")
    names = [name for name, _ in page(client, factories.region()).trusts]
    assert names == ["University Hospital Southampton NHS Foundation Trust"]


def test_nothing_known_does_not_mean_that_there_is_no_strike(client):
    answer = client.get(factories.area("Wales").get_absolute_url()).content.decode()
    assert "We know of none across Wales, now or to come." in answer
    assert "That does not mean that there is none." in answer


def test_an_area_that_is_only_proposed_has_no_page(client):
    area = factories.area("Wessex", kind="county")
    type(area).objects.filter(pk=area.pk).update(
        created_by=factories.user(), signed_off_by=None, signed_off_at=None
    )
    assert client.get(area.get_absolute_url()).status_code == 404
    assert "Wessex" not in client.get("/areas/").content.decode()


def test_all_areas_by_kind_nations_first(client):
    factories.area("Hampshire", kind="county")
    factories.region()
    factories.area()
    groups = client.get("/areas/").context["groups"]
    assert [kind for kind, _ in groups] == ["nation", "NHS region", "county"]
