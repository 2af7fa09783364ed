"""Whatever is done in whatever order, readers read what is so, and are told what they could notice.

Named people do things at random to a small world, some of it for later; time passes, and the clock
of the machine is put back. After each step: every public row is what it would be if it were written
anew, each page that is still kept is what the site would say now, rows and records give the same at
any moment, and whoever has followed the changes knows what there is to read.
"""

from contextlib import nullcontext, suppress
from datetime import timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import workflow
from articles.models import Article, PublishedVersion, Quote
from deeds.models import Change
from hospitals import workflow as facts
from hospitals.models import (
    DisruptionFigure,
    Evidence,
    EvidenceTerms,
    FigureRevision,
    Participation,
    ServiceNotice,
    Source,
    SourceTerms,
    Strike,
    StrikeSpell,
    StrikeStatusChange,
)
from lib.compression import unpacked
from lib.refusals import Refused
from newsroom.page_cache import page_key
from tests import factories, story_factories, truth
from tests.story_factories import marked

NOON = factories.london("2030-06-03 12:00")
HOUR = timedelta(hours=1)
KEPT_FOR = 600


# The world


@pytest.fixture(scope="module")
def world(for_all):
    w = SimpleNamespace(
        now=NOON,
        editor=factories.user("editor", "alice"),
        other=factories.user("editor", "bob"),
        data_editor=factories.user("data_editor"),
        sub=factories.user("sub"),
    )
    document = factories.evidence(title="Table of April 2023")
    cited = factories.released(1854, evidence=document)
    part = factories.checked(158, measure="inpatient", evidence=document)
    factories.released(1900, source=factories.source("BMA"))
    factories.figure(71, measure="outpatient")
    said = story_factories.quote()
    story = story_factories.published(
        headline="The story",
        body=f"<p>{marked(cited, '1,854')} put off. {marked(said, '“We are sorry”')}</p>",
        trusts=[factories.trust()],
        strikes=[factories.strike()],
    )
    story_factories.approved(headline="It waits")
    story_factories.draft(
        headline="It cites what is not released", body=f"<p>{marked(part, '158')} put off.</p>"
    )
    w.addresses = [
        "/",
        "/articles/",
        story.get_absolute_url(),
        cited.get_absolute_url(),
        "/figures/",
        factories.trust().get_absolute_url(),
        factories.strike().get_absolute_url(),
        "/api/v1/articles/",
        "/api/v1/figures/",
        "/api/v1/quotes/",
        "/api/v1/evidence/",
        "/api/v1/sources/",
        "/api/v1/corrections/",
        "/api/v1/notices/",
        f"/api/v1/strikes/{factories.strike().slug}/",
    ]
    told = factories.evidence(factories.source("The union"), signed_off=True)
    factories.change_status(factories.strike(), "ended", NOON.date(), told, signed_off=False)
    factories.notice("closed", evidence_of_it=told)
    factories.notice("reduced", "maternity", evidence_of_it=told, signed_off=False)
    return w


def one(records, which):
    """The record of this number, round and round."""
    found = list(records.order_by("pk"))
    if not found:
        raise Refused("There is none.")
    return found[which % len(found)]


def figure(which):
    return one(DisruptionFigure.objects, which)


def article(which):
    return one(Article.objects, which)


# What is done: each is given the world, the number of a record, and a time, at or after now


def check(w, which, at):
    facts.check(by=w.editor, revision=one(FigureRevision.objects.filter(checked_at=None), which))


def revise(w, which, at, reason="source_revised"):
    document = factories.evidence(embargo_until=at if at > w.now else None)
    facts.revise(
        by=w.data_editor,
        figure=figure(which),
        reading=factories.reading(2000 + which, evidence=document),
        reason=reason,
    )


def revise_and_check(w, which, at):
    revise(w, which, at, "our_error" if which % 2 else "source_revised")
    facts.check(by=w.editor, revision=figure(which).latest())


