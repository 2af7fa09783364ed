"""What a picture's file says of itself: who made it, whose it is, what it shows, how it was made.

Read from IPTC, XMP and EXIF, in this order, before readers get a copy without any of it. XMP is
searched and not parsed: it is XML from anywhere, of which a few fields are wanted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

# Fields of IPTC, and of EXIF.
BY_LINE, CREDIT, COPYRIGHT, CAPTION = (2, 80), (2, 110), (2, 116), (2, 120)
ARTIST, EXIF_COPYRIGHT, DESCRIPTION = 0x013B, 0x8298, 0x010E
MOST_XMP = 256 * 1024
AI, PARTLY_AI = "trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"
# The last part of a term of https://cv.iptc.org/newscodes/digitalsourcetype/
SOURCE_TYPES = {
    "digitalCapture": "taken with a digital camera",
    "computationalCapture": "put together by a camera from several shots",
    "negativeFilm": "scanned from a negative",
    "positiveFilm": "scanned from a slide",
    "print": "scanned from a print",
    "humanEdits": "edited by people",
    "minorHumanEdits": "slightly edited by people",
    "digitalCreation": "drawn by people",
    "digitalArt": "drawn by people",
    "dataDrivenMedia": "made from data",
    "algorithmicMedia": "made by a program",
    "algorithmicallyEnhanced": "enhanced by a program",
    "virtualRecording": "recorded in a virtual world",
    "screenCapture": "a picture of a screen",
    "composite": "put together from several pictures",
    "compositeCapture": "put together from several photographs",
    "compositeSynthetic": "put together, in part synthetic",
    PARTLY_AI: "made in part by a trained model (AI)",
    AI: "made by a trained model (AI)",
}


@dataclass(frozen=True)
class FileSays:
    """Each is "" where the file does not say. `source_type` is a term such as "digitalCapture"."""

    credit: str = ""
    rights: str = ""
    caption: str = ""
    source_type: str = ""

    def kept(self) -> dict[str, str]:
        return {name: value for name, value in asdict(self).items() if value}


NOTHING_SAID = FileSays()


def said_in(image: Pixels) -> FileSays:
    """What an opened picture says of itself; nothing where its fields are broken."""
    from PIL import IptcImagePlugin

    try:
        iptc, exif = IptcImagePlugin.getiptcinfo(image) or {}, image.getexif()
    # What surrounds the pixels may be broken where they are not.
    except Exception:
        iptc, exif = {}, {}
    xmp = xmp_of(image)
    creator = words(iptc.get(BY_LINE)) or in_xmp(xmp, "dc:creator")
    credit = words(iptc.get(CREDIT)) or in_xmp(xmp, "photoshop:Credit")
    named = "/".join(dict.fromkeys(filter(None, [creator, credit])))
    rights = words(iptc.get(COPYRIGHT)) or in_xmp(xmp, "dc:rights")
    caption = words(iptc.get(CAPTION)) or in_xmp(xmp, "dc:description")
    return FileSays(
        credit=(named or words(exif.get(ARTIST)))[:120],
        rights=(rights or words(exif.get(EXIF_COPYRIGHT)))[:200],
        caption=(caption or words(exif.get(DESCRIPTION)))[:1000],
        source_type=in_xmp(xmp, "Iptc4xmpExt:DigitalSourceType").rpartition("/")[2][:60],
    )


def xmp_of(image: Pixels) -> str:
    """The packet of a JPEG or WebP, or of a PNG."""
    found = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or ""
    found = found[:MOST_XMP]
    return found.decode("utf-8", "replace") if isinstance(found, bytes) else str(found)


def in_xmp(xmp: str, name: str) -> str:
    """What a field says, be it an attribute, an element, or a list in one."""
    found = re.search(rf"""\s{name}\s*=\s*("[^"]*"|'[^']*')""", xmp)
    if found:
        return words(unescape(found[1][1:-1]))
    found = re.search(rf"<{name}[\s>][^<>]*>?", xmp)
    if not found:
        return ""
    end = xmp.find(f"</{name}>", found.end())
    resource = re.search(r"""rdf:resource\s*=\s*["']([^"']*)""", found[0])
    if resource:
        return words(unescape(resource[1]))
    # Text without its tags: `<` starts one, as a text would write `&lt;`.
    pieces = re.findall(r">([^<>]*)", xmp[found.start() : end]) if end > 0 else []
    return words([unescape(piece) for piece in pieces])


def words(value: Any) -> str:
    """What a field of a file says; several of them are one line."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(words, value)))
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


# What the desk is told of it

NARROW = 800


def warnings(width: int, says: Mapping[str, str]) -> list[str]:
    """What somebody should look at before they use the picture; `width` in pixels, 0: unknown."""
    found = []
    made = says.get("source_type", "")
    if made == AI:
        found.append(
            "The file says that a trained model made this picture (AI): it is no photograph."
        )
    elif made == PARTLY_AI:
        found.append("The file says that a trained model made a part of this picture (AI).")
    if 0 < width < NARROW:
        found.append(
            f"This picture is {width:,} pixels wide: under {NARROW} it is coarse on a wide screen."
        )
    return found


def in_sentences(says: Mapping[str, str]) -> list[tuple[str, str]]:
    """[(label, words)] of all that a file says."""
    made = says.get("source_type", "")
    told = [
        ("Credit", says.get("credit", "")),
        ("Rights", says.get("rights", "")),
        ("Caption", says.get("caption", "")),
        ("How it was made", SOURCE_TYPES.get(made, made)),
    ]
    return [(label, value) for label, value in told if value]
