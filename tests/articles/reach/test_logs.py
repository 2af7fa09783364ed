"""Lines of access logs, as nginx, Apache and gunicorn write them."""

from datetime import date

import pytest

from articles.reach.logs import Unread, read_line

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


def line(request="GET /figures/3/ HTTP/1.1", status=200, at="12/Jan/2016:08:15:42 +0000"):
    return f'203.0.113.7 - - [{at}] "{request}" {status} 5120 "https://example.org/" "{FIREFOX}"\n'


def test_a_line_says_what_was_read_when_and_by_which_program():
    asked = read_line(line())
    assert (asked.day, asked.target, asked.program) == (date(2016, 1, 12), "/figures/3/", FIREFOX)


def test_nothing_of_who_asked_is_kept():
    asked = read_line(line())
    assert asked.told == "12/Jan/2016:08:15:42 +0000 GET /figures/3/ HTTP/1.1 200 5120"
    assert "203.0.113.7" not in repr(asked)


def test_the_common_format_does_not_say_which_program_asked():
    common = '203.0.113.7 - rosa [12/Jan/2016:08:15:42 +0000] "GET / HTTP/1.1" 304 -'
    asked = read_line(common)
    assert (asked.target, asked.program) == ("/", None)


def test_the_name_of_a_site_may_stand_in_front():
    assert read_line("news.example:443 " + line()).target == "/figures/3/"


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        ("POST /figures/3/ HTTP/1.1", 200),
        ("HEAD /figures/3/ HTTP/1.1", 200),
        ("GET /figures/3/ HTTP/1.1", 301),
        ("GET /figures/3/ HTTP/1.1", 206),
        ("GET /figures/3/ HTTP/1.1", 410),
        (r"\x16\x03\x01\"", 400),
        ("", 408),
    ],
)
def test_what_is_no_read_of_a_page_has_no_address(request_line, status):
    assert read_line(line(request_line, status)).target == ""


def test_the_day_is_that_of_london():
    assert read_line(line(at="30/Jun/2024:23:30:00 +0000")).day == date(2024, 7, 1)
    assert read_line(line(at="01/Jul/2024:00:30:00 +0200")).day == date(2024, 6, 30)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "address,day,reads\n",
        line(at="12/Foo/2016:08:15:42 +0000"),
        line(at="32/Jan/2016:08:15:42 +0000"),
        line(at="yesterday"),
        line(at="12/Jan/2016:08:15:42 +9900"),
        line(status=""),
    ],
)
def test_what_is_no_line_of_a_log_is_refused(text):
    with pytest.raises(Unread):
        read_line(text)