def agree(w, record, terms):
    described = {"description": "a manager"} if terms == "unattributable" else {}
    facts.agree_terms(by=w.other, record=record, terms=terms, **described)


def decide(w, which, at, agreed=True):
    for changes in (EvidenceTerms, SourceTerms):
        for change in changes.objects.filter(decided_at__isnull=True):
            facts.decide_terms(by=w.editor, change=change, agreed=agreed)


def move_embargo(w, which, at):
    record = one(Evidence.objects, which)
    record.embargo_until = at
    record.save()


def quote_terms(w, which, terms):
    workflow.agree_quote_terms(by=w.other, record=one(Quote.objects, which), terms=terms)


def rewritten(w, which):
    """The working copy with other words, sent to the subs and approved."""
    story = article(which)
    if story.state in ("published", "draft"):
        story.headline = f"Told again, {Change.objects.count()}"
        story = workflow.save(by=w.editor, article=story)
    return approve(w, story)


def approve(w, story):
    if story.state == "draft":
        story = workflow.submit(by=story.owner, article=story)
    if story.state == "with_subs":
        story = workflow.approve(by=w.sub, article=story)
    return story


def publish(w, which, at, **more):
    workflow.publish(
        by=w.editor,
        article=rewritten(w, which),
        at=at if at > w.now else None,
        left_because="as the source has it",
        **more,
    )


def correct(w, which, at):
    publish(w, which, at, kind="correction", notices=[notice()])


def small_fix(w, which, at):
    story = article(which)
    story.body = story.body.replace(".</p>", "</p>")
    story = workflow.save(by=w.editor, article=story)
    workflow.publish(
        by=w.editor, article=story, kind="small_fix", left_because="as the source has it"
    )


def notice(figure=None):
    return workflow.Notice(was_wrong="We said 17.", is_right="It was 71.", figure=figure)


def cancel(w, which, at):
    version = one(PublishedVersion.objects.scheduled(w.now), which)
    workflow.cancel_scheduled(
        by=w.editor, version=version, take_back=workflow.releases_with(version)
    )


# Kinds of facts: each is entered, signed off, replaced and withdrawn alike.
KINDS = [StrikeStatusChange, ServiceNotice, StrikeSpell, Participation]


def enter(w, which, at):
    """A reporter enters something about the strike, or a notice, from a document that may be under
    embargo."""
    document = factories.evidence(
        factories.source("The union"), embargo_until=at if at > w.now else None
    )
    strike, waits = factories.strike(), {"signed_off": False}
    # Another one each time: what waits is listed once for a day, and for a place.
    number = sum(model.objects.count() for model in KINDS)
    day = w.now.date() + timedelta(days=number)
    if which == 0:
        factories.change_status(strike, "under_way", day, document, **waits)
    elif which == 1:
        factories.notice("closed", None, document, trust=factories.trust("RN5"), **waits)
    elif which == 2:
        factories.spell(strike, day, day, evidence=document, **waits)
    else:
        place = factories.trust(f"R{number:02}")
        factories.out(strike, evidence=document, trust=place, **waits)


def fact(which, **asked):
    return one(KINDS[which].objects.filter(**asked), which)


STANDS = {"signed_off_at__isnull": False, "gone_at__isnull": True}


def sign_off_fact(w, which, at):
    facts.sign_off_facts(by=w.editor, rows=[fact(which, signed_off_at=None)])


def replace_fact(w, which, at):
    row = fact(which, **STANDS, replaced_by=None)
    row.become_its_replacement()
    row.save()
    facts.entered(by=factories.user("reporter"), row=row)


def first_word(w, which, at):
    row = fact(which % 2, signed_off_at=None, shown_at=None)
    facts.show_first_word(by=factories.user("reporter"), row=row)


def no_first_word(w, which, at):
    row = fact(which % 2, signed_off_at=None, shown_at__isnull=False)
    facts.take_back_first_word(by=w.editor, row=row)


