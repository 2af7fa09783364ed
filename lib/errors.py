"""What a workflow function raises when it will not do what it was asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError


class Refused(ValidationError):
    """A change or a question that is not allowed, in words for the person who asked.

    Takes one sentence, a list of them, or a mapping of field to sentences, as ValidationError
    does. `.messages` is always a flat list. Forms, the admin and the API show it as it stands,
    so the sentence names the place and says what would be right. `links` are (words, address) of
    pages of the desk where that is done, for those who can show them.
    """

    def __init__(
        self,
        message: Any,
        code: str | None = None,
        params: dict[str, Any] | None = None,
        *,
        links: Iterable[tuple[str, str]] = (),
    ) -> None:
        super().__init__(message, code, params)
        self.links = list(links)
