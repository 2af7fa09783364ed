"""Questions whose SQL is put together once.

A page asks the same dozen questions for every reader, and Django builds the SQL of each of them
anew: on a story's page that was most of the work. Here a queryset is built the first time, with
places for the values, and later only its SQL is run with other values:

    LIVE = Prepared(
        lambda at, slug: PublishedVersion.objects.live(at).filter(slug=slug),
        at=MOMENT,
        slug=TEXT,
    )
    versions = LIVE(at=timezone.now(), slug="strike")

The queryset is any that Django could run itself, so the rules of who sees what stay in the
querysets. A list of values (`many=[…]`) is built once for each length; where it is compared with
a foreign key, it is by `article__pk__in`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.db import connections
from django.db.models import (
    BigIntegerField,
    CharField,
    DateTimeField,
    Expression,
    Field,
    QuerySet,
    prefetch_related_objects,
)
from django.db.models.query import (
    ModelIterable,
    NamedValuesListIterable,
    ValuesListIterable,
    get_related_populators,
)
from django.db.models.utils import create_namedtuple_class

# The kinds of value that questions are asked with.
ID, MOMENT, TEXT = BigIntegerField(), DateTimeField(), CharField()

MOST_KEPT = 200


class Given(Expression):
    """The place of a value that is given when the question is asked."""

    def __init__(self, name: str, field: Field[Any, Any], position: int | None = None) -> None:
        super().__init__(output_field=field)
        self.name, self.position = name, position

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]

    def ready(self, values: dict[str, Any], connection: Any) -> Any:
        value = values[self.name]
        if self.position is not None:
            value = value[self.position]
        return self.output_field.get_db_prep_value(value, connection)


class Prepared:
    """A question to be asked often; each call gives a list of what the queryset would hold.

    `build` makes the queryset of models or of `values_list` from the named values; `fields` says
    of what kind each is.
    """

    def __init__(
        self,
        build: Callable[..., QuerySet[Any]],
        *,
        many: Collection[str] = (),
        using: str = "default",
        **fields: Field[Any, Any],
    ) -> None:
        self.build, self.many, self.using, self.fields = build, many, using, fields
        self.kept: dict[tuple[Any, ...], Statement] = {}

    def __call__(self, **values: Any) -> list[Any]:
        values = {**values, **{name: list(values[name]) for name in self.many}}
        lengths = tuple(len(values[name]) for name in self.many)
        if 0 in lengths:
            return []
        key = (connections[self.using].vendor, *lengths)
        statement = self.kept.get(key)
        if statement is None:
            statement = Statement(self.build(**self.places(lengths)), self.using)
            if len(self.kept) < MOST_KEPT:
                self.kept[key] = statement
        return statement.run(values)

    def places(self, lengths: tuple[int, ...]) -> dict[str, Any]:
        places: dict[str, Any] = {name: Given(name, field) for name, field in self.fields.items()}
        for name, length in zip(self.many, lengths, strict=True):
            places[name] = [Given(name, self.fields[name], n) for n in range(length)]
        return places


def attach(records: Collection[Any], name: str, question: Prepared) -> None:
    """Gives each record its rows of the reverse relation `name`, which `.all()` then finds.

    Like prefetch_related, with a question that takes the records' ids as `ids`. None among the
    records is passed over.
    """
    there = [record for record in records if record is not None]
    if not there:
        return
    relation = there[0]._meta.get_field(name)
    rows: dict[Any, list[Any]] = {record.pk: [] for record in there}
    for row in question(ids=rows):
        rows[getattr(row, relation.field.attname)].append(row)
    for record in there:
        keep(record, relation.get_accessor_name(), rows[record.pk])


def join(rows: Collection[Any], name: str, records: Collection[Any]) -> None:
    """Gives each row, for its foreign key `name`, the one of the records that it leads to."""
    if not rows:
        return
    by_id = {record.pk: record for record in records}
    field = next(iter(rows))._meta.get_field(name)
    for row in rows:
        key = getattr(row, field.attname)
        if key in by_id:
            field.set_cached_value(row, by_id[key])


def keep(record: Any, name: str, rows: list[Any]) -> None:
    """What `record.name.all()` gives from now on, as after prefetch_related."""
    record.__dict__.setdefault("_prefetched_objects_cache", {})[name] = rows


def rows_of(record: Any, name: str) -> Any:
    """What `record.name.all()` gives, without a manager for it where the rows are kept."""
    kept = record.__dict__.get("_prefetched_objects_cache", {})
    return kept[name] if name in kept else getattr(record, name).all()


class Statement:
    """One queryset's SQL, and what Django needs to make rows into records."""

    def __init__(self, queryset: Any, using: str) -> None:
        self.queryset, self.using = queryset, using
        compiler = self.compiler()
        self.sql, self.params = compiler.as_sql()
        columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
        self.converters = compiler.get_converters(columns)
        self.of_models = issubclass(queryset._iterable_class, ModelIterable)
        if self.of_models:
            self.describe(compiler)
        elif not issubclass(queryset._iterable_class, ValuesListIterable):
            raise TypeError("A prepared question gives records, or rows of values_list().")
        self.row: Callable[[Any], Any] = tuple
        if issubclass(queryset._iterable_class, NamedValuesListIterable):
            self.row = create_namedtuple_class(*queryset._fields)._make

    def compiler(self) -> Any:
        return self.queryset.query.get_compiler(connection=connections[self.using])

    def describe(self, compiler: Any) -> None:
        """Which columns make the record, its relations and its annotations."""
        columns = compiler.klass_info["select_fields"]
        self.start, self.end = columns[0], columns[-1] + 1
        self.model = compiler.klass_info["model"]
        self.names = [column[0].target.attname for column in compiler.select[self.start : self.end]]
        populators: Any = get_related_populators
        self.populators = populators(compiler.klass_info, compiler.select, self.using)
        self.annotations = list(compiler.annotation_col_map.items())

    def run(self, values: dict[str, Any]) -> list[Any]:
        connection = connections[self.using]
        params = [
            param.ready(values, connection) if isinstance(param, Given) else param
            for param in self.params
        ]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            rows = cursor.fetchall()
        if self.converters:
            rows = self.compiler().apply_converters(rows, self.converters)
        if not self.of_models:
            return list(map(self.row, rows))
        records = self.records(rows)
        if records and self.queryset._prefetch_related_lookups:
            prefetch_related_objects(records, *self.queryset._prefetch_related_lookups)
        return records

    def records(self, rows: Any) -> list[Any]:
        records = []
        for row in rows:
            record = self.model.from_db(self.using, self.names, row[self.start : self.end])
            for populator in self.populators:
                populator.populate(row, record)
            for name, column in self.annotations:
                setattr(record, name, row[column])
            records.append(record)
        return records
