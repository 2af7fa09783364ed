"""The filters of trusts, strikes and figures: one set each for the page and the API."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate, now

from lib.dated import covers
from lib.filters import RecordsFilter, StrictFilterSet, by_day, one_of
from lib.keyset import Keyset, both_ways
from lib.selects import LongSelect
from lib.text import fold

from .dependents import dependents
from .models import (
    Alias,
    Area,
    AreaKind,
    Dispute,
    DisruptionFigure,
    FigureRevision,
    Hospital,
    HospitalTrust,
    Measure,
    Participation,
    PublicFigure,
    Service,
    Setting,
    Source,
    StaffGroup,
    StaffGroupName,
    Strike,
    StrikeSpell,
    StrikeStatusChange,
    Trust,
    TrustArea,
    TrustName,
)
from .models.hospitals import HospitalQuerySet
from .models.public import PublicFigureQuerySet
from .place_filters import by_hospital, by_trust
from .presenters.reference import groups_within

BY_NAME_AND_TOWN = Keyset([("name", "asc"), ("town", "asc"), ("id", "asc")])
LATEST_STRIKES = Keyset([("first_day", "desc"), ("id", "desc")], nullable=["first_day"])
LATEST_CHANGES = Keyset([("public_from", "desc"), ("id", "desc")])
LATEST_FIGURES = Keyset([("period_end", "desc"), ("figure_id", "desc")], unique_in_list=True)


def by_value(direction: str) -> Keyset:
    """A running total and a single day are no ranking, so whole strikes come first, then each of
    the others by itself."""
    ordering = [("basis", "desc"), ("value", direction), ("figure_id", direction)]
    return Keyset(ordering, nullable=["value"], unique_in_list=True)


# What the list of figures may be sorted by; the names are those of the API.
FIGURE_ORDERS = both_ways("period", LATEST_FIGURES) | {
    "value": by_value("asc"),
    "-value": by_value("desc"),
}


Level = AreaKind.Level
FIRST_YEAR, LAST_YEAR = 1948, 2100


class AreaOfFigures(django_filters.ModelChoiceFilter):
    """About the area, or about a trust or hospital that was in it on the figure's day."""

    # One condition keeps to one index; a region's own figures have it there too.
    COLUMNS = {Level.NATION: "area", Level.REGION: "region_at_time"}

    def filter(self, queryset: QuerySet[PublicFigure], area: Area | None) -> QuerySet[PublicFigure]:
        if area is None:
            return queryset
        if column := self.COLUMNS.get(area.kind.level):
            return queryset.filter(**{column: area})
        member = TrustArea.objects.filter(
            covers(OuterRef("period_start")), trust=OuterRef("trust_at_time"), area=area
        )
        return queryset.filter(Q(area=area) | Exists(member))


class StrikeOfFigures(RecordsFilter):
    """Of one of the strikes, or of several of which it is one."""

    def filter(
        self, queryset: PublicFigureQuerySet, strikes: Sequence[Strike]
    ) -> PublicFigureQuerySet:
        return queryset.of_strikes(strikes) if strikes else queryset


class SpeakerOfFigures(RecordsFilter):
    """Of which one of the sources is among those who say so."""

    def filter(
        self, queryset: PublicFigureQuerySet, sources: Sequence[Source]
    ) -> PublicFigureQuerySet:
        return queryset.said_by(sources) if sources else queryset


class UsedFigures(django_filters.ChoiceFilter):
    """Those that we use of several for one thing, or those that stand back."""

    def filter(self, queryset: PublicFigureQuerySet, used: str) -> PublicFigureQuerySet:
        return {"true": queryset.used, "false": queryset.behind}.get(used, queryset.all)()


class StaffFilter(RecordsFilter):
    """Of any of several groups of staff, or of those among them."""

    def filter(
        self, queryset: QuerySet[PublicFigure], groups: Sequence[StaffGroup]
    ) -> QuerySet[PublicFigure]:
        if not groups:
            return queryset
        return queryset.filter(staff_group__in=groups_within(groups))


class YearFilter(django_filters.NumberFilter):
    field_class = forms.IntegerField


class TrustFilter(StrictFilterSet):
    q = django_filters.CharFilter(
        method="by_name",
        label="Name, code or hospital",
        help_text="Former and local names are found too.",
    )
    region = one_of(Area.objects.public().regions(), "NHS region", method="in_region")

    class Meta:
        model = Trust
        fields = []

    def by_name(self, queryset: QuerySet[Trust], name: str, value: str) -> QuerySet[Trust]:
        return queryset.filter(pk__in=trusts_called(value))

    def in_region(self, queryset: QuerySet[Trust], name: str, region: Area) -> QuerySet[Trust]:
        today = covers(localdate())
        return queryset.filter(
            Exists(TrustArea.objects.filter(today, trust=OuterRef("pk"), area=region))
        )


