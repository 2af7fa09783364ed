"""A story as readers would see it before it is published, and the links that lend it."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from articles import workflow
from articles.models import Article, PreviewLink, PreviewOpening
from articles.preview import preview, without_undrawn
from articles.workflow.content import load, moment_of
from articles.workflow.previewing import open_preview
from lib.covering import Wanted
from lib.refusals import Refused
from tests import factories
from tests.story_factories import (
    changed,
    covered,
    draft,
    graphic,
    marked,
    picture,
    picture_in_sizes,
    published,
    pulled,
    quote,
    scheduled,
    with_subs,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]

NOW = timezone.now


def seen(article):
    at = moment_of(article)
    return preview(load(article, at), by=factories.user("sub"), at=at, pictures="/here/")


def lend(article, hours=24, now=None, **given):
    return workflow.lend(
        by=article.owner, article=article, for_whom="Ann Lake", hours=hours, now=now, **given
    )


def get(path):
    return Client().get(path)


def address(token):
    return f"/preview/{token}/"


# As readers would see it


def test_a_preview_is_the_page_that_is_then_published():
    figure, said = factories.released(1854), quote()
    shown = picture()
    article = draft(
        body=f"<p>{marked(figure, '1,854')} and {marked(said, '“We are sorry”')}.</p>",
        pictures=[(shown, "At the gate", False)],
        trusts=[factories.trust()],
        related=[published(headline="Another story").article],
    )
    before = seen(article).page
    live = get(published(article).get_absolute_url()).context["page"]
    # There is no page of the quotation yet.
    assert before.body == live.body.replace(f"/quotes/{said.pk}/", "#quotes")
    assert [each.sentence for each in before.figures] == [each.sentence for each in live.figures]
    assert [each.url for each in before.quotes] == [""]
    assert [each.here for each in before.quotes] == [each.here for each in live.quotes]
    assert before.authors == live.authors
    assert before.about == live.about
    assert before.related == live.related
    assert [each.caption_html for each in before.pictures] == ["At the gate"]
    assert before.pictures[0].url == f"/here/{shown.uuid}/"


def test_nothing_is_written():
    article = draft(body=f"<p>{marked(factories.checked(158), '158')}</p>")
    seen(article)
    assert not article.versions.exists()
    assert article.citations.filter(version__isnull=False).count() == 0


def test_figures_that_publishing_would_release_are_shown_as_they_would_be():
    made = seen(draft(body=f"<p>{marked(factories.checked(158), '158')}</p>"))
    [shown] = made.page.figures
    assert "158" in shown.sentence
    assert len(made.released) == 1
    assert made.hidden == []


def hushed(**given):
    who = factories.source("Dr Hush", kind="person", terms=given["terms"])
    evidence = factories.evidence(who, kind="call", terms=given["terms"])
    return factories.figure(12, measure="clinics", evidence=evidence, source=who)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: factories.figure(158), "not checked"),
        (lambda: hushed(terms="off_record"), "not checked"),
        (
            lambda: quote(
                speakers=[factories.source("Dr Hush", kind="person", terms="off_record")],
                terms="off_record",
                check=False,
            ),
            "off the record",
        ),
    ],
)
def test_what_readers_may_not_see_is_not_shown_and_the_desk_is_told_why(make, why):
    made = seen(draft(body=f"<p>{marked(make(), 'words')}</p>"))
    assert made.page.figures == []
    assert made.page.quotes == []
    assert any(why in sentence for sentence in made.hidden)


def test_a_table_of_what_is_not_shown_is_left_out_and_the_next_keeps_its_place():
    hidden, out = factories.figure(158, measure="inpatient"), factories.released(1854)
    body = f"{graphic([hidden], 'Hidden')}<p>Words.</p>{graphic([out], 'Shown')}"
    made = seen(draft(body=body))
    assert [each.title for each in made.page.graphics] == ["Shown"]
    assert "1,854" in made.page.body
    assert "158" not in made.page.body


def test_graphics_are_counted_anew():
    html = "".join(
        f'<figure data-graphic="{n}"><figcaption>T</figcaption></figure>' for n in (1, 2, 3)
    )
    left = without_undrawn(html, [{}, None, {}])
    assert 'data-graphic="1"' in left
    assert 'data-graphic="2"' in left
    assert 'data-graphic="3"' not in left


def test_nothing_links_to_a_record_that_readers_have_no_page_of_yet():
    figures = [
        factories.checked(158, measure="inpatient"),
        factories.checked(1696, measure="outpatient"),
    ]
    said = quote()
    body = f"<p>{marked(figures[0], '158')}, {marked(said, '“We are sorry”')}.</p>"
    article = draft(body=body + graphic(figures))
    made = seen(article).page
    paths = [f"/figures/{each.pk}/" for each in figures] + [f"/quotes/{said.pk}/"]
    _, token = lend(article)
    page = get(address(token)).content.decode()
    assert "158" in page
    assert [path for path in paths if path in page] == []
    assert [each.speakers for each in made.quotes] == [[]]


def test_what_is_out_as_it_stands_is_not_called_unpublished():
    article = published(draft("As it stands")).article
    assert seen(article).out
    assert not seen(changed(article.versions.get(), headline="Another")).out
    pulled(article.versions.get())
    article.refresh_from_db()
    assert not seen(article).out


# Lending it


@pytest.fixture(scope="module")
def recorded_story(for_all):
    return draft("Marker of the draft", pictures=[(picture_in_sizes(), "The gate", False)])


@pytest.fixture
def story(db, recorded_story):
    return deepcopy(recorded_story)


def test_who_has_the_link_reads_it_without_a_log_in_and_nobody_keeps_it(story, settings):
    settings.PAGES_KEPT_SECONDS = 600
    _, token = lend(story)
    for _ in range(2):
        answer = get(address(token))
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "Marker of the draft" in page
        assert "Preview, not published" in page
        assert answer["Cache-Control"] == "private, no-store"
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert 'rel="canonical"' not in page
        assert "og:" not in page
    assert PreviewOpening.objects.count() == 2


def test_looking_whether_it_is_there_is_no_opening(story):
    _, token = lend(story)
    Client().head(address(token))
    assert not PreviewOpening.objects.exists()


def test_the_secret_is_not_kept(story):
    link, token = lend(story)
    row = str(PreviewLink.objects.filter(pk=link.pk).values().get())
    assert token not in row


def test_it_shows_the_words_of_its_moment_and_says_that_they_have_changed(story):
    _, token = lend(story)
    assert b"changed since" not in get(address(token)).content
    story.headline = "Marker of other words"
    workflow.save(by=story.owner, article=story)
    page = get(address(token)).content.decode()
    assert "Marker of the draft" in page
    assert "Marker of other words" not in page
    assert "changed since" in page


def taken_back(link):
    workflow.take_back_preview(by=link.made_by, link=link)


def publish(link):
    published(link.article)


def pull_and_put_back(link):
    workflow.pull(by=factories.user("editor"), article=published(link.article).article)
    workflow.put_back(by=factories.user("editor"), article=link.article)


@pytest.mark.parametrize("end", [taken_back, publish, pull_and_put_back])
def test_it_is_over_for_good(story, end):
    link, token = lend(story)
    never_made = get(address("a" * 43))
    end(link)
    answer = get(address(token))
    assert answer.status_code == never_made.status_code == 410
    assert answer.content == never_made.content
    assert answer.headers == never_made.headers
    [shown] = [row.picture for row in story.picture_rows.all()]
    for rest in ("", "8-ab12.avif"):
        assert get(f"{address(token)}pictures/{shown.uuid}/{rest}").status_code == 410


def test_it_runs_out(story):
    lent_at = NOW() - timedelta(hours=4)
    _, token = lend(story, hours=4, now=lent_at)
    assert open_preview(token, lent_at + timedelta(hours=3, minutes=59))
    assert get(address(token)).status_code == 410


def test_a_version_that_waits_closes_it_when_it_starts_and_not_before(story):
    link, token = lend(story)
    version = scheduled(story, at=NOW() + timedelta(hours=2))
    assert open_preview(token, NOW())
    assert open_preview(token, version.live_from) is None
    workflow.cancel_scheduled(by=factories.user("editor"), version=version, reason="Not yet.")
    assert open_preview(token, link.made_at + timedelta(hours=3))


def test_an_update_of_a_live_story_is_lent_as_well(story):
    version = published(story)
    copy = changed(version, headline="Marker of the update")
    _, token = lend(copy)
    assert b"Marker of the update" in get(address(token)).content
    workflow.pull(by=factories.user("editor"), article=copy)
    assert get(address(token)).status_code == 410


def test_each_question_takes_as_long_whatever_the_answer(story, django_assert_num_queries):
    link, token = lend(story)
    taken_back(link)
    for asked in (token, "a" * 43):
        with django_assert_num_queries(1):
            assert open_preview(asked, NOW()) is None


def test_it_shows_the_pictures_of_its_story_and_of_no_other(story):
    _, token = lend(story)
    [shown] = [row.picture for row in story.picture_rows.all()]
    other = picture_in_sizes()
    draft("Another draft", pictures=[(other, "", False)])
    for rest in ("", "8-ab12.avif"):
        mine = get(f"{address(token)}pictures/{shown.uuid}/{rest}")
        assert mine.status_code == 200
        assert mine["Cache-Control"] == "private, no-store"
        assert b"".join(mine.streaming_content)
        assert get(f"{address(token)}pictures/{other.uuid}/{rest}").status_code == 410
        assert get(f"/pictures/{shown.uuid}/{rest}").status_code == 404
    assert get(f"{address(token)}pictures/{shown.uuid}/9-none.avif").status_code == 410
    assert f"{address(token)}pictures/{shown.uuid}/" in get(address(token)).content.decode()


@pytest.mark.parametrize("terms", ["off_record", ""])
def test_what_the_terms_keep_on_the_desk_is_not_lent(terms):
    hushed = quote(
        speakers=[factories.source("Dr Hush", kind="person", terms=terms)],
        terms=terms,
        check=False,
    )
    with pytest.raises(Refused, match="Nobody outside the desk"):
        lend(draft(body=f"<p>{marked(hushed, '“It is chaos”')}</p>"))


def test_nor_what_is_under_an_embargo_until_it_is_over():
    later = NOW() + timedelta(days=1)
    figure = factories.checked(158, evidence=factories.evidence(embargo_until=later))
    body = f"<p>{marked(figure, '158')}</p>"
    with pytest.raises(Refused, match="embargo"):
        lend(draft(body=body, embargo_until=later))


def test_a_link_closes_when_terms_are_tightened():
    figure = factories.checked(158)
    _, token = lend(draft(body=f"<p>{marked(figure, '158')}</p>"))
    assert get(address(token)).status_code == 200
    type(figure.source).objects.filter(pk=figure.source_id).update(terms="off_record")
    assert get(address(token)).status_code == 410


def test_a_link_closes_when_words_of_it_are_covered_and_no_other_is_lent():
    """The working copy still says them: readers and the lawyer's inbox do not."""
    live = published(body="<p>Dr Jane Smith left on Monday.</p>")
    story = Article.objects.get(pk=live.article_id)
    _, token = lend(story)
    assert b"Jane Smith" in get(address(token)).content
    covered(Wanted("Jane Smith"))
    closed = get(address(token))
    assert closed.status_code == 410
    assert b"Smith" not in closed.content
    with pytest.raises(Refused, match="an editor has covered this"):
        lend(Article.objects.get(pk=story.pk))


