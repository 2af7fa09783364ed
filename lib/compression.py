"""Content made smaller for those who can read it so: what is worth it, and for whom.

Only gzip: everybody reads it, and it is in Python. Nothing here knows secrets; whoever compresses
an answer that holds one tells it to listeners by its length (BREACH).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator

# Texts of all kinds. Pictures and XLSX are compressed in themselves.
WORTH_IT = re.compile(r"text/|image/svg|application/([\w.-]+\+)?(json|xml|javascript)\b")
# Below, the headers weigh more than what is saved.
FEWEST_BYTES = 500
# Beyond this level a page takes twice the time for one hundredth less.
LEVEL = 5
# The window size by which zlib writes gzip, without name or time: the same content, the same bytes.
AS_GZIP = 31


def is_worth_compressing(content_type: str) -> bool:
    return WORTH_IT.match(content_type.casefold()) is not None


def gzipped(content: bytes) -> bytes:
    return zlib.compress(content, LEVEL, AS_GZIP)


def unpacked(content: bytes) -> bytes:
    return zlib.decompress(content, AS_GZIP)


def gzipped_pieces(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The gzip file of all the pieces, sent as it comes to be."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, AS_GZIP)
    for piece in pieces:
        if packed := packer.compress(piece):
            yield packed
    yield packer.flush()


def accepts_gzip(accept_encoding: str) -> bool:
    """Whether a header `Accept-Encoding` asks for gzip, by its name or by `*` (RFC 9110, 12.5.3).

    `q=0` is a no, and so is a weight that cannot be read: plain content is understood by all.
    """
    weights = {}
    for each in accept_encoding.split(","):
        name, *parameters = each.replace(" ", "").casefold().split(";")
        weights[name.removeprefix("x-")] = _weight(parameters)
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def _weight(parameters: list[str]) -> float:
    for each in parameters:
        name, _, value = each.partition("=")
        if name == "q":
            return float(value) if re.fullmatch(r"[01](\.\d{0,3})?", value) else 0.0
    return 1.0
