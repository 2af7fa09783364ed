"""Everything that a named person may do to a figure. Views, admin and commands only call these.

Each function is one transaction, locks the figure it changes, and raises `Refused` (nothing
written) or `PermissionDenied`. `at` is for loading the past; it defaults to now.
"""

from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from newsroom.lib.errors import Refused

from .dependents import dependents
from .models import (
    Derivation,
    DisruptionFigure,
    Evidence,
    FigureDecision,
    FigureRevision,
    Measure,
    PartList,
    Terms,
)

Kind = FigureDecision.Kind


@dataclass(kw_only=True)
class Identity:
    """What a figure is about: see DisruptionFigure. Exactly one of area, trust, hospital."""

    measure: Measure
    source: object
    scope: str
    nature: str
    basis: str
    period_start: date
    period_end: date
    area: object = None
    trust: object = None
    hospital: object = None
    strike: object = None
    event: object = None
    staff_group: object = None
    scope_note: str = ""
    covers: list = field(default_factory=list)


@dataclass(kw_only=True)
class Reading:
    """What the source says: see FigureRevision. A value, or the reason why there is none."""

    evidence: Evidence
    value: Decimal | int | None = None
    upper: Decimal | int | None = None
    how_exact: str = "exact"
    rounded_to: Decimal | int | None = None
    out_of: Decimal | int | None = None
    out_of_what: str = ""
    missing: str = ""
    missing_below: int | None = None
    returns_received: int | None = None
    returns_expected: int | None = None
    locator: str = ""
    words: str = ""
    public_caveat: str = ""


def values(record):
    """A dataclass's fields as a dict, without following into model instances."""
    return {f.name: getattr(record, f.name) for f in fields(record)}


@transaction.atomic
def record(*, by, identity: Identity, reading: Reading, at=None) -> DisruptionFigure:
    """Record a new figure with its first revision: on the desk, unchecked, not released."""
    need(by, "hospitals.add_disruptionfigure", "record figures")
    at = at or timezone.now()
    chosen = values(identity)
    covers = chosen.pop("covers")
    figure = DisruptionFigure(**chosen)
    figure.trust_at_time, figure.region_at_time = place_at_time(figure)
    save_valid(figure)
    figure.covers.set(covers)
    add_revision(figure, reading=reading, number=1, reason="first", by=by, at=at)
    note(figure, Kind.RECORDED, by=by, at=at)
    choose_preferred(figure)
    return figure


@transaction.atomic
def record_statement(*, by, entries, at=None) -> list[DisruptionFigure]:
    """Record several figures of one statement: `entries` is a list of (Identity, Reading).

    All or none; a refusal names the entry by its place in the list.
    """
    figures = []
    for number, (identity, reading) in enumerate(entries, start=1):
        try:
            figures.append(record(by=by, identity=identity, reading=reading, at=at))
        except Refused as refusal:
            raise Refused([f"Figure {number}: {text}" for text in refusal.messages]) from refusal
    return figures


@transaction.atomic
def revise(
    *, by, figure, reading: Reading, reason, reason_note="", source_changed_on=None, at=None
) -> FigureRevision:
    """Record a new value for a figure. Readers see nothing of it until it is checked."""
    need(by, "hospitals.change_disruptionfigure", "revise figures")
    at = at or timezone.now()
    figure = locked(figure)
    refuse_withdrawn(figure)
    latest = figure.revisions.order_by("-number").first()
    if latest.checked_at is None:
        raise Refused(
            f"{latest.recorded_by} recorded a revision at {clock(latest.recorded_at)} that waits "
            "for its check: check that one first."
        )
    revision = add_revision(
        figure,
        reading=reading,
        number=latest.number + 1,
        reason=reason,
        reason_note=reason_note,
        source_changed_on=source_changed_on,
        by=by,
        at=at,
    )
    note(figure, Kind.REVISED, by=by, at=at, text=reason_note)
    return revision


