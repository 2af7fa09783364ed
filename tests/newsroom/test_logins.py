"""Logging in: guesses are counted and slowed, nobody is shut out, and no password is written."""

import re

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lib import hashing
from newsroom import logins
from tests import factories as make

pytestmark = pytest.mark.django_db

RIGHT = "bargate-guildhall-77"
WRONG = "bargate-guildhall-78"
OFFICE = "198.51.100.7"


@pytest.fixture(autouse=True)
def _count_from_nothing(monkeypatch):
    # A quarter of an hour that ends in the middle of a test would be a test that fails at times.
    monkeypatch.setattr(logins.time, "time", lambda: 1_900_000_000.0)
    logins.COUNTERS.own.clear()
    logins.COUNTERS.away_until = 0.0


@pytest.fixture
def editor():
    person = make.user("editor")
    person.set_password(RIGHT)
    person.save()
    return person


def log_in(name="editor", password=WRONG, address="127.0.0.1", client=None, **headers):
    return (client or Client()).post(
        reverse("admin:login"),
        {"username": name, "password": password, "next": "/admin/articles/article/"},
        REMOTE_ADDR=address,
        headers=headers,
    )


def hammer(times, **how):
    return [log_in(**how).status_code for _ in range(times)]


def elsewhere(number):
    return f"203.0.113.{number}"


def test_the_right_password_lets_in(editor):
    answer = log_in(password=RIGHT)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/articles/article/")


def test_a_few_wrong_ones_are_just_wrong(editor):
    assert hammer(logins.MOST_OF_PAIR) == [200] * logins.MOST_OF_PAIR


def test_then_the_name_has_to_wait_at_that_address(editor):
    hammer(logins.MOST_OF_PAIR)
    answer = log_in(password=RIGHT)
    assert answer.status_code == 429
    assert "Too many wrong passwords were tried" in answer.content.decode()
    assert 0 < int(answer["Retry-After"]) <= logins.WINDOW


def test_what_was_typed_is_kept_but_for_the_password(editor):
    hammer(logins.MOST_OF_PAIR)
    page = log_in(password="a secret, nearly").content.decode()
    assert 'value="editor"' in page
    assert 'value="/admin/articles/article/"' in page
    assert "a secret, nearly" not in page


def test_the_answer_that_says_so_can_be_sent_again(editor):
    """It has the token that a form needs: after the wait it logs in."""
    client = Client(enforce_csrf_checks=True)
    token = client.get(reverse("admin:login")).cookies["csrftoken"].value
    hammer(logins.MOST_OF_PAIR)
    page = client.post(
        reverse("admin:login"),
        {"username": "editor", "password": WRONG, "csrfmiddlewaretoken": token},
    )
    cache.clear()
    again = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]
    answer = client.post(
        reverse("admin:login"),
        {"username": "editor", "password": RIGHT, "csrfmiddlewaretoken": again},
    )
    assert (page.status_code, answer.status_code) == (429, 302)


def test_a_quarter_of_an_hour_later_it_is_looked_at_again(editor, monkeypatch):
    hammer(logins.MOST_OF_PAIR)
    monkeypatch.setattr(logins.time, "time", lambda: 1_900_000_000.0 + logins.WINDOW)
    assert log_in(password=RIGHT).status_code == 302


def test_another_name_at_that_address_is_not_in_their_way(editor):
    hammer(logins.MOST_OF_PAIR, name="reporter")
    assert log_in(password=RIGHT).status_code == 302


def test_many_names_at_one_address_are_one_guesser(editor):
    for n in range(logins.MOST_OF_ADDRESS):
        log_in(name=f"guess-{n}", address=elsewhere(1))
    assert log_in(name="another", address=elsewhere(1)).status_code == 429
    assert log_in(password=RIGHT, address=OFFICE).status_code == 302


def test_a_name_that_nobody_has_is_counted_like_one_that_somebody_has(editor):
    """Or the wait would tell which names there are."""
    assert hammer(11, name="editor", address=OFFICE) == hammer(
        11, name="nobody", address=elsewhere(1)
    )


@pytest.mark.parametrize("name", ["Editor", " editor ", "ｅｄｉｔｏｒ"])
def test_another_spelling_of_the_name_is_the_same_name(editor, name):
    hammer(logins.MOST_OF_PAIR)
    assert log_in(name=name).status_code == 429


