"""Everything that a named person may do to a figure. Views, admin and commands only call these.

Each function is one transaction, locks the figure it changes, and raises `Refused` (nothing
written) or `PermissionDenied`. `at` is for loading the past; it defaults to now, read once the
lock is held: whoever waited for somebody else acts after them.
"""

from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import capfirst

from newsroom.lib.caching import changed
from newsroom.lib.errors import Refused
from newsroom.lib.people import called

from . import totals
from .caching import figures_changed, trust_tag
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
LONGEST_NOTE = FigureDecision._meta.get_field("note").max_length


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
    # Two people who record rivals at once would each believe theirs to be the only one.
    Measure.objects.select_for_update(no_key=True).get(pk=identity.measure.pk)
    figure = DisruptionFigure(**chosen)
    figure.trust_at_time, figure.region_at_time = place_at_time(figure)
    save_valid(figure)
    figure.covers.set(covers)
    add_revision(figure, reading=reading, number=1, reason="first", by=by, at=at)
    note(figure, Kind.RECORDED, by=by, at=at)
    choose_preferred(figure)
    figure.refresh_from_db(fields=["preferred"])
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
    *,
    by,
    figure,
    reading: Reading,
    reason,
    reason_note="",
    source_changed_on=None,
    replacing=None,
    at=None,
) -> FigureRevision:
    """Record a new value for a figure. Readers see nothing of it until it is checked.

    A revision that waits for its check is in the way. When that check found it wrong, name it
    as `replacing`: it is never checked, and the new one waits in its place.
    """
    need(by, "hospitals.change_disruptionfigure", "revise figures")
    figure = locked(figure)
    at = at or timezone.now()
    refuse_withdrawn(figure)
    latest = figure.revisions.order_by("-number").first()
    if replacing is not None and (replacing.pk != latest.pk or latest.checked_at is not None):
        raise Refused("What you want to replace has been checked or replaced: look again.")
    if replacing is None and latest.checked_at is None:
        raise Refused(
            f"{called(latest.recorded_by)} recorded {latest.say()} at "
            f"{clock(latest.recorded_at)}, which waits for its check: check that first, or replace "
            "it if it is wrong."
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
    figure = locked_with_rivals(revision.figure)
    at = at or timezone.now()
    refuse_withdrawn(figure)
    if stood_up not in FigureRevision.StoodUp.values:
        raise Refused("Stood up is no, by a second source, or by a document seen.")
    revision = FigureRevision.objects.select_related("evidence__said_by", "figure__source").get(
        pk=revision.pk
    )
    if revision.checked_at is not None:
        raise Refused(
            f"{called(revision.checked_by)} has already checked this, at "
            f"{clock(revision.checked_at)}."
        )
    if figure.revisions.filter(number__gt=revision.number).exists():
        raise Refused("This was found wrong and replaced: check the newer revision.")
    if revision.recorded_by_id == by.pk and not by.has_perm("hospitals.check_own_figure"):
        raise Refused("You recorded this figure: another person checks it against the source.")
    evidence = revision.evidence
    if revision.effective_terms() == Terms.UNATTRIBUTABLE and not stood_up:
        raise Refused(
            "What rests on an unattributable source must be stood up: say whether by a second "
            "source or a document seen."
        )
    public_from = max(at, evidence.embargo_until) if evidence.embargo_until else at
    if revision.number > 1:
        dependents().apply([revision], by=by, at=public_from)
    FigureRevision.objects.filter(pk=revision.pk).update(
        checked_by=by, checked_at=at, public_from=public_from, stood_up=stood_up
    )
    bring_copies_up_to_date(figure)
    note(figure, Kind.CHECKED, by=by, at=at, text=f"revision {revision.number}")
    choose_preferred(figure)
    figures_changed([figure])
    revision.refresh_from_db()
    return revision


@transaction.atomic
def release(*, by, figures, at=None) -> list[DisruptionFigure]:
    """Let readers see checked figures from `at` (later than now: an embargo).

    Already released figures are left as they are, unless `at` is earlier.
    """
    need(by, "hospitals.release_figure", "release figures")
    figures = locked_all(figures)
    now = timezone.now()
    at = at or now
    released = []
    for figure in figures:
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
    figures_changed(released)
    return released


@transaction.atomic
def prefer(*, by, figure, reason, at=None) -> DisruptionFigure:
    """Choose this figure over its rivals, with a reason that readers can see."""
    need(by, "hospitals.prefer_figure", "choose between figures")
    reason = required(reason, "Say why this figure is the one to use.")
    figure = locked_with_rivals(figure)
    refuse_withdrawn(figure)
    rivals = DisruptionFigure.objects.rivals_of(figure)
    if not rivals:
        raise Refused("There are no other figures for this: nothing to choose between.")
    for rival in rivals:
        set_preferred(rival, preferred=False, reason="")
    set_preferred(figure, preferred=True, reason=reason)
    choose_preferred(figure)
    note(figure, Kind.PREFERRED, by=by, at=at, text=reason)
    figures_changed([figure])
    return figure


@transaction.atomic
def dispute(*, by, figure, text, at=None) -> DisruptionFigure:
    """Note in public that somebody disputes a number that stays up."""
    need(by, "hospitals.dispute_figure", "mark figures as disputed")
    figure = locked(figure)
    at = at or timezone.now()
    refuse_withdrawn(figure)
    figure.disputed_note = required(text, "Say who disputes the figure, and why.")
    figure.disputed_on = timezone.localdate(at)
    figure.save(update_fields=["disputed_note", "disputed_on"])
    note(figure, Kind.DISPUTED, by=by, at=at, text=figure.disputed_note)
    figures_changed([figure])
    return figure


@transaction.atomic
def settle_dispute(*, by, figure, text="", at=None) -> DisruptionFigure:
    need(by, "hospitals.dispute_figure", "mark figures as disputed")
    figure = locked(figure)
    if figure.disputed_on is None:
        raise Refused("This figure is not marked as disputed.")
    figure.disputed_note, figure.disputed_on = "", None
    figure.save(update_fields=["disputed_note", "disputed_on"])
    note(figure, Kind.SETTLED, by=by, at=at, text=short(text))
    figures_changed([figure])
    return figure


@transaction.atomic
def withdraw(*, by, figure, reason, at=None) -> DisruptionFigure:
    """Take a figure back. Its page stays as a tombstone with the reason, never a 404."""
    need(by, "hospitals.withdraw_figure", "withdraw figures")
    figure = locked_with_rivals(figure)
    at = at or timezone.now()
    refuse_withdrawn(figure)
    reason = required(reason, "Say why the figure is withdrawn.")
    dependents().apply(list(figure.revisions.all()), by=by, at=at)
    rivals = list(DisruptionFigure.objects.rivals_of(figure))
    figure.withdrawn_at, figure.withdrawn_reason = at, reason
    figure.preferred, figure.preferred_reason = False, ""
    figure.save(update_fields=["withdrawn_at", "withdrawn_reason", "preferred", "preferred_reason"])
    note(figure, Kind.WITHDRAWN, by=by, at=at, text=reason)
    for rival in rivals:
        choose_preferred(rival)
    figures_changed([figure])
    return figure


@transaction.atomic
def set_parts(*, by, whole, parts, axis, complete=True) -> PartList:
    """Say that `whole` splits into `parts` along an axis ("measure", "day" or "place").

    Refuses a split that may not be formed: staff absent are never added over days. The sum
    itself is not enforced: a printed total that does not add up stays as printed.
    """
    need(by, "hospitals.change_disruptionfigure", "record parts")
    whole = locked(whole)
    for figure in (whole, *parts):
        refuse_withdrawn(figure)
    totals.may_make_up(whole, parts, axis)
    listed, _ = PartList.objects.update_or_create(
        whole=whole, axis=axis, defaults={"complete": complete}
    )
    left_out = set(listed.parts.all())
    listed.parts.set(parts)
    figures_changed([whole, *parts, *left_out])
    return listed


@transaction.atomic
def set_derivation(*, by, figure, inputs, method, mixed_units=False) -> Derivation:
    """Say how a figure was worked out from others ("our addition")."""
    need(by, "hospitals.change_disruptionfigure", "record how a figure was worked out")
    method = required(method, "Say how the figure was worked out.")
    if not inputs:
        raise Refused("Name the figures that it was worked out from.")
    if figure in inputs:
        raise Refused("A figure cannot be worked out from itself.")
    figure = locked(figure)
    derivation, _ = Derivation.objects.update_or_create(
        figure=figure, defaults={"method": method, "mixed_units": mixed_units}
    )
    left_out = set(derivation.inputs.all())
    derivation.inputs.set(inputs)
    figures_changed([figure, *inputs, *left_out])
    return derivation


@transaction.atomic
def clear_evidence(*, by, evidence, at=None) -> Evidence:
    """An editor clears unattributable evidence: only its agreed description becomes public."""
    need(by, "hospitals.clear_evidence", "clear unattributable evidence")
    evidence = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if evidence.terms != Terms.UNATTRIBUTABLE:
        raise Refused("Only unattributable evidence needs clearing.")
    if evidence.cleared_at is not None:
        raise Refused(
            f"{called(evidence.cleared_by)} cleared this at {clock(evidence.cleared_at)}."
        )
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


@transaction.atomic
def place_again(figures):
    """Work out trust and region of their time afresh, after dated reference data has changed.

    `figures` is a queryset; returns how many were somewhere else than thought.
    """
    moved, places, left = [], {}, set()
    for figure in locked_all(figures):
        where_and_when = (*totals.subject_key(figure), figure.period_start)
        if where_and_when not in places:
            places[where_and_when] = place_at_time(figure)
        trust, region = places[where_and_when]
        found = (trust and trust.pk, region and region.pk)
        if found != (figure.trust_at_time_id, figure.region_at_time_id):
            left |= {trust_tag(figure.trust_at_time_id)} if figure.trust_at_time_id else set()
            figure.trust_at_time, figure.region_at_time = trust, region
            figure.save(update_fields=["trust_at_time", "region_at_time"])
            moved.append(figure)
    figures_changed(moved)
    changed(*left)
    return len(moved)


def why_not_public(figure, at):
    """Sentences that say why readers could not see this figure at `at`; empty if they could."""
    checked = figure.revisions.filter(checked_at__isnull=False)
    revision = checked.select_related("evidence__said_by").order_by("-number").first()
    return why_not_shown(figure, revision, at)


def why_not_shown(figure, revision, at):
    """The same for a figure and its latest checked revision, both loaded: asks no query."""
    if revision is None or revision.checked_at is None:
        return ["not checked against its source yet."]
    evidence = revision.evidence
    # Often one and the same: the figure's source, and who said so on this occasion.
    speakers = {figure.source_id: figure.source, evidence.said_by_id: evidence.said_by}
    reasons = []
    for owner, terms in [
        ("where it came from", evidence.terms),
        *((speaker.name, speaker.terms) for speaker in speakers.values()),
    ]:
        if terms == Terms.OFF_RECORD:
            reasons.append(f"{owner} is off the record: it can never be published.")
        elif terms == Terms.UNSET:
            reasons.append(f"no terms are agreed for {owner}, so it is private.")
        elif terms == Terms.UNATTRIBUTABLE and evidence.terms == Terms.ON_RECORD:
            reasons.append(
                f"{owner} is unattributable: mark where it came from as unattributable too."
            )
    if evidence.terms == Terms.UNATTRIBUTABLE and evidence.cleared_at is None:
        reasons.append("an editor has not cleared its unattributable source.")
    # An embargo that was moved after the check holds as well as the one of that time.
    starts = max(revision.public_from, evidence.embargo_until or revision.public_from)
    if starts > at:
        reasons.append(f"under embargo until {clock(starts)}.")
    return reasons


def bring_copies_up_to_date(figure, now=None):
    """Copy the value that readers now see onto the figure, and onto any whose embargo passed.

    Pages always show the revision itself; only sorting by value reads the copy. Copying an
    embargoed value early would leak it through the order of a list, so the copy waits for the
    embargo and is made by the next check after it.
    """
    due = FigureRevision.objects.filter(public_from__lte=now or timezone.now())
    embargoed = due.filter(public_from__gt=F("checked_at")).exclude(
        figure__current__number__gte=F("number")
    )
    behind = {figure.pk, *embargoed.values_list("figure", flat=True)}
    # A figure that somebody else holds waits for the next check.
    for figure in DisruptionFigure.objects.select_for_update(skip_locked=True).filter(
        pk__in=behind
    ):
        shown = due.filter(figure=figure).order_by("-number").first()
        if shown is not None and shown.pk != figure.current_id:
            figure.current, figure.value = shown, shown.value
            figure.save(update_fields=["current", "value"])
            figures_changed([figure])


def choose_preferred(figure):
    """Among rivals one is preferred: a person's choice, else the default order.

    Default order: checked before unchecked, exact before rounded, a stated scope before an
    unstated one, then the older record.
    """
    figures = DisruptionFigure.objects.select_related("current")
    figure = figures.get(pk=figure.pk)
    rivals = list(figures.rivals_of(figure))
    for member in (figure, *rivals):
        others = rivals if member is figure else figures.rivals_of(member)
        first = all(precedence(member) < precedence(other) for other in others)
        set_preferred(member, preferred=first, reason=member.preferred_reason)


def precedence(figure):
    current = figure.current
    return (
        not figure.preferred_reason,
        current is None,
        current is None or current.how_exact != "exact" or current.rounded_to is not None,
        figure.scope == DisruptionFigure.Scope.NOT_STATED,
        figure.pk,
    )


def set_preferred(figure, *, preferred, reason):
    if (figure.preferred, figure.preferred_reason) != (preferred, reason):
        figure.preferred, figure.preferred_reason = preferred, reason
        figure.save(update_fields=["preferred", "preferred_reason"])
        figures_changed([figure])


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
    save_valid(revision)
    return revision


def save_valid(row):
    """Save after the same checks that a form makes; a lost race is told like any other refusal."""
    try:
        row.full_clean()
        with transaction.atomic():
            row.save()
    except ValidationError as error:
        raise Refused(in_sentences(row, error)) from error
    except IntegrityError as error:
        raise Refused(
            "Somebody else has just recorded the same: open theirs and compare."
        ) from error


def in_sentences(row, error):
    """Each message with the name of its field in front, as no form stands around it."""
    return [
        text
        if name == NON_FIELD_ERRORS
        else f"{capfirst(row._meta.get_field(name).verbose_name)}: {text}"
        for name, texts in error.message_dict.items()
        for text in texts
    ]


def need(by, permission, action):
    if not by.has_perm(permission):
        raise PermissionDenied(f"Your role may not {action}.")


def locked(figure):
    """The figure, fresh and locked until the transaction ends."""
    return locked_all([figure])[0]


def locked_with_rivals(figure):
    """The figure, locked together with those whose preference depends on it."""
    group = locked_all([figure, *DisruptionFigure.objects.rivals_of(figure)])
    return next(member for member in group if member.pk == figure.pk)


def locked_all(figures):
    # In order of id, so that two people who hold overlapping sets cannot wait for each other.
    ids = sorted(figure.pk for figure in figures)
    return list(DisruptionFigure.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


def refuse_withdrawn(figure):
    if figure.withdrawn_at is not None:
        raise Refused(f"This figure was withdrawn: {figure.withdrawn_reason}")


def required(text, message):
    text = short(text)
    if not text:
        raise Refused(message)
    return text


def short(text):
    """Trimmed, and refused when longer than its column."""
    text = (text or "").strip()
    if len(text) > LONGEST_NOTE:
        raise Refused(f"Keep it to {LONGEST_NOTE} characters: this has {len(text)}.")
    return text


def note(figure, kind, *, by, at, text=""):
    FigureDecision.objects.create(
        figure=figure, kind=kind, by=by, at=at or timezone.now(), note=text
    )


def clock(moment):
    """ "9.30 on 12 January 2016", London time."""
    local = timezone.localtime(moment)
    return f"{local:%-H.%M} on {local:%-d %B %Y}"
