"""What every step of a figure is made of: the lock, the permission, the refusal, the trail."""

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import capfirst

from lib.errors import Refused

from ..models import DisruptionFigure, FigureDecision

Kind = FigureDecision.Kind
LONGEST_NOTE = FigureDecision._meta.get_field("note").max_length


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


def clock(moment):
    """ "9.30 on 12 January 2016", London time."""
    local = timezone.localtime(moment)
    return f"{local:%-H.%M} on {local:%-d %B %Y}"
