"""Which content is compressed, for whom, and that it comes out the same."""

import gzip

import pytest

from lib.compression import accepts_gzip, gzipped, gzipped_pieces, is_worth_compressing


@pytest.mark.parametrize(
    "header",
    [
        "gzip",
        "gzip, deflate, br, zstd",
        "br;q=1.0, GZIP;q=0.8, *;q=0.1",
        "deflate;q=0, x-gzip",
        "*",
        "gzip ; q=0.001",
        "identity;q=0, *",
    ],
)
def test_these_take_gzip(header):
    assert accepts_gzip(header)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "identity",
        "br",
        "gzip;q=0",
        "gzip; q=0.000, *",
        "*;q=0",
        "gzip;q=often",
        "gzip;q=-1",
        "gzipped",
        ";q=1,,",
    ],
)
def test_these_do_not(header):
    assert not accepts_gzip(header)


@pytest.mark.parametrize(
    ("content_type", "is_worth"),
    [
        ("text/html; charset=utf-8", True),
        ("text/csv; charset=utf-8; header=present", True),
        ("application/json", True),
        ("application/problem+json", True),
        ("application/vnd.oai.openapi+json", True),
        ("application/atom+xml", True),
        ("Image/SVG+xml", True),
        ("image/jpeg", False),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", False),
        ("application/pdf", False),
        ("", False),
    ],
)
def test_texts_are_worth_it(content_type, is_worth):
    assert is_worth_compressing(content_type) is is_worth


def test_the_same_content_gives_the_same_bytes():
    assert gzipped(b"1,854 appointments " * 50) == gzipped(b"1,854 appointments " * 50)
    assert gzip.decompress(gzipped(b"1,854")) == b"1,854"


def test_pieces_come_out_whole_and_before_the_last_is_made():
    made = []

    def lines():
        for number in range(20_000):
            made.append(number)
            yield f"{number},{number * 7919 % 100_003}\n".encode()

    stream = gzipped_pieces(lines())
    first = next(stream)
    assert len(made) < 20_000
    whole = gzip.decompress(first + b"".join(stream))
    assert whole == b"".join(f"{n},{n * 7919 % 100_003}\n".encode() for n in range(20_000))
