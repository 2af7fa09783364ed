"""What the documentation of the API tells people to type works, against the demo."""

import json
import re
import subprocess
import sys
import time
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection

from hospitals.models import AreaKind
from lib.fields import SITE

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, reset_sequences=True)]

DOCS = settings.BASE_DIR / "docs"


def status(url):
    """Asks as a polite program does: reads to the end, and comes back when it is told to."""
    for _ in range(6):
        try:
            with urlopen(url) as answer:
                answer.read()
                return answer.status
        except HTTPError as error:
            if error.code != 503:
                return error.code
            time.sleep(int(error.headers["Retry-After"]))
    return 503


@pytest.fixture
def demo():
    # Each table counts from one again, and nations are there from the beginning.
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [AreaKind]):
            cursor.execute(statement)
    call_command("load_demo", demo_password="a-long-demo-password", verbosity=0)


def test_the_examples_and_the_script_run(demo, live_server):
    asked = re.findall(r'curl [^\n]*?"\$API(/[^"]*)"', (DOCS / "api.md").read_text("utf-8"))
    assert len(asked) > 10
    for path in asked:
        expected = 400 if "tust=" in path else 200
        assert status(f"{live_server.url}/api/v1{path}") == expected, path
    told = subprocess.run(
        [sys.executable, DOCS / "analyst.py", live_server.url],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout
    assert re.search(
        r"Junior doctors’ strike, 11–15 April 2023 \(acute\)\n"
        r" +196,225  in England, says NHS England\n"
        r" +7,716  in 7 of the 10 trusts that we know of\n",
        told,
    )
    assert "no_figure" in told
    assert "source_revised" in told


def answer(client, path, **asked):
    response = client.get(path, asked)
    # Read to its end: there is one file at a time.
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert response.status_code == 200, (path, asked, content)
    return json.loads(content) if response["Content-Type"] == "application/json" else None


def test_the_description_gives_examples_that_can_be_asked_and_are_true(demo, client):
    """Of what the demo holds under a stable address, each example is the demo's own answer."""
    description = json.loads(client.get("/api/v1/schema/").content)
    compared = []
    for path, operations in description["paths"].items():
        parameters = operations["get"].get("parameters", [])
        # UUIDs are made anew with every demo.
        if "{uuid}" in path:
            continue
        for each in parameters:
            if each["in"] == "path":
                [key] = each["examples"].values()
                path = path.replace(f"{{{each['name']}}}", str(key["value"]))
        for each in parameters:
            for example in each["examples"].values() if each["in"] == "query" else []:
                asked = example["value"]
                joined = ",".join(asked) if isinstance(asked, list) else asked
                if each["name"] != "article":
                    answer(client, path, **{each["name"]: joined})
        told = operations["get"]["responses"]["200"]["content"].get("application/json", {})
        is_one = any(each["in"] == "path" for each in parameters)
        [example] = [each["value"] for each in told.get("examples", {}).values()] or [{}]
        if is_one and "results" not in example:
            compared.append(path)
            assert plain(example) == plain(answer(client, path)), path
    assert len(compared) == 9


def plain(record):
    """The fields that say something by themselves, as on the site of the examples."""
    return {
        name: str(value).replace("http://testserver", SITE)
        for name, value in record.items()
        if name != "uuid" and not isinstance(value, dict | list)
    }
