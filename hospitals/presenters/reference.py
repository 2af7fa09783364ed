"""Reference data from memory: what figures are about, by name, without nine joins for each list.

Records are shared by all threads and nobody may change them. Who may see what is never decided
by them: `public(at)` asks the database.
"""

from collections import defaultdict

from deeds import memory
from deeds.memory import Held
from hospitals.models import (
    Area,
    DisruptionFigure,
    Hospital,
    Measure,
    StaffGroup,
    StaffGroupName,
    Strike,
    Trust,
    TrustName,
)
from lib.prepared import ID, Prepared, keep


def by_id(model, key="pk"):
    return Prepared(lambda ids: model.objects.filter(**{f"{key}__in": ids}), many=["ids"], ids=ID)


AREAS = Held(by_id(Area))
TRUSTS = Held(by_id(Trust), former_names=by_id(TrustName, "trust__pk"))
HOSPITALS = Held(by_id(Hospital))
MEASURES = Held(by_id(Measure))
STRIKES = Held(by_id(Strike))
STAFF_GROUPS = Held(by_id(StaffGroup), former_names=by_id(StaffGroupName, "staff_group__pk"))
COVERS = Prepared(
    lambda ids: (
        DisruptionFigure.covers.through.objects.filter(disruptionfigure__pk__in=ids)
        .order_by("-strike__pk")
        .values_list("disruptionfigure", "strike")
    ),
    many=["ids"],
    ids=ID,
)


def with_names(figures):
    """The figures as a list, which know what they are about, by the names of any day.

    No query where all of it is remembered; else one for each kind of thing, however many figures.
    """
    figures, now = list(figures), memory.epoch()
    AREAS.give(figures, "area", "region_at_time", epoch=now)
    TRUSTS.give(figures, "trust", "trust_at_time", epoch=now)
    HOSPITALS.give(figures, "hospital", epoch=now)
    MEASURES.give(figures, "measure", epoch=now)
    STRIKES.give(figures, "strike", epoch=now)
    STAFF_GROUPS.give(figures, "staff_group", epoch=now)
    return figures


def with_covers(figures):
    """The same figures, which know the strikes they cover. One query, or two."""
    covered = defaultdict(list)
    for figure, strike in COVERS(ids=[figure.pk for figure in figures]):
        covered[figure].append(strike)
    strikes = STRIKES({pk for several in covered.values() for pk in several}, memory.epoch())
    for figure in figures:
        keep(figure, "covers", [strikes[pk] for pk in covered[figure.pk]])
    return figures
