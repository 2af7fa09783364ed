"""Views of the desk that are sent a question and write nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def only_asks(view: View) -> View:
    """For a view that may be sent much and only answers: it is no deed, nobody waits for it."""
    view.only_asks = True  # type: ignore[attr-defined]
    return view


def asks_only(view: Callable[..., Any]) -> bool:
    return getattr(view, "only_asks", False)