def confirm(w, which, at):
    facts.confirm_notice(by=w.editor, notice=one(ServiceNotice.objects.standing(), which))


def read(w, which, at):
    """A reader asks for a page and for those beside it, which are kept from then on."""
    for step in (0, 4, 8):
        Client().get(w.addresses[(which + step) % len(w.addresses)])


def turn_to(w, to):
    w.now = to


def past_the_next(w, which, at):
    """Until something that was set for later has come."""
    ahead = Change.objects.filter(at__gt=w.now).order_by("at").first()
    turn_to(w, ahead.at + timedelta(seconds=which - 1) if ahead else w.now + HOUR)


DEEDS = {
    "read": read,
    "read more": lambda w, which, at: read(w, which + 1, at),
    "time passes": lambda w, which, at: turn_to(w, w.now + timedelta(seconds=7**which)),
    "what was set has come": past_the_next,
    "the clock is put back": lambda w, which, at: turn_to(
        w, w.now - timedelta(seconds=(1, 20, 3600, 90_000)[which])
    ),
    "record": lambda w, which, at: factories.figure(
        which, measure="clinics", source=factories.source(f"Source {which}")
    ),
    "check": check,
    "release": lambda w, which, at: facts.release(by=w.editor, figures=[figure(which)], at=at),
    "postpone": lambda w, which, at: facts.postpone(by=w.editor, figure=figure(which), at=at),
    "take back": lambda w, which, at: facts.take_back_release(by=w.editor, figure=figure(which)),
    "revise": revise,
    "revise and check": revise_and_check,
    "withdraw": lambda w, which, at: facts.withdraw(
        by=w.editor, figure=figure(which), reason="It counted two trusts."
    ),
    "dispute": lambda w, which, at: facts.dispute(
        by=w.editor, figure=figure(which), text="The trust says fewer."
    ),
    "settle": lambda w, which, at: facts.settle_dispute(by=w.editor, figure=figure(which)),
    "prefer": lambda w, which, at: facts.prefer(
        by=w.editor, figure=figure(which), reason="It counts all sites."
    ),
    "evidence off the record": lambda w, which, at: agree(
        w, one(Evidence.objects, which), "off_record"
    ),
    "evidence on the record": lambda w, which, at: agree(
        w, one(Evidence.objects, which), "on_record"
    ),
    "evidence unattributable": lambda w, which, at: agree(
        w, one(Evidence.objects, which), "unattributable"
    ),
    "clear evidence": lambda w, which, at: facts.clear_evidence(
        by=w.editor, evidence=one(Evidence.objects.filter(terms="unattributable"), which)
    ),
    "source off the record": lambda w, which, at: agree(
        w, one(Source.objects, which), "off_record"
    ),
    "source on the record": lambda w, which, at: agree(w, one(Source.objects, which), "on_record"),
    "agree to terms": decide,
    "refuse terms": lambda w, which, at: decide(w, which, at, agreed=False),
    "move an embargo": move_embargo,
    "quotation off the record": lambda w, which, at: quote_terms(w, which, "off_record"),
    "quotation on the record": lambda w, which, at: quote_terms(w, which, "on_record"),
    "enter a fact": enter,
    "sign off a fact": sign_off_fact,
    "replace a fact": replace_fact,
    "withdraw a fact": lambda w, which, at: facts.withdraw_fact(
        by=w.editor, row=fact(which, **STANDS)
    ),
    "first word": first_word,
    "take back a first word": no_first_word,
    "still so": confirm,
    "publish": publish,
    "publish with its figures": lambda w, which, at: publish(w, which, at, release_cited=True),
    "correct": correct,
    "small fix": small_fix,
    "cancel": cancel,
    "pull": lambda w, which, at: workflow.pull(by=w.editor, article=article(which)),
    "put back": lambda w, which, at: workflow.put_back(by=w.editor, article=article(which)),
    "withdraw a story": lambda w, which, at: workflow.withdraw(
        by=w.editor, article=article(which), notice="We could not stand it up."
    ),
    "correct without a version": lambda w, which, at: workflow.issue_correction(
        by=w.editor, article=article(which), notice=notice()
    ),
    "correct a figure": lambda w, which, at: workflow.issue_correction(
        by=w.editor, notice=notice(figure(which))
    ),
}
NO_DEEDS = {"read", "read more", "time passes", "what was set has come", "the clock is put back"}
LATER = [timedelta(0), timedelta(seconds=10), HOUR, timedelta(days=1)]