def test_a_name_under_attack_has_fewer_tries_at_each_address(editor):
    for n in range(logins.UNDER_ATTACK + 1):
        log_in(address=elsewhere(n))
    tries = hammer(logins.MOST_UNDER_ATTACK + 1, address=OFFICE)
    assert tries == [200] * logins.MOST_UNDER_ATTACK + [429]


def test_nobody_shuts_the_editor_out_by_trying_their_name(editor):
    """From fifty addresses, as often as each may; then she comes from one that is new."""
    for n in range(50):
        hammer(4, address=elsewhere(n))
    assert log_in(password=RIGHT, address=OFFICE).status_code == 302


def test_her_own_device_gets_in_even_where_the_guesser_sits(editor):
    """Behind the same router: the pair and the address are used up, her device is not."""
    hers = Client()
    log_in(password=RIGHT, address=OFFICE, client=hers)
    hers.post(reverse("admin:logout"))
    for n in range(logins.MOST_OF_ADDRESS + 5):
        log_in(name="editor" if n % 2 else f"guess-{n}", address=OFFICE)
    assert log_in(password=RIGHT, address=OFFICE).status_code == 429
    assert log_in(password=RIGHT, address=OFFICE, client=hers).status_code == 302


def test_a_device_vouches_for_its_own_person_only(editor):
    theirs = Client()
    somebody = make.user("reporter")
    somebody.set_password(RIGHT)
    somebody.save()
    log_in(name="reporter", password=RIGHT, client=theirs)
    assert hammer(11, name="editor", client=theirs)[-1] == 429


def test_a_device_has_no_more_tries_than_an_address(editor):
    hers = Client()
    log_in(password=RIGHT, client=hers)
    hers.post(reverse("admin:logout"))
    assert hammer(11, client=hers) == [200] * 10 + [429]


def test_a_device_cannot_be_made_up(editor):
    client = Client()
    client.cookies[logins.COOKIE] = "WyJlZGl0b3IiLCJhIl0:1:forged"
    assert hammer(11, client=client)[-1] == 429


def test_the_cookie_of_a_device_is_seen_by_the_desk_alone(editor, settings):
    settings.SESSION_COOKIE_SECURE = True
    made = log_in(password=RIGHT).cookies[logins.COOKIE]
    assert (made["path"], made["samesite"]) == ("/admin/", "Strict")
    assert made["httponly"]
    assert made["secure"]


def test_getting_in_clears_what_that_name_had_mistyped_there(editor):
    hammer(logins.MOST_OF_PAIR - 1)
    log_in(password=RIGHT)
    assert hammer(logins.MOST_OF_PAIR)[-1] == 200


def test_getting_in_does_not_clear_the_address(editor):
    """Or a guesser with a log-in of their own would begin anew each time."""
    for n in range(logins.MOST_OF_ADDRESS):
        log_in(name=f"guess-{n}", address=OFFICE)
        if n == 20:
            log_in(password=RIGHT, address=OFFICE)
    assert log_in(name="another", address=OFFICE).status_code == 429


def test_getting_in_is_not_itself_counted(editor):
    for _ in range(logins.MOST_OF_ADDRESS + 1):
        assert log_in(password=RIGHT).status_code == 302


# Whose address it is


def test_a_forged_header_neither_evades_nor_frames(editor):
    for n in range(logins.MOST_OF_PAIR):
        log_in(**{"x-forwarded-for": f"{OFFICE}, {elsewhere(n)}"})
    assert log_in().status_code == 429
    assert log_in(password=RIGHT, address=OFFICE).status_code == 302


@pytest.fixture
def behind_proxy(settings):
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}


def test_behind_a_proxy_it_is_the_address_that_the_proxy_saw(editor, behind_proxy):
    """The last one: what stands before it was sent by the reader."""
    for n in range(logins.MOST_OF_PAIR):
        log_in(**{"x-forwarded-for": f"{elsewhere(n)}, {OFFICE}"})
    assert log_in(**{"x-forwarded-for": OFFICE}).status_code == 429
    assert log_in(password=RIGHT, **{"x-forwarded-for": elsewhere(3)}).status_code == 302


@pytest.mark.parametrize(
    ("first", "second"),
    [("2001:db8::1", "2001:db8::ffff:2"), ("::ffff:198.51.100.7", "198.51.100.7")],
)
def test_one_network_is_one_address(editor, first, second):
    hammer(logins.MOST_OF_PAIR, address=first)
    assert log_in(address=second).status_code == 429


