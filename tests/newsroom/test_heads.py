"""What the head of every page says to those who share it and to search engines."""

import json
import re
from html import unescape

import pytest

from articles.models import Publisher
from tests import factories
from tests.story_factories import corrected, published, withdrawn

pytestmark = pytest.mark.django_db

SITE = "https://news.example.org"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


def head_of(client, path, status=200, **headers):
    response = client.get(path, headers=headers)
    assert response.status_code == status
    return response.content.decode().split("</head>")[0]


def meta(client, path, status=200, **headers):
    found = re.findall(
        r'<meta (?:property|name)="([^"]+)" content="([^"]*)">',
        head_of(client, path, status, **headers),
    )
    return {name: unescape(content) for name, content in found}


def canonical(client, path, status=200, **headers):
    found = re.findall(
        r'<link rel="canonical" href="([^"]*)">', head_of(client, path, status, **headers)
    )
    assert len(found) <= 1
    return found[0] if found else None


PAGES = ["/", "/about/", "/articles/", "/figures/", "/strikes/", "/trusts/", "/my-hospital/"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_says_what_it_is_to_those_who_share_it(client, path):
    told = meta(client, path)
    assert told["og:type"] == "website"
    assert told["og:site_name"] == "Newsroom"
    assert told["og:locale"] == "en_GB"
    assert told["og:url"] == canonical(client, path) == SITE + path
    assert told["og:description"] == told["description"]
    assert told["og:title"]
    assert "·" not in told["og:title"]


def test_a_story_is_an_article_with_its_standfirst_and_times(client):
    at = factories.london("2023-06-14 07:00")
    version = published(headline="A strike &amp; its cost", standfirst="What it did.", at=at)
    told = meta(client, version.get_absolute_url())
    assert told["og:type"] == "article"
    assert told["og:title"] == "A strike & its cost"
    assert told["og:description"] == "What it did."
    assert told["og:url"] == SITE + version.get_absolute_url()
    assert told["article:published_time"] == "2023-06-14T07:00:00+01:00"
    assert told["article:modified_time"] == "2023-06-14T07:00:00+01:00"


def test_a_number_that_is_shared_says_first_who_said_it(client):
    figure = factories.released(1854)
    told = meta(client, figure.get_absolute_url())
    assert told["og:description"].startswith("NHS England: 1,854 ")
    figure.refresh_from_db()


def test_what_is_withdrawn_says_so_wherever_it_was_shared(client):
    version = withdrawn(published(headline="A strike"))
    told = meta(client, version.get_absolute_url())
    assert told["og:title"] == "Withdrawn: A strike"
    assert told["robots"] == "noindex"


def test_an_earlier_version_leads_to_the_one_of_today(client):
    version = corrected(published())
    path = version.get_absolute_url()
    assert canonical(client, f"{path}versions/1/") == SITE + path


@pytest.mark.parametrize(("path", "status"), [("/nothing/", 404), ("/articles/?x=1", 400)])
def test_an_error_has_no_address(client, path, status):
    assert canonical(client, path, status) is None
    assert not [name for name in meta(client, path, status) if name.startswith("og:")]


def test_a_search_has_no_address_of_its_own(client):
    published(headline="A strike")
    assert canonical(client, "/articles/?q=strike") is None
    shared = meta(client, "/articles/?q=strike&utm_source=letter")
    assert shared["og:title"] == "Stories"
    assert shared["og:image"].startswith(f"{SITE}/cards/site/")
    assert shared["og:url"] == f"{SITE}/articles/?q=strike"


def test_parameters_of_newsletters_are_no_part_of_the_address(client):
    assert canonical(client, "/?utm_source=letter") == f"{SITE}/"


@pytest.mark.parametrize("path", ["/", "/articles/", "story", "figure"])
def test_where_no_address_is_set_nothing_lasting_follows_the_host_that_was_asked(
    client, settings, path
):
    settings.SITE_URL = ""
    settings.ALLOWED_HOSTS = ["*"]
    path = {"story": published().get_absolute_url(), "figure": None}.get(path, path)
    path = path or factories.released(1854).get_absolute_url()
    for host in ("stranger.example", "localhost:99"):
        page = client.get(path, headers={"host": host}).content.decode()
        assert canonical(client, path, host=host) is None
        assert "og:url" not in meta(client, path, host=host)
        head, *blocks = page.split("application/ld+json")
        assert "stranger" not in head.split("</head>")[0]
        assert all("stranger" not in each.split("</script>")[0] for each in blocks)


def test_who_develops_sees_full_addresses(client, settings):
    settings.SITE_URL, settings.DEBUG = "", True
    assert canonical(client, "/") == "http://testserver/"


def told(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    found = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', response.content.decode()
    )
    return {each["@type"]: each for each in map(json.loads, found)}


def test_the_front_page_says_whose_site_it_is(client):
    site = told(client, "/")["WebSite"]
    assert site["url"] == f"{SITE}/"
    assert site["publisher"]["logo"]["url"] == f"{SITE}/static/img/icon-512.png"
    search = site["potentialAction"]["target"]["urlTemplate"]
    assert search == f"{SITE}/search/?q={{search_term_string}}"
    asked = search.removeprefix(SITE).replace("{search_term_string}", "strike")
    assert client.get(asked).status_code == 200


def test_all_figures_are_a_dataset_with_its_files(client):
    data = told(client, "/figures/")["Dataset"]
    files = [each["contentUrl"] for each in data["distribution"]]
    assert files == [f"{SITE}/api/v1/figures.csv", f"{SITE}/api/v1/figures.xlsx"]
    for each in files:
        response = client.get(each.removeprefix(SITE))
        assert response.status_code == 200
        assert list(response.streaming_content)
    assert "license" not in data
    terms = "https://creativecommons.org/licenses/by/4.0/"
    Publisher.objects.create(name="Solent", data_licence="CC BY 4.0", data_licence_url=terms)
    assert told(client, "/figures/")["Dataset"]["license"] == terms
    factories.released(1854)
    assert told(client, "/figures/?trust=RHM") == {}


def test_a_page_says_the_way_to_it(client):
    trust = factories.trust("R1A", "Pay & Care </script> Trust")
    steps = told(client, trust.get_absolute_url())["BreadcrumbList"]["itemListElement"]
    assert [(each["position"], each["name"], each["item"]) for each in steps] == [
        (1, "NHS trusts", f"{SITE}/trusts/"),
        (2, "Pay & Care </script> Trust", SITE + trust.get_absolute_url()),
    ]


def test_a_list_stands_at_the_top_and_an_error_nowhere(client):
    assert told(client, "/trusts/") == {}
    assert told(client, "/trusts/nothing/", 404) == {}