@transaction.atomic
def check(*, by, revision, stood_up="", at=None) -> FigureRevision:
    """Say that our record matches the source; from then on a released figure shows it.

    A second person checks, unless an editor must do it alone. A revision of a figure that stories
    cite goes through the port first, which may refuse.
    """
    need(by, "hospitals.check_figure", "check figures")
    at = at or timezone.now()
    figure = locked(revision.figure)
    refuse_withdrawn(figure)
    revision = FigureRevision.objects.select_related("evidence__said_by").get(pk=revision.pk)
    if revision.checked_at is not None:
        raise Refused(
            f"{revision.checked_by} has already checked this, at {clock(revision.checked_at)}."
        )
    if revision.recorded_by_id == by.pk and not by.has_perm("hospitals.check_own_figure"):
        raise Refused("You recorded this figure: another person checks it against the source.")
    evidence = revision.evidence
    if evidence.terms == Terms.UNATTRIBUTABLE and not stood_up:
        raise Refused(
            "What rests on an unattributable source must be stood up: say whether by a second "
            "source or a document seen."
        )
    public_from = max(at, evidence.embargo_until) if evidence.embargo_until else at
    if revision.number > 1:
        dependents().apply([revision], by=by, at=public_from)
    changed = FigureRevision.objects.filter(pk=revision.pk, checked_at__isnull=True).update(
        checked_by=by, checked_at=at, public_from=public_from, stood_up=stood_up
    )
    if not changed:
        raise Refused("Somebody else has just checked this.")
    bring_copies_up_to_date(revision)
    note(figure, Kind.CHECKED, by=by, at=at, text=f"revision {revision.number}")
    choose_preferred(figure)
    revision.refresh_from_db()
    return revision


@transaction.atomic
def release(*, by, figures, at=None) -> list[DisruptionFigure]:
    """Let readers see checked figures from `at` (later than now: an embargo).

    Already released figures are left as they are, unless `at` is earlier.
    """
    need(by, "hospitals.release_figure", "release figures")
    now = timezone.now()
    at = at or now
    released = []
    for figure in locked_all(figures):
        refuse_withdrawn(figure)
        if figure.released_at is not None and figure.released_at <= at:
            continue
        reasons = why_not_public(figure, at)
        if reasons:
            raise Refused([f"{figure}: {reason}" for reason in reasons])
        figure.released_at = at
        figure.save(update_fields=["released_at"])
        note(figure, Kind.RELEASED, by=by, at=min(at, now))
        released.append(figure)
    return released


@transaction.atomic
def prefer(*, by, figure, reason, at=None) -> DisruptionFigure:
    """Choose this figure over its rivals, with a reason that readers can see."""
    need(by, "hospitals.prefer_figure", "choose between figures")
    reason = required(reason, "Say why this figure is the one to use.")
    figure = locked(figure)
    refuse_withdrawn(figure)
    rivals = list(DisruptionFigure.objects.rivals_of(figure).select_for_update())
    if not rivals:
        raise Refused("There are no other figures for this: nothing to choose between.")
    for rival in rivals:
        set_preferred(rival, preferred=False, reason="")
    set_preferred(figure, preferred=True, reason=reason)
    note(figure, Kind.PREFERRED, by=by, at=at, text=reason)
    return figure


@transaction.atomic
def dispute(*, by, figure, text, at=None) -> DisruptionFigure:
    """Note in public that somebody disputes a number that stays up."""
    need(by, "hospitals.dispute_figure", "mark figures as disputed")
    at = at or timezone.now()
    figure = locked(figure)
    refuse_withdrawn(figure)
    figure.disputed_note = required(text, "Say who disputes the figure, and why.")
    figure.disputed_on = timezone.localdate(at)
    figure.save(update_fields=["disputed_note", "disputed_on"])
    note(figure, Kind.DISPUTED, by=by, at=at, text=figure.disputed_note)
    return figure


@transaction.atomic
def settle_dispute(*, by, figure, text="", at=None) -> DisruptionFigure:
    need(by, "hospitals.dispute_figure", "mark figures as disputed")
    figure = locked(figure)
    if figure.disputed_on is None:
        raise Refused("This figure is not marked as disputed.")
    figure.disputed_note, figure.disputed_on = "", None
    figure.save(update_fields=["disputed_note", "disputed_on"])
    note(figure, Kind.SETTLED, by=by, at=at, text=text)
    return figure


@transaction.atomic
def withdraw(*, by, figure, reason, at=None) -> DisruptionFigure:
    """Take a figure back. Its page stays as a tombstone with the reason, never a 404."""
    need(by, "hospitals.withdraw_figure", "withdraw figures")
    at = at or timezone.now()
    figure = locked(figure)
    refuse_withdrawn(figure)
    reason = required(reason, "Say why the figure is withdrawn.")
    dependents().apply(list(figure.revisions.all()), by=by, at=at)
    rivals = list(DisruptionFigure.objects.rivals_of(figure))
    figure.withdrawn_at, figure.withdrawn_reason = at, reason
    figure.preferred, figure.preferred_reason = False, ""
    figure.save(update_fields=["withdrawn_at", "withdrawn_reason", "preferred", "preferred_reason"])
    note(figure, Kind.WITHDRAWN, by=by, at=at, text=reason)
    if rivals:
        choose_preferred(rivals[0])
    return figure


