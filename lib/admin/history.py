"""Records that keep their history, where an earlier state is no way round a second person."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from simple_history.template_utils import HistoricalRecordContextHelper

from lib import words

from .addresses import is_key


class EarlierStatesStay(admin.ModelAdmin):
    """For records that are signed off: an earlier state may be looked at, and not restored.

    It would come back past the sign-off, and with the terms of its time.
    """

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def history_form_view(
        self,
        request: HttpRequest,
        object_id: str,
        version_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method == "POST":
            raise PermissionDenied("An earlier state can be looked at, not restored.")
        view: Any = super()
        answer: HttpResponse = view.history_form_view(request, object_id, version_id, extra_context)
        return answer


class ChangesInWords(HistoricalRecordContextHelper):
    """What a field held and holds, as a person reads it: no lists in brackets, no True and None."""

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        shown = super().prepare_delta_change_value(change, value)
        field = self.model._meta.get_field(change.field)
        if isinstance(shown, list):
            return words.join([str(each) for each in shown])
        if shown is None:
            return ""
        if getattr(field, "choices", None):
            return dict(field.flatchoices).get(shown, shown)
        if isinstance(shown, bool):
            return "yes" if shown else "no"
        if isinstance(shown, datetime):
            return words.stamp(shown)
        return words.day(shown) if isinstance(shown, date) else shown


class HistoryInWords(admin.ModelAdmin):
    """For a ModelAdmin whose records keep their history."""

    changes_in_words: type[ChangesInWords] = ChangesInWords
    object_history_list_template = "admin/history_list.html"

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not is_key(object_id):
            raise Http404("A history is addressed by a number.")
        view: Any = super()
        answer: HttpResponse = view.history_view(request, object_id, extra_context)
        return answer

    def history_form_view(
        self,
        request: HttpRequest,
        object_id: str,
        version_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if not (is_key(object_id) and is_key(version_id)):
            raise Http404("An earlier state is addressed by two numbers.")
        view: Any = super()
        answer: HttpResponse = view.history_form_view(request, object_id, version_id, extra_context)
        return answer

    def get_historical_record_context_helper(
        self, request: HttpRequest, historical_record: Any
    ) -> ChangesInWords:
        return self.changes_in_words(self.model, historical_record)
