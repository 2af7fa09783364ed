"""Dates and times are put into words in one place: `lib.words`.

What machines read (`isoformat`, the API's own helpers) and what forms take is no matter of words.
"""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOMS = ["lib", "deeds", "hospitals", "articles", "newsroom", "demo", "benchmarks"]
THE_PLACE = "lib/words.py"
DATE_CODE = re.compile(r"%-?[a-zA-Z]")
DJANGOS_OWN = {"date_format", "time_format", "strftime", "dateformat"}
# In a template machines are told a date by "c" or "Y-m-d".
IN_TEMPLATES = re.compile(r"""\|(?:date|time)(?!:"(?:c|Y-m-d)")[:\s|}]""")


def dates_put_into_words(source):
    """The lines of some Python that format a date or a time."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            spec = "".join(
                part.value for part in node.format_spec.values if isinstance(part, ast.Constant)
            )
            if DATE_CODE.search(spec):
                yield node.lineno
        elif (isinstance(node, ast.Attribute) and node.attr in DJANGOS_OWN) or (
            isinstance(node, ast.ImportFrom) and DJANGOS_OWN & {each.name for each in node.names}
        ):
            yield node.lineno


def code():
    for room in ROOMS:
        for file in sorted(Path(settings.BASE_DIR, room).rglob("*.py")):
            yield file.relative_to(settings.BASE_DIR).as_posix(), file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "source",
    [
        'f"{day:%-d %B %Y}"',
        'f"{day:%H}"',
        'day.strftime("%Y")',
        "from django.utils.formats import date_format",
        'f"{local:%-H.%M on %-d %B}"',
    ],
)
def test_the_rule_sees_a_date_in_words(source):
    assert list(dates_put_into_words(source))


@pytest.mark.parametrize("source", ['f"{share:.1%}"', 'f"{count:,}"', 'f"{name:>{width}}"'])
def test_the_rule_lets_numbers_pass(source):
    assert not list(dates_put_into_words(source))


def test_no_other_module_puts_dates_into_words():
    found = [
        f"{path}:{line}"
        for path, source in code()
        if path != THE_PLACE
        for line in dates_put_into_words(source)
    ]
    assert found == []


def test_no_template_puts_dates_into_words():
    folders = ["templates", *ROOMS]
    found = [
        f"{file.relative_to(settings.BASE_DIR)}: {match.group()}"
        for folder in folders
        for file in sorted(Path(settings.BASE_DIR, folder).rglob("*.html"))
        for match in IN_TEMPLATES.finditer(file.read_text(encoding="utf-8"))
    ]
    assert found == []