STEPS = st.lists(
    st.tuples(st.sampled_from(list(DEEDS)), st.integers(0, 3), st.sampled_from(LATER)),
    min_size=1,
    max_size=12,
)


# What must be so


def key_of(path):
    return page_key(RequestFactory().get(path))


def stale(w):
    """Pages that are still kept and are not what the site would say now."""
    kept = {path: caches["pages"].get(key_of(path)) for path in w.addresses}
    good = {path: page for path, page in kept.items() if page and page.is_good(w.now)}
    with override_settings(PAGES_KEPT_SECONDS=0, PARTS_KEPT_SECONDS=0):
        shown = {path: content_of(path) for path in good}
    return [path for path, page in good.items() if plain(page) != shown[path]]


def content_of(path):
    response = Client().get(path)
    return response.content if response.status_code == 200 else response.status_code


class Follower:
    """Holds what there was before a step against what there is after it."""

    def __init__(self, w):
        self.latest = w.now
        self.seen = self.public_until_now(set(), w)
        self.before = self.last = None
        self.said, self.looked_at = said(), w.now
        self.look()

    def look(self):
        self.before = {change.number: vars_of(change) for change in Change.objects.all()}
        self.last = truth.last_number()

    def public_until_now(self, seen, w):
        return seen | truth.readable(w.now)

    def wrong(self, w, name):
        """What is wrong with the changes after this step."""
        before, last = self.before, self.last
        if name not in NO_DEEDS:
            self.latest = max(self.latest, w.now)
        self.seen = self.public_until_now(self.seen, w)
        self.look()
        new = [number for number in self.before if number > last]
        gone = before.keys() - self.before.keys()
        found = []
        if new != list(range(last + 1, self.last + 1)):
            found.append(f"after {last} come {new}, and the last is {self.last}")
        if any(before[number]["at"] <= w.now for number in gone):
            found.append(f"of {gone} one was told of already")
        found += [
            f"{number} was changed"
            for number in before.keys() & self.before.keys()
            if before[number] != self.before[number]
        ]
        # A clock that has been put back knows nothing of what was done at a later time.
        now = max(self.latest, w.now)
        ahead = Change.objects.filter(at__gt=now).values_list("at", flat=True)
        found += [each for at in (now, *ahead) for each in truth.untold(at)]
        found += self.unnoticed(w, last)
        told = Change.objects.filter(at__lte=w.now).values_list("what", "uuid")
        return found + [f"{record} was never public" for record in set(told) - self.seen]

    def unnoticed(self, w, last):
        """Strikes and notices that read otherwise than before the step, without a change."""
        before, self.said = self.said, said()
        since, self.looked_at = self.looked_at, w.now
        new = Q(number__gt=last) | Q(at__gt=since)
        told = set(Change.objects.filter(new, at__lte=w.now).values_list("uuid", flat=True))
        if w.now < since:
            return []
        both = before.keys() & self.said.keys()
        return [
            f"{uuid} reads otherwise, and nobody is told"
            for uuid in both - told
            if before[uuid] != self.said[uuid]
        ]


