"""Choosing a related record by typing, with a small script of our own: no jQuery comes with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import Field
from django.http import HttpRequest
from js_asset import Media, Script

from lib.admin.choosers import Chooser, ChooserOfSeveral, ChoosesByTyping

CHOOSER = Media(js=[Script("admin/newsroom/chooser.js", type="module")])


class OwnChooser(Chooser):
    @property
    def media(self) -> forms.Media:
        return CHOOSER


class OwnChooserOfSeveral(ChooserOfSeveral):
    @property
    def media(self) -> forms.Media:
        return CHOOSER


class Chooses(ChoosesByTyping):
    """Records are found by typing, with our own chooser, and without buttons for other forms."""

    chooser = OwnChooser
    chooser_of_several = OwnChooserOfSeveral

    def formfield_for_dbfield(self, field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        made = super().formfield_for_dbfield(field, request, **kwargs)
        if made is not None and isinstance(made.widget, RelatedFieldWidgetWrapper):
            made.widget = made.widget.widget
        return made
