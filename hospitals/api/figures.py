"""Figures as data, with their provenance; their values one by one; what sources have changed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from hospitals.filters import (
    FIGURE_ORDERS,
    LATEST_FIGURES,
    ChangeFilter,
)
from hospitals.models import DisruptionFigure, FigureRevision, PublicFigure
from hospitals.models.revisions import public_revisions
from hospitals.presenters import figures
from hospitals.presenters.changes import BY_THE_SOURCE, public_changes
from hospitals.presenters.provenance import with_evidence, with_roles
from hospitals.presenters.reference import covered, with_names
from lib.keyset import Keyset, both_ways
from lib.problems import BadParameters

from .base import FactViewSet
from .filters import FigureDataFilter, RevisionFilter
from .records import FigureDetail, FigureRecord, Update, ValueBefore
from .serializers.changes import RevisionSerializer, UpdateSerializer
from .serializers.figures import (
    FigureDetailSerializer,
    FigureSerializer,
    WithdrawnFigureSerializer,
)

AS_RECORDED = Keyset([("figure_id", "desc")], unique_in_list=True)
NEWEST_VALUE = Keyset([("number", "desc")], unique_in_list=True)
LATEST_CHANGES = Keyset([("public_from", "desc"), ("id", "desc")])


class FigureViewSet(FactViewSet):
    """Figures with their provenance. Lists leave withdrawn ones out; an address keeps answering."""

    filterset_class = FigureDataFilter
    keyset = LATEST_FIGURES
    orders = {
        **FIGURE_ORDERS,
        **both_ways("recorded", AS_RECORDED),
    }
    serializer_class = FigureSerializer
    detail_serializer_class = FigureDetailSerializer
    looks_back = True
    lookup_field = "pk"
    lookup_value_converter = "number"

    def order(self, data: Mapping[str, Any]) -> Keyset:
        """By value within one strike only: numbers of different strikes are not a ranking."""
        keyset = super().order(data)
        if keyset in (FIGURE_ORDERS["value"], FIGURE_ORDERS["-value"]):
            if not data.get("strike") or "," in data["strike"]:
                sentence = "Ordering by value is within one strike: give one “strike” as well."
                raise BadParameters({"ordering": [sentence]})
            if self.looking_back:
                sentence = "Ordering by value is by today’s values: leave “as_of” out."
                raise BadParameters({"ordering": [sentence]})
        return keyset

    def get_queryset(self) -> Any:
        if self.detail:
            return DisruptionFigure.objects.public(self.at)
        return PublicFigure.objects.live(self.at).standing().for_lines()

    def present(self, rows: Sequence[Any]) -> list[FigureRecord]:
        found = figures.with_shown(rows) if self.detail else figures.shown_figures(rows)
        several = covered(found)
        preferred = figures.preferred_ids(found, self.at)
        kind, more = (FigureDetail, {"at": self.at}) if self.detail else (FigureRecord, {})
        return [
            kind(
                figure,
                figure.shown,
                said=figures.who_said(figure.shown),
                covers=several.get(figure.pk, []),
                preferred=figure.pk in preferred,
                **more,
            )
            for figure in found
        ]

    def get_serializer(self, *records: Any, **kwargs: Any) -> Any:
        """Of a withdrawn figure, what it was about and why it is gone; never the number."""
        if self.detail and records and records[0].withdrawn:
            kwargs["context"] = self.get_serializer_context()
            return WithdrawnFigureSerializer(*records, **kwargs)
        return super().get_serializer(*records, **kwargs)


class RevisionViewSet(FactViewSet):
    """The values that readers of one figure have seen, newest first; of a withdrawn one none."""

    filterset_class = RevisionFilter
    keyset = NEWEST_VALUE
    serializer_class = RevisionSerializer
    looks_back = True

    def get_queryset(self) -> QuerySet[FigureRevision]:
        public = DisruptionFigure.objects.public(self.at).filter(pk=self.kwargs["pk"])
        found = with_names(public)
        if not found:
            raise Http404
        self.figure = found[0]
        seen = public_revisions(self.at).filter(
            figure=self.figure, figure__withdrawn_at__isnull=True
        )
        return seen

    def present(self, rows: Sequence[FigureRevision]) -> list[FigureRecord]:
        for revision in with_roles(with_evidence(rows)):
            revision.figure = self.figure
        return [FigureRecord(self.figure, each, figures.who_said(each)) for each in rows]


class UpdateViewSet(FactViewSet):
    """What sources have changed since we published it, the newest first."""

    filterset_class = ChangeFilter
    keyset = LATEST_CHANGES
    serializer_class = UpdateSerializer

    def get_queryset(self) -> QuerySet[FigureRevision]:
        return public_changes(self.at, BY_THE_SOURCE)

    def present(self, rows: Sequence[FigureRevision]) -> list[Update]:
        """The figures come in one query for all rows, and the values before in another."""
        ids = {row.figure_id for row in rows}
        rows_about = with_names(DisruptionFigure.objects.filter(pk__in=ids))
        about = {figure.pk: figure for figure in rows_about}
        seen = defaultdict(list)
        for revision in public_revisions(self.at).filter(figure__in=ids):
            revision.figure = about[revision.figure_id]
            seen[revision.figure_id].append(revision)
        return [update(row, about[row.figure_id], seen[row.figure_id]) for row in rows]


def update(
    revision: FigureRevision, figure: DisruptionFigure, seen: Sequence[FigureRevision]
) -> Update:
    """`seen` are the values of the figure that readers may see, the newest first."""
    revision.figure = figure
    before = next((other for other in seen if other.number < revision.number), None)
    return Update(figure, revision, before and ValueBefore(before))
