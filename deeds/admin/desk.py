"""What every admin of what readers see is made of, in both apps."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import Field
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from lib.admin.choosers import ChoosesByTyping
from lib.admin.history import HistoryInWords
from lib.admin.lists import QuickLists
from lib.admin.saving import ToldOfOtherSaves, ToldOfTwins

from .second_look import SecondLook


class DeskAdmin(ToldOfTwins, SecondLook, QuickLists, ChoosesByTyping, ToldOfOtherSaves):
    """Quick lists; two people saving one record are told of each other; a second look."""

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and field.label == "Slug":
            field.label = "Last part of its address"
        # A red cross beside a trust's name would delete the trust, not the choice of it.
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        return field


class HistoryAdmin(HistoryInWords, DeskAdmin, SimpleHistoryAdmin):
    """For reference data that keeps its history: who changed what, and when."""
