"""Nothing that is not public shows anywhere: a walk over every address, in a world full of secrets.

Each secret is a text of its own, planted where only the desk may see it; each page must show its
public marker, so that a walk which only meets errors proves nothing. A new address fails here
until somebody says how to visit it.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from io import BytesIO
from itertools import count
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.api import filters as stories_api
from articles.filters import StoryFilter
from articles.models import ArticleEvent, Contributor, Correction, PreviewLink, Quote
from articles.models.sources import all_public_sources, public_sources
from articles.workflow.previewing import hash_of
from deeds.generations import READ
from deeds.workflow import note_change
from hospitals import workflow as facts
from hospitals.api import filters as facts_api
from hospitals.api.names import NoFilter
from hospitals.api.panel import PanelFilter
from hospitals.filters import (
    ChangeFilter,
    FigureList,
    HospitalFilter,
    StrikeFilter,
    TrustFilter,
)
from hospitals.models import Evidence, ServiceNotice, Source
from newsroom.cards import site_card
from newsroom.feed_formats import FORMATS
from newsroom.sitemaps import SECTIONS
from tests import factories
from tests.routes import DESK, public_routes
from tests.story_factories import (
    approved,
    changed,
    contributor,
    draft,
    marked,
    picture_in_sizes,
    published,
    pulled,
    quote,
    revised_quote,
    scheduled,
    section,
    withdrawn,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SOUTHAMPTON = "University Hospital Southampton NHS Foundation Trust"


class Secrets:
    """Texts and numbers that no reader may meet."""

    def __init__(self):
        self.texts = []
        self.numbers = count(987001)

    def text(self, what):
        """A word that nobody else writes; letters only, so that folding and slugs keep it."""
        self.texts.append(f"hush{what}")
        return self.texts[-1]

    def number(self):
        number = next(self.numbers)
        self.texts += [str(number), f"{number:,}"]
        return number

    def found_in(self, content, but=""):
        """The secrets in a page, but for those that the reader typed."""
        content = content.casefold()
        return [text for text in self.texts if text in content and text not in but.casefold()]


@dataclass
class Visit:
    path: str
    status: int = 200
    # Something public that this very page must show.
    marker: str = ""


@dataclass
class World:
    secrets: Secrets
    visits: dict
    values: list

    def paths(self):
        """Each path once, though several markers are looked for on it: {path: status}."""
        return {each.path: each.status for visits in self.visits.values() for each in visits}


@pytest.fixture(scope="module")
def world(for_all):
    """Nothing here changes it."""
    secrets = Secrets()
    trust, strike, hospital = factories.trust(), factories.strike(), factories.hospital()
    public = public_facts(secrets, trust, strike)
    hidden = hidden_facts(secrets, trust, strike)
    story = public_story(secrets, public, trust, strike, hospital)
    private = private_stories(secrets, story, trust, strike, hospital)
    User.objects.update(
        last_name=secrets.text("staff"), email=f"{secrets.text('mail')}@example.org"
    )
    return World(secrets, visits_of(public, hidden, story, private), values_of(secrets))


# Planting


def public_facts(secrets, trust, strike):
    source = factories.source(private_notes=secrets.text("sourcenotes"))
    evidence = factories.evidence(
        source, title="Table of April 2023", private_notes=secrets.text("evidencenotes")
    )
    evidence.file.save(f"{secrets.text('filename')}.xlsx", ContentFile(secrets.text("bytes")))
    evidence.sha256 = secrets.text("digest").ljust(64, "0")
    evidence.save()
    shown = factories.released(1854, evidence=evidence)
    also_seen_in(secrets, shown)
    facts.revise(
        by=factories.user("data_editor"),
        figure=shown,
        reading=factories.reading(
            secrets.number(),
            evidence=factories.evidence(title=secrets.text("pendingtitle")),
            words=secrets.text("pendingwords"),
            public_caveat=secrets.text("pendingcaveat"),
        ),
        reason="source_revised",
        reason_note=secrets.text("reasonnote"),
    )
    # Checked, and to be seen from tomorrow on.
    factories.revised(
        factories.released(158, measure="inpatient"),
        secrets.number(),
        evidence=factories.evidence(embargo_until=timezone.now() + timedelta(days=1)),
        words=secrets.text("tomorrowwords"),
    )
    changed_by_the_source = factories.released(71, measure="outpatient")
    factories.revised(changed_by_the_source, 72)
    our_mistake = factories.released(1171, measure="operations")
    factories.revised(our_mistake, 1711, reason="our_error")
    factories.event("Rally at the Bargate", strike=strike)
    factories.notice(trust=trust, text="Marker of the notice")
    withdrawn = factories.released(secrets.number(), basis="busiest_day")
    facts.withdraw(by=factories.user("editor"), figure=withdrawn, reason="It counted two trusts.")
    return {
        "trust": trust,
        "strike": strike,
        "shown": shown,
        "withdrawn": withdrawn,
        "unattributable": unattributable_figure(secrets),
    }


def also_seen_in(secrets, shown):
    """Further documents: one that nobody has signed off, and two that may not be named."""

    def told(name, **given):
        who = factories.source(secrets.text(f"{name}speaker"), kind="person")
        document = factories.evidence(who, title=secrets.text(f"{name}title"), **given)
        return {
            "evidence": document,
            "locator": secrets.text(f"{name}locator"),
            "words": secrets.text(f"{name}words"),
        }

    factories.seen_in(shown, **told("further"))
    factories.seen_in(shown, sign_off=True, **told("private", kind="call", terms="off_record"))
    call = told("third", kind="call", terms="unattributable", description="a third manager")
    facts.clear_evidence(by=factories.user("editor"), evidence=call["evidence"])
    factories.seen_in(shown, sign_off=True, **call)


def unattributable_figure(secrets):
    who = factories.source(
        secrets.text("callername"), kind="person", terms="unattributable", description="a manager"
    )
    evidence = factories.evidence(
        who,
        kind="call",
        terms="unattributable",
        title=secrets.text("calltitle"),
        url=f"https://example.org/{secrets.text('callurl')}",
        description="a manager at the trust",
        said_with=[factories.source(secrets.text("callwith"))],
        via=factories.source(secrets.text("callvia")),
        reported_by=factories.source(secrets.text("callreporter")),
        published_on=date(2001, 2, 3),
    )
    facts.clear_evidence(by=factories.user("editor"), evidence=evidence)
    return factories.released(
        12,
        measure="clinics",
        evidence=evidence,
        source=who,
        locator=secrets.text("calllocator"),
        words=secrets.text("callwords"),
        stood_up="second_source",
    )


def hidden_facts(secrets, trust, strike):
    told = factories.source(secrets.text("offname"), kind="person", terms="off_record")
    off_record = factories.evidence(
        told,
        kind="meeting",
        terms="off_record",
        title=secrets.text("offtitle"),
        signed_off=True,
    )
    factories.change_status(
        strike, "called_off", date(2023, 4, 1), off_record, note=secrets.text("offnote")
    )
    factories.out(strike, "yes", off_record, trust=trust)
    facts_that_wait(secrets, strike)
    terms_and_second_looks(secrets, trust)
    factories.event(
        secrets.text("offevent"), strike=strike, evidence=off_record, place=secrets.text("offplace")
    )
    factories.notice(trust=trust, evidence_of_it=off_record, text=secrets.text("offnotice"))
    hidden = {
        "unchecked": factories.figure(
            secrets.number(),
            basis="one_day",
            period_start=date(2023, 4, 11),
            counted_note=secrets.text("uncheckedscope"),
            words=secrets.text("uncheckedwords"),
        ),
        "unreleased": factories.checked(
            secrets.number(), setting="community", public_caveat=secrets.text("unreleasedcaveat")
        ),
        "embargoed": factories.released(
            secrets.number(),
            setting="mental-health",
            release_at=timezone.now() + timedelta(days=1),
            locator=secrets.text("embargoedlocator"),
        ),
        # Another source for the number that readers see: they may not know that there is one.
        "rival": factories.checked(
            secrets.number(), source=factories.source(secrets.text("rivalsource"))
        ),
        "off the record": factories.figure(secrets.number(), source=told, evidence=off_record),
    }
    shown = hidden["rival"]
    facts.set_parts(
        by=factories.user("data_editor"),
        whole=shown,
        parts=[hidden["unchecked"]],
        axis="day",
    )
    return hidden


def facts_that_wait(secrets, strike):
    """What a reporter entered about strikes, and nobody has signed off."""
    waits = {"signed_off": False, "created_by": factories.user("reporter")}
    new = factories.source(secrets.text("newsource"), **waits)
    document = factories.evidence(new, title=secrets.text("newtitle"), **waits)
    factories.strike(
        secrets.text("newstrike"), days=[], summary=secrets.text("newsummary"), **waits
    )
    factories.change_status(
        strike, "ended", date(2023, 4, 2), document, note=secrets.text("newnote"), **waits
    )
    factories.strike_day(strike, date(2023, 4, 29), **waits)
    factories.notice(
        strike=strike, evidence_of_it=document, text=secrets.text("newnotice"), **waits
    )
    secrets.texts.append("29 april 2023")
    factories.out(strike, "no", document, area=factories.area("Kent", "county"), **waits)
    factories.event(
        secrets.text("newevent"),
        strike=strike,
        place=secrets.text("newplace"),
        evidence=document,
        **waits,
    )


def terms_and_second_looks(secrets, trust):
    """Looser terms that wait for an editor; what somebody changed alone, with its difference."""
    hushed = factories.source(
        secrets.text("askedname"), kind="person", terms="off_record", trust=trust
    )
    facts.agree_terms(
        by=factories.user("reporter"),
        record=hushed,
        terms="on_record",
        note=secrets.text("askednote"),
    )
    note_change(
        by=factories.user("data_editor"),
        record=trust,
        before={"name": secrets.text("oldname")},
        after={"name": trust.name},
    )


def public_story(secrets, public, trust, strike, hospital):
    """What readers see, with a copy being changed and a version that waits for tomorrow."""
    nameless = factories.evidence(
        factories.source(
            secrets.text("wardname"), kind="person", terms="unattributable", description="a nurse"
        ),
        kind="call",
        terms="unattributable",
        title=secrets.text("wardtitle"),
        description="a nurse on the ward",
    )
    facts.clear_evidence(by=factories.user("editor"), evidence=nameless)
    whispered = quote(
        words=secrets.text("wardwords"),
        attribution=secrets.text("wardattribution"),
        evidence=nameless,
        speakers=[nameless.said_by],
        terms="unattributable",
        locator=secrets.text("wardlocator"),
    )
    said = quote()
    shown = picture_in_sizes(
        title=secrets.text("picturetitle"), rights=secrets.text("rights"), alt_text="A picket line"
    )
    version = published(
        headline="Marker of the public story",
        body=f"<p>{marked(public['shown'], '1,854')} and {marked(public['unattributable'], '12')}; "
        f"{marked(said, '“We are sorry”')}, {marked(whispered, '“It is chaos”')}.</p>",
        job=secrets.text("job"),
        left_because=secrets.text("leftbecause"),
        pictures=[(shown, "The picket", False)],
        trusts=[trust],
        hospitals=[hospital],
        strikes=[strike],
        related=[
            published(headline="Marker of the related story").article,
            draft(headline=secrets.text("relateddraft")),
            scheduled(headline=secrets.text("relatedscheduled")).article,
            pulled(headline=secrets.text("relatedpulled")),
        ],
    )
    # What is printed stays; what was recorded since, checked or not, no version prints yet. New
    # words are not checked beneath a story.
    revised_quote(said, check=False, **replaced(secrets, "waiting"))
    revised_quote(whispered, **replaced(secrets, "unprinted") | {"words": whispered.latest().words})
    workflow.issue_correction(
        by=factories.user("editor"),
        notice=workflow.Notice(was_wrong="We said 1,696.", is_right="Marker of the correction."),
        article=version.article,
    )
    scheduled(
        changed(version, headline=secrets.text("nextheadline"), body=secrets.text("nextbody")),
        kind="correction",
        notices=[
            workflow.Notice(was_wrong=secrets.text("nextwrong"), is_right=secrets.text("nextright"))
        ],
    )
    changed(
        version,
        headline=secrets.text("copyheadline"),
        kicker=secrets.text("copykicker"),
        body=f"<p>{secrets.text('copybody')}</p>",
    )
    ArticleEvent.objects.create(
        article=version.article,
        kind="sent_back",
        by=factories.user("sub"),
        at=timezone.now(),
        reason=secrets.text("eventreason"),
        left_as_is=[{"place": "body", "message": secrets.text("eventquery")}],
    )
    return {"version": version, "picture": shown, "withdrawn": withdrawn_story(secrets)}


def withdrawn_story(secrets):
    """Withdrawn while its copy was being changed: only the notice is for readers."""
    version = published(
        headline="Marker of the withdrawn story", body="<p>Marker of the words withdrawn.</p>"
    )
    changed(
        version,
        headline=secrets.text("withdrawnheadline"),
        slug=secrets.text("withdrawnslug"),
        kicker=secrets.text("withdrawnkicker"),
        dateline=secrets.text("withdrawndateline"),
        section=section(secrets.text("withdrawnsection")),
        bylines=[contributor(secrets.text("withdrawnbyline"))],
    )
    return withdrawn(version, notice="Marker of the notice.")


def replaced(secrets, name):
    """All that a revision may say of a quotation, on the record, and nothing of it public."""
    speaker = factories.source(secrets.text(f"{name}speaker"), kind="person")
    evidence = factories.evidence(
        speaker,
        title=secrets.text(f"{name}title"),
        url=f"https://{secrets.text(f'{name}host')}.example.org/",
        said_with=[factories.source(secrets.text(f"{name}with"))],
        via=factories.source(secrets.text(f"{name}via")),
        reported_by=factories.source(secrets.text(f"{name}paper")),
    )
    return {
        "words": secrets.text(f"{name}words"),
        "attribution": secrets.text(f"{name}attribution"),
        "speakers": [speaker],
        "evidence": evidence,
        "locator": secrets.text(f"{name}locator"),
        "reason": secrets.text(f"{name}reason"),
    }


def private_stories(secrets, story, trust, strike, hospital):
    """A draft, a scheduled, a cancelled and a pulled story, about the same subjects."""

    def hush(name, **more):
        shown = picture_in_sizes(
            alt_text=secrets.text(f"{name}alt"), credit=secrets.text(f"{name}credit")
        )
        return {
            "headline": secrets.text(f"{name}headline"),
            "standfirst": secrets.text(f"{name}standfirst"),
            "kicker": secrets.text(f"{name}kicker"),
            "dateline": secrets.text(f"{name}dateline"),
            "slug": secrets.text(f"{name}slug"),
            "body": f"<p>{secrets.text(f'{name}body')}</p>",
            "section": section(secrets.text(f"{name}section")),
            "bylines": [contributor(secrets.text(f"{name}byline"))],
            "pictures": [(shown, secrets.text(f"{name}caption"), False)],
            "trusts": [trust],
            "hospitals": [hospital],
            "strikes": [strike],
            "related": [story["version"].article],
            **more,
        }

    speaker = factories.source(secrets.text("draftspeaker"), kind="person")
    unused = quote(
        words=secrets.text("draftquote"),
        attribution=secrets.text("draftattribution"),
        speakers=[speaker],
    )
    off = quote(
        words=secrets.text("offquote"),
        attribution=secrets.text("offattribution"),
        speakers=[factories.source(secrets.text("offspeaker"), terms="off_record")],
        terms="off_record",
    )
    body = f"<p>{marked(unused, secrets.text('draftmark'))} {marked(off, secrets.text('offmark'))}"
    stories = {
        "draft": draft(**hush("draft", body=f"{body}</p>")),
        "scheduled": scheduled(**hush("scheduled")).article,
        "pulled": pulled(**hush("pulled")),
    }
    # It would be live by now had nobody cancelled it the day before.
    now = timezone.now()
    editor, three_days_ago = factories.user("editor"), now - timedelta(days=3)
    cancelled = workflow.publish(
        by=editor,
        article=approved(at=three_days_ago, **hush("cancelled", related=[])),
        at=now - timedelta(days=1),
        now=three_days_ago,
    )
    workflow.cancel_scheduled(
        by=editor,
        version=cancelled,
        reason=secrets.text("cancelreason"),
        now=now - timedelta(days=2),
    )
    return {**stories, "cancelled": cancelled.article}


# Visiting


def visits_of(public, hidden, story, private):
    """Every way to visit each address: {route: [Visit, …]}."""
    version, was = story["version"], story["withdrawn"]
    marker, figure = "Marker of the public story", f"at {SOUTHAMPTON}"
    unseen = {
        "pictures": [each.picture_rows.get().picture.uuid for each in private.values()],
        "stories": [(each.slug, each.uuid) for each in private.values()],
    }
    author = version.contributors.get().slug
    month = f"{timezone.localdate():%Y/%m}"
    pulled_slug = private["pulled"].slug
    trust, strike = public["trust"], public["strike"]
    shown, withdrawn = public["shown"].pk, public["withdrawn"].pk
    nameless = public["unattributable"].pk
    return {
        "": [Visit("/", marker=marker)],
        "about/": [Visit("/about/", marker="We report how strikes affect hospital care")],
        "about/checking/": [Visit("/about/checking/", marker="matches what the source says")],
        "about/sources/": [Visit("/about/sources/", marker="a description that was agreed")],
        "about/corrections/": [Visit("/about/corrections/", marker="what was wrong as well as")],
        "about/publisher/": [Visit("/about/publisher/", marker="We are not the NHS")],
        "contact/": [Visit("/contact/", marker="Something here is wrong")],
        "complaints/": [Visit("/complaints/", marker="put right without a complaint")],
        "privacy/": [Visit("/privacy/", marker="We set no cookie")],
        "accessibility/": [Visit("/accessibility/", marker="What is known to be weak")],
        "licences/": [Visit("/licences/", marker="keeps the licence of the document")],
        "sections/<slug:slug>/": [
            Visit("/sections/strikes/", marker=marker),
            *(Visit(f"/sections/{each.section.slug}/", 404) for each in private.values()),
        ],
        "authors/<slug:slug>/": [
            Visit(f"/authors/{author}/", marker=marker),
            Visit(f"/authors/{author}/", marker="Marker of the correction."),
            *(
                Visit(f"/authors/{name.slug}/", 404)
                for each in private.values()
                for name in each.bylines.all()
            ),
        ],
        "articles/": [Visit("/articles/", marker=marker)],
        "articles/<int:year>/<int:month>/<slug:slug>/": [
            Visit(version.get_absolute_url(), marker="Marker of the correction."),
            Visit(version.get_absolute_url(), marker="a nurse on the ward"),
            Visit(version.get_absolute_url(), marker="Marker of the related story"),
            Visit(was.get_absolute_url(), marker="Marker of the notice."),
            *(
                Visit(f"/articles/{month}/{slug}/", 410 if slug == pulled_slug else 404)
                for slug, _ in unseen["stories"]
            ),
        ],
        "articles/<int:year>/<int:month>/<slug:slug>/versions/": [
            Visit(f"{version.get_absolute_url()}versions/", marker="Marker of the public story"),
            Visit(f"{was.get_absolute_url()}versions/", marker="Marker of the notice."),
            *(
                Visit(f"/articles/{month}/{slug}/versions/", 410 if slug == pulled_slug else 404)
                for slug, _ in unseen["stories"]
            ),
        ],
        "articles/<int:year>/<int:month>/<slug:slug>/versions/<int:number>/": [
            Visit(f"{was.get_absolute_url()}versions/1/", marker="Marker of the words withdrawn."),
            # The second is set for tomorrow.
            Visit(f"{version.get_absolute_url()}versions/2/", 404),
            *(
                Visit(f"/articles/{month}/{slug}/versions/1/", 410 if slug == pulled_slug else 404)
                for slug, _ in unseen["stories"]
            ),
        ],
        "pictures/<uuid:uuid>/": [
            Visit(f"/pictures/{story['picture'].uuid}/", marker="JFIF"),
            Visit(f"/pictures/{uuid4()}/", 404),
            *(Visit(f"/pictures/{uuid}/", 404) for uuid in unseen["pictures"]),
        ],
        "pictures/<uuid:uuid>/<slug:name>.avif": [
            Visit(f"/pictures/{story['picture'].uuid}/8-ab12.avif", marker="ftypavif"),
            Visit(f"/pictures/{story['picture'].uuid}/8-other.avif", 404),
            *(Visit(f"/pictures/{uuid}/8-ab12.avif", 404) for uuid in unseen["pictures"]),
        ],
        **lent(private["draft"]),
        "my-hospital/": [
            Visit("/my-hospital/"),
            Visit("/my-hospital/?q=o", status=302),
            Visit("/my-hospital/?q=nowhere"),
            Visit("/my-hospital/?q=SO16", marker="near SO16"),
            Visit("/my-hospital/?q=SO16 6YD", status=302),
        ],
        "search/": [
            Visit("/search/"),
            Visit("/search/?q=southampton", marker=SOUTHAMPTON),
            Visit("/search/?q=strike&kind=nothing", 400),
        ],
        "site.webmanifest": [Visit("/site.webmanifest", marker="Newsroom")],
        "favicon.ico": [Visit("/favicon.ico", status=302)],
        "cards/<slug:kind>/<slug:key>/<slug:digest>.png": [
            Visit(f"/cards/story/{version.article.uuid}/0.png", status=302),
            Visit(f"/cards/figure/{shown}/0.png", status=302),
            Visit(site_card().url, marker="png"),
            Visit(f"/cards/figure/{withdrawn}/0.png", status=404),
            *(Visit(f"/cards/story/{uuid}/0.png", 404) for _, uuid in unseen["stories"]),
            *(Visit(f"/cards/figure/{each.pk}/0.png", 404) for each in hidden.values()),
        ],
        "robots.txt": [Visit("/robots.txt", marker="/sitemap.xml")],
        ".well-known/security.txt": [Visit("/.well-known/security.txt", status=404)],
        "sitemap.xml": [Visit("/sitemap.xml", marker="/sitemaps/figures/1.xml")],
        "sitemaps/<slug:section>/<number:page>.xml": [
            Visit("/sitemaps/stories/1.xml", marker=version.get_absolute_url()),
            *(Visit(f"/sitemaps/{each}/1.xml", marker="<loc>") for each in SECTIONS),
        ],
        "news-sitemap.xml": [Visit("/news-sitemap.xml", marker=marker)],
        "trusts/": [Visit("/trusts/", marker=SOUTHAMPTON)],
        "trusts/<slug:slug>/": [Visit(trust.get_absolute_url(), marker=marker)],
        "trusts/<slug:slug>/strikes.ics": [
            Visit(f"{trust.get_absolute_url()}strikes.ics", marker="VCALENDAR"),
            Visit("/trusts/atlantis/strikes.ics", 404),
        ],
        "strikes/": [Visit("/strikes/", marker=strike.title)],
        "strikes/<slug:slug>/": [Visit(strike.get_absolute_url(), marker=marker)],
        "areas/": [Visit("/areas/")],
        "areas/<slug:slug>/": [Visit("/areas/south-east/")],
        "disputes/": [Visit("/disputes/", marker=strike.dispute.title)],
        "sources/": [Visit("/sources/", marker="NHS England")],
        "disputes/<slug:slug>/": [
            Visit(strike.dispute.get_absolute_url(), marker=strike.title),
        ],
        "figures/": [Visit("/figures/", marker="1,854")],
        "figures/<number:pk>/": [
            Visit(f"/figures/{shown}/", marker="Table of April 2023"),
            Visit(f"/figures/{shown}/", marker=marker),
            Visit(f"/figures/{nameless}/", marker="a manager at the trust"),
            Visit(f"/figures/{withdrawn}/", marker="It counted two trusts."),
            *(Visit(f"/figures/{each.pk}/", 404) for each in hidden.values()),
        ],
        "embed/figures/<number:pk>/": [
            Visit(f"/embed/figures/{shown}/", marker="1,854"),
            Visit(f"/embed/figures/{nameless}/", marker="A manager at the trust"),
            Visit(f"/embed/figures/{withdrawn}/", marker="It counted two trusts."),
            *(Visit(f"/embed/figures/{each.pk}/", 404) for each in hidden.values()),
        ],
        "embed/charts/figures/": [Visit("/embed/charts/figures/?measure=appointments")],
        "embed/charts/strikes/<slug:slug>/<slug:chart>/": [
            Visit(f"/embed/charts/strikes/{strike.slug}/nothing/", 404)
        ],
        "embed/charts/disputes/<slug:slug>/<slug:chart>/": [
            Visit(f"/embed/charts/disputes/{strike.dispute.slug}/nothing/", 404)
        ],
        "oembed/": [
            Visit(f"/oembed/?url=http://testserver/figures/{shown}/", marker="/embed/figures/"),
            *(
                Visit(f"/oembed/?url=http://testserver/figures/{each.pk}/", 404)
                for each in hidden.values()
            ),
        ],
        "hospitals/": [Visit("/hospitals/", marker="Southampton General Hospital")],
        "hospitals/<slug:slug>/": [
            Visit(factories.hospital().get_absolute_url(), marker=marker),
            Visit(factories.hospital().get_absolute_url(), marker="1,854 appointments"),
        ],
        "corrections/": [Visit("/corrections/", marker="Marker of the correction.")],
        "corrections/<uuid:uuid>/": [
            Visit(
                Correction.objects.public().get().get_absolute_url(),
                marker="Marker of the correction.",
            ),
            *(
                Visit(each.get_absolute_url(), 404)
                for each in Correction.objects.exclude(pk__in=Correction.objects.public())
            ),
        ],
        "updates/": [Visit("/updates/", marker="72")],
        "updates/stories/": [Visit("/updates/stories/", marker="Marker of the withdrawn story")],
        "figures/corrected/": [Visit("/figures/corrected/", marker="1,711")],
        "sources/<slug:slug>/": [
            Visit("/sources/nhs-england/", marker="1,854"),
            Visit("/sources/donna-green/", marker="“We are sorry”"),
            *(
                Visit(f"/sources/{source.slug}/", 404)
                for source in Source.objects.filter(name__startswith="hush")
            ),
        ],
        **records_of_the_api(public, hidden, story, private),
        "feeds/": [Visit("/feeds/", marker="updates to figures")],
        "feeds/updates.<feed_format:form>": [
            Visit(f"/feeds/updates.{form}", marker="72, before 71") for form in FORMATS
        ],
        **{
            f"{kind}/<slug:slug>/feed.<feed_format:form>": [
                Visit(f"{subject.get_absolute_url()}feed.{form}", marker="1,854")
                for form in FORMATS
            ]
            for kind, subject in (
                ("trusts", trust),
                ("strikes", strike),
                ("disputes", strike.dispute),
            )
        },
        "feeds/stories.<feed_format:form>": [
            Visit("/feeds/stories.rss", marker=f"Corrected: {marker}"),
            Visit("/feeds/stories.json", marker=f"Corrected: {marker}"),
            Visit("/feeds/stories.atom", marker=f"Corrected: {marker}"),
            Visit("/feeds/stories.atom", marker="Withdrawn: Marker of the withdrawn story"),
            Visit("/feeds/stories.atom", marker="Marker of the notice."),
        ],
        "feeds/corrections.<feed_format:form>": [
            Visit("/feeds/corrections.atom", marker="Marker of the correction.")
        ],
        "api/v1/": [Visit("/api/v1/", marker="/api/v1/figures/")],
        "api/v1/docs/": [Visit("/api/v1/docs/", marker="The data as an API")],
        "api/v1/schema/": [Visit("/api/v1/schema/", marker="3.1.1")],
        "api/v1/articles/": [Visit("/api/v1/articles/", marker=marker)],
        "api/v1/articles/<str:uuid>/": [
            Visit(f"/api/v1/articles/{version.article.uuid}/", marker="a nurse on the ward"),
            *(Visit(f"/api/v1/articles/{uuid}/", 404) for _, uuid in unseen["stories"]),
        ],
        "api/v1/figures/": [Visit("/api/v1/figures/", marker=figure)],
        "api/v1/figures/<number:pk>/": [
            Visit(f"/api/v1/figures/{shown}/", marker="Table of April 2023"),
            Visit(f"/api/v1/figures/{nameless}/", marker="a manager at the trust"),
            Visit(f"/api/v1/figures/{withdrawn}/", marker="It counted two trusts."),
            *(Visit(f"/api/v1/figures/{each.pk}/", 404) for each in hidden.values()),
        ],
        "api/v1/trusts/": [Visit("/api/v1/trusts/", marker=SOUTHAMPTON)],
        "api/v1/trusts/<str:code>/": [Visit(f"/api/v1/trusts/{trust.code}/", marker=SOUTHAMPTON)],
        "api/v1/strikes/": [Visit("/api/v1/strikes/", marker=strike.title)],
        "api/v1/strikes/<slug:slug>/": [
            Visit(f"/api/v1/strikes/{strike.slug}/", marker=strike.title)
        ],
        "api/<anything:rest>": [Visit("/api/v1/nothing/here/", 404), Visit("/api/v2/", 404)],
    }


def lent(story):
    """Over a link that was guessed, or is taken back: one answer, which shows nothing."""
    uuid = story.picture_rows.get().picture.uuid
    made = PreviewLink.objects.create(
        article=story,
        made_by=story.owner,
        made_at=timezone.now(),
        expires_at=timezone.now() + timedelta(hours=1),
        for_whom="Ann Lake",
        token_hash=hash_of("hand-back"),
        content_hash="",
        words={},
    )
    workflow.take_back_preview(by=story.owner, link=made)
    start, marker = "preview/<slug:token>/", "This link is not open"
    return {
        f"{start}{rest}": [
            Visit(f"/preview/{token}/{path}", 410, marker) for token in ("guessed", "hand-back")
        ]
        for rest, path in (
            ("", ""),
            ("pictures/<uuid:uuid>/", f"pictures/{uuid}/"),
            ("pictures/<uuid:uuid>/<slug:name>.avif", f"pictures/{uuid}/8-ab12.avif"),
        )
    }


def records_of_the_api(public, hidden, story, private):
    """The lists and records that only the API has."""
    strike, article = public["strike"], story["version"].article
    wrong = Correction.objects.public().get()
    said, whispered = Quote.objects.public().order_by("pk")
    if "wardwords" in said.revisions.first().words:
        said, whispered = whispered, said
    unsaid = Quote.objects.exclude(pk__in=[said.pk, whispered.pk])
    document = Evidence.objects.get(title="Table of April 2023")
    hushed = Evidence.objects.filter(title__startswith="hush")
    silent = Source.objects.filter(name__startswith="hush")
    assert unsaid.count() > 1
    assert hushed.count() > 3
    assert silent.count() > 3
    rally, event = "Rally at the Bargate", strike.events.get(title__startswith="hushoff")
    told = ServiceNotice.objects.get(text="Marker of the notice")
    one_strike = f"/api/v1/strikes/{strike.slug}/"
    return {
        "api/v1/articles/<str:uuid>/versions/": [
            Visit(f"/api/v1/articles/{article.uuid}/versions/", marker="Marker of the public"),
            *(Visit(f"/api/v1/articles/{gone.uuid}/versions/", 404) for gone in private.values()),
        ],
        "quotes/<number:pk>/": [
            Visit(f"/quotes/{said.pk}/", marker="Donna Green"),
            Visit(f"/quotes/{whispered.pk}/", marker="A nurse on the ward"),
            *(Visit(f"/quotes/{quote.pk}/", 404) for quote in unsaid),
        ],
        "embed/quotes/<number:pk>/": [
            Visit(f"/embed/quotes/{said.pk}/", marker="Donna Green"),
            Visit(f"/embed/quotes/{whispered.pk}/", marker="A nurse on the ward"),
            *(Visit(f"/embed/quotes/{quote.pk}/", 404) for quote in unsaid),
        ],
        "api/v1/quotes/": [Visit("/api/v1/quotes/", marker="“We are sorry”")],
        "api/v1/quotes/<str:uuid>/": [
            Visit(f"/api/v1/quotes/{said.uuid}/", marker="Donna Green"),
            Visit(f"/api/v1/quotes/{whispered.uuid}/", marker="a nurse on the ward"),
            *(Visit(f"/api/v1/quotes/{quote.uuid}/", 404) for quote in unsaid),
        ],
        "api/v1/sources/": [Visit("/api/v1/sources/", marker="NHS England")],
        "api/v1/sources/<slug:slug>/": [
            Visit("/api/v1/sources/nhs-england/", marker="NHS England"),
            *(Visit(f"/api/v1/sources/{source.slug}/", 404) for source in silent),
        ],
        "api/v1/evidence/": [Visit("/api/v1/evidence/", marker="Table of April 2023")],
        "api/v1/evidence/<str:uuid>/": [
            Visit(f"/api/v1/evidence/{document.uuid}/", marker="Table of April 2023"),
            *(Visit(f"/api/v1/evidence/{each.uuid}/", 404) for each in hushed),
        ],
        "api/v1/corrections/": [Visit("/api/v1/corrections/", marker="Marker of the correction.")],
        "api/v1/corrections/<str:uuid>/": [
            Visit(f"/api/v1/corrections/{wrong.uuid}/", marker="Marker of the correction."),
            *(
                Visit(f"/api/v1/corrections/{each.uuid}/", 404)
                for each in Correction.objects.exclude(pk=wrong.pk)
            ),
        ],
        "api/v1/figures/<number:pk>/revisions/": [
            Visit(f"/api/v1/figures/{public['shown'].pk}/revisions/", marker="Table of April 2023"),
            *(Visit(f"/api/v1/figures/{each.pk}/revisions/", 404) for each in hidden.values()),
        ],
        "api/v1/panel/": [Visit("/api/v1/panel/", marker=SOUTHAMPTON)],
        "api/v1/panel.csv": [Visit("/api/v1/panel.csv", marker=SOUTHAMPTON)],
        "api/v1/panel.xlsx": [Visit("/api/v1/panel.xlsx", marker=SOUTHAMPTON)],
        "api/v1/figures.csv": [Visit("/api/v1/figures.csv", marker="a manager at the trust")],
        "api/v1/figures.xlsx": [Visit("/api/v1/figures.xlsx", marker="a manager at the trust")],
        "api/v1/updates/": [Visit("/api/v1/updates/", marker="72 outpatient appointments")],
        "api/v1/changes/": [Visit("/api/v1/changes/", marker=str(public["shown"].uuid))],
        "api/v1/search/": [Visit("/api/v1/search/?q=southampton", marker=SOUTHAMPTON)],
        "api/v1/events/": [Visit("/api/v1/events/", marker=rally)],
        "api/v1/events/<slug:slug>/": [
            Visit("/api/v1/events/rally-at-the-bargate/", marker=rally),
            Visit(f"/api/v1/events/{event.slug}/", 404),
            Visit(f"/api/v1/events/{strike.events.get(title__startswith='hushnew').slug}/", 404),
        ],
        "api/v1/notices/": [Visit("/api/v1/notices/", marker="Marker of the notice")],
        "api/v1/notices/<str:uuid>/": [
            Visit(f"/api/v1/notices/{told.uuid}/", marker="Marker of the notice"),
            *(
                Visit(f"/api/v1/notices/{each.uuid}/", 404)
                for each in ServiceNotice.objects.exclude(pk=told.pk)
            ),
        ],
        "api/v1/disputes/": [Visit("/api/v1/disputes/", marker=strike.dispute.title)],
        "api/v1/disputes/<slug:slug>/": [
            Visit(f"/api/v1/disputes/{strike.dispute.slug}/", marker=one_strike)
        ],
        "api/v1/hospitals/": [Visit("/api/v1/hospitals/", marker="Southampton General")],
        "api/v1/hospitals/<slug:slug>/": [
            Visit(f"/api/v1/hospitals/{factories.hospital().slug}/", marker="Southampton General")
        ],
        "api/v1/areas/": [Visit("/api/v1/areas/", marker="South East")],
        "api/v1/areas/<slug:slug>/": [Visit("/api/v1/areas/south-east/", marker="England")],
        "api/v1/measures/": [Visit("/api/v1/measures/", marker="outpatient")],
        "api/v1/measures/<slug:slug>/": [
            Visit("/api/v1/measures/appointments/", marker="outpatient")
        ],
        "api/v1/staff-groups/": [Visit("/api/v1/staff-groups/", marker="unior doctors")],
        "api/v1/settings/": [Visit("/api/v1/settings/", marker="acute")],
        "api/v1/services/": [Visit("/api/v1/services/", marker="endoscopy")],
        "api/v1/unions/": [Visit("/api/v1/unions/", marker="BMA")],
    }


def values_of(secrets):
    """What somebody might type into a filter to find out more than they may see."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    known = ["RHM", factories.strike().slug, factories.hospital().slug, "south-east", "clinics"]
    known += ["appointments", "actual", "busiest_day", "community", "nhs-england", str(tomorrow)]
    # A few secrets will do: every one of them is searched for below.
    return [*known, *secrets.texts[:2], str(987001)]


