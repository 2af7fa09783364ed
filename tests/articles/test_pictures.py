"""The copy of a picture for readers: clean, small, and made only of real pictures."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from articles import pictures
from lib.refusals import Refused


def encoded(size=(40, 30), kind="JPEG", mode="RGB", colour="teal", **options):
    out = BytesIO()
    Image.new(mode, size, colour).save(out, kind, **options)
    return out.getvalue()


def copy_of(data):
    file, width, height = pictures.web_copy(ContentFile(data))
    image = Image.open(file)
    assert image.size == (width, height)
    return image


def test_exif_is_left_behind():
    exif = Image.Exif()
    exif[0x010F] = "Canon"
    assert not dict(copy_of(encoded(exif=exif)).getexif())


def test_a_picture_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert copy_of(encoded((40, 30), exif=exif)).size == (30, 40)


@pytest.mark.parametrize(("size", "expected"), [((3200, 800), (1600, 400)), ((40, 30), (40, 30))])
def test_the_longest_side_is_1600_at_most(size, expected):
    assert copy_of(encoded(size)).size == expected


def test_what_is_transparent_becomes_white():
    clear = encoded(kind="PNG", mode="RGBA", colour=(0, 0, 0, 0))
    assert copy_of(clear).getpixel((1, 1)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "not a JPEG"),
        (b"<svg/>", "not a JPEG"),
        (encoded(kind="GIF", mode="P", colour=1), "not a JPEG"),
        (encoded((400, 300))[:400], "damaged or incomplete"),
    ],
)
def test_what_is_not_a_whole_picture_is_refused(data, sentence):
    with pytest.raises(Refused, match=sentence):
        pictures.web_copy(ContentFile(data))


def test_a_small_file_that_unpacks_into_too_many_pixels_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    with pytest.raises(Refused, match="40 × 30 pixels"):
        pictures.web_copy(ContentFile(encoded()))


def test_a_file_beyond_20_mb_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_BYTES", 100)
    with pytest.raises(Refused, match="up to 20 MB"):
        pictures.web_copy(ContentFile(encoded((400, 300))))
