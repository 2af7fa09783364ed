"""Uploading a picture on the desk."""

from io import BytesIO

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape
from PIL import Image

from articles.models import Picture
from deeds.delivering import deliver_due
from tests import story_factories as stories

pytestmark = pytest.mark.django_db
MIDDLE = {"focus_x": 50, "focus_y": 50}
WORDS = {"title": "Picket", "alt_text": "Doctors with placards", "credit": "Rosa Field/Newsroom"}


def upload(client, data, follow=False, **given):
    file = SimpleUploadedFile("picket.jpg", data, content_type="image/jpeg")
    return client.post(
        reverse("admin:articles_picture_add"),
        {**WORDS, **MIDDLE, "original": file, **given},
        follow=follow,
    )


def photograph(size=(2400, 1600)):
    """A JPEG that says which camera took it and where."""
    image, exif, out = Image.new("RGB", size, "teal"), Image.Exif(), BytesIO()
    exif[0x010F] = "Canon"
    exif.get_ifd(0x8825)[1] = "N"
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_the_copy_for_readers_has_no_exif_and_is_made_small(desk):
    client = desk()
    upload(client, photograph())
    picture = Picture.objects.get()
    with picture.web_copy.open() as file, Image.open(file) as copy:
        assert (picture.width, picture.height) == copy.size == (1600, 1067)
        assert not dict(copy.getexif())
    assert picture.uploaded_by == client.user


def test_smaller_copies_follow_under_names_that_say_what_they_hold(desk):
    upload(desk(), photograph((700, 300)))
    # Until they are there readers get the copy that was made at once.
    assert Picture.objects.get().sizes == []
    deliver_due()
    picture = Picture.objects.get()
    assert [width for width, _ in picture.sizes] == [320, 640, 700]
    for width, name in picture.sizes:
        assert name.startswith(f"pictures/{picture.uuid}/{width}-")
        with picture.web_copy.storage.open(name) as file, Image.open(file) as copy:
            assert copy.width == width


def test_a_credit_that_is_left_empty_is_the_one_in_the_file(desk):
    exif, out = Image.Exif(), BytesIO()
    exif[0x013B] = "Jane Smith"
    Image.new("RGB", (8, 6)).save(out, "JPEG", exif=exif)
    upload(desk(), out.getvalue(), credit="")
    assert Picture.objects.get().credit == "Jane Smith"


@pytest.mark.parametrize(("at", "saved"), [("100", True), ("101", False), ("-1", False)])
def test_what_stays_in_sight_lies_inside_the_picture(desk, at, saved):
    response = upload(desk(), photograph((8, 6)), focus_x=at)
    assert Picture.objects.filter(focus_x=100).exists() is saved
    assert saved or "focus_x" in response.context["adminform"].form.errors


def test_the_desk_sees_how_a_picture_is_cut(desk):
    picture = stories.picture(focus_x=100)
    page = desk().get(reverse("admin:articles_picture_change", args=[picture.pk])).content.decode()
    # Of 8 × 6 pixels a square takes 6: at the right edge those from 2 on.
    assert 'viewBox="2.0 0.0 6.0 6.0"' in page


def test_what_is_no_picture_is_refused_in_a_sentence(desk):
    response = upload(desk(), b"<svg onload=alert(1)>")
    assert "not a JPEG, PNG or WebP picture" in response.content.decode()
    assert not Picture.objects.exists()


@pytest.mark.parametrize("missing", ["alt_text", "credit"])
def test_alt_text_and_credit_are_needed(desk, missing):
    response = upload(desk(), photograph((8, 6)), **{missing: ""})
    assert missing in response.context["adminform"].form.errors


def test_the_desk_sees_the_copy_and_strangers_do_not(desk, client):
    url = reverse("admin:articles_picture_copy", args=[stories.picture().pk])
    assert client.get(url).status_code == 302
    answer = desk().get(url)
    assert answer.headers["Content-Type"] == "image/jpeg"
    answer.close()


def test_words_can_change_without_the_file(desk):
    picture = stories.picture()
    client = desk()
    url = reverse("admin:articles_picture_change", args=[picture.pk])
    opened = client.get(url).context["adminform"].form.initial["as_opened"]
    client.post(url, {**WORDS, **MIDDLE, "credit": "Agency", "as_opened": opened})
    picture.refresh_from_db()
    assert picture.credit == "Agency"


def test_the_file_of_a_published_picture_stays(desk):
    picture = stories.picture()
    stories.published(pictures=[(picture, "At the gate", False)])
    page = desk().get(reverse("admin:articles_picture_change", args=[picture.pk]))
    assert "original" not in page.context["adminform"].form.fields
    assert "add another picture" in page.content.decode()


def xmp(term="trainedAlgorithmicMedia", caption="At the <gate>"):
    return (
        "<rdf:Description><photoshop:Credit>Agency</photoshop:Credit><dc:description>"
        f"{escape(caption)}</dc:description><Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/"
        f"newscodes/digitalsourcetype/{term}</Iptc4xmpExt:DigitalSourceType></rdf:Description>"
    ).encode()


def with_xmp(size=(640, 480)):
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG", xmp=xmp())
    return out.getvalue()


def test_what_the_file_says_is_offered_and_readers_get_copies_without_it(desk):
    client = desk()
    page = upload(client, with_xmp(), alt_text="").content.decode()
    assert "The file’s caption: At the &lt;gate&gt;" in page
    answer = upload(client, with_xmp(), follow=True)
    told = [str(each) for each in get_messages(answer.wsgi_request)]
    assert any("trained model made this picture" in each for each in told)
    assert any("640 pixels wide" in each for each in told)
    picture = Picture.objects.get()
    page = client.get(reverse("admin:articles_picture_change", args=[picture.pk])).content.decode()
    assert "made by a trained model (AI)" in page
    with picture.web_copy.open() as file:
        assert b"trainedAlgorithmicMedia" not in file.read()
    with picture.original.open() as file:
        assert b"trainedAlgorithmicMedia" in file.read()


def test_the_list_shows_each_picture_small(desk):
    picture = stories.picture_in_sizes()
    client = desk()
    url = reverse("admin:articles_picture_thumb", args=[picture.pk])
    assert url in client.get(reverse("admin:articles_picture_changelist")).content.decode()
    answer = client.get(url)
    assert answer.headers["Content-Type"] == "image/avif"
    answer.close()


def test_a_story_shows_the_pictures_that_it_uses(desk):
    client = desk()
    story = stories.draft(by=client.user, pictures=[(stories.picture(), "", False)])
    page = client.get(reverse("admin:articles_article_change", args=[story.pk])).content.decode()
    assert 'data-thumb="/admin/articles/picture/0/thumb/"' in page
