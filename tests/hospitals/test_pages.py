"""The pages of the facts as a reader asks for them: status, words, links, number of queries."""

import re
from datetime import date

import pytest

from hospitals import workflow
from tests import factories
from tests.hospitals.worlds import BEFORE, SECRETS, secrets

pytestmark = pytest.mark.django_db


def words_of(response):
    main = response.content.decode().split('<main id="main"')[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


# One door


def test_what_is_not_public_appears_on_no_page_and_in_no_count(client):
    hidden = secrets()
    shown = factories.released(at=BEFORE, setting="all")
    whole = factories.released(2000, at=BEFORE, setting="all", measure="clinics")
    for figure in hidden.values():
        whole.part_lists.get_or_create(axis="day")[0].parts.add(figure)
    workflow.set_derivation(
        by=factories.user("data_editor"),
        figure=whole,
        inputs=list(hidden.values()),
        method="our addition",
    )
    trust, strike = shown.trust, shown.strike
    pages = [
        "/figures/",
        f"/figures/?trust=RHM&strike={strike.slug}&measure=appointments&nature=actual",
        f"/figures/?area={factories.region().slug}&basis=whole_strike&date_from=2023-04-01",
        trust.get_absolute_url(),
        strike.get_absolute_url(),
        shown.get_absolute_url(),
        "/api/v1/figures/",
        f"/api/v1/figures/{shown.pk}/",
    ]
    for url in pages:
        content = client.get(url).content.decode()
        assert "1,854" in content or '"value":1854' in content, url
        assert not [secret for secret in SECRETS if secret in content], url
    content = client.get(whole.get_absolute_url()).content.decode()
    assert "2,000 clinics" in content
    assert not [secret for secret in SECRETS if secret in content]
    for name, figure in hidden.items():
        assert client.get(figure.get_absolute_url()).status_code == 404, name
        assert client.get(f"/api/v1/figures/{figure.pk}/").status_code == 404, name


def test_a_value_that_waits_for_its_check_is_not_shown(client):
    figure = factories.released(61989, at=BEFORE)
    factories.revised(figure, 67034, check=False)
    for url in ("/figures/", figure.get_absolute_url(), figure.trust.get_absolute_url()):
        content = client.get(url).content.decode()
        assert "61,989" in content
        assert "67,034" not in content


# Wrong input


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("/figures/?tust=RHM", "There is no “tust” here. Did you mean “trust”?"),
        ("/figures/?trust=NOPE", "We hold nothing called “NOPE”."),
        ("/figures/?cursor=x", "This page address is damaged or out of date."),
        ("/figures/?date_from=yesterday", "Write the date as year-month-day: 2016-01-12."),
        ("/trusts/?regoin=x", "There is no “regoin” here. Did you mean “region”?"),
        ("/strikes/?year=20x6", "Write a whole number in digits."),
        ("/strikes/?status=perhaps", "“perhaps” is not one of"),
    ],
)
def test_a_list_shows_its_form_with_the_error_and_no_rows(url, sentence, client):
    factories.released(at=BEFORE)
    response = client.get(url)
    assert response.status_code == 400
    assert sentence in words_of(response)
    assert "<form" in response.content.decode()
    assert response.context["lines"] == []


def test_where_a_reader_came_from_is_not_an_error(client):
    figure = factories.released(at=BEFORE)
    assert client.get("/figures/?utm_source=letter&fbclid=x").status_code == 200
    assert client.get(f"{figure.get_absolute_url()}?gclid=x").status_code == 200


def test_a_page_without_filters_passes_over_parameters(client):
    figure = factories.released(at=BEFORE)
    for url in (
        figure.get_absolute_url(),
        figure.trust.get_absolute_url(),
        figure.strike.get_absolute_url(),
    ):
        response = client.get(f"{url}?version=2")
        assert (response.status_code, response["Location"]) == (302, url)


