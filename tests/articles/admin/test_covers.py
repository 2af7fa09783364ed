"""The pages on which an editor covers something, looks at what is covered, and lifts it."""

import pytest
from django.urls import reverse

from articles.admin.covering.shown import from_where_they_part
from articles.models import Correction, PublishedVersion
from deeds.models import Cover, CoverLook
from hospitals.models import Source
from tests import factories
from tests.forms_on_pages import fields_of
from tests.story_factories import changed, draft, picture_in_sizes, published, quote, updated

pytestmark = pytest.mark.django_db

ADD = reverse("admin:deeds_cover_add")
BODY = "<p>Dr Jane Smith left on Monday. Smith’s letter said why.</p>"


def asked(client, **query):
    return client.get(ADD, {"name": "Jane Smith", **query})


def sent(client, page, **typed):
    given = {"seen": page.context["found"].token, "line": list(page.context["chosen"])}
    given |= {"left": "[name removed]", "told": "A name was removed.", "why": "An order."}
    given |= {"answer": "gone"}
    return client.post(
        page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"], given | typed
    )


def test_a_name_is_looked_for_and_each_place_is_seen_in_its_sentence(desk):
    published(headline="Jane Smith leaves", body=BODY, slug="a-doctor-leaves")
    page = asked(desk("editor"))
    text = page.content.decode()
    assert "<mark>Jane Smith</mark> left on Monday." in text
    assert "version 1, text" in text
    assert len(page.context["chosen"]) == 3


def test_what_is_ticked_is_covered_and_the_cover_has_its_page(desk):
    version = published(headline="Jane Smith leaves", body=BODY, slug="a-doctor-leaves")
    client = desk("editor")
    response = sent(client, asked(client))
    cover = Cover.objects.get()
    assert response.url == reverse("admin:deeds_cover_change", args=[cover.pk])
    version.refresh_from_db()
    assert version.headline_text == "[name removed] leaves"
    page = client.get(response.url).content.decode()
    assert "An order." in page
    assert "Dr Jane Smith" not in page
    assert Correction.objects.get().is_right == "A name was removed."


def test_what_was_typed_and_ticked_is_kept_where_something_is_missing(desk):
    published(headline="Jane Smith leaves", body=BODY, slug="a-doctor-leaves")
    client = desk("editor")
    page = asked(client)
    [first, *_] = page.context["chosen"]
    again = sent(client, page, why="", line=[first], told="Something else.")
    text = again.content.decode()
    assert "editors alone read it" in text
    assert "Something else." in text
    assert again.context["chosen"] == {first}
    assert not Cover.objects.exists()


def test_what_somebody_publishes_meanwhile_is_shown_before_anything_is_covered(desk):
    version = published(headline="Jane Smith leaves", slug="a-doctor-leaves")
    client = desk("editor")
    page = asked(client)
    updated(version, body=BODY)
    again = sent(client, page)
    assert "look at it as it is now" in again.content.decode()
    assert "<mark>Jane Smith</mark> left on Monday." in again.content.decode()
    assert not Cover.objects.exists()


def test_a_source_by_that_name_goes_off_the_record_with_it(desk):
    jane = factories.source("Jane Smith", kind="person")
    quote("We are sorry", "Jane Smith, chief nurse", speakers=[jane])
    client = desk("editor")
    page = asked(client)
    assert f"terms_{jane.pk}" in page.content.decode()
    sent(client, page, **{f"terms_{jane.pk}": "off_record"})
    assert Source.objects.get(pk=jane.pk).terms == "off_record"


def test_a_description_is_asked_for_where_readers_get_only_that(desk):
    jane = factories.source("Jane Smith", kind="person")
    quote("We are sorry", "Jane Smith, chief nurse", speakers=[jane])
    client = desk("editor")
    again = sent(client, asked(client), **{f"terms_{jane.pk}": "unattributable"})
    assert "Give the description that readers get." in again.content.decode()


def test_working_copies_are_listed_and_not_covered(desk):
    published(headline="Jane Smith leaves", slug="a-doctor-leaves")
    copy = draft(headline="Jane Smith comes back", slug="a-doctor-comes")
    client = desk("editor")
    page = asked(client)
    assert "Jane Smith comes back" in page.content.decode()
    sent(client, page)
    copy.refresh_from_db()
    assert copy.headline == "Jane Smith comes back"


