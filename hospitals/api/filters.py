"""Filters of the lists that only the API has; the others share theirs with the pages."""

from collections.abc import Sequence
from datetime import date, time, timedelta

import django_filters
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate, now

from hospitals.dependents import dependents
from hospitals.filters import FigureFilter
from hospitals.models import (
    Area,
    AreaKind,
    Dispute,
    Event,
    EventKind,
    Evidence,
    FigureRevision,
    Hospital,
    Measure,
    Service,
    ServiceNotice,
    Source,
    Strike,
    Trust,
)
from hospitals.models.notices import ServiceNoticeQuerySet
from hospitals.models.public import PublicFigureQuerySet
from hospitals.models.spells import moment
from hospitals.place_filters import by_hospital, by_trust
from lib.conditions import any_of
from lib.filters import RecordsFilter, StrictFilterSet, by_day, one_of


class ReporterOfFigures(RecordsFilter):
    """Which one of the sources reported, as far as readers are told."""

    def filter(
        self, queryset: PublicFigureQuerySet, sources: Sequence[Source]
    ) -> PublicFigureQuerySet:
        if not sources:
            return queryset
        reported = Evidence.objects.filter(**any_of("reported_by", sources))
        documents = list(reported.values_list("pk", flat=True))
        return queryset.filter(named=True, revision__evidence__in=documents)


class FigureDataFilter(FigureFilter):
    """With what only the API asks."""

    reported_by = one_of(
        lambda: dependents().public_sources(now()),
        "As reported by",
        kind=ReporterOfFigures,
        help_text="The paper or site that quotes who says so.",
    )


class AreaFilter(StrictFilterSet):
    kind = one_of(AreaKind.objects.all(), "Kind")
    within = one_of(Area.objects.public(), "Area it lies in directly", field_name="parents")

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
    dispute = one_of(Dispute.objects.public(), "Dispute")
    hospital = by_hospital()
    kind = one_of(EventKind.objects.public(), "Kind")
    status = django_filters.ChoiceFilter(choices=Event.Status.choices, label="Status")
    date_from = by_day("May be from this day on", field_name="last_day", lookup_expr="gte")
    date_to = by_day("May be up to this day", field_name="first_day", lookup_expr="lte")

    class Meta:
        model = Event
        fields = []


class NoticeFilter(StrictFilterSet):
    trust = by_trust("Trust, with the hospitals it runs today", method="of_trust")
    hospital = by_hospital()
    area = one_of(Area.objects.public(), "Area")
    strike = one_of(Strike.objects.public(), "Strike")
    service = one_of(Service.objects.public(), "Service")
    state = django_filters.ChoiceFilter(
        choices=ServiceNotice.State.choices,
        label="State",
        help_text="As confirmed.",
        method="confirmed",
    )
    on = by_day("What holds at some time of this day", method="on_day")

    class Meta:
        model = ServiceNotice
        fields = []

    def of_trust(
        self, queryset: QuerySet[ServiceNotice], name: str, trust: Trust
    ) -> QuerySet[ServiceNotice]:
        hospitals = Hospital.objects.run_by(trust, localdate())
        return queryset.filter(Q(trust=trust) | Q(hospital__in=hospitals))

    def confirmed(
        self, queryset: ServiceNoticeQuerySet, name: str, state: str
    ) -> QuerySet[ServiceNotice]:
        return queryset.standing().filter(state=state)

    def on_day(
        self, queryset: ServiceNoticeQuerySet, name: str, day: date
    ) -> QuerySet[ServiceNotice]:
        begins = moment(day, time.min)
        begun = Q(starts_at=None) | Q(starts_at__lt=moment(day + timedelta(days=1), time.min))
        return queryset.standing().in_force(begins, known_at=now()).filter(begun)


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
