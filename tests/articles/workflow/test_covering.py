"""An editor covers words everywhere at once: live, old and to come; and lifts the cover again."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.models import Article, Correction, CoveredAddress, Picture, PublishedVersion
from articles.workflow import content, gate
from deeds.covering import search
from deeds.models import Change, Cover, CoveredWords
from deeds.workflow.covering import look_at_covered
from hospitals.models import Source
from lib.covering import Wanted
from lib.refusals import Refused
from tests import factories
from tests.hospitals.test_pages import words_of
from tests.story_factories import (
    changed,
    corrected,
    draft,
    marked,
    picture_in_sizes,
    published,
    pulled,
    quote,
    scheduled,
    updated,
    withdrawn,
)

pytestmark = pytest.mark.django_db

JANE = Wanted("Jane Smith")
BODY = "<p>Dr Jane Smith left on Monday. Smith’s letter said why.</p><p>The trust is sorry.</p>"
WHY = workflow.Why(why="An order of the court of 13 January.")


def cover(wanted=JANE, *, chosen=None, why=WHY, within="", sources=(), by=None):
    """All lines that are proposed, unless told otherwise."""
    found = search(wanted, within=within)
    lines = [line.key for line in found.lines if line.proposed]
    return workflow.cover_words(
        by=by or factories.user("editor"),
        wanted=wanted,
        chosen=lines if chosen is None else chosen,
        seen=found.token,
        why=why,
        within=within,
        sources=sources,
    )


def reads(client, version):
    version.refresh_from_db()
    return words_of(client.get(version.get_absolute_url()))


def test_a_name_goes_from_the_live_story_and_from_all_its_versions(client):
    first = published(headline="Jane Smith leaves Southampton", body=BODY, standfirst="Smith goes.")
    live = updated(first, headline="A doctor leaves", body=BODY, standfirst="")
    cover()
    assert "[name removed] left on Monday. [name removed]’s letter said why." in reads(client, live)
    address = PublishedVersion.objects.get(pk=live.pk).get_absolute_url()
    for path in (address, f"{address}versions/", f"{address}versions/1/", "/articles/", "/"):
        assert "Smith" not in client.get(path).content.decode()


def test_a_scheduled_version_starts_without_it():
    version = scheduled(headline="Jane Smith leaves", body=BODY)
    cover()
    version.refresh_from_db()
    assert version.headline_text == "[name removed] leaves"
    assert "Smith" not in version.body_html


def test_what_stood_there_is_kept_and_comes_back_to_the_letter():
    version = published(headline="Jane Smith leaves", body=BODY)
    before = PublishedVersion.objects.filter(pk=version.pk).values().get()
    editor = factories.user("editor")
    made = cover()
    kept = look_at_covered(by=editor, cover=made)
    assert "Jane Smith leaves" in [row.before for row in kept]
    assert made.looks.get().by == editor
    workflow.lift_cover(by=editor, cover=made, because="The order was set aside.")
    assert PublishedVersion.objects.filter(pk=version.pk).values().get() == before


def test_nobody_changes_a_version_by_any_other_way():
    version = published(headline="Jane Smith leaves")
    made = cover()
    for words in ("[name removed] goes", "Jane Smith leaves"):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            PublishedVersion.objects.filter(pk=version.pk).update(headline_text=words)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        made.words.update(before="Somebody else leaves")


def test_only_an_editor_covers_lifts_and_looks():
    published(headline="Jane Smith leaves")
    for role in ("reporter", "sub", "data_editor"):
        with pytest.raises(PermissionDenied):
            cover(by=factories.user(role))
    made = cover()
    for deed in (
        lambda by: workflow.lift_cover(by=by, cover=made, because="No."),
        lambda by: look_at_covered(by=by, cover=made),
    ):
        with pytest.raises(PermissionDenied):
            deed(factories.user("sub"))
    assert not made.looks.exists()


def test_only_what_was_ticked_is_covered():
    published(headline="Jane Smith leaves", body=BODY)
    other = published(headline="Smith & Nephew report", body="<p>Smith & Nephew make knees.</p>")
    cover()
    other.refresh_from_db()
    assert other.headline_text == "Smith & Nephew report"


def test_a_surname_is_proposed_where_the_whole_name_stands_and_shown_elsewhere():
    published(headline="Jane Smith leaves", body="<p>Smith said so. Jane was out.</p>")
    published(headline="Smith & Nephew report", body="<p>Jane is a name.</p>")
    lines = {(line.words, line.proposed) for line in search(JANE).lines}
    assert lines == {("Jane Smith", True), ("Smith", True), ("Jane", False), ("Smith", False)} | {
        (words, True) for words in ("jane-smith",)
    } | {("smith", False)}


def test_somebody_who_publishes_more_of_it_meanwhile_is_noticed():
    version = published(headline="Jane Smith leaves")
    found = search(JANE)
    updated(version, body=BODY)
    with pytest.raises(Refused, match="look at it as it is now"):
        workflow.cover_words(
            by=factories.user("editor"),
            wanted=JANE,
            chosen=[line.key for line in found.lines],
            seen=found.token,
            why=WHY,
        )
    assert not Cover.objects.exists()


def test_what_readers_are_told_does_not_say_it_again():
    published(headline="Jane Smith leaves")
    with pytest.raises(Refused, match="must not repeat"):
        cover(why=workflow.Why(why="Asked for.", told="We have removed Jane Smith."))


def test_readers_are_told_in_agreed_words_and_the_notice_outlives_a_pull(client):
    version = published(headline="Jane Smith leaves")
    cover()
    notice = Correction.objects.get()
    assert notice.is_right == "We have removed a name from this story."
    assert notice.is_right in reads(client, version)
    pulled(version)
    assert notice.is_right in words_of(client.get("/corrections/"))


def test_words_of_an_issued_correction_are_covered_too(client):
    version = corrected(published(), "We said that Jane Smith had left.", "She has not.")
    cover()
    assert "[name removed] had left" in words_of(client.get("/corrections/"))
    assert "Smith" not in client.get("/feeds/corrections.atom").content.decode()
    assert "Smith" not in reads(client, version)


def test_those_who_follow_the_changes_are_told_to_fetch_it_anew():
    version = published(headline="Jane Smith leaves")
    cover()
    told = Change.objects.filter(uuid=version.article.uuid).order_by("number")
    assert [each.kind for each in told] == ["created", "revised"]


def test_letters_between_marks_are_read_as_they_are_seen():
    version = published(headline="A doctor leaves", body="<p>Jane <em>Sm</em>ith left.</p>")
    cover()
    version.refresh_from_db()
    assert version.body == "<p>[name removed] left.</p>"


# Addresses


def test_an_address_with_the_name_is_gone_and_shown_nowhere(client):
    version = published(headline="A doctor leaves", slug="jane-smith-leaves-southampton")
    old = version.get_absolute_url()
    cover()
    version.refresh_from_db()
    assert version.slug == "leaves-southampton"
    assert client.get(old).status_code == 410
    assert "jane-smith" not in client.get(version.get_absolute_url()).content.decode()
    assert "jane-smith" not in client.get("/articles/").content.decode()


def test_or_leads_to_the_new_one_as_the_editor_chooses(client):
    version = published(headline="A doctor leaves", slug="jane-smith-leaves-southampton")
    old = version.get_absolute_url()
    cover(why=workflow.Why(why="Asked for.", answer=CoveredAddress.Answer.MOVED))
    version.refresh_from_db()
    assert client.get(old).url == version.get_absolute_url()


def test_the_next_version_keeps_the_new_address():
    version = published(headline="A doctor leaves", slug="jane-smith-leaves-southampton")
    cover()
    assert updated(version).slug == "leaves-southampton"


def test_an_address_alone_may_be_covered_and_lifted(client):
    version = published(slug="guilty-as-charged-1")
    old, editor = version.get_absolute_url(), factories.user("editor")
    made = workflow.cover_address(
        by=editor, article=version.article, slug=version.slug, new="trial-goes-on", why=WHY
    )
    assert client.get(old).status_code == 410
    workflow.lift_cover(by=editor, cover=made, because="Acquitted.")
    assert client.get(old).status_code == 200
    assert Article.objects.get(pk=version.article_id).slug == "guilty-as-charged-1"


# Pictures and versions


def answers(client, paths):
    """Their statuses, with the files read to their end."""
    responses = [client.get(path) for path in paths]
    for response in responses:
        b"".join(response)
    return [response.status_code for response in responses]


def test_a_covered_picture_has_no_page_no_copy_and_no_words(client):
    picture = picture_in_sizes(alt_text="Jane at the gate", credit="J. Lens/Newsroom")
    version = published(pictures=[(picture, "Jane on the picket.", False)])
    paths = [f"/pictures/{picture.uuid}/", f"/pictures/{picture.uuid}/4-ab12.avif"]
    assert answers(client, paths) == [200, 200]
    made = workflow.cover_picture(by=factories.user("editor"), picture=picture, why=WHY)
    assert answers(client, paths) == [404, 404]
    page = client.get(version.get_absolute_url()).content.decode()
    assert "Jane" not in page
    assert str(picture.uuid) not in page
    picture.refresh_from_db()
    with pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.filter(pk=picture.pk).update(web_copy="again.jpg")
    workflow.lift_cover(by=factories.user("editor"), cover=made, because="She agreed.")
    assert answers(client, paths) == [200, 200]
    assert "Jane on the picket." in client.get(version.get_absolute_url()).content.decode()


def test_of_a_covered_version_a_line_is_left(client):
    first = published(headline="The wrong doctor", body="<p>Words of the first version.</p>")
    live = updated(first, headline="A doctor", body="<p>Other words.</p>")
    workflow.cover_version(by=factories.user("editor"), version=first, why=WHY)
    address = live.get_absolute_url()
    for path in (f"{address}versions/", f"{address}versions/1/"):
        page = words_of(client.get(path))
        assert "This version has been removed." in page
        assert "wrong doctor" not in page
        assert "first version" not in page


def test_what_readers_see_now_is_pulled_and_not_covered_as_a_version():
    with pytest.raises(Refused, match="pull the story"):
        workflow.cover_version(by=factories.user("editor"), version=published(), why=WHY)


# Quotations and sources


def test_the_attribution_of_a_quotation_and_the_person_behind_it_go_dark(client):
    jane = factories.source("Jane Smith", kind="person")
    said = quote("We are sorry", "Jane Smith, chief nurse", speakers=[jane])
    version = published(body=f"<p>{marked(said, '“We are sorry”')}, Smith said.</p>")
    cover(sources=[(jane, "off_record", "")])
    assert client.get("/sources/jane-smith/").status_code == 404
    assert client.get(f"/quotes/{said.pk}/").status_code == 404
    assert "Smith" not in client.get(version.get_absolute_url()).content.decode()
    assert Source.objects.get(pk=jane.pk).name == "Jane Smith"


# What may not come back


def problems(article):
    return [each.code for each in gate.problems(content.load(article), timezone.now())]


def test_the_gate_stops_what_would_bring_it_back():
    version = published(headline="A doctor leaves", body=BODY)
    cover()
    article = changed(version, standfirst="Why Dr Smith went.")
    assert "covered" in problems(article)
    article = changed(version, standfirst="Why she went.", body="<p>A doctor left.</p>")
    assert "covered" not in problems(article)


def test_other_stories_may_have_the_name_unless_the_editor_says_no():
    published(headline="A doctor leaves", body=BODY)
    other = draft(headline="Jane Smith comes", slug="she-comes")
    cover()
    assert "covered" not in problems(other)


def test_or_no_story_may():
    published(headline="A doctor leaves", body=BODY)
    other = draft(headline="Jane Smith comes", slug="she-comes", body="<p>Smith & Nephew.</p>")
    cover(why=workflow.Why(why="An order.", everywhere=True))
    found = [each.told for each in gate.problems(content.load(other), timezone.now())]
    assert found.count("“Jane Smith”") == 1
    assert "“Smith”" not in found


def test_one_sentence_of_a_covered_passage_does_not_come_back_either():
    passage = "She struck him twice on Monday. The trust did not ask her why."
    version = published(body=f"<p>It is said: {passage} Then it ended.</p>")
    cover(Wanted("", (passage,)))
    version.refresh_from_db()
    assert version.body == "<p>It is said: [A passage has been removed.] Then it ended.</p>"
    article = changed(version, body="<p>The trust did not ask her why.</p>")
    assert "covered" in problems(article)


def test_whoever_published_it_in_the_same_moment_is_refused(monkeypatch):
    version = published(headline="A doctor leaves", body=BODY)
    cover()
    monkeypatch.setattr(gate, "covered_words", lambda content: [])
    with pytest.raises(Refused, match="editor covered it on"):
        updated(version, standfirst="Jane Smith, a doctor.")


def test_what_was_covered_may_be_put_back_without_it():
    version = published(headline="Jane Smith leaves", body=BODY)
    pulled(version)
    cover()
    workflow.put_back(by=factories.user("editor"), article=version.article)
    assert PublishedVersion.objects.live().get().headline_text == "[name removed] leaves"


def test_a_later_cover_of_the_same_words_is_lifted_first():
    published(headline="Jane Smith meets John Brown", slug="they-meet")
    first, second = cover(), cover(Wanted("John Brown"))
    editor = factories.user("editor")
    with pytest.raises(Refused, match="lift that one first"):
        workflow.lift_cover(by=editor, cover=first, because="Set aside.")
    workflow.lift_cover(by=editor, cover=second, because="Set aside.")
    workflow.lift_cover(by=editor, cover=first, because="Set aside.")
    assert PublishedVersion.objects.get().headline_text == "Jane Smith meets John Brown"


def test_a_withdrawn_story_and_its_notice():
    version = withdrawn(published(headline="Jane Smith leaves"), "Jane Smith has not left.")
    cover()
    version.refresh_from_db()
    assert version.notice == "[name removed] has not left."


def test_nothing_is_written_where_one_step_fails(monkeypatch):
    published(headline="Jane Smith leaves", body=BODY)
    monkeypatch.setattr("articles.workflow.covering.begun.issue_to_each", lambda **given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        cover()
    assert not Cover.objects.exists()
    assert not CoveredWords.objects.exists()
    assert PublishedVersion.objects.get().headline_text == "Jane Smith leaves"


def test_a_cover_set_for_later_words_is_timed(client):
    version = published(headline="Jane Smith leaves", at=timezone.now() - timedelta(days=30))
    cover()
    (line,) = client.get("/api/v1/articles/").json()["results"]
    assert line["headline"] == "[name removed] leaves"
    then = (timezone.now() - timedelta(days=1)).isoformat().replace("+", "%2B")
    page = client.get(f"/api/v1/articles/{version.article.uuid}/?as_of={then}")
    assert "Smith" not in page.content.decode()


def test_the_notices_of_all_stories_are_written_in_one_question():
    for number in range(3):
        published(headline=f"Jane Smith leaves, part {number}", body=BODY)
    with CaptureQueriesContext(connection) as asked:
        cover(why=workflow.Why(why="An order.", told="A name was removed."))
    notices = [each for each in asked.captured_queries if '"articles_correction" (' in each["sql"]]
    assert len(notices) == 1
    assert Correction.objects.filter(is_right="A name was removed.").count() == 3