def trusts_called(value: str) -> set[int]:
    """Ids of trusts by part of a name, former name, alias, code or hospital.

    Compared in folded form, so "kings mill" finds King’s Mill; a few hundred names in memory.
    """
    wanted = fold(value)
    names = [
        *Trust.objects.public().values_list("pk", "name"),
        *Trust.objects.public().values_list("pk", "code"),
        *TrustName.objects.values_list("trust", "name"),
        *Alias.objects.filter(trust__isnull=False).values_list("trust", "text"),
        *HospitalTrust.objects.public().values_list("trust", "hospital__name"),
        *Alias.objects.filter(hospital__runs__isnull=False).values_list(
            "hospital__runs__trust", "text"
        ),
    ]
    return {pk for pk, name in names if wanted in fold(name)}


def hospitals_called(value: str) -> set[int]:
    """Ids of hospitals by part of a name with its town, alias or code; compared as trusts' are."""
    wanted = fold(value)
    rows = Hospital.objects.public().values_list("pk", "name", "town", "site_code", "aliases__text")
    return {
        pk
        for pk, called, town, *others in rows
        if any(wanted in fold(text or "") for text in (f"{called} {town}", *others))
    }


class HospitalFilter(StrictFilterSet):
    q = django_filters.CharFilter(
        method="by_name", label="Name, town or code", help_text="Local names are found too."
    )
    trust = by_trust("Trust that runs it today", method="run_by")
    region = one_of(Area.objects.public().regions(), "NHS region", method="in_region")

    class Meta:
        model = Hospital
        fields = []

    def by_name(self, queryset: HospitalQuerySet, name: str, value: str) -> HospitalQuerySet:
        return queryset.filter(pk__in=hospitals_called(value))

    def run_by(self, queryset: HospitalQuerySet, name: str, trust: Trust) -> HospitalQuerySet:
        return queryset.run_by(trust, localdate())

    def in_region(self, queryset: HospitalQuerySet, name: str, region: Area) -> HospitalQuerySet:
        """Run today by a trust that lies in the region today."""
        today = localdate()
        members = TrustArea.objects.filter(covers(today), area=region).values("trust")
        runs = HospitalTrust.objects.filter(
            covers(today), hospital=OuterRef("pk"), trust__in=members
        )
        return queryset.filter(Exists(runs))


class StrikeFilter(StrictFilterSet):
    q = django_filters.CharFilter(method="by_words", label="Words in the title, or staff")
    staff_group = one_of(StaffGroup.objects.public(), "Staff", method="of_staff")
    trust = by_trust("Trust that is out", method="out_at")
    status = django_filters.ChoiceFilter(
        choices=StrikeStatusChange.Status.choices, label="Status", empty_label="Any status"
    )
    year = YearFilter(method="in_year", label="Year", min_value=FIRST_YEAR, max_value=LAST_YEAR)

    class Meta:
        model = Strike
        fields = []

    def by_words(self, queryset: QuerySet[Strike], name: str, value: str) -> QuerySet[Strike]:
        """Every word, in the title or in a name that a staff group has or had."""
        words = defaultdict(str)
        for pk, text in [
            *Strike.objects.values_list("pk", "title"),
            *Strike.staff_groups.through.objects.values_list("strike", "staffgroup__name"),
            *StaffGroupName.objects.filter(staff_group__strikes__isnull=False).values_list(
                "staff_group__strikes", "name"
            ),
        ]:
            words[pk] += f" {fold(text)}"
        wanted = fold(value).split()
        return queryset.filter(
            pk__in=[pk for pk, text in words.items() if all(word in text for word in wanted)]
        )

    def of_staff(
        self, queryset: QuerySet[Strike], name: str, group: StaffGroup
    ) -> QuerySet[Strike]:
        called = Strike.staff_groups.through.objects.filter(
            strike=OuterRef("pk"), staffgroup__in=groups_within([group])
        )
        return queryset.filter(Exists(called))

    def out_at(self, queryset: QuerySet[Strike], name: str, trust: Trust) -> QuerySet[Strike]:
        """Those of which somebody says so, or a figure of staff absent there."""
        at, here = now(), {"strike": OuterRef("pk")}
        told = Participation.objects.public(at).filter(trust=trust, answer__in=["yes", "no"])
        absent = PublicFigure.objects.live(at).standing().telling_who_is_out()
        yes = Exists(told.filter(**here, answer="yes"))
        no = Exists(told.filter(**here, answer="no"))
        return queryset.filter(yes | (Exists(absent.filter(**here, trust_at_time=trust)) & ~no))

    def in_year(self, queryset: QuerySet[Strike], name: str, year: int) -> QuerySet[Strike]:
        at = now()
        spells = StrikeSpell.objects.public(at).touching(year, localdate(at))
        return queryset.filter(Exists(spells.filter(strike=OuterRef("pk"))))


