"""Filters by a trust or a hospital, which say what was probably meant by a value that is none."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from lib.filters import Meant, one_of
from lib.selects import name_of
from lib.text import fold

from .models import Hospital, Trust


def by_alias(records: QuerySet[Any], kind: str, key: str) -> Meant:
    """Of a value that is no key: those of the records that people call so."""

    def meant(value: str) -> str | None:
        called = Q(aliases__folded=fold(value)) | Q(**{f"{key}__iexact": value})
        found = records.filter(called).order_by(key).distinct()[:3]
        near = " or ".join(f"“{getattr(each, key)}” ({name_of(each)})" for each in found)
        return f"There is no {kind} “{value}”. Did you mean {near}?" if near else None

    return meant


TRUSTS, HOSPITALS = Trust.objects.public(), Hospital.objects.public()
trust_meant = by_alias(TRUSTS, "trust", "code")
hospital_meant = by_alias(HOSPITALS, "hospital", "slug")


def by_trust(label: str, **more: Any) -> Any:
    """A filter by a trust's ODS code."""
    return one_of(TRUSTS, label, key="code", meant=trust_meant, **more)


def by_hospital(label: str = "Hospital", **more: Any) -> Any:
    return one_of(HOSPITALS, label, meant=hospital_meant, **more)