def test_a_story_under_its_own_embargo_says_until_when():
    _, token = lend(draft(embargo_until=NOW() + timedelta(days=1)))
    assert b"Not for use before" in get(address(token)).content


@pytest.mark.parametrize("hours", [0, 169])
def test_it_is_for_some_hours_and_at_most_seven_days(story, hours):
    with pytest.raises(Refused, match="seven days"):
        lend(story, hours=hours)


def test_it_is_for_somebody(story):
    with pytest.raises(Refused, match="whom"):
        workflow.lend(by=story.owner, article=story, for_whom=" ", hours=4)


def test_a_pulled_story_is_not_passed_on():
    article = Article.objects.get(pk=pulled().pk)
    with pytest.raises(Refused, match="pulled"):
        workflow.lend(by=factories.user("editor"), article=article, for_whom="Ann", hours=4)


def test_those_lend_it_who_may_edit_it():
    waiting = with_subs()
    with pytest.raises(PermissionDenied):
        lend(waiting)
    assert workflow.lend(by=factories.user("sub"), article=waiting, for_whom="Ann", hours=4)


def test_those_take_it_back_who_made_it_or_may_edit_it(story):
    link, _ = lend(story)
    with pytest.raises(PermissionDenied):
        workflow.take_back_preview(by=factories.user("reporter", "another"), link=link)
    workflow.take_back_preview(by=factories.user("sub"), link=link)
    first = PreviewLink.objects.get().taken_back_by
    workflow.take_back_preview(by=link.made_by, link=link)
    assert PreviewLink.objects.get().taken_back_by == first == factories.user("sub")


