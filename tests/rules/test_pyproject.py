"""What pyproject.toml names is there: a check of a file that was moved away would pass for ever."""

import tomllib

from django.conf import settings

# Wherever they stand in it, these list files and folders.
LISTS = {
    "also_copy",
    "files",
    "only_mutate",
    "pytest_add_cli_args_test_selection",
    "source_paths",
    "testpaths",
}


def named(table):
    for key, value in table.items():
        if key in LISTS:
            yield from value
        elif isinstance(value, dict):
            yield from named(value)


def test_every_path_that_it_names_is_there():
    text = (settings.BASE_DIR / "pyproject.toml").read_text("utf-8")
    paths = list(named(tomllib.loads(text)))
    assert [path for path in paths if not (settings.BASE_DIR / path).exists()] == []
    assert len(paths) > 25