def said():
    """{uuid: all that the API says} of each strike and notice."""
    with override_settings(PAGES_KEPT_SECONDS=0, PARTS_KEPT_SECONDS=0):
        strikes = [f"/api/v1/strikes/{strike.slug}/" for strike in Strike.objects.public()]
        found = [Client().get(url).json() for url in strikes]
        found += Client().get("/api/v1/notices/?page_size=100").json()["results"]
    # Whether a notice stands depends on its strike and the time, and can be worked out.
    return {UUID(each["uuid"]): {**each, "stands": None} for each in found}


def vars_of(change):
    return {name: getattr(change, name) for name in ("what", "uuid", "at", "kind")}


def plain(page):
    return unpacked(page.content) if page.is_gzipped else page.content


@pytest.fixture
def run(world, db, monkeypatch):
    """run(steps): does them, and holds after each what must be so against what is.

    `read_after` has a reader open pages after each step.
    """
    monkeypatch.setattr(timezone, "now", lambda: world.now)

    def run(steps, read_after=False):
        world.now = NOON
        for cache in caches.all():
            cache.clear()
        kept = override_settings(PAGES_KEPT_SECONDS=KEPT_FOR, PARTS_KEPT_SECONDS=KEPT_FOR)
        with transaction.atomic(), kept:
            go(world, steps, read_after)
            transaction.set_rollback(True)

    return run


def go(w, steps, read_after):
    follower = Follower(w)
    for number, (name, which, later) in enumerate(steps):
        with suppress(Refused, PermissionDenied), transaction.atomic():
            DEEDS[name](w, which, w.now + later)
        if read_after:
            read(w, number, w.now)
        moments = [w.now - HOUR, w.now, w.now + HOUR, w.now + timedelta(days=2)]
        assert truth.wrong_rows(moments) == [], name
        assert stale(w) == [], name
        assert follower.wrong(w, name) == [], name


ANY_ORDER = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NOW, SOON, IN_AN_HOUR, TOMORROW = LATER


@settings(ANY_ORDER, max_examples=2)
@given(steps=STEPS)
def test_whatever_is_done_readers_read_what_is_so(run, steps):
    run(steps)


@pytest.mark.slow
@settings(ANY_ORDER, max_examples=40)
@given(steps=STEPS)
def test_however_long_it_goes_on(run, steps):
    run(steps)