# An answer over it


def answer(token, **given):
    client = Client()
    seen = client.get(address(token)).context["form"]["seen"].value()
    sent = {"verdict": "stop", "says": "She is before a jury.", "name": "Ann Lake", "seen": seen}
    return client.post(address(token), {**sent, **given})


def test_whoever_has_the_link_answers_over_it_and_sees_what_they_answered(story):
    link, token = lend(story)
    sent = answer(token)
    assert (sent.status_code, sent.url) == (302, f"{address(token)}#answer")
    assert sent["Cache-Control"] == "private, no-store"
    [given] = link.answers.all()
    assert (given.verdict, given.says) == ("stop", "She is before a jury.")
    page = get(address(token)).content.decode()
    assert "Do not publish" in page
    assert "She is before a jury." in page


def test_it_needs_no_cookie_and_no_origin(story):
    link, token = lend(story)
    client = Client(enforce_csrf_checks=True, headers={"origin": "null"})
    seen = client.get(address(token)).context["form"]["seen"].value()
    sent = {"verdict": "fine", "name": "Ann Lake", "seen": seen}
    assert client.post(address(token), sent).status_code == 302
    assert link.answers.count() == 1


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"verdict": ""}, "Choose one of the three."),
        ({"says": "", "verdict": "change"}, "Say what is to be changed"),
        ({"name": ""}, "Say who answers."),
        ({"seen": "another"}, "has changed since you opened this page"),
    ],
)
def test_what_is_missing_is_told_beside_it_and_nothing_is_lost(story, given, why):
    link, token = lend(story)
    sent = answer(token, **given)
    page = sent.content.decode()
    assert sent.status_code == 200
    assert why in page
    assert given.get("says", "She is before a jury.") in page
    assert link.answers.count() == 0
    assert len(sent.context["form"]["seen"].value()) == 64


def test_over_a_link_that_is_over_nobody_answers(story):
    link, token = lend(story)
    seen = Client().get(address(token)).context["form"]["seen"].value()
    taken_back(link)
    sent = {"verdict": "fine", "name": "Ann Lake", "seen": seen}
    assert Client().post(address(token), sent).status_code == 410
    assert link.answers.count() == 0


def test_the_desk_has_no_form_of_it(desk, story):
    page = desk("sub").get(f"/admin/articles/article/{story.pk}/preview/page/").content.decode()
    assert "Your answer" not in page
