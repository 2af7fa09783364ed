"""The buttons of a figure: who may press each, when it makes sense, and what it asks first."""

from dataclasses import dataclass, fields

from django.db import transaction
from django.utils import timezone

from hospitals import workflow
from hospitals.dependents import dependents
from hospitals.models import FigureDecision, FigureRevision, Terms
from lib.refusals import Refused
from lib.words import stamp

from . import figure_forms as forms
from .figure_page import figures_in_lines, number_words, pending, sentence

CANDIDATES = 30


@dataclass(frozen=True)
class Press:
    """Somebody pressing a button on a figure: what each Action needs to know."""

    figure: object
    user: object

    @property
    def pending(self):
        return pending(self.figure)

    @property
    def standing(self):
        return self.figure.withdrawn_at is None


class Action:
    """One decision. `offered` is about the person, `possible` about the figure."""

    name = label = title = button = ask = permission = ""
    form_class = forms.SeenForm
    template = "admin/hospitals/disruptionfigure/decide.html"

    def offered(self, press):
        return press.user.has_perm(self.permission)

    def possible(self, press):
        return press.standing

    def initial(self, press):
        return {}

    def form_options(self, press, data):
        return {}

    def context(self, press):
        return {}

    def run(self, press, form):
        """Do it; returns the sentence that tells so. May raise Refused."""
        raise NotImplementedError


class Check(Action):
    name, label, permission = "check", "Check against the source", "hospitals.check_figure"
    title = "Does our record match the source?"
    button = "It matches: mark as checked"
    form_class = forms.CheckForm
    template = "admin/hospitals/disruptionfigure/check.html"

    def possible(self, press):
        return press.standing and press.pending is not None

    def offered(self, press):
        own = press.pending is not None and press.pending.recorded_by_id == press.user.pk
        return super().offered(press) and (
            not own or press.user.has_perm("hospitals.check_own_figure")
        )

    def initial(self, press):
        waits = press.pending
        return (waits and {"revision": waits.pk, "shown": workflow.check_token(waits)}) or {}

    def context(self, press):
        revision = press.pending
        if revision is None:
            return {}
        return {
            "revision": revision,
            "sentence": sentence(press.figure, revision),
            "before": press.figure.current,
            "unattributable": revision.effective_terms() == Terms.UNATTRIBUTABLE,
        }

    def run(self, press, form):
        revision = FigureRevision.objects.filter(
            figure=press.figure, pk=form.cleaned_data["revision"]
        ).first()
        if revision is None:
            raise Refused("This revision does not belong to this figure: open the page again.")
        checked = workflow.check(
            by=press.user,
            revision=revision,
            stood_up=form.cleaned_data["stood_up"],
            seen=form.cleaned_data["shown"],
        )
        return f"Checked against the source: {number_words(checked)}."


class Release(Action):
    name, label, permission = "release", "Release to readers", "hospitals.release_figure"
    title = "Release to readers"
    button = "Release"
    ask = "Readers see the number, its page and its API entry."
    form_class = forms.ReleaseForm

    def possible(self, press):
        released = press.figure.released_at
        return press.standing and (released is None or released > timezone.now())

    def context(self, press):
        return {"obstacles": workflow.why_not_public(press.figure, timezone.now())}

    def run(self, press, form):
        at = form.cleaned_data["at"]
        if at is not None and at <= timezone.now():
            raise Refused(
                f"{stamp(at)} has passed: leave the embargo empty to release the figure now."
            )
        released = workflow.release(by=press.user, figures=[press.figure], at=at)
        if not released:
            raise Refused(stands_already(press.figure))
        return f"Released: under embargo until {stamp(at)}." if at else "Released: readers see it."


def stands_already(figure):
    """Why a release changes nothing: an earlier one stands."""
    figure.refresh_from_db(fields=["released_at"])
    if figure.released_at <= timezone.now():
        return f"Nothing changed: readers have seen it since {stamp(figure.released_at)}."
    return (
        f"Nothing changed: it is to be released at {stamp(figure.released_at)} already. To move "
        "that to a later time, use “Postpone the release”."
    )


class OfUnseenRelease(Action):
    """About a release that is set for later: nobody outside the desk has seen the figure."""

    permission = "hospitals.release_figure"

    def possible(self, press):
        released = press.figure.released_at
        return press.standing and released is not None and released > timezone.now()


class Postpone(OfUnseenRelease):
    name, label, button = "postpone", "Postpone the release", "Postpone it"
    title = "Postpone the release"
    form_class = forms.PostponeForm

    def initial(self, press):
        return {"at": press.figure.released_at}

    def run(self, press, form):
        figure = workflow.postpone(by=press.user, figure=press.figure, at=form.cleaned_data["at"])
        return f"Postponed: under embargo until {stamp(figure.released_at)}."