LISTS = {
    "articles/": StoryFilter,
    "figures/": FigureList,
    "hospitals/": HospitalFilter,
    "updates/": ChangeFilter,
    "trusts/": TrustFilter,
    "strikes/": StrikeFilter,
}


ONLY_IN_THE_API = {
    "panel/": PanelFilter,
    "areas/": facts_api.AreaFilter,
    "disputes/": facts_api.DisputeFilter,
    "events/": facts_api.EventFilter,
    "notices/": facts_api.NoticeFilter,
    "measures/": facts_api.MeasureFilter,
    "staff-groups/": NoFilter,
    "settings/": NoFilter,
    "services/": NoFilter,
    "unions/": NoFilter,
    "quotes/": stories_api.QuoteFilter,
    "sources/": stories_api.SourceFilter,
    "evidence/": stories_api.EvidenceFilter,
    "corrections/": stories_api.CorrectionFilter,
}


def body_of(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as packed:
            content = b"\n".join(packed.read(name) for name in packed.namelist())
    return content.decode("utf-8", "replace")


def seen(response):
    """All that a reader gets: headers, cookies and content."""
    return f"{dict(response.items())}\n{response.cookies}\n{body_of(response)}"


# When a workbook was made stands in it, so its length varies too.
CLOCK = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|at \d\d:\d\d \(London\)|'Content-Length': '\d+'"
)


