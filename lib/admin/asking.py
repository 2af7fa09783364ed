"""Views of the desk that are sent a question and write nothing."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def only_asks(view: View) -> View:
    """For a view that may be sent much and only answers: it is no deed, nobody waits for it."""
    view.only_asks = True  # type: ignore[attr-defined]
    return view


def asks_with(*buttons: str) -> Callable[[View], View]:
    """The same for a view that only answers where one of these buttons sent it, and else writes."""

    def marked(view: View) -> View:
        view.asks_with = buttons  # type: ignore[attr-defined]
        return view

    return marked


def asks_only(view: Callable[..., Any], sent: Container[str] = ()) -> bool:
    """Whether what was sent to a view, a form with these names, writes nothing."""
    buttons = getattr(view, "asks_with", ())
    return getattr(view, "only_asks", False) or any(button in sent for button in buttons)
