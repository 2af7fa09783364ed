"""What a process takes: to start, and of memory when it has answered for a while."""

from __future__ import annotations

import contextlib
import resource
import subprocess
import sys
from statistics import median
from typing import Any

from servers import PROJECT, started

FIRST_PAGE = """
import newsroom.wsgi
from django.test import RequestFactory
request = RequestFactory().get("/articles/", headers={"host": "127.0.0.1"})
assert newsroom.wsgi.application.get_response(request).status_code == 200
"""


def process(options: Any, env: dict[str, str], stack: contextlib.ExitStack, log: Any) -> None:
    """Seconds of CPU to the first page, and memory per worker after a walk through all pages."""
    times = [cold_start(env) for _ in range(options.runs + 1)]
    print(f"to the first page: {median(times[1:]):.2f} s of CPU (the first time {times[0]:.2f})")
    server = stack.enter_context(started("newsroom", options.port, env, log, ["newsroom.wsgi"]))
    server.warm(["/about/"])
    print("MB per worker at the start:", *(f"{each:.0f}" for each in server.memory()))
    pages = options.addresses(env, "pages").values()
    server.warm([path for each in pages for path in each["newsroom"]])
    print("MB per worker after a walk:", *(f"{each:.0f}" for each in server.memory()))


def cold_start(env: dict[str, str]) -> float:
    """Seconds of CPU, user and system, of a process that loads the site and makes one page."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Python keeps what it has compiled, as it does where a site is installed.
    kept = {name: value for name, value in env.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, "-c", FIRST_PAGE], env=kept, cwd=PROJECT, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
