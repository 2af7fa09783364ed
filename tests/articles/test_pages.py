"""The pages of stories as a reader meets them: addresses, errors, and what stands on them."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from articles import workflow
from tests import factories
from tests.story_factories import (
    corrected,
    draft,
    marked,
    picture,
    picture_in_sizes,
    published,
    pulled,
    quote,
    scheduled,
    updated,
    withdrawn,
)

pytestmark = pytest.mark.django_db

JANUARY = factories.london("2016-01-12 07:00")


def text(response):
    return response.content.decode()


# The list


def test_the_list_has_live_stories_the_newest_first(client):
    published(headline="Older story", at=JANUARY)
    published(headline="Newer story", at=JANUARY + timedelta(days=1))
    draft(headline="A draft")
    scheduled(headline="Tomorrow’s story")
    page = text(client.get("/articles/"))
    assert 0 < page.index("Newer story") < page.index("Older story")
    assert "A draft" not in page
    assert "Tomorrow’s story" not in page


def test_the_list_shows_what_was_asked_and_how_to_take_it_off(client):
    published(headline="Southampton strike", trusts=[factories.trust()])
    page = text(client.get("/articles/?q=strike&trust=RHM"))
    assert "Trust: <strong>University Hospital Southampton NHS Foundation Trust</strong>" in page
    assert 'href="/articles/?trust=RHM">Remove' in page
    assert '<option value="RHM" selected>' in page
    assert 'value="strike"' in page


def test_an_empty_search_says_which_filters_it_had(client):
    published()
    page = text(client.get("/articles/?q=orthodontics&date_from=2016-01-12"))
    assert "No story has all of this: words “orthodontics”, published from 12 January 2016." in page


def test_an_empty_newsroom_says_so(client):
    assert "Nothing has been published yet." in text(client.get("/articles/"))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("trsut=RHM", "Did you mean “trust”?"),
        ("trust=XYZ", "We hold nothing called “XYZ”."),
        ("q=a", "“a” is too short"),
        ("q=strike&q=pay", "“q” is given 2 times: give it once."),
        ("date_from=2016-02-30", "Write the date as year-month-day"),
        ("date_from=2016-02-02&date_to=2016-02-01", "is before the first"),
        ("cursor=rubbish", "This page address is damaged"),
        ("page=2", "There is no “page” here."),
    ],
)
def test_a_wrong_search_shows_the_form_the_error_and_no_rows(client, query, sentence):
    published(headline="Southampton strike")
    response = client.get(f"/articles/?{query}")
    assert response.status_code == 400
    assert sentence in text(response)
    assert "<form" in text(response)
    assert "Southampton strike" not in text(response)


def test_what_says_where_a_reader_came_from_is_dropped(client):
    published(headline="Southampton strike")
    response = client.get("/articles/?utm_source=newsletter&fbclid=abc")
    assert response.status_code == 200
    assert "Southampton strike" in text(response)


def test_the_next_page_goes_on_where_the_first_ended(client, three_a_page):
    for number in range(4):
        published(headline=f"Story number {number}.", at=JANUARY)
    first = client.get("/articles/?q=story")
    assert "Story number 0." not in text(first)
    after = first.context["page"].next_url
    assert after.startswith("/articles/?q=story&cursor=")
    second = text(client.get(after))
    assert "Story number 0." in second
    assert "Story number 3." not in second


def test_a_page_of_another_search_is_refused(client, three_a_page):
    for number in range(4):
        published(headline=f"Story number {number}.", at=JANUARY)
    after = client.get("/articles/?q=story").context["page"].next_url
    response = client.get(after.replace("q=story", "q=number"))
    assert response.status_code == 400
    assert "belongs to another search" in text(response)


# The story


def test_the_page_of_a_story_has_all_of_its_snapshot(client):
    figure, words = factories.released(1854, at=JANUARY), quote(at=JANUARY)
    version = published(
        headline=f"{marked(figure, 'Nearly 2,000')} appointments put off",
        standfirst="Four days in April.",
        kicker="Pay",
        dateline="SOUTHAMPTON",
        body=f"<p>{marked(figure, '1,854')} were put off. {marked(words, '“We are sorry”')}</p>",
        at=JANUARY,
        pictures=[(picture(), f"The picket: {marked(figure, '1,854')}", False)],
        trusts=[factories.trust()],
        strikes=[factories.strike()],
    )
    page = text(client.get(version.get_absolute_url()))
    for part in (
        '<h1 dir="auto">Nearly 2,000 appointments put off</h1>',
        "Four days in April.",
        "Pay",
        "SOUTHAMPTON",
        'By <a dir="auto" rel="author" href="/authors/rosa-field/">Rosa Field</a>',
        "12 January 2016, 7am",
        f'<a class="cited" data-n="1" interestfor="card-figure-{figure.pk}" '
        f'href="/figures/{figure.pk}/">1,854</a>',
        f'<a class="cited cited-quote" id="quote-{words.pk}" data-n="2" '
        f'interestfor="card-quote-{words.pk}" href="/quotes/{words.pk}/">“We are sorry”</a>',
        f'<div class="card" id="card-figure-{figure.pk}" popover="hint">',
        f'<div class="card" id="card-quote-{words.pk}" popover="hint">',
        "1 number, 1 quotation: all sourced",
        "The picket: ",
        'alt="Doctors with placards outside a hospital"',
        "Rosa Field/Newsroom",
        "The figures in this story",
        "1,854 appointments at University Hospital Southampton NHS Foundation Trust",
        "Who is quoted",
        "Donna Green, chief nurse at Hampshire Hospitals",
        f'href="#quote-{words.pk}"',
        factories.strike().title,
    ):
        assert part in page


def test_the_address_has_the_month_of_first_publication_in_london(client):
    version = published(slug="night", at=factories.london("2016-07-01 00:30"))
    assert version.get_absolute_url() == "/articles/2016/07/night/"
    assert client.get("/articles/2016/07/night/").status_code == 200


@pytest.mark.parametrize("address", ["2015/07", "2016/6", "2016/7", "1/1", "99999999/123"])
def test_a_wrong_month_leads_to_the_right_address(client, address):
    published(slug="night", at=factories.london("2016-07-01 00:30"))
    response = client.get(f"/articles/{address}/night/")
    assert (response.status_code, response["Location"]) == (301, "/articles/2016/07/night/")


@pytest.mark.parametrize("shared", ["utm_source=x", "ref=home", "s=20", "share=1", "CMP=tw"])
def test_a_shared_story_opens_whatever_says_where_the_reader_came_from(client, shared):
    version = published()
    assert client.get(f"{version.get_absolute_url()}?{shared}").status_code == 200
    assert client.get(f"/articles/?{shared}").status_code == 200


@pytest.mark.parametrize("shared", ["page=2", "whatever", "trsut=RHM", "next=//example.org/"])
def test_a_story_passes_over_parameters_and_leads_to_its_clean_address(client, shared):
    version = published()
    response = client.get(f"{version.get_absolute_url()}?{shared}")
    assert (response.status_code, response["Location"]) == (302, version.get_absolute_url())


def test_an_earlier_address_of_the_story_leads_to_the_present_one(client):
    version = published(slug="first-name", at=JANUARY)
    later = updated(
        version, slug="second-name", headline="Another headline", at=JANUARY + timedelta(hours=1)
    )
    response = client.get("/articles/2016/01/first-name/")
    assert (response.status_code, response["Location"]) == (301, later.get_absolute_url())


def test_an_unknown_story_is_not_found(client):
    assert client.get("/articles/2016/01/never-ours/").status_code == 404


def test_a_draft_is_not_found(client):
    article = draft()
    assert client.get(f"/articles/2016/01/{article.slug}/").status_code == 404


def test_a_scheduled_story_is_not_found(client):
    version = scheduled()
    assert client.get(version.get_absolute_url()).status_code == 404


def test_a_pulled_story_is_gone_in_neutral_words_that_nobody_keeps(client):
    version = published(headline="Alleged wrongdoing", slug="alleged")
    pulled(version)
    response = client.get(version.get_absolute_url())
    assert response.status_code == 410
    assert "Alleged" not in text(response)
    assert "alleged" not in text(response)
    assert response["Cache-Control"] == "no-store"


def test_a_story_pulled_before_its_first_start_is_not_found(client):
    version = scheduled()
    pulled(version)
    assert client.get(version.get_absolute_url()).status_code == 404


def test_a_story_put_back_is_there_again(client):
    version = published()
    article = pulled(version)
    workflow.put_back(by=factories.user("editor"), article=article)
    assert client.get(version.get_absolute_url()).status_code == 200


def test_corrections_at_the_top_stand_before_the_text(client):
    version = corrected(published(), placement="top")
    page = text(client.get(version.get_absolute_url()))
    assert page.index("It was 1,854.") < page.index('class="story-body"')


def test_corrections_at_the_foot_stand_after_the_text(client):
    version = corrected(published(), placement="foot")
    _, page = text(client.get(version.get_absolute_url())).split("<main")
    assert page.index("It was 1,854.") > page.index('class="story-body"')


def test_a_withdrawn_story_opens_with_the_notice(client):
    version = withdrawn(published(headline="Strike"), notice="We could not stand this up.")
    response = client.get(version.get_absolute_url())
    assert response.status_code == 200
    assert "This story has been withdrawn." in text(response)
    assert "We could not stand this up." in text(response)


def test_only_reading_is_allowed(client):
    version = published()
    assert client.post(version.get_absolute_url()).status_code == 405
    assert client.post("/articles/").status_code == 405


def test_no_reader_gets_a_cookie(client):
    version = published()
    for address in ("/articles/", version.get_absolute_url()):
        assert not client.get(address).cookies


# Pictures


def test_a_picture_of_a_live_story_is_served_as_what_it_is(client):
    shown = picture()
    published(pictures=[(shown, "", False)])
    response = client.get(f"/pictures/{shown.uuid}/")
    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8")


def test_a_picture_is_served_in_its_sizes(client):
    shown = picture_in_sizes()
    published(pictures=[(shown, "", False)])
    path = f"/pictures/{shown.uuid}/4-ab12.avif"
    response = client.get(path)
    assert response.headers["Content-Type"] == "image/avif"
    assert b"ftypavif" in response.getvalue()
    assert client.get(path, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert client.get(f"/pictures/{shown.uuid}/4-other.avif").status_code == 404


def test_the_first_picture_is_fetched_at_once_and_each_page_takes_the_width_it_needs(client):
    first, second = picture_in_sizes(), picture()
    version = published(pictures=[(first, "", False), (second, "", False)])
    page = client.get(version.get_absolute_url()).content.decode()
    sizes = ", ".join(f"/pictures/{first.uuid}/{width}-ab12.avif {width}w" for width in (4, 8))
    assert f'type="image/avif" srcset="{sizes}"' in page
    assert page.index('fetchpriority="high"') < page.index('loading="lazy"')
    assert page.count("<source") == page.count('fetchpriority="high"') == 1


def test_a_browser_that_has_the_picture_is_told_so(client):
    shown = picture()
    published(pictures=[(shown, "", False)])
    first = client.get(f"/pictures/{shown.uuid}/")
    list(first.streaming_content)
    again = client.get(f"/pictures/{shown.uuid}/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    since = client.get(
        f"/pictures/{shown.uuid}/", headers={"If-Modified-Since": first["Last-Modified"]}
    )
    assert since.status_code == 304


@pytest.mark.parametrize("story", [draft, scheduled, pulled])
def test_a_picture_that_no_live_story_shows_is_not_found(client, story):
    shown = picture()
    story(pictures=[(shown, "", False)])
    assert client.get(f"/pictures/{shown.uuid}/").status_code == 404


def test_a_picture_taken_out_of_the_story_is_not_found(client):
    shown = picture()
    version = published(pictures=[(shown, "", False)])
    updated(version, headline="Another headline", pictures=[])
    assert client.get(f"/pictures/{shown.uuid}/").status_code == 404


def test_a_picture_whose_file_is_lost_is_not_found(client):
    shown = picture()
    published(pictures=[(shown, "", False)])
    shown.web_copy.storage.delete(shown.web_copy.name)
    assert client.get(f"/pictures/{shown.uuid}/").status_code == 404


def test_a_copy_that_is_no_picture_is_not_served(client):
    shown = picture()
    shown.web_copy.save("copy.html", ContentFile(b"<script>alert(1)</script>"))
    published(pictures=[(shown, "", False)])
    assert client.get(f"/pictures/{shown.uuid}/").status_code == 404


def test_who_is_quoted_leads_to_what_else_they_said(client):
    version = published(body=f"<p>{marked(quote(), '“We are sorry”')}</p>")
    page = text(client.get(version.get_absolute_url()))
    assert 'More from <a href="/sources/donna-green/">Donna Green</a>' in page


def test_times_for_machines_are_to_the_second(client):
    version = published(at=JANUARY + timedelta(microseconds=123456))
    page = text(client.get(version.get_absolute_url()))
    assert 'datetime="2016-01-12T07:00:00+00:00"' in page


# What nobody sees


def test_a_headline_that_would_turn_the_page_round_reaches_nobody(client):
    version = published(
        headline="Strike \u202eoff\u202c at مستشفى",
        standfirst="From\u200b 7am",
        body="<p>Staff 👩\u200d⚕️ are &#8238;out\u2066.</p>",
        pictures=[(picture(), "A\u202e picket", False)],
    )
    for page in (text(client.get(version.get_absolute_url())), text(client.get("/"))):
        assert not set(page) & set("\u202e\u202c\u200b\u2066")
        assert "&#8238;" not in page
        assert '<h1 dir="auto">Strike off at مستشفى</h1>' in page or (
            'dir="auto"><a href' in page and "Strike off at مستشفى</a>" in page
        )
    assert "Staff 👩\u200d⚕️ are out." in version.body_html


def test_an_address_is_read_before_characters_are_taken_out_of_its_words(client):
    hidden = '<p><a href="java\u200bscript:alert(1)">Read</a></p>'
    assert "javascript" not in published(body=hidden).body_html
