"""Records of the API as flat rows: each column is one field, so that both say the same of it.

A column is read of many records at a time, which costs a fraction of a row after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from types import MethodType
from typing import Any

from lib.fields import Field, TextsField
from lib.serializers import Record

Column = Sequence[Any]


def rows_of(record: Record, paths: Sequence[str], instances: Sequence[Any]) -> Iterator[Any]:
    """A row of cells for each instance, which is what `record` would be given of it.

    A path is the way to a field, "trust.code"; those through one field stand side by side. Only
    these fields are read. Of several things a cell holds all, with a space between.
    """
    return zip(*columns_of(record, paths, instances), strict=True)


def columns_of(record: Record, paths: Sequence[str], instances: Sequence[Any]) -> list[Column]:
    found: list[Column] = []
    for name, group in groupby(paths, key=lambda path: path.partition(".")[0]):
        field = record.fields[name]
        inner = [path.partition(".")[2] for path in group]
        values = values_of(field, instances)
        if hasattr(field, "child"):
            found += of_several(field.child, inner, values)
        elif isinstance(field, Record):
            found += of_one(field, inner, values)
        else:
            found.append(told(field, values))
    return found


def values_of(field: Any, instances: Sequence[Any]) -> Column:
    """What the field reads of each."""
    if instances and isinstance(instances[0], dict):
        return [instance[field.source] for instance in instances]
    try:
        values = list(map(field.read, instances))
    except AttributeError:
        # A step on the way to it is None, or not there.
        return [field.get_attribute(instance) for instance in instances]
    if values and isinstance(values[0], MethodType):
        return [method() for method in values]
    return values


def told(field: Any, values: Column) -> Column:
    if type(field).to_representation is Field.to_representation:
        return values
    tell = field.to_representation
    column = [None if value is None else tell(value) for value in values]
    if isinstance(field, TextsField):
        return [None if texts is None else " ".join(texts) for texts in column]
    return column


def of_one(record: Record, paths: Sequence[str], values: Column) -> list[Column]:
    """Columns of a record within others, which may be null."""
    there = [value for value in values if value is not None]
    columns = columns_of(record, paths, there)
    if len(there) == len(values):
        return columns
    cells = map(iter, columns)
    return [[None if value is None else next(each) for value in values] for each in cells]


def of_several(record: Record, paths: Sequence[str], lists: Column) -> list[Column]:
    cells = map(iter, columns_of(record, paths, [value for values in lists for value in values]))
    return [[" ".join(next(each) for _ in values) for values in lists] for each in cells]
