"""A published version keeps what readers saw that day, in every form they may ask for it."""

import pytest
from django.db import DatabaseError, transaction

from articles.models import Citation, PublishedVersion
from tests import factories, story_factories

pytestmark = pytest.mark.django_db

mark = story_factories.marked
MORNING = factories.london("2023-04-19 06:45")


def test_the_byline_keeps_its_order():
    people = [story_factories.contributor(name) for name in ("Rosa Field", "Ann Lee", "Omar Finch")]
    version = story_factories.published(bylines=people)
    assert version.byline == "Rosa Field, Ann Lee and Omar Finch"
    assert [link.contributor for link in version.contributor_links.all()] == people


def test_marks_become_links_for_readers_and_stay_marks_for_us():
    figure = factories.released(1854)
    words = mark(figure, "1,854")
    version = story_factories.published(
        headline=f"Strike puts off {words}", slug="strike", body=f"<p>{words} put off.</p>"
    )
    number = f'data-records="figure-{figure.pk}" href="/figures/{figure.pk}/"'
    link = f'<a class="cited" {number}>1,854</a>'
    assert version.headline == f"Strike puts off {words}"
    assert version.headline_html == "Strike puts off 1,854"
    assert version.body == f"<p>{words} put off.</p>"
    assert version.body_html == f"<p>{link} put off.</p>"


def test_a_quotation_has_an_anchor_in_the_body():
    quote = story_factories.quote()
    version = story_factories.published(body=f"<p>{mark(quote, '“We are sorry”')}, she said.</p>")
    assert version.body_html == (
        f'<p><a class="cited cited-quote" id="quote-{quote.pk}" data-records="quote-{quote.pk}" '
        f'href="/quotes/{quote.pk}/">“We are sorry”</a>, she said.</p>'
    )


def test_headline_and_standfirst_are_kept_as_plain_words_too():
    figure = factories.released(1854)
    version = story_factories.published(
        headline=f"Pickets &amp; {mark(figure, '1,854')} appointments",
        slug="strike",
        standfirst="Doctors &amp; nurses wait.",
    )
    assert version.headline_text == "Pickets & 1,854 appointments"
    assert version.standfirst_text == "Doctors & nurses wait."


def test_a_picture_keeps_its_words_of_the_day():
    figure, picture = factories.released(1854), story_factories.picture()
    caption = f"One of {mark(figure, '1,854')}."
    version = story_factories.published(pictures=[(picture, caption, False)])
    picture.alt_text, picture.credit = "Nobody", "PA"
    picture.save()
    story_factories.changed(version, pictures=[(picture, "Another caption.", True)])
    shown = version.pictures.get()
    assert (shown.alt_text, shown.credit, shown.caption, shown.in_gallery) == (
        "Doctors with placards outside a hospital",
        "Rosa Field/Newsroom",
        caption,
        False,
    )
    assert shown.caption_html == (
        f'One of <a class="cited" data-records="figure-{figure.pk}" '
        f'href="/figures/{figure.pk}/">1,854</a>.'
    )


def test_pictures_and_related_stories_keep_their_order():
    pictures = [story_factories.picture(title) for title in ("Rally", "Picket", "Talks")]
    others = [story_factories.draft(headline) for headline in ("Talks fail", "Pickets return")]
    version = story_factories.published(
        pictures=[(picture, "", False) for picture in pictures], related=others
    )
    assert [shown.picture for shown in version.pictures.all()] == pictures
    assert [row.to for row in version.related.all()] == others


def test_each_record_of_each_mark_is_cited_with_its_revision():
    _, inpatient, outpatient = factories.appointments_split()
    several = mark([inpatient, outpatient], "1,854")
    version = story_factories.published(body=f"<p>{several} put off.</p>", standfirst=several)
    factories.revised(inpatient, 160, check=False)
    rows = Citation.objects.filter(version=version).order_by("position", "id")
    assert [(row.place, row.words, row.figure_revision) for row in rows] == [
        ("standfirst", "1,854", inpatient.current),
        ("standfirst", "1,854", outpatient.current),
        ("body", "1,854", inpatient.current),
        ("body", "1,854", outpatient.current),
    ]


def test_what_it_is_about_carries_the_order_of_lists():
    first = story_factories.published(at=MORNING, trusts=[factories.trust()])
    second = story_factories.updated(first, body="<p>More.</p>")
    (link,) = second.trust_links.all()
    assert (link.article, link.first_published_at) == (first.article, MORNING)


def test_a_withdrawal_says_what_it_was_about_and_shows_nothing_of_it():
    first = story_factories.published(
        standfirst="Pickets.",
        trusts=[factories.trust()],
        pictures=[(story_factories.picture(), "The picket line.", False)],
        related=[story_factories.draft("Talks fail")],
    )
    version = story_factories.withdrawn(first)
    assert (version.standfirst, version.body) == ("", "")
    assert version.trust_links.get().trust == factories.trust()
    assert version.byline == "Rosa Field"
    assert not version.pictures.exists()
    assert not version.related.exists()
    assert not version.citations.exists()


def test_published_versions_refuse_to_change():
    version = story_factories.published()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        PublishedVersion.objects.filter(pk=version.pk).update(headline_html="Other")