def shows_nothing_private(world, response, asked=""):
    found = world.secrets.found_in(seen(response), but=asked)
    assert not found, f"{asked or response.request['PATH_INFO']} shows {found}"


def test_every_address_is_visited(world):
    """A new address fails here until somebody says how to visit it."""
    assert sorted(public_routes()) == sorted(world.visits)


def test_no_address_shows_a_secret_and_each_shows_what_is_public(world, client):
    shown = {}
    for path, status in world.paths().items():
        response = client.get(path)
        assert response.status_code == status, path
        shown[path] = seen(response)
        assert not world.secrets.found_in(shown[path], but=path), path
    for route, visits in world.visits.items():
        assert visits, route
        for visit in visits:
            assert visit.marker.casefold() in shown[visit.path].casefold(), (
                f"{visit.path} does not show {visit.marker}"
            )


def test_a_warm_site_shows_no_more_than_a_cold_one(world, client, settings):
    """Each path twice: the second time most are answered from the pages that are kept."""
    settings.PAGES_KEPT_SECONDS = 600
    warm = 0
    for path, status in world.paths().items():
        cold = seen(client.get(path))
        with CaptureQueriesContext(connection) as captured:
            response = client.get(path)
        content = seen(response)
        warm += response.status_code == 200 and [each["sql"] for each in captured] == [READ]
        assert CLOCK.sub("", content) == CLOCK.sub("", cold), path
        assert response.status_code == status, path
        assert not world.secrets.found_in(content, but=path), path
        shows_nothing_private(world, client.head(path), asked=path)
    assert warm > len(world.visits) / 2


