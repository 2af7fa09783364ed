"""Whatever a named person does, no kept page goes on saying what was so before.

The pages of a small world are kept. Then something is done, and each page that is still kept must
be what the site would say if it kept nothing; the page that the deed was meant for must show it.
What is done on the desk alone throws nothing away.
"""

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import Client, RequestFactory
from django.utils import timezone

from articles import workflow
from articles.models import Article
from deeds.models import Generation
from hospitals import workflow as facts
from hospitals.models import DisruptionFigure
from lib.covering import Wanted
from newsroom.page_cache import page_key
from tests import factories, story_factories
from tests.story_factories import (
    approved,
    changed,
    corrected,
    draft,
    marked,
    picture,
    published,
    pulled,
    quote,
    scheduled,
    updated,
    with_subs,
    withdrawn,
)

pytestmark = pytest.mark.django_db

LISTS_OF_THE_API = [
    "/api/v1/articles/",
    "/api/v1/quotes/",
    "/api/v1/sources/",
    "/api/v1/evidence/",
    "/api/v1/corrections/",
    "/api/v1/figures/",
    "/api/v1/updates/",
    "/api/v1/trusts/",
    "/api/v1/hospitals/",
    "/api/v1/areas/",
    "/api/v1/strikes/",
    "/api/v1/disputes/",
    "/api/v1/events/",
    "/api/v1/notices/",
    "/api/v1/measures/",
    "/api/v1/staff-groups/",
    "/api/v1/settings/",
    "/api/v1/services/",
    "/api/v1/unions/",
    "/api/v1/panel/",
]
FEEDS = ["/feeds/stories.atom", "/feeds/corrections.atom"]
KEPT_FOR = 600


@pytest.fixture(scope="module")
def built(for_all):
    trust, strike = factories.trust(), factories.strike()
    document = factories.evidence(title="Table of April 2023")
    cited = factories.released(1854, evidence=document)
    rival = factories.released(1900, source=factories.source("BMA"))
    part = factories.released(158, measure="inpatient")
    facts.set_parts(
        by=factories.user("data_editor"), whole=cited, parts=[part], axis="measure", complete=False
    )
    alone = factories.released(71, measure="outpatient")
    said = quote()
    related = published(headline="The related story", trusts=[trust])
    story = published(
        headline="The story",
        body=f"<p>{marked(cited, '1,854')} put off. {marked(said, '“We are sorry”')}</p>",
        trusts=[trust],
        strikes=[strike],
        related=[related.article],
    )
    return SimpleNamespace(
        trust=trust,
        strike=strike,
        document=document,
        cited=cited,
        rival=rival,
        part=part,
        alone=alone,
        waiting=factories.revised(alone, 72, check=False),
        unreleased=factories.checked(33, measure="clinics"),
        running=factories.checked(765000, **total_of(strike, date(2023, 4, 14))),
        covering=factories.released(598000, **total_of(strike, date(2023, 4, 13))),
        said=said,
        rewritten=workflow.revise_quote(
            by=factories.user("reporter"), quote=said, attribution="A", reason="Cut"
        ),
        related=related,
        story=story,
        other=published(headline="Another story"),
        gone=pulled(headline="The pulled story"),
        later=scheduled(headline="The scheduled story"),
        approved=approved(headline="The approved story"),
        path=story.get_absolute_url(),
        kept=None,
    )


def total_of(strike, until):
    return {
        "strike": None,
        "basis": "running_total",
        "covers": [strike],
        "period_start": date(2022, 12, 15),
        "period_end": until,
    }


@pytest.fixture
def world(built, client, settings):
    """The small world with all its pages kept."""
    settings.PAGES_KEPT_SECONDS = KEPT_FOR
    if built.kept is None:
        built.paths = [*links_from("/", client), *FEEDS, *LISTS_OF_THE_API]
        for path in built.paths:
            assert client.get(path).status_code == 200, path
        built.kept = {path: caches["pages"].get(key_of(path)) for path in built.paths}
        built.generation = Generation.objects.get().token
    # Each test starts with empty caches and the world as it was: so with its pages as they were.
    Generation.objects.update(token=built.generation)
    for path, kept in built.kept.items():
        caches["pages"].set(key_of(path), kept)
    return built


