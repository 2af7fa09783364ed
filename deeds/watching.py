"""Records that are saved outside the workflow too, as by the admin: readers could notice.

Signals, as the admin saves reference data itself: what they do here is no business rule, and
missing one would cost freshness, never a wrong record.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save

from .doing import changed, touched, written

watched: set[type[Model]] = set()


def watch_reference(models: Iterable[type[Model]], quiet_when_new: Collection[type[Model]]) -> None:
    """Any change of these models' rows, in the admin or elsewhere, is one of every page.

    Of `quiet_when_new` a new row changes nothing for readers until something public uses it.
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


def watch_words(models: Iterable[type[Model]]) -> None:
    """Whoever saves one of these, its words are `written()`."""

    def saved(instance: Model, **kwargs: Any) -> None:
        written(instance)

    for model in models:
        post_save.connect(saved, sender=model, weak=False)


def watch_records(models: Iterable[type[Model]]) -> None:
    """Whoever saves one of these, its public rows are written: it is `touched()`."""

    def saved(instance: Model, **kwargs: Any) -> None:
        touched(instance)

    for model in models:
        post_save.connect(saved, sender=model, weak=False)


def watch_parts(models: Iterable[type[Model]], of: Callable[[Any], Iterable[Model]]) -> None:
    """Whoever saves, links or deletes one of these, the records that it is part `of` are
    `touched()`."""

    def saved(instance: Model, **kwargs: Any) -> None:
        touched(*of(instance))

    def linked(sender: type[Model], instance: Model, action: str, **kwargs: Any) -> None:
        if isinstance(instance, tuple(linking[sender])) and action.startswith("post_"):
            touched(*of(instance))

    linking: dict[type[Model], list[type[Model]]] = {}
    for model in models:
        post_save.connect(saved, sender=model, weak=False)
        post_delete.connect(saved, sender=model, weak=False)
        for field in model._meta.many_to_many:
            through: Any = field.remote_field.through
            linking.setdefault(through, []).append(model)
            m2m_changed.connect(linked, sender=through, weak=False)


def watch_grounds(model: type[Model], fields: Sequence[str]) -> None:
    """Where one of these fields is saved as another than it was, the record is `touched()`.

    For what many public rows rest on, and which is often saved for other reasons.
    """

    def saving(instance: Any, **kwargs: Any) -> None:
        stored = model._base_manager.filter(pk=instance.pk).values_list(*fields).first()
        now = tuple(getattr(instance, name) for name in fields)
        instance.grounds_change = stored is not None and stored != now

    def saved(instance: Any, **kwargs: Any) -> None:
        if instance.grounds_change:
            touched(instance)

    pre_save.connect(saving, sender=model, weak=False)
    post_save.connect(saved, sender=model, weak=False)
