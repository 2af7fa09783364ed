"""Measures what a request costs the server, beside what it could cost at best.

    python benchmarks/run.py compare --database sqlite:////tmp/20k.sqlite3
    python benchmarks/run.py growth --small sqlite:////tmp/20k.sqlite3 --large sqlite:////tmp/200k.sqlite3

The databases are filled by `manage.py seed_benchmark`. README.md says how to read the answer.
"""

import argparse
import contextlib
import glob
import http.client
import json
import os
import re
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
GUNICORN = ["-m", "gunicorn", "-w", "2", "-k", "gthread", "--threads", "2", "--keep-alive", "30"]
FEWEST, WARM_UP = 3, 80


@dataclass
class Server:
    name: str
    port: int
    process: subprocess.Popen
    database: str

    def get(self, connection, path):
        connection.request("GET", path, headers={"Host": f"127.0.0.1:{self.port}"})
        response = connection.getresponse()
        body = response.read()
        if response.status != 200 or not body:
            raise SystemExit(f"{self.name} {path}: status {response.status}, {body[:300]!r}")

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def cost(self, paths, seconds):
        """Milliseconds of CPU per request, one request at a time."""
        connection = self.connect()
        # Each worker has a memory of its own: often enough for both to have seen each address.
        for number in range(min(WARM_UP, 4 * len(paths))):
            self.get(connection, paths[number % len(paths)])
        pids = [*family(self.process.pid), *backends(self.database)]
        before, started, count = spent(pids), time.perf_counter(), 0
        while count < FEWEST or time.perf_counter() - started < seconds:
            self.get(connection, paths[count % len(paths)])
            count += 1
        connection.close()
        return (spent(pids) - before) / count / 1e6


def family(pid):
    """The process and all it has started."""
    children = {}
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


def backends(database):
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


def spent(pids):
    """Nanoseconds of CPU, user and system, of all threads of the processes."""
    total = 0
    for pid in pids:
        for file in glob.glob(f"/proc/{pid}/task/*/schedstat"):
            with contextlib.suppress(OSError):
                total += int(Path(file).read_text().split()[0])
    return total


def environment(database, static):
    """Production's options, on one machine without HTTPS."""
    return {
        **os.environ,
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "NEWSROOM_ALLOWED_HOSTS": "127.0.0.1",
        "NEWSROOM_HTTPS": "false",
        "NEWSROOM_SECRET_KEY": secrets.token_urlsafe(48),
        "NEWSROOM_STATIC_ROOT": static,
        "NEWSROOM_API_REQUESTS_A_MINUTE": "0",
        "NEWSROOM_SITE_URL": "http://127.0.0.1",
        "PYTHONPATH": f"{PROJECT}:{HERE}",
    }


@contextlib.contextmanager
def serving(name, application, port, env, log):
    command = [sys.executable, *GUNICORN, "-b", f"127.0.0.1:{port}", application]
    process = subprocess.Popen(command, env=env, cwd=PROJECT, stdout=log, stderr=log)
    try:
        wait_for(port, process)
        yield Server(name, port, process, env["DATABASE_URL"])
    finally:
        process.terminate()
        process.wait(20)


def wait_for(port, process):
    for _ in range(300):
        if process.poll() is not None:
            raise SystemExit(f"The server on port {port} did not start: see the log.")
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 0.2).close()
            return
        time.sleep(0.1)
    raise SystemExit(f"Nothing answers on port {port}.")


def addresses(env):
    answer = subprocess.run(
        [sys.executable, HERE / "addresses.py"], env=env, cwd=PROJECT, capture_output=True
    )
    if answer.returncode:
        raise SystemExit(answer.stderr.decode())
    return json.loads(answer.stdout)


def interleaved(jobs, runs, seconds):
    """{name: (median cost, spread)} of jobs, which take turns so that noise meets all alike."""
    costs = {name: [] for name in jobs}
    for _ in range(runs):
        for name, (server, paths) in jobs.items():
            costs[name].append(server.cost(paths, seconds))
    return {
        name: (statistics.median(found), (max(found) - min(found)) / statistics.median(found))
        for name, found in costs.items()
    }


