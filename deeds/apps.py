from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def begin_generation_after_migrate(*, using: str, **kwargs: Any) -> None:
    """`flush` takes the row away and sends this too; on the way back to zero there is no table."""
    from .generations import begin

    begin(using)


class DeedsConfig(AppConfig):
    name = "deeds"
    verbose_name = "What was done"

    def ready(self) -> None:
        post_migrate.connect(
            begin_generation_after_migrate, sender=self, dispatch_uid="deeds.generation"
        )
