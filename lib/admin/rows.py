"""Rows below a record, and how they hang on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import Field, Model
from django.forms.models import inlineformset_factory
from django.http import HttpRequest

from .choosers import ChoosesByTyping, LoadedSelect
from .dates import WRITTEN_DATES


class RowForm(forms.ModelForm):
    """A row whose choices are labelled from what the row was loaded with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, LoadedSelect):
                column: Any = self.instance._meta.get_field(name)
                loaded = column.is_cached(self.instance)
                widget.loaded = getattr(self.instance, name) if loaded else None


class DeskInline(ChoosesByTyping, admin.TabularInline):
    """Rows below a record. Narrow: beside a choice there is only the button that adds one."""

    form = RowForm
    extra = 0
    formfield_overrides = WRITTEN_DATES
    chooser = LoadedSelect

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
            field.widget.can_change_related = False
            field.widget.can_view_related = False
        return field


def key_of(parent: type[Model], inline: InlineModelAdmin) -> str:
    """The name of the foreign key by which an inline's rows hang on their record."""
    rows: Any = inlineformset_factory(parent, inline.model, fk_name=inline.fk_name, fields=())
    name: str = rows.fk.name
    return name