def key_of(path):
    return page_key(RequestFactory().get(path))


def links_from(path, client):
    """The addresses of all pages that a reader reaches from here; not the files."""
    waiting, found = [path], []
    while waiting:
        path = waiting.pop().partition("#")[0]
        if path in found or not path or "?" in path or path.startswith("/pictures/"):
            continue
        response = client.get(path)
        if not response["Content-Type"].startswith("text/html"):
            continue
        found.append(path)
        waiting += re.findall(r'href="(/(?!static/|admin/|api/)[^"]*)"', response.content.decode())
    return found


def still_kept(world):
    now = timezone.now()
    found = {path: caches["pages"].get(key_of(path)) for path in world.paths}
    return {path: kept for path, kept in found.items() if kept is not None and kept.is_good(now)}


def stale(world, settings):
    """Pages still kept that are not what the site would say now."""
    settings.PAGES_KEPT_SECONDS = 0
    client = Client()
    found = [
        path
        for path, kept in still_kept(world).items()
        if (fresh := client.get(path)).status_code != 200 or fresh.content != kept.content
    ]
    settings.PAGES_KEPT_SECONDS = KEPT_FOR
    return found


def text_of(client, path):
    """Status and text: "answered 200 The story …".

    A bare number is not looked for in it: it may be somebody's id.
    """
    response = client.get(path)
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return f"answered {response.status_code} {' '.join(text.split())}"


# What may be done, the page that it is meant for, and what that shows before and after


def editor():
    return factories.user("editor")


def data_editor():
    return factories.user("data_editor")


def edit(record, **values):
    """As the admin does with reference data; the world's own copy stays as it was."""
    record = type(record).objects.get(pk=record.pk)
    for name, value in values.items():
        setattr(record, name, value)
    record.save()


def off_the_record_and_back(w):
    edit(w.document, terms="unattributable", description="a manager at the trust")
    facts.clear_evidence(by=editor(), evidence=w.document)


def covered(words):
    return story_factories.covered(Wanted("", (words,)), by=editor())


def covered_and_lifted(words):
    workflow.lift_cover(by=editor(), cover=covered(words), because="It was set aside.")


def notice_of(figure):
    return workflow.Notice(was_wrong="We said 17.", is_right="It was 71.", figure=figure)


