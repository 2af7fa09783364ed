"""The facts as data. Each field is named here: a new column has to be invited out.

`url` is the record's own address in the API, `page` its page for readers.
"""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from newsroom.lib.api import ReadOnlyViewSet, day, moment, number

from .filters import (
    BY_NAME,
    LATEST_FIGURES,
    LATEST_STRIKES,
    FigureFilter,
    StrikeFilter,
    TrustFilter,
)
from .models import (
    DisruptionFigure,
    HospitalTrust,
    Strike,
    Trust,
    TrustArea,
    TrustSuccession,
)
from .presenters import figures, strikes, words
from .presenters.one_figure import Kin, caveats, revisions


class FactViewSet(ReadOnlyViewSet):
    def address(self, kind, key):
        """A record's full address in the API: address("trust", "RHM")."""
        return self.link(reverse(f"api:{kind}-detail", args=[key]))

    def trust(self, trust, on):
        """A trust named by its name on the day `on`; None stays None."""
        if trust is None:
            return None
        return {
            "code": trust.code,
            "name": trust.name_at(on),
            "url": self.address("trust", trust.code),
            "page": self.link(trust.get_absolute_url()),
        }

    def strike(self, strike):
        if strike is None:
            return None
        return {
            "slug": strike.slug,
            "title": strike.title,
            "url": self.address("strike", strike.slug),
            "page": self.link(strike.get_absolute_url()),
        }


class FigureViewSet(FactViewSet):
    """Figures with their provenance. Lists leave withdrawn ones out; an address keeps answering."""

    filterset_class = FigureFilter
    keyset = LATEST_FIGURES
    lookup_field = "pk"
    lookup_value_converter = "int"

    def get_queryset(self):
        self.at = timezone.now()
        public = DisruptionFigure.objects.public(self.at)
        rows = public if self.detail else public.standing()
        return figures.for_lines(rows).prefetch_related("covers", "trust_at_time__former_names")

    def present(self, rows, *, detail):
        revisions_shown = figures.shown_revisions(rows)
        preferred = figures.preferred_ids(rows, self.at)
        found = []
        for figure in rows:
            revision = revisions_shown[figure.pk]
            data = self.identity(figure)
            if figure.withdrawn_at:
                data |= self.withdrawn(figure)
            else:
                data |= self.value(figure, revision) | self.provenance(figure, revision)
                data |= {"preferred": figure.pk in preferred, "withdrawn": None}
                data |= self.kin(figure, revision) if detail else {}
            found.append(data)
        return found

    def identity(self, figure):
        region = figure.region_at_time
        return {
            "id": figure.pk,
            "uuid": figure.uuid,
            "url": self.address("figure", figure.pk),
            "page": self.link(figure.get_absolute_url()),
            "subject": self.subject(figure),
            "trust": self.trust(figure.trust_at_time, figure.period_start),
            "region": region and {"slug": region.slug, "name": region.name, "code": region.code},
            "measure": {
                "slug": figure.measure.slug,
                "name": figure.measure.name,
                "unit": figure.measure.unit,
                "kind": figure.measure.kind,
            },
            "strike": self.strike(figure.strike),
            "covers": [self.strike(strike) for strike in figure.covers.all()],
            "staff_group": figure.staff_group
            and {
                "slug": figure.staff_group.slug,
                "name": figure.staff_group.name_at(figure.period_start),
            },
            "scope": figure.scope,
            "scope_note": figure.scope_note,
            "nature": figure.nature,
            "basis": figure.basis,
            "period_start": day(figure.period_start),
            "period_end": day(figure.period_end),
        }

    def subject(self, figure):
        kind = words.kind_of_place(figure)
        about = figure.subject
        key = about.code if kind == "trust" else about.slug
        return {"kind": kind, "key": key, "name": words.place(figure)}

    def value(self, figure, revision):
        return {
            "sentence": words.sentence(figure, revision),
            "value": number(revision.value),
            "upper": number(revision.upper),
            "how_exact": revision.how_exact,
            "rounded_to": number(revision.rounded_to),
            "out_of": number(revision.out_of),
            "out_of_what": revision.out_of_what,
            "rate": number(revision.rate()),
            "missing": revision.missing or None,
            "missing_below": revision.missing_below,
            "returns_received": revision.returns_received,
            "returns_expected": revision.returns_expected,
        }

    def provenance(self, figure, revision):
        """Who says so and where, within the terms; the time of day of the check only where the
        evidence is on the record."""
        said = figures.who_said(revision)
        document = said.document
        return {
            "said_by": {"name": said.by, "role": said.role or None},
            "said_on": day(said.on),
            "reported_by": said.reported_by or None,
            "evidence": document
            and {
                "kind": revision.evidence.kind,
                "title": document.title,
                "url": document.url or None,
                "published_on": day(document.published_on),
                "seen_on": day(document.seen_on),
                "locator": document.place,
                "words": said.words,
            },
            "caveats": caveats(figure, revision, said),
            "revision": revision.number,
            "revision_reason": revision.reason,
            "source_changed_on": day(revision.source_changed_on),
            "checked_on": day(timezone.localdate(revision.checked_at)),
            "checked_at": moment(revision.checked_at) if document else None,
            "released_at": moment(figure.released_at),
            "disputed": {"on": day(figure.disputed_on), "note": figure.disputed_note}
            if figure.disputed_on
            else None,
        }

    def withdrawn(self, figure):
        """A tombstone: what the number was about, and why it is gone; never the number."""
        at, reason = figure.withdrawn_at, figure.withdrawn_reason
        return {"withdrawn": {"on": day(timezone.localdate(at)), "reason": reason}}

    def kin(self, figure, revision):
        """For one figure: its earlier values, and the figures around it by address."""
        kin = Kin(figure, self.at)
        worked_out = kin.worked_out()
        return {
            "revisions": [
                {
                    "revision": row.number,
                    "said": row.said,
                    "reason": row.reason,
                    "source_changed_on": day(row.source_changed_on),
                    "public_on": day(row.public_on),
                }
                for row in revisions(figure, revision, self.at)
            ],
            "rivals": self.addresses(kin.rivals()),
            "parts": [
                {
                    "axis": parts.axis,
                    "complete": parts.complete,
                    "figures": self.addresses(parts.lines),
                }
                for parts in kin.parts()
            ],
            "part_of": self.addresses(kin.part_of()),
            "worked_out": worked_out
            and {
                "method": worked_out.method,
                "mixed_units": worked_out.mixed_units,
                "from": self.addresses(worked_out.lines),
            },
        }

    def addresses(self, lines):
        return [self.address("figure", line.id) for line in lines]


