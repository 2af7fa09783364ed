"""A refusal is one line of the log; a fault of ours keeps its traceback."""

import logging
from io import StringIO

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(monkeypatch):
    """What the site's own handler writes."""
    handler = next(
        each
        for each in logging.getLogger("django").handlers
        if any(type(one).__name__ == "RefusedInOneLine" for one in each.filters)
    )
    monkeypatch.setattr(handler, "stream", StringIO())
    return lambda: handler.stream.getvalue()


def test_a_role_that_may_not_is_one_line(log, client):
    client.force_login(make.user("reporter"))
    assert client.get(reverse("admin:auth_group_add")).status_code == 403
    assert log().count("\n") == 1
    assert "WARNING django.request: Forbidden (Permission denied): /admin/auth/group/add/" in log()


def test_a_host_that_is_not_ours_is_one_line(log, client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
    assert log().count("\n") == 1
    assert "WARNING django.security.DisallowedHost: Invalid HTTP_HOST header" in log()


def test_a_form_from_elsewhere_is_one_line(log):
    client = Client(enforce_csrf_checks=True)
    assert client.post(reverse("admin:login"), {"username": "x"}).status_code == 403
    assert log().count("\n") == 1
    assert "WARNING django.security.csrf: Forbidden (CSRF cookie not set.)" in log()


def test_a_fault_of_ours_keeps_its_traceback(log, monkeypatch):
    def fail(*args):
        raise RuntimeError("what went wrong")

    monkeypatch.setattr("newsroom.views.front_page", fail)
    assert Client(raise_request_exception=False).get("/").status_code == 500
    assert "ERROR django.request: Internal Server Error: /" in log()
    assert "Traceback (most recent call last)" in log()
    assert "RuntimeError: what went wrong" in log()


def test_a_flood_of_log_ins_is_not_written_twice(log):
    for _ in range(15):
        Client().post(reverse("admin:login"), {"username": "x", "password": "y"})
    assert "Too Many Requests" not in log()


def test_only_what_stands_in_the_settings_is_tested_here():
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["refused"]
