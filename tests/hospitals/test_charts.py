"""Which figures make a chart, what it says of them and what it leaves out."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from deeds.generations import READ
from hospitals import workflow
from hospitals.models import DisruptionFigure, Hospital, Strike
from hospitals.presenters import disputes, places, strikes, trusts
from hospitals.presenters.charts import by_trust
from hospitals.presenters.charts.figures import of_figure
from hospitals.presenters.figures import with_shown
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]

SOUTHAMPTON, NOTTINGHAM, SHERWOOD = "RHM", "RX1", "RK5"
APRIL = {SOUTHAMPTON: 1854, NOTTINGHAM: 2408, SHERWOOD: 1221}


def at_trust(code, value, **given):
    return factories.released(value, trust=factories.trust(code), **given)


def three_trusts(**given):
    return {code: at_trust(code, value, **given) for code, value in APRIL.items()}


def of_strike(strike=None):
    at = timezone.now()
    listed = strikes.for_strike_page(Strike.objects.public(at), at)
    page = strikes.strike_page(listed.get(pk=(strike or factories.strike()).pk), at)
    return {chart.id: chart for chart in page.charts}


def of_dispute():
    page = disputes.dispute_page(factories.dispute(), timezone.now())
    return page.charts


def numbers(chart):
    return [row.number for row in chart.rows]


def drawn(chart):
    """What the drawing prints."""
    told = re.findall(r"<text[^>]*>(?:<tspan[^>]*>)?([^<]*)", chart.drawings[0].svg)
    return [text for text in told if text]


def count(chart, look):
    return len(re.findall(rf'class="[^"]*\b{look}\b', "".join(d.svg for d in chart.drawings)))


# By trust


def test_the_trusts_of_a_strike_the_largest_first():
    three_trusts()
    chart = of_strike()["chart-trusts"]
    assert (
        chart.title
        == "Nottingham University Hospitals has the highest count of three trusts " + ("on record")
    )
    assert chart.counted == (
        "Appointments, acute hospitals, 11 to 14 April 2023, by trust. Trusts differ in size, so "
        "this is not a rate."
    )
    assert drawn(chart) == [
        *("Nottingham University Hospitals", "2,408"),
        *("University Hospital Southampton", "1,854"),
        *("Sherwood Forest Hospitals", "1,221"),
    ]
    assert numbers(chart) == ["2,408", "1,854", "1,221"]


def test_one_number_is_no_chart():
    at_trust(SOUTHAMPTON, 1854)
    assert of_strike() == {}


def test_nothing_at_all_is_no_chart():
    assert of_strike() == {}
    assert of_dispute() == []


UNLIKE = {
    "another kind of service": {"setting": "community"},
    "a kind of service that is not stated": {"setting": None},
    "what was expected": {"nature": "expected"},
    "the busiest day": {"basis": "busiest_day"},
    "another measure": {"measure": "operations"},
    "a service alone": {"service": "endoscopy"},
    "a change": {"compared_with": "the same week of 2022", "change": "up"},
}


@pytest.mark.parametrize("given", UNLIKE.values(), ids=UNLIKE)
def test_unlike_numbers_are_not_compared(given):
    three_trusts()
    at_trust("RN5", 9999, **given)
    assert numbers(of_strike()["chart-trusts"]) == ["2,408", "1,854", "1,221"]


def test_numbers_of_other_staff_are_not_compared():
    three_trusts(staff_group=factories.staff_group())
    at_trust("RN5", 9999, staff_group=factories.staff_group("Nurses"))
    assert numbers(of_strike()["chart-trusts"]) == ["2,408", "1,854", "1,221"]


def test_what_is_not_public_is_not_in_it():
    three_trusts()
    trust = factories.trust("RN5")
    factories.figure(9991, trust=trust)
    factories.checked(9992, trust=trust, source=factories.source("BMA"))
    gone = factories.released(9993, trust=trust, source=factories.source("RCN"))
    workflow.withdraw(by=factories.user("editor"), figure=gone, reason="It was of another strike.")
    chart = of_strike()["chart-trusts"]
    assert numbers(chart) == ["2,408", "1,854", "1,221"]
    assert not re.search("999[123]", str(chart))


def test_of_rivals_the_one_that_is_used():
    three_trusts()
    at_trust(SOUTHAMPTON, 2000, source=factories.source("BMA"), rounded_to=1000)
    assert numbers(of_strike()["chart-trusts"]) == ["2,408", "1,854", "1,221"]


def test_a_disputed_number_is_not_drawn_and_that_is_said():
    figures = three_trusts()
    workflow.dispute(
        by=factories.user("editor"), figure=figures[NOTTINGHAM], text="The trust says it is less."
    )
    chart = of_strike()["chart-trusts"]
    assert numbers(chart) == ["1,854", "1,221"]
    assert "One more is disputed: it is among the figures." in chart.coverage


def test_who_may_not_be_named_is_not():
    agreed = {"terms": "unattributable", "description": "a senior doctor"}
    secret = factories.source("Dr Secret", kind="person", **agreed)
    document = factories.evidence(secret, kind="call", **agreed)
    workflow.clear_evidence(by=factories.user("editor"), evidence=document)
    three_trusts()
    factories.released(
        900,
        trust=factories.trust("RN5"),
        source=secret,
        evidence=document,
        stood_up="second_source",
    )
    chart = of_strike()["chart-trusts"]
    assert chart.rows[-1].attribution == "A senior doctor"
    assert "Secret" not in str(chart)


def test_a_trust_that_did_not_report_is_dashed_and_last():
    three_trusts()
    at_trust("RN5", None, missing="not_reported")
    chart = of_strike()["chart-trusts"]
    assert numbers(chart)[-1] == "not reported"
    assert (count(chart, "bar"), count(chart, "gap")) == (3, 1)
    assert "three trusts" in chart.title


def test_a_true_nought_is_a_number():
    three_trusts()
    at_trust("RN5", 0)
    chart = of_strike()["chart-trusts"]
    assert numbers(chart)[-1] == "0"
    assert (count(chart, "bar"), count(chart, "gap")) == (4, 0)


def test_it_says_of_how_many_trusts_and_what_they_come_to():
    three_trusts()
    factories.released(196225, area=factories.area())
    factories.trust("RN5")
    factories.trust("RJ1", opened=date(2024, 1, 1))
    assert of_strike()["chart-trusts"].coverage == [
        "We hold a count for 3 of the 4 trusts on our list.",
        "A trust that is not shown is not a trust without a strike.",
        "The three add up to 5,483 (our addition). NHS England gives 196,225 for England.",
    ]


def test_a_strike_of_three_trusts_is_not_measured_by_the_whole_nation():
    factories.strike().called_at.set([factories.trust(code) for code in APRIL])
    three_trusts()
    factories.trust("RN5")
    assert of_strike()["chart-trusts"].coverage == []


def test_a_strike_of_a_region_is_measured_by_its_trusts():
    factories.strike().called_in.set([factories.region("Midlands")])
    for code in (NOTTINGHAM, SHERWOOD):
        at_trust(code, APRIL[code])
    factories.trust("RNS", region_name="Midlands")
    factories.trust(SOUTHAMPTON)
    assert (
        "We hold a count for 2 of the 3 trusts on our list." in of_strike()["chart-trusts"].coverage
    )


def test_of_many_trusts_the_largest_are_drawn_and_all_are_in_the_table(monkeypatch):
    monkeypatch.setattr(by_trust, "MOST_BARS", 3)
    for number in range(5):
        at_trust(f"T{number:02}", 100 + number)
    chart = of_strike()["chart-trusts"]
    assert count(chart, "bar") == 3
    assert numbers(chart) == [str(104 - number) for number in range(5)]
    assert chart.coverage[0] == "3 of 5 are drawn, the largest first; all are in the table."


def test_no_trust_is_dropped_where_the_page_does_not_list_every_figure(monkeypatch):
    monkeypatch.setattr(strikes, "FIGURES", 2)
    three_trusts()
    assert numbers(of_strike()["chart-trusts"]) == ["2,408", "1,854", "1,221"]


def test_no_day_is_dropped_where_the_page_does_not_list_every_figure(monkeypatch):
    monkeypatch.setattr(strikes, "FIGURES", 2)
    day_by_day([231, 238, 226, 219])
    assert numbers(of_strike()["chart-days"]) == ["231", "238", "226", "219"]


def test_what_is_compared_of_many_figures_is_the_total_of_every_trust(monkeypatch):
    monkeypatch.setattr(strikes, "FIGURES", 2)
    three_trusts()
    for code in APRIL:
        at_trust(code, 100, measure="operations")
    day_by_day([231, 238, 226, 219])
    assert numbers(of_strike()["chart-trusts"]) == ["2,408", "1,854", "1,221"]


def test_a_strike_of_many_figures_asks_six_questions_more(monkeypatch, settings):
    settings.PARTS_KEPT_SECONDS = 600
    three_trusts()
    day_by_day([231, 238, 226, 219])
    of_strike()
    of_all = questions_of_charts()
    monkeypatch.setattr(strikes, "FIGURES", 2)
    assert questions_of_charts() - of_all == 6


def questions_of_charts():
    with CaptureQueriesContext(connection) as captured:
        of_strike()
    return len([query for query in captured if query["sql"] != READ])


def test_bars_are_split_where_every_trust_has_its_two_parts():
    factories.appointments_split()
    assert of_strike() == {}
    split = {"trust": factories.trust(NOTTINGHAM)}
    whole = factories.released(2408, **split)
    parts = [
        factories.released(408, measure="inpatient", **split),
        factories.released(2000, measure="outpatient", **split),
    ]
    assert count(of_strike()["chart-trusts"], "second") == 0
    workflow.set_parts(by=factories.user("data_editor"), whole=whole, parts=parts, axis="measure")
    chart = of_strike()["chart-trusts"]
    assert count(chart, "second") == 2 + 1
    assert drawn(chart)[:2] == ["outpatient", "inpatient"]


def test_where_a_number_is_not_exact_there_are_ranges_and_no_winner():
    three_trusts()
    at_trust("RN5", 2400, how_exact="around")
    chart = of_strike()["chart-trusts"]
    assert chart.title == "Counts of four trusts on record, not all of them exact"
    assert (count(chart, "bar"), count(chart, "dot")) == (0, 4)
    assert "about 2,400" in drawn(chart)


def test_a_clear_winner_is_said_though_another_is_not_exact():
    three_trusts()
    at_trust("RN5", 300, how_exact="around")
    assert of_strike()["chart-trusts"].title.startswith("Nottingham University Hospitals has")


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ([7, 7, 5], "Trust T00 and Trust T01 have the highest count of three trusts on record"),
        ([7, 7, 7], "Counts of three trusts on record are the same"),
        ([7, 7, 7, 5], "Three share the highest count of four trusts on record"),
    ],
)
def test_those_that_share_the_highest(values, title):
    for number, value in enumerate(values):
        at_trust(f"T{number:02}", value)
    assert of_strike()["chart-trusts"].title == title


def test_what_was_expected_is_called_so():
    three_trusts(nature="expected")
    chart = of_strike()["chart-trusts"]
    assert "highest expected count" in chart.title
    assert chart.counted.startswith("Expected: appointments")


def test_the_source_line_names_the_papers_and_their_days():
    for number, code in enumerate(APRIL):
        paper = factories.source(f"Paper {number}")
        document = factories.evidence(
            reported_by=paper, published_on=date(2023, 4, 18 + number), signed_off=False
        )
        at_trust(code, 100 + number, evidence=document)
    assert of_strike()["chart-trusts"].source == (
        "Source: NHS England, as reported by Paper 2 and two others (see the table), published 18 "
        "to 20 April 2023."
    )


# By day


def day_by_day(values, **given):
    for day, value in zip(factories.APRIL_2023, values, strict=False):
        if value is not None:
            factories.released(value, basis="one_day", period_start=day, period_end=day, **given)


def test_day_by_day_at_one_trust_on_one_scale():
    day_by_day([231, 238, 226, 219], measure="nurses on strike", setting=None)
    day_by_day([131, 129, 160, 79], measure="outpatient")
    chart = of_strike()["chart-days"]
    assert chart.title == "Day by day at University Hospital Southampton"
    assert [drawing.heading for drawing in chart.drawings] == [
        "Outpatient, acute hospitals",
        "Nurses on strike",
    ]
    assert "the days must not be added" in chart.counted
    assert len(chart.rows) == 8


def test_a_day_of_the_strike_without_a_number_is_dashed():
    day_by_day([231, None, 226, 219])
    chart = of_strike()["chart-days"]
    assert chart.title == (
        "Tuesday 11 April 2023 has the highest of three counts for University Hospital Southampton"
    )
    assert numbers(chart) == ["231", "not held", "226", "219"]
    assert "Dashed: not held; that is not nought." in chart.counted
    assert count(chart, "gap") == 1


def test_the_place_with_most_numbers_is_shown_and_the_others_are_mentioned():
    day_by_day([231, 238, 226, 219])
    day_by_day([12, 14], trust=factories.trust(NOTTINGHAM))
    chart = of_strike()["chart-days"]
    assert "Southampton" in chart.title
    assert chart.coverage == ["Numbers day by day for one more place are among the figures."]


# By region


def test_regions_have_tiles_only_where_there_are_rates():
    factories.released(300, area=factories.region("Midlands"))
    factories.released(200, area=factories.region("South East"))
    assert of_strike() == {}
    for name, value in (("Midlands", 30), ("South East", 12)):
        factories.released(
            value, area=factories.region(name), measure="clinics", out_of=100, out_of_what="clinics"
        )
    factories.area("London", "region", code="Y56", within=[factories.area()])
    chart = of_strike()["chart-regions"]
    assert chart.title == "Rates on record for 2 of 3 regions"
    assert {"30%", "12%", "none held"} < set(drawn(chart))
    assert (count(chart, "region"), count(chart, "gap")) == (2, 1)


# Strike by strike

OTHERS = {
    "March": [date(2023, 3, number) for number in (13, 14, 15)],
    "June": [date(2023, 6, number) for number in (14, 15, 16)],
}


def other_strike(name, **more):
    return factories.strike(f"Strike in {name}", days=OTHERS[name], **more)


def of_nation(value, strike, **given):
    return factories.released(value, area=factories.area(), strike=strike, **given)


def test_a_dispute_has_the_totals_of_its_strikes_in_order():
    of_nation(106120, other_strike("June"))
    of_nation(196225, factories.strike())
    of_nation(175122, other_strike("March"))
    at_trust(SOUTHAMPTON, 1854)
    (chart,) = of_dispute()
    assert (
        chart.title
        == "The strike of 11 to 14 April 2023 has the highest of three counts for " + ("England")
    )
    assert [(row.name, row.number) for row in chart.rows] == [
        ("13 to 15 March 2023", "175,122"),
        ("11 to 14 April 2023", "196,225"),
        ("14 to 16 June 2023", "106,120"),
    ]
    assert chart.coverage == [
        "3 of 3 strikes of this dispute have a total that can be compared.",
        "For 1 of the 1 trusts on our list we hold numbers of their own: see the pages of the "
        "strikes.",
    ]


def test_a_strike_whose_total_cannot_be_compared_is_dashed():
    of_nation(175122, other_strike("March"))
    of_nation(196225, factories.strike(), setting="all")
    of_nation(106120, other_strike("June"))
    (chart,) = of_dispute()
    assert numbers(chart) == ["175,122", "none on record that can be compared", "106,120"]
    assert count(chart, "gap") == 1


def test_a_strike_that_was_called_off_or_is_to_come_is_not_missing():
    of_nation(175122, other_strike("March"))
    of_nation(196225, factories.strike())
    other_strike("June", statuses=[("called_off", date(2023, 6, 1))])
    factories.strike("To come", days=[date(2099, 1, 1)])
    (chart,) = of_dispute()
    assert numbers(chart) == ["175,122", "196,225"]


def test_what_the_source_said_before_it_revised_it_is_a_dashed_line():
    of_nation(175122, other_strike("March"))
    figure = of_nation(61989, factories.strike())
    factories.revised(figure, 67034)
    (chart,) = of_dispute()
    assert numbers(chart) == ["175,122", "67,034"]
    assert count(chart, "was") == 1 + 1
    assert "A dashed line: what its source said before it revised it." in chart.counted


def test_our_own_error_is_nobodys_earlier_number():
    of_nation(175122, other_strike("March"))
    figure = of_nation(61989, factories.strike())
    factories.revised(figure, 67034, reason="our_error")
    (chart,) = of_dispute()
    assert count(chart, "was") == 0


def test_a_trust_has_its_history_and_marks_nothing():
    figures = three_trusts()
    march = other_strike("March")
    at_trust(SOUTHAMPTON, 1650, strike=march)
    at_trust(SOUTHAMPTON, 9999, strike=other_strike("June"), setting="all")
    trust = figures[SOUTHAMPTON].trust
    (chart,) = trusts.trust_page(trust, timezone.now()).charts
    assert chart.title == (
        "The strike of 11 to 14 April 2023 has the highest of two counts for University Hospital "
        "Southampton"
    )
    assert numbers(chart) == ["1,650", "1,854", "none on record that can be compared"]
    assert count(chart, "marked") == 0


def test_what_a_trust_had_of_several_things_is_on_one_scale():
    factories.appointments_split()
    march = other_strike("March")
    for value, measure in ((1869, "appointments"), (219, "inpatient"), (1650, "outpatient")):
        factories.released(value, measure=measure, strike=march)
    (chart,) = trusts.trust_page(factories.trust(), timezone.now()).charts
    assert chart.title == "Strike by strike at University Hospital Southampton"
    assert len(chart.drawings) == 3
    assert "All on one scale." in chart.counted


def test_a_hospital_has_the_history_of_its_own():
    hospital = factories.hospital()
    for strike, value in ((factories.strike(), 13), (other_strike("March"), 20)):
        factories.released(value, hospital=hospital, measure="operations", strike=strike)
    at = timezone.now()
    found = places.for_hospital_page(Hospital.objects.public(at)).get(pk=hospital.pk)
    (chart,) = places.hospital_page(found, at).charts
    assert numbers(chart) == ["20", "13"]
    assert trusts.trust_page(factories.trust(), at).charts == []


# One figure


def of_one(figure):
    at = timezone.now()
    (shown,) = with_shown(DisruptionFigure.objects.public(at).filter(pk=figure.pk))
    return {chart.id: chart for chart in of_figure(shown, at)}


def test_a_figure_is_marked_among_its_like():
    figures = three_trusts()
    chart = of_one(figures[SOUTHAMPTON])["chart-trusts"]
    assert numbers(chart) == ["2,408", "1,854", "1,221"]
    assert count(chart, "marked") == 1


def test_the_figure_of_the_page_is_drawn_though_it_is_the_smallest_of_many(monkeypatch):
    monkeypatch.setattr(by_trust, "MOST_BARS", 3)
    made = [at_trust(f"T{number:02}", 100 + number) for number in range(5)]
    chart = of_one(made[0])["chart-trusts"]
    assert count(chart, "bar") == 4
    assert count(chart, "marked") == 1


def test_a_disputed_figure_stands_in_no_chart():
    figures = three_trusts()
    workflow.dispute(
        by=factories.user("editor"), figure=figures[NOTTINGHAM], text="The trust says it is less."
    )
    assert of_one(figures[NOTTINGHAM]) == {}


def test_a_total_is_marked_among_those_of_its_dispute():
    of_nation(175122, other_strike("March"))
    chart = of_one(of_nation(196225, factories.strike()))["chart-strikes"]
    assert numbers(chart) == ["175,122", "196,225"]
    assert count(chart, "marked") == 1


def test_a_day_is_marked_among_its_days():
    day_by_day([231, 238, 226, 219])
    figure = DisruptionFigure.objects.get(period_start=date(2023, 4, 13))
    chart = of_one(figure)["chart-days"]
    assert numbers(chart) == ["231", "238", "226", "219"]
    assert count(chart, "marked") == 1


def test_running_totals_are_a_line_and_never_stand_with_single_strikes():
    of_nation(196225, factories.strike())
    totals = [
        factories.released(
            value,
            area=factories.area(),
            strike=None,
            basis="running_total",
            period_start=date(2022, 12, 15),
            period_end=end,
        )
        for value, end in (
            (483085, date(2023, 4, 15)),
            (698813, date(2023, 7, 18)),
            (1491303, date(2024, 7, 2)),
        )
    ]
    chart = of_one(totals[-1])["chart-running-total"]
    assert chart.title == "1,491,303 by 2 July 2024: a running total"
    assert numbers(chart) == ["483,085", "698,813", "1,491,303"]
    assert (count(chart, "line"), count(chart, "marked")) == (2, 1)


def test_a_revision_by_the_source_is_a_line_of_numbers():
    figure = of_nation(61989, factories.strike())
    assert of_one(figure) == {}
    factories.revised(figure, 67034)
    chart = of_one(figure)["chart-revised"]
    assert chart.title == "Revised from 61,989 to 67,034"
    assert numbers(chart) == ["61,989", "67,034"]
    assert (count(chart, "hollow"), count(chart, "marked")) == (1, 1)


# On the page


def test_the_page_holds_the_drawing_its_table_and_no_style(client):
    figures = three_trusts()
    page = client.get(factories.strike().get_absolute_url()).content.decode()
    (chart,) = re.findall(r'<figure class="chart".*?</figure>', page, re.DOTALL)
    assert 'role="img"' in chart
    assert figures[SOUTHAMPTON].get_absolute_url() in chart
    assert "style=" not in page
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("code", ["RHM", "RX1"])
def test_a_chart_stands_on_the_page_of_a_trust(client, code):
    at_trust(code, 1854)
    at_trust(code, 1650, strike=other_strike("March"))
    page = client.get(factories.trust(code).get_absolute_url()).content.decode()
    assert page.count('class="chart"') == 1