@transaction.atomic
def set_parts(*, by, whole, parts, axis, complete=True) -> PartList:
    """Say that `whole` splits into `parts` along an axis ("measure", "day" or "place").

    Refuses a split that the measure does not allow: staff absent are never added over days.
    The sum itself is not enforced: a printed total that does not add up stays as printed.
    """
    need(by, "hospitals.change_disruptionfigure", "record parts")
    whole = locked(whole)
    refuse_sum(whole, parts, axis)
    listed, _ = PartList.objects.update_or_create(
        whole=whole, axis=axis, defaults={"complete": complete}
    )
    listed.parts.set(parts)
    return listed


@transaction.atomic
def set_derivation(*, by, figure, inputs, method, mixed_units=False) -> Derivation:
    """Say how a figure was worked out from others ("our addition")."""
    need(by, "hospitals.change_disruptionfigure", "record how a figure was worked out")
    method = required(method, "Say how the figure was worked out.")
    if figure in inputs:
        raise Refused("A figure cannot be worked out from itself.")
    derivation, _ = Derivation.objects.update_or_create(
        figure=locked(figure), defaults={"method": method, "mixed_units": mixed_units}
    )
    derivation.inputs.set(inputs)
    return derivation


@transaction.atomic
def clear_evidence(*, by, evidence, at=None) -> Evidence:
    """An editor clears unattributable evidence: only its agreed description becomes public."""
    need(by, "hospitals.clear_evidence", "clear unattributable evidence")
    evidence = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if evidence.terms != Terms.UNATTRIBUTABLE:
        raise Refused("Only unattributable evidence needs clearing.")
    if evidence.cleared_at is not None:
        raise Refused(f"{evidence.cleared_by} cleared this at {clock(evidence.cleared_at)}.")
    evidence.cleared_by, evidence.cleared_at = by, at or timezone.now()
    evidence.save()
    return evidence


def place_at_time(figure):
    """(trust, NHS region) of the figure's subject on its first day; either may be None.

    Derived from dated reference data; stored on the figure because the list indexes need them.
    """
    day = figure.period_start
    if figure.area_id:
        return None, figure.area.region()
    trust = figure.trust or (figure.hospital.trust_at(day) if figure.hospital_id else None)
    return trust, trust.region_at(day) if trust else None


def why_not_public(figure, at):
    """Sentences that say why readers could not see this figure at `at`; empty if they could."""
    revision = figure.revisions.filter(checked_at__isnull=False).order_by("-number").first()
    if revision is None:
        return ["not checked against its source yet."]
    evidence = revision.evidence
    reasons = []
    for owner, terms in (
        ("where it came from", evidence.terms),
        ("its source", evidence.said_by.terms),
    ):
        if terms == Terms.OFF_RECORD:
            reasons.append(f"{owner} is off the record: it can never be published.")
        elif terms == Terms.UNSET:
            reasons.append(f"no terms are agreed for {owner}, so it is private.")
    if evidence.terms == Terms.UNATTRIBUTABLE and evidence.cleared_at is None:
        reasons.append("an editor has not cleared its unattributable source.")
    if evidence.embargo_until and evidence.embargo_until > at:
        reasons.append(f"under embargo until {clock(evidence.embargo_until)}.")
    return reasons


def bring_copies_up_to_date(revision, now=None):
    """Copy the value that readers now see onto the figure, and onto any whose embargo passed.

    Pages always show the revision itself; only sorting by value reads the copy. Copying an
    embargoed value early would leak it through the order of a list, so the copy waits for the
    embargo and is made by the next check after it.
    """
    embargoed = FigureRevision.objects.filter(public_from__gt=F("checked_at"))
    this_one = FigureRevision.objects.filter(pk=revision.pk)
    for due in (embargoed, this_one):
        behind = due.filter(public_from__lte=now or timezone.now()).exclude(
            figure__current__number__gte=F("number")
        )
        for revision in behind.select_related("figure").order_by("number"):
            figure = revision.figure
            figure.current, figure.value = revision, revision.value
            figure.save(update_fields=["current", "value"])


