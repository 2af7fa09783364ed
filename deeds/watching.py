"""Records that the admin saves itself: any change of theirs is one that readers could notice."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save

from .doing import changed

watched: set[type[Model]] = set()


def watch_reference(models: Iterable[type[Model]], quiet_when_new: Collection[type[Model]]) -> None:
    """Any change of these models' rows, in the admin or elsewhere, is one of every page.

    Of `quiet_when_new` a new row changes nothing for readers until something public uses it.
    Signals, as the admin saves reference data itself: what they do here is no business rule, and
    missing one would cost freshness, never a wrong record.
    """

    def saved(sender: type[Model], created: bool, **kwargs: Any) -> None:
        if not (created and sender in quiet_when_new):
            changed()

    def gone_or_linked(**kwargs: Any) -> None:
        if kwargs.get("action", "post_delete").startswith("post_"):
            changed()

    for model in models:
        watched.add(model)
        post_save.connect(saved, sender=model, weak=False)
        post_delete.connect(gone_or_linked, sender=model, weak=False)
        for field in model._meta.many_to_many:
            m2m_changed.connect(gone_or_linked, sender=field.remote_field.through, weak=False)
