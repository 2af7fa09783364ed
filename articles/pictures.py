"""The copy of a picture that readers get: re-encoded by us, so that no place or device leaks."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile, File

from lib.refusals import Refused

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

LONGEST_SIDE = 1600
MOST_BYTES = 20 * 1024 * 1024
# 50 megapixels is more than any press camera's JPEG; a small file can unpack into gigabytes.
MOST_PIXELS = 50_000_000
KINDS = ("JPEG", "PNG", "WEBP")


def web_copy(file: File) -> tuple[ContentFile, int, int]:
    """(ContentFile, width, height) of a JPEG without EXIF, at most 1,600 pixels on a side.

    `file` is an open file or upload. Raises Refused, in words for the person who uploads, for
    what is too large, broken, or not a JPEG, PNG or WebP picture.
    """
    if file.size > MOST_BYTES:
        raise Refused(
            f"This file has {file.size / 1024 / 1024:.0f} MB: a picture may have up to 20 MB."
        )
    # Imported where it is used: few processes ever take in a picture.
    from PIL import Image

    image = read(file)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    out = BytesIO()
    flat(image).save(out, "JPEG", quality=85, optimize=True, progressive=True)
    return ContentFile(out.getvalue()), image.width, image.height


def read(file: File) -> Pixels:
    """The picture upright and in memory, with everything but its pixels left behind."""
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
            return ImageOps.exif_transpose(image)
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
