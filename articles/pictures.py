"""The copies of a picture that readers get: re-encoded by us, so that no place or device leaks."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile, File

from lib.refusals import Refused

from .picture_words import NOTHING_SAID, FileSays, said_in

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

    from .models import Picture

LONGEST_SIDE = 1600
# What pages take, for one or for two pixels of the screen to one of theirs.
WIDTHS = (320, 640, 960, 1280, 1920)
# A telephone takes up to 1,280 pixels: so many bytes are two seconds of a slow line.
MOST_ON_A_PHONE, MOST_BEYOND = 60_000, 140_000
QUALITIES = (50, 40, 30, 20)
MOST_BYTES = 20 * 1024 * 1024
# 50 megapixels is more than any press camera's JPEG; a small file can unpack into gigabytes.
MOST_PIXELS = 50_000_000
KINDS = ("JPEG", "PNG", "WEBP")


@dataclass(frozen=True)
class Size:
    """An AVIF of this width; its name says what it holds."""

    width: int
    content: bytes

    @property
    def name(self) -> str:
        return f"{self.width}-{sha256(self.content).hexdigest()[:16]}.avif"


@dataclass(frozen=True)
class Copy:
    """A JPEG that every browser can show. `says` is what the file says of itself: of it nothing
    is in the copy."""

    jpeg: bytes
    width: int
    height: int
    says: FileSays = NOTHING_SAID


def copy(file: File) -> Copy:
    """What readers get of a picture: without EXIF, at most 1,600 pixels on a side.

    `file` is an open file or upload. Raises Refused, in words for the person who uploads, for
    what is too large, broken, or not a JPEG, PNG or WebP picture.
    """
    if file.size > MOST_BYTES:
        raise Refused(
            f"This file has {file.size / 1024 / 1024:.0f} MB: a picture may have up to 20 MB."
        )
    # Imported where it is used: few processes ever take in a picture.
    from PIL import Image

    image, says = read(file)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    image = flat(image)
    jpeg = encoded(image, "JPEG", quality=85, optimize=True, progressive=True)
    return Copy(jpeg, image.width, image.height, says)


def keep(picture: Picture, made: Copy) -> None:
    """Write the file, and on the picture, not yet saved, where it is. Smaller ones are made after
    it is saved: see `articles.picture_sizes`."""
    picture.width, picture.height = made.width, made.height
    picture.file_says = made.says.kept()
    picture.sizes = []
    picture.web_copy.save(f"{picture.uuid}.jpg", ContentFile(made.jpeg), save=False)


def smaller(file: File) -> Iterator[Size]:
    """AVIFs in the widths that pages take, and in its own where it has less than the widest.

    It takes seconds. Raises Refused as `copy` does.
    """
    from PIL import Image

    image, _ = read(file)
    image.thumbnail((WIDTHS[-1], WIDTHS[-1]), Image.Resampling.LANCZOS)
    image = flat(image)
    for width in sorted({image.width, *(each for each in WIDTHS if each < image.width)}):
        height = max(1, round(image.height * width / image.width))
        yield Size(width, small(image.resize((width, height), Image.Resampling.LANCZOS)))


def small(image: Pixels) -> bytes:
    """Of the best quality that is small enough, or of the lowest that we give."""
    most = MOST_ON_A_PHONE if image.width <= 1280 else MOST_BEYOND
    for quality in QUALITIES:
        made = encoded(image, "AVIF", quality=quality, speed=8)
        if len(made) <= most:
            break
    return made


def encoded(image: Pixels, kind: str, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def read(file: File) -> tuple[Pixels, FileSays]:
    """The picture upright and in memory, and what its file says of it."""
    from PIL import Image, ImageOps

    file.seek(0)
    try:
        with warnings.catch_warnings():
            # Pillow only warns of a decompression bomb up to twice its limit; ours is below.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(file, formats=KINDS)
            if image.width * image.height > MOST_PIXELS:
                raise Refused(
                    f"This picture has {image.width:,} × {image.height:,} pixels: more than 50 "
                    "megapixels. Save it smaller first."
                )
            says = said_in(image)
            # A JPEG of 50 megapixels is read at a half or a quarter, which takes as much less.
            image.draft(None, (WIDTHS[-1], WIDTHS[-1]))
            return ImageOps.exif_transpose(image), says
    except Refused:
        raise
    except Image.UnidentifiedImageError as error:
        raise Refused("This file is not a JPEG, PNG or WebP picture.") from error
    # A hostile file can make a decoder fail in any way: it is a broken picture all the same.
    except Exception as error:
        raise Refused("This picture is damaged or incomplete: export it again.") from error
    finally:
        file.seek(0)


def flat(image: Pixels) -> Pixels:
    """In plain colours on white, which JPEG needs; a new image has no metadata."""
    from PIL import Image

    clean = Image.new("RGB", image.size, "white")
    image = image.convert("RGBA")
    clean.paste(image, mask=image.getchannel("A"))
    return clean
