"""What readers read of the facts, worked out and written in one place.

`visibility.figure_stretches` says when readers see which revision of a figure. Here that becomes
rows of PublicFigure, at the end of each deed that touched one, and under the rules of that day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import F, Min, Model, Q
from django.utils.timezone import localdate, localtime, make_aware
from simple_history.models import HistoricalChanges

from deeds import changed, touched
from deeds.changes import (
    FOR_GOOD,
    Noticed,
    moments,
    register_public_rows,
    rewrite,
)
from deeds.models import Change
from deeds.watching import watch_grounds, watch_records, watch_reference
from lib.boundaries import register_boundaries

from . import visibility
from .models import (
    Derivation,
    DisruptionFigure,
    Evidence,
    EvidenceTerms,
    FigureDecision,
    FigureRevision,
    PartList,
    PublicFacts,
    PublicFigure,
    SaidWith,
    SeenIn,
    ServiceNotice,
    Source,
    SourceTerms,
    StrikeSpell,
    StrikeStatusChange,
)
from .rivals import rank, thing

Kind, What = Change.Kind, Change.What
Replaced = tuple[DisruptionFigure, list[PublicFigure], list[PublicFigure]]

# Of a figure: what of it stands in its public rows.
KEYS = (
    "area_id",
    "hospital_id",
    "trust_at_time_id",
    "region_at_time_id",
    "measure_id",
    "strike_id",
    "dispute_id",
    "setting_id",
    "service_id",
    "staff_group_id",
    "nature",
    "basis",
    "period_start",
    "period_end",
)
# Why a value is another one, where the fault was ours.
OURS = {FigureRevision.Reason.OUR_ERROR, FigureRevision.Reason.MISDESCRIBED}


# Written by `workflow` alone, which says itself what changed.
BY_WORKFLOW = {
    DisruptionFigure,
    FigureRevision,
    FigureDecision,
    PartList,
    Derivation,
    PublicFacts,
    PublicFigure,
}
# Of these readers see nothing.
OF_THE_DESK = {SourceTerms, EvidenceTerms}


def register() -> None:
    register_public_rows(write)
    register_boundaries(moments_after)
    watch_reference(
        [
            model
            for model in apps.get_app_config("hospitals").get_models()
            if model not in BY_WORKFLOW | OF_THE_DESK and not issubclass(model, HistoricalChanges)
        ],
        quiet_when_new={Evidence, SaidWith, SeenIn, Source},
    )
    watch_records([DisruptionFigure, FigureRevision])
    watch_grounds(Source, ["terms", "signed_off_at", "private"])
    watch_grounds(Evidence, ["terms", "cleared_at", "signed_off_at", "embargo_until", "said_by_id"])


def figures_changed(figures: Iterable[DisruptionFigure]) -> None:
    """What readers see of these figures changes, now or at a time that has just been set.

    Figures on the desk change no page: recording and checking a hundred of them keeps the site
    warm.
    """
    figures = list(figures)
    touched(*figures)
    # As they are stored: the caller's copies may be older than their release.
    stored = DisruptionFigure.objects.filter(pk__in=[figure.pk for figure in figures])
    if stored.filter(released_at__isnull=False).exists():
        changed()


def moments_after(at: datetime) -> Iterator[datetime | None]:
    """When the next figure or value is to appear, what rests on evidence under embargo, or a
    strike's dates or a notice begin or end, or its status
    changes at an hour."""
    # A value that is to come is public later than it was checked: that has an index of its own.
    to_come = FigureRevision.objects.filter(public_from__gt=F("checked_at"))
    for rows, name in (
        (DisruptionFigure.objects, "released_at"),
        (to_come, "public_from"),
        (Evidence.objects, "embargo_until"),
        (StrikeSpell.objects, "starts_at"),
        (StrikeSpell.objects, "ends_at"),
        (ServiceNotice.objects, "starts_at"),
        (ServiceNotice.objects, "ends_at"),
    ):
        yield rows.filter(**{f"{name}__gt": at}).aggregate(next=Min(name))["next"]
    today, now = localdate(at), localtime(at).time()
    for change in StrikeStatusChange.objects.filter(on=today, hour__gt=now):
        yield make_aware(datetime.combine(today, change.hour))
    # Before midnight, which is a boundary of its own, few begin or end by hours of the day.
    for spell in StrikeSpell.objects.by_the_hour(localdate(at)):
        yield from (each for each in (spell.begins, spell.lasts_until) if each and each > at)


# Rows


def public_rows(figure: DisruptionFigure, checked: list[FigureRevision]) -> list[PublicFigure]:
    """The rows that the figure ought to have now, from its checked revisions: no query."""
    keys = {name: getattr(figure, name) for name in KEYS}
    rows = []
    for stretch in visibility.figure_stretches(figure, checked):
        revision, named = stretch.what, stretch.shown is visibility.Shown.NAMED
        rows.append(
            PublicFigure(
                figure_id=figure.pk,
                revision=revision,
                starts=stretch.starts,
                ends=stretch.ends or FOR_GOOD,
                withdrawn=figure.withdrawn_at is not None,
                named=named,
                disputed=figure.disputed_on is not None,
                value=revision.value,
                said_by_id=revision.evidence.said_by_id if named else None,
                thing=thing(figure),
                rank=rank(figure, revision),
                chosen=figure.preferred,
                **keys,
            )
        )
    return rows


def fresh_rows(ids: Sequence[int]) -> dict[DisruptionFigure, list[PublicFigure]]:
    """The rows that each of these figures ought to have now: two queries."""
    figures, checked = with_checked(ids)
    return {figures[pk]: public_rows(figures[pk], checked[pk]) for pk in ids if pk in figures}


def rows_if_released(ids: Sequence[int], at: datetime) -> list[PublicFigure]:
    """What readers would see at `at` of these figures if they were released by then; not stored.

    None of a figure of which they would see nothing even so: unchecked, or on terms that forbid it.
    """
    figures, checked = with_checked(ids)
    rows = []
    for pk, figure in figures.items():
        figure.released_at = min(figure.released_at or at, at)
        for row in public_rows(figure, checked[pk]):
            if row.starts <= at < row.ends:
                row.figure = figure
                rows.append(row)
    return rows


def rows_if_checked(revisions: Sequence[FigureRevision], at: datetime) -> list[PublicFigure]:
    """What readers would see at `at` of figures whose new values were checked by then; not stored,
    and the revisions that are given stay as they are. None where they see nothing of it even so."""
    figures, checked = with_checked([revision.figure_id for revision in revisions])
    rows = []
    for given in revisions:
        revision, figure = as_if_checked(given, at), figures[given.figure_id]
        for row in public_rows(figure, [*checked[figure.pk], revision]):
            if row.starts <= at < row.ends:
                row.figure = figure
                rows.append(row)
    return rows


def as_if_checked(given: FigureRevision, at: datetime) -> FigureRevision:
    """A copy that is checked, and with it where it came from and who says so: a check signs these
    off."""
    revision, evidence = copy(given), copy(given.evidence)
    revision.checked_at, revision.public_from = at, at
    evidence.signed_off_at = evidence.signed_off_at or at
    if evidence.said_by is not None:
        said_by = copy(evidence.said_by)
        said_by.signed_off_at = said_by.signed_off_at or at
        evidence.said_by = said_by
    revision.evidence = evidence
    return revision


def with_checked(
    ids: Sequence[int],
) -> tuple[dict[int, DisruptionFigure], dict[int, list[FigureRevision]]]:
    """{id: figure}, and {id: its checked revisions}, with all that they rest on: two queries."""
    figures = DisruptionFigure.objects.select_related("source").in_bulk(ids)
    checked = defaultdict(list)
    for revision in (
        FigureRevision.objects.filter(figure__in=figures, checked_at__isnull=False)
        .select_related("evidence__said_by")
        .prefetch_related("evidence__said_with__source")
        .order_by("number")
    ):
        checked[revision.figure_id].append(revision)
    return figures, checked


def replace(ids: Sequence[int], *, check: bool = False) -> Iterator[Replaced]:
    return rewrite(PublicFigure, "figure_id", ids, fresh_rows, check=check)


def write(touched: Mapping[type[Model], set[Any]], now: datetime) -> list[Noticed]:
    """Replace the rows of the figures that were touched, or whose sources or evidence were."""
    return [
        Noticed(What.FIGURE, figure.uuid, moments(before, after, now, kind_of_change))
        for figure, before, after in replace(concerned(touched))
    ]


def concerned(touched: Mapping[type[Model], set[Any]]) -> list[int]:
    """Ids of figures that readers see, saw, or will see; of the others none has a row.

    One query, and none where no figure is meant.
    """
    if not {DisruptionFigure, FigureRevision, Evidence, Source} & touched.keys():
        return []
    rests_on = Q(pk__in=touched.get(DisruptionFigure, ()))
    rests_on |= Q(revisions__in=touched.get(FigureRevision, ()))
    if evidence := touched.get(Evidence):
        rests_on |= Q(revisions__evidence__in=evidence)
    if sources := touched.get(Source):
        rests_on |= Q(source__in=sources)
        rests_on |= Q(revisions__evidence__said_by__in=sources)
        rests_on |= Q(revisions__evidence__said_with__source__in=sources)
    seen = Q(released_at__isnull=False) | Q(public_rows__isnull=False)
    found = DisruptionFigure.objects.filter(rests_on).filter(seen).order_by("pk").distinct()
    return list(found.values_list("pk", flat=True))


def kind_of_change(before: PublicFigure | None, after: PublicFigure | None) -> str | None:
    """What readers would call it; None where they would notice nothing."""
    if after is None:
        return Kind.PULLED if before else None
    if before is None:
        return Kind.WITHDRAWN if after.withdrawn else Kind.CREATED
    if after.withdrawn and not before.withdrawn:
        return Kind.WITHDRAWN
    if another_value(before, after):
        return Kind.CORRECTED if after.revision.reason in OURS else Kind.REVISED
    if after.disputed and not before.disputed:
        return Kind.DISPUTED
    same = (before.named, before.disputed, before.withdrawn, *(getattr(before, k) for k in KEYS))
    now = (after.named, after.disputed, after.withdrawn, *(getattr(after, k) for k in KEYS))
    return Kind.REVISED if same != now else None


def another_value(before: PublicFigure, after: PublicFigure) -> bool:
    """Another revision, unless it is the same number from a better document."""
    if after.revision_id == before.revision_id:
        return False
    better = after.revision.reason == FigureRevision.Reason.BETTER_DOCUMENT
    return not (better and after.value == before.value)


def rebuild(*, check: bool = False) -> list[DisruptionFigure]:
    """Write all rows anew; gives the figures whose rows were wrong, or with `check` are."""
    every = list(DisruptionFigure.objects.order_by("pk").values_list("pk", flat=True))
    return [figure for figure, _, _ in replace(every, check=check)]
