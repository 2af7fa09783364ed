"""Conditions on rows, written as they are asked quickest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def any_of(name: str, values: Sequence[Any]) -> dict[str, Any]:
    """The condition that a field is any of these; for one alone it keeps to one index."""
    return {name: values[0]} if len(values) == 1 else {f"{name}__in": values}
