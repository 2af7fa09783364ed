"""Disputes, strikes, events and measures as data."""

from django.db.models import Prefetch

from hospitals.filters import BY_NAME, LATEST_STRIKES, StrikeFilter
from hospitals.models import Dispute, Event, Measure, Strike
from hospitals.presenters import strikes
from lib.api import both_ways, day, moment
from lib.keyset import Keyset

from . import shapes
from .base import FactViewSet, staff_group, union
from .filters import DisputeFilter, EventFilter, MeasureFilter

BY_TITLE = Keyset([("title", "asc"), ("id", "asc")])
LATEST_EVENTS = Keyset([("day", "desc"), ("id", "desc")])


class StrikeViewSet(FactViewSet):
    """Strikes; a single one also says who is out and how its status changed."""

    filterset_class = StrikeFilter
    keyset = LATEST_STRIKES
    orders = both_ways("first_day", LATEST_STRIKES)
    shape = shapes.Strike
    detail_shape = shapes.StrikeDetail
    lookup_field = "slug"
    lookup_value_converter = "slug"

    def get_queryset(self):
        public = strikes.for_strike_lines(Strike.objects.public(self.at), self.at)
        return public.with_days().select_related("dispute").prefetch_related("unions")

    def present(self, rows, *, detail):
        return [self.one(strike) | (self.more(strike) if detail else {}) for strike in rows]

    def one(self, strike):
        return {
            **self.strike(strike),
            "dispute": self.dispute(strike.dispute),
            "summary": strike.summary,
            "staff_groups": [
                staff_group(group, strike.first_day) for group in strike.staff_groups.all()
            ],
            "unions": [union(each) for each in strike.unions.all()],
            "status": strike.status,
            "first_day": day(strike.first_day),
            "last_day": day(strike.last_day),
            "days": [
                {
                    "day": day(row.day),
                    "starts_at": moment(row.starts_at),
                    "ends_at": moment(row.ends_at),
                    "cover": row.cover or None,
                }
                for row in strike.days.all()
            ],
        }

    def more(self, strike):
        return {
            "status_changes": [
                {"status": row.code, "on": day(row.on), "note": row.note, "said_by": row.source}
                for row in strikes.status_changes(strike, self.at)
            ],
            "who_is_out": [
                {
                    "kind": row.kind,
                    "key": row.key,
                    "name": row.who,
                    "answer": row.code,
                    "said_by": row.source or None,
                }
                for row in strikes.who_is_out(strike, self.at)
            ],
            "events": [event(row) for row in strikes.events(strike, self.at)],
        }


def event(line):
    return {
        "title": line.title,
        "kind": line.kind,
        "day": day(line.on),
        "place": line.where,
        "starts_at": moment(line.starts_at),
        "ends_at": moment(line.ends_at),
        "status": line.code,
        "said_by": line.source or None,
    }


class DisputeViewSet(FactViewSet):
    filterset_class = DisputeFilter
    keyset = BY_TITLE
    orders = both_ways("title", BY_TITLE)
    shape = shapes.DisputeShape
    lookup_field = "slug"
    lookup_value_converter = "slug"

    def get_queryset(self):
        public = Strike.objects.public(self.at).order_by("id")
        return Dispute.objects.prefetch_related("unions", Prefetch("strikes", public))

    def present(self, rows, *, detail):
        return [
            {
                **self.dispute(dispute),
                "summary": dispute.summary,
                "began": day(dispute.began),
                "settled": day(dispute.settled),
                "unions": [union(each) for each in dispute.unions.all()],
                "strikes": [self.strike(strike) for strike in dispute.strikes.all()],
            }
            for dispute in rows
        ]


class EventViewSet(FactViewSet):
    """Pickets, rallies, talks, ballots, letters: those whose source readers may know of."""

    filterset_class = EventFilter
    keyset = LATEST_EVENTS
    orders = both_ways("day", LATEST_EVENTS)
    shape = shapes.EventShape
    lookup_field = "slug"
    lookup_value_converter = "slug"

    def get_queryset(self):
        events = Event.objects.select_related("dispute", "strike", "hospital")
        return strikes.sourced(events, self.at)

    def present(self, rows, *, detail):
        return [
            {
                "slug": row.slug,
                "url": self.address("event", row.slug),
                **event(strikes.event_line(row)),
                "dispute": self.dispute(row.dispute),
                "strike": self.strike(row.strike),
                "hospital": row.hospital and row.hospital.slug,
            }
            for row in rows
        ]


class MeasureViewSet(FactViewSet):
    """What is counted, how to say it, and what it may be added over."""

    filterset_class = MeasureFilter
    keyset = BY_NAME
    orders = both_ways("name", BY_NAME)
    shape = shapes.MeasureShape
    lookup_field = "slug"
    lookup_value_converter = "slug"

    def get_queryset(self):
        return Measure.objects.prefetch_related("part_sets__parts")

    def present(self, rows, *, detail):
        return [
            {
                **self.measure(measure),
                "unit_singular": measure.unit_singular,
                "family": measure.family,
                "adds_over": measure.adds_over,
                "say": measure.say,
                "do_not_say": measure.do_not_say,
                "caveat": measure.public_caveat,
                "part_sets": [
                    {"name": listed.name, "measures": [part.slug for part in listed.parts.all()]}
                    for listed in measure.part_sets.all()
                ],
            }
            for measure in rows
        ]
