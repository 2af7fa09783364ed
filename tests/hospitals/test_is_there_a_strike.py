"""“Is there a strike here?”: what pages answer at their top, for each way that it can stand."""

from datetime import date, time

import pytest
from django.utils.text import capfirst

from deeds import deed
from hospitals.filters import StrikeFilter
from hospitals.models import Hospital, Measure, Strike, Trust, TrustArea
from hospitals.presenters import places, trusts
from lib.boundaries import next_boundary
from newsroom.front_page import coming_strikes
from tests import factories
from tests.factories import london
from tests.hospitals.test_pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]

TODAY = date(2026, 11, 28)
NOW = london("2026-11-28 09:00")
EARLIER = london("2026-11-28 08:00")
# Of the strike: {how it stands: (its days, its changes of status)}.
NOVEMBER = [date(2026, 11, 16)]
OPEN = "from the 16th without an end"
ROUND_TODAY = [date(2026, 11, 27), TODAY, date(2026, 11, 29)]
APART = [date(2026, 11, 20), date(2026, 12, 16)]
STANDS = {
    "announced": ([date(2026, 12, 8)], [("announced", date(2026, 11, 1))]),
    "by its days": (ROUND_TODAY, []),
    "under way without an end": (NOVEMBER, [("under_way", date(2026, 11, 16))]),
    "from a day on, no end announced": (OPEN, []),
    "under way, no end announced": (OPEN, [("under_way", date(2026, 11, 16))]),
    "no end announced, then ended": (
        OPEN,
        [("under_way", date(2026, 11, 16)), ("ended", date(2026, 11, 20))],
    ),
    "no end announced, then suspended": (OPEN, [("suspended", date(2026, 11, 20))]),
    "under way, and no day recorded": ([], [("under_way", date(2026, 11, 16))]),
    "between two of its days": (APART, [("announced", date(2026, 11, 1))]),
    "under way, between two days": (APART, [("under_way", date(2026, 11, 20))]),
    "suspended": (ROUND_TODAY, [("suspended", date(2026, 11, 27))]),
    "suspended before its days": (NOVEMBER, [("suspended", date(2026, 11, 10))]),
    "under way, then ended": (
        NOVEMBER,
        [("under_way", date(2026, 11, 16)), ("ended", date(2026, 11, 20))],
    ),
    "called off": (ROUND_TODAY, [("called_off", date(2026, 11, 25))]),
    "over by its days": (NOVEMBER, [("announced", date(2026, 11, 1))]),
}
# {(how it stands, what is known of staff here): the sentence}; None: it is not told of.
SENTENCES = {
    ("announced", "yes"): "Yes, announced",
    ("announced", "not_known"): "Not known",
    ("by its days", "yes"): "Yes, under way",
    ("by its days", "no"): "No, staff here are not out",
    ("by its days", "not_known"): "Not known",
    ("under way without an end", "yes"): "Yes, under way",
    ("under way without an end", "no"): "No, staff here are not out",
    ("under way without an end", "not_known"): "Not known",
    ("from a day on, no end announced", "yes"): "Yes, under way",
    ("under way, no end announced", "yes"): "Yes, under way",
    ("no end announced, then ended", "yes"): None,
    ("no end announced, then suspended", "yes"): "Suspended",
    ("under way, and no day recorded", "yes"): "Yes, under way",
    ("between two of its days", "yes"): "Yes, again from 16 December 2026",
    ("under way, between two days", "yes"): "Yes, again from 16 December 2026",
    ("suspended", "yes"): "Suspended",
    ("suspended before its days", "yes"): "Suspended",
    ("under way, then ended", "yes"): None,
    ("called off", "yes"): "Called off",
    ("over by its days", "yes"): None,
}
ON = {"Yes, announced", "Yes, under way", "Yes, again from 16 December 2026", "Not known"}


@deed
def standing(how, answer="yes"):
    days, statuses = STANDS[how]
    is_open = days == OPEN
    strike = factories.strike(f"Strike {how}", days=[] if is_open else days, statuses=statuses)
    if is_open:
        factories.spell(strike, date(2026, 11, 16), None)
    evidence = factories.evidence(signed_off=True)
    factories.out(strike, answer, evidence, trust=factories.trust())
    return strike


def answers(at=NOW):
    found = places.for_hospital_page(Hospital.objects.public(at))
    return places.hospital_page(found.get(pk=factories.hospital().pk), at).answers