class FigureFilter(StrictFilterSet):
    trust = by_trust(
        "Trust",
        kind=RecordsFilter,
        field_name="trust_at_time",
        help_text="With the hospitals it ran at the time.",
    )
    hospital = by_hospital(kind=RecordsFilter)
    area = one_of(
        Area.objects.public(),
        "Area",
        kind=AreaOfFigures,
        help_text="With the trusts in it; of a nation its own.",
    )
    strike = one_of(Strike.objects.public(), "Strike", kind=StrikeOfFigures)
    dispute = one_of(
        Dispute.objects.public(),
        "Dispute",
        kind=RecordsFilter,
        help_text="About it as a whole, such as an offer; not those of its strikes.",
    )
    measure = one_of(Measure.objects.public(), "What is counted", kind=RecordsFilter)
    setting = one_of(Setting.objects.public(), "Kind of service", kind=RecordsFilter)
    service = one_of(Service.objects.public(), "Service", kind=RecordsFilter)
    staff_group = one_of(
        StaffGroup.objects.public(),
        "Staff",
        kind=StaffFilter,
        help_text="Those whose strike it is about, where it says so.",
    )
    said_by = one_of(
        lambda: dependents().public_sources(now()),
        "Who says so",
        kind=SpeakerOfFigures,
        help_text="On the record; not the paper that quotes them.",
    )
    nature = django_filters.ChoiceFilter(
        choices=DisruptionFigure.Nature.choices,
        label="Expected or actual",
        empty_label="Either",
        widget=LongSelect,
    )
    basis = django_filters.ChoiceFilter(
        choices=DisruptionFigure.Basis.choices,
        label="It covers",
        empty_label="Anything",
        widget=LongSelect,
    )
    preferred = UsedFigures(
        choices=[("true", "the one we use"), ("false", "the others")],
        label="Where several say it",
        empty_label="All of them",
        widget=LongSelect,
    )
    date_from = by_day("From", field_name="period_end", lookup_expr="gte")
    date_to = by_day("To", field_name="period_start", lookup_expr="lte")

    class Meta:
        model = PublicFigure
        fields = []


class SortedForm(forms.Form):
    def clean(self) -> dict[str, Any]:
        """Numbers of different strikes are not a ranking."""
        values = super().clean()
        by_value = values.get("ordering", "").removeprefix("-") == "value"
        if by_value and len(values.get("strike", ())) != 1 and "strike" not in self.errors:
            self.add_error("ordering", "Sorting by value is within one strike: choose a strike.")
        return values


class OrderOfFigures(django_filters.ChoiceFilter):
    """Sorting leaves no row out; the list does it."""

    def filter(self, queryset: QuerySet[PublicFigure], value: str) -> QuerySet[PublicFigure]:
        return queryset


class FigureList(FigureFilter):
    """The filters of figures, and an order, for the page; `as_of` is read by its view."""

    also_allowed = ("cursor", "as_of")

    ordering = OrderOfFigures(
        label="Sort",
        empty_label="Latest first",
        widget=LongSelect,
        choices=[
            ("period", "Earliest first"),
            ("-value", "Largest first, in one strike"),
            ("value", "Smallest first, in one strike"),
        ],
    )

    @property
    def keyset(self) -> Keyset:
        chosen = self.form.cleaned_data.get("ordering") if self.form.is_valid() else None
        return FIGURE_ORDERS.get(chosen, LATEST_FIGURES)

    @property
    def by_value(self) -> bool:
        return self.keyset in (FIGURE_ORDERS["value"], FIGURE_ORDERS["-value"])

    def get_form_class(self) -> type[forms.Form]:
        form = super().get_form_class()
        return type(form.__name__, (SortedForm, form), {})


class ChangeFilter(StrictFilterSet):
    """Over revisions that took the place of others."""

    trust = by_trust("Trust", field_name="figure__trust_at_time")
    strike = one_of(Strike.objects.public(), "Strike", method="of_strike")
    measure = one_of(Measure.objects.public(), "What is counted", field_name="figure__measure")

    class Meta:
        model = FigureRevision
        fields = []

    def of_strike(
        self, queryset: QuerySet[FigureRevision], name: str, strike: Strike
    ) -> QuerySet[FigureRevision]:
        """Of the strike, or of several of which it is one."""
        covering = DisruptionFigure.covers.through.objects.filter(strike=strike)
        several = covering.values("disruptionfigure")
        return queryset.filter(Q(figure__strike=strike) | Q(figure__in=several))


class OfSource(StrictFilterSet):
    """The figures of one source: nothing to choose, and pages to turn."""

    class Meta:
        model = PublicFigure
        fields = []
