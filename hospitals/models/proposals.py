"""Reference data that whoever lacks it proposes: nothing that uses it goes out before its sign-off.

What a data editor or editor enters stands at once, and what an import brings.
"""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.apps import apps
from django.db import models

from ..visibility import reference_stands
from .signed import SignedOff


class ReferenceQuerySet(models.QuerySet):
    """Of `Proposable` rows."""

    def public(self, at: datetime | None = None) -> Self:
        """What readers may know of: all but what is only proposed."""
        return self.filter(reference_stands(""))

    def waiting(self) -> Self:
        """Proposed by somebody, and not signed off yet."""
        return self.exclude(reference_stands(""))


class Proposable(SignedOff):
    """Without a person behind it, it came with the site's data, and stands."""

    class Meta:
        abstract = True

    @property
    def waits(self) -> bool:
        return self.created_by_id is not None and self.signed_off_at is None


def proposable() -> list[type[Proposable]]:
    """Every kind of which somebody may propose one."""
    kinds = apps.get_app_config("hospitals").get_models()
    return [kind for kind in kinds if issubclass(kind, Proposable)]