def test_head_says_no_more_than_get(world, client):
    for path, status in world.paths().items():
        response = client.head(path)
        assert response.status_code == status, path
        shows_nothing_private(world, response, asked=path)


@pytest.mark.parametrize("route", LISTS)
@pytest.mark.parametrize("before", ["/", "/api/v1/"])
def test_no_filter_finds_a_secret(world, client, settings, route, before):
    """Each filter with each value: the address may echo what was typed, and shows no other."""
    settings.PARTS_KEPT_SECONDS = 600  # as on the site: what searches offer is the same for all
    names = LISTS[route].base_filters
    assert names
    for name in names:
        for value in world.values:
            response = client.get(before + route, {name: value})
            assert response.status_code in (200, 400), (name, value)
            shows_nothing_private(world, response, asked=f"{name}={value}")


@pytest.mark.parametrize("route", ONLY_IN_THE_API)
def test_no_filter_of_the_api_finds_a_secret(world, client, settings, route):
    settings.PARTS_KEPT_SECONDS = 600
    for name in ONLY_IN_THE_API[route].base_filters:
        for value in world.values:
            response = client.get(f"/api/v1/{route}", {name: value})
            assert response.status_code in (200, 400), (name, value)
            shows_nothing_private(world, response, asked=f"{name}={value}")


