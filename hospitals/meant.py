"""What was probably meant by a value that is no code and no slug."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from lib.filters import Meant
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


trust_meant = by_alias(Trust.objects.public(), "trust", "code")
hospital_meant = by_alias(Hospital.objects.public(), "hospital", "slug")
