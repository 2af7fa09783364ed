"""What the pages of hospitals and trusts answer at their top, in the order readers ask."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hospitals.models import Hospital, HospitalTrust
from hospitals.presenters import places
from hospitals.presenters.trusts import trust_page
from tests import factories
from tests.factories import london
from tests.hospitals.test_pages import words_of
from tests.story_factories import marked, published, quote

pytestmark = pytest.mark.django_db

DURING = london("2023-04-12 09:00")
AFTER = london("2023-05-01 12:00")


def page(hospital, at=DURING):
    return places.hospital_page(
        places.for_hospital_page(Hospital.objects.public(at)).get(pk=hospital.pk), at
    )


def out(strike, answer="yes", **subject):
    evidence = factories.evidence(signed_off=True)
    return factories.out(strike, answer, evidence, **(subject or {"trust": factories.trust()}))


def verdicts(at=DURING):
    return [each.verdict for each in page(factories.hospital(), at).answers.coming]


def test_is_there_a_strike_here_under_way_announced_over():
    out(factories.strike())
    assert verdicts(london("2023-04-01 09:00")) == ["Yes, announced"]
    assert verdicts(DURING) == ["Yes, under way"]
    assert verdicts(AFTER) == []


def test_a_strike_that_was_called_off_is_said_to_be_and_limits_nothing():
    out(factories.strike(statuses=[("announced", date(2023, 4, 1))]))
    factories.change_status(factories.strike(), "called_off", date(2023, 4, 10))
    answers = page(factories.hospital()).answers
    assert [each.verdict for each in answers.coming] == ["Called off"]
    assert answers.still_on == []


def test_not_known_is_neither_yes_nor_no():
    out(factories.strike(), area=factories.area())
    assert verdicts() == ["Not known here; out in England"]


def test_staff_who_are_not_out_are_said_not_to_be():
    out(factories.strike(), answer="no")
    assert verdicts() == ["No, staff here are not out"]
    assert page(factories.hospital()).answers.still_on == []
    assert page(factories.hospital(), AFTER).answers.before is None


def test_what_still_runs_is_told_for_the_dates_that_remain():
    strike = factories.strike(days=[])
    for number, cover in ((11, "emergency care only"), (12, "full walkout"), (13, "exam classes")):
        factories.strike_day(strike, date(2023, 4, number), cover=cover)
    out(strike)
    [now] = page(factories.hospital()).answers.still_on
    assert [spell.cover for spell in now.spells] == [
        "full walkout",
        "exam classes",
    ]


def test_last_time_shows_what_happened_before_what_was_expected_and_the_hospital_before_its_trust():
    hospital = factories.hospital()
    factories.released(4000, at=DURING, nature="expected")
    factories.released(1854, at=DURING)
    factories.released(158, at=DURING, hospital=hospital, measure="inpatient")
    before = page(hospital, AFTER).answers.before
    assert before.strike.title == factories.strike().title
    assert [line.number for line in before.figures] == ["158", "1,854", "4,000"]
    assert page(hospital, AFTER).answers.said_by == [("NHS England", "/sources/nhs-england/")]


def test_a_strike_called_off_did_not_happen_last_time():
    out(factories.strike())
    factories.change_status(factories.strike(), "called_off", date(2023, 4, 10))
    assert page(factories.hospital(), AFTER).answers.before is None


def test_the_trust_that_runs_it_now_and_those_before():
    hospital = factories.hospital(run_by=factories.trust("RN5"))
    HospitalTrust.objects.filter(hospital=hospital).update(valid_to=date(2020, 3, 31))
    HospitalTrust.objects.create(
        hospital=hospital, trust=factories.trust(), valid_from=date(2020, 4, 1)
    )
    shown = page(hospital)
    assert (shown.trust.text, shown.trust.when) == (factories.trust().name, "from 1 April 2020")
    assert [row.when for row in shown.former_trusts] == ["until 31 March 2020"]


def test_a_hospital_that_nobody_runs_keeps_its_page(client):
    hospital = factories.hospital()
    HospitalTrust.objects.update(valid_to=date(2020, 3, 31))
    response = client.get(hospital.get_absolute_url())
    assert "No trust that we know of runs this hospital today." in words_of(response)


def test_an_empty_page_says_that_nothing_known_is_not_no(client):
    words = words_of(client.get(factories.hospital().get_absolute_url()))
    assert "We know of none, now or to come. That does not mean that there is none." in words
    assert "We have published no figures for this hospital alone." in words


def test_a_closed_trust_answers_nothing_of_today():
    factories.trust(closed=date(2020, 3, 31))
    assert trust_page(factories.trust(), DURING).answers is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=kings mill", ["King’s Mill Hospital"]),
        ("q=southampton", ["Southampton General Hospital"]),
        ("q=the general", ["Southampton General Hospital"]),
        ("trust=RK5", ["King’s Mill Hospital"]),
        ("region=south-east", ["Southampton General Hospital"]),
        ("q=mill&region=south-east", []),
    ],
)
def test_hospitals_are_found_by_name_town_trust_and_region(client, query, found):
    general = factories.hospital()
    general.aliases.create(text="The General", kind="local")
    factories.hospital("King’s Mill Hospital", "Sutton-in-Ashfield", run_by=factories.trust("RK5"))
    response = client.get(f"/hospitals/?{query}")
    assert response.status_code == 200
    names = ["King’s Mill Hospital", "Southampton General Hospital"]
    shown = [line.name for line in response.context["lines"]]
    assert shown == [name for name in names if name in found]


def test_a_wrong_filter_of_hospitals_shows_the_error_and_no_rows(client):
    factories.hospital()
    response = client.get("/hospitals/?trsut=RHM")
    assert response.status_code == 400
    assert "Did you mean “trust”?" in words_of(response)
    assert "Southampton General Hospital" not in words_of(response)


# Sources


def source_page(client, slug):
    return client.get(f"/sources/{slug}/")


def test_a_source_has_its_figures_with_its_role_at_the_time(client):
    marshall = factories.source("Caroline Marshall", kind="person")
    marshall.roles.create(role="chief operating officer", until=date(2023, 4, 30))
    marshall.roles.create(role="chief executive", since=date(2023, 5, 1))
    factories.released(
        1854,
        source=marshall,
        evidence=factories.evidence(marshall, published_on=date(2023, 4, 17)),
    )
    words = words_of(source_page(client, "caroline-marshall"))
    assert "1,854" in words
    assert "Caroline Marshall, chief operating officer" in words
    assert "Caroline Marshall, chief executive" not in words


def test_a_source_has_its_words_in_live_stories(client):
    said = quote()
    published(headline="What to expect", body=f"<p>{marked(said, '“We are sorry”')}</p>")
    words = words_of(source_page(client, "donna-green"))
    assert "“We are sorry”" in words
    assert "in What to expect" in words


def test_a_paper_that_reported_a_figure_has_a_page(client):
    evidence = factories.evidence(reported_by=factories.source("Daily Echo"))
    factories.released(1854, evidence=evidence)
    assert "as reported by Daily Echo" in words_of(source_page(client, "daily-echo"))


def test_a_source_that_nothing_public_names_has_no_page(client):
    factories.source("On the desk")
    factories.checked(1854, source=factories.source("Unreleased"))
    quote(speakers=[factories.source("Unprinted", kind="person")])
    described = {"terms": "unattributable", "description": "a manager", "kind": "person"}
    nameless = factories.source("Nameless", **described)
    for source in ("on-the-desk", "unreleased", "unprinted", nameless.slug, "nobody"):
        assert source_page(client, source).status_code == 404, source


def hidden_sources():
    """Each kind of source that readers may not know of, and one that there is not."""
    factories.source("On the desk")
    factories.source("Off the record", terms="off_record", kind="person")
    factories.checked(1854, source=factories.source("Unreleased"))
    quote(speakers=[factories.source("Unprinted", kind="person")])
    factories.figure(7, evidence=factories.evidence(reported_by=factories.source("Unread Echo")))
    return ["nobody", "on-the-desk", "off-the-record", "unreleased", "unprinted", "unread-echo"]


@pytest.mark.parametrize("query", ["", "?trust=RHM", "?cursor=x"])
def test_a_hidden_source_is_answered_as_one_that_there_is_not(client, query):
    """In the same words, with the same headers, after the same questions to the database."""
    answers = {}
    for slug in hidden_sources():
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(f"/sources/{slug}/{query}")
        body = answer.content.decode().replace(slug, "SLUG")
        headers = dict(answer.headers.items())
        answers[slug] = (answer.status_code, body, headers, len(asked))
    assert answers["nobody"][::3] == (404, 1)
    for slug, answer in answers.items():
        assert answer == answers["nobody"], slug


def test_figures_of_a_source_are_turned_by_page(client):
    for number in range(21):
        factories.released(1000 + number, trust=factories.trust(f"A{number:02}"))
    first = source_page(client, "nhs-england")
    assert len(first.context["source"].figures) == 20
    second = client.get(first.context["page"].next_url)
    assert len(second.context["source"].figures) == 1
    wrong = client.get("/sources/nhs-england/?trust=RHM")
    assert wrong.status_code == 400
    assert "There is no “trust” here." in words_of(wrong)


def test_a_figure_links_to_who_said_it_and_who_reported_it(client):
    evidence = factories.evidence(reported_by=factories.source("Daily Echo"))
    figure = factories.released(1854, evidence=evidence, at=timezone.now())
    page = client.get(figure.get_absolute_url()).content.decode()
    assert '<a href="/sources/nhs-england/">NHS England</a>' in page
    assert '<a href="/sources/daily-echo/">Daily Echo</a>' in page


def test_who_only_says_that_staff_are_out_is_named_without_a_page(client):
    rcn = factories.source("Royal College of Nursing")
    strike = factories.strike()
    evidence = factories.evidence(rcn, signed_off=True)
    factories.out(strike, "yes", evidence, trust=factories.trust())
    response = client.get(factories.trust().get_absolute_url())
    assert "Royal College of Nursing" in words_of(response)
    assert rcn.get_absolute_url() not in response.content.decode()
    assert client.get(rcn.get_absolute_url()).status_code == 404


def test_a_source_of_very_many_figures_has_the_same_list(client, monkeypatch):
    for number in range(4):
        factories.released(1000 + number, trust=factories.trust(f"A{number:02}"))
    factories.released(1, source=factories.source("BMA"), trust=factories.trust("B01"))
    few = source_page(client, "nhs-england").context["source"].figures
    monkeypatch.setattr("hospitals.presenters.sources.FEW", 2)
    assert source_page(client, "nhs-england").context["source"].figures == few
    assert len(few) == 4
