from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


def begin_with_nations(*, using: str, **kwargs: Any) -> None:
    """Strikes are called across nations, so that kind of area stands in every installation: on an
    empty desk “England” can be proposed. On the way back to zero there is no table."""
    from .models import AreaKind

    if AreaKind._meta.db_table in connections[using].introspection.table_names():
        nation = AreaKind(slug="nation", name="nation", level=AreaKind.Level.NATION)
        AreaKind.objects.using(using).bulk_create([nation], ignore_conflicts=True)


class HospitalsConfig(AppConfig):
    name = "hospitals"
    verbose_name = "The facts"

    def ready(self) -> None:
        from . import printed, public, public_facts

        public.register()
        public_facts.register()
        printed.register()
        post_migrate.connect(begin_with_nations, sender=self, dispatch_uid="hospitals.nations")
