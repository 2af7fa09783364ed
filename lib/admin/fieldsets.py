"""The same fieldsets with a field less, or another in its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def without(fieldsets: Any, *names: str) -> list[tuple[Any, dict[str, Any]]]:
    """A copy of an admin's fieldsets in which these fields have no line of their own."""
    return [
        (heading, {**options, "fields": [each for each in options["fields"] if each not in names]})
        for heading, options in fieldsets
    ]


def renamed(fieldsets: Any, names: Mapping[str, str]) -> list[tuple[Any, dict[str, Any]]]:
    """A copy in which each of these fields stands under its other name, such as a read-only one."""
    return [
        (heading, {**options, "fields": [_renamed(each, names) for each in options["fields"]]})
        for heading, options in fieldsets
    ]


def _renamed(line: Any, names: Mapping[str, str]) -> Any:
    if isinstance(line, str):
        return names.get(line, line)
    return tuple(names.get(name, name) for name in line)
