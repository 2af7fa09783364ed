"""What is open, reduced or closed, and what patients are told: who says so, until when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.timezone import localdate

from hospitals.models import Area, Hospital, ServiceNotice, Strike, Trust
from hospitals.models.notices import ServiceNoticeQuerySet
from lib import words

from .figures import Said, said_in
from .provenance import with_evidence, with_roles
from .reference import reference

MOST = 100
# What a patient has to know first.
ORDER = ["closed", "reduced", "open", "advice"]


@dataclass(frozen=True)
class NoticeLine:
    """One notice. `when` is "until 1pm on 12 January 2016", "" where neither end is known."""

    code: str
    state: str
    service: str
    where: str
    here: bool
    url: str
    when: str
    text: str
    source: str
    document_url: str
    confirmed: str
    strike: str
    strike_url: str

    @property
    def title(self) -> str:
        """ "Closed: endoscopy, Southampton General Hospital, Southampton"; on the page of that
        place, its name is left out."""
        where = "" if self.here and self.service else self.where
        what = ", ".join(filter(None, [self.service, where]))
        return f"{capfirst(self.state)}: {what}"


@dataclass(frozen=True)
class Notices:
    """Of one page, those of the place itself first. `more`: only the latest are shown."""

    lines: list[NoticeLine]
    more: bool = False


def for_notices(queryset: ServiceNoticeQuerySet) -> ServiceNoticeQuerySet:
    """With all that a line of each needs but where it came from."""
    related = queryset.select_related("service", "hospital", "area", "strike")
    return related.with_confirmed()


def notices_here(
    trust: Trust | None, areas: Collection[Area], at: datetime, hospital: Hospital | None = None
) -> Notices:
    """What stands for a trust, its hospitals and its areas; or for one hospital, its trust and
    their areas."""
    here = Q(trust=trust) | Q(area__in=areas) if trust else Q()
    if hospital is not None:
        here |= Q(hospital=hospital)
    elif trust is not None:
        here |= Q(hospital__in=Hospital.objects.public(at).run_by(trust, localdate(at)))
    public = ServiceNotice.objects.public(at).in_force(at).filter(here)
    rows = list(for_notices(public).order_by("-id")[: MOST + 1])
    return shown(rows, hospital or trust)


def notices_of_strike(strike: Strike, at: datetime) -> tuple[Notices, Notices]:
    """Those of a strike that stand, and those that do no longer."""
    public = ServiceNotice.objects.public(at).with_in_force(at).filter(strike=strike)
    rows = list(for_notices(public).order_by("-id")[: MOST + 1])
    return (
        shown([row for row in rows if row.stands]),
        shown([row for row in rows if not row.stands]),
    )


def shown(rows: list[ServiceNotice], first: Trust | Hospital | None = None) -> Notices:
    """In reading order: of the place itself, then by place; what is closed first."""
    lines = sorted(
        (notice_line(row, first) for row in with_roles(with_evidence(rows[:MOST]))),
        key=lambda line: (not line.here, line.where, ORDER.index(line.code), line.service),
    )
    return Notices(lines, more=len(rows) > MOST)


def of_place(notice: ServiceNotice) -> Trust | Hospital | Area:
    return reference().trusts.get(notice.trust_id) or notice.hospital or notice.area


def notice_line(notice: ServiceNotice, page_of: Trust | Hospital | None) -> NoticeLine:
    place, said = of_place(notice), who_says(notice)
    return NoticeLine(
        code=notice.state,
        state=notice.get_state_display(),
        service=notice.service.name if notice.service else "",
        where=place_name(notice),
        here=place == page_of,
        url="" if isinstance(place, Area) else place.get_absolute_url(),
        when=words.between(notice.starts_at, notice.ends_at),
        text=notice.text,
        source=said.text,
        document_url=said.document.url if said.document else "",
        confirmed=confirmed(notice, said),
        strike=notice.strike.title if notice.strike else "",
        strike_url=notice.strike.get_absolute_url() if notice.strike else "",
    )


def place_name(notice: ServiceNotice) -> str:
    """By the name of the day on which it begins."""
    place = of_place(notice)
    if isinstance(place, Trust):
        return place.name_at(localdate(notice.starts_at or notice.created_at))
    return place.name if isinstance(place, Area) else str(place)


def who_says(notice: ServiceNotice) -> Said:
    return said_in(notice.evidence, localdate(notice.starts_at or notice.created_at))


def confirmed(notice: ServiceNotice, said: Said) -> str:
    """When it was last found to be so. Of whom we may not name, the day is enough."""
    at = notice.confirmed_at
    if at is not None:
        return f"last confirmed {words.day_and_time(at) if said.document else words.day(at)}"
    return f"said on {words.day(said.on)}, not confirmed since" if said.on else "not confirmed yet"
