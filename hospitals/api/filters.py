"""Filters of the lists that only the API has; the others share theirs with the pages."""

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from hospitals.filters import day, one_of
from hospitals.models import (
    Area,
    Dispute,
    Event,
    FigureRevision,
    Hospital,
    HospitalTrust,
    Measure,
    Strike,
    Trust,
)
from hospitals.models.trusts import covers
from newsroom.lib.filters import StrictFilterSet
from newsroom.lib.text import fold


class HospitalFilter(StrictFilterSet):
    q = django_filters.CharFilter(method="by_name", label="Part of the name, town or an alias")
    trust = one_of(Trust.objects.public(), "Trust that runs it today", key="code", method="run_by")

    class Meta:
        model = Hospital
        fields = []

    def by_name(self, queryset, name, value):
        wanted = fold(value)
        names = Hospital.objects.values_list("pk", "name", "town", "aliases__text")
        found = {pk for pk, *texts in names if any(wanted in fold(text or "") for text in texts)}
        return queryset.filter(pk__in=found)

    def run_by(self, queryset, name, trust):
        runs = HospitalTrust.objects.filter(
            covers(localdate()), hospital=OuterRef("pk"), trust=trust
        )
        return queryset.filter(Exists(runs))


class AreaFilter(StrictFilterSet):
    kind = django_filters.ChoiceFilter(choices=Area.Kind.choices, label="Kind")
    within = one_of(Area.objects.all(), "Area it lies in directly", field_name="parents")

    class Meta:
        model = Area
        fields = []


class DisputeFilter(StrictFilterSet):
    union = django_filters.CharFilter(field_name="unions__slug", label="Union, by its slug")

    class Meta:
        model = Dispute
        fields = []


class EventFilter(StrictFilterSet):
    strike = one_of(Strike.objects.public(), "Strike")
    dispute = one_of(Dispute.objects.all(), "Dispute")
    hospital = one_of(Hospital.objects.public(), "Hospital")
    kind = django_filters.ChoiceFilter(choices=Event.Kind.choices, label="Kind")
    status = django_filters.ChoiceFilter(choices=Event.Status.choices, label="Status")
    date_from = day("From", field_name="day", lookup_expr="gte")
    date_to = day("To", field_name="day", lookup_expr="lte")

    class Meta:
        model = Event
        fields = []


class MeasureFilter(StrictFilterSet):
    family = django_filters.ChoiceFilter(choices=Measure.Family.choices, label="Family")
    kind = django_filters.ChoiceFilter(choices=Measure.Kind.choices, label="Kind")

    class Meta:
        model = Measure
        fields = []


class RevisionFilter(StrictFilterSet):
    class Meta:
        model = FigureRevision
        fields = []


class UpdateFilter(StrictFilterSet):
    trust = one_of(Trust.objects.public(), "Trust", key="code", field_name="figure__trust_at_time")
    strike = one_of(Strike.objects.public(), "Strike", method="of_strike")
    measure = one_of(Measure.objects.all(), "What is counted", field_name="figure__measure")

    class Meta:
        model = FigureRevision
        fields = []

    def of_strike(self, queryset, name, strike):
        """Of the strike, or of several of which it is one."""
        covering = FigureRevision.objects.filter(figure__covers=strike).values("figure")
        return queryset.filter(Q(figure__strike=strike) | Q(figure__in=covering))
