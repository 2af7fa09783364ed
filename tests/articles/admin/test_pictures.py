"""Uploading a picture on the desk."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from articles.models import Picture
from tests import story_factories as stories

pytestmark = pytest.mark.django_db
WORDS = {"title": "Picket", "alt_text": "Doctors with placards", "credit": "Rosa Field/Newsroom"}


def upload(client, data, **given):
    file = SimpleUploadedFile("picket.jpg", data, content_type="image/jpeg")
    return client.post(reverse("admin:articles_picture_add"), {**WORDS, "original": file, **given})


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
    client.post(url, {**WORDS, "credit": "Agency", "as_opened": opened})
    picture.refresh_from_db()
    assert picture.credit == "Agency"


def test_the_file_of_a_published_picture_stays(desk):
    picture = stories.picture()
    stories.published(pictures=[(picture, "At the gate", False)])
    page = desk().get(reverse("admin:articles_picture_change", args=[picture.pk]))
    assert "original" not in page.context["adminform"].form.fields
    assert "add another picture" in page.content.decode()
