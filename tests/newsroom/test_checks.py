"""What the system checks say, and what they keep quiet about."""

import pytest
from django.core.checks.registry import registry
from django.core.management import call_command
from django.core.management.utils import get_random_secret_key

from newsroom import checks


def ids(messages):
    return [message.id for message in messages]


def test_a_missing_secret_key_is_an_error_that_says_what_to_do(settings):
    settings.SECRET_KEY = ""
    [message] = checks.secret_key_is_set()
    assert message.id == "newsroom.E001"
    assert "make_keys" in message.hint


def test_a_secret_key_is_enough(settings):
    settings.SECRET_KEY = get_random_secret_key()
    assert checks.secret_key_is_set() == checks.secret_key_is_secret() == []


@pytest.mark.parametrize(
    "key",
    [
        "a",
        "ab" * 40,
        '"0n3-0f-f1fty-r4nd0m-ch4r4ct3rs-0r-s0-1t-w4s-m34nt"',
        "0n3-0f-f1fty-r4nd0m-ch4r4ct3rs-0r-s0-1t-w4s-m34nt # ours",
    ],
)
def test_a_key_that_can_be_guessed_or_was_written_wrongly_is_an_error(settings, key):
    settings.SECRET_KEY = key
    [message] = checks.secret_key_is_secret()
    assert message.id == "newsroom.E004"
    assert len(key) < 5 or key not in str(message)


@pytest.mark.parametrize(("key", "debug"), [("a", True), ("", False)])
def test_of_a_site_under_development_or_without_a_key_nothing_is_said_twice(settings, key, debug):
    settings.SECRET_KEY, settings.DEBUG = key, debug
    assert checks.secret_key_is_secret() == []


def test_the_check_of_the_key_is_not_for_deploying_only():
    assert checks.secret_key_is_secret in registry.get_checks(include_deployment_checks=False)


def test_mail_needs_somebody_whom_it_comes_from(settings):
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "smtp.example.org", ""
    assert ids(checks.mail_has_a_sender()) == ["newsroom.E005"]
    settings.DEFAULT_FROM_EMAIL = "desk@example.org"
    assert checks.mail_has_a_sender() == []


def test_a_site_that_mails_nobody_says_so(settings):
    settings.SENDS_MAIL = False
    assert ids(checks.mail_is_sent()) == ["newsroom.W005"]
    settings.SENDS_MAIL = True
    assert checks.mail_is_sent() == []


@pytest.mark.parametrize("public", ["MEDIA_ROOT", "STATIC_ROOT"])
def test_private_files_inside_a_public_folder_are_an_error(settings, tmp_path, public):
    setattr(settings, public, tmp_path)
    settings.PRIVATE_ROOT = tmp_path / "private"
    assert ids(checks.private_files_are_out_of_reach()) == ["newsroom.E002"]


def test_private_files_beside_the_public_ones_are_fine(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_ROOT = tmp_path / "media-private"
    assert checks.private_files_are_out_of_reach() == []


def test_a_site_address_without_its_scheme_is_an_error(settings):
    settings.SITE_URL = "news.example.org"
    assert ids(checks.site_address_is_whole()) == ["newsroom.E003"]


def test_a_deployed_site_should_know_its_address(settings):
    settings.SITE_URL = ""
    assert ids(checks.site_address_is_known()) == ["newsroom.W001"]


def test_a_deployed_site_should_name_its_hosts(settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert ids(checks.hosts_are_named()) == ["newsroom.W002"]


def test_a_deployed_site_needs_its_collected_files(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    assert ids(checks.static_files_are_collected()) == ["newsroom.W003"]
    (tmp_path / "staticfiles.json").write_text("{}")
    assert checks.static_files_are_collected() == []


def test_keys_are_written_once_for_the_owner_alone(settings, tmp_path, capsys):
    settings.KEYS_FILE = tmp_path / "local_keys.env"
    call_command("make_keys")
    first = settings.KEYS_FILE.read_text()
    assert len(first.split("NEWSROOM_SECRET_KEY=")[1].strip()) == 50
    assert settings.KEYS_FILE.stat().st_mode & 0o077 == 0

    call_command("make_keys")
    assert settings.KEYS_FILE.read_text() == first
    assert "kept as it is" in capsys.readouterr().out
