"""How many queries each public address takes, however many rows there are of everything.

The number stands beside each address. It counts the queries of a whole request, of which a reader
costs none for a session, in a process that remembers reference data and what searches offer; one
that has just started asks for those as well. It leaves out whether anything has changed, which each
memory asks before it answers.
"""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.models import Correction, Quote
from deeds.generations import READ
from hospitals.models import DisruptionFigure, Hospital, Source
from tests import factories
from tests.hospitals import worlds
from tests.routes import public_routes
from tests.story_factories import (
    contributor,
    corrected,
    marked,
    picture,
    picture_in_sizes,
    published,
    quote,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# Before the figures that the front page shows.
EARLIER = worlds.BEFORE - timedelta(days=1)

# {route: queries}; a list with all its filters is a line of its own.
QUERIES = {
    "": 2,
    "sections/<slug:slug>/": 3,
    "authors/<slug:slug>/": 5,
    "about/": 0,
    "about/checking/": 0,
    "about/sources/": 0,
    "about/corrections/": 0,
    "about/publisher/": 0,
    "contact/": 0,
    "complaints/": 0,
    "privacy/": 0,
    "accessibility/": 0,
    "licences/": 0,
    "articles/": 1,
    "articles/ searched": 11,
    "articles/<int:year>/<int:month>/<slug:slug>/": 10,
    "articles/<int:year>/<int:month>/<slug:slug>/versions/": 4,
    "articles/<int:year>/<int:month>/<slug:slug>/versions/<int:number>/": 5,
    "quotes/<number:pk>/": 6,
    "pictures/<uuid:uuid>/": 1,
    "pictures/<uuid:uuid>/<slug:name>.avif": 1,
    "preview/<slug:token>/": 46,
    "preview/<slug:token>/pictures/<uuid:uuid>/": 14,
    "preview/<slug:token>/pictures/<uuid:uuid>/<slug:name>.avif": 14,
    "trusts/": 2,
    "trusts/ searched": 8,
    "trusts/<slug:slug>/": 30,
    "trusts/<slug:slug>/strikes.ics": 15,
    "my-hospital/": 10,
    "my-hospital/ near": 19,
    "search/": 6,
    "site.webmanifest": 0,
    "favicon.ico": 0,
    "cards/<slug:kind>/<slug:key>/<slug:digest>.png": 19,
    "robots.txt": 0,
    ".well-known/security.txt": 0,
    "sitemap.xml": 13,
    "sitemaps/<slug:section>/<number:page>.xml": 2,
    "news-sitemap.xml": 1,
    "hospitals/": 2,
    "hospitals/<slug:slug>/": 23,
    "sources/<slug:slug>/": 14,
    "corrections/": 3,
    "corrections/<uuid:uuid>/": 2,
    "updates/": 4,
    "updates/stories/": 3,
    "figures/corrected/": 4,
    "strikes/": 5,
    "strikes/ searched": 8,
    "strikes/<slug:slug>/": 19,
    "disputes/": 2,
    "sources/": 2,
    "disputes/<slug:slug>/": 14,
    "areas/": 1,
    "areas/<slug:slug>/": 13,
    "figures/": 6,
    "figures/ searched": 11,
    "figures/<number:pk>/": 24,
    "feeds/": 0,
    "feeds/stories.<feed_format:form>": 2,
    "feeds/corrections.<feed_format:form>": 3,
    "feeds/updates.<feed_format:form>": 4,
    "trusts/<slug:slug>/feed.<feed_format:form>": 11,
    "strikes/<slug:slug>/feed.<feed_format:form>": 14,
    "disputes/<slug:slug>/feed.<feed_format:form>": 12,
    "embed/figures/<number:pk>/": 9,
    "embed/charts/figures/": 10,
    "embed/charts/strikes/<slug:slug>/<slug:chart>/": 11,
    "embed/charts/disputes/<slug:slug>/<slug:chart>/": 10,
    "embed/quotes/<number:pk>/": 6,
    "oembed/": 11,
    "api/v1/": 0,
    "api/v1/docs/": 1,
    "api/v1/schema/": 0,
    "api/v1/articles/": 1,
    "api/v1/articles/<str:uuid>/": 10,
    "api/v1/figures/": 5,
    "api/v1/figures/<number:pk>/": 18,
    "api/v1/trusts/": 7,
    "api/v1/trusts/<str:code>/": 7,
    "api/v1/strikes/": 9,
    "api/v1/strikes/<slug:slug>/": 16,
    "api/v1/articles/<str:uuid>/versions/": 3,
    "api/v1/quotes/": 6,
    "api/v1/quotes/<str:uuid>/": 6,
    "api/v1/figures/<number:pk>/revisions/": 3,
    "api/v1/updates/": 3,
    "api/v1/changes/": 5,
    "api/v1/search/": 6,
    "api/v1/panel/": 13,
    "api/v1/panel.csv": 19,
    "api/v1/panel.xlsx": 19,
    "api/v1/figures.csv": 7,
    "api/v1/figures.xlsx": 7,
    "api/v1/sources/": 2,
    "api/v1/sources/<slug:slug>/": 2,
    "api/v1/evidence/": 1,
    "api/v1/evidence/<str:uuid>/": 1,
    "api/v1/corrections/": 3,
    "api/v1/corrections/<str:uuid>/": 2,
    "api/v1/disputes/": 3,
    "api/v1/disputes/<slug:slug>/": 3,
    "api/v1/events/": 2,
    "api/v1/events/<slug:slug>/": 2,
    "api/v1/notices/": 3,
    "api/v1/notices/<str:uuid>/": 3,
    "api/v1/hospitals/": 3,
    "api/v1/hospitals/<slug:slug>/": 3,
    "api/v1/areas/": 2,
    "api/v1/areas/<slug:slug>/": 2,
    "api/v1/measures/": 3,
    "api/v1/measures/<slug:slug>/": 3,
    "api/v1/staff-groups/": 2,
    "api/v1/settings/": 1,
    "api/v1/services/": 1,
    "api/v1/unions/": 1,
}


# What is asked once a row shows with a few rows: if one and five ask the same, so do more.
ROWS = [pytest.param(1, id="one"), pytest.param(5, id="five")]


@pytest.fixture(scope="module", params=ROWS)
def addresses(request, django_db_setup, django_db_blocker):
    """{route: path} in a world of so many rows."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(request.param)
        transaction.set_rollback(True)


def build(count):
    trust, strike, figure = worlds.many(count)
    for number in range(count):
        day = timezone.localdate() + timedelta(days=number)
        factories.strike(f"Strike to come {number}", days=[day])
    stories = [published(headline=f"Story {number}") for number in range(count)]
    version, shown = story_of(count, trust, strike, stories)
    past = story_with_past(count).get_absolute_url()
    _, token = workflow.lend(
        by=version.article.owner, article=version.article, for_whom="Ann Lake", hours=4
    )
    hospital = hospital_of(count, trust)
    our_errors(count)
    return {
        "": "/",
        "sections/<slug:slug>/": "/sections/strikes/",
        "authors/<slug:slug>/": f"/authors/{version.contributors.first().slug}/",
        "about/": "/about/",
        "about/checking/": "/about/checking/",
        "about/sources/": "/about/sources/",
        "about/corrections/": "/about/corrections/",
        "about/publisher/": "/about/publisher/",
        "contact/": "/contact/",
        "complaints/": "/complaints/",
        "privacy/": "/privacy/",
        "accessibility/": "/accessibility/",
        "licences/": "/licences/",
        "articles/": "/articles/",
        "trusts/ searched": "/trusts/?q=old",
        "strikes/ searched": "/strikes/?q=strike",
        "figures/ searched": f"/figures/?trust={trust.code}",
        "articles/ searched": f"/articles/?q=story&trust={trust.code}&strike={strike.slug}"
        "&section=strikes&date_from=2016-01-01&area=south-east&staff_group=junior-doctors",
        "articles/<int:year>/<int:month>/<slug:slug>/": version.get_absolute_url(),
        "articles/<int:year>/<int:month>/<slug:slug>/versions/": f"{past}versions/",
        "articles/<int:year>/<int:month>/<slug:slug>/versions/<int:number>/": f"{past}versions/1/",
        "quotes/<number:pk>/": f"/quotes/{Quote.objects.public().first().pk}/",
        "pictures/<uuid:uuid>/": f"/pictures/{shown.uuid}/",
        "trusts/<slug:slug>/strikes.ics": f"{trust.get_absolute_url()}strikes.ics",
        "pictures/<uuid:uuid>/<slug:name>.avif": f"/pictures/{shown.uuid}/8-ab12.avif",
        "preview/<slug:token>/": f"/preview/{token}/",
        "preview/<slug:token>/pictures/<uuid:uuid>/": f"/preview/{token}/pictures/{shown.uuid}/",
        "preview/<slug:token>/pictures/<uuid:uuid>/<slug:name>.avif": (
            f"/preview/{token}/pictures/{shown.uuid}/8-ab12.avif"
        ),
        "my-hospital/": "/my-hospital/?q=o",
        "my-hospital/ near": "/my-hospital/?q=SO16",
        "search/": "/search/?q=strike",
        "site.webmanifest": "/site.webmanifest",
        "favicon.ico": "/favicon.ico",
        "cards/<slug:kind>/<slug:key>/<slug:digest>.png": f"/cards/strike/{strike.slug}/0.png",
        "robots.txt": "/robots.txt",
        ".well-known/security.txt": "/.well-known/security.txt",
        "sitemap.xml": "/sitemap.xml",
        "sitemaps/<slug:section>/<number:page>.xml": "/sitemaps/figures/1.xml",
        "news-sitemap.xml": "/news-sitemap.xml",
        "trusts/": "/trusts/",
        "trusts/<slug:slug>/": trust.get_absolute_url(),
        "hospitals/": "/hospitals/",
        "hospitals/<slug:slug>/": hospital.get_absolute_url(),
        "sources/<slug:slug>/": "/sources/speaker-0/",
        "corrections/": "/corrections/",
        "corrections/<uuid:uuid>/": Correction.objects.first().get_absolute_url(),
        "updates/": "/updates/",
        "updates/stories/": "/updates/stories/",
        "figures/corrected/": "/figures/corrected/",
        "strikes/": "/strikes/",
        "strikes/<slug:slug>/": strike.get_absolute_url(),
        "areas/": "/areas/",
        "areas/<slug:slug>/": "/areas/south-east/",
        "disputes/": "/disputes/",
        "sources/": "/sources/",
        "disputes/<slug:slug>/": strike.dispute.get_absolute_url(),
        "figures/": "/figures/",
        "figures/<number:pk>/": figure.get_absolute_url(),
        "feeds/": "/feeds/",
        **{
            f"feeds/{what}.<feed_format:form>": f"/feeds/{what}.atom"
            for what in ("stories", "corrections", "updates")
        },
        **{
            f"{what}s/<slug:slug>/feed.<feed_format:form>": f"{page.get_absolute_url()}feed.json"
            for what, page in (("trust", trust), ("strike", strike), ("dispute", strike.dispute))
        },
        "embed/figures/<number:pk>/": f"/embed{figure.get_absolute_url()}",
        "embed/charts/figures/": f"/embed/charts/figures/?measure=operations&strike={strike.slug}",
        "embed/charts/strikes/<slug:slug>/<slug:chart>/": (
            f"/embed/charts{strike.get_absolute_url()}trusts/"
        ),
        "embed/charts/disputes/<slug:slug>/<slug:chart>/": (
            f"/embed/charts{strike.dispute.get_absolute_url()}strikes/"
        ),
        "embed/quotes/<number:pk>/": f"/embed/quotes/{Quote.objects.public().first().pk}/",
        "oembed/": f"/oembed/?url=http://testserver{strike.get_absolute_url()}",
        "api/v1/": "/api/v1/",
        "api/v1/docs/": "/api/v1/docs/",
        "api/v1/schema/": "/api/v1/schema/",
        "api/v1/articles/": "/api/v1/articles/",
        "api/v1/articles/<str:uuid>/": f"/api/v1/articles/{version.article.uuid}/",
        "api/v1/figures/": "/api/v1/figures/",
        "api/v1/figures/<number:pk>/": f"/api/v1/figures/{figure.pk}/",
        "api/v1/trusts/": "/api/v1/trusts/",
        "api/v1/trusts/<str:code>/": f"/api/v1/trusts/{trust.code}/",
        "api/v1/strikes/": "/api/v1/strikes/?page_size=100",
        "api/v1/strikes/<slug:slug>/": f"/api/v1/strikes/{strike.slug}/",
        **records_of_the_api(version, figure, strike),
    }


def records_of_the_api(version, figure, strike):
    """The lists and records that only the API has."""
    api = "/api/v1"
    of_story, of_figure = f"{api}/articles/{version.article.uuid}", f"{api}/figures/{figure.pk}"
    measure, speaker = figure.measure.slug, "speaker-0"
    document = figure.current.evidence
    return {
        "api/v1/articles/<str:uuid>/versions/": f"{of_story}/versions/",
        "api/v1/quotes/": f"{api}/quotes/",
        "api/v1/quotes/<str:uuid>/": f"{api}/quotes/{Quote.objects.public().first().uuid}/",
        "api/v1/figures/<number:pk>/revisions/": f"{of_figure}/revisions/",
        "api/v1/updates/": f"{api}/updates/",
        "api/v1/changes/": f"{api}/changes/",
        "api/v1/search/": f"{api}/search/?q=strike",
        "api/v1/panel/": f"{api}/panel/",
        **{
            f"api/v1/{file}": f"{api}/{file}"
            for file in ("panel.csv", "panel.xlsx", "figures.csv", "figures.xlsx")
        },
        "api/v1/sources/": f"{api}/sources/",
        "api/v1/sources/<slug:slug>/": f"{api}/sources/{speaker}/",
        "api/v1/evidence/": f"{api}/evidence/",
        "api/v1/evidence/<str:uuid>/": f"{api}/evidence/{document.uuid}/",
        "api/v1/corrections/": f"{api}/corrections/",
        "api/v1/corrections/<str:uuid>/": f"{api}/corrections/{Correction.objects.first().uuid}/",
        "api/v1/disputes/": f"{api}/disputes/",
        "api/v1/disputes/<slug:slug>/": f"{api}/disputes/{strike.dispute.slug}/",
        "api/v1/events/": f"{api}/events/",
        "api/v1/notices/": f"{api}/notices/",
        "api/v1/notices/<str:uuid>/": f"{api}/notices/{strike.notices.first().uuid}/",
        "api/v1/events/<slug:slug>/": f"{api}/events/{strike.events.first().slug}/",
        "api/v1/hospitals/": f"{api}/hospitals/",
        "api/v1/hospitals/<slug:slug>/": f"{api}/hospitals/hospital-0-town-0/",
        "api/v1/areas/": f"{api}/areas/",
        "api/v1/areas/<slug:slug>/": f"{api}/areas/south-east/",
        "api/v1/measures/": f"{api}/measures/",
        "api/v1/staff-groups/": f"{api}/staff-groups/",
        "api/v1/settings/": f"{api}/settings/",
        "api/v1/services/": f"{api}/services/",
        "api/v1/unions/": f"{api}/unions/",
        "api/v1/measures/<slug:slug>/": f"{api}/measures/{measure}/",
    }


def hospital_of(count, trust):
    """A hospital with `count` figures of its own, whose trust `count` people speak for."""
    hospital = factories.hospital("Hospital 0", "Town 0")
    Hospital.objects.filter(pk=hospital.pk).update(latitude=50.93, longitude=-1.43)
    Source.objects.filter(name__startswith="Speaker").update(trust=trust)
    for number in range(count):
        day = worlds.DAY + timedelta(number)
        about = {"hospital": hospital, "basis": "one_day", "period_start": day}
        factories.released(number, at=EARLIER, **about)
    for strike in (factories.strike(), factories.strike("Strike 0")):
        factories.released(13, at=EARLIER, hospital=hospital, measure="clinics", strike=strike)
    return hospital


def story_with_past(count):
    """A story of `count` corrected versions before the one that is live, of a year ago."""
    at = timezone.now() - timedelta(days=365)
    version = published(headline="Story with a past", at=at, pictures=[(picture(), "", False)])
    for number in range(count):
        at += timedelta(hours=1)
        version = corrected(version, body=f"<p>Paragraph {number}.</p>", at=at)
    return version


def our_errors(count):
    """Figures that we had wrong, with a notice; some of them on a page with those of stories."""
    for number in range(count):
        day = worlds.DAY + timedelta(number)
        about = {"measure": "operations", "basis": "one_day", "period_start": day}
        wrong = factories.released(number, at=EARLIER, **about)
        factories.revised(wrong, number + 1, reason="our_error", at=worlds.BEFORE)
        workflow.issue_correction(
            by=factories.user("editor"),
            notice=workflow.Notice(was_wrong="We said less.", is_right="More.", figure=wrong),
        )


def story_of(count, trust, strike, related):
    """A story with `count` of everything that a story can have, and one of its pictures."""
    # Those that stand back behind another ask for the others once; the first has a page of its own.
    public = DisruptionFigure.objects.public()
    behind = public.order_by("preferred", "pk")[: count + 1]
    figures = list(dict.fromkeys([public.order_by("pk").first(), *behind]))
    quotes = [
        quote(speakers=[factories.source(f"Speaker {number}")], attribution=f"Speaker {number}")
        for number in range(count)
    ]
    pictures = [picture_in_sizes(title=f"Picture {number}") for number in range(count)]
    version = published(
        headline="Story of everything",
        body="".join(f"<p>{marked(record, 'words')}</p>" for record in [*figures, *quotes]),
        bylines=[contributor(f"Writer {number}") for number in range(count)],
        pictures=[(shown, "A caption", number % 2 == 0) for number, shown in enumerate(pictures)],
        related=[each.article for each in related],
        trusts=[trust, *(factories.trust(f"S{number:02}") for number in range(count))],
        hospitals=[
            factories.hospital(f"General {number}", "Winchester") for number in range(count)
        ],
        strikes=[strike],
    )
    for number in range(count):
        workflow.issue_correction(
            by=factories.user("editor"),
            notice=workflow.Notice(was_wrong=f"We said {number}.", is_right="We meant 31."),
            article=version.article,
        )
    return version, pictures[0]


# Kinds of reference data, some with their names of the day; how strikes stand; the selects of a
# search, or the facts of the front page or the names of a search; boundaries, of stories too.
NOT_YET_KNOWN = 14 + 2 + 41 + 15


@pytest.mark.parametrize("route", QUERIES)
def test_queries_do_not_grow_with_rows(addresses, client, route, settings):
    settings.PARTS_KEPT_SECONDS = 600
    settings.CONTACT_EMAIL = "desk@example.org"
    at_first = queries_of(client, addresses[route])
    assert len(at_first) <= QUERIES[route] + NOT_YET_KNOWN, "\n".join(at_first)
    later = queries_of(client, addresses[route])
    assert len(later) == QUERIES[route], "\n".join(later)


def queries_of(client, address):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
        if response.streaming:
            list(response.streaming_content)
    assert response.status_code in (200, 302)
    asked = [query["sql"] for query in captured]
    return [sql for sql in asked if sql != READ]


def test_every_address_is_counted():
    without_queries = {"api/<anything:rest>"}
    assert {route.split(" ")[0] for route in QUERIES} == (set(public_routes()) - without_queries)
