"""Filters never mislead: what they find, and what they refuse to guess."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from hospitals.filters import FigureFilter, StrikeFilter, TrustFilter
from hospitals.models import (
    Alias,
    DisruptionFigure,
    PublicFigure,
    StaffGroupName,
    Strike,
    Trust,
    TrustArea,
    TrustName,
)
from hospitals.workflow import clear_evidence
from tests import factories
from tests.hospitals.worlds import BEFORE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]


def find(filterset_class, queryset, query):
    filterset = filterset_class(QueryDict(query), queryset)
    assert filterset.form.is_valid(), filterset.errors
    return set(filterset.qs)


def figures(query):
    live = PublicFigure.objects.live(timezone.now())
    return {row.figure for row in find(FigureFilter, live, query)}


def trusts(query):
    return {trust.code for trust in find(TrustFilter, Trust.objects.all(), query)}


def strikes(query):
    return find(StrikeFilter, Strike.objects.with_dates().with_status(), query)


def test_a_trust_finds_its_own_figures_and_those_of_its_hospitals():
    of_trust = factories.released()
    of_hospital = factories.released(13, hospital=factories.hospital())
    factories.released(3, trust=factories.trust("RN5"))
    assert figures("trust=RHM") == {of_trust, of_hospital}


def test_a_hospital_finds_its_own_figures_only():
    factories.released()
    of_hospital = factories.released(13, hospital=factories.hospital())
    assert figures(f"hospital={of_hospital.hospital.slug}") == {of_hospital}


def test_a_region_finds_its_figures_and_those_of_its_trusts():
    of_region = factories.released(5000, area=factories.region("South East"))
    of_trust = factories.released()
    factories.released(71, trust=factories.trust("RK5"))
    assert figures("area=south-east") == {of_region, of_trust}


def test_a_nation_finds_the_nations_own_figures_only():
    factories.released()
    national = factories.released(195000, area=factories.area())
    assert figures("area=england") == {national}


def test_who_reported_it_finds_figures_of_the_api(client):
    echo = factories.source("Daily Echo")
    told = factories.released(evidence=factories.evidence(reported_by=echo))
    factories.released(158, measure="inpatient")
    hush = factories.evidence(
        kind="call", terms="unattributable", description="a manager", reported_by=echo
    )
    clear_evidence(by=factories.user("editor"), evidence=hush)
    factories.released(7, measure="clinics", evidence=hush, stood_up="document_seen")
    found = client.get("/api/v1/figures/?reported_by=daily-echo").json()["results"]
    assert [row["id"] for row in found] == [told.pk]
    assert client.get("/api/v1/figures/?reported_by=daily-ecco").status_code == 400


def test_a_county_finds_trusts_that_were_in_it_on_the_figures_day():
    county = factories.area("Hampshire", "county")
    TrustArea.objects.create(trust=factories.trust(), area=county, valid_to=date(2023, 4, 12))
    april = factories.released()
    factories.released(158, basis="one_day", period_start=date(2023, 6, 14))
    assert figures("area=hampshire") == {april}


def test_a_strike_finds_figures_that_cover_it_with_others():
    april = factories.strike()
    own = factories.released()
    running = factories.released(
        500000,
        area=factories.area(),
        strike=None,
        basis="running_total",
        covers=[april],
        period_start=date(2022, 12, 15),
        period_end=date(2023, 4, 15),
    )
    factories.released(7, strike=None, trust=factories.trust("RN5"), period_start=date(2023, 4, 11))
    assert figures(f"strike={april.slug}") == {own, running}


def test_staff_find_figures_that_say_it_is_about_them():
    doctors = factories.released(staff_group=factories.staff_group())
    factories.released(158, staff_group=factories.staff_group("Nurses"))
    factories.released(3, trust=factories.trust("RN5"))
    assert figures("staff_group=junior-doctors") == {doctors}


def test_kinds_of_service_are_found_one_or_several():
    acute = factories.released()
    community = factories.released(3581, setting="community")
    factories.released(40, setting="mental-health")
    factories.released(1900, setting=None, source=factories.source("Daily Echo"))
    assert figures("setting=acute") == {acute}
    assert figures("setting=community,acute") == {acute, community}


def test_staff_find_those_among_them():
    doctors = factories.staff_group()
    first_years = factories.staff_group("First-year doctors", parent=doctors)
    everybody = factories.released(staff_group=doctors)
    some = factories.released(158, staff_group=first_years)
    factories.released(3)
    assert figures("staff_group=junior-doctors") == {everybody, some}
    assert figures("staff_group=first-year-doctors") == {some}


def test_a_strike_is_found_by_the_larger_group_of_staff():
    doctors = factories.staff_group()
    strike = factories.strike("First-year doctors’ strike")
    strike.staff_groups.set([factories.staff_group("First-year doctors", parent=doctors)])
    assert strike in strikes("staff_group=junior-doctors")


def test_a_dispute_finds_what_is_about_it_as_a_whole():
    offer = factories.released(5, strike=None, dispute=factories.dispute(), nature="offer")
    factories.released()
    assert figures(f"dispute={offer.dispute.slug}") == {offer}


def test_a_service_finds_what_is_about_it_alone():
    endoscopy = factories.released(41, service="endoscopy")
    factories.released()
    assert figures("service=endoscopy") == {endoscopy}


def test_who_says_so_finds_what_they_say_and_not_what_they_report():
    england = factories.released()
    echo = factories.source("Daily Echo")
    chief = factories.source("Dr Caroline Marshall", kind="person")
    reported = factories.evidence(chief, kind="paper", reported_by=echo)
    said = factories.released(158, source=chief, evidence=reported)
    counted = factories.released(3, source=echo)
    assert figures("said_by=nhs-england") == {england}
    assert figures("said_by=dr-caroline-marshall") == {said}
    assert figures("said_by=daily-echo") == {counted}


def test_who_says_so_is_who_says_the_value_that_readers_see():
    figure = factories.released(at=BEFORE)
    trust = factories.evidence(factories.source("The trust"))
    factories.revised(figure, 1855, evidence=trust)
    assert figures("said_by=the-trust") == {figure}
    assert figures("said_by=nhs-england") == set()


@pytest.mark.parametrize("secret", ["unattributable", "off_record", ""])
def test_whoever_may_not_be_named_cannot_be_asked_for(secret):
    """Neither what they said, nor that we know them."""
    hush = factories.source("Dr Hush", kind="person", terms=secret, description="a consultant")
    call = factories.evidence(
        hush, kind="call", terms="unattributable", description="a consultant", title="Hushed call"
    )
    factories.checked(source=hush, evidence=call, stood_up="second_source")
    DisruptionFigure.objects.update(released_at=BEFORE)
    clear_evidence(by=factories.user("editor"), evidence=call)
    rows = PublicFigure.objects.live(timezone.now())
    assert rows.exists() == (secret == "unattributable")
    for name in ("dr-hush", "dr-nobody"):
        filterset = FigureFilter(QueryDict(f"said_by={name}"), rows)
        assert filterset.errors == {"said_by": [f"We hold nothing called “{name}”."]}
    assert not rows.filter(said_by__isnull=False).exists()


def test_measure_nature_and_basis_narrow_together():
    factories.released()
    expected = factories.released(2000, nature="expected")
    assert figures("measure=appointments&nature=expected&basis=whole_strike") == {expected}


def test_dates_find_figures_whose_period_reaches_into_them():
    april = factories.released()
    assert figures("date_from=2023-04-13&date_to=2023-04-13") == {april}
    assert figures("date_from=2023-04-15") == set()
    assert figures("date_to=2023-04-10") == set()


def test_the_nearest_key_is_named_of_a_value_that_is_none():
    factories.measure()
    filterset = FigureFilter(QueryDict("measure=apointments"), PublicFigure.objects.all())
    assert filterset.errors == {
        "measure": ["We hold nothing called “apointments”. Did you mean “appointments”?"]
    }


@pytest.mark.parametrize(
    ("query", "parameter", "sentence"),
    [
        ("tust=RHM", "tust", "There is no “tust” here. Did you mean “trust”?"),
        ("staff_group=XXX", "staff_group", "We hold nothing called “XXX”."),
        ("said_by=XXX", "said_by", "We hold nothing called “XXX”."),
        ("trust=XXX", "trust", "We hold nothing called “XXX”."),
        ("trust=RHM&trust=RN5", "trust", "“trust” is given 2 times: give it once."),
        (
            "nature=likely",
            "nature",
            "“likely” is not one of expected, provisional, actual, demand, offer, award, "
            "estimate, target.",
        ),
        ("date_from=12/01/2016", "date_from", "Write the date as year-month-day: 2016-01-12."),
        (
            "date_from=2023-04-15&date_to=2023-04-11",
            "date_to",
            "The last date, 11 April 2023, is before the first, 15 April 2023: swap them or "
            "change one.",
        ),
    ],
)
def test_what_it_does_not_understand_it_refuses_by_name(query, parameter, sentence):
    factories.trust("RHM")
    factories.trust("RN5")
    filterset = FigureFilter(QueryDict(query), PublicFigure.objects.all())
    assert filterset.errors == {parameter: [sentence]}
    assert not filterset.qs.exists()


@pytest.mark.parametrize(
    "words",
    ["southampton", "RHM", "rhm", "UHS", "the general", "Kings Mill", "nuffield"],
)
def test_a_trust_is_found_by_any_name_it_has_or_had(words):
    trust = factories.trust()
    factories.trust("RX1")
    factories.hospital("King’s Mill Hospital", "Southampton", run_by=trust)
    general = factories.hospital()
    Alias.objects.create(text="UHS", trust=trust)
    Alias.objects.create(text="The General", hospital=general)
    TrustName.objects.create(trust=trust, name="Nuffield and General", until=date(1990, 1, 1))
    assert trusts(f"q={words}") == {"RHM"}


def test_a_trust_is_found_by_the_region_it_is_in_now():
    factories.trust("RX1")
    moved = factories.trust("RHM")
    moved.memberships.update(valid_to=date(2020, 3, 31))
    TrustArea.objects.create(
        trust=moved, area=factories.region("Midlands"), valid_from=date(2020, 4, 1)
    )
    assert trusts("region=midlands") == {"RX1", "RHM"}
    assert trusts("region=south-east") == set()


def test_a_strike_that_is_recorded_while_one_searches_breaks_nothing(monkeypatch):
    """Its title was not there yet when its staff were."""
    factories.strike("Nurses’ strike")
    titles = Strike.objects.none().values_list("pk", "title")
    monkeypatch.setattr(type(Strike.objects), "values_list", lambda self, *names: titles)
    assert find(StrikeFilter, Strike.objects.all(), "q=walk-out") == set()


def test_a_strike_is_found_by_every_word_of_its_title_and_its_staff():
    april = factories.strike()
    factories.strike("Nurses’ strike, 18 January 2023", days=[date(2023, 1, 18)])
    assert strikes("q=april junior") == {april}
    assert strikes("q=april nurses") == set()


def test_junior_and_resident_doctors_are_found_by_either_name():
    april = factories.strike()
    group = factories.staff_group("Junior doctors")
    StaffGroupName.objects.create(staff_group=group, name="Junior doctors", until=date(2024, 9, 17))
    type(group).objects.filter(pk=group.pk).update(name="Resident doctors")
    assert strikes("q=junior") == strikes("q=resident") == {april}


def test_a_strike_is_found_by_status_and_year():
    day, other_day = date(2022, 4, 11), date(2022, 6, 14)
    off = factories.strike("A strike", [day], statuses=[("called_off", date(2022, 4, 10))])
    other = factories.strike("Another strike", [other_day])
    assert strikes("status=called_off") == {off}
    assert strikes("year=2022") == {off, other}
    assert strikes("year=2021") == set()


def test_a_strike_is_found_by_a_trust_only_where_it_is_known_to_be_out():
    known, unknown = factories.strike(), factories.strike("Another", days=[date(2023, 6, 14)])
    trust = factories.trust()
    factories.out(known, "yes", factories.evidence(signed_off=True), trust=trust)
    factories.out(unknown, "not_known", trust=trust)
    assert strikes("trust=RHM") == {known}


def test_what_was_said_off_the_record_finds_no_strike():
    trust = factories.trust()
    private = factories.evidence(kind="call", terms="off_record", signed_off=True)
    factories.out(factories.strike(), "yes", private, trust=trust)
    assert strikes("trust=RHM") == set()


# The order of the list


def sorted_by(client, query):
    return [line.number for line in client.get(f"/figures/?{query}").context["lines"]]


def test_figures_are_sorted_by_period_and_within_a_strike_by_value(client):
    for number, day in ((158, 12), (1696, 11), (1854, 13)):
        factories.released(number, basis="one_day", period_start=date(2023, 4, day))
    missing = {"missing": "not_reported", "basis": "one_day"}
    factories.released(None, period_start=date(2023, 4, 14), **missing)
    strike = f"strike={factories.strike().slug}"
    assert sorted_by(client, "") == ["not reported", "1,854", "158", "1,696"]
    assert sorted_by(client, "ordering=period") == ["1,696", "158", "1,854", "not reported"]
    assert sorted_by(client, f"{strike}&ordering=-value") == [
        "1,854",
        "1,696",
        "158",
        "not reported",
    ]
    assert sorted_by(client, f"{strike}&ordering=value")[0] == "158"


def test_values_of_different_strikes_are_no_ranking(client):
    factories.released(1854)
    other = factories.strike("Consultants’ strike, July 2023", days=[]).slug
    several = f"&strike={factories.strike().slug},{other}"
    assert client.get(f"/figures/?ordering=-value{several}").status_code == 400
    response = client.get("/figures/?ordering=-value")
    assert response.status_code == 400
    assert response.context["lines"] == []
    assert "Sorting by value is within one strike: choose a strike." in response.content.decode()


def test_sorted_figures_are_turned_by_page_each_once(client, three_a_page):
    for number in range(4):
        factories.released(number, trust=factories.trust(f"A{number:02}"))
    address = f"/figures/?strike={factories.strike().slug}&ordering=-value"
    first = client.get(address)
    second = client.get(first.context["page"].next_url)
    shown = [line.number for page in (first, second) for line in page.context["lines"]]
    assert shown == ["3", "2", "1", "0"]


@pytest.fixture
def lagging(monkeypatch):
    """Two figures of one strike; the embargo of a second value of one passes, and nobody has
    checked anything since."""
    now = timezone.now()
    behind = factories.released(100, trust=factories.trust("RHM"), at=BEFORE)
    factories.released(200, trust=factories.trust("RN5"), at=BEFORE)
    paper = factories.evidence(said_by=behind.source, embargo_until=now + timedelta(hours=1))
    factories.revised(behind, 900, evidence=paper)

    def hours_later(hours):
        monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=hours))

    return paper, hours_later


BY_VALUE = "ordering=-value&strike={}"


def orders_by_value(client):
    query = BY_VALUE.format(factories.strike().slug)
    rows = client.get(f"/api/v1/figures/?{query}").json()["results"]
    assert [f"{row['value']:,}" for row in rows] == sorted_by(client, query)
    return [row["value"] for row in rows]


def test_by_value_follows_an_embargo_that_has_passed(client, lagging):
    _, hours_later = lagging
    assert orders_by_value(client) == [200, 100]
    hours_later(2)
    assert orders_by_value(client) == [900, 200]


def test_by_value_does_not_tell_of_a_value_that_is_hidden_again(client, lagging):
    paper, hours_later = lagging
    hours_later(2)
    paper.refresh_from_db()
    paper.embargo_until = timezone.now() + timedelta(hours=9)
    paper.save()
    assert orders_by_value(client) == [200, 100]


def test_pages_of_values_that_are_behind_show_each_figure_once(client, lagging, three_a_page):
    _, hours_later = lagging
    for number in range(3):
        factories.released(number, trust=factories.trust(f"A{number:02}"), at=BEFORE)
    hours_later(2)
    address = f"/figures/?{BY_VALUE.format(factories.strike().slug)}"
    first = client.get(address)
    second = client.get(first.context["page"].next_url)
    shown = [line.number for page in (first, second) for line in page.context["lines"]]
    assert shown == ["900", "200", "2", "1", "0"]


def test_a_strike_that_others_cover_as_well_is_found_with_them():
    strike = factories.strike()
    alone = factories.released(strike=strike)
    assert figures(f"strike={strike.slug}") == {alone}
    several = factories.released(5000, measure="outpatient", basis="several_strikes", strike=None)
    several.covers.add(strike)
    assert figures(f"strike={strike.slug}") == {alone, several}


def test_the_page_offers_the_staff_and_the_speakers_of_public_figures(client):
    factories.released(staff_group=factories.staff_group())
    factories.figure(
        158, staff_group=factories.staff_group("Nurses"), source=factories.source("The trust")
    )
    form = client.get("/figures/").context["page"].form
    assert list(form.fields["staff_group"].widget.choices) == [
        ("", "Any staff"),
        ("junior-doctors", "Junior doctors"),
    ]
    assert list(form.fields["said_by"].widget.choices) == [
        ("", "Anybody"),
        ("nhs-england", "NHS England"),
    ]


# Several with commas


def said(query, name):
    filterset = FigureFilter(QueryDict(query), PublicFigure.objects.live(timezone.now()))
    return list(filterset.errors[name])


def sql(query):
    rows = FigureFilter(QueryDict(query), PublicFigure.objects.standing()).qs
    return str(rows.query).partition(" WHERE ")[2]


@pytest.fixture
def three():
    return [
        factories.released(number, trust=factories.trust(code), source=factories.source(by))
        for number, code, by in (
            (1854, "RHM", "NHS England"),
            (71, "RK5", "The trust"),
            (3, "RN5", "The union"),
        )
    ]


def test_several_with_commas_find_what_is_of_any_of_them(three):
    assert figures("trust=RHM,RK5") == set(three[:2])
    assert figures("trust=RHM,RHM") == {three[0]}
    assert figures("said_by=nhs-england,the-union") == {three[0], three[2]}
    assert figures("trust=RHM,RK5&said_by=the-trust") == {three[1]}


def test_several_strikes_find_figures_that_cover_one_of_them():
    strikes = [factories.strike(title, days=[]) for title in ("May", "June", "July")]
    whole, part, other = (
        factories.released(30000, strike=None, basis="several_strikes", covers=strikes[:1]),
        factories.released(1854, strike=strikes[1]),
        factories.released(12, strike=strikes[2]),
    )
    assert figures("strike=may,june") == {whole, part}
    assert figures("strike=june,july") == {part, other}


def test_one_value_keeps_to_one_index(three):
    """A list of one would be sorted again, and an empty list of others asked for each row."""
    trust = factories.trust("RHM")
    assert f'"trust_at_time_id" = {trust.pk}' in sql("trust=RHM")
    assert f'"strike_id" = {three[0].strike_id}' in sql(f"strike={three[0].strike.slug}")
    assert " OR " not in sql(f"strike={three[0].strike.slug}")


def test_each_one_that_we_do_not_hold_is_named(three):
    assert said("trust=RHM,XX1,XX2,XX1", "trust") == [
        "We hold nothing called “XX1”.",
        "We hold nothing called “XX2”.",
    ]


@pytest.mark.parametrize("typed", ["RHM,", ",RHM", "RHM,,RK5", ","])
def test_an_empty_piece_is_refused(three, typed):
    assert said(f"trust={typed}", "trust") == [
        "A comma stands between two values: there is an empty one."
    ]


def test_at_most_fifty_at_once(three):
    assert figures("trust=" + ",".join(["RHM"] * 50)) == {three[0]}
    assert said("trust=" + ",".join(["RHM"] * 51), "trust") == ["At most 50 at once: this has 51."]


def test_a_strike_that_readers_do_not_know_is_none_of_several(three):
    hidden = factories.strike("Secret", days=[])
    Strike.objects.filter(pk=hidden.pk).update(signed_off_at=None, signed_off_by=None)
    assert said(f"strike={three[0].strike.slug},secret", "strike") == [
        "We hold nothing called “secret”."
    ]


# What was meant


def test_what_people_call_a_trust_leads_to_its_code():
    name = factories.trust("RHM").name
    Alias.objects.create(text="UHS", trust=factories.trust("RHM"))
    meant = f"There is no trust “UHS”. Did you mean “RHM” ({name})?"
    assert said("trust=UHS", "trust") == [meant]
    assert said("trust=XX1,UHS", "trust") == ["We hold nothing called “XX1”.", meant]
    assert said("trust=rhm", "trust") == [meant.replace("UHS", "rhm")]


def test_what_many_unknown_ones_mean_is_not_asked_one_by_one(django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        assert len(said("trust=" + ",".join(f"X{n}" for n in range(50)), "trust")) == 50


def test_one_alias_may_be_of_two_trusts():
    for code in ("RX1", "RHM"):
        Alias.objects.create(text="The General", trust=factories.trust(code))
    [sentence] = said("trust=the+general", "trust")
    one, other = (factories.trust(code).name for code in ("RHM", "RX1"))
    assert sentence.endswith(f"Did you mean “RHM” ({one}) or “RX1” ({other})?")


def test_what_people_call_a_hospital_leads_to_its_slug():
    hospital = factories.hospital()
    Alias.objects.create(text="The General", hospital=hospital)
    [sentence] = said("hospital=the-general", "hospital")
    assert sentence.startswith(
        f"There is no hospital “the-general”. Did you mean “{hospital.slug}” ("
    )