class TakeBackRelease(OfUnseenRelease):
    name, label, button = "take-back", "Take back the release", "Take it back"
    title = "Take back the release"
    ask = "The figure stays on the desk, checked; readers never see it until it is released again."

    def run(self, press, form):
        workflow.take_back_release(by=press.user, figure=press.figure)
        return "Taken back: the figure is not released."


class Revise(Action):
    name, label = "revise", "Record a new value"
    permission = "hospitals.change_disruptionfigure"
    title = "Record a new value"
    button = "Record it"
    ask = "Readers see nothing of a new value until another person has checked it."
    form_class = forms.ReviseForm
    template = "admin/hospitals/disruptionfigure/revise.html"

    def possible(self, press):
        return press.standing and press.pending is None

    def initial(self, press):
        latest = press.figure.latest()
        kept = {f.name: getattr(latest, f.name) for f in fields(workflow.Reading)}
        value = kept.pop("value")
        return {**kept, "value": forms.format_number(value), "evidence": latest.evidence}

    def run(self, press, form):
        data = form.cleaned_data
        reading = form.reading(data["evidence"], press.figure.measure)
        if reading is None:
            return None
        revision = workflow.revise(
            by=press.user,
            figure=press.figure,
            replacing=self.replaced(press, form),
            reading=reading,
            reason=data["reason"],
            reason_note=data["reason_note"],
            source_changed_on=data["source_changed_on"],
        )
        return f"Recorded: {number_words(revision)}. Another person checks it against the source."

    def replaced(self, press, form):
        return None


class Replace(Revise):
    """For whoever checks a record, finds it wrong and puts it right."""

    name, label = "replace", "Put right what waits for its check"
    title = "Put right what waits for its check"
    button = "Record it instead"
    ask = (
        "The record that waits is never checked; this one waits in its place. Nobody outside the "
        "desk has seen either."
    )

    def possible(self, press):
        return press.standing and press.pending is not None

    def initial(self, press):
        return {**super().initial(press), "replaced": press.pending and press.pending.pk}

    def replaced(self, press, form):
        chosen = FigureRevision.objects.filter(
            figure=press.figure, pk=form.cleaned_data["replaced"] or 0
        ).first()
        if chosen is None:
            raise Refused("What was to be replaced is no longer there: open the page again.")
        return chosen


class Prefer(Action):
    name, label, permission = "prefer", "Use this one", "hospitals.prefer_figure"
    title = "Use this figure rather than the others"
    button = "Use this one"
    form_class = forms.PreferForm
    template = "admin/hospitals/disruptionfigure/prefer.html"

    def possible(self, press):
        return press.standing and bool(self.context(press)["rivals"])

    def context(self, press):
        return {"rivals": list(figures_in_lines().rivals_of(press.figure))}

    def run(self, press, form):
        workflow.prefer(by=press.user, figure=press.figure, reason=form.cleaned_data["reason"])
        return "This is now the figure to use."


class Dispute(Action):
    name, label, permission = "dispute", "Mark as disputed", "hospitals.dispute_figure"
    title = "Mark as disputed"
    button = "Add the note"
    ask = "The number stays up; readers see the note beside it."
    form_class = forms.DisputeForm

    def possible(self, press):
        return press.standing and press.figure.disputed_on is None

    def run(self, press, form):
        workflow.dispute(by=press.user, figure=press.figure, text=form.cleaned_data["reason"])
        return "Marked as disputed: readers see the note beside the number."


class Settle(Action):
    name, label, permission = "settle", "No longer disputed", "hospitals.dispute_figure"
    title = "No longer disputed"
    button = "Take the note away"
    form_class = forms.SettleForm

    def possible(self, press):
        return press.standing and press.figure.disputed_on is not None

    def run(self, press, form):
        workflow.settle_dispute(
            by=press.user, figure=press.figure, text=form.cleaned_data["reason"]
        )
        return "No longer marked as disputed."


class Withdraw(Action):
    name, label, permission = "withdraw", "Withdraw", "hospitals.withdraw_figure"
    title = "Withdraw this figure"
    button = "Withdraw it"
    ask = "The figure is taken back for good. Its page stays and says why, without the number."
    form_class = forms.WithdrawForm

    def context(self, press):
        return {"impact": dependents().impact([press.figure])}

    def run(self, press, form):
        workflow.withdraw(by=press.user, figure=press.figure, reason=form.cleaned_data["reason"])
        return "Withdrawn: its page stays and says why."


