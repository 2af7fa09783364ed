"""What people are called on pages and in refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


def called(person: AbstractUser) -> str:
    """The full name, else the log-in name."""
    return person.get_full_name() or person.get_username()


def initials(name: str) -> str:
    return "".join(word[0] for word in name.split()[:2]).upper()
