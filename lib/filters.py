"""Filters that refuse what they do not understand, instead of showing everything."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import copy
from typing import Any

import django_filters  # type: ignore[import-untyped]
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django_filters.widgets import SuffixedMultiWidget  # type: ignore[import-untyped]

from lib.conditions import any_of
from lib.words import day

LONGEST_VALUE = 200
LONGEST_NAME = 50
# Of a list with commas, which an address must still hold.
MOST_ASKED, LONGEST_LIST = 50, 2000
# What was meant by a value is a question of its own for each.
MOST_MEANT = 5
# Of how many keys a value is held against each, to find the one that is meant.
MOST_KEYS = 2000
# A cursor is signed and a list of fields is compared with names: neither reaches the database.
LONG = ("cursor", "fields")
# What newsletters, advertisements, social networks and other papers hang on to addresses. None of
# these may be the name of a filter.
TRACKING = re.compile(
    r"utm_\w*|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|igshid|igsh|"
    r"li_fat_id|mc_cid|mc_eid|mkt_tok|srsltid|_ga|_gl|_hsenc|_hsmi|at_\w+|ns_\w+|cmp|cmpid|ocid|"
    r"icid|cid|ref|ref_src|ref_url|referrer|share|shared|smid|smtyp|s|t|si|xtor|amp"
)


def is_tracking(name: str) -> bool:
    """Whether a parameter only says where a reader came from. Lists pass over it, too."""
    return TRACKING.fullmatch(name.casefold()) is not None


def without_tracking(data: QueryDict) -> QueryDict:
    """A copy of the parameters without those that only say where a reader came from."""
    kept = QueryDict(mutable=True, encoding=data.encoding)
    for name, values in data.lists():
        if not is_tracking(name):
            kept.setlist(name, values)
    return kept


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name that was probably meant: "trsut" → "trust"; None when none is near."""
    close = difflib.get_close_matches(name.casefold()[:LONGEST_NAME], sorted(names), 1, cutoff=0.6)
    return close[0] if close else None


def check_parameters(
    data: QueryDict,
    once: Collection[str],
    several: Collection[str] = (),
    lists: Collection[str] = (),
) -> dict[str, str]:
    """What is wrong with some parameters, one sentence for each wrong one by its name.

    `once` are the names that may be given one time, `several` those that may be repeated.
    Unknown names, names given twice, values over 200 characters and NUL characters are wrong.
    Of `once`, `lists` may hold several with commas, and be longer.
    For views without a filter form, too.
    """
    known = [*once, *several]
    problems = {}
    for name, values in data.lists():
        if name not in known:
            problems[name] = _unknown(name, known)
        elif len(values) > 1 and name not in several:
            problems[name] = f"“{name}” is given {len(values)} times: give it once."
        elif any("\x00" in value for value in values):
            problems[name] = f"“{name}” holds a character that cannot be typed: type it again."
        elif name not in LONG:
            longest = LONGEST_LIST if name in lists else LONGEST_VALUE
            if any(len(value) > longest for value in values):
                problems[name] = f"“{name}” is too long: at most {longest:,} characters."
    return problems


def _unknown(name: str, known: Sequence[str]) -> str:
    meant = nearest(name, known)
    if len(name) > LONGEST_NAME:
        name = name[:LONGEST_NAME] + "…"
    if meant:
        return f"There is no “{name}” here. Did you mean “{meant}”?"
    if known:
        return f"There is no “{name}” here. There is: {', '.join(sorted(known))}."
    return f"There is no “{name}” here: this page takes no parameters."


Meant = Callable[[str], str | None]