@pytest.mark.parametrize(("how", "answer"), SENTENCES)
def test_the_sentence_says_how_it_stands(how, answer):
    standing(how, answer)
    told = SENTENCES[how, answer]
    found = answers()
    assert [each.verdict for each in found.coming] == ([told] if told else [])
    assert [each.verdict for each in found.still_on] == ([told] if told in ON else [])


# Called in a nation, an area, at a trust


CALLED_ACROSS_ENGLAND = "Called across England; whether staff here are out we do not know"


@deed
def called(how="by its days", nation=True, areas=(), trusts=()):
    """A strike of a national union, of which no row tells who is out."""
    days, statuses = STANDS[how]
    strike = factories.strike(f"Called {how}", days=days, statuses=statuses)
    union = factories.union()
    union.nation = factories.area() if nation else None
    union.save()
    strike.unions.add(union)
    strike.called_in.set(areas)
    strike.called_at.set(trusts)
    factories.trust()
    return strike


def verdicts(at=NOW):
    return [each.verdict for each in answers(at).coming]


@pytest.mark.parametrize("how", ["announced", "by its days", "under way without an end"])
def test_a_strike_of_a_national_union_is_called_across_its_nation(how):
    called(how)
    factories.hospital()
    assert verdicts() == [CALLED_ACROSS_ENGLAND]
    assert [each.verdict for each in answers().still_on] == [CALLED_ACROSS_ENGLAND]


@pytest.mark.parametrize("how", ["called off", "over by its days", "under way, then ended"])
def test_what_is_not_on_and_has_no_row_here_is_not_told_of(how):
    called(how)
    factories.hospital()
    assert verdicts() == []


def test_where_a_strike_says_where_it_is_called_the_nation_does_not_count():
    midlands = factories.region("Midlands")
    strike = called(areas=[midlands])
    factories.hospital()
    assert verdicts() == []
    strike.called_in.set([factories.region("South East")])
    assert verdicts() == [CALLED_ACROSS_ENGLAND.replace("England", "South East")]


def test_a_strike_called_at_this_trust_says_so_and_one_at_another_does_not():
    called("announced", trusts=[factories.trust("RN5")])
    factories.hospital()
    assert verdicts() == []
    called("by its days", nation=False, trusts=[factories.trust()])
    assert verdicts() == [
        f"Called across {factories.trust().name}; whether staff here are out we do not know"
    ]


def test_a_union_without_a_nation_calls_out_nobody_by_itself():
    called(nation=False)
    factories.hospital()
    assert verdicts() == []


def test_what_is_known_of_the_trust_goes_before_the_call():
    strike = called()
    factories.hospital()
    factories.out(strike, "no", factories.evidence(signed_off=True), trust=factories.trust())
    assert verdicts() == ["No, staff here are not out"]


def test_what_is_known_of_the_hospital_goes_before_what_is_known_of_its_trust(client):
    strike = standing("by its days")
    hospital = factories.hospital()
    assert verdicts() == ["Yes, under way"]
    factories.out(strike, "no", factories.evidence(signed_off=True), hospital=hospital)
    assert verdicts() == ["No, staff here are not out"]
    page = words_of(client.get(strike.get_absolute_url()))
    assert f"{hospital} No NHS England" in page
    data = client.get(f"/api/v1/strikes/{strike.slug}/").json()["who_is_out"]
    assert ["hospital", hospital.slug] in [[row["kind"], row["key"]] for row in data]


# Dates and hours of one place


def rolling(*at, starts="2026-11-28 07:00", ends="2026-11-28 12:00"):
    """All day of the 27th to the 29th; at some places only on the 28th, from 7am to noon."""
    strike = standing("by its days")
    hours = {"starts_at": london(starts), "ends_at": london(ends)}
    factories.strike_day(strike, TODAY, at=at, **hours)
    return strike


@pytest.mark.parametrize(
    ("place", "at", "verdict"),
    [
        (lambda: factories.trust(), "2026-11-28 06:00", "Yes, announced"),
        (lambda: factories.trust(), "2026-11-28 09:00", "Yes, under way"),
        (lambda: factories.trust(), "2026-11-28 13:00", None),
        (lambda: factories.hospital(), "2026-11-28 06:00", "Yes, announced"),
        (lambda: factories.region("South East"), "2026-11-28 06:00", "Yes, announced"),
        # Elsewhere it is all day.
        (lambda: factories.trust("RN5"), "2026-11-28 06:00", "Yes, under way"),
        (lambda: factories.region("Midlands"), "2026-11-28 13:00", "Yes, under way"),
    ],
)
def test_dates_of_a_place_count_there_instead_of_the_strikes(place, at, verdict):
    factories.hospital()
    rolling(place())
    assert verdicts(london(at)) == ([verdict] if verdict else [])


