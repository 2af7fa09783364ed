"""What is open, reduced or closed, and what patients are told: who says so, until when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Case, Q, When
from django.utils.text import capfirst
from django.utils.timezone import localdate

from hospitals.models import Area, Hospital, ServiceNotice, Strike, Trust
from hospitals.models.notices import ServiceNoticeQuerySet, holds
from lib import words

from .figures import Said, said_in
from .first_words import FirstWordLine, first_word
from .going import going
from .provenance import readable, reported, with_evidence, with_roles
from .reference import reference

MOST = 100
# Of the latest of so many; only few of them are such that readers may not know.
LOOKED_AT = 3 * MOST
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
        return f"{capfirst(self.state)}: {about(self.service, self.where, self.here)}"


@dataclass(frozen=True)
class NoticeWord:
    """What is reported to be open, reduced or closed, and not confirmed: none of our words."""

    state: str
    about: str
    when: str
    said: str


def about(service: str, where: str, here: bool) -> str:
    return ", ".join(filter(None, [service, "" if here and service else where]))


@dataclass(frozen=True)
class Notices:
    """Of one page, those of the place itself first. `more`: only the latest are shown.

    Above them stands what is reported and not confirmed.
    """

    lines: list[NoticeLine]
    more: bool = False
    first_words: list[NoticeWord] = field(default_factory=list)

    @property
    def services(self) -> list[NoticeLine]:
        """What is open, reduced or closed."""
        return [line for line in self.lines if line.code != ServiceNotice.State.ADVICE]

    @property
    def told(self) -> list[NoticeLine]:
        """What patients are told."""
        return [line for line in self.lines if line.code == ServiceNotice.State.ADVICE]


def for_notices(queryset: ServiceNoticeQuerySet) -> ServiceNoticeQuerySet:
    """With all that a line of each needs but where it came from."""
    related = queryset.select_related("service", "hospital", "area", "strike")
    return related.with_confirmed()


def in_force(at: datetime) -> Q:
    """Q: `ServiceNoticeQuerySet.in_force`, by what is remembered of strikes."""
    known = going(at)
    return holds(at, on=known.on, off=known.off)


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
    return shown(seen(ServiceNotice.objects.filter(in_force(at), here), at), at, hospital or trust)


def notices_of_area(area: Area, at: datetime) -> Notices:
    """What stands across an area; of the trusts in it their own pages tell."""
    return shown(seen(area.notices.filter(in_force(at)), at), at)


def notices_of(strike: Strike, at: datetime) -> list[ServiceNotice]:
    """Those of a strike, still to be judged by their evidence; each knows whether it `stands`."""
    stands = Case(When(in_force(at), then=True), default=False)
    return candidates(strike.notices.annotate(stands=stands))


def sorted_out(rows: list[ServiceNotice], at: datetime) -> tuple[Notices, Notices]:
    """Of rows `notices_of` that readers see: what stands, what does no longer."""
    return (
        shown([row for row in rows if row.stands], at),
        shown([row for row in rows if not row.stands and row.is_signed_off], at),
    )


def candidates(queryset: ServiceNoticeQuerySet) -> list[ServiceNotice]:
    """What readers see if its evidence is such that they may know, the latest first."""
    rows = for_notices(queryset.standing_or_unconfirmed()).order_by("-id")
    return list(rows[:LOOKED_AT])


def seen(queryset: ServiceNoticeQuerySet, at: datetime) -> list[ServiceNotice]:
    return seen_of(with_roles(with_evidence(candidates(queryset))), at)


def seen_of(rows: list[ServiceNotice], at: datetime) -> list[ServiceNotice]:
    """Those that readers see, of rows that came with their evidence and the roles in it."""
    known = {row.pk for row in [*readable(rows, at), *reported(rows, at)]}
    return [row for row in rows if row.pk in known]


def shown(
    rows: list[ServiceNotice], at: datetime, first: Trust | Hospital | None = None
) -> Notices:
    """In reading order: of the place itself, then by place; what is closed first."""
    known = rows[:MOST]
    lines = sorted(
        (notice_line(row, first) for row in known if row.is_signed_off),
        key=lambda line: (not line.here, line.where, ORDER.index(line.code), line.service),
    )
    reported_now = sorted(
        (row for row in known if not row.is_signed_off), key=lambda row: row.shown_at
    )
    words_of_it = [notice_word(row, at, first) for row in reported_now]
    return Notices(lines, more=len(rows) > MOST, first_words=words_of_it)


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


def notice_word(
    notice: ServiceNotice, at: datetime, page_of: Trust | Hospital | None
) -> NoticeWord:
    service = notice.service.name if notice.service else ""
    return NoticeWord(
        state=notice.get_state_display(),
        about=about(service, place_name(notice), of_place(notice) == page_of),
        when=words.between(notice.starts_at, notice.ends_at),
        said=reported_as(notice, at).said,
    )


def reported_as(notice: ServiceNotice, at: datetime) -> FirstWordLine:
    return first_word(notice, notice.state, notice.get_state_display(), day_of(notice), at)


def place_name(notice: ServiceNotice) -> str:
    """By the name of the day on which it begins."""
    place = of_place(notice)
    if isinstance(place, Trust):
        return place.name_at(day_of(notice))
    return place.name if isinstance(place, Area) else str(place)


def day_of(notice: ServiceNotice) -> date:
    return localdate(notice.starts_at or notice.created_at)


def who_says(notice: ServiceNotice) -> Said:
    return said_in(notice.evidence, day_of(notice))


def confirmed(notice: ServiceNotice, said: Said) -> str:
    """When it was last found to be so. Of whom we may not name, the day is enough."""
    at = notice.confirmed_at
    if at is not None:
        return f"last confirmed {words.day_and_time(at) if said.document else words.day(at)}"
    return f"said on {words.day(said.on)}, not confirmed since" if said.on else "not confirmed yet"