# One at a time


class Full:
    def through(self, extra=0):
        raise logins.Busy


def test_who_would_wait_too_long_is_told_to_come_back(editor, monkeypatch):
    monkeypatch.setattr(logins, "HASHING", Full())
    answer = log_in(password=RIGHT)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    page = answer.content.decode()
    assert "Too many are logging in at this moment" in page
    assert 'value="editor"' in page


def test_being_turned_away_is_not_a_wrong_password(editor, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(logins, "HASHING", Full())
        hammer(20)
    assert log_in(password=RIGHT).status_code == 302


def test_one_is_hashed_and_two_wait():
    assert logins.HASHING.most == hashing.AT_ONCE + 2 == 3


@pytest.fixture
def threads():
    yield logins.may_hold
    logins.may_hold(0)


@pytest.mark.parametrize(("number", "held"), [(32, 1), (7, 1), (6, 0), (2, 0), (0, 0)])
def test_an_answer_that_says_later_takes_its_time_where_threads_are_to_spare(
    editor, monkeypatch, threads, number, held
):
    """So thirty connections that ask again at once are thirty questions a second."""
    slept = []
    monkeypatch.setattr(logins.time, "sleep", slept.append)
    threads(number)
    hammer(logins.MOST_OF_PAIR)
    assert slept == []
    log_in()
    assert slept == [logins.HELD_SECONDS] * held


def test_whose_device_is_known_stands_behind_the_crowd(editor, monkeypatch):
    hers = Client()
    log_in(password=RIGHT, client=hers)
    monkeypatch.setattr(logins.HASHING, "here", logins.HASHING.most)
    assert log_in(password=RIGHT).status_code == 503
    assert log_in(password=RIGHT, client=hers).status_code == 302


# What it costs, and what is written


def test_a_guess_writes_nothing_to_the_database(editor):
    with CaptureQueriesContext(connection) as asked:
        log_in()
    assert [query["sql"].split()[0] for query in asked] == ["SELECT"]


def test_a_guess_that_is_not_looked_at_asks_nothing(editor, django_assert_num_queries):
    hammer(logins.MOST_OF_PAIR)
    with django_assert_num_queries(0):
        log_in()


def test_while_the_cache_is_away_guesses_are_counted_in_the_process(editor, monkeypatch):
    monkeypatch.setattr(logins.COUNTERS, "alias", "no such cache")
    assert hammer(11) == [200] * 10 + [429]


@pytest.fixture
def said(caplog):
    caplog.set_level("INFO", logger="newsroom.logins")

    def lines():
        return [r.getMessage() for r in caplog.records if r.name == "newsroom.logins"]

    return lines


def test_a_log_in_is_one_line(editor, said):
    log_in(password=RIGHT, address=OFFICE)
    assert said() == [f"log-in of 'editor' from {OFFICE}"]


def test_a_wrong_one_is_one_line_without_the_password(editor, said, caplog):
    log_in(address=OFFICE)
    assert said() == [f"wrong log-in of 'editor' from {OFFICE}"]
    assert WRONG not in caplog.text


def test_a_name_cannot_write_a_line_of_its_own(editor, said):
    log_in(name="x\n2026-11-28 INFO newsroom.logins: log-in of 'editor'")
    assert "\n" not in said()[0]


def test_a_flood_that_is_not_looked_at_is_one_line(editor, said):
    hammer(logins.MOST_OF_PAIR + 50, address=OFFICE)
    last = said()[logins.MOST_OF_PAIR :]
    assert last == [f"no more log-ins of 'editor' from {OFFICE} for 14 minutes"]


# Passwords


@pytest.mark.parametrize(("password", "taken"), [("short-77-ab", False), ("long-77-abcd", True)])
def test_a_password_has_at_least_twelve_characters(client, password, taken):
    client.force_login(make.user("editor"))
    client.post(
        reverse("admin:auth_user_add"),
        {
            "username": "newcomer",
            "usable_password": "true",
            "password1": password,
            "password2": password,
        },
    )
    assert User.objects.filter(username="newcomer").exists() is taken


def test_changing_ones_own_password_is_not_counted(editor, client):
    client.force_login(editor)
    for _ in range(15):
        answer = client.post(
            reverse("admin:password_change"),
            {"old_password": WRONG, "new_password1": RIGHT, "new_password2": RIGHT},
        )
        assert answer.status_code == 200