# Ways on which every step is one that can be done: (deed, number of the record, how much later).
# Figures are 0 cited, 1 checked and not released, 2 a rival, 3 not checked; stories are 0 on the
# site, 1 approved, 2 a draft that cites figure 1.
WAYS = {
    "a figure comes to light": [
        ("check", 0, NOW),
        ("release", 3, IN_AN_HOUR),
        ("postpone", 3, TOMORROW),
        ("release", 3, IN_AN_HOUR),
        ("what was set has come", 1, NOW),
        ("dispute", 3, NOW),
        ("settle", 3, NOW),
        ("revise and check", 3, IN_AN_HOUR),
        ("what was set has come", 1, NOW),
        ("the clock is put back", 2, NOW),
        ("withdraw", 3, NOW),
    ],
    "a release is taken back": [
        ("release", 1, IN_AN_HOUR),
        ("take back", 1, NOW),
        ("release", 1, NOW),
        ("withdraw", 1, NOW),
    ],
    "a figure is revised before its embargo": [
        ("release", 1, SOON),
        ("revise and check", 1, IN_AN_HOUR),
        ("what was set has come", 0, NOW),
        ("what was set has come", 1, NOW),
        ("what was set has come", 2, NOW),
        ("the clock is put back", 3, NOW),
    ],
    "terms go to and fro": [
        ("evidence off the record", 0, NOW),
        ("evidence on the record", 0, NOW),
        ("refuse terms", 0, NOW),
        ("evidence unattributable", 0, NOW),
        ("agree to terms", 0, NOW),
        ("clear evidence", 0, NOW),
        ("evidence on the record", 0, NOW),
        ("agree to terms", 0, NOW),
        ("source off the record", 0, NOW),
        ("source on the record", 0, NOW),
        ("agree to terms", 0, NOW),
    ],
    "an embargo is moved": [
        ("move an embargo", 0, IN_AN_HOUR),
        ("move an embargo", 0, TOMORROW),
        ("what was set has come", 1, NOW),
        ("the clock is put back", 1, NOW),
        ("time passes", 3, NOW),
        ("move an embargo", 0, NOW),
    ],
    "figures are chosen and said": [
        ("record", 0, NOW),
        ("prefer", 2, NOW),
        ("revise", 2, NOW),
        ("check", 1, NOW),
        ("correct a figure", 0, NOW),
    ],
    "a strike is told of": [
        ("enter a fact", 0, IN_AN_HOUR),
        ("sign off a fact", 0, NOW),
        ("enter a fact", 2, NOW),
        ("sign off a fact", 2, NOW),
        ("enter a fact", 3, NOW),
        ("sign off a fact", 3, NOW),
        ("what was set has come", 1, NOW),
        ("replace a fact", 3, NOW),
        ("sign off a fact", 3, NOW),
        ("withdraw a fact", 2, NOW),
        ("time passes", 3, NOW),
    ],
    "a first word is confirmed": [
        ("first word", 0, NOW),
        ("take back a first word", 0, NOW),
        ("first word", 0, NOW),
        ("sign off a fact", 0, NOW),
        ("first word", 1, NOW),
        ("sign off a fact", 1, NOW),
        ("still so", 1, NOW),
        ("replace a fact", 1, NOW),
        ("first word", 1, NOW),
        ("withdraw a fact", 1, NOW),
    ],
    "a story goes on": [
        ("publish", 1, SOON),
        ("what was set has come", 2, NOW),
        ("small fix", 1, NOW),
        ("publish", 1, IN_AN_HOUR),
        ("cancel", 0, NOW),
        ("time passes", 1, NOW),
        ("correct", 1, NOW),
        ("time passes", 1, NOW),
        ("correct without a version", 1, NOW),
        ("withdraw a story", 1, NOW),
        ("pull", 1, NOW),
        ("put back", 1, NOW),
    ],
    "a story brings its figures": [
        ("publish with its figures", 2, IN_AN_HOUR),
        ("cancel", 0, NOW),
        ("publish with its figures", 2, SOON),
        ("what was set has come", 1, NOW),
        ("pull", 2, NOW),
        ("withdraw", 1, NOW),
    ],
    "a correction is to come of a story that is pulled": [
        ("correct", 0, IN_AN_HOUR),
        ("pull", 0, NOW),
        ("put back", 0, NOW),
        ("pull", 0, NOW),
        ("time passes", 3, NOW),
        ("what was set has come", 1, NOW),
        ("put back", 0, NOW),
    ],
    "a story is corrected while it is pulled": [
        ("pull", 0, NOW),
        ("time passes", 1, NOW),
        ("correct", 0, NOW),
        ("put back", 0, NOW),
    ],
    "a quotation goes dark": [
        ("quotation off the record", 0, NOW),
        ("quotation on the record", 0, NOW),
    ],
    "a clock goes wrong for a while": [
        ("publish", 1, IN_AN_HOUR),
        ("what was set has come", 1, NOW),
        ("read", 0, NOW),
        ("read more", 0, NOW),
        ("the clock is put back", 1, NOW),
        ("read", 0, NOW),
        ("the clock is put back", 0, NOW),
        ("time passes", 2, NOW),
    ],
}


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_on_ways_that_can_be_gone_too(run, monkeypatch, way):
    """With somebody who reads after each step. Refused, a step would prove nothing."""
    monkeypatch.setitem(globals(), "suppress", lambda *refusals: nullcontext())
    run(WAYS[way], read_after=True)


def test_each_deed_is_on_one_of_the_ways():
    assert {name for way in WAYS.values() for name, _, _ in way} == set(DEEDS)
