"""Two people saving one record: the second is told, keeps every word, and sees what is saved now.

A form carries a digest of each value it was opened with. On saving, the row is locked and compared.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.text import capfirst
from simple_history.models import is_historic

from lib import uploads

from .rows import key_of
from .stored import cut, digest, last_saved, shown, stored_value


class OpenedField(forms.CharField):
    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """It is not something that a person changes: the record's log shall not name it."""
        return False


class OpenedForm(forms.ModelForm):
    """A model form that refuses to overwrite what somebody else saved meanwhile.

    For use in an admin with `ToldOfOtherSaves`, which says what lies in the inlines.
    """

    as_opened = OpenedField()
    # (title, model, name of the foreign key) of what is edited on the same page.
    watched_inlines: Sequence[tuple[str, type[models.Model], str]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            del self.fields["as_opened"]
        elif not self.is_bound:
            # An earlier state is shown to be restored; it is saved over today's row.
            earlier = is_historic(self.instance)
            self.initial["as_opened"] = self.token(self.stored() if earlier else self.instance)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if "as_opened" in self.fields:
            # A lock needs a transaction; inside the admin's own it lasts until the save.
            with transaction.atomic():
                self.compare(self.stored(lock=True))
        return cleaned

    def stored(self, lock: bool = False) -> Any:
        rows = type(self.instance)._base_manager.all()
        return (rows.select_for_update(no_key=True) if lock else rows).get(pk=self.instance.pk)

    def token(self, row: Any) -> str:
        return json.dumps(self.digests(row), separators=(",", ":"))

    def digests(self, row: Any) -> dict[str, str]:
        """Name of a field or title of an inline → a short digest of its stored value."""
        values = {name: stored_value(row, name) for name in self.watched_fields()}
        for title, model, key in self.watched_inlines:
            rows = model._base_manager.filter(**{key: row.pk})
            values[title] = list(rows.order_by("pk").values_list())
        return {name: digest(value) for name, value in values.items()}

    def watched_fields(self) -> list[str]:
        names = {field.name for field in self._meta.model._meta.get_fields()}
        return [name for name in self.fields if name in names]

    def compare(self, saved: Any) -> None:
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
        typed: Any = self.data.copy()  # type: ignore[attr-defined]
        typed[self.add_prefix("as_opened")] = json.dumps(now, separators=(",", ":"))
        self.data = typed

    def tell_fields(self, saved: Any, changed: list[str]) -> None:
        for name in changed:
            if name not in self.fields:
                continue
            words = shown(saved, name)
            self.add_error(name, f"Saved now: “{words}”." if words else "Saved now: empty.")

    def tell_inlines(self, saved: Any, changed: list[str]) -> None:
        for title, model, key in self.watched_inlines:
            if title in changed:
                rows = model._base_manager.filter(**{key: saved.pk}).order_by("pk")[:20]
                words = "; ".join(str(row) for row in rows) or "none"
                self.add_error(None, f"{capfirst(title)}, saved now: {cut(words)}.")


def read_token(text: str) -> dict[str, str] | None:
    try:
        opened = json.loads(text)
    except ValueError:
        return None
    return opened if isinstance(opened, dict) else None


class ToldOfOtherSaves(admin.ModelAdmin):
    """For a ModelAdmin whose forms are `OpenedForm`s: the token, and the inlines it covers."""

    form = OpenedForm

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None:
            form.watched_inlines = [
                (str(inline.verbose_name_plural), inline.model, key_of(self.model, inline))
                for inline in self.get_inline_instances(request, obj)
            ]
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return fieldsets
        (heading, options), *rest = fieldsets
        fields = [name for name in options["fields"] if name != "as_opened"]
        return [(heading, {**options, "fields": [*fields, "as_opened"]}), *rest]


class ToldOfTwins(admin.ModelAdmin):
    """For a ModelAdmin whose rows two people may record at the same moment."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            # What forms and constraints' own checks cannot see: a row added a moment ago.
            uploads.take_back()
            messages.error(
                request,
                "Nothing was saved: somebody else has just recorded the same. "
                "Look at what is there now, then try again.",
            )
            return HttpResponseRedirect(request.get_full_path())
