"""What a list of figures comes to, where they may be added; where not, why not. No database."""

from datetime import date
from types import SimpleNamespace

import pytest

from hospitals.models import (
    Area,
    DisruptionFigure,
    FigureRevision,
    Hospital,
    Measure,
    Setting,
    Trust,
)
from hospitals.presenters import adding

APRIL = (date(2023, 4, 11), date(2023, 4, 14))
JUNE = (date(2023, 6, 14), date(2023, 6, 16))
APPOINTMENTS = Measure(
    pk=1, name="Appointments rescheduled", unit="appointments", adds_over="days_and_places"
)
STAFF = Measure(pk=2, name="Staff absent on a day", unit="staff", adds_over="places")
SHARE = Measure(pk=3, name="Share of operations", unit="%", kind="percent", adds_over="never")
ACUTE = Setting(pk=1, name="acute hospitals")


@pytest.fixture(autouse=True)
def a_hundred_and_thirty_eight_trusts(monkeypatch):
    monkeypatch.setattr(adding, "trusts_open", lambda day: [SimpleNamespace()] * 138)


def at(place, value, days=APRIL, *, measure=APPOINTMENTS, strike=1, **given):
    number = {name: given.pop(name) for name in ("how_exact", "missing") if name in given}
    where = {Trust: "trust", Area: "area", Hospital: "hospital"}[type(place)]
    figure = DisruptionFigure(
        pk=place.pk * 1000 + days[0].timetuple().tm_yday,
        measure=measure,
        strike_id=strike,
        period_start=days[0],
        period_end=days[1],
        **{where: place, "basis": "whole_strike", "setting": ACUTE, "nature": "actual"} | given,
    )
    figure.shown = FigureRevision(value=value, figure=figure, **{"how_exact": "exact"} | number)
    return figure


def trust(number):
    return Trust(pk=number, name=f"Trust {number}")


def total(*figures, behind=()):
    used = {figure.pk for figure in figures} - {figure.pk for figure in behind}
    return adding.total_of(figures, used)


def test_numbers_of_trusts_in_one_strike_are_added_and_it_is_said_how():
    found = total(at(trust(1), 2408), at(trust(2), 1854), at(trust(3), 1221))
    assert found.said == "5,483: appointments rescheduled, acute hospitals"
    assert found.how == (
        "Our addition of three numbers, one for each trust; nobody else has given it. These are 3 "
        "of the 138 trusts on our list. A trust that is not shown is not a trust without a strike."
    )


def test_strikes_at_one_trust_are_added():
    found = total(at(trust(1), 1854), at(trust(1), 1409, JUNE, strike=2))
    assert found.said.startswith("3,263: ")
    assert "one for each strike" in found.how
    assert "138" not in found.how


def test_a_rival_is_not_counted_twice_and_what_is_missing_is_not_nought():
    rival = at(trust(2), 1900, counted_note="")
    rival.pk += 1
    gone = at(trust(4), None, missing="not_reported")
    found = total(at(trust(1), 2408), at(trust(2), 1854), rival, gone, behind=[rival])
    assert found.said.startswith("4,262: ")
    assert "One more for the same is left out. One more has no number, which is not nought." in (
        found.how
    )


def test_one_number_is_nothing_to_add():
    assert total(at(trust(1), 1854)) is None
    assert total() is None


ENGLAND = Area(pk=9, name="England", kind_id=1)
REFUSED = {
    "a nation and its trusts": (
        [at(ENGLAND, 196225), at(trust(1), 1854)],
        "numbers of places and of what lies in them are both here, such as a nation’s and its "
        "trusts’, so some would be counted twice",
    ),
    "a trust and its hospital": (
        [at(Hospital(pk=8, name="General"), 158), at(trust(1), 1854)],
        "numbers of places and of what lies in them",
    ),
    "a running total and a strike": (
        [at(ENGLAND, 483085, basis="running_total"), at(ENGLAND, 196225, JUNE)],
        "these figures differ in whether they cover whole strikes, days or more",
    ),
    "running totals": (
        [at(ENGLAND, 1, basis="running_total"), at(ENGLAND, 2, JUNE, basis="running_total")],
        "running totals and numbers over a period hold one another",
    ),
    "different things": (
        [at(trust(1), 3), at(trust(2), 31, measure=STAFF)],
        "these figures differ in what is counted",
    ),
    "another kind of service": (
        [at(trust(1), 3), at(trust(2), 31, setting=None)],
        "these figures differ in the kind of service",
    ),
    "what was expected": (
        [at(trust(1), 3), at(trust(2), 31, nature="expected")],
        "these figures differ in whether it was expected or happened",
    ),
    "shares": (
        [at(trust(1), 3, measure=SHARE), at(trust(2), 31, measure=SHARE)],
        "percentages and demands, offers, awards and targets are never added",
    ),
    "staff of two days": (
        [
            at(trust(1), 695, (APRIL[0],) * 2, measure=STAFF, basis="one_day"),
            at(trust(1), 703, (APRIL[1],) * 2, measure=STAFF, basis="one_day"),
        ],
        "staff are never added by day",
    ),
    "days that overlap": (
        [at(trust(1), 3), at(trust(1), 4, (APRIL[1], JUNE[0]), strike=2)],
        "their days overlap, so some would be counted twice",
    ),
    "several places and times": (
        [at(trust(1), 3), at(trust(2), 4, JUNE, strike=2)],
        "they are of several places and several times: choose one strike, or one place",
    ),
    "days of different places": (
        [
            at(trust(1), 3, (APRIL[0],) * 2, basis="one_day"),
            at(trust(2), 4, (APRIL[1],) * 2, basis="one_day"),
        ],
        "they are of different days",
    ),
    "a disputed one": (
        [at(trust(1), 3), at(trust(2), 4, disputed_on=date(2023, 5, 1))],
        "one of these figures is disputed",
    ),
    "one that is not exact": (
        [at(trust(1), 3), at(trust(2), 450, how_exact="around")],
        "not all of these figures are exact",
    ),
}


@pytest.mark.parametrize(("figures", "why"), REFUSED.values(), ids=REFUSED)
def test_no_total_where_none_may_be_formed_and_why(figures, why):
    found = total(*figures)
    assert found.said == ""
    assert found.how.startswith(f"No total is formed: {why}")
