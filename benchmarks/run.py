"""Measures what a request costs the server, beside what it could cost at best.

    python benchmarks/run.py compare --database sqlite:////tmp/20k.sqlite3
    python benchmarks/run.py growth --small sqlite:////tmp/2k.sqlite3 --large sqlite:////tmp/100k.sqlite3
    python benchmarks/run.py exports --database …
    python benchmarks/run.py changes --database …
    python benchmarks/run.py process --database …

The databases are filled by `manage.py seed_benchmark`. README.md says how to read the answers.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from load import changes, exports
from process import process
from servers import HERE, PROJECT, Server, environment, manage, serving

# Pages are made anew, by a process that remembers what pages have in common, as it does.
ANEW = {"NEWSROOM_PAGES_KEPT_SECONDS": "0", "NEWSROOM_PARTS_KEPT_SECONDS": "600"}
# {name: (application, its environment)}
SERVERS: dict[str, tuple[str, dict[str, str]]] = {
    "limit": ("limit:application", {}),
    "open": ("limit:application", {"LIMIT_KEEPS_CONNECTION": "1"}),
    "anew": ("newsroom.wsgi:application", ANEW),
    "kept": ("newsroom.wsgi:application", {}),
}
FEW = 20
STORY = "a story"


def addresses(env: dict[str, str], *kinds: str) -> dict[str, dict[str, list[str]]]:
    """{what: {"newsroom" or "limit": paths}} of these kinds: see addresses.py."""
    answer = subprocess.run(
        [sys.executable, HERE / "addresses.py"], env=env, cwd=PROJECT, capture_output=True
    )
    if answer.returncode:
        raise SystemExit(answer.stderr.decode())
    found = json.loads(answer.stdout)
    return {what: paths for kind in kinds for what, paths in found[kind].items()}


def interleaved(
    what: str, jobs: dict[str, tuple[Server, list[str]]], runs: int, seconds: float
) -> dict[str, float]:
    """{name: median cost} of jobs, which take turns so that noise meets all alike."""
    costs: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(runs):
        for name, (server, paths) in jobs.items():
            costs[name].append(server.cost(what, paths, seconds))
    return {name: median(found) for name, found in costs.items()}


def beside(file: str | None) -> tuple[dict[str, Server], dict[str, dict[str, list[str]]]]:
    """Servers that run already, and what to ask them: {name: {port, pid, paths: {what: […]}}}."""
    given = json.loads(Path(file).read_text()) if file else {}
    servers = {name: Server(name, one["port"], one["pid"]) for name, one in given.items()}
    return servers, {name: one["paths"] for name, one in given.items()}


def compare(options: Any, env: dict[str, str], stack: contextlib.ExitStack, log: Any) -> None:
    """Each page beside two limits: made anew, and kept whole. Fails where keeping is no use."""
    servers, theirs = beside(options.beside)
    for place, (name, (application, more)) in enumerate(SERVERS.items()):
        started = serving(name, options.port + place, env | more, log, application=application)
        servers[name] = stack.enter_context(started)
    columns = [*SERVERS, *theirs]
    print(f"{'':26}" + "".join(f"{name:>9}" for name in columns), end="")
    print(f"{'anew/limit':>12}{'kept/limit':>12}{'anew/story':>12}")
    useless, story = [], None
    for what, paths in addresses(env, "pages").items():
        if not re.search(options.only, what):
            continue
        jobs = {}
        for name, server in servers.items():
            kind = "limit" if name in ("limit", "open") else "newsroom"
            asked = theirs[name].get(what) if name in theirs else paths.get(kind)
            if asked:
                jobs[name] = server, asked[:FEW] if name == "kept" else asked
        servers["kept"].warm(jobs["kept"][1])
        found = interleaved(what, jobs, options.runs, options.seconds)
        story = found["anew"] if what == STORY else story
        print(f"{what:26}" + "".join(number(found.get(name), 9) for name in columns), end="")
        limit = found.get("limit")
        for name in ("anew", "kept"):
            print(number(limit and found[name] / limit, 12), end="")
        print(number(story and found["anew"] / story, 12), flush=True)
        if found["kept"] >= found["anew"]:
            useless.append(what)
    if useless:
        raise SystemExit(f"A kept page costs no less than one made anew: {', '.join(useless)}.")


def number(value: float | None, width: int) -> str:
    return f"{'–' if value is None else format(value, '.2f'):>{width}}"


def growth(options: Any, env: dict[str, str], stack: contextlib.ExitStack, log: Any) -> None:
    """The same pages in two databases, made anew."""
    small_env, large_env = env | ANEW, env | ANEW | {"DATABASE_URL": options.large}
    manage(large_env, "migrate", "-v0")
    small = stack.enter_context(serving("small", options.port, small_env, log))
    large = stack.enter_context(serving("large", options.port + 1, large_env, log))
    in_small = addresses(small_env, "pages", "filtered")
    in_large = addresses(large_env, "pages", "filtered")
    print(f"{'':32}{'small':>8}{'large':>8}{'growth':>8}")
    for what in in_small:
        if not re.search(options.only, what):
            continue
        jobs = {
            "small": (small, in_small[what]["newsroom"]),
            "large": (large, in_large[what]["newsroom"]),
        }
        found = interleaved(what, jobs, options.runs, options.seconds)
        before, after = found["small"], found["large"]
        print(f"{what:32}{before:8.2f}{after:8.2f}{after / before:8.2f}", flush=True)


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="What the newsroom costs its server.")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=0.5, help="Of each run of each address.")
    parser.add_argument("--only", default="", help="A pattern: measure these alone.")
    parser.add_argument("--port", type=int, default=8111, help="This port and the next three.")
    modes = parser.add_subparsers(required=True)
    for name, measure in {
        "compare": compare,
        "exports": exports,
        "changes": changes,
        "process": process,
    }.items():
        mode = modes.add_parser(name, help=(measure.__doc__ or "").partition("\n")[0])
        mode.add_argument("--database", required=True)
        mode.set_defaults(measure=measure)
        if measure is compare:
            mode.add_argument("--beside", help="A file of other servers that run already.")
    two = modes.add_parser("growth", help=growth.__doc__)
    two.add_argument("--small", dest="database", required=True)
    two.add_argument("--large", required=True)
    two.set_defaults(measure=growth)
    return parser


def main() -> None:
    options = arguments().parse_args()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        env = environment(options.database, folder)
        log = stack.enter_context((folder / "servers.log").open("w+"))
        # As the servers will see it: what only exists with debug off is made here too.
        manage(env, "migrate", "-v0")
        manage(env, "collectstatic", "--noinput", "-v0")
        options.addresses = addresses
        try:
            options.measure(options, env, stack, log)
        except (SystemExit, OSError):
            print((folder / "servers.log").read_text()[-3000:], file=sys.stderr)
            raise


if __name__ == "__main__":
    main()
