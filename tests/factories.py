"""Small worlds for tests, from ours: UHS in April 2023, 1,854 = 158 + 1,696 appointments.

Plain functions with defaults. People, places, strikes, measures and sources are found again when
asked for twice; evidence and figures are new each time. Figures go through the workflow.
"""

from dataclasses import fields
from datetime import date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Group, Permission, User
from django.utils.text import slugify

from deeds import deed
from hospitals import workflow
from hospitals.models import (
    Area,
    AreaKind,
    Dispute,
    Event,
    EventKind,
    Evidence,
    Hospital,
    HospitalTrust,
    Licence,
    Measure,
    MeasureParts,
    Participation,
    SaidWith,
    Service,
    ServiceNotice,
    Setting,
    Source,
    StaffGroup,
    Strike,
    StrikeSpell,
    StrikeStatusChange,
    StrikeSummary,
    Trust,
    TrustArea,
    Union,
)
from lib.inexact import first_and_last

numbers = count(1)
SIGNED_OFF_AT = datetime(2001, 1, 1, tzinfo=ZoneInfo("Europe/London"))

GROUPS = {
    "reporter": "reporter",
    "sub": "sub-editor",
    "data_editor": "data editor",
    "editor": "editor",
}
REGIONS = {"South East": "Y59", "Midlands": "Y60"}
KINDS_OF_AREA = {
    "nation": "nation",
    "region": "NHS region",
    "icb": "integrated care board",
    "county": "county",
    "city": "city or town",
}
TRUSTS = {
    "RHM": ("University Hospital Southampton NHS Foundation Trust", "South East"),
    "RN5": ("Hampshire Hospitals NHS Foundation Trust", "South East"),
    "RX1": ("Nottingham University Hospitals NHS Trust", "Midlands"),
    "RK5": ("Sherwood Forest Hospitals NHS Foundation Trust", "Midlands"),
}
SETTINGS = {
    "acute": "acute hospitals",
    "community": "community services",
    "mental-health": "mental health services",
    "all": "all settings",
}
# name: unit, one of it, kind, family, may be added; then currency and per what
MEASURES = {
    "appointments": ("appointments", "appointment", "count", "activity", "days_and_places"),
    "inpatient": ("inpatient procedures", "procedure", "count", "activity", "days_and_places"),
    "outpatient": (
        "outpatient appointments",
        "appointment",
        "count",
        "activity",
        "days_and_places",
    ),
    "clinics": ("clinics", "clinic", "count", "activity", "days_and_places"),
    "operations": ("operations", "operation", "count", "activity", "days_and_places"),
    "nurses on strike": ("nurses", "nurse", "count", "staff", "places"),
    "people at a rally": ("people", "person", "count", "attendance", "never"),
    "cost of cover": ("pounds", "pound", "money", "context", "days_and_places", "GBP"),
    "lowest pay": ("pounds", "pound", "rate", "context", "never", "GBP", "an hour"),
    "average wait": ("minutes", "minute", "duration", "activity", "never"),
    "staff off": ("per cent", "per cent", "percent", "staff", "never"),
    "pay rise offered": ("per cent", "per cent", "percent", "context", "never"),
    "pay rise asked for": ("per cent", "per cent", "percent", "context", "never"),
}
PARTS = {"appointments": ["inpatient", "outpatient"]}
APRIL_2023 = [date(2023, 4, number) for number in (11, 12, 13, 14)]


