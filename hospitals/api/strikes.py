"""Disputes, strikes, events and measures as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from hospitals.filters import LATEST_STRIKES, StrikeFilter
from hospitals.models import Dispute, Event, Measure, Strike, StrikeSpell
from hospitals.presenters import strikes
from hospitals.presenters.provenance import with_evidence, with_roles
from hospitals.presenters.reference import named_in
from hospitals.presenters.strikes import EventLine, SpellLine
from hospitals.visibility import fact_condition
from lib.keyset import BY_NAME, Keyset, both_ways

from .base import FactViewSet
from .examples import PARAMETERS
from .filters import DisputeFilter, EventFilter, MeasureFilter
from .serializers.named import AtTime, at_time
from .serializers.strikes import (
    DisputeSerializer,
    EventSerializer,
    MeasureSerializer,
    StrikeDetailSerializer,
    StrikeSerializer,
)

BY_TITLE = Keyset([("title", "asc"), ("id", "asc")])
LATEST_EVENTS = Keyset([("first_day", "desc"), ("id", "desc")], nullable=["first_day"])


class StrikeViewSet(FactViewSet):
    """Strikes; a single one also says who is out and how its status changed."""

    filterset_class = StrikeFilter
    keyset = LATEST_STRIKES
    orders = both_ways("first_day", LATEST_STRIKES)
    serializer_class = StrikeSerializer
    detail_serializer_class = StrikeDetailSerializer
    lookup_field = "slug"
    lookup_value_converter = "slug"

    def get_queryset(self) -> QuerySet[Strike]:
        public = strikes.for_strike_lines(Strike.objects.public(self.at), self.at)
        return (
            public.with_dates(public_at=self.at)
            .select_related("dispute")
            .prefetch_related(strikes.public_summaries(self.at), "unions")
        )

    def present(self, rows: Sequence[Any]) -> Sequence[Any]:
        """The strikes, which know their staff by the names of the day; one alone, its story."""
        of_all = (spell for strike in rows for spell in strike.spells.all())
        strikes.with_who(of_all)
        for strike in rows:
            strike.first_word_lines = strikes.first_words(strike, self.at)
            strike.in_short = strikes.summary(strike)
            groups = strike.staff_groups.all()
            strike.groups_at_the_time = [at_time(group, strike.first_day) for group in groups]
            strike.spell_lines = [spell_record(spell) for spell in strike.spells.all()]
            if self.detail:
                named = named_in([strike], strikes.OF_STRIKE)[strike.pk]
                strike.called_lines = strikes.called(named)
                changes = strikes.status_changes(strike, self.at)
                strike.status_lines = [strikes.status_line(change) for change in changes]
                strike.out_lines = strikes.who_is_out(strike, self.at)
                strike.event_lines = strikes.event_lines(strike.events, self.at)
        return rows


@dataclass(frozen=True)
class SpellRecord(SpellLine):
    """Strike dates with the staff groups, where not all of the strike's were out."""

    staff_groups: list[AtTime]


def spell_record(spell: StrikeSpell) -> SpellRecord:
    groups = [at_time(group, spell.first_day) for group in spell.named["staff_groups"]]
    return SpellRecord(
        **vars(strikes.spell_line(spell, strikes.places_of(spell))), staff_groups=groups
    )


class DisputeViewSet(FactViewSet):
    filterset_class = DisputeFilter
    keyset = BY_TITLE
    orders = both_ways("title", BY_TITLE)
    serializer_class = DisputeSerializer
    lookup_field = "slug"
    lookup_value_converter = "slug"

    def get_queryset(self) -> QuerySet[Dispute]:
        public = Strike.objects.public(self.at).order_by("id")
        return Dispute.objects.public(self.at).prefetch_related(
            "unions", Prefetch("strikes", public)
        )


@dataclass(frozen=True)
class EventRecord(EventLine):
    event: Event


class EventViewSet(FactViewSet):
    """Pickets, rallies, talks, ballots…, with what came of them."""

    parameter_examples: Mapping[str, Any] = {**PARAMETERS, "kind": "rally"}
    filterset_class = EventFilter
    keyset = LATEST_EVENTS
    orders = both_ways("first_day", LATEST_EVENTS)
    serializer_class = EventSerializer
    lookup_field = "slug"
    lookup_value_converter = "slug"

    def get_queryset(self) -> QuerySet[Event]:
        events = Event.objects.select_related("kind", "dispute", "strike", "hospital")
        return events.filter(fact_condition(self.at))

    def present(self, rows: Sequence[Event]) -> list[EventRecord]:
        return [
            EventRecord(**vars(strikes.event_line(event)), event=event)
            for event in with_roles(with_evidence(rows))
        ]


class MeasureViewSet(FactViewSet):
    """What is counted, how to say it, and what it may be added over."""

    filterset_class = MeasureFilter
    keyset = BY_NAME
    orders = both_ways("name", BY_NAME)
    serializer_class = MeasureSerializer
    lookup_field = "slug"
    lookup_value_converter = "slug"

    def get_queryset(self) -> QuerySet[Measure]:
        return Measure.objects.public(self.at).prefetch_related("part_sets__parts")
