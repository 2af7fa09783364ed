"""Filters of the lists that only the API has; the others share theirs with the pages."""

import django_filters

from hospitals.models import (
    Area,
    Dispute,
    Event,
    FigureRevision,
    Measure,
    Strike,
)
from hospitals.place_filters import by_hospital
from lib.filters import StrictFilterSet, by_day, one_of


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
    hospital = by_hospital()
    kind = django_filters.ChoiceFilter(choices=Event.Kind.choices, label="Kind")
    status = django_filters.ChoiceFilter(choices=Event.Status.choices, label="Status")
    date_from = by_day("From", field_name="day", lookup_expr="gte")
    date_to = by_day("To", field_name="day", lookup_expr="lte")

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
