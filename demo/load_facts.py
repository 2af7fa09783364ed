"""Load the facts: reference data as it stands, figures through `hospitals.workflow`.

What is already there is left as it is: a desk that has corrected the demo keeps its correction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model

from hospitals import workflow
from hospitals.models import (
    Alias,
    Area,
    AreaKind,
    Dispute,
    DisruptionFigure,
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
    SourceRole,
    StaffGroup,
    StaffGroupName,
    Strike,
    StrikeSpell,
    StrikeStatusChange,
    StrikeSummary,
    Terms,
    Trust,
    TrustArea,
    TrustName,
    TrustSuccession,
    Union,
)
from lib.text import fold

from .reading import HERE, Row, at, read_table

# ICBs began on this day; NHS regions are entered without dates, as today's applied to the past.
ICBS_BEGAN = "2022-07-01"
# What tells a figure from others: what it covers besides comes of that.


class Facts:
    """What has been loaded, by kind and natural key, and how many rows of each were new."""

    def __init__(
        self,
        *,
        recorder: User,
        checker: User,
        releaser: User,
        folder: Path = HERE / "facts",
    ) -> None:
        self.recorder, self.checker, self.releaser = recorder, checker, releaser
        self.folder = folder
        self.found = {}
        self.added = Counter()

    def rows(self, name: str) -> list[Row]:
        return read_table(name, self.folder)

    def get(self, row: Row, kind: str, key: str) -> Any:
        """The loaded object, or None for an empty key; an unknown key is an error of `row`."""
        if not key:
            return None
        if (kind, key) not in self.found:
            raise row.bad(f"no {kind} “{key}” is in the demo’s files.")
        return self.found[kind, key]

    def gets(self, row: Row, kind: str, column: str) -> list[Any]:
        return [self.get(row, kind, key) for key in row.list(column)]

    def one_of(self, row: Row, column: str, kinds: Sequence[str]) -> dict[str, Any]:
        """{"trust": the trust} for a cell such as trust:RHM."""
        kind, _, key = row[column].partition(":")
        if kind not in kinds:
            raise row.bad(f"{column} is “{row[column]}”: begin with {' or '.join(kinds)}.")
        return {kind: self.get(row, kind, key)}

    def keep(
        self,
        row: Row,
        model: type[Model],
        *,
        key: tuple[str, str] | None = None,
        sets: dict[str, list[Any]] | None = None,
        look_up: dict[str, Any],
        **rest: Any,
    ) -> Any:
        """The row that matches `look_up`, or a new one; `sets` are its many-to-many values."""
        kind = model._meta.verbose_name
        with row.blamed():
            kept = model.objects.filter(**look_up).first()
            if kept is None:
                kept = model(**look_up, **rest)
                kept.full_clean()
                kept.save()
                for name, members in (sets or {}).items():
                    getattr(kept, name).set(members)
                self.added[kind] += 1
        if key is not None:
            self.found[key] = kept
        return kept

    def keep_signed_off(self, row: Row, model: type[Model], **given: Any) -> Any:
        """As `keep`, for what is said about a strike: entered by one, signed off by another."""
        before = self.added.total()
        kept = self.keep(row, model, created_by=self.recorder, **given)
        if self.added.total() > before:
            with row.blamed():
                workflow.sign_off_facts(by=self.checker, rows=[kept])
        return kept


def load_facts(facts: Facts, say: Callable[[str], object]) -> None:
    """Load every table, in order of dependence. `say` takes a line of progress."""
    for step in (load_places, load_strikes_frame, load_sources, load_strikes, load_figures):
        before = sum(facts.added.values())
        step(facts)
        say(f"  {step.__doc__.splitlines()[0]} {sum(facts.added.values()) - before} new rows.")


def by_slug(kind: str, row: Row) -> dict[str, Any]:
    """What `keep` takes of a record that its slug tells from others."""
    return {"key": (kind, row["slug"]), "look_up": {"slug": row["slug"]}}


def load_places(facts: Facts) -> None:
    """Areas, trusts and hospitals:"""
    for row in facts.rows("area_kinds"):
        alone = row.yes("one_at_a_time")
        given = {**row.same("name", "level"), "one_at_a_time": alone}
        facts.keep(row, AreaKind, **by_slug("kind of area", row), **given)
    for row in facts.rows("areas"):
        facts.keep(
            row,
            Area,
            **by_slug("area", row),
            **row.same("name", "code"),
            kind=facts.get(row, "kind of area", row["kind"]),
            sets={"parents": facts.gets(row, "area", "parents")},
        )
    for row in facts.rows("trusts"):
        load_trust(facts, row)
    for row in facts.rows("trust_former_names"):
        trust = facts.get(row, "trust", row["trust"])
        facts.keep(
            row, TrustName, look_up={"trust": trust, "until": row.date("until")}, name=row["name"]
        )
    for row in facts.rows("trust_successions"):
        ends = {name: facts.get(row, "trust", row[name]) for name in ("predecessor", "successor")}
        facts.keep(row, TrustSuccession, look_up=ends, on=row.date("on"))
    for row in facts.rows("hospitals"):
        facts.keep(
            row,
            Hospital,
            **by_slug("hospital", row),
            **row.same("name", "town", "site_code"),
            **coordinates(row),
        )
    for row in facts.rows("hospital_trusts"):
        facts.keep(
            row,
            HospitalTrust,
            look_up={
                "hospital": facts.get(row, "hospital", row["hospital"]),
                "trust": facts.get(row, "trust", row["trust"]),
                "valid_from": row.date("from"),
            },
            valid_to=row.date("to"),
        )


def load_trust(facts: Facts, row: Row) -> None:
    known = Trust.objects.filter(code=row["code"]).exists()
    trust = facts.keep(
        row,
        Trust,
        key=("trust", row["code"]),
        look_up={"code": row["code"]},
        **row.same("name", "slug"),
        is_foundation=row.yes("foundation"),
        opened=row.date("opened"),
        closed=row.date("closed"),
        **row.same("website", "telephone"),
        **coordinates(row),
    )
    if known:
        return
    for kind in ("city", "county", "region", "icb"):
        area = facts.get(row, "area", row[kind])
        if area is not None:
            since = ICBS_BEGAN if kind == "icb" else None
            facts.keep(row, TrustArea, look_up={"trust": trust, "area": area}, valid_from=since)


def coordinates(row: Row) -> dict[str, float | None]:
    return {
        name: None if row[name] == "" else float(row.decimal(name))
        for name in ("latitude", "longitude")
    }


def load_strikes_frame(facts: Facts) -> None:
    """Unions, staff groups, disputes, services, kinds of event, measures and kinds of service:"""
    for row in facts.rows("unions"):
        facts.keep(
            row,
            Union,
            **by_slug("union", row),
            **row.same("name", "short_name"),
            nation=facts.get(row, "area", row["nation"]),
        )
    for row in facts.rows("staff_groups"):
        group = facts.keep(
            row,
            StaffGroup,
            **by_slug("staff group", row),
            name=row["name"],
        )
        if row["former_name"]:
            facts.keep(
                row,
                StaffGroupName,
                look_up={"staff_group": group, "until": row.date("until")},
                name=row["former_name"],
            )
    for row in facts.rows("disputes"):
        facts.keep(
            row,
            Dispute,
            **by_slug("dispute", row),
            title=row["title"],
            began=row.date("began"),
            settled=row.date("settled"),
            summary=row["summary"],
            sets={"unions": facts.gets(row, "union", "unions")},
        )
    for row in facts.rows("services"):
        facts.keep(row, Service, **by_slug("service", row), name=row["name"])
    for row in facts.rows("event_kinds"):
        facts.keep(row, EventKind, **by_slug("kind of event", row), name=row["name"])
    for row in facts.rows("measures"):
        names = set(row.cells) - {"slug", "tells_who_is_out"}
        tells = row.yes("tells_who_is_out")
        facts.keep(
            row,
            Measure,
            **by_slug("measure", row),
            **row.same(*names),
            tells_who_is_out=tells,
        )
    for row in facts.rows("settings"):
        facts.keep(row, Setting, **by_slug("kind of service", row), name=row["name"])
    for row in facts.rows("measure_parts"):
        facts.keep(
            row,
            MeasureParts,
            look_up={"whole": facts.get(row, "measure", row["whole"]), "name": row["name"]},
            sets={"parts": facts.gets(row, "measure", "parts")},
        )


def load_sources(facts: Facts) -> None:
    """Sources, what else people call things, and where it came from:"""
    for row in facts.rows("licences"):
        facts.keep(
            row, Licence, **by_slug("licence", row), **row.same("name", "url", "attribution")
        )
    for row in facts.rows("sources"):
        facts.keep(
            row,
            Source,
            **by_slug("source", row),
            **row.same("name", "kind"),
            private=row.yes("private"),
            terms=Terms.ON_RECORD,
            created_by=facts.recorder,
            trust=facts.get(row, "trust", row["trust"]),
            union=facts.get(row, "union", row["union"]),
            licence=facts.get(row, "licence", row["licence"]),
        )
    for row in facts.rows("source_roles"):
        facts.keep(
            row,
            SourceRole,
            look_up={
                "source": facts.get(row, "source", row["source"]),
                "since": row.date("since"),
            },
            **row.same("role", "organisation"),
            until=row.date("until"),
        )
    for row in facts.rows("aliases"):
        owner = facts.one_of(row, "of", ("trust", "hospital", "source"))
        facts.keep(
            row,
            Alias,
            look_up={"folded": fold(row["text"]), **owner},
            **row.same("text", "kind"),
        )
    for row in facts.rows("evidence"):
        evidence = facts.keep(
            row,
            Evidence,
            key=("evidence", row["key"]),
            look_up={
                "title": row["title"],
                "said_by": facts.get(row, "source", row["said_by"]),
                "published_on": row.date("published_on"),
            },
            kind=row["kind"],
            reported_by=facts.get(row, "source", row["reported_by"]),
            via=facts.get(row, "source", row["via"]),
            said_on=row.date("said_on"),
            url=row["url"],
            terms=Terms.ON_RECORD,
            licence=facts.get(row, "licence", row["licence"]),
            public_caveat=row["public_caveat"],
            created_by=facts.recorder,
        )
        for order, source in enumerate(facts.gets(row, "source", "said_with"), start=1):
            facts.keep(row, SaidWith, look_up={"evidence": evidence, "source": source}, order=order)
        day = row.date("recorded_on") or evidence.published_on
        if day is None:
            raise row.bad("give the day it was published, or the day to record it under.")
        facts.found["day", row["key"]] = day


def load_strikes(facts: Facts) -> None:
    """Strikes, their dates and changes, who is out, and events:"""
    for row in facts.rows("strikes"):
        strike = facts.keep_signed_off(
            row,
            Strike,
            **by_slug("strike", row),
            title=row["title"],
            dispute=facts.get(row, "dispute", row["dispute"]),
            sets={
                "staff_groups": facts.gets(row, "staff group", "staff_groups"),
                "unions": facts.gets(row, "union", "unions"),
            },
        )
        if row["summary"]:
            look_up = {"strike": strike}
            facts.keep_signed_off(row, StrikeSummary, look_up=look_up, text=row["summary"])
    for row in facts.rows("strike_spells"):
        strike = facts.get(row, "strike", row["strike"])
        if row["first_day"].startswith("in ") and strike.spells.exists():
            continue  # to come as seen from the first loading
        facts.keep_signed_off(
            row,
            StrikeSpell,
            look_up={
                "strike": strike,
                "first_day": row.date("first_day"),
            },
            last_day=row.date("last_day"),
            starts_at=row.moment("starts_at"),
            ends_at=row.moment("ends_at"),
            cover=row["cover"],
            evidence=facts.get(row, "evidence", row["evidence"]),
            no_source=row["no_source"],
        )
    for row in facts.rows("strike_statuses"):
        facts.keep_signed_off(
            row,
            StrikeStatusChange,
            look_up={
                "strike": facts.get(row, "strike", row["strike"]),
                "status": row["status"],
                **({"on": row.date("on")} if row["on"] else {"on_last": row.date("last_day")}),
            },
            on_exact=row["exact"] or "day",
            hour=row.hour("hour"),
            evidence=facts.get(row, "evidence", row["evidence"]),
            note=row["note"],
        )
    for row in facts.rows("who_is_out"):
        facts.keep_signed_off(
            row,
            Participation,
            look_up={
                "strike": facts.get(row, "strike", row["strike"]),
                **facts.one_of(row, "who", ("trust", "hospital", "area")),
            },
            answer=row["answer"],
            evidence=facts.get(row, "evidence", row["evidence"]),
        )
    for row in facts.rows("events"):
        facts.keep_signed_off(
            row,
            Event,
            **by_slug("event", row),
            **row.same("title", "status", "outcome"),
            kind=facts.get(row, "kind of event", row["kind"]),
            dispute=facts.get(row, "dispute", row["dispute"]),
            strike=facts.get(row, "strike", row["strike"]),
            first_day=row.date("day"),
            last_day=row.date("last_day"),
            exact=row["exact"] or "day",
            place=row["place"],
            area=facts.get(row, "area", row["area"]),
            hospital=facts.get(row, "hospital", row["hospital"]),
            planned_start=row.moment("planned_start"),
            planned_end=row.moment("planned_end"),
            evidence=facts.get(row, "evidence", row["evidence"]),
        )
    for row in facts.rows("notices"):
        facts.keep_signed_off(
            row,
            ServiceNotice,
            look_up={
                "strike": facts.get(row, "strike", row["strike"]),
                "service": facts.get(row, "service", row["service"]),
                "starts_at": row.moment("from"),
                **facts.one_of(row, "place", ("trust", "hospital", "area")),
            },
            ends_at=row.moment("until"),
            **row.same("state", "text"),
            evidence=facts.get(row, "evidence", row["evidence"]),
        )


def load_figures(facts: Facts) -> None:
    """Figures, recorded, checked by another person and released:"""
    new = set()
    for row in facts.rows("figures"):
        key = row["key"]
        if row["subject"]:
            identity = read_identity(facts, row)
            figure = find_figure(identity)
            if figure is None:
                figure = enter_figure(facts, row, identity)
                new.add(key)
            facts.found["figure", key] = figure
        elif key in new:
            enter_revision(facts, row, facts.get(row, "figure", key))
        elif ("figure", key) not in facts.found:
            raise row.bad(f"a new value for “{key}” comes before the figure itself.")
    for row in facts.rows("figure_parts"):
        whole = facts.get(row, "figure", row["whole"])
        if not whole.part_lists.filter(axis=row["axis"]).exists():
            with row.blamed():
                workflow.set_parts(
                    by=facts.checker,
                    whole=whole,
                    parts=facts.gets(row, "figure", "parts"),
                    axis=row["axis"],
                    complete=row.yes("complete"),
                )
            facts.added["list of parts"] += 1
    for row in facts.rows("derivations"):
        figure = facts.get(row, "figure", row["figure"])
        if not hasattr(figure, "derivation"):
            with row.blamed():
                workflow.set_derivation(
                    by=facts.checker,
                    figure=figure,
                    inputs=facts.gets(row, "figure", "inputs"),
                    method=row["method"],
                    mixed_units=row.yes("mixed_units"),
                )
            facts.added["derivation"] += 1


def read_identity(facts: Facts, row: Row) -> workflow.Identity:
    return workflow.Identity(
        **facts.one_of(row, "subject", ("area", "trust", "hospital")),
        measure=facts.get(row, "measure", row["measure"]),
        strike=facts.get(row, "strike", row["strike"]),
        event=facts.get(row, "event", row["event"]),
        dispute=facts.get(row, "dispute", row["dispute"]),
        covers=facts.gets(row, "strike", "covers"),
        setting=facts.get(row, "kind of service", row["setting"]),
        counted_note=row["counted_note"],
        staff_group=facts.get(row, "staff group", row["staff_group"]),
        nature=row["nature"],
        basis=row["basis"],
        period_start=row.date("start"),
        period_end=row.date("end"),
        source=facts.get(row, "source", row["source"]),
    )


def read_reading(facts: Facts, row: Row) -> workflow.Reading:
    return workflow.Reading(
        evidence=facts.get(row, "evidence", row["evidence"]),
        value=row.decimal("value"),
        upper=row.decimal("upper"),
        how_exact=row["how_exact"] or "exact",
        rounded_to=row.decimal("rounded_to"),
        out_of=row.decimal("out_of"),
        out_of_what=row["out_of_what"],
        missing=row["missing"],
        returns_received=row.integer("returns_received"),
        returns_expected=row.integer("returns_expected"),
        locator=row["locator"],
        words=row["words"],
        public_caveat=row["public_caveat"],
    )


def find_figure(identity: workflow.Identity) -> DisruptionFigure | None:
    """The figure with this identity, withdrawn or not, or None."""
    return DisruptionFigure.objects.with_identity(identity).first()


def enter_figure(facts: Facts, row: Row, identity: workflow.Identity) -> DisruptionFigure:
    """Record at noon of the day of the document; check and release within the half-hour.

    A row in the state “to check” is left for the desk.
    """
    if row["state"] not in ("", "to check"):
        raise row.bad(f"state is “{row['state']}”: leave it empty, or write to check.")
    noon = at(facts.found["day", row["evidence"]], 12)
    with row.blamed():
        figure = workflow.record(
            by=facts.recorder, identity=identity, reading=read_reading(facts, row), at=noon
        )
        if not row["state"]:
            workflow.check(
                by=facts.checker, revision=figure.latest(), at=noon + timedelta(minutes=20)
            )
            workflow.release(by=facts.releaser, figures=[figure], at=noon + timedelta(minutes=30))
    facts.added["figure"] += 1
    return figure


def enter_revision(facts: Facts, row: Row, figure: DisruptionFigure) -> None:
    noon = at(facts.found["day", row["evidence"]], 12)
    with row.blamed():
        revision = workflow.revise(
            by=facts.recorder,
            figure=figure,
            reading=read_reading(facts, row),
            reason=row["reason"],
            reason_note=row["reason_note"],
            at=noon,
        )
        workflow.check(by=facts.checker, revision=revision, at=noon + timedelta(minutes=20))
    facts.added["revision"] += 1
