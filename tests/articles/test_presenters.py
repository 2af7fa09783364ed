"""What readers are shown of a story: its snapshot, and the records as the terms allow."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from articles import presenters, workflow
from articles.filters import StoryFilter
from articles.models import PublicStory, PublishedVersion
from hospitals import workflow as facts
from hospitals.models import DisruptionFigure, Evidence, FigureRevision, Source
from tests import factories
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
    revised_quote,
    scheduled,
    updated,
    withdrawn,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]


def page_of(version, at=None):
    at = at or timezone.now()
    live = PublishedVersion.objects.public(at).for_page().get(article=version.article_id)
    return presenters.article_page(live, at)


def citing(*records, **fields):
    """A published story whose body marks each (record, words) pair."""
    body = "".join(f"<p>{marked(record, words)} were hit.</p>" for record, words in records)
    return published(body=body, **fields)


# The snapshot


def test_a_changed_working_copy_is_not_shown():
    version = published(headline="Strike", kicker="Pay")
    changed(version, headline="Not yet", kicker="Later", body="<p>Not yet.</p>")
    page = page_of(version)
    assert (page.story.headline, page.story.kicker) == ("Strike", "Pay")
    assert "Not yet" not in page.version.body_html


def test_an_update_says_when_readers_would_have_noticed():
    at = factories.london("2016-01-12 07:00")
    version = published(at=at)
    later = updated(version, at=at + timedelta(hours=2), headline="Strike is over")
    page = page_of(later)
    assert page.story.first_published_at == at
    assert page.story.updated_at == at + timedelta(hours=2)


def test_a_story_that_has_not_changed_has_no_update():
    assert page_of(published()).story.updated_at is None


def test_a_withdrawn_story_has_its_notice_and_no_text():
    version = withdrawn(published(), notice="We could not stand this up.")
    page = page_of(version)
    assert page.story.withdrawn
    assert page.version.notice == "We could not stand this up."
    assert page.version.body_html == ""


# Lines of lists


def lines(at=None):
    live = PublicStory.objects.live(at or timezone.now()).newest_first()
    return presenters.story_lines(live.for_lists())


def test_lines_are_asked_for_once_however_many(django_assert_num_queries):
    for headline in ("First", "Second", "Third"):
        published(headline=headline, at=factories.london("2016-01-12 07:00"))
        with django_assert_num_queries(1):
            lines()


def test_a_line_is_that_of_the_version_readers_see():
    version = published(headline="Strike", at=factories.london("2016-01-12 07:00"))
    before = factories.london("2016-01-12 08:00")
    assert [line.headline for line in lines()] == ["Strike"]
    updated(version, headline="Strike is over", at=before + timedelta(hours=1))
    assert [line.headline for line in lines()] == ["Strike is over"]
    assert [line.headline for line in lines(before)] == ["Strike"]


def test_a_line_has_the_present_name_of_its_section():
    section = published(headline="Strike").section
    assert [line.section for line in lines()] == ["Strikes"]
    section.name = "Walkouts"
    section.save()
    [line] = lines()
    assert line.section == "Walkouts"
    assert "Walkouts" in line.html


def test_a_pulled_story_has_no_line():
    version = published(headline="Strike")
    assert [line.headline for line in lines()] == ["Strike"]
    pulled(version)
    assert lines() == []


# What it is about


def test_trusts_and_hospitals_stand_by_name_and_strikes_the_latest_first():
    trusts = [factories.trust(code) for code in ("RHM", "RK5", "RN5")]
    hospitals = [factories.hospital("Royal", town) for town in ("York", "Bath")]
    strikes = [factories.strike(title) for title in ("First", "Second")]
    page = page_of(published(trusts=trusts, hospitals=hospitals, strikes=strikes))
    assert [each.name for each in page.trusts] == sorted(trust.name for trust in trusts)
    assert [each.name for each in page.hospitals] == ["Royal, Bath", "Royal, York"]
    assert [each.name for each in page.strikes] == ["Second", "First"]
    assert [heading for heading, _ in page.about] == ["Trusts", "Hospitals", "Strikes"]


def test_what_it_is_about_has_its_present_name():
    version = published(trusts=[factories.trust("RHM")])
    [trust] = page_of(version).trusts
    record = factories.trust("RHM")
    record.name = "Solent and Southampton NHS Trust"
    record.save()
    [renamed] = page_of(version).trusts
    assert (renamed.key, renamed.url) == (trust.key, trust.url)
    assert renamed.name == "Solent and Southampton NHS Trust"


# Corrections


def test_corrections_stand_where_their_placement_says():
    version = corrected(published(), placement="top")
    foot = corrected(version, placement="foot", body="<p>Appointments were cancelled.</p>")
    page = page_of(foot)
    assert [notice.title for notice in page.at_top] == ["Correction"]
    assert [notice.is_right for notice in page.at_foot] == ["It was 1,854."]


def test_a_correction_that_comes_with_a_scheduled_version_waits_for_it():
    version = published()
    article = approved(changed(version, body="<p>Appointments were cancelled.</p>"))
    later = workflow.publish(
        by=factories.user("editor"),
        article=article,
        at=timezone.now() + timedelta(days=1),
        kind="correction",
        notices=[workflow.Notice(was_wrong="We said 16.", is_right="It was 61.")],
    )
    assert page_of(version).corrections == []
    assert len(page_of(version, later.live_from).corrections) == 1
    workflow.cancel_scheduled(by=factories.user("editor"), version=later)
    assert page_of(version, later.live_from).corrections == []


# Figures


def test_a_cited_figure_comes_with_who_says_so_and_where_it_came_from():
    evidence = factories.evidence(
        title="Strike action, April 2023",
        url="https://www.example.org/strikes.xlsx",
        published_on=date(2023, 4, 18),
    )
    figure = factories.released(1854, evidence=evidence, locator="Table 2, F87")
    [cited] = page_of(citing((figure, "1,854 appointments"))).figures
    assert cited.sentence.startswith("1,854 appointments at University Hospital Southampton")
    assert cited.said.text == "NHS England"
    assert cited.said.document.title == "Strike action, April 2023"
    assert cited.said.document.place == "Table 2, F87"
    assert cited.printed == ["1,854 appointments"]
    assert cited.since == []


def test_a_figure_is_listed_once_with_all_the_words_it_stands_behind():
    figure = factories.released(1854)
    body = f"<p>{marked(figure, '1,854')} and {marked(figure, 'nearly 2,000')}</p>"
    version = published(headline=f"{marked(figure, '1,854')} wait", body=body)
    [cited] = page_of(version).figures
    assert cited.printed == ["1,854", "nearly 2,000"]


def test_figures_stand_in_the_order_of_the_story():
    whole, inpatient, outpatient = factories.appointments_split()
    version = citing((outpatient, "1,696"), (whole, "1,854"), (inpatient, "158"))
    assert [cited.id for cited in page_of(version).figures] == [
        outpatient.pk,
        whole.pk,
        inpatient.pk,
    ]


def newer_revision(figure, value, *, check=True):
    """A later value, past the rule that makes stories be corrected first."""
    now = timezone.now()
    person = factories.user("editor")
    checked = {"checked_by": person, "checked_at": now, "public_from": now, "stood_up": ""}
    return FigureRevision.objects.create(
        figure=figure,
        number=2,
        value=value,
        evidence=factories.evidence(signed_off=True),
        reason="source_revised",
        source_changed_on=date(2023, 5, 2),
        recorded_by=person,
        recorded_at=now,
        **(checked if check else {}),
    )


def test_a_newer_revision_is_a_dated_line_beside_what_the_story_cites():
    figure = factories.released(1854)
    version = citing((figure, "1,854"))
    newer_revision(figure, 1901)
    [cited] = page_of(version).figures
    assert cited.sentence.startswith("1,854 appointments")
    assert cited.revision.number == 1
    assert cited.since == ["2 May 2023: the figure is now 1,901 (the source revised it)."]


def test_a_revision_that_waits_for_its_check_is_not_mentioned():
    figure = factories.released(1854)
    version = citing((figure, "1,854"))
    newer_revision(figure, 1901, check=False)
    assert page_of(version).figures[0].since == []


def test_a_disputed_figure_says_so():
    figure = factories.released(1854)
    version = citing((figure, "1,854"))
    facts.dispute(by=factories.user("data_editor"), figure=figure, text="The trust counts 1,700.")
    [since] = page_of(version).figures[0].since
    assert since.endswith("disputed. The trust counts 1,700.")


def test_a_withdrawn_figure_keeps_neither_number_nor_source():
    figure = factories.released(1854)
    version = citing((figure, "1,854"))
    DisruptionFigure.objects.filter(pk=figure.pk).update(
        withdrawn_at=timezone.now(), withdrawn_reason="It counted two trusts."
    )
    [cited] = page_of(version).figures
    assert cited.withdrawn
    assert cited.sentence.startswith("appointments: University Hospital Southampton")
    assert cited.since[0].endswith("withdrawn. It counted two trusts.")


def test_of_an_unattributable_source_only_the_agreed_description_is_shown():
    evidence = factories.evidence(
        kind="call",
        terms="unattributable",
        title="Call with Jo Bloggs",
        description="a manager at the trust",
    )
    facts.clear_evidence(by=factories.user("editor"), evidence=evidence)
    figure = factories.released(12, evidence=evidence, stood_up="second_source")
    [cited] = page_of(citing((figure, "12"))).figures
    assert cited.said.text == "a manager at the trust"
    assert cited.said.document is None


def test_a_figure_whose_source_has_become_private_is_no_longer_shown():
    evidence = factories.evidence()
    version = citing((factories.released(1854, evidence=evidence), "1,854"))
    facts.agree_terms(by=factories.user("editor"), record=evidence, terms="off_record")
    assert page_of(version).figures == []


# Quotations


def test_a_quotation_has_its_speaker_and_where_it_came_from():
    speaker = factories.source("Donna Green", kind="person")
    evidence = factories.evidence(
        said_by=speaker,
        kind="statement",
        title="Statement on the strike",
        published_on=date(2016, 1, 12),
        reported_by=factories.source("Daily Echo"),
    )
    made = quote(speakers=[speaker], evidence=evidence, said_on=date(2016, 1, 11))
    [words] = page_of(citing((made, "“We are sorry”"))).quotes
    assert words.attribution == "Donna Green, chief nurse at Hampshire Hospitals"
    assert words.where_from == "Statement on the strike, 12 January 2016, as reported by Daily Echo"
    assert words.printed == ["“We are sorry”"]
    assert words.anchored


MAY_NOT_BE_NAMED = {
    "who has agreed no terms": {"terms": ""},
    "who is off the record": {"terms": "off_record"},
    "who is unattributable": {"terms": "unattributable", "description": "a local paper"},
    "whom nobody has signed off": {"signed_off_at": None, "signed_off_by": None},
}


PARTS = pytest.mark.parametrize("part", ["reported_by", "via"])


def out_of(part="reported_by", **changes):
    """A quotation out of the Secret Gazette, whatever its part, and a story that prints it."""
    reporter, speaker = factories.source("Secret Gazette"), factories.source("Donna Green")
    evidence = factories.evidence(
        speaker,
        **{"reported_by": factories.source("Daily Echo"), part: reporter},
        title="Secret Gazette, page 1",
        url="https://secret.example/page-1",
    )
    version = citing((quote(speakers=[speaker], evidence=evidence), "“We are sorry”"))
    if changes:
        Source.objects.filter(pk=reporter.pk).update(**changes)
    return version


@PARTS
@pytest.mark.parametrize("who", MAY_NOT_BE_NAMED)
def test_a_reporter_who_may_not_be_named_is_left_out_of_where_words_came_from(who, part):
    """With title and address, which would name them; the words and their speaker stay."""
    [words] = page_of(out_of(part, **MAY_NOT_BE_NAMED[who])).quotes
    assert words.attribution == "Donna Green, chief nurse at Hampshire Hospitals"
    assert (words.where_from, words.where_from_url) == ("", "")


QUOTED_ON = {
    "the story": lambda story: story.get_absolute_url(),
    "the story as data": lambda story: f"/api/v1/articles/{story.article.uuid}/",
    "the quotation as data": lambda story: "/api/v1/quotes/",
    "the page of who said it": lambda story: "/sources/donna-green/",
}


def answer(client, story, place):
    response = client.get(QUOTED_ON[place](story))
    assert response.status_code == 200
    return response.content.decode()


@PARTS
@pytest.mark.parametrize("who", MAY_NOT_BE_NAMED)
def test_nor_is_the_reporter_named_anywhere_else(client, who, part):
    story = out_of(part, **MAY_NOT_BE_NAMED[who])
    for place in QUOTED_ON:
        said = answer(client, story, place)
        assert "We are sorry" in said, place
        assert "secret" not in said.casefold(), place


def test_a_reporter_who_may_be_named_is(client):
    story = out_of()
    for place in QUOTED_ON:
        said = answer(client, story, place)
        assert "Secret Gazette, page 1, as reported by Secret Gazette" in said, place
        assert "https://secret.example/page-1" in said, place


def test_a_quotation_over_two_paragraphs_is_one_with_both():
    made = quote()
    version = citing((made, "“We are sorry"), (made, "“that people had to wait.”"))
    [words] = page_of(version).quotes
    assert words.printed == ["“We are sorry", "“that people had to wait.”"]


def test_an_unattributable_quotation_shows_only_the_agreed_description():
    speaker = factories.source(
        "Jo Bloggs", kind="person", terms="unattributable", description="a ward manager"
    )
    evidence = factories.evidence(
        said_by=speaker,
        kind="call",
        terms="unattributable",
        title="Call with Jo Bloggs",
        url="https://www.example.org/jo-bloggs",
        description="a manager at the trust",
    )
    facts.clear_evidence(by=factories.user("editor"), evidence=evidence)
    made = quote(
        attribution="Jo Bloggs",
        speakers=[speaker],
        evidence=evidence,
        terms="unattributable",
        said_on=date(2016, 1, 11),
    )
    [words] = page_of(citing((made, "“It is chaos”"))).quotes
    assert words.attribution == "a manager at the trust"
    assert (words.said_on, words.where_from, words.where_from_url) == (None, "", "")


def test_words_that_became_unattributable_wait_for_an_editor_to_clear_their_source():
    made = quote()
    version = citing((made, "“We are sorry”"))
    made.revisions.update(terms="unattributable")
    assert page_of(version).quotes == []


def test_words_that_went_off_the_record_are_not_listed():
    made = quote()
    version = citing((made, "“We are sorry”"))
    made.revisions.update(terms="off_record")
    assert page_of(version).quotes == []


def test_a_story_gives_the_speakers_of_the_revision_that_it_prints():
    made = quote(said_on=date(2016, 1, 11))
    version = citing((made, "“We are sorry”"))
    other = factories.source("Caroline Marshall", kind="person")
    revised_quote(made, speakers=[other], attribution=other.name, said_on=date(2016, 1, 12))
    [words] = page_of(version).quotes
    assert words.attribution == "Donna Green, chief nurse at Hampshire Hospitals"
    assert [name for name, _ in words.speakers] == ["Donna Green"]
    assert words.said_on == date(2016, 1, 11)


def test_an_embargo_set_after_publication_holds_for_quotations_too():
    made = quote()
    version = citing((made, "“We are sorry”"))
    until = timezone.now() + timedelta(hours=2)
    Evidence.objects.filter(quote_revisions__quote=made).update(embargo_until=until)
    assert page_of(version).quotes == []
    assert [words.id for words in page_of(version, until).quotes] == [made.pk]


# Pictures, related stories, subjects


def test_pictures_stand_above_the_story_or_in_the_gallery():
    above, below = picture("Picket"), picture("Rally")
    page = page_of(published(pictures=[(above, "A picket.", False), (below, "A rally.", True)]))
    assert [shown.uuid for shown in page.pictures] == [str(above.uuid)]
    assert [shown.caption_html for shown in page.gallery] == ["A rally."]


def test_a_picture_keeps_the_words_of_its_version():
    shown = picture(alt_text="Doctors with placards")
    version = published(pictures=[(shown, "", False)])
    shown.alt_text = "Changed since"
    shown.save()
    assert page_of(version).pictures[0].alt_text == "Doctors with placards"


@pytest.mark.parametrize(
    ("at", "classes"),
    [((50, 50), ""), ((20, 50), "focus-x-20"), ((0, 84), "focus-x-0 focus-y-80")],
)
def test_what_stays_in_sight_is_what_the_version_says(at, classes):
    shown = picture(focus_x=at[0], focus_y=at[1])
    version = published(pictures=[(shown, "", False)])
    shown.focus_x = 99
    shown.save()
    assert page_of(version).pictures[0].focus_class == classes


def test_only_related_stories_on_the_site_are_listed_in_the_desks_order():
    first, second = published(headline="First"), published(headline="Second")
    gone = published(headline="Gone")
    later = scheduled(headline="Later")
    version = published(
        related=[
            second.article,
            later.article,
            draft(headline="Draft"),
            gone.article,
            first.article,
        ]
    )
    pulled(gone)
    assert [story.headline for story in page_of(version).related] == ["Second", "First"]


def test_what_a_story_is_about_has_links():
    page = page_of(published(trusts=[factories.trust()], strikes=[factories.strike()]))
    (trusts, [trust]), (strikes, [strike]) = page.about
    assert (trusts, strikes) == ("Trusts", "Strikes")
    assert trust.key == "RHM"
    assert strike.url == factories.strike().get_absolute_url()


# What was asked


def asked(query):
    filterset = StoryFilter(QueryDict(query), PublishedVersion.objects.public())
    filterset.is_valid()
    return presenters.asked(filterset, "/articles/")


def test_each_part_of_a_search_can_be_taken_off():
    factories.trust("RHM")
    words, trust, day = asked("q=strike&trust=RHM&date_from=2016-01-12&section=")
    assert (words.label, words.words) == ("Words", "“strike”")
    assert words.without_url == "/articles/?trust=RHM&date_from=2016-01-12"
    assert trust.words == "University Hospital Southampton NHS Foundation Trust"
    assert day.words == "12 January 2016"


def test_taking_the_last_part_off_leaves_the_whole_list():
    [words] = asked("q=strike&cursor=abc")
    assert words.without_url == "/articles/"
