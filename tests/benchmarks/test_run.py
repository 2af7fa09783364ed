"""What the README of the benchmarks says to type, on a small site."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

README = (settings.BASE_DIR / "benchmarks/README.md").read_text()
PAGES = ["a story", "stories, first", "figures API, of a trust", "a trust", "a strike", "a source"]


@pytest.fixture(scope="module")
def follow(tmp_path_factory):
    """Runs a line of the README in an environment that says nothing of the site."""
    folder = tmp_path_factory.mktemp("benchmark")
    said = {name for name in os.environ if name.startswith("NEWSROOM_")}
    env = {name: value for name, value in os.environ.items() if name not in said}

    def follow(line, **more):
        line = re.sub(r"articles \d+ --figures \d+", "articles 25 --figures 2700", line)
        line = line.replace("/tmp/", f"{folder}/").replace("python ", f"{sys.executable} ")
        line = line.replace("run.py ", "run.py --runs 1 --seconds 0.05 --port 8491 ")
        return subprocess.run(
            line, shell=True, cwd=settings.BASE_DIR, env=env | more, capture_output=True, text=True
        )

    return follow


@pytest.fixture(scope="module")
def lines(follow):
    *first, compare = README.partition("```\n")[2].partition("```")[0].splitlines()
    for line in first:
        assert follow(line).returncode == 0, line
    return compare


@pytest.mark.slow
def test_each_page_is_measured_made_anew_and_kept(follow, lines):
    done = follow(lines)
    assert done.returncode == 0, done.stderr
    for page in PAGES:
        [row] = [line for line in done.stdout.splitlines() if line.startswith(f"{page:26}")]
        assert re.search(r"\d\.\d\d", row)


@pytest.mark.slow
def test_it_fails_where_nothing_is_kept(follow, lines):
    done = follow(lines, NEWSROOM_PAGES_KEPT_SECONDS="0")
    assert done.returncode == 1
    assert "A kept page costs no less than one made anew" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("command", ["exports", "process"])
def test_the_other_measurements_give_numbers(command, follow, lines):
    done = follow(lines.replace("compare", command))
    assert done.returncode == 0, done.stderr
    assert re.search(r"\d\.\d", done.stdout)
