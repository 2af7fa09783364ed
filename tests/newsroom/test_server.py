"""gunicorn loads the site once and then forks: so nothing may be open by then."""

import subprocess
import sys

import pytest
from django.conf import settings

LOADED = """
import gc, runpy, sys, threading
import newsroom.wsgi
from django.db import connections
assert all(each.connection is None for each in connections.all(initialized_only=True))
assert threading.active_count() == 1, threading.enumerate()
late = {"openpyxl", "PIL", "spellchecker", "redis"} & set(sys.modules)
assert not late, late
runpy.run_path("gunicorn.conf.py")["when_ready"](None)
assert gc.get_freeze_count() > 1000
"""


@pytest.mark.slow
def test_loading_opens_nothing_and_imports_nothing_that_few_need():
    done = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=settings.BASE_DIR, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
