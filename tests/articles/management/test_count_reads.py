"""Reads are counted from access logs, each line once, and nothing is kept of who read."""

import gzip
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.models import PageReads, ReadLog
from articles.reach import counting
from tests.story_factories import published

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
TODAY = timezone.localdate


def line(path="/figures/3/", program=FIREFOX, status=200, days_ago=0, second=0):
    at = f"{TODAY() - timedelta(days=days_ago):%d/%b/%Y}:12:15:{second:02} +0000"
    return f'203.0.113.7 - - [{at}] "GET {path} HTTP/1.1" {status} 5120 "-" "{program}"\n'


def count(*files, **options):
    out = StringIO()
    call_command("count_reads", *files, stdout=out, **options)
    return out.getvalue()


def reads():
    return {row.address: row.reads for row in PageReads.objects.all()}


@pytest.fixture
def log(tmp_path):
    return tmp_path / "access.log"


def test_reads_of_pages_are_counted_by_day(log):
    log.write_text(
        line() + line(status=304) + line("/figures/3/?page=2") + line(days_ago=1) + line("/admin/")
    )
    assert f"{log}: 4 reads in 5 new lines" in count(log)
    assert list(PageReads.objects.values_list("address", "day", "logged")) == [
        ("/figures/3/", TODAY(), 3),
        ("/figures/3/", TODAY() - timedelta(days=1), 1),
    ]


def test_robots_are_left_out(log):
    log.write_text(line() + line(program=ROBOT) + line(program="-"))
    assert "1 reads in 3 new lines, without 2 of robots" in count(log)
    assert reads() == {"/figures/3/": 1}


def test_a_log_that_grows_is_counted_from_where_it_was(log):
    log.write_text(line() + line(second=1))
    count(log)
    assert count(log) == f"{log}: nothing new.\n"
    with log.open("a") as more:
        more.write(line(second=2) + line(second=3)[:40])
    assert "1 reads in 1 new lines" in count(log)
    assert reads() == {"/figures/3/": 3}


def test_a_log_is_known_again_by_another_name_and_compressed(log, tmp_path):
    text = line() + line(second=1)
    log.write_text(text)
    count(log)
    rotated = tmp_path / "access.log.2.gz"
    rotated.write_bytes(gzip.compress((text + line(second=2)).encode()))
    assert "1 reads in 1 new lines" in count(rotated)
    assert reads() == {"/figures/3/": 3}


def test_logs_of_two_servers_that_begin_alike_are_two(log):
    log.write_text(line())
    count(log, server="one")
    count(log, server="two")
    assert reads() == {"/figures/3/": 2}


def test_lines_that_cannot_be_read_say_their_number(log):
    log.write_text("started\n" + line() + "oops\n" * 12)
    said = count(log)
    assert (
        "no line of an access log, passed over: 1, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 3 more" in said
    )
    assert reads() == {"/figures/3/": 1}


def test_a_log_without_programs_says_so(log):
    log.write_text(line().partition(' "-"')[0] + "\n")
    assert "robots are counted as readers" in count(log)


def test_a_story_is_counted_under_every_address_that_it_had(log):
    version = published()
    log.write_text(line(version.get_absolute_url()))
    count(log)
    row = PageReads.objects.get()
    assert (row.article, row.reads) == (version.article, 1)


def test_nothing_of_who_asked_is_in_the_database(log):
    log.write_text(line())
    count(log)
    kept = [*PageReads.objects.values_list(), *ReadLog.objects.values_list()]
    assert "203.0.113.7" not in repr(kept)
    assert "Firefox" not in repr(kept)


def test_days_are_kept_for_four_hundred_days(log):
    PageReads.objects.create(address="/", day=TODAY() - timedelta(days=401), logged=3)
    PageReads.objects.create(address="/", day=TODAY() - timedelta(days=400), logged=3)
    log.write_text(line(days_ago=402) + line(days_ago=1))
    count(log)
    assert sorted(PageReads.objects.values_list("day", flat=True)) == [
        TODAY() - timedelta(days=400),
        TODAY() - timedelta(days=1),
    ]


def test_of_two_runs_at_once_one_counts(log, monkeypatch):
    log.write_text(line())
    with log.open("rb") as stream:
        place = counting.known_place(stream, "")
    count(log)
    monkeypatch.setattr(counting, "known_place", lambda stream, server: place)
    with pytest.raises(CommandError, match="Another run counts this log now"):
        count(log)
    assert reads() == {"/figures/3/": 1}


@pytest.mark.parametrize("content", [None, b"\x1f\x8bnot gzip"])
def test_a_file_that_cannot_be_read_is_told(log, content):
    if content:
        log.write_bytes(content)
    with pytest.raises(CommandError, match=r"access\.log cannot be read"):
        count(log)


# An outside count


def take(tmp_path, *lines, header="address,day,reads"):
    file = tmp_path / "reads.csv"
    file.write_text("\n".join([header, *lines]))
    out = StringIO()
    call_command("import_reads", file, stdout=out)
    return out.getvalue()


def test_an_outside_count_stands_in_place_of_what_logs_say(log, tmp_path):
    log.write_text(line())
    count(log)
    rows = [f"https://news.example/figures/3/,{TODAY()},120", f"/figures/3/?x=1,{TODAY()},5"]
    for _ in range(2):
        assert take(tmp_path, *rows, f"/login,{TODAY()},7") == (
            "2 lines taken. 1 are of no page that is counted.\n"
        )
    assert reads() == {"/figures/3/": 125}
    with log.open("a") as more:
        more.write(line(second=9))
    count(log)
    assert reads() == {"/figures/3/": 125}


def test_of_a_table_with_a_wrong_line_nothing_is_taken(tmp_path):
    with pytest.raises(CommandError, match="Line 3: “many” is not"):
        take(tmp_path, f"/figures/3/,{TODAY()},5", f"/figures/4/,{TODAY()},many")
    assert reads() == {}
