"""The API keeps its description's word, asked by a program that has read nothing else.

What is asked, and which names of the demo, is in schemathesis.toml.
"""

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings

pytestmark = pytest.mark.api

BIN = Path(sys.executable).parent


@pytest.fixture
def demo(tmp_path):
    """The address of the demo, served as in production but without HTTPS."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path}/demo.sqlite3",
        "NEWSROOM_ALLOWED_HOSTS": "127.0.0.1",
        "NEWSROOM_API_REQUESTS_A_MINUTE": "1000000",
        "NEWSROOM_HTTPS": "false",
        "NEWSROOM_MEDIA_ROOT": f"{tmp_path}/media",
        "NEWSROOM_PRIVATE_ROOT": f"{tmp_path}/private",
        "NEWSROOM_SECRET_KEY": "a-key-of-fifty-characters-for-an-hour-and-no-longer",
    }

    def manage(*command):
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


def answers(address):
    for _ in range(60):
        try:
            return urlopen(address).close()
        except URLError:
            time.sleep(0.5)
    raise AssertionError(f"no answer from {address}")


@pytest.fixture
def config(demo, tmp_path):
    """Our own, and the ids of the demo's stories, which are made anew with every demo."""
    with urlopen(f"{demo}articles/?fields=id") as answer:
        ids = [row["id"] for row in json.load(answer)["results"]]
    written = (settings.BASE_DIR / "schemathesis.toml").read_text("utf-8")
    path = tmp_path / "schemathesis.toml"
    path.write_text(
        f"""{written}
[[operations]]
include-path-regex = "^/api/v1/articles/.+/"
parameters."path.uuid".dictionary = "stories"
[dictionaries.stories]
values = {json.dumps(ids)}
""",
        "utf-8",
    )
    return path


def test_schemathesis_finds_nothing(demo, config):
    program = [BIN / "schemathesis", "--config-file", config, "run"]
    subprocess.run([*program, f"{demo}schema/"], check=True)
