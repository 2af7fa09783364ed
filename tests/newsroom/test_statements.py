"""What the database takes too long over is stopped, and the reader told so."""

import threading
import time

import pytest
from django.db import OperationalError, connection, connections, transaction

from deeds.generations import renew
from newsroom import statements
from newsroom.statements import ran_out_of_time
from tests import factories

ON_POSTGRESQL = "postgresql"


class Stopped(Exception):
    sqlstate = "57014"


class Busy(Exception):
    sqlite_errorcode = 5


class Gone(Exception):
    sqlstate = "57P01"


def error(cause, kind=OperationalError):
    found = kind("canceling statement due to statement timeout")
    found.__cause__ = cause
    return found


@pytest.mark.parametrize(
    ("found", "meaning"),
    [
        (error(Stopped()), True),
        (error(Busy()), True),
        (error(Gone()), False),
        (error(None), False),
        (error(Stopped(), KeyError), False),
    ],
    ids=["stopped", "locked", "gone", "no cause", "another fault"],
)
def test_what_ran_out_of_time_is_told_from_other_faults(found, meaning):
    assert ran_out_of_time(found) is meaning


def too_long(*args, **kwargs):
    raise error(Stopped())


@pytest.fixture
def slow(client, monkeypatch, db):
    monkeypatch.setattr("hospitals.views.list_page", too_long)
    monkeypatch.setattr("hospitals.api.places.TrustViewSet.get_queryset", too_long)
    return client


def test_a_page_says_so_in_plain_words(slow, caplog):
    answer = slow.get("/figures/")
    assert answer.status_code == 503
    assert answer["Cache-Control"] == "no-store"
    words = " ".join(answer.content.decode().split())
    assert "This took too long" in words
    assert "nothing was saved" not in words
    assert "GET /figures/ ran out of time" in caplog.text


def test_the_api_says_so_as_a_problem(slow):
    answer = slow.get("/api/v1/trusts/")
    assert answer.status_code == 503
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"].startswith("This took too long")


def test_the_desk_is_told_that_nothing_was_saved(client, db, monkeypatch):
    monkeypatch.setattr("hospitals.admin.measures.UnionAdmin.save_model", too_long)
    client.force_login(factories.user("editor"))
    answer = client.post(
        "/admin/hospitals/union/add/", {"name": "RCN", "short_name": "RCN", "slug": "rcn"}
    )
    assert answer.status_code == 503
    assert "nothing was saved" in answer.content.decode()


def test_other_faults_stay_what_they_are(client, db, monkeypatch):
    def gone(*args, **kwargs):
        raise error(Gone())

    monkeypatch.setattr("hospitals.api.places.TrustViewSet.get_queryset", gone)
    client.raise_request_exception = False
    assert client.get("/api/v1/trusts/").status_code == 500


@pytest.fixture
def another_connection(transactional_db):
    """Runs a function in a thread with a connection of its own, and gives what it gave."""

    def run(function):
        answers = []

        def work():
            try:
                answers.append(function())
            except Exception as problem:
                answers.append(problem)
            finally:
                connections.close_all()

        thread = threading.Thread(target=work)
        thread.start()
        thread.join(timeout=30)
        return answers[0]

    return run


def limit_of_a_new_connection():
    if connection.vendor != ON_POSTGRESQL:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return cursor.fetchone()[0]


@pytest.fixture
def served(settings, transactional_db):
    """As in a process that serves the site; the test's own connection takes its time."""
    connection.ensure_connection()
    settings.STATEMENT_SECONDS = 1
    statements.limit()
    yield
    statements.connection_created.disconnect(dispatch_uid="newsroom.statements")


def test_only_where_the_site_is_served_statements_are_limited(another_connection, request):
    on_postgresql = connection.vendor == ON_POSTGRESQL
    assert another_connection(limit_of_a_new_connection) == ("0" if on_postgresql else None)
    request.getfixturevalue("served")
    assert another_connection(limit_of_a_new_connection) == ("1s" if on_postgresql else None)


def wait_for_a_lock():
    """On PostgreSQL for a second; on SQLite for as long as this connection is patient."""
    if connection.vendor != ON_POSTGRESQL:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 1000")
    started = time.monotonic()
    try:
        renew()
    except OperationalError as problem:
        return ran_out_of_time(problem), time.monotonic() - started


def test_who_waits_for_a_lock_in_vain_ran_out_of_time(another_connection, served):
    with transaction.atomic():
        renew()
        in_vain, seconds = another_connection(wait_for_a_lock)
    assert in_vain
    assert 0.9 < seconds < 5