def test_the_place_that_is_named_most_nearly_has_its_dates():
    hospital = factories.hospital()
    strike = rolling(factories.trust())
    later = {"starts_at": london("2026-11-28 18:00"), "ends_at": london("2026-11-28 22:00")}
    factories.strike_day(strike, TODAY, at=[hospital], **later)
    [coming] = answers(london("2026-11-28 13:00")).coming
    assert coming.verdict == "Yes, announced"
    assert [spell.hours for spell in coming.spells] == ["6pm to 10pm"]
    assert coming.strike.when == "28 November 2026"


def test_a_strike_with_dates_at_other_places_alone_is_not_on_here():
    factories.hospital()
    strike = factories.strike("Only there", days=[])
    factories.spell(strike, TODAY, TODAY, at=[factories.trust("RN5")])
    factories.out(strike, "yes", factories.evidence(signed_off=True), trust=factories.trust())
    assert verdicts() == []


def test_the_page_of_the_strike_and_the_api_say_where_other_dates_hold(client):
    trust = factories.trust()
    strike = rolling(trust)
    assert f"Junior doctors at {trust.name}" in words_of(client.get(strike.get_absolute_url()))
    spells = client.get(f"/api/v1/strikes/{strike.slug}/").json()["spells"]
    assert [spell["places"] for spell in spells] == [
        [],
        [{"kind": "trust", "key": "RHM", "name": trust.name}],
    ]


# A figure of staff absent says that they are out


@pytest.mark.parametrize(
    ("value", "answer", "verdict"),
    [
        (450, "not_known", "Yes, under way"),
        (450, "no", "No, staff here are not out"),
        (0, "not_known", "Not known"),
    ],
)
def test_a_public_figure_of_staff_absent_is_evidence_of_yes(value, answer, verdict):
    strike = standing("by its days", answer)
    measure = factories.measure("nurses on strike")
    Measure.objects.filter(pk=measure.pk).update(tells_who_is_out=True)
    factories.released(value, strike=strike, measure="nurses on strike", at=EARLIER)
    assert verdicts() == [verdict]
    found = StrikeFilter({"trust": "RHM"}, Strike.objects.with_dates().with_status()).qs
    assert list(found) == ([strike] if verdict.startswith("Yes") else [])


def test_what_was_expected_or_is_on_the_desk_is_no_evidence():
    strike = standing("by its days", "not_known")
    Measure.objects.filter(pk=factories.measure("nurses on strike").pk).update(
        tells_who_is_out=True
    )
    about = {"strike": strike, "measure": "nurses on strike"}
    factories.released(450, nature="expected", at=EARLIER, **about)
    factories.figure(451, **about)
    assert verdicts() == ["Not known"]


# Kinds, and places that are not as others


def test_action_short_of_a_strike_is_not_said_to_be_a_strike(client):
    strike = standing("by its days")
    Strike.objects.filter(pk=strike.pk).update(kind="action_short")
    assert verdicts() == ["Action short of a strike, under way"]
    assert "What it is Action short of a strike" in words_of(client.get(strike.get_absolute_url()))
    assert "Action short of a strike ·" in words_of(client.get("/strikes/"))
    assert client.get(f"/api/v1/strikes/{strike.slug}/").json()["kind"] == "action_short"


def test_a_closed_trust_is_not_asked():
    standing("by its days")
    trust = factories.trust()
    trust.closed = date(2026, 3, 31)
    trust.save()
    assert trusts.trust_page(trust, NOW).answers is None


def test_a_trust_entered_an_hour_ago_knows_of_none_until_it_lies_somewhere():
    called()
    new = Trust.objects.create(code="NEW", name="A new trust", slug="a-new-trust")
    assert trusts.trust_page(new, NOW).answers.coming == []
    TrustArea.objects.create(trust=new, area=factories.region("Midlands"))
    assert [each.verdict for each in trusts.trust_page(new, NOW).answers.coming] == [
        CALLED_ACROSS_ENGLAND
    ]


def test_the_strike_says_where_it_is_called(client):
    strike = called(areas=[factories.region("Midlands")], trusts=[factories.trust()])
    page = words_of(client.get(strike.get_absolute_url()))
    assert f"Called in Midlands and {factories.trust().name}" in page
    assert client.get(f"/api/v1/strikes/{strike.slug}/").json()["called_in"] == [
        {"kind": "area", "key": "midlands", "name": "Midlands"},
        {"kind": "trust", "key": "RHM", "name": factories.trust().name},
    ]