@pytest.mark.parametrize(
    "url",
    [
        "/figures/1/",
        "/figures/99999999999999999999999/",
        "/figures/x/",
        "/trusts/x/",
        "/strikes/x/",
    ],
)
def test_nothing_there_is_a_plain_404(url, client):
    response = client.get(url)
    assert response.status_code == 404
    assert "There is no page here" in response.content.decode()


@pytest.mark.parametrize("url", ["/figures/", "/trusts/", "/strikes/"])
def test_pages_are_only_read(url, client):
    assert client.post(url).status_code == 405
    assert client.head(url).status_code == 200


# Lists


def test_a_dispute_lists_its_strikes_and_the_figures_about_all_of_it(client):
    strike, dispute = factories.strike(), factories.dispute()
    offer = factories.released(
        5,
        at=BEFORE,
        measure="pay rise asked for",
        strike=None,
        dispute=dispute,
        nature="offer",
        basis="at_a_date",
    )
    of_strike = factories.released(at=BEFORE)
    factories.event(
        "Talks at Acas", date(2015, 11, 28), "talks", exact="weekend", outcome="No deal"
    )
    factories.event("Picket", kind="picket", strike=strike)
    page = client.get(dispute.get_absolute_url()).content.decode()
    assert "The weekend of 28 and 29 November 2015: Talks at Acas" in page
    assert "No deal" in page
    assert "Picket" not in page
    assert strike.get_absolute_url() in page
    assert offer.get_absolute_url() in page
    assert of_strike.get_absolute_url() not in page
    assert dispute.get_absolute_url() in client.get(strike.get_absolute_url()).content.decode()
    assert dispute.get_absolute_url() in client.get(offer.get_absolute_url()).content.decode()


def test_disputes_are_listed_the_one_with_the_latest_strike_first(client):
    nurses, doctors = factories.dispute("Nurses’ pay dispute"), factories.dispute("Doctors’ pay")
    factories.strike("Nurses’ strike", [date(2022, 12, 15)], dispute=nurses)
    factories.strike("Doctors’ strike", dispute=doctors)
    factories.dispute("Porters’ hours")
    words = words_of(client.get("/disputes/"))
    places = [words.index(each) for each in ("Doctors’ pay", "Nurses’ pay", "Porters’ hours")]
    assert places == sorted(places)


def test_everybody_on_the_record_is_listed_with_what_they_are_today(client):
    speaker = factories.source("Donna Green", kind="person")
    speaker.roles.create(role="chief nurse", until=date(2023, 4, 30))
    speaker.roles.create(role="chief executive")
    factories.released(source=speaker)
    factories.released(1696)
    factories.source("Somebody nobody quoted")
    factories.source("A patient", kind="person", private=True)
    words = words_of(client.get("/sources/"))
    assert "People Donna Green , chief executive Organisations" in words
    assert "NHS England" in words
    for hidden in ("chief nurse", "nobody quoted", "A patient"):
        assert hidden not in words


def test_a_figure_about_nothing_but_its_place_and_days_has_a_page_and_is_listed(client):
    winter = factories.released(
        98,
        at=BEFORE,
        strike=None,
        basis="over_a_period",
        period_start=date(2023, 1, 2),
        period_end=date(2023, 1, 8),
    )
    assert client.get(winter.get_absolute_url()).status_code == 200
    assert winter.get_absolute_url() in client.get("/figures/").content.decode()
    [listed] = client.get("/api/v1/figures/").json()["results"]
    assert (listed["id"], listed["strike"], listed["dispute"]) == (winter.pk, None, None)


def test_a_list_walks_to_its_end_and_back_each_row_once(client, three_a_page):
    made = {
        factories.released(number, at=BEFORE, counted_note=f"row {number}").pk
        for number in range(4)
    }
    seen, url, pages = [], "/figures/?trust=RHM", 0
    while url:
        page = client.get(url).context["page"]
        seen += [row.figure_id for row in page.rows]
        url, pages, last = page.next_url, pages + 1, page
    assert (pages, len(seen), set(seen)) == (2, 4, made)
    assert client.get(last.previous_url).context["page"].next_url is not None


