"""The texts within a value as JSON keeps it, and the same value with others in their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Path = tuple[str | int, ...]


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from leaves(each, (*path, key))
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from leaves(each, (*path, place))


def replaced(value: Any, texts: Mapping[Path, str], path: Path = ()) -> Any:
    if isinstance(value, str):
        return texts.get(path, value)
    if isinstance(value, Mapping):
        return {key: replaced(each, texts, (*path, key)) for key, each in value.items()}
    if isinstance(value, list):
        return [replaced(each, texts, (*path, place)) for place, each in enumerate(value)]
    return value
