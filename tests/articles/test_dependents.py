"""Our side of the port: figures that stories rest on do not change behind their backs."""

from copy import deepcopy

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from hospitals import workflow as facts
from hospitals.dependents import Impact, dependents
from lib.refusals import Refused
from tests import factories, story_factories

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def recorded_figure(for_all):
    return factories.released(1854)


@pytest.fixture
def figure(db, recorded_figure):
    return deepcopy(recorded_figure)


def cite(figure, headline):
    body = f"<p>{story_factories.marked(figure, '1,854')} put off.</p>"
    return story_factories.draft(headline=headline, body=body)


def test_impact_counts_stories_not_marks(figure):
    twice = story_factories.marked(figure, "1,854")
    story_factories.published(story_factories.draft(body=f"<p>{twice} and {twice}</p>"))
    story_factories.scheduled(cite(figure, "Scheduled"))
    cite(figure, "A draft does not count")
    assert dependents().impact([figure]) == Impact(live=1, scheduled=1)


@pytest.mark.parametrize(
    ("impact", "words"),
    [
        (Impact(3, 1), "3 live stories and 1 scheduled story"),
        (Impact(1), "1 live story"),
        (Impact(scheduled=2), "2 scheduled stories"),
        (Impact(), ""),
    ],
)
def test_what_rests_on_figures_is_counted_in_words(impact, words):
    assert impact.counted() == words


def test_a_revision_of_a_figure_that_stories_cite_is_refused_and_stays_pending(figure):
    for headline in ("One", "Two", "Three"):
        story_factories.published(cite(figure, headline))
    pending = factories.revised(figure, 1867, check=False)
    with pytest.raises(Refused, match="Cited in 3 live stories"):
        facts.check(by=factories.user("editor"), revision=pending)
    pending.refresh_from_db()
    assert pending.checked_at is None


def correcting(figure):
    return reverse("admin:articles_correctionplan_figure", args=[figure.pk])


def test_the_refusal_says_what_can_be_done_and_where(figure):
    story_factories.published(cite(figure, "One"))
    story_factories.scheduled(cite(figure, "Tomorrow"))
    pending = factories.revised(figure, 1867, check=False)
    with pytest.raises(Refused) as refused:
        facts.check(by=factories.user("editor"), revision=pending)
    assert refused.value.messages == [
        "Cited in 1 live story and 1 scheduled story, and what a story rests on does not change "
        "beneath it. Correct it everywhere: one approval checks the new value and puts the "
        "stories right."
    ]
    assert refused.value.links == [("Correct it everywhere", correcting(figure))]


def test_what_the_refusal_says_can_be_done(figure):
    story_factories.published(cite(figure, "One"))
    story_factories.scheduled(cite(figure, "Tomorrow"))
    pending = factories.revised(figure, 1867, check=False)
    plan = workflow.propose(by=factories.user("data_editor"), revisions=[pending])
    seen = workflow.planned(plan).digest
    workflow.approve_correction(by=factories.user("sub"), plan=plan, seen=seen)
    pending.refresh_from_db()
    assert pending.checked_at
    assert dependents().impact([figure]) == Impact(live=1, scheduled=1)


def test_the_desk_links_to_the_correction(figure, client):
    story_factories.published(cite(figure, "One <b>"))
    pending = factories.revised(figure, 1867, check=False)
    client.force_login(factories.user("editor"))
    url = reverse("admin:hospitals_disruptionfigure_decide", args=[figure.pk, "check"])
    form = client.get(url).context["form"]
    page = client.post(url, {**form.initial, "revision": pending.pk}, follow=True)
    link = f'Put right there: <a href="{correcting(figure)}">Correct it everywhere'
    assert link in page.content.decode()


def test_what_refuses_a_withdrawal_names_the_stories(figure):
    live = story_factories.published(cite(figure, "One"))
    later = story_factories.scheduled(cite(figure, "Tomorrow"))
    with pytest.raises(Refused) as refused:
        facts.withdraw(by=factories.user("editor"), figure=figure, reason="Counted twice")
    assert refused.value.messages == [
        "Cited in 1 live story and 1 scheduled story, and what a story rests on does not change "
        "beneath it. If another value is right, record it. Correct it everywhere then puts the "
        "stories right. If no value is, cancel what is scheduled and publish each live story as a "
        "correction without its mark on this number, then do this again."
    ]
    assert refused.value.links == [("Correct it everywhere", correcting(figure))] + [
        (headline, reverse("admin:articles_article_change", args=[version.article_id]))
        for headline, version in (("One", live), ("Tomorrow", later))
    ]


