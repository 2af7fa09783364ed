"""Replacing words that readers read, and putting them back, with what stood there kept."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps
from django.utils import timezone

from lib.refusals import Refused, need, required

from ..covering import Step
from ..doing import changed, deed, touched
from ..models import Cover, CoveredWords, CoverLook
from ..printed import every_printed

MAY = "deeds.cover"
MEANWHILE = (
    "Somebody has changed or published something of it since you looked. Nothing was covered: "
    "look at it as it is now."
)


def put_in_place(cover: Cover, steps: Iterable[Step]) -> None:
    """Keep what stands there, then replace it; all of it in the caller's deed.

    The triggers of rows that are written once let pass what is kept, and nothing else.
    """
    steps = [each for each in steps if each.before != each.after]
    CoveredWords.objects.bulk_create(
        CoveredWords(
            cover=cover,
            model=each.printed.label,
            row=each.row.pk,
            field=each.column,
            before=each.stored(each.before),
            after=each.stored(each.after),
        )
        for each in steps
    )
    rows: dict[Any, list[Step]] = defaultdict(list)
    for each in steps:
        rows[each.printed.label, each.row.pk].append(each)
    for several in rows.values():
        model: Any = several[0].printed.model
        there = {each.column: each.before for each in several if is_text(each)}
        values = {each.column: each.after for each in several}
        if model.objects.filter(pk=several[0].row.pk, **there).update(**values) != 1:
            raise Refused(MEANWHILE)
        tell(several[0].printed, several[0].row)
    changed()


def is_text(step: Step) -> bool:
    return step.column not in step.printed.json


def tell(printed: Any, row: Any) -> None:
    """The rows that readers read are written anew."""
    model, pk = printed.locks(row)
    if pk is not None:
        touched(model(pk=pk))


@deed
def lift_words(*, by: Any, cover: Cover, because: str) -> Cover:
    """Put back exactly what stood there. The last cover of some words is the first to be lifted."""
    need(by, MAY, "lift a cover")
    cover = Cover.objects.select_for_update().get(pk=cover.pk)
    if cover.lifted_at is not None:
        raise Refused("This cover is lifted already.")
    cover.lifted_by, cover.lifted_at = by, timezone.now()
    cover.lifted_because = required(because, "Say why it is lifted.")
    cover.save()
    for kept in cover.words.all():
        put_back(kept)
    changed()
    return cover


def put_back(kept: CoveredWords) -> None:
    model = apps.get_model(kept.model)
    field = model._meta.get_field(kept.field)
    there, before = (field.to_python(value) for value in loaded(field, kept))
    row = model.objects.get(pk=kept.row)
    if getattr(row, kept.field) != there:
        raise Refused("A later cover stands on the same words: lift that one first.")
    model.objects.filter(pk=row.pk).update(**{kept.field: before})
    for printed in every_printed():
        if printed.model is model:
            for seen in printed.rows().filter(pk=row.pk):
                tell(printed, seen)


def loaded(field: Any, kept: CoveredWords) -> Sequence[Any]:
    both = kept.after, kept.before
    return [json.loads(each) for each in both] if field.get_internal_type() == "JSONField" else both


@deed
def look_at_covered(*, by: Any, cover: Cover) -> list[CoveredWords]:
    """What is covered, as it stood. Who looked, and when, is kept."""
    need(by, MAY, "look at what is covered")
    CoverLook.objects.create(cover=cover, by=by, at=timezone.now())
    return list(cover.words.all())
