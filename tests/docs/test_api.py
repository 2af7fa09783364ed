"""What the documentation of the API tells people to type works, against the demo."""

import re
import subprocess
import sys
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.core.management import call_command

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

DOCS = settings.BASE_DIR / "docs"


def status(url):
    try:
        with urlopen(url) as answer:
            return answer.status
    except HTTPError as error:
        return error.code


def test_the_examples_and_the_script_run(live_server):
    call_command("load_demo", demo_password="a-long-demo-password", verbosity=0)
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
    assert re.search(r"7,716  Junior doctors’ strike, 11–15 April 2023", told)
    assert "no_figure" in told
    assert "source_revised" in told
