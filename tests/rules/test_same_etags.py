"""While nothing changes a page is the same on every worker and at every moment: so is its ETag.

A poller that asks another worker, or a quarter of an hour later, is told that it has the page.
"""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

# In a process of its own, whose sets are in an order of their own.
WORKER = """
import json, sys, django
django.setup()
from django.test import Client
from hospitals.models import DisruptionFigure, Strike, Trust
from articles.models import PublishedVersion
records = [
    PublishedVersion.objects.live().order_by("pk")[0],
    DisruptionFigure.objects.public().order_by("pk")[0],
    *Trust.objects.order_by("pk")[:5],
    *Strike.objects.public().order_by("pk")[:3],
]
paths = [*json.loads(sys.argv[1]), *(each.get_absolute_url() for each in records)]
found = {}
for path in paths:
    answer = Client().get(path, headers={"host": "127.0.0.1"})
    assert answer.status_code == 200, path
    assert "ETag" in answer, (path, answer.headers)
    # django-csp says its directives in the order of a set; what they mean is the same.
    found[path] = [answer.content.decode(), {**answer.headers, "Content-Security-Policy": ""}]
print(json.dumps(found))
"""
LISTS = [
    "/",
    "/articles/",
    "/figures/",
    "/figures/?measure=rescheduled",
    "/strikes/",
    "/trusts/",
    "/updates/",
    "/corrections/",
    "/feeds/stories.atom",
    "/feeds/corrections.atom",
    "/api/v1/",
    "/api/v1/articles/?page_size=2",
    "/api/v1/figures/",
    "/api/v1/panel/",
    "/api/v1/quotes/?page_size=2",
    "/api/v1/sources/",
    "/api/v1/evidence/",
    "/api/v1/strikes/",
    "/api/v1/trusts/",
]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Runs Python over a site of its own that holds the demo."""
    folder = tmp_path_factory.mktemp("site")
    env = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "NEWSROOM_MEDIA_ROOT": str(folder / "media"),
        "NEWSROOM_PRIVATE_ROOT": str(folder / "private"),
        "NEWSROOM_SECRET_KEY": "the same on every worker " * 3,
        "NEWSROOM_DEBUG": "true",
        "NEWSROOM_PAGES_KEPT_SECONDS": "600",
    }

    def run(*arguments, **more):
        command = [sys.executable, *arguments]
        done = subprocess.run(
            command, cwd=settings.BASE_DIR, env=env | more, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("manage.py", "migrate", "-v0")
    run("manage.py", "load_demo", NEWSROOM_DEMO_PASSWORD="a-long-demo-password")
    return run


@pytest.mark.slow
def test_two_workers_give_the_same_answer(run):
    one, other = (
        json.loads(run("-c", WORKER, json.dumps(LISTS), PYTHONHASHSEED=seed)) for seed in ("1", "2")
    )
    assert len(one) > len(LISTS)
    assert {path for path in one if one[path] != other[path]} == set()
