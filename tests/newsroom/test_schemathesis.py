"""The API keeps its description's word, asked by a program that has read nothing else.

What is asked, and which names of the demo, is in schemathesis.toml.
"""

import json
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings

pytestmark = pytest.mark.api

BIN = Path(sys.executable).parent


@pytest.fixture
def config(demo, tmp_path):
    """Our own, and the UUIDs of the demo's stories, which are made anew with every demo."""
    with urlopen(f"{demo}articles/?fields=uuid") as answer:
        uuids = [row["uuid"] for row in json.load(answer)["results"]]
    written = (settings.BASE_DIR / "schemathesis.toml").read_text("utf-8")
    path = tmp_path / "schemathesis.toml"
    path.write_text(
        f"""{written}
[[operations]]
include-path-regex = "^/api/v1/articles/.+/"
parameters."path.uuid".dictionary = "stories"
[dictionaries.stories]
values = {json.dumps(uuids)}
""",
        "utf-8",
    )
    return path


def test_schemathesis_finds_nothing(demo, config):
    program = [BIN / "schemathesis", "--config-file", config, "run"]
    subprocess.run([*program, f"{demo}schema/"], check=True)