# name: (deed, page, text that is there only before, text that is there only after)
STORIES = {
    "publish": (
        lambda w: published(w.approved),
        lambda w: "/articles/",
        "",
        "The approved story",
    ),
    "publish on the front page": (
        lambda w: published(w.approved),
        lambda w: "/",
        "",
        "The approved story",
    ),
    "update": (
        lambda w: updated(w.other, headline="Another story, told again"),
        lambda w: w.other.get_absolute_url(),
        "",
        "Another story, told again",
    ),
    "update a related story": (
        lambda w: updated(w.related, headline="Related, told again"),
        lambda w: w.path,
        "The related story",
        "Related, told again",
    ),
    "update a story on a figure's page": (
        lambda w: updated(w.story, headline="The same story, told again"),
        lambda w: w.cited.get_absolute_url(),
        "The story",
        "The same story, told again",
    ),
    "correct": (
        lambda w: corrected(w.other),
        lambda w: w.other.get_absolute_url(),
        "",
        "We said that 1,696",
    ),
    "correct without a version": (
        lambda w: workflow.issue_correction(
            by=editor(), notice=notice_of(None), article=w.story.article
        ),
        lambda w: w.path,
        "",
        "It was 71.",
    ),
    "correct a figure": (
        lambda w: workflow.issue_correction(by=editor(), notice=notice_of(w.alone)),
        lambda w: "/api/v1/corrections/",
        "",
        "It was 71.",
    ),
    "pull": (lambda w: pulled(w.story), lambda w: w.path, "answered 200", "answered 410"),
    "pull a related story": (
        lambda w: pulled(w.related),
        lambda w: w.path,
        "The related story",
        "",
    ),
    "pull a story on a trust's page": (
        lambda w: pulled(w.story),
        lambda w: w.trust.get_absolute_url(),
        "The story",
        "",
    ),
    "cover": (
        lambda w: covered("The related story"),
        lambda w: w.path,
        "The related story",
        "[A passage has been removed.]",
    ),
    "cover and lift": (
        lambda w: covered_and_lifted("The related story"),
        None,
        "",
        "",
    ),
    "cover where it came from": (
        lambda w: covered("Table of April 2023"),
        lambda w: w.cited.get_absolute_url(),
        "Table of April 2023",
        "[A passage has been removed.]",
    ),
    "put back": (
        lambda w: workflow.put_back(by=editor(), article=w.gone),
        lambda w: "/articles/",
        "",
        "The pulled story",
    ),
    "withdraw": (
        lambda w: withdrawn(w.other),
        lambda w: w.other.get_absolute_url(),
        "",
        "We could not stand this story up.",
    ),
    "check a quotation": (
        lambda w: workflow.check_quote(by=editor(), revision=w.rewritten),
        None,
        "",
        "",
    ),
    "quotation off the record": (
        lambda w: edit(w.said.revisions.first(), terms="off_record"),
        lambda w: "/api/v1/quotes/",
        "We are sorry",
        "",
    ),
}

FIGURES = {
    "release": (
        lambda w: facts.release(by=editor(), figures=[w.unreleased]),
        lambda w: "/figures/",
        "",
        "33 clinics",
    ),
    "release a running total, for the strike that it covers": (
        lambda w: facts.release(by=editor(), figures=[w.running]),
        lambda w: w.strike.get_absolute_url(),
        "",
        "765,000",
    ),
    "withdraw a running total, for the strike that it covered": (
        lambda w: facts.withdraw(by=editor(), figure=w.covering, reason="It counted two trusts."),
        lambda w: w.strike.get_absolute_url(),
        "598,000",
        "",
    ),
    "check a revision": (
        lambda w: facts.check(by=editor(), revision=w.waiting),
        lambda w: w.alone.get_absolute_url(),
        "71 outpatient",
        "72 outpatient",
    ),
    "withdraw a figure": (
        lambda w: facts.withdraw(by=editor(), figure=w.alone, reason="It counted two trusts."),
        lambda w: w.alone.get_absolute_url(),
        "",
        "It counted two trusts.",
    ),
    "withdraw a part": (
        lambda w: facts.withdraw(by=editor(), figure=w.part, reason="It counted two trusts."),
        lambda w: w.cited.get_absolute_url(),
        "158 inpatient",
        "",
    ),
    "withdraw a rival": (
        lambda w: facts.withdraw(by=editor(), figure=w.rival, reason="It counted two trusts."),
        lambda w: w.cited.get_absolute_url(),
        "1,900",
        "",
    ),
    "dispute": (
        lambda w: facts.dispute(by=editor(), figure=w.cited, text="The trust says fewer."),
        lambda w: w.path,
        "",
        "The trust says fewer.",
    ),
    "prefer": (
        lambda w: facts.prefer(by=editor(), figure=w.rival, reason="It counts all sites."),
        lambda w: w.rival.get_absolute_url(),
        "",
        "It counts all sites.",
    ),
    "set parts": (
        lambda w: facts.set_parts(
            by=data_editor(), whole=w.cited, parts=[w.alone], axis="measure", complete=False
        ),
        lambda w: w.cited.get_absolute_url(),
        "158 inpatient",
        "71 outpatient",
    ),
    "say how it was worked out": (
        lambda w: facts.set_derivation(
            by=data_editor(), figure=w.cited, inputs=[w.part], method="Our addition."
        ),
        lambda w: w.cited.get_absolute_url(),
        "",
        "Our addition.",
    ),
}

