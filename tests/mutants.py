"""What `make mutants` stands on: the order of its tests, and a report of the mutants that survived.

mutmut changes one small thing of a rule at a time, in a copy of the code in mutants/, and runs the
tests that reach it until one fails. pyproject.toml says which rules, and by which tests.
"""

import json
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

# Written by mutmut beside the tests that it runs.
TIMES = Path("mutmut-stats.json")


def pytest_collection_modifyitems(items):
    """The cheapest first: most mutants fall to a test that asks no database."""
    times = json.loads(TIMES.read_text())["duration_by_test"] if TIMES.exists() else {}

    def cost(item):
        return item.get_closest_marker("django_db") is not None, times.get(item.nodeid, 0)

    items.sort(key=cost)


def mutmut(*words):
    """What mutmut says of its last run."""
    program = shutil.which("mutmut", path=Path(sys.executable).parent) or "mutmut"
    return subprocess.run([program, *words], capture_output=True, text=True, check=True).stdout


def report():
    """How many fell in each file, and what each of the others changed."""
    fates = dict(line.strip().split(": ") for line in mutmut("results", "--all", "1").splitlines())
    files = defaultdict(Counter)
    for name, fate in fates.items():
        files[name.rpartition(".")[0].replace(".", "/") + ".py"][fate] += 1
    for path, counted in sorted(files.items()):
        said = ", ".join(f"{number} {fate}" for fate, number in counted.most_common())
        yield f"{path}: {counted.total()} mutants, {said}"
    unreached = [name for name, fate in fates.items() if fate == "no tests"]
    for function in dict.fromkeys(name.partition("__mutmut_")[0] for name in unreached):
        yield f"No test reaches {function}."
    for name in [name for name, fate in fates.items() if fate not in ("killed", "no tests")]:
        yield f"\n{mutmut('show', name).strip()}"


if __name__ == "__main__":
    for line in report():
        print(line)
