"""docs/map.md is a map of this code: what it names is there, and its three walks go as it says."""

import re
import sys
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from hospitals.models import DisruptionFigure
from tests import factories, story_factories
from tests.hospitals.admin.test_statement import data
from tests.journeys.test_a_story import log_in, press

pytestmark = pytest.mark.django_db

MAP = settings.BASE_DIR / "docs" / "map.md"
STEP = re.compile(r"^\d+\. `(?P<file>[\w/]+\.py)` `(?P<function>[\w.]+)`", re.M)


def walk(heading):
    """[(file, function)] of the steps below a heading."""
    text = MAP.read_text("utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return [(step["file"], step["function"]) for step in STEP.finditer(text)]


def traced(do):
    """[(file, qualified name)] of every function of ours that is entered, in order."""
    root, found = f"{settings.BASE_DIR}/", []

    def entered(frame, event, argument):
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(root):
            found.append((code.co_filename.removeprefix(root), code.co_qualname))

    sys.setprofile(entered)
    try:
        do()
    finally:
        sys.setprofile(None)
    return found


def record_a_number():
    strike = factories.strike("Junior doctors’ strike, 12 January 2016", days=[date(2016, 1, 12)])
    factories.trust("RN5")
    factories.measure("clinics")
    evidence = factories.evidence()
    client = log_in("reporter")
    typed = data(
        [{"subject": "RN5", "measure": "clinics", "value": "3", "out_of": "35"}],
        evidence=str(evidence),
        strike=strike.title,
    )

    def send():
        client.post(reverse("admin:hospitals_disruptionfigure_statement"), typed)
        assert DisruptionFigure.objects.count() == 1

    return send


def publish_a_story():
    version = story_factories.approved()

    def press_publish():
        press("sub", version, "publish")

    return press_publish


def read_a_story():
    version = story_factories.published(
        body=f"<p>{story_factories.marked(factories.released(1854), '1,854')}</p>"
    )

    def read():
        assert Client().get(version.get_absolute_url()).status_code == 200

    return read


WALKS = {
    "A number, from the form to the database": record_a_number,
    "A story is published": publish_a_story,
    "A reader asks for a story": read_a_story,
}


@pytest.mark.parametrize("heading", WALKS)
def test_a_walk_goes_as_the_map_says(heading):
    steps, gone = walk(heading), iter(traced(WALKS[heading]()))
    assert len(steps) > 8
    # Each after the one before it.
    assert [step for step in steps if step not in gone] == []


def test_what_the_map_names_is_there():
    named = set(re.findall(r"`([\w/]+(?:\.py|/))`", MAP.read_text("utf-8")))
    roots = [settings.BASE_DIR, *(settings.BASE_DIR / app for app in ("hospitals", "articles"))]
    # A file that is named beside its folder lies in it.
    roots += [settings.BASE_DIR / folder for folder in ("lib", "deeds")]
    missing = [name for name in named if not any((root / name).exists() for root in roots)]
    assert missing == []
    assert len(named) > 40
