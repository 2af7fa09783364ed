"""The list of figures: one search as a table, a chart, a total, files and a stable address."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from hospitals.presenters import explorer
from tests import factories
from tests.hospitals.worlds import BEFORE

pytestmark = pytest.mark.django_db

APRIL = {"RHM": 1854, "RX1": 2408, "RK5": 1221}
LATER = factories.london("2023-04-21 09:00")


@pytest.fixture(scope="module")
def world(for_all):
    """April 2023 at three trusts and in England, single days and a running total; a revision."""
    april, staff = factories.strike(), factories.staff_group()
    at_trusts = {
        code: factories.released(
            value, at=BEFORE, trust=factories.trust(code), measure="appointments"
        )
        for code, value in APRIL.items()
    }
    england = {"area": factories.area(), "at": BEFORE, "measure": "appointments"}
    factories.released(196225, **england)
    running = {"basis": "running_total", "strike": None, "covers": [april]}
    factories.released(483085, period_start=date(2022, 12, 15), **running, **england)
    june = factories.strike("Junior doctors’ strike, June 2023", days=[date(2023, 6, 14)])
    about = {"strike": june, "period_start": date(2023, 6, 14), "period_end": date(2023, 6, 14)}
    factories.released(106120, **about, **england)
    single = {"basis": "one_day", "period_start": date(2023, 4, 11), "staff_group": staff}
    factories.released(71, at=BEFORE, measure="clinics", **single)
    factories.revised(at_trusts["RK5"], 1300, at=LATER)
    return april.slug


def asked(client, query):
    response = client.get(f"/figures/?{query}")
    assert response.status_code == 200, response.content.decode()
    return response.context


def test_trusts_of_one_strike_are_drawn_and_england_is_not_added_to_them(world, client):
    found = asked(client, f"strike={world}&measure=appointments")["explored"]
    assert found.count == "5 figures"
    [chart] = found.charts
    assert [row.number for row in chart.rows] == ["2,408", "1,854", "1,300"]
    assert chart.title.endswith("has the highest count of three trusts in this list")
    assert found.total.said == ""
    assert "No total is formed" in found.total.how


def test_some_trusts_are_added_up(world, client):
    total = asked(client, f"strike={world}&measure=appointments&trust=RHM,RX1")["explored"].total
    assert total.said.startswith("4,262: ")


def test_strikes_at_one_place_are_drawn_one_by_one(world, client):
    [chart] = asked(client, "area=england&measure=appointments")["explored"].charts
    assert (
        chart.title == "The strike of 11 to 14 April 2023 has the highest of two counts for England"
    )
    assert "483,085" not in chart.drawings[0].svg


def test_all_figures_are_counted_and_not_drawn(world, client):
    found = asked(client, "")["explored"]
    assert (found.count, found.charts, found.total) == ("7 figures", [], None)
    assert found.no_chart.endswith("choose a strike, a trust or what is counted.")


def test_where_nothing_compares_it_is_said(world, client):
    found = asked(client, "trust=RHM")["explored"]
    assert found.charts == []
    assert found.no_chart.startswith("Nothing is drawn: no two of these figures count the same")
    assert asked(client, "measure=clinics")["explored"].no_chart.startswith("One figure alone")


def test_sorted_by_value_running_totals_stand_apart(world, client):
    groups = asked(client, f"strike={world}&ordering=-value")["groups"]
    assert [(group.heading, group.lines[0].number) for group in groups] == [
        ("Whole strike", "196,225"),
        ("Running total", "483,085"),
        ("One day", "71"),
    ]


def test_the_files_and_the_api_are_asked_the_same(world, client, settings):
    settings.SITE_URL = "https://news.example"
    page = client.get(
        "/figures/?trust=RHM&setting=&measure=appointments&utm_source=x"
    ).content.decode()
    for path in ("figures.csv", "figures.xlsx", "figures/"):
        assert f'href="/api/v1/{path}?measure=appointments&amp;trust=RHM"' in page
    assert '/figures/?measure=appointments&amp;trust=RHM"' in page.split('rel="canonical"')[1]


def test_what_was_chosen_is_said_and_can_be_taken_off(world, client):
    first, second = asked(client, "trust=RHM,RX1&measure=appointments")["filters"]
    assert first.label == "Trust"
    assert "University Hospital Southampton NHS Foundation Trust or " in first.words
    assert first.without == "/figures/?measure=appointments"
    assert second.without == "/figures/?trust=RHM%2CRX1"


def test_a_line_is_copied_with_its_source(world, client):
    copied = asked(client, f"strike={world}&trust=RHM&basis=whole_strike")["copied"]
    assert len(copied) == 1
    assert copied[0].startswith("1,854 ")
    assert ". NHS England, " in copied[0]
    [line] = asked(client, "trust=RHM&basis=whole_strike")["lines"]
    assert copied[0].endswith(line.url)


def test_a_list_is_pinned_to_the_moment_since_which_it_has_stood(world, client):
    pinned = asked(client, "trust=RK5")["pinned_address"]
    shown = client.get(pinned)
    assert [line.number for line in shown.context["lines"]] == ["1,300"]
    assert shown.context["unpinned"] == "/figures/?trust=RK5"
    assert shown.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in shown.headers["Cache-Control"]


def test_a_list_as_it_was_before_a_number_was_revised(world, client):
    lines = asked(client, "trust=RK5&as_of=2023-04-20")["lines"]
    assert [line.number for line in lines] == ["1,221"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("as_of=soon", "“as_of” is a day or a moment that is past"),
        (f"as_of={timezone.now() + timedelta(days=2):%Y-%m-%d}", "is still to come"),
        ("as_of=2023-04-20&strike={}&ordering=-value", "Sorting by value is by today’s values"),
    ],
)
def test_a_moment_that_cannot_be_shown_is_refused(world, client, query, sentence):
    response = client.get(f"/figures/?{query.format(world)}")
    assert response.status_code == 400
    assert sentence in response.content.decode()


def test_of_too_many_nothing_is_drawn(world, client, monkeypatch):
    monkeypatch.setattr(explorer, "MOST", 2)
    found = asked(client, f"strike={world}&measure=appointments")["explored"]
    assert (found.count, found.charts, found.total) == ("More than 2 figures", [], None)
    assert found.no_chart.startswith("Nothing is drawn or added up: more than")


def test_trusts_on_the_day_that_was_chosen(client):
    day = date(2023, 4, 12)
    about = {"basis": "one_day", "period_start": day, "measure": "operations"}
    for code, value in APRIL.items():
        factories.released(value, trust=factories.trust(code), **about)
    query = f"measure=operations&date_from={day}&date_to={day}&basis=one_day"
    found = asked(client, query)["explored"]
    [chart] = found.charts
    assert "highest count of three trusts in this list" in chart.title
    assert chart.counted.endswith(
        "12 April 2023, by trust. Trusts differ in size, so this is not a rate."
    )
    assert found.total.said.startswith("5,483: ")
    factories.released(
        9, trust=factories.trust("RHM"), **about | {"period_start": date(2023, 4, 13)}
    )
    [chart] = asked(client, "measure=operations&basis=one_day")["explored"].charts
    assert [row.name for row in chart.rows] == ["Wednesday 12 April 2023", "Thursday 13 April 2023"]