def test_an_empty_search_says_so_and_offers_everything(client):
    factories.released(at=BEFORE)
    page = words_of(client.get("/figures/?nature=demand"))
    assert "No published figure matches all of that." in page
    assert "Show all figures" in page


def test_empty_lists_are_pages_too(client):
    assert "No figure has been published yet." in words_of(client.get("/figures/"))
    assert "No strike is on record yet." in words_of(client.get("/strikes/"))
    assert client.get("/trusts/").status_code == 200


def test_withdrawn_figures_leave_the_lists(client):
    figure = factories.released(at=BEFORE)
    workflow.withdraw(by=factories.user("editor"), figure=figure, reason="Counted twice.")
    for url in ("/figures/", figure.trust.get_absolute_url(), figure.strike.get_absolute_url()):
        assert "1,854" not in client.get(url).content.decode()


# Records


def test_a_withdrawn_figure_leaves_a_tombstone_with_its_reason(client):
    figure = factories.released(at=BEFORE)
    workflow.withdraw(by=factories.user("editor"), figure=figure, reason="Counted twice.")
    response = client.get(figure.get_absolute_url())
    assert response.status_code == 200
    page = words_of(response)
    assert "A figure that we have withdrawn" in page
    assert "Counted twice." in page
    assert "1,854" not in response.content.decode()
    assert 'content="noindex"' in response.content.decode()


def test_the_page_of_one_number_tells_its_parts_in_order(client):
    figure = factories.released(
        at=BEFORE,
        returns_received=100,
        returns_expected=138,
        words="1,854 appointments were rearranged",
        evidence=factories.evidence(
            reported_by=factories.source("Daily Echo"), published_on=date(2023, 4, 17)
        ),
    )
    factories.revised(figure, 1855, at=BEFORE, words="1,855 appointments", evidence=None)
    page = words_of(client.get(figure.get_absolute_url()))
    headings = [
        "1,855 appointments, University Hospital Southampton",
        "Before, as we had it",
        "Where it came from",
        "Who said it",
        "How it was checked",
        "Their words",
        "What it counts, and what not",
        "Revisions",
        "Stories",
        "Cite this",
    ]
    places = [page.index(heading) for heading in headings]
    assert places == sorted(places)


def test_a_closed_trust_keeps_its_page_and_names_its_successor(client):
    old = factories.trust("RXX", name="Royal South Hants", closed=date(2009, 9, 30))
    old.successions.create(successor=factories.trust(), on=date(2009, 10, 1))
    page = words_of(client.get(old.get_absolute_url()))
    assert "This trust closed on 30 September 2009." in page
    assert "University Hospital Southampton NHS Foundation Trust (from 1 October 2009)" in page


def test_the_page_of_a_strike_says_that_not_known_does_not_mean_no(client):
    strike = factories.strike()
    factories.out(strike, "not_known", trust=factories.trust())
    page = words_of(client.get(strike.get_absolute_url()))
    assert "University Hospital Southampton NHS Foundation Trust Not known –" in page
    assert "Neither that nor “not known” means no." in page


def test_readers_get_no_cookie_and_nothing_inline(client):
    figure = factories.released(at=BEFORE)
    for url in ("/figures/", figure.get_absolute_url(), figure.trust.get_absolute_url()):
        response = client.get(url)
        assert not response.cookies
        # A block of data is not run.
        page = response.content.decode().replace('<script type="application/ld+json">', "")
        assert not re.search(r"<style|<script(?! src)| style=| on\w+=", page)


def test_a_wrong_value_is_told_once_with_its_name_and_what_would_be_right(client):
    page = client.get("/strikes/?year=99999").content.decode()
    assert page.count("99999 is too large: give 2100 or less.") == 1
    assert '<a href="#id_year">Year</a>: <span id="id_year_error">' in page
    assert 'aria-describedby="id_year_error"' in page
