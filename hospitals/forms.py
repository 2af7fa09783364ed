"""What a page offers readers to choose from: only what public figures and strikes are about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.forms import Form

from deeds.memory import remembered
from lib.selects import Options, name_of, offer, some, with_any

from .models import (
    Area,
    AreaKind,
    Dispute,
    FigureRevision,
    Hospital,
    Measure,
    Participation,
    PublicFigure,
    SaidWith,
    Service,
    Setting,
    Source,
    StaffGroup,
    Strike,
    Trust,
)


def with_figures(records: QuerySet[Any], at: datetime, link: str) -> QuerySet[Any]:
    """Those of the records that standing figures public at `at` name as their `link`."""
    about = PublicFigure.objects.live(at).standing().filter(**{link: OuterRef("pk")})
    return with_any(records, about.order_by("-period_end", "-figure_id"))


def behind_figures(records: QuerySet[Any], at: datetime, link: str) -> QuerySet[Any]:
    """The same of records of which one may stand behind nearly all figures, and most behind none.

    To look for the first of each, PostgreSQL would read all figures for each that has none.
    """
    rows = PublicFigure.objects.live(at).standing().order_by()
    return records.filter(pk__in=rows.filter(**{f"{link}__isnull": False}).values(link))


def who_says_so(at: datetime) -> QuerySet[Source]:
    """Those named behind public figures, first or with others."""
    rows = PublicFigure.objects.live(at).standing().filter(named=True).order_by()
    alone = rows.filter(said_by__isnull=False).values("said_by")
    told = rows.filter(revision__evidence=OuterRef("evidence"))
    joint = SaidWith.objects.order_by().filter(Exists(told)).values("source")
    return Source.objects.nameable().filter(Q(pk__in=alone) | Q(pk__in=joint))


def areas_with_figures(at: datetime) -> QuerySet[Area]:
    about = PublicFigure.objects.live(at).standing().filter(area=OuterRef("pk"))
    with_trusts = Q(kind__level=AreaKind.Level.REGION, trusts__isnull=False)
    return Area.objects.public().filter(Exists(about) | with_trusts).distinct()


def offer_for_figures(form: Form, at: datetime) -> None:
    """Selects of what figures public at `at` are about and who gave them.

    Ten queries, however many figures.
    """

    def named(
        nothing: str, records: QuerySet[Any], link: str, key: str = "slug"
    ) -> tuple[str, Options]:
        return offered(nothing, with_figures(records, at, link), key)

    def choices() -> dict[str, tuple[str, Options]]:
        return {
            "trust": named("Any trust", Trust.objects.public(at), "trust_at_time", "code"),
            "hospital": named("Any hospital", Hospital.objects.public(at), "hospital"),
            "area": offered("Any area", areas_with_figures(at)),
            "strike": named("Any strike", Strike.objects.public(at), "strike"),
            "measure": named("Anything", Measure.objects.public(), "measure"),
            "dispute": offered(
                "Any dispute", behind_figures(Dispute.objects.public(), at, "dispute")
            ),
            "service": offered(
                "Any service", behind_figures(Service.objects.public(), at, "service")
            ),
            "setting": offered(
                "Any kind of service", behind_figures(Setting.objects.public(), at, "setting")
            ),
            "staff_group": offered(
                "Any staff", behind_figures(StaffGroup.objects.public(), at, "staff_group")
            ),
            "said_by": offered("Anybody", who_says_so(at)),
        }

    offer(form, remembered("figures offer", choices, at))


def offer_for_strikes(form: Form, at: datetime) -> None:
    def choices() -> dict[str, tuple[str, Options]]:
        groups = StaffGroup.objects.public().filter(strikes__isnull=False).distinct()
        told = Participation.objects.public(at).filter(answer="yes")
        out = Trust.objects.public(at).filter(pk__in=told.values("trust"))
        return {
            "staff_group": offered("Any staff", groups),
            "trust": offered("Any trust", out, "code"),
        }

    offer(form, remembered("strikes offer", choices, at))


def offer_for_trusts(form: Form, at: datetime) -> None:
    def choices() -> dict[str, tuple[str, Options]]:
        return {"region": offered("Any region", Area.objects.public().regions())}

    offer(form, remembered("trusts offer", choices, at))


def offer_for_hospitals(form: Form, at: datetime) -> None:
    def choices() -> dict[str, tuple[str, Options]]:
        running = Trust.objects.public(at).filter(runs__valid_to__isnull=True, runs__isnull=False)
        return {
            "trust": offered("Any trust", running.distinct(), "code"),
            "region": offered("Any region", Area.objects.public().regions()),
        }

    offer(form, remembered("hospitals offer", choices, at))


def offer_for_changes(
    form: Form, changes: QuerySet[FigureRevision], at: datetime, name: str
) -> None:
    """Selects of what the figures of these revisions are about. Three queries.

    `name` tells these changes from others.
    """

    def with_changes(queryset: QuerySet[Any], link: str) -> QuerySet[Any]:
        return queryset.filter(pk__in=changes.order_by().values(f"figure__{link}"))

    def choices() -> dict[str, tuple[str, Options]]:
        trusts = with_changes(Trust.objects.public(at), "trust_at_time")
        return {
            "trust": offered("Any trust", trusts, "code"),
            "strike": offered("Any strike", with_changes(Strike.objects.public(at), "strike")),
            "measure": offered("Anything", with_changes(Measure.objects.public(), "measure")),
        }

    offer(form, remembered(("changes offer", name), choices, at))


def offered(nothing: str, records: Iterable[Any], key: str = "slug") -> tuple[str, Options]:
    """(key, Options): the words for none, then the records."""
    return some(nothing, ((getattr(row, key), name_of(row)) for row in records), key)