def test_only_one_story_is_searched_where_it_is_named(desk):
    one = published(headline="Jane Smith leaves", slug="one")
    published(headline="Jane Smith arrives", slug="two")
    page = asked(desk("editor"), story=one.article_id)
    assert {line.group.title for line in page.context["found"].lines} == {"Jane Smith leaves"}


def test_nothing_found_says_so(desk):
    assert "stands nowhere" in asked(desk("editor")).content.decode()


def test_looking_at_what_stood_there_is_kept(desk):
    published(headline="Jane Smith leaves", slug="a-doctor-leaves")
    client = desk("editor")
    sent(client, asked(client))
    cover = Cover.objects.get()
    look = reverse("admin:deeds_cover_look", args=[cover.pk])
    client.get(look)
    assert not CoverLook.objects.exists()
    page = client.post(look)
    assert "Jane Smith leaves" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert CoverLook.objects.get().by == client.user


def test_lifting_says_why(desk):
    version = published(headline="Jane Smith leaves", slug="a-doctor-leaves")
    client = desk("editor")
    sent(client, asked(client))
    cover = Cover.objects.get()
    lift = reverse("admin:deeds_cover_lift", args=[cover.pk])
    assert "Say why it is lifted." in client.post(lift, {"because": ""}).content.decode()
    client.post(lift, {"because": "The order was set aside."})
    version.refresh_from_db()
    assert version.headline_text == "Jane Smith leaves"


def test_a_picture_a_version_and_an_address_of_a_story(desk):
    picture = picture_in_sizes(title="The gate")
    first = published(pictures=[(picture, "The gate.", False)], slug="guilty")
    updated(first, headline="Another headline")
    client = desk("editor")
    path = reverse("admin:deeds_cover_story", args=[first.article_id])
    for kind, of in (("picture", picture.pk), ("version", 1), ("address", "guilty")):
        form = fields_of(client.get(path, {"kind": kind, "of": of})).values
        response = client.post(
            f"{path}?kind={kind}&of={of}", {**form, "why": "An order.", "new": "trial"}
        )
        assert response.status_code == 302, response.content.decode()
    assert sorted(Cover.objects.values_list("kind", flat=True)) == ["address", "picture", "version"]
    assert set(PublishedVersion.objects.values_list("slug", flat=True)) == {"trial"}


@pytest.mark.parametrize("role", ["reporter", "sub", "data_editor"])
def test_nobody_else_sees_any_of_it(desk, role):
    version = published(headline="Jane Smith leaves", slug="a-doctor-leaves")
    editor = desk("editor")
    sent(editor, asked(editor))
    cover = Cover.objects.get()
    client = desk(role)
    for name, args in (
        ("add", []),
        ("changelist", []),
        ("change", [cover.pk]),
        ("story", [version.article_id]),
        ("look", [cover.pk]),
        ("lift", [cover.pk]),
    ):
        assert client.get(reverse(f"admin:deeds_cover_{name}", args=args)).status_code == 403, name
    for name in ("look", "lift"):
        path = reverse(f"admin:deeds_cover_{name}", args=[cover.pk])
        assert client.post(path, {"because": "No."}).status_code == 403
    assert not CoverLook.objects.exists()


def test_the_words_of_a_reporter_stay_and_the_gate_says_what_is_covered(desk):
    version = published(headline="A doctor leaves", body=BODY, slug="a-doctor-leaves")
    client = desk("editor")
    sent(client, asked(client))
    article = changed(version, standfirst="Jane Smith left.")
    page = client.get(reverse("admin:articles_article_change", args=[article.pk]))
    assert "an editor has covered this" in page.content.decode()


def test_the_page_shows_where_the_words_stood():
    before = f"{'A long text. ' * 30}It was Jane Smith who left. And more."
    after = before.replace("Jane Smith", "[name removed]")
    was, now = from_where_they_part(before, after)
    assert was.startswith("… ")
    assert len(was) < 140
    assert "It was Jane Smith who left." in was
    assert "It was [name removed] who left." in now
    assert from_where_they_part("Jane left", "[name removed] left")[1] == "[name removed] left"
