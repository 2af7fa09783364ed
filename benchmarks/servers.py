"""Servers to measure: started as in production, and what they take of the machine."""

from __future__ import annotations

import contextlib
import glob
import http.client
import itertools
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
# Few threads, as one connection is used at a time; and without what else gunicorn.conf.py says for
# what is not the newsroom.
GUNICORN = ["-w", "2", "-k", "gthread", "--threads", "2", "--keep-alive", "30"]
NEWSROOM = "newsroom.wsgi:application"
FEWEST = 3


@dataclass
class Server:
    """One that runs. `database` is its address where its work counts too: PostgreSQL's."""

    name: str
    port: int
    pid: int
    database: str = ""
    # Where the walk through the addresses of a page stands: the next run goes on from there.
    walks: dict[str, Iterator[str]] = field(default_factory=dict)

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def get(self, connection: http.client.HTTPConnection, path: str, *also: int) -> bytes:
        """What is at the path; SystemExit for a status other than 200 and those in `also`."""
        connection.request("GET", path, headers={"Host": f"127.0.0.1:{self.port}"})
        response = connection.getresponse()
        body = response.read()
        if response.status not in (200, *also) or not body:
            raise SystemExit(f"{self.name} {path}: status {response.status}, {body[:300]!r}")
        return body

    def warm(self, paths: list[str]) -> None:
        """Each of two workers has seen each of these, nearly for certain."""
        for path in paths * 4:
            connection = self.connect()
            self.get(connection, path)
            connection.close()

    def cost(self, what: str, paths: list[str], seconds: float) -> float:
        """Milliseconds of CPU per request, one request at a time.

        It walks through the paths and starts again only when all were asked for.
        """
        walk = self.walks.setdefault(what, itertools.cycle(paths))
        connection = self.connect()
        self.get(connection, next(walk))
        pids = [*family(self.pid), *backends(self.database)]
        before, started, count = spent(pids), time.perf_counter(), 0
        while count < FEWEST or time.perf_counter() - started < seconds:
            self.get(connection, next(walk))
            count += 1
        connection.close()
        return (spent(pids) - before) / count / 1e6

    def memory(self) -> list[float]:
        """Megabytes of each worker, what it shares with others counted in part (PSS)."""
        found = []
        for pid in family(self.pid)[1:]:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            found += [int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")]
        return found


def family(pid: int) -> list[int]:
    """The process and all it has started."""
    children: dict[int, list[int]] = {}
    for file in glob.glob("/proc/[0-9]*/stat"):
        with contextlib.suppress(OSError):
            text = Path(file).read_text()
            parent = int(text.rsplit(")", 1)[1].split()[1])
            children.setdefault(parent, []).append(int(text.split()[0]))
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += children.get(one, [])
    return found


def backends(database: str) -> list[int]:
    """The processes of PostgreSQL that serve a database; none for SQLite."""
    if not database.startswith("postgres"):
        return []
    import psycopg

    with psycopg.connect(database) as connection:
        rows = connection.execute(
            "SELECT pid FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return [pid for (pid,) in rows]


def spent(pids: list[int]) -> int:
    """Nanoseconds of CPU, user and system, of all threads of the processes."""
    total = 0
    for pid in pids:
        for file in glob.glob(f"/proc/{pid}/task/*/schedstat"):
            with contextlib.suppress(OSError):
                total += int(Path(file).read_text().split()[0])
    return total


def environment(database: str, folder: Path) -> dict[str, str]:
    """Production's options, on one machine without HTTPS."""
    return {
        **os.environ,
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "NEWSROOM_ALLOWED_HOSTS": "127.0.0.1",
        "NEWSROOM_DEBUG": "false",
        "NEWSROOM_HTTPS": "false",
        "NEWSROOM_SECRET_KEY": secrets.token_urlsafe(48),
        "NEWSROOM_STATIC_ROOT": str(folder / "static"),
        "NEWSROOM_API_REQUESTS_A_MINUTE": "0",
        "NEWSROOM_SITE_URL": "http://127.0.0.1",
        "PYTHONPATH": f"{PROJECT}:{HERE}",
    }


def manage(env: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], env=env, cwd=PROJECT, check=True)


@contextlib.contextmanager
def serving(
    name: str, port: int, env: dict[str, str], log: IO[str], *, application: str = NEWSROOM
) -> Iterator[Server]:
    """gunicorn as README starts it, but for two threads; anything else without our options."""
    ours = application == NEWSROOM
    config = [] if ours else ["-c", "python:benchmarks", "--no-control-socket"]
    with started(name, port, env, log, [*config, *GUNICORN, application]) as server:
        yield server


@contextlib.contextmanager
def started(
    name: str, port: int, env: dict[str, str], log: IO[str], arguments: list[str]
) -> Iterator[Server]:
    command = [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", *arguments]
    process = subprocess.Popen(command, env=env, cwd=PROJECT, stdout=log, stderr=log)
    try:
        wait_for(port, process)
        yield Server(name, port, process.pid, env["DATABASE_URL"])
    finally:
        process.terminate()
        process.wait(20)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise SystemExit(f"The server on port {port} did not start: see the log.")
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 0.2).close()
            return
        time.sleep(0.1)
    raise SystemExit(f"Nothing answers on port {port}.")