LOOK_BACK = [f"/api/v1/{each}" for each in ("articles/", "figures/", "panel/", "figures.csv")]


@pytest.mark.parametrize("path", [*LOOK_BACK, "/figures/"])
def test_no_earlier_moment_shows_a_secret(world, client, path):
    """What is private or pulled today is so at every moment that can be asked for."""
    now = timezone.now()
    for back in (timedelta(), timedelta(hours=30), timedelta(days=3)):
        response = client.get(path, {"as_of": (now - back).isoformat()})
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"
        shows_nothing_private(world, response)


def test_searching_for_a_secret_finds_no_story(world, client):
    for text in world.secrets.texts:
        if text.isalpha():
            answer = client.get("/api/v1/articles/", {"q": text}).json()
            assert answer["results"] == [], text


def test_asked_of_all_sources_at_once_the_same_are_public(world):
    at = timezone.now()
    each = set(public_sources(at).values_list("slug", flat=True))
    assert set(all_public_sources(at).values_list("slug", flat=True)) == each
    assert each


def test_a_search_finds_no_secret_and_means_none(world, client, settings):
    """Typed whole and with a letter amiss: nothing of it is found, nor taken for what was meant."""
    settings.PARTS_KEPT_SECONDS = 600
    for text in world.secrets.texts:
        for typed in (text, text[:-1], f"{text[0]}x{text[1:]}", f"{text} southampton"):
            response = client.get("/search/", {"q": typed})
            assert response.status_code == 200, typed
            assert not world.secrets.found_in(body_of(response), but=typed), typed


