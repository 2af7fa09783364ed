"""The copies of a picture for readers: clean, small, and made only of real pictures."""

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
    made = pictures.copy(ContentFile(data))
    image = Image.open(BytesIO(made.jpeg))
    assert image.size == (made.width, made.height)
    return image


def sizes_of(data):
    """(what it is named for, what it is) of each smaller copy."""
    made = pictures.smaller(ContentFile(data))
    return [(size.width, Image.open(BytesIO(size.content))) for size in made]


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


@pytest.mark.parametrize("turned", [1, 6])
def test_a_large_photograph_is_read_no_larger_than_it_is_given(turned):
    exif = Image.Exif()
    exif[0x0112] = turned
    large = encoded((8000, 4000), exif=exif)
    image, _ = pictures.read(ContentFile(large))
    assert sorted(image.size) == [2000, 4000]
    assert sorted(copy_of(large).size) == [800, 1600]


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((1400, 700), [320, 640, 960, 1280, 1400]),
        ((640, 900), [320, 640]),
        ((40, 30), [40]),
    ],
)
def test_there_is_a_copy_for_each_width_that_pages_take_and_none_is_blown_up(size, widths):
    made = sizes_of(encoded(size))
    assert [width for width, _ in made] == widths
    assert all((image.format, image.width) == ("AVIF", width) for width, image in made)
    assert not any(dict(image.getexif()) for _, image in made)


def test_a_copy_is_named_for_what_it_holds():
    once, again, other = (
        next(pictures.smaller(ContentFile(encoded(colour=colour)))).name
        for colour in ("teal", "teal", "navy")
    )
    assert once == again != other


def test_what_is_hard_to_press_is_given_in_a_lower_quality():
    noise = Image.effect_noise((400, 300), 90)
    best = len(pictures.encoded(noise, "AVIF", quality=50, speed=8))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pictures, "MOST_ON_A_PHONE", best - 1)
        assert len(pictures.small(noise)) < best


def test_the_file_says_whom_to_credit_and_whose_it_is():
    exif = Image.Exif()
    exif[0x013B], exif[0x8298] = "Jane Smith", "Agency 2026, all rights reserved"
    made = pictures.copy(ContentFile(encoded(exif=exif)))
    assert (made.says.credit, made.says.rights) == (
        "Jane Smith",
        "Agency 2026, all rights reserved",
    )
    nothing = pictures.copy(ContentFile(encoded()))
    assert nothing.says.kept() == {}


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
        pictures.copy(ContentFile(data))


def test_a_small_file_that_unpacks_into_too_many_pixels_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    with pytest.raises(Refused, match="40 × 30 pixels"):
        pictures.copy(ContentFile(encoded()))


def test_a_file_beyond_20_mb_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_BYTES", 100)
    with pytest.raises(Refused, match="up to 20 MB"):
        pictures.copy(ContentFile(encoded((400, 300))))
