"""Refusals: what a named person may not do, told in a sentence, with nothing written.

What every workflow function stands on, whatever it is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import capfirst

from .text import seen

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser
    from django.db.models import Model

# The columns that keep a person's reason or note are this long.
LONGEST_NOTE = 300


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


def need(by: AbstractUser, permission: str, action: str) -> None:
    """PermissionDenied, "Your role may not check figures.", for whom the role does not allow it."""
    if not by.has_perm(permission):
        raise PermissionDenied(f"Your role may not {action}.")


def required(text: str | None, message: str) -> str:
    """The text trimmed; `message` refuses an empty one. As `short` otherwise."""
    text = short(text)
    if not text:
        raise Refused(message)
    return text


def short(text: str | None) -> str:
    """Trimmed, and refused when longer than its column."""
    text = (text or "").strip()
    if len(text) > LONGEST_NOTE:
        raise Refused(f"Keep it to {LONGEST_NOTE} characters: this has {len(text)}.")
    return text


def save_valid(row: Model) -> None:
    """Save after the same checks that a form makes; a lost race is told like any other refusal.

    Characters that nobody sees stay outside.

    The database judges constraints as it saves, at no statement of their own. Only when something
    is wrong is the row asked for all of it: so whoever lost a race reads what they would have read
    a moment later.
    """
    for field in row._meta.concrete_fields:
        if isinstance(text := getattr(row, field.attname), str):
            setattr(row, field.attname, seen(text))
    try:
        row.full_clean(validate_unique=False, validate_constraints=False)
        with transaction.atomic():
            row.save()
    except (ValidationError, IntegrityError) as error:
        raise Refused(what_is_wrong(row)) from error


def what_is_wrong(row: Model) -> list[str]:
    """Every rule that a row breaks, a sentence each."""
    try:
        row.full_clean()
    except ValidationError as error:
        return in_sentences(row, error)
    return ["Somebody else has just recorded the same: open theirs and compare."]


def in_sentences(row: Model, error: ValidationError) -> list[str]:
    """Each message with the name of its field in front, as no form stands around it."""
    return [
        text if name == NON_FIELD_ERRORS else f"{capfirst(_verbose_name(row, name))}: {text}"
        for name, texts in error.message_dict.items()
        for text in texts
    ]


def _verbose_name(row: Model, name: str) -> str:
    return str(getattr(row._meta.get_field(name), "verbose_name", name))