REFERENCE = {
    "evidence off the record": (
        lambda w: edit(w.document, terms="off_record"),
        lambda w: w.cited.get_absolute_url(),
        "answered 200",
        "answered 404",
    ),
    "evidence off the record, in a story": (
        lambda w: edit(w.document, terms="off_record"),
        lambda w: w.path,
        "Table of April 2023",
        "",
    ),
    "clear evidence": (
        off_the_record_and_back,
        lambda w: w.cited.get_absolute_url(),
        "Table of April 2023",
        "a manager at the trust",
    ),
    "source off the record": (
        lambda w: edit(w.rival.source, terms="off_record"),
        lambda w: w.rival.get_absolute_url(),
        "answered 200",
        "answered 404",
    ),
    "rename a trust": (
        lambda w: edit(w.trust, name="Solent and Southampton NHS Trust"),
        lambda w: w.trust.get_absolute_url(),
        "",
        "Solent and Southampton NHS Trust",
    ),
    "edit a strike": (
        lambda w: edit(w.strike, title="Junior doctors’ strike of April 2023"),
        lambda w: "/strikes/",
        "",
        "Junior doctors’ strike of April 2023",
    ),
    "add a date": (
        lambda w: factories.strike_day(w.strike, date(2023, 4, 17)),
        lambda w: w.strike.get_absolute_url(),
        "",
        "17 April 2023",
    ),
    "take a date away": (
        lambda w: facts.withdraw_fact(by=data_editor(), row=w.strike.spells.first()),
        lambda w: w.strike.get_absolute_url(),
        "It stood in every paper.",
        "",
    ),
    "name a union": (
        lambda w: w.strike.unions.add(factories.union("RCN", "Royal College of Nursing")),
        lambda w: w.strike.get_absolute_url(),
        "",
        "RCN",
    ),
    "edit a caveat": (
        lambda w: edit(w.cited.measure, public_caveat="Cases, not people."),
        lambda w: w.cited.get_absolute_url(),
        "",
        "Cases, not people.",
    ),
}

DEEDS = STORIES | FIGURES | REFERENCE


@pytest.mark.parametrize("deed", DEEDS)
def test_what_is_done_shows_on_a_warm_site(world, client, settings, deed):
    do, page, before, after = DEEDS[deed]
    path = page and page(world)
    if path:
        text = text_of(client, path)
        assert before in text
        assert not after or after not in text
    do(world)
    assert stale(world, settings) == []
    if path:
        text = text_of(client, path)
        assert not before or before not in text
        assert after in text


ON_THE_DESK = {
    "write a story": lambda w: draft(headline="A draft"),
    "change a working copy": lambda w: changed(w.story, headline="Not yet said"),
    "send to the subs": lambda w: with_subs(headline="A draft"),
    "approve": lambda w: approved(headline="A draft"),
    "send back": lambda w: workflow.send_back(
        by=factories.user("sub"), article=w.approved, reason="Too long"
    ),
    "record a figure": lambda w: factories.figure(5, measure="inpatient", basis="busiest_day"),
    "check a figure": lambda w: factories.checked(
        5,
        measure="inpatient",
        basis="busiest_day",
        source=w.rival.source,
        evidence=w.cited.latest().evidence,
    ),
    "record a revision": lambda w: factories.revised(w.part, 159, check=False),
    "record a quotation": lambda w: quote(words="Not yet used"),
    "record where it came from": lambda w: factories.evidence(said_by=w.rival.source),
    "upload a picture": lambda w: picture(),
}


