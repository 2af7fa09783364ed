"""Figures as data, with their provenance; each field is named here."""

from django.http import Http404
from django.utils import timezone

from hospitals.filters import (
    FIGURE_ORDERS,
    LATEST_FIGURES,
    ChangeFilter,
    FigureFilter,
)
from hospitals.models import DisruptionFigure, PublicFigure
from hospitals.models.revisions import public_revisions
from hospitals.presenters import figure_words, figures
from hospitals.presenters.changes import BY_THE_SOURCE, public_changes
from hospitals.presenters.one_figure import Kin, caveats, revisions
from hospitals.presenters.reference import with_covers, with_names
from lib.api import BadParameters, day, moment, number
from lib.keyset import Keyset, both_ways

from . import shapes
from .base import FactViewSet, staff_group
from .filters import RevisionFilter

AS_RECORDED = Keyset([("figure_id", "desc")], unique_in_list=True)
NEWEST_VALUE = Keyset([("number", "desc")], unique_in_list=True)
LATEST_CHANGES = Keyset([("public_from", "desc"), ("id", "desc")])


class OfFigures(FactViewSet):
    """What figures and their revisions have in common."""

    def subject(self, figure):
        kind = figure_words.kind_of_place(figure)
        about = figure.subject
        key = about.code if kind == "trust" else about.slug
        return {"kind": kind, "key": key, "name": figure_words.place(figure)}

    def value(self, figure, revision):
        return {
            "sentence": figure_words.sentence(figure, revision),
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
                "url": self.address("evidence", revision.evidence.uuid),
                "document_url": document.url or None,
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
        }


class FigureViewSet(OfFigures):
    """Figures with their provenance. Lists leave withdrawn ones out; an address keeps answering."""

    filterset_class = FigureFilter
    keyset = LATEST_FIGURES
    orders = {
        **FIGURE_ORDERS,
        **both_ways("recorded", AS_RECORDED),
    }
    shape = shapes.FigureLine
    detail_shape = shapes.FigureDetail
    looks_back = True
    lookup_field = "pk"
    lookup_value_converter = "int"

    def order(self, data):
        """By value within one strike only: numbers of different strikes are not a ranking."""
        keyset = super().order(data)
        if keyset.ordering[0][0] == "value":
            if not data.get("strike"):
                sentence = "Ordering by value is within one strike: give “strike” as well."
                raise BadParameters({"ordering": [sentence]})
            if self.looking_back:
                sentence = "Ordering by value is by today’s values: leave “as_of” out."
                raise BadParameters({"ordering": [sentence]})
        return keyset

    def get_queryset(self):
        if self.detail:
            return DisruptionFigure.objects.public(self.at)
        return PublicFigure.objects.live(self.at).standing().for_lines()

    def present(self, rows, *, detail):
        found = figures.with_shown(rows) if detail else figures.shown_figures(rows)
        return self.told(found, detail=detail)

    def told(self, rows, *, detail=False):
        with_covers(rows)
        preferred = figures.preferred_ids(rows, self.at)
        found = []
        for figure in rows:
            revision = figure.shown
            data = self.identity(figure)
            if figure.withdrawn_at:
                data |= self.withdrawn(figure)
            else:
                data |= self.value(figure, revision) | self.provenance(figure, revision)
                data |= decisions(figure)
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
            "measure": self.measure(figure.measure),
            "strike": self.strike(figure.strike),
            "covers": [self.strike(strike) for strike in figure.covers.all()],
            "staff_group": figure.staff_group
            and staff_group(figure.staff_group, figure.period_start),
            "scope": figure.scope,
            "scope_note": figure.scope_note,
            "nature": figure.nature,
            "basis": figure.basis,
            "period_start": day(figure.period_start),
            "period_end": day(figure.period_end),
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


def decisions(figure):
    disputed = figure.disputed_on and {"on": day(figure.disputed_on), "note": figure.disputed_note}
    return {"released_at": moment(figure.released_at), "disputed": disputed or None}


class RevisionViewSet(OfFigures):
    """The values that readers of one figure have seen, newest first; of a withdrawn one none."""

    filterset_class = RevisionFilter
    keyset = NEWEST_VALUE
    shape = shapes.Revision
    looks_back = True

    def get_queryset(self):
        public = DisruptionFigure.objects.public(self.at).filter(pk=self.kwargs["pk"])
        found = with_names(public)
        if not found:
            raise Http404
        self.figure = found[0]
        seen = public_revisions(self.at).filter(
            figure=self.figure, figure__withdrawn_at__isnull=True
        )
        return with_sources(seen)

    def present(self, rows, *, detail):
        return [self.one(revision) for revision in rows]

    def one(self, revision):
        figure = revision.figure = self.figure
        return {
            "figure": self.address("figure", figure.pk),
            **self.value(figure, revision),
            **self.provenance(figure, revision),
            "public_at": moment(max(revision.public_from, figure.released_at)),
        }


class UpdateViewSet(OfFigures):
    """What sources have changed since we published it, the newest first."""

    filterset_class = ChangeFilter
    keyset = LATEST_CHANGES
    shape = shapes.Update

    def get_queryset(self):
        return public_changes(self.at, BY_THE_SOURCE)

    def present(self, rows, *, detail):
        """The figures come in one query for all rows, and the values before in another."""
        ids = {row.figure_id for row in rows}
        rows_about = with_names(DisruptionFigure.objects.filter(pk__in=ids))
        about = {figure.pk: figure for figure in rows_about}
        seen = {}
        for revision in public_revisions(self.at).filter(figure__in=ids):
            revision.figure = about[revision.figure_id]
            seen.setdefault(revision.figure_id, []).append(revision)
        return [self.one(row, about[row.figure_id], seen[row.figure_id]) for row in rows]

    def one(self, revision, figure, seen):
        revision.figure = figure
        before = next((other for other in seen if other.number < revision.number), None)
        return {
            "figure": {
                "id": figure.pk,
                "url": self.address("figure", figure.pk),
                "page": self.link(figure.get_absolute_url()),
                "subject": self.subject(figure),
                "measure": self.measure(figure.measure),
                "strike": self.strike(figure.strike),
            },
            "revision": revision.number,
            "sentence": figure_words.sentence(figure, revision),
            "value": number(revision.value),
            "before": before and figure_words.number(before),
            "reason": revision.reason,
            "source_changed_on": day(revision.source_changed_on),
            "public_at": moment(revision.public_from),
        }


def with_sources(revisions):
    return revisions.select_related("evidence__said_by", "evidence__reported_by").prefetch_related(
        "evidence__said_by__roles"
    )