class RecordField(django_filters.fields.ModelChoiceField):  # type: ignore[misc]
    """One record, by its slug or code.

    `meant` makes a sentence of a value that is neither, where it can tell what was meant; without
    it the nearest slug is named.
    """

    def __init__(self, *args: Any, meant: Meant | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meant = meant

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError:
            self.validate_no_null_characters(value)
            raise self.unknown(value) from None

    def unknown(self, value: str) -> ValidationError:
        if self.meant:
            return ValidationError(self.meant(value) or self.not_held(value))
        return ValidationError(self.not_held(value) + self.nearest_key(value))

    def nearest_key(self, value: str) -> str:
        """A question that goes on from what is wrong; "" where no key is near."""
        keys = self.queryset.order_by().values_list(self.to_field_name, flat=True)[: MOST_KEYS + 1]
        near = nearest(value, map(str, keys)) if len(keys) <= MOST_KEYS else None
        return f" Did you mean “{near}”?" if near else ""

    def not_held(self, value: str) -> str:
        return str(self.error_messages["invalid_choice"]) % {"value": value}


class RecordsField(RecordField):
    """Several records, with commas between their slugs or codes; cleans to a list of them."""

    def to_python(self, value: Any) -> list[Any]:
        if value in self.empty_values:
            return []
        self.validate_no_null_characters(value)
        asked = value.split(",")
        if "" in asked:
            raise ValidationError("A comma stands between two values: there is an empty one.")
        if len(asked) > MOST_ASKED:
            raise ValidationError(f"At most {MOST_ASKED} at once: this has {len(asked)}.")
        found = {
            getattr(record, self.to_field_name): record
            for record in self.queryset.filter(**any_of(self.to_field_name, asked))
        }
        if unknown := [each for each in dict.fromkeys(asked) if each not in found]:
            near, rest = unknown[:MOST_MEANT], unknown[MOST_MEANT:]
            raise ValidationError([*map(self.unknown, near), *map(self.not_held, rest)])
        return [found[each] for each in asked]


class RecordFilter(django_filters.ModelChoiceFilter):  # type: ignore[misc]
    field_class = RecordField


class RecordsFilter(django_filters.ModelChoiceFilter):  # type: ignore[misc]
    """By any of several records."""

    field_class = RecordsField

    def filter(self, queryset: QuerySet[Any], records: Sequence[Any]) -> QuerySet[Any]:
        return queryset.filter(**any_of(self.field_name, records)) if records else queryset


def one_of(
    records: QuerySet[Any] | Callable[[], QuerySet[Any]],
    label: str,
    *,
    key: str = "slug",
    kind: type[Any] = RecordFilter,
    **kwargs: Any,
) -> Any:
    """A filter by one record, named in the address by its slug or code; a RecordsFilter by several.

    Which records there are may be a question, where that depends on the time. A text box without
    a list of choices, which a page may add: the API needs none, and a page never thousands.
    """
    queryset = (lambda request: records()) if callable(records) else records
    return kind(queryset=queryset, to_field_name=key, label=label, widget=forms.TextInput, **kwargs)


def by_day(label: str, *, kind: type[Any] = django_filters.DateFilter, **kwargs: Any) -> Any:
    """A filter by a day, written as year-month-day in the address."""
    return kind(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        **kwargs,
    )


class Filters(dict[str, Any]):
    """The filters of a set, which each reader's set copies.

    What they consist of is shared: django-filter would copy it all, down to the querysets.
    """

    def __deepcopy__(self, memo: Any) -> Filters:
        copies = Filters({name: copy(one) for name, one in self.items()})
        for one in copies.values():
            if one.method:
                one.method = one.method  # which binds it to the copy
        return copies


class StrictFilterSet(django_filters.FilterSet):  # type: ignore[misc]
    """A FilterSet whose every doubt is an error on its form, and which then shows no rows.

    `filterset.errors` holds the sentences by parameter, unknown parameters included, so that a
    page can show the form with them and the API can make problem details of them.

    `also_allowed` are parameters read elsewhere; a caller adds its own, as the API does:
    `StoryFilter(data, queryset, also_allowed=["page_size"])`. `in_order` are pairs of dates that
    may not stand the wrong way round.
    """

    queryset: QuerySet[Any]
    also_allowed: Sequence[str] = ("cursor",)
    in_order: Sequence[tuple[str, str]] = (("date_from", "date_to"),)

    def __init__(
        self,
        data: QueryDict | Mapping[str, Any] | None = None,
        found: QuerySet[Any] | None = None,
        *,
        also_allowed: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        if data is not None:
            data = without_tracking(_as_query(data))
        super().__init__(data, found, **kwargs)
        self.made_form: forms.Form | None = None
        self.also_allowed = [*self.also_allowed, *also_allowed]

    @classmethod
    def get_filters(cls) -> Any:
        return Filters(super().get_filters())

    @property
    def qs(self) -> Any:
        if self.is_bound and not self.form.is_valid():
            return self.queryset.none()
        return super().qs

    @property
    def filters_nothing(self) -> bool:
        """Whether no filter is asked for, only paging and such."""
        return not any(name in self.data for name in self.form_class().base_fields)

    @property
    def problems(self) -> Mapping[str, Iterable[str]]:
        """Sentences by parameter, as `form.errors`; of an address without filters needs no form."""
        if self.filters_nothing:
            found = check_parameters(self.data, *self.names())
            return {name: [sentence] for name, sentence in found.items()}
        return self.form.errors  # type: ignore[no-any-return]

    @property
    def rows(self) -> QuerySet[Any]:
        """What the filters leave; of an address without filters it needs no form."""
        return self.queryset if self.filters_nothing and not self.problems else self.qs

    @property
    def scope(self) -> dict[str, list[str]]:
        """The search as it was asked, without paging: what a cursor is bound to."""
        once, several = self.names()
        mine = {*once, *several} - set(self.also_allowed)
        given = self.data.lists() if self.is_bound else []
        return {name: values for name, values in given if name in mine}

    def names(self) -> tuple[list[str], list[str]]:
        """The parameters that may be given once, and those that may be repeated."""
        once, several = list(self.also_allowed), []
        for name, field in self.form_class().base_fields.items():
            widget = field.widget
            if isinstance(widget, SuffixedMultiWidget):
                once += [widget.suffixed(name, suffix) for suffix in widget.suffixes]
            elif getattr(widget, "allow_multiple_selected", False):
                several.append(name)
            else:
                once.append(name)
        return once, several

    def get_form_class(self) -> type[forms.Form]:
        form = super().get_form_class()
        return type(form.__name__, (StrictForm, form), {})

    def form_class(self) -> Any:
        """The same for every reader: a class made anew costs more than its form."""
        if type(self) not in FORMS:
            FORMS[type(self)] = self.get_form_class()
        return FORMS[type(self)]

    @property
    def form(self) -> Any:
        if self.made_form is None:
            form = self.form_class()(self.data if self.is_bound else None, prefix=self.form_prefix)
            form.filterset = self
            for name, each in self.filters.items():
                # The class of the form is shared, and asked once.
                if callable(getattr(each, "queryset", None)):
                    form.fields[name].queryset = each.get_queryset(self.request)
            self.made_form = form
        return self.made_form


FORMS: dict[type[StrictFilterSet], type[forms.Form]] = {}


class StrictForm(forms.Form):
    """The form of a StrictFilterSet; it judges the parameters that are none of its fields too."""

    filterset: StrictFilterSet

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages.update(_messages(field))

    def lists(self) -> list[str]:
        return [name for name, field in self.fields.items() if isinstance(field, RecordsField)]

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound:
            return
        for name, sentence in check_parameters(
            self.filterset.data, *self.filterset.names(), lists=self.lists()
        ).items():
            self.errors[name] = self.error_class([sentence])
            self.cleaned_data.pop(name, None)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for first, last in self.filterset.in_order:
            start, end = values.get(first), values.get(last)
            if start and end and start > end:
                self.add_error(
                    last,
                    f"The last date, {day(end)}, is before the first, {day(start)}: "
                    "swap them or change one.",
                )
        return values


def _as_query(data: QueryDict | Mapping[str, Any]) -> QueryDict:
    if isinstance(data, QueryDict):
        return data
    query = QueryDict(mutable=True)
    for name, value in data.items():
        several = value if isinstance(value, list | tuple) else [value]
        query.setlist(name, [str(one) for one in several])
    return query


def _messages(field: forms.Field) -> dict[str, str]:
    if isinstance(field, forms.DateField | forms.DateTimeField):
        return {"invalid": "Write the date as year-month-day: 2016-01-12."}
    if isinstance(field, forms.IntegerField):
        return {
            "invalid": "Write a whole number in digits.",
            "min_value": "%(show_value)s is too small: give %(limit_value)s or more.",
            "max_value": "%(show_value)s is too large: give %(limit_value)s or less.",
        }
    if isinstance(field, forms.UUIDField):
        return {"invalid": "Write the id in full: 36 characters, as the API gives it."}
    if isinstance(field, forms.ModelChoiceField):
        return {"invalid_choice": "We hold nothing called “%(value)s”."}
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        names = ", ".join(str(value) for value, _ in choices if value)
        return {"invalid_choice": f"“%(value)s” is not one of {names}."}
    return {}