def test_no_form_offers_a_section_of_private_stories(world, client):
    offered = re.findall(r'<option value="([^"]+)"', body_of(client.get("/articles/")))
    assert "strikes" in offered
    assert not world.secrets.found_in(" ".join(offered))


def test_errors_show_no_secret(world, client):
    for path in (
        "/nothing/",
        "/articles/?trsut=RHM",
        "/figures/?cursor=x",
        "/trusts/?x=1",
        "/figures/0/",
    ):
        response = client.get(path)
        assert response.status_code in (400, 404), path
        shows_nothing_private(world, response)
    for visits in world.visits.values():
        path = visits[0].path
        response = client.post(path)
        # Whoever a draft is lent to may answer there; a link that was guessed is over for them.
        refused = (410,) if path.startswith("/preview/") else (403, 405)
        assert response.status_code in refused, path
        shows_nothing_private(world, response)


def test_every_link_of_a_public_page_leads_somewhere_public(world, client):
    """Readers can follow each link to our own pages, and meet no secret on the way."""
    waiting, followed = ["/"], set()
    while waiting:
        path = unescape(waiting.pop()).partition("#")[0]
        if not path or path in followed or path.startswith(f"/{DESK}"):
            continue
        followed.add(path)
        response = client.get(path)
        assert response.status_code == 200, path
        shows_nothing_private(world, response)
        if response["Content-Type"].startswith("text/html"):
            waiting += re.findall(r'(?:href|src)="(/(?!static/)[^"]*)"', response.content.decode())
    assert len(followed) > len(LISTS)


def test_the_desk_asks_who_is_there(client, db):
    """Nobody sees a page of the desk without logging in."""
    for path in ("/admin/", "/admin/articles/article/", "/admin/hospitals/evidence/"):
        response = client.get(path)
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")


def test_the_world_holds_what_it_says(world):
    """The secrets are really there: this walk would find them if a door were left open."""
    assert Contributor.objects.filter(name="hushdraftbyline").exists()
    assert len(world.secrets.texts) > 90