def test_no_strike_is_not_the_same_as_none_known(client):
    words = words_of(client.get(factories.hospital().get_absolute_url()))
    assert "We know of none, now or to come. That does not mean that there is none." in words


def test_of_several_what_is_under_way_stands_first():
    for how in ("announced", "over by its days", "under way without an end"):
        standing(how)
    verdicts = [each.verdict for each in answers().coming]
    assert verdicts == ["Yes, under way", "Yes, announced"]


def test_what_is_under_way_is_not_what_happened_last_time():
    standing("under way without an end")
    assert answers().before is None
    standing("over by its days")
    assert answers().before.strike.title == "Strike over by its days"


def test_a_strike_lasts_until_the_hour_at_which_it_ends():
    strike = standing("over by its days")
    factories.strike_day(
        strike,
        date(2026, 11, 27),
        starts_at=london("2026-11-27 07:00"),
        ends_at=london("2026-11-28 06:59"),
    )
    early, late = london("2026-11-28 06:58"), london("2026-11-28 06:59")
    assert [each.verdict for each in answers(early).coming] == ["Yes, under way"]
    assert answers(early).before is None
    assert answers(late).coming == []
    assert answers(late).before.strike.title == strike.title


@pytest.mark.parametrize("how", STANDS)
def test_the_front_page_lists_what_is_on_or_to_come(how):
    strike = standing(how)
    told = SENTENCES[how, "yes"]
    assert list(coming_strikes(NOW)) == ([strike] if told in ON else [])


def test_the_front_page_lists_a_strike_until_the_hour_at_which_it_ends():
    strike = factories.strike("Night", days=[])
    factories.strike_day(strike, date(2026, 11, 27), ends_at=london("2026-11-28 06:59"))
    assert list(coming_strikes(london("2026-11-28 06:58"))) == [strike]
    assert list(coming_strikes(london("2026-11-28 06:59"))) == []


@pytest.mark.parametrize(
    ("how", "when"),
    [
        ("under way, no end announced", "from 16 November 2026, no end announced"),
        ("no end announced, then ended", "from 16 November 2026"),
    ],
)
def test_what_has_ended_is_not_said_to_have_no_end(client, how, when):
    words = words_of(client.get(standing(how).get_absolute_url()))
    assert f"When {capfirst(when)} Status" in words


def test_what_still_runs_is_told_with_who_says_so(client):
    strike = standing("under way without an end")
    paper = factories.evidence(factories.source("The union"), signed_off=True)
    more = {"evidence": paper, "unions": [factories.union()], "cover": "full walkout"}
    factories.spell(strike, date(2026, 12, 8), None, **more)
    [told] = answers().still_on
    [spell] = told.spells
    assert (spell.when, spell.unions, spell.cover) == (
        "from 8 December 2026, no end announced",
        "BMA",
        "full walkout",
    )
    assert ("The union", "") in answers().said_by


def test_it_is_called_off_from_its_hour_on_and_a_kept_page_is_over_then(client):
    strike = factories.strike("Walkout", days=[TODAY])
    factories.change_status(strike, "called_off", TODAY, hour=time(21))
    before, nine = london("2026-11-28 20:00"), london("2026-11-28 21:00")
    assert next_boundary(before) == nine
    for at, status in ((before, None), (nine, "called_off")):
        assert Strike.objects.with_status(at, public_at=at).get(pk=strike.pk).status == status
    page = words_of(client.get(strike.get_absolute_url()))
    assert "28 November 2026, 9pm: called off." in page


def test_a_kept_page_is_over_when_hours_of_each_day_begin_or_end():
    strike = factories.strike("Mornings", days=[])
    hours = {"daily_from": time(8), "daily_until": time(10)}
    factories.spell(strike, date(2026, 11, 26), date(2026, 11, 27), **hours)
    assert next_boundary(london("2026-11-26 07:00")) == london("2026-11-26 08:00")
    assert next_boundary(london("2026-11-27 09:00")) == london("2026-11-27 10:00")


def test_a_kept_page_is_over_when_a_days_hours_begin_or_end():
    strike = factories.strike("Night", days=[])
    begins, ends = london("2026-11-27 19:00"), london("2026-11-28 06:59")
    factories.strike_day(strike, date(2026, 11, 27), starts_at=begins, ends_at=ends)
    assert next_boundary(london("2026-11-27 12:00")) == begins
    assert next_boundary(london("2026-11-28 01:00")) == ends
