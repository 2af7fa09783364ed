"""The demo, served as in production, for programs that ask its API."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings

BIN = Path(sys.executable).parent


@pytest.fixture(scope="session")
def demo(tmp_path_factory) -> Iterator[str]:
    """The address of the demo's API, served as in production but without HTTPS."""
    folder = tmp_path_factory.mktemp("demo")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
        "NEWSROOM_ALLOWED_HOSTS": "127.0.0.1",
        "NEWSROOM_API_REQUESTS_A_MINUTE": "1000000",
        "NEWSROOM_HTTPS": "false",
        "NEWSROOM_MEDIA_ROOT": f"{folder}/media",
        "NEWSROOM_PRIVATE_ROOT": f"{folder}/private",
        "NEWSROOM_SECRET_KEY": "a-key-of-fifty-characters-for-an-hour-and-no-longer",
    }

    def manage(*command: str) -> None:
        subprocess.run([sys.executable, "manage.py", *command], env=environment, check=True)

    os.chdir(settings.BASE_DIR)
    manage("migrate", "--verbosity", "0")
    manage("load_demo", "--verbosity", "0", "--demo-password", "a-long-demo-password")
    serve = [BIN / "gunicorn", "--no-control-socket", "--workers", "2", "newsroom.wsgi"]
    server = subprocess.Popen([*serve, "--bind", f"127.0.0.1:{port}"], env=environment)
    address = f"http://127.0.0.1:{port}/api/v1/"
    try:
        answers(address)
        yield address
    finally:
        server.terminate()
        server.wait()


def answers(address: str) -> None:
    for _ in range(60):
        try:
            return urlopen(address).close()
        except URLError:
            time.sleep(0.5)
    raise AssertionError(f"no answer from {address}")