class TrustViewSet(FactViewSet):
    filterset_class = TrustFilter
    keyset = BY_NAME
    lookup_field = "code"
    lookup_value_converter = "str"

    def get_queryset(self):
        self.at = timezone.now()
        return Trust.objects.public(self.at).prefetch_related(
            "former_names",
            "aliases",
            Prefetch("memberships", TrustArea.objects.select_related("area")),
            Prefetch("runs", HospitalTrust.objects.select_related("hospital")),
            Prefetch("successions", TrustSuccession.objects.select_related("successor")),
            Prefetch("inheritances", TrustSuccession.objects.select_related("predecessor")),
        )

    def present(self, rows, *, detail):
        return [self.one(trust) for trust in rows]

    def one(self, trust):
        return {
            "code": trust.code,
            "name": trust.name,
            "slug": trust.slug,
            "url": self.address("trust", trust.code),
            "page": self.link(trust.get_absolute_url()),
            "is_foundation": trust.is_foundation,
            "opened": day(trust.opened),
            "closed": day(trust.closed),
            "latitude": trust.latitude,
            "longitude": trust.longitude,
            "former_names": [
                {"name": row.name, "until": day(row.until)} for row in trust.former_names.all()
            ],
            "aliases": [alias.text for alias in trust.aliases.all()],
            "areas": [
                {
                    "kind": row.area.kind,
                    "slug": row.area.slug,
                    "name": row.area.name,
                    "code": row.area.code,
                    **held(row),
                }
                for row in trust.memberships.all()
            ],
            "hospitals": [
                {
                    "slug": run.hospital.slug,
                    "name": run.hospital.name,
                    "town": run.hospital.town,
                    "site_code": run.hospital.site_code,
                    **held(run),
                }
                for run in trust.runs.all()
            ],
            "successors": [
                {"code": row.successor.code, "on": day(row.on)} for row in trust.successions.all()
            ],
            "predecessors": [
                {"code": row.predecessor.code, "on": day(row.on)}
                for row in trust.inheritances.all()
            ],
        }


def held(row):
    return {"from": day(row.valid_from), "until": day(row.valid_to)}


class StrikeViewSet(FactViewSet):
    """Strikes; a single one also says who is out and how its status changed."""

    filterset_class = StrikeFilter
    keyset = LATEST_STRIKES
    lookup_field = "slug"
    lookup_value_converter = "slug"

    def get_queryset(self):
        self.at = timezone.now()
        public = strikes.for_strike_lines(Strike.objects.public(self.at), self.at)
        return public.with_days().select_related("dispute").prefetch_related("unions")

    def present(self, rows, *, detail):
        return [self.one(strike) | (self.more(strike) if detail else {}) for strike in rows]

    def one(self, strike):
        return {
            **self.strike(strike),
            "dispute": {"slug": strike.dispute.slug, "title": strike.dispute.title},
            "summary": strike.summary,
            "staff_groups": [
                {"slug": group.slug, "name": group.name_at(strike.first_day)}
                for group in strike.staff_groups.all()
            ],
            "unions": [
                {"slug": union.slug, "name": union.name, "short_name": union.short_name}
                for union in strike.unions.all()
            ],
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
            "events": [
                {
                    "title": row.title,
                    "kind": row.kind,
                    "day": day(row.on),
                    "place": row.where,
                    "starts_at": moment(row.starts_at),
                    "ends_at": moment(row.ends_at),
                    "status": row.code,
                    "said_by": row.source or None,
                }
                for row in strikes.events(strike, self.at)
            ],
        }