@pytest.mark.parametrize("deed", ON_THE_DESK)
def test_work_on_the_desk_leaves_the_site_warm(world, deed):
    # Roles and the staff are no part of it.
    for role in ("reporter", "sub", "editor", "data_editor"):
        factories.user(role)
    ON_THE_DESK[deed](world)
    assert sorted(still_kept(world)) == sorted(world.paths)


@pytest.mark.parametrize("deed", ["pull", "withdraw a figure", "rename a trust"])
def test_what_is_rolled_back_throws_nothing_away(world, deed):
    with transaction.atomic():
        DEEDS[deed][0](world)
        transaction.set_rollback(True)
    assert sorted(still_kept(world)) == sorted(world.paths)


@pytest.mark.parametrize(("figure", "warm"), [("alone", False), ("unreleased", True)])
def test_a_figure_that_turns_out_to_be_another_trusts(world, figure, warm):
    moved = DisruptionFigure.objects.filter(pk=getattr(world, figure).pk)
    # Of a time for which the membership was wrong: nothing else says that a page has changed.
    moved.update(trust_at_time=None)
    assert facts.place_again(moved) == 1
    assert sorted(still_kept(world)) == (sorted(world.paths) if warm else [])


# The clock


@pytest.fixture
def clock(monkeypatch):
    """Sets the time of the site."""

    def turn(to):
        monkeypatch.setattr(timezone, "now", lambda: to)

    return turn


def max_age(response):
    return int(re.search(r"max-age=(\d+)", response["Cache-Control"])[1])


@pytest.fixture
def noon():
    """Far from midnight, at which every page is made anew."""
    return factories.london("2030-06-03 12:00")


APPEAR = {
    "a scheduled version": (
        lambda w, at: scheduled(headline="It begins", at=at),
        lambda w: "/articles/",
        "It begins",
    ),
    "a scheduled update": (
        lambda w, at: scheduled(changed(w.other, headline="It goes on"), at=at),
        lambda w: w.other.get_absolute_url(),
        "It goes on",
    ),
    "a figure under embargo": (
        lambda w, at: facts.release(by=editor(), figures=[w.unreleased], at=at),
        lambda w: "/figures/",
        "33 clinics",
    ),
    "a revision under embargo": (
        lambda w, at: factories.revised(
            w.part, 159, evidence=factories.evidence(embargo_until=at), at=at - timedelta(hours=3)
        ),
        lambda w: w.part.get_absolute_url(),
        "159 inpatient",
    ),
    "what an embargo moved later had hidden": (
        lambda w, at: edit(w.document, embargo_until=at),
        lambda w: w.path,
        "Table of April 2023",
    ),
}


@pytest.mark.parametrize("what", APPEAR)
def test_it_appears_by_itself_on_a_warm_site(world, client, clock, noon, what):
    prepare, page, text = APPEAR[what]
    clock(noon - timedelta(hours=2))
    prepare(world, noon)
    path = page(world)
    assert text not in text_of(client, path)
    clock(noon - timedelta(hours=2, seconds=-5))
    assert max_age(client.get(path)) <= 60
    clock(noon - timedelta(seconds=20))
    assert text not in text_of(client, path)
    assert max_age(client.get(path)) <= 20
    clock(noon)
    assert text in text_of(client, path)


def test_a_cancelled_version_does_not_appear(world, client, clock):
    workflow.cancel_scheduled(by=editor(), version=world.later)
    client.get("/articles/")
    clock(world.later.live_from + timedelta(minutes=1))
    assert "The scheduled story" not in text_of(client, "/articles/")


def test_at_midnight_in_london_every_page_is_made_anew(world, client, clock):
    evening = factories.london("2030-06-03 23:59:30")
    clock(evening)
    assert max_age(client.get("/strikes/")) == 30
    clock(evening + timedelta(seconds=30))
    assert "/strikes/" not in still_kept(world)


def test_the_world_is_warm(world):
    assert len(world.paths) > 25
    assert Article.objects.get(pk=world.gone.pk).pulled_at is not None
    assert sorted(still_kept(world)) == sorted(world.paths)
