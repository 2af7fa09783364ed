"""Two people saving one record: the second is told, keeps every word, and sees what is saved now.

A form carries a digest of each value it was opened with. On saving, the row is locked and compared.
"""

import hashlib
import json
from datetime import date

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.db import models, transaction
from django.forms.models import _get_foreign_key
from django.utils.text import capfirst

from lib.people import called
from lib.words import clock, day, stamp

HOW_MUCH_IS_SHOWN = 300


class OpenedField(forms.CharField):
    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False)

    def has_changed(self, initial, data):
        """It is not something that a person changes: the record's log shall not name it."""
        return False


class OpenedForm(forms.ModelForm):
    """A model form that refuses to overwrite what somebody else saved meanwhile.

    For use in an admin with `ToldOfOtherSaves`, which says what lies in the inlines.
    """

    as_opened = OpenedField()
    # (title, model, name of the foreign key) of what is edited on the same page.
    watched_inlines = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            del self.fields["as_opened"]
        elif not self.is_bound:
            # An earlier state is shown to be restored; it is saved over today's row.
            earlier = hasattr(self.instance, "_history")
            self.initial["as_opened"] = self.token(self.stored() if earlier else self.instance)

    def clean(self):
        cleaned = super().clean()
        if "as_opened" in self.fields:
            # A lock needs a transaction; inside the admin's own it lasts until the save.
            with transaction.atomic():
                self.compare(self.stored(lock=True))
        return cleaned

    def stored(self, lock=False):
        rows = type(self.instance)._base_manager.all()
        return (rows.select_for_update() if lock else rows).get(pk=self.instance.pk)

    def token(self, row):
        return json.dumps(self.digests(row), separators=(",", ":"))

    def digests(self, row):
        """Name of a field or title of an inline → a short digest of its stored value."""
        values = {name: stored_value(row, name) for name in self.watched_fields()}
        for title, model, key in self.watched_inlines:
            values[title] = list(
                model._base_manager.filter(**{key: row.pk}).order_by("pk").values_list()
            )
        return {name: digest(value) for name, value in values.items()}

    def watched_fields(self):
        names = {field.name for field in self._meta.model._meta.get_fields()}
        return [name for name in self.fields if name in names]

    def compare(self, saved):
        opened = read_token(self.data.get(self.add_prefix("as_opened"), ""))
        if opened is None:
            self.add_error(
                None,
                "The page did not say which state of the record it was opened with. "
                "Look at what is saved now, then save again.",
            )
            opened = {}
        now = self.digests(saved)
        changed = [name for name in now if opened.get(name) != now[name]]
        if not changed:
            return
        who, when = last_saved(saved)
        self.add_error(
            None,
            f"{who} saved this{when} after you opened it. What you typed is kept: what is saved "
            "now stands beside each field that they changed. Save again to keep yours.",
        )
        self.tell_fields(saved, changed)
        self.tell_inlines(saved, changed)
        self.data = self.data.copy()
        self.data[self.add_prefix("as_opened")] = json.dumps(now, separators=(",", ":"))

    def tell_fields(self, saved, changed):
        for name in changed:
            if name not in self.fields:
                continue
            words = shown(saved, name)
            self.add_error(name, f"Saved now: “{words}”." if words else "Saved now: empty.")

    def tell_inlines(self, saved, changed):
        for title, model, key in self.watched_inlines:
            if title in changed:
                rows = model._base_manager.filter(**{key: saved.pk}).order_by("pk")[:20]
                words = "; ".join(str(row) for row in rows) or "none"
                self.add_error(None, f"{capfirst(title)}, saved now: {cut(words)}.")


class ToldOfOtherSaves:
    """For a ModelAdmin whose forms are `OpenedForm`s: the token, and the inlines it covers."""

    form = OpenedForm

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None:
            form.watched_inlines = [
                (
                    str(inline.verbose_name_plural),
                    inline.model,
                    _get_foreign_key(self.model, inline.model, inline.fk_name).name,
                )
                for inline in self.get_inline_instances(request, obj)
            ]
        return form

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return fieldsets
        (heading, options), *rest = fieldsets
        fields = [name for name in options["fields"] if name != "as_opened"]
        return [(heading, {**options, "fields": [*fields, "as_opened"]}), *rest]


def stored_value(row, name):
    """A field's value in plain types; ids in order for a many-to-many."""
    field = row._meta.get_field(name)
    if isinstance(field, models.ManyToManyField):
        # Not through the relation itself: its cache may be older than the lock.
        return sorted(
            field.remote_field.through._base_manager.filter(
                **{field.m2m_field_name(): row.pk}
            ).values_list(f"{field.m2m_reverse_field_name()}_id", flat=True)
        )
    value = field.value_from_object(row)
    return field.get_prep_value(value) if isinstance(field, models.FileField) else value


def shown(row, name):
    """A field's value as a person reads it."""
    field = row._meta.get_field(name)
    if isinstance(field, models.ManyToManyField):
        return cut(", ".join(str(other) for other in getattr(row, name).all()))
    if field.choices:
        return str(getattr(row, f"get_{name}_display")())
    value = getattr(row, name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if hasattr(value, "hour"):
        return stamp(value)
    if isinstance(value, date):
        return day(value)
    return "" if value is None else cut(str(value))


def last_saved(row):
    """(who, " at 9.31 on 12 January 2016") of the last save; ("Somebody", "") where unknown."""
    if hasattr(row, "history"):
        entry = row.history.select_related("history_user").order_by("-history_id").first()
        user, at = (entry.history_user, entry.history_date) if entry else (None, None)
    else:
        entry = (
            LogEntry.objects.filter(
                content_type=get_content_type_for_model(row), object_id=str(row.pk)
            )
            .select_related("user")
            .order_by("-id")
            .first()
        )
        user, at = (entry.user, entry.action_time) if entry else (None, None)
    who = called(user) if user else "Somebody"
    if at is None:
        return who, ""
    return who, f" at {clock(at)},"


def digest(value):
    return hashlib.sha256(repr(value).encode()).hexdigest()[:12]


def read_token(text):
    try:
        opened = json.loads(text)
    except ValueError:
        return None
    return opened if isinstance(opened, dict) else None


def cut(words):
    return words if len(words) <= HOW_MUCH_IS_SHOWN else f"{words[:HOW_MUCH_IS_SHOWN]}…"
