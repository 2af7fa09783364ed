"""Choosing a related record by typing, with a small script of our own: no jQuery comes with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.db.models import Field, ForeignKey, ManyToManyField
from django.http import HttpRequest
from js_asset import Media, Script

CHOOSER = Media(js=[Script("admin/newsroom/chooser.js", type="module")])


class Chooser(AutocompleteSelect):
    @property
    def media(self) -> forms.Media:
        return CHOOSER


class ChooserOfSeveral(AutocompleteSelectMultiple):
    @property
    def media(self) -> forms.Media:
        return CHOOSER


class Chooses(BaseModelAdmin):
    """Records are found by typing, with our own chooser, and without buttons for other forms."""

    def formfield_for_foreignkey(
        self, field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if field.name in self.autocomplete_fields:
            kwargs["widget"] = Chooser(field, self.admin_site)
        return super().formfield_for_foreignkey(field, request, **kwargs)

    def formfield_for_manytomany(
        self, field: ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if field.name in self.autocomplete_fields:
            kwargs["widget"] = ChooserOfSeveral(field, self.admin_site)
        return super().formfield_for_manytomany(field, request, **kwargs)

    def formfield_for_dbfield(self, field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        made = super().formfield_for_dbfield(field, request, **kwargs)
        if made is not None and isinstance(made.widget, RelatedFieldWidgetWrapper):
            made.widget = made.widget.widget
        return made
