"""What is stored of a record: compared in plain types, and told in words."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.db import models

from lib.people import called
from lib.words import clock, day, stamp

HOW_MUCH_IS_SHOWN = 300


def digest(value: Any) -> str:
    """Short, as a form carries one for each of its fields."""
    return hashlib.sha256(repr(value).encode()).hexdigest()[:12]


def stored_value(row: Any, name: str) -> Any:
    """A field's value in plain types; ids in order for a many-to-many."""
    field = row._meta.get_field(name)
    if isinstance(field, models.ManyToManyField):
        # Not through the relation itself: its cache may be older than the lock.
        through: Any = field.remote_field.through
        rows = through._base_manager.filter(**{field.m2m_field_name(): row.pk})
        return sorted(rows.values_list(f"{field.m2m_reverse_field_name()}_id", flat=True))
    value = field.value_from_object(row)
    return field.get_prep_value(value) if isinstance(field, models.FileField) else value


def shown(row: Any, name: str) -> str:
    """A field's value as a person reads it; "" where it is empty."""
    field = row._meta.get_field(name)
    if isinstance(field, models.ManyToManyField):
        return cut(", ".join(str(other) for other in getattr(row, name).all()))
    if field.choices:
        return str(getattr(row, f"get_{name}_display")())
    value = getattr(row, name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if hasattr(value, "hour"):
        return stamp(value)
    if isinstance(value, date):
        return day(value)
    return "" if value is None else cut(str(value))


def cut(words: str) -> str:
    return words if len(words) <= HOW_MUCH_IS_SHOWN else f"{words[:HOW_MUCH_IS_SHOWN]}…"


def last_saved(row: Any) -> tuple[str, str]:
    """(who, " at 9.31 on 12 January 2016,") of the last save; ("Somebody", "") where unknown."""
    if hasattr(row, "history"):
        entry = row.history.select_related("history_user").order_by("-history_id").first()
        user, at = (entry.history_user, entry.history_date) if entry else (None, None)
    else:
        logged = (
            LogEntry.objects.filter(
                content_type=get_content_type_for_model(row), object_id=str(row.pk)
            )
            .select_related("user")
            .order_by("-id")
            .first()
        )
        user, at = (logged.user, logged.action_time) if logged else (None, None)
    who = called(user) if user else "Somebody"
    if at is None:
        return who, ""
    return who, f" at {clock(at)},"
