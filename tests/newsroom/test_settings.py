"""The environment is read strictly, and the defaults are safe."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages

from newsroom.settings import (
    _keys_from_file,
    database,
    env_bool,
    env_choice,
    env_int,
    env_list,
    redis_cache,
)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [("1", True), ("True", True), (" yes ", True), ("on", True), ("0", False), ("No", False)],
)
def test_a_boolean_may_be_spelt_in_the_usual_ways(monkeypatch, text, meaning):
    monkeypatch.setenv("NEWSROOM_X", text)
    assert env_bool("NEWSROOM_X", default=not meaning) is meaning


def test_an_empty_boolean_counts_as_unset(monkeypatch):
    monkeypatch.setenv("NEWSROOM_X", "")
    assert env_bool("NEWSROOM_X", default=True) is True


def test_a_badly_spelt_boolean_is_refused_with_a_sentence(monkeypatch):
    monkeypatch.setenv("NEWSROOM_X", "flase")
    with pytest.raises(ImproperlyConfigured, match="NEWSROOM_X is “flase”: write true or false"):
        env_bool("NEWSROOM_X", default=False)


@pytest.mark.parametrize("text", ["ten", "-1", "1.5", "²"])
def test_a_number_that_is_none_is_refused(monkeypatch, text):
    monkeypatch.setenv("NEWSROOM_X", text)
    with pytest.raises(ImproperlyConfigured, match="write a whole number such as 60"):
        env_int("NEWSROOM_X", 60)


def test_an_unknown_word_is_refused_with_the_known_ones(monkeypatch):
    monkeypatch.setenv("NEWSROOM_X", "loud")
    with pytest.raises(ImproperlyConfigured, match="write one of INFO, ERROR"):
        env_choice("NEWSROOM_X", ["INFO", "ERROR"], "INFO")


def test_a_list_is_separated_by_commas(monkeypatch):
    monkeypatch.setenv("NEWSROOM_X", "news.example.org, www.example.org,")
    assert env_list("NEWSROOM_X", []) == ["news.example.org", "www.example.org"]


def test_the_key_file_may_hold_comments_and_equals_signs(tmp_path):
    file = tmp_path / "keys.env"
    file.write_text("# ours\n\nNEWSROOM_SECRET_KEY=a=b#c\n", encoding="utf-8")
    assert _keys_from_file(file) == {"NEWSROOM_SECRET_KEY": "a=b#c"}


def test_a_key_file_that_is_no_text_is_told_in_a_sentence(tmp_path):
    file = tmp_path / "local_keys.env"
    file.write_bytes(b"\x7fELF\xff\xfe")
    with pytest.raises(ImproperlyConfigured, match=r"local_keys\.env is not a text file: move it"):
        _keys_from_file(file)


def test_no_key_file_means_no_keys(tmp_path):
    assert _keys_from_file(tmp_path / "absent.env") == {}


def test_sqlite_takes_its_lock_when_a_transaction_begins():
    config = database("sqlite:////tmp/x.sqlite3")
    assert config["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in config["OPTIONS"]["init_command"]


def test_postgresql_keeps_its_connections_and_tests_them():
    config = database("postgres://desk@db.example.org/newsroom")
    assert config["CONN_MAX_AGE"] == 600
    assert config["CONN_HEALTH_CHECKS"] is True


def test_postgresql_is_not_waited_for_when_it_cannot_be_reached():
    config = database("postgres://desk@db.example.org/newsroom?sslmode=require")
    assert config["OPTIONS"] == {"connect_timeout": 5, "sslmode": "require"}
    config = database("postgres://desk@db.example.org/newsroom?connect_timeout=2")
    assert int(config["OPTIONS"]["connect_timeout"]) == 2


def test_redis_answers_in_a_moment_or_not_at_all():
    """Asked once: a question that is asked again and again waits each time."""
    options = redis_cache("redis://127.0.0.1:6379/0")["OPTIONS"]
    assert options["socket_connect_timeout"] < 0.5
    assert options["socket_timeout"] < 0.5
    assert options["retry"].get_retries() == 0


def test_another_database_is_refused():
    with pytest.raises(ImproperlyConfigured, match="SQLite or PostgreSQL"):
        database("mysql://desk@db.example.org/newsroom")


def test_a_database_address_that_cannot_be_read_is_refused():
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL cannot be read"):
        database("newsroom.sqlite3")


def test_the_policy_lets_no_inline_script_or_style_through():
    for sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].values():
        assert not {"'unsafe-inline'", "'unsafe-eval'", "*"} & {str(word) for word in sources}


def test_a_private_file_has_no_address():
    with pytest.raises(ValueError, match="has no address"):
        storages["private"].url("notes.pdf")


def settings_under(**environment: str) -> dict[str, str]:
    """Selected settings as a fresh process reads them under `environment` and nothing else."""
    names = [
        "ALLOWED_HOSTS",
        "CACHES",
        "DEBUG",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS",
        "SECURE_HSTS_PRELOAD",
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_SECURE",
        "TIME_ZONE",
    ]
    code = f"from newsroom import settings as s; [print(n, getattr(s, n)) for n in {names!r}]"
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    answer = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(settings.BASE_DIR),
        env=kept | environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(line.split(" ", 1) for line in answer.stdout.splitlines())


def test_development_needs_no_variable():
    answer = settings_under()
    assert answer["DEBUG"] == "True"
    assert "127.0.0.1" in answer["ALLOWED_HOSTS"]
    assert answer["TIME_ZONE"] == "Europe/London"


def test_a_public_name_switches_debug_off_and_https_on():
    answer = settings_under(NEWSROOM_ALLOWED_HOSTS="news.example.org")
    assert answer["DEBUG"] == "False"
    assert answer["SESSION_COOKIE_SECURE"] == "True"
    assert answer["SECURE_SSL_REDIRECT"] == "True"


def test_a_public_name_binds_no_host_but_its_own():
    """HSTS is remembered for a year: the siblings of a trial on a shared domain would be shut."""
    public = {"NEWSROOM_ALLOWED_HOSTS": "news.example.org"}
    answer = settings_under(**public)
    assert answer["SECURE_HSTS_INCLUDE_SUBDOMAINS"] == "False"
    assert answer["SECURE_HSTS_PRELOAD"] == "False"
    answer = settings_under(
        **public, NEWSROOM_HSTS_INCLUDE_SUBDOMAINS="yes", NEWSROOM_HSTS_PRELOAD="yes"
    )
    assert answer["SECURE_HSTS_INCLUDE_SUBDOMAINS"] == "True"
    assert answer["SECURE_HSTS_PRELOAD"] == "True"


def test_redis_holds_nothing_about_pages():
    answer = settings_under(REDIS_URL="redis://127.0.0.1:6379/0")
    assert answer["CACHES"].count("redis://127.0.0.1") == 1
    assert "'pages': {'BACKEND': 'lib.bounded_cache" in answer["CACHES"]


def test_a_wrong_setting_stops_the_command_line_with_a_sentence():
    answer = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=Path(settings.BASE_DIR),
        env=os.environ | {"NEWSROOM_DEBUG": "flase"},
        capture_output=True,
        text=True,
    )
    assert answer.returncode == 1
    assert answer.stderr.strip() == (
        "The settings are not right: NEWSROOM_DEBUG is “flase”: write true or false."
    )
