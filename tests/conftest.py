"""What every test stands on: fast passwords, files and database in a folder of their own."""

import gc
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.files.storage import storages
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from deeds import memory


def pytest_configure(config: pytest.Config) -> None:
    # Hashing a password properly takes a tenth of a second, which hundreds of tests would pay.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    files = tempfile.TemporaryDirectory(prefix="newsroom-tests-")
    config.add_cleanup(files.cleanup)
    # As on the site, a file: a database in memory has one connection, and two people need two.
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database.setdefault("TEST", {})["NAME"] = str(Path(files.name) / "test.sqlite3")
    # What a test reads is what the site would say, unless it asks for kept pages.
    settings.PAGES_KEPT_SECONDS = settings.PARTS_KEPT_SECONDS = 0
    # Nobody is mailed, unless a test is about that.
    settings.SENDS_MAIL = False
    settings.MEDIA_ROOT = Path(files.name) / "media"
    settings.CARDS_ROOT = Path(files.name) / "cards"
    settings.PRIVATE_ROOT = Path(files.name) / "private"
    settings.STORAGES["private"]["OPTIONS"]["location"] = settings.PRIVATE_ROOT
    # The models built their storage when they loaded, which was before this.
    private = storages["private"]
    private._location = settings.PRIVATE_ROOT
    for cached in ("base_location", "location"):
        vars(private).pop(cached, None)


def pytest_collection_finish() -> None:
    # Programs and tests stay: that the collector looks at them again and again costs a twentieth.
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def migrated(request: pytest.FixtureRequest, django_db_modify_db_settings: None) -> Path | None:
    """Where SQLite's empty database is kept from one run to the next; None for PostgreSQL.

    To migrate takes half a minute, which a run of one test would wait for. It is another file once
    any migration is another.
    """
    if connection.vendor != "sqlite":
        return None
    modules = MigrationLoader(None).disk_migrations.values()
    files = {Path(sys.modules[migration.__module__].__file__) for migration in modules}
    content = b"".join(file.read_bytes() for file in sorted(files))
    digest = hashlib.sha256(django.__version__.encode() + content).hexdigest()
    return request.config.cache.mkdir("migrated") / f"{digest}.sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb(migrated: Path | None) -> bool:
    """With the tables there, what is left is what follows each migration: roles, permissions."""
    if migrated is None or not migrated.exists():
        return False
    shutil.copy(migrated, settings.DATABASES["default"]["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, migrated: Path | None, django_db_blocker: Any) -> None:
    if migrated is None or migrated.exists():
        return
    for older in migrated.parent.glob("*.sqlite3"):
        older.unlink(missing_ok=True)
    # Two workers may come at once: each writes a file of its own, and the last name holds.
    copy = migrated.with_suffix(f".{os.getpid()}")
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    copy.replace(migrated)


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    for each in caches.all():
        each.clear()
    memory.forget_all()


@pytest.fixture(autouse=True)
def _nobody_fetches_a_file() -> None:
    """A file that an earlier test did not read to its end would keep this one's waiting."""
    from hospitals.api.files import PLACE

    PLACE.holder = None


@pytest.fixture(scope="module")
def for_all(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """For a world of a module: written before the first test that asks for it, gone with the last.

    Each test has a transaction of its own inside. What it is handed as Python is shared with the
    others, so it works on a copy of what it changes.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def usual_world(for_all: None) -> None:
    """What `factories` takes for granted, made once for a module: a trust, a strike, the desk."""
    from tests import factories

    factories.usual_world()


@pytest.fixture
def desk(client: Any, db: None) -> Callable[..., Any]:
    """desk(role) → a client logged in as that role; `client.user` is who."""
    from tests import factories  # models, which are not there yet when this file is read

    def log_in(role: str = "reporter", name: str = "") -> Any:
        client.user = factories.user(role, name)
        client.force_login(client.user)
        return client

    return log_in


@pytest.fixture
def three_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists that go on on a second page after three rows."""
    monkeypatch.setattr("lib.pages.PAGE_SIZE", 3)


@pytest.fixture
def separate_connections(transactional_db: None) -> None:
    """For tests of two people at once: what one thread commits, another's connection sees."""


@pytest.fixture
def shared() -> Path:
    """A folder of extra material beside the project; tests that read it are skipped without it."""
    folder = Path(os.environ.get("NEWSROOM_SHARED", settings.BASE_DIR.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"extra material is not here ({folder.name}/ beside the project)")
    return folder


@pytest.fixture
def chromium(monkeypatch) -> Iterator:
    # Playwright keeps an event loop running, in which Django refuses to touch the database.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    playwright = pytest.importorskip("playwright.sync_api", reason="make install-dev")
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()