def choose_preferred(figure):
    """Among rivals one is preferred: a person's choice, else the default order.

    Default order: checked before unchecked, exact before rounded, a stated scope before an
    unstated one, then the older record.
    """
    group = [figure, *DisruptionFigure.objects.rivals_of(figure).select_related("current")]
    if any(member.preferred_reason for member in group):
        for member in group:
            set_preferred(
                member, preferred=bool(member.preferred_reason), reason=member.preferred_reason
            )
        return
    first = min(group, key=default_order)
    for member in group:
        set_preferred(member, preferred=member == first, reason="")


def default_order(figure):
    current = figure.current
    return (
        current is None,
        current is None or current.how_exact != "exact" or current.rounded_to is not None,
        figure.scope == DisruptionFigure.Scope.NOT_STATED,
        figure.pk,
    )


def set_preferred(figure, *, preferred, reason):
    if (figure.preferred, figure.preferred_reason) != (preferred, reason):
        figure.preferred, figure.preferred_reason = preferred, reason
        figure.save(update_fields=["preferred", "preferred_reason"])


def refuse_sum(whole, parts, axis):
    """Refused unless the measures allow `parts` to make up `whole` along `axis`."""
    if not parts:
        raise Refused("List at least one part.")
    if whole in parts:
        raise Refused("A figure cannot be a part of itself.")
    measure = whole.measure
    if axis == PartList.Axis.MEASURE:
        allowed = [
            {m.pk for m in s.parts.all()} for s in measure.part_sets.prefetch_related("parts")
        ]
        kinds = {part.measure_id for part in parts}
        if not any(kinds <= chosen for chosen in allowed):
            raise Refused(f"“{measure}” is not made up of these: see its allowed sets of parts.")
        return
    for part in parts:
        if part.measure_id != whole.measure_id:
            raise Refused(f"“{part.measure}” is not a part of “{measure}” by {axis}.")
        if part.scope != whole.scope:
            raise Refused(
                f"{part} counts {part.get_scope_display()}, the whole "
                f"{whole.get_scope_display()}: they do not add."
            )
    if measure.adds_over == Measure.Adds.NEVER or (
        axis == PartList.Axis.DAY and measure.adds_over == Measure.Adds.PLACES
    ):
        raise Refused(
            f"{measure.unit.capitalize()} are never added by {axis}: "
            f"“{measure}” may be added {measure.get_adds_over_display()}."
        )


def add_revision(figure, *, reading, number, reason, by, at, **more):
    revision = FigureRevision(
        figure=figure,
        number=number,
        reason=reason,
        recorded_by=by,
        recorded_at=at,
        **values(reading),
        **more,
    )
    if figure.measure.kind == Measure.Kind.COUNT:
        for name in ("value", "upper", "out_of"):
            number_given = getattr(revision, name)
            if number_given is not None and number_given != int(number_given):
                raise Refused(f"{figure.measure.unit.capitalize()} are counted in whole numbers.")
    save_valid(revision)
    return revision


def save_valid(row):
    """Save after the same checks that a form makes; a lost race is told like any other refusal."""
    try:
        row.full_clean()
        with transaction.atomic():
            row.save()
    except ValidationError as error:
        raise Refused(error.messages) from error
    except IntegrityError as error:
        raise Refused(
            "Somebody else has just recorded the same: open theirs and compare."
        ) from error


def need(by, permission, action):
    if not by.has_perm(permission):
        raise PermissionDenied(f"Your role may not {action}.")


def locked(figure):
    """The figure, fresh and locked until the transaction ends."""
    return DisruptionFigure.objects.select_for_update().get(pk=figure.pk)


def locked_all(figures):
    # In order of id, so that two people who release overlapping sets cannot deadlock.
    ids = sorted(figure.pk for figure in figures)
    return DisruptionFigure.objects.select_for_update().filter(pk__in=ids).order_by("pk")


def refuse_withdrawn(figure):
    if figure.withdrawn_at is not None:
        raise Refused(f"This figure was withdrawn: {figure.withdrawn_reason}")


def required(text, message):
    text = (text or "").strip()
    if not text:
        raise Refused(message)
    return text


def note(figure, kind, *, by, at, text=""):
    FigureDecision.objects.create(
        figure=figure, kind=kind, by=by, at=at or timezone.now(), note=text
    )


def clock(moment):
    """ "9.30 on 12 January 2016", London time."""
    local = timezone.localtime(moment)
    return f"{local:%-H.%M} on {local:%-d %B %Y}"