def london(text):
    """ "2023-04-19 07:00" → that moment, London time."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/London"))


# People


def user(role="reporter", name=""):
    """Someone with a role: reporter, sub, data_editor or editor. A second one has another name."""
    person, new = User.objects.get_or_create(
        username=name or role.replace("_", "-"), defaults={"is_staff": True}
    )
    if new:
        person.groups.add(Group.objects.get(name=GROUPS[role]))
    return person


def someone(*permissions, name=""):
    """Someone with exactly these permissions of the facts, such as "check_figure"."""
    person = User.objects.create_user(name or f"someone-{next(numbers)}", is_staff=True)
    person.user_permissions.set(
        Permission.objects.filter(content_type__app_label="hospitals", codename__in=permissions)
    )
    return person


# Places


def area_kind(slug="nation"):
    given = {"name": KINDS_OF_AREA[slug], "one_at_a_time": slug in ("region", "icb")}
    given["level"] = slug if slug in AreaKind.Level.values else ""
    return AreaKind.objects.get_or_create(slug=slug, defaults=given)[0]


def area(name="England", kind="nation", code="", within=()):
    made, new = Area.objects.get_or_create(
        name=name, kind=area_kind(kind), defaults={"slug": slugify(name), "code": code}
    )
    if new:
        made.parents.set(within)
    return made


def region(name="South East"):
    return area(name, "region", code=REGIONS.get(name, ""), within=[area()])


def trust(code="RHM", name="", region_name="", **more):
    """The trust with this code; RHM, RN5, RX1 and RK5 know their names and regions."""
    known_name, known_region = TRUSTS.get(code, (f"Trust {code}", "South East"))
    name = name or known_name
    made, new = Trust.objects.get_or_create(
        code=code,
        defaults={
            "name": name,
            "slug": slugify(name),
            "is_foundation": "Foundation" in name,
            **more,
        },
    )
    if new:
        TrustArea.objects.create(trust=made, area=region(region_name or known_region))
    return made


def hospital(name="Southampton General Hospital", town="Southampton", run_by=None, **more):
    made, new = Hospital.objects.get_or_create(
        name=name, town=town, defaults={"slug": slugify(f"{name} {town}"), **more}
    )
    if new:
        HospitalTrust.objects.create(hospital=made, trust=run_by or trust())
    return made


# Strikes and events


def signed_off(given):
    """The fields of a row, with a sign-off by an editor unless `signed_off=False` is among them."""
    if not given.pop("signed_off", True):
        return given
    return {"signed_off_by": user("editor"), "signed_off_at": SIGNED_OFF_AT, **given}


def staff_group(name="Junior doctors", **more):
    given = {"slug": slugify(name), **more}
    return StaffGroup.objects.get_or_create(name=name, defaults=given)[0]


def union(short_name="BMA", name="British Medical Association"):
    return Union.objects.get_or_create(
        name=name, defaults={"short_name": short_name, "slug": slugify(short_name)}
    )[0]


def dispute(title="Junior doctors’ pay dispute"):
    made, new = Dispute.objects.get_or_create(title=title, defaults={"slug": slugify(title)})
    if new:
        made.unions.add(union())
    return made


def strike(title="Junior doctors’ strike, 11–15 April 2023", days=APRIL_2023, statuses=(), **more):
    """A strike with its dates: days on end are one spell. `statuses` are (status, date) pairs."""
    with deed():
        return _strike(title, days, statuses, **more)


def _strike(title, days, statuses, *, summary="", **more):
    given = signed_off({"slug": slugify(title), "dispute": dispute(), **more})
    made, new = Strike.objects.get_or_create(title=title, defaults=given)
    if new and summary:
        signs = {name: given.get(name) for name in ("signed_off_by", "signed_off_at")}
        StrikeSummary.objects.create(strike=made, text=summary, **signs)
    if new:
        made.staff_groups.add(staff_group())
        for first, last in runs(days):
            spell(made, first, last)
        for status, day in statuses:
            change_status(made, status, day)
    return made


def change_status(strike, status, day, evidence_of_it=None, **more):
    """On one day, unless it is said how exact the day is (`on_exact`)."""
    more.setdefault("on_exact", "day")
    first, last = first_and_last(day, more.pop("on_last", None), more["on_exact"])
    return StrikeStatusChange.objects.create(
        strike=strike,
        status=status,
        on=first,
        on_last=last,
        evidence=evidence_of_it or evidence(published_on=last, signed_off=True),
        **signed_off(more),
    )


def spell(strike, first_day, last_day, *, groups=(), unions=(), at=(), **more):
    """Strike dates; `last_day` None has no end. Without evidence they say why. `at` are places."""
    if "evidence" not in more:
        more.setdefault("no_source", "It stood in every paper.")
    made = StrikeSpell.objects.create(
        strike=strike, first_day=first_day, last_day=last_day, **signed_off(more)
    )
    made.staff_groups.set(groups)
    made.unions.set(unions)
    for place in at:
        getattr(made, f"{type(place).__name__.lower()}s").add(place)
    return made


def strike_day(strike, day, **more):
    return spell(strike, day, day, **more)


def replaced(row, *, sign_off=True, **changes):
    """What takes the place of a row that stands: entered by a reporter, signed off by another
    unless told otherwise."""
    old = type(row).objects.get(pk=row.pk)
    for name, value in changes.items():
        setattr(old, name, value)
    old.become_its_replacement()
    old.save()
    workflow.entered(by=user("reporter"), row=old)
    if sign_off:
        workflow.sign_off_facts(by=user("editor"), rows=[old])
    return old


def runs(days):
    """[(first, last)] of days on end."""
    found = []
    for day in sorted(days):
        if found and day == found[-1][1] + timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def out(strike, answer="yes", evidence=None, **more):
    """Whether a trust or an area is out; signed off with its evidence unless told otherwise."""
    return Participation.objects.create(
        strike=strike, answer=answer, evidence=evidence, **signed_off(more)
    )


def event_kind(name="rally"):
    return EventKind.objects.get_or_create(name=name, defaults={"slug": slugify(name)})[0]


def event(title="Rally at the Bargate, Southampton", day=date(2016, 1, 12), kind="rally", **more):
    """On one day, unless it is said how `exact` the day is."""
    more.setdefault("exact", "day")
    first, last = first_and_last(day, more.pop("last_day", None), more["exact"])
    made, _ = Event.objects.get_or_create(
        title=title,
        defaults={
            "slug": slugify(title),
            "kind": event_kind(kind),
            "status": "held",
            "dispute": dispute(),
            "first_day": first,
            "last_day": last,
            **signed_off(more),
        },
    )
    return made


def service(name="endoscopy"):
    return Service.objects.get_or_create(name=name, defaults={"slug": slugify(name)})[0]


def notice(state="closed", service_name="endoscopy", evidence_of_it=None, **more):
    """What is open or closed at UHS, or at the `trust`, `hospital` or `area` that is given.

    Signed off with its evidence unless told otherwise.
    """
    if not {"trust", "hospital", "area"} & more.keys():
        more["trust"] = trust()
    return ServiceNotice.objects.create(
        state=state,
        service=service(service_name) if service_name else None,
        evidence=evidence_of_it or evidence(signed_off=True),
        **signed_off(more),
    )


# Measures, sources, evidence


def measure(name="appointments"):
    """One of MEASURES; appointments come with their allowed parts, inpatient and outpatient."""
    unit, singular, kind, family, adds_over, *money = MEASURES[name]
    made, new = Measure.objects.get_or_create(
        name=name,
        defaults={
            "slug": slugify(name),
            "unit": unit,
            "unit_singular": singular,
            "kind": kind,
            "family": family,
            "adds_over": adds_over,
            **dict(zip(("currency", "per"), money, strict=False)),
        },
    )
    if new and name in PARTS:
        allowed = MeasureParts.objects.create(whole=made, name=", ".join(PARTS[name]))
        allowed.parts.set([measure(part) for part in PARTS[name]])
    return made


def setting(slug="acute"):
    """One of SETTINGS: a kind of service."""
    return Setting.objects.get_or_create(slug=slug, defaults={"name": SETTINGS[slug]})[0]


def source(name="NHS England", kind="organisation", terms="on_record", **more):
    """Signed off, unless `signed_off=False`."""
    given = {"slug": slugify(name), "kind": kind, "terms": terms, **signed_off(more)}
    return Source.objects.get_or_create(name=name, defaults=given)[0]


def licence(name="Open Government Licence v3.0", slug="ogl-3"):
    return Licence.objects.get_or_create(
        slug=slug,
        defaults={
            "name": name,
            "url": "https://licences.example/ogl/3/",
            "attribution": f"Contains information under the {name}.",
        },
    )[0]


def evidence(said_by=None, kind="document", terms="on_record", title="", **more):
    """A new document, statement, call…; on the record unless told otherwise.

    Not signed off yet: the check of what rests on it does that. `signed_off=True` for what stands
    behind a fact about a strike.
    """
    more.setdefault("signed_off", False)
    others, sign_off = more.pop("said_with", []), {}
    if others:
        # Who said it is fixed by the sign-off.
        sign_off, more["signed_off"] = signed_off({"signed_off": more["signed_off"]}), False
    made = Evidence.objects.create(
        said_by=said_by or source(),
        kind=kind,
        terms=terms,
        title=title or f"Strike action, table {next(numbers)}",
        **signed_off(more),
    )
    for order, other in enumerate(others, start=1):
        SaidWith.objects.create(evidence=made, source=other, order=order)
    if sign_off:
        Evidence.objects.filter(pk=made.pk).update(**sign_off)
        made.refresh_from_db()
    return made


def usual_world():
    """What figures are about by default, and the people who record them; found again later."""
    for role in GROUPS:
        user(role)
    for name in ("appointments", "inpatient", "outpatient"):
        measure(name)
    trust()
    strike()
    setting()
    source()


# Figures

IDENTITY = {field.name for field in fields(workflow.Identity)}


def identity(**given):
    """What a figure is about: by default UHS, appointments, the strike of April 2023."""
    chosen = {
        "setting": "acute",
        "nature": "actual",
        "basis": "whole_strike",
        **given,
    }
    if isinstance(chosen["setting"], str):
        chosen["setting"] = setting(chosen["setting"])
    if isinstance(chosen.get("service"), str):
        chosen["service"] = service(chosen["service"])
    if isinstance(chosen.get("measure", ""), str):
        chosen["measure"] = measure(chosen.get("measure", "appointments"))
    if not {"area", "trust", "hospital"} & chosen.keys():
        chosen["trust"] = trust()
    if not {"strike", "event"} & chosen.keys():
        chosen["strike"] = strike()
    dates = chosen["strike"].dates_of(public=False) if chosen.get("strike") else None
    of_strike = chosen["basis"] == "whole_strike" and dates
    if "period_start" not in chosen and not of_strike:
        day = chosen["event"].first_day if chosen.get("event") else APRIL_2023[0]
        chosen["period_start"], chosen["period_end"] = dates or (day, day)
    chosen.setdefault("source", source())
    return workflow.Identity(**chosen)


def reading(value=1854, **more):
    """What a source says; None takes the reason why it is missing (`missing="suppressed"`)."""
    more.setdefault("evidence", None)
    more["evidence"] = more["evidence"] or evidence()
    return workflow.Reading(value=value, **more)


def figure(value=1854, *, by=None, at=None, **given):
    """A figure on the desk: recorded, not checked, not released.

    Takes the fields of workflow.Identity and workflow.Reading; `measure` may be a name.
    """
    about = identity(**{name: given.pop(name) for name in IDENTITY & given.keys()})
    given.setdefault("evidence", None)
    given["evidence"] = given["evidence"] or evidence(said_by=about.source)
    return workflow.record(
        by=by or user("data_editor"), identity=about, reading=reading(value, **given), at=at
    )


def checked(value=1854, *, stood_up="", at=None, **given):
    """A figure that a second person has checked against its source, not released."""
    made = figure(value, at=at, **given)
    workflow.check(by=user("editor"), revision=made.latest(), stood_up=stood_up, at=at)
    made.refresh_from_db()
    return made


def released(value=1854, *, at=None, release_at=None, **given):
    """A figure that readers see: from `release_at`, else from `at`, else from now."""
    made = checked(value, at=at, **given)
    workflow.release(by=user("editor"), figures=[made], at=release_at or at)
    made.refresh_from_db()
    return made


def revised(figure, value, *, reason="source_revised", check=True, at=None, **given):
    """A new revision of the figure, checked unless told otherwise."""
    given.setdefault("evidence", None)
    given["evidence"] = given["evidence"] or evidence(said_by=figure.source)
    revision = workflow.revise(
        by=user("data_editor"), figure=figure, reading=reading(value, **given), reason=reason, at=at
    )
    if check:
        revision = workflow.check(by=user("editor"), revision=revision, at=at)
    figure.refresh_from_db()
    return revision


def seen_in(figure, *, sign_off=False, at=None, **given):
    """The newest value of the figure in another document; signed off only if told so."""
    given.setdefault("evidence", None)
    given["evidence"] = given["evidence"] or evidence(said_by=figure.source)
    row = workflow.seen_in(
        by=user("data_editor"), figure=figure, reading=reading(figure.latest().value, **given)
    )
    if sign_off:
        workflow.sign_off_seen_in(by=user("editor"), seen_in=row, at=at)
    return row


def appointments_split(**given):
    """(1,854, 158, 1,696): the appointments of April 2023 and their two parts, all released."""
    whole = released(1854, **given)
    parts = [
        released(158, measure="inpatient", **given),
        released(1696, measure="outpatient", **given),
    ]
    workflow.set_parts(by=user("data_editor"), whole=whole, parts=parts, axis="measure")
    return [whole, *parts]