SERVERS = {
    "limit": ("limit:application", {}),
    "open": ("limit:application", {"LIMIT_KEEPS_CONNECTION": "1"}),
    "bare": (
        "newsroom.wsgi:application",
        {"NEWSROOM_PAGES_KEPT_SECONDS": "0", "NEWSROOM_PARTS_KEPT_SECONDS": "0"},
    ),
    "built": (
        "newsroom.wsgi:application",
        {"NEWSROOM_PAGES_KEPT_SECONDS": "0", "NEWSROOM_PARTS_KEPT_SECONDS": "600"},
    ),
    "kept": ("newsroom.wsgi:application", {}),
}


def compare(options, env, stack, log):
    """Each address beside two limits: with nothing remembered, built anew, and kept whole."""
    servers = {}
    for name, (application, more) in SERVERS.items():
        port = options.port + len(servers)
        servers[name] = stack.enter_context(serving(name, application, port, env | more, log))
    print(f"{'':26}" + "".join(f"{name:>8}" for name in SERVERS), end="")
    print(f"{'bare/limit':>13}{'built/limit':>13}{'kept/limit':>13}{'spread':>8}")
    for what, paths in addresses(env).items():
        if "limit" not in paths or not re.search(options.only, what):
            continue
        jobs = {
            name: (server, paths["limit" if name in ("limit", "open") else "newsroom"])
            for name, server in servers.items()
        }
        found = interleaved(jobs, options.runs, options.seconds)
        limit = found["limit"][0]
        print(f"{what:26}" + "".join(f"{found[name][0]:8.2f}" for name in SERVERS), end="")
        for name in ("bare", "built", "kept"):
            print(f"{found[name][0] / limit:13.2f}", end="")
        print(f"{found['built'][1]:8.0%}", flush=True)


def growth(options, env, stack, log):
    env = env | SERVERS["built"][1]
    large_env = env | {"DATABASE_URL": options.large}
    small = stack.enter_context(
        serving("small", "newsroom.wsgi:application", options.port, env, log)
    )
    large = stack.enter_context(
        serving("large", "newsroom.wsgi:application", options.port + 1, large_env, log)
    )
    in_small, in_large = addresses(env), addresses(large_env)
    print(f"{'':32}{'small':>8}{'large':>8}{'growth':>8}")
    for what in in_small:
        if not re.search(options.only, what):
            continue
        jobs = {
            "small": (small, in_small[what]["newsroom"]),
            "large": (large, in_large[what]["newsroom"]),
        }
        found = interleaved(jobs, options.runs, options.seconds)
        before, after = found["small"][0], found["large"][0]
        print(f"{what:32}{before:8.2f}{after:8.2f}{after / before:8.2f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description="Server CPU per request, in milliseconds.")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=0.5, help="Of each run of each address.")
    parser.add_argument("--only", default="", help="A pattern: measure these alone.")
    parser.add_argument("--port", type=int, default=8111, help="This port and the next four.")
    modes = parser.add_subparsers(required=True)
    one = modes.add_parser("compare", help="The newsroom beside the limit.")
    one.add_argument("--database", required=True)
    one.set_defaults(measure=compare)
    two = modes.add_parser("growth", help="The same lists in two databases.")
    two.add_argument("--small", dest="database", required=True)
    two.add_argument("--large", required=True)
    two.set_defaults(measure=growth)
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        env = environment(options.database, str(folder / "static"))
        log = stack.enter_context((folder / "servers.log").open("w+"))
        collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
        subprocess.run(collect, env=env, cwd=PROJECT, check=True)
        try:
            options.measure(options, env, stack, log)
        except (SystemExit, OSError):
            print((folder / "servers.log").read_text()[-3000:], file=sys.stderr)
            raise


if __name__ == "__main__":
    main()