class Others(Action):
    """An action that chooses other figures, likely ones first."""

    permission = "hospitals.change_disruptionfigure"

    def form_options(self, press, data):
        return {"near": candidates(press.figure, self.chosen_already(press))}

    def chosen_already(self, press):
        return []


class Parts(Others):
    name, label = "parts", "Its parts"
    title = "What is this figure made up of?"
    button = "Save the parts"
    ask = (
        "The sum is not enforced: a printed total that does not add up is kept as printed. "
        "Choosing parts again in the same way replaces the list."
    )
    form_class = forms.PartsForm

    def initial(self, press):
        listed = press.figure.part_lists.first()
        if listed is None:
            return {"complete": True}
        return {
            "axis": listed.axis,
            "complete": listed.complete,
            "near": [part.pk for part in listed.parts.all()],
        }

    def chosen_already(self, press):
        return [part for parts in press.figure.part_lists.all() for part in parts.parts.all()]

    def run(self, press, form):
        data = form.cleaned_data
        listed = workflow.set_parts(
            by=press.user,
            whole=press.figure,
            parts=form.chosen(),
            axis=data["axis"],
            complete=data["complete"],
        )
        return f"Parts saved, {listed.get_axis_display()}: {listed.parts.count()}."


class Derive(Others):
    name, label = "derive", "How it was worked out"
    title = "How was this figure worked out?"
    button = "Save"
    ask = "For a number that somebody added up from others, and did not read in a document."
    form_class = forms.DerivationForm

    def initial(self, press):
        derivation = getattr(press.figure, "derivation", None)
        if derivation is None:
            return {}
        return {
            "method": derivation.method,
            "mixed_units": derivation.mixed_units,
            "near": [figure.pk for figure in derivation.inputs.all()],
        }

    def chosen_already(self, press):
        derivation = getattr(press.figure, "derivation", None)
        return list(derivation.inputs.all()) if derivation else []

    def run(self, press, form):
        inputs = form.chosen()
        if not inputs:
            raise Refused("Choose the figures that it was worked out from.")
        workflow.set_derivation(
            by=press.user,
            figure=press.figure,
            inputs=inputs,
            method=form.cleaned_data["method"],
            mixed_units=form.cleaned_data["mixed_units"],
        )
        return "Saved: how it was worked out."


ACTIONS = {
    action.name: action
    for action in (
        Check(),
        Release(),
        Postpone(),
        TakeBackRelease(),
        Revise(),
        Replace(),
        Prefer(),
        Dispute(),
        Settle(),
        Parts(),
        Derive(),
        Withdraw(),
    )
}


def buttons(press):
    """The actions that this person may take on this figure now."""
    return [
        action for action in ACTIONS.values() if action.offered(press) and action.possible(press)
    ]


def candidates(figure, chosen):
    """Figures that may be parts of this one or go into it: those chosen, then the nearest."""
    near = figures_in_lines().standing().exclude(pk=figure.pk)
    listed = list(near.filter(pk__in=[other.pk for other in chosen]))
    same = {
        name: getattr(figure, name)
        for name in ("strike_id", "event_id")
        if getattr(figure, name) is not None
    } or {"period_end": figure.period_end}
    others = near.filter(**same).exclude(pk__in=[other.pk for other in listed])
    # The same source first: parts and total are usually one statement.
    others = sorted(
        others.order_by("-period_end", "-id")[: 4 * CANDIDATES],
        key=lambda other: (other.source_id != figure.source_id, other.pk),
    )
    return [*listed, *others[:CANDIDATES]]


def newest_decision(figure):
    """Id of the newest decision: whoever decided since is seen before deciding again."""
    return (
        FigureDecision.objects.filter(figure=figure)
        .order_by("-id")
        .values_list("id", flat=True)
        .first()
    )


@transaction.atomic
def press(action, pressed, form):
    """Run one action of a valid form; refuses if somebody decided since the page was opened."""
    workflow.locked(pressed.figure)
    newest = (
        FigureDecision.objects.filter(figure=pressed.figure)
        .select_related("by")
        .order_by("-id")
        .first()
    )
    seen = form.cleaned_data["seen"]
    if newest is not None and seen is not None and newest.pk != seen:
        raise Refused(
            f"{newest.by} has decided something about this figure since you opened the page "
            f"({newest.get_kind_display()}, {stamp(newest.at)}). Nothing was changed. Look at "
            "it as it is now, then decide again."
        )
    return action.run(pressed, form)