def test_a_scheduled_story_counts_as_well(figure):
    story_factories.scheduled(cite(figure, "Tomorrow"))
    pending = factories.revised(figure, 1867, check=False)
    with pytest.raises(Refused, match="Cited in 1 scheduled story"):
        facts.check(by=factories.user("editor"), revision=pending)


def test_a_figure_that_stories_cite_cannot_be_withdrawn(figure):
    story_factories.published(cite(figure, "One"))
    with pytest.raises(Refused, match="Cited in 1 live story"):
        facts.withdraw(by=factories.user("editor"), figure=figure, reason="Counted twice")


def test_once_the_stories_have_moved_on_the_figure_may_change(figure):
    version = story_factories.published(cite(figure, "One"))
    story_factories.corrected(version, body="<p>No number now.</p>")
    pending = factories.revised(figure, 1867, check=False)
    facts.check(by=factories.user("editor"), revision=pending)
    figure.refresh_from_db()
    assert figure.current.value == 1867


def test_a_cancelled_version_does_not_count(figure):
    version = story_factories.scheduled(cite(figure, "Tomorrow"))
    workflow.cancel_scheduled(by=factories.user("sub"), version=version)
    assert dependents().impact([figure]) == Impact()


def test_stories_for_a_subject_are_live_ones_newest_first(figure):
    trust = factories.trust("RHM")
    old = story_factories.published(
        headline="Old", trusts=[trust], at=factories.london("2023-04-11 07:00")
    )
    new = story_factories.published(cite(figure, "New &amp; cited"))
    story_factories.draft(headline="Draft", trusts=[trust])
    story_factories.pulled(headline="Pulled", trusts=[trust])
    lines = dependents().stories_for([trust, figure], at=timezone.now(), limit=5)
    assert [line.headline for line in lines] == ["New & cited", "Old"]
    assert [line.url for line in lines] == [new.get_absolute_url(), old.get_absolute_url()]


def test_stories_for_keeps_to_its_limit(figure):
    for number in range(4):
        story_factories.published(cite(figure, f"Story {number}"))
    assert len(dependents().stories_for([figure], at=timezone.now(), limit=3)) == 3


def test_words_come_without_the_address_of_a_document_that_would_name_a_private_reporter():
    speaker = factories.source("Donna Green", kind="person")
    reporter = factories.source("Hushed paper", terms="off_record")
    evidence = factories.evidence(speaker, reported_by=reporter, url="https://hushed.example/")
    quote = story_factories.quote(speakers=[speaker], evidence=evidence)
    story_factories.published(body=f"<p>{story_factories.marked(quote, '“sorry”')}</p>")
    [line] = dependents().quotes_by([speaker], at=timezone.now(), limit=10)
    assert line.attribution == "Donna Green, chief nurse at Hampshire Hospitals"
    assert (line.where_from, line.where_from_url) == ("", "")


@pytest.fixture
def misheard():
    """New words of a quotation, unchecked, and the story that prints the old ones."""
    said = story_factories.quote("We are sorry that people had to wait")
    words = story_factories.marked(said, "“We are sorry that people had to wait”")
    version = story_factories.published(body=f"<p>{words}, she said.</p>")
    words = "We are sorry that patients had to wait"
    return story_factories.revised_quote(said, words=words, check=False), version


def test_new_words_of_a_quotation_that_stories_print_are_refused_as_a_new_value_is(misheard):
    new, _ = misheard
    with pytest.raises(Refused) as refused:
        workflow.check_quote(by=factories.user("editor"), revision=new)
    assert refused.value.messages == [
        "Cited in 1 live story, and what a story rests on does not change beneath it. Correct it "
        "everywhere: one approval checks the new words and puts the stories right."
    ]
    url = reverse("admin:articles_correctionplan_quote", args=[new.quote_id])
    assert refused.value.links == [("Correct it everywhere", url)]
    new.refresh_from_db()
    assert new.checked_at is None


def test_once_the_stories_have_moved_on_new_words_are_checked_alone(misheard):
    new, version = misheard
    story_factories.corrected(version, body="<p>Nobody said a word.</p>")
    workflow.check_quote(by=factories.user("editor"), revision=new)
    assert new.quote.latest().checked_at
