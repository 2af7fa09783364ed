"""What readers notice while others export, and while the desk publishes."""

from __future__ import annotations

import contextlib
import itertools
import subprocess
import sys
import threading
import time
from statistics import median, quantiles
from typing import Any

from servers import HERE, PROJECT, Server, family, serving, spent, started

CLIENTS = 4
READERS = 4
# Between two questions of the one reader whose waiting is measured.
PAUSE = 0.01


def exports(options: Any, env: dict[str, str], stack: contextlib.ExitStack, log: Any) -> None:
    """How long a kept page takes while four clients export, served by README's own command."""
    server = stack.enter_context(started("newsroom", options.port, env, log, ["newsroom.wsgi"]))
    page = "/articles/"
    files = [
        path for each in options.addresses(env, "exports").values() for path in each["newsroom"]
    ]
    for path in files:
        began, before = time.perf_counter(), spent(family(server.pid))
        size = len(server.get(server.connect(), path))
        cpu, seconds = (spent(family(server.pid)) - before) / 1e9, time.perf_counter() - began
        print(f"{cpu:6.2f} s of CPU, {seconds:6.2f} s, {size / 1e6:5.1f} MB  {path}", flush=True)
    server.warm([page])
    seconds = 10 * options.seconds
    calm = waited(server, page, seconds)
    with exporting(server, files) as done:
        busy = waited(server, page, seconds)
    print(f"a kept page, ms: {told(calm)}\nwhile {CLIENTS} export: {told(busy)}")
    print(f"{median(busy) / median(calm):.1f} times as long")
    print(f"{done[200]} files were sent, {done[503]} clients told to come back")


@contextlib.contextmanager
def exporting(server: Server, files: list[str]) -> Any:
    """Meanwhile clients fetch files one after the other; gives {status: how often}."""
    over, done = threading.Event(), {200: 0, 503: 0}

    def fetch(paths: Any) -> None:
        while not over.is_set():
            connection = server.connect()
            body = server.get(connection, next(paths), 503)
            connection.close()
            refused = body.startswith(b'{"type"')
            done[503 if refused else 200] += 1
            over.wait(0.5 if refused else 0)

    clients = [
        threading.Thread(target=fetch, args=[itertools.cycle(files[n:] + files[:n])])
        for n in range(CLIENTS)
    ]
    for each in clients:
        each.start()
    time.sleep(1)
    try:
        yield done
    finally:
        over.set()
        for each in clients:
            each.join()


def waited(server: Server, path: str, seconds: float) -> list[float]:
    """Milliseconds that one reader waits for the page, each time on a connection of its own."""
    found, end = [], time.perf_counter() + seconds
    while time.perf_counter() < end:
        began, connection = time.perf_counter(), server.connect()
        server.get(connection, path)
        connection.close()
        found.append(1000 * (time.perf_counter() - began))
        time.sleep(PAUSE)
    return found


def told(times: list[float]) -> str:
    parts = quantiles(times, n=100)
    return f"median {median(times):.2f}, 90th {parts[89]:.2f}, 99th {parts[98]:.2f}"


def changes(options: Any, env: dict[str, str], stack: contextlib.ExitStack, log: Any) -> None:
    """Requests a second while nothing changes, and with one public change every ten seconds."""
    server = stack.enter_context(serving("newsroom", options.port, env, log))
    mix = mixed(options.addresses(env, "pages"))
    seconds = 60 * options.seconds
    rate(server, mix, seconds / 3)
    calm = rate(server, mix, seconds)
    desk = subprocess.Popen([sys.executable, HERE / "change.py"], env=env, cwd=PROJECT)
    try:
        busy = rate(server, mix, seconds)
    finally:
        desk.terminate()
        desk.wait(20)
    for name, (requests, cpu) in (("calm", calm), ("a change every ten seconds", busy)):
        print(f"{name:28}{requests:8.0f} requests a second{cpu:8.2f} ms of CPU each")
    print(f"{busy[0] / calm[0]:.0%} of the calm rate")


def mixed(found: dict[str, dict[str, list[str]]]) -> list[str]:
    """What readers ask for: of twenty requests twelve stories, four lists of a trust, and so on."""
    parts = [
        *[found["a story"]["newsroom"]] * 12,
        *[found["stories, first"]["newsroom"]] * 3,
        *[found["stories of a trust"]["newsroom"]] * 2,
        *[found["figures API, of a trust"]["newsroom"]] * 3,
    ]
    walks = [itertools.cycle(paths[n:] + paths[:n]) for n, paths in enumerate(parts)]
    return [next(walk) for _ in range(100) for walk in walks]


def rate(server: Server, mix: list[str], seconds: float) -> tuple[float, float]:
    """(requests a second, milliseconds of CPU each) of readers who ask without a pause."""
    counts, end = [0] * READERS, time.perf_counter() + seconds

    def read(reader: int) -> None:
        connection = server.connect()
        start = reader * len(mix) // READERS
        for path in itertools.cycle(mix[start:] + mix[:start]):
            if time.perf_counter() > end:
                return
            # A story that is pulled at this moment is gone.
            server.get(connection, path, 410)
            counts[reader] += 1

    before, began = spent(family(server.pid)), time.perf_counter()
    readers = [threading.Thread(target=read, args=[n]) for n in range(READERS)]
    for each in readers:
        each.start()
    for each in readers:
        each.join()
    total = sum(counts)
    return total / (time.perf_counter() - began), (spent(family(server.pid)) - before) / total / 1e6
