"""Finding figures on the desk: by words, by numbers, by where they stand and what they rest on."""

import re

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from hospitals.models import (
    Alias,
    Area,
    DisruptionFigure,
    FigureRevision,
    Hospital,
    Measure,
    Source,
    Strike,
    Trust,
)
from lib.admin.choosers import AutocompleteFilter
from lib.admin.search import SearchesWords, any_field, bounded
from lib.numbers import parse_number
from lib.text import fold


class CheckFilter(admin.SimpleListFilter):
    title = "check"
    parameter_name = "check"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("waiting", "to check"), ("done", "checked")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "waiting":
            return queryset.to_check()
        if self.value() == "done":
            return queryset.exclude(pk__in=DisruptionFigure.objects.to_check().values("pk"))
        return queryset


class EvidenceFilter(AutocompleteFilter):
    """Figures of which some value came from this. Asked by key: a workbook has thousands."""

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        value = self.chosen()
        if not value:
            return queryset
        if not str(value).isdecimal():
            raise IncorrectLookupParameters
        revisions = FigureRevision.objects.filter(evidence=value)
        return queryset.filter(pk__in=revisions.values("figure"))


class StandingFilter(admin.SimpleListFilter):
    title = "where it stands"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [
            ("unreleased", "not released"),
            ("embargo", "under embargo"),
            ("released", "released"),
            ("disputed", "disputed"),
            ("withdrawn", "withdrawn"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        now = timezone.now()
        standing = Q(withdrawn_at__isnull=True)
        condition = {
            "unreleased": standing & Q(released_at__isnull=True),
            "embargo": standing & Q(released_at__gt=now),
            "released": standing & Q(released_at__lte=now),
            "disputed": standing & Q(disputed_on__isnull=False),
            "withdrawn": ~standing,
        }.get(self.value(), Q())
        return queryset.filter(condition)


# (foreign key, its model, the fields that hold a word, the alias's key to it)
SEARCHED = [
    ("trust", Trust, ["name", "code"], "trust"),
    ("hospital", Hospital, ["name", "town", "site_code"], "hospital"),
    ("area", Area, ["name", "code"], ""),
    ("measure", Measure, ["name"], ""),
    ("strike", Strike, ["title"], ""),
    ("source", Source, ["name"], "source"),
]


def holding(word: str) -> Q:
    """The word stands in a name of what the figure is about, or is its value or number."""
    found = Q()
    for name, model, fields, alias in SEARCHED:
        rows = any_field(fields, word)
        if alias and fold(word):
            aliases = Alias.objects.filter(folded__contains=fold(word))
            rows |= Q(pk__in=aliases.filter(**{f"{alias}__isnull": False}).values(alias))
        found |= Q(**{f"{name}__in": model.objects.filter(rows).values("pk")})
    if word.lstrip("#").isdecimal() and len(word) < 16:
        found |= Q(pk=int(word.lstrip("#")))
    spoken = parse_number(word)
    if spoken:
        values = FigureRevision.objects.filter(value=spoken.value)
        found |= Q(pk__in=values.values("figure"))
    return found


SHARE = re.compile(r"(\S+) (?:out )?of (\S+)", re.IGNORECASE)


class SearchesFigures(SearchesWords):
    """Words are looked for in the small tables, then figures by their keys; “3 of 35” is one."""

    search_fields = ["measure__name"]
    search_help_text = "3 of 35, a place, a measure, who says so"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        term = bounded(search_term)
        if found := SHARE.search(term):
            value, whole = parse_number(found[1]), parse_number(found[2])
            if value and whole:
                shares = FigureRevision.objects.filter(value=value.value, out_of=whole.value)
                queryset = queryset.filter(pk__in=shares.values("figure"))
                term = f"{term[: found.start()]} {term[found.end() :]}"
        return super().get_search_results(request, queryset, term)

    def search_word(self, request: HttpRequest, word: str) -> Q:
        return holding(word)
