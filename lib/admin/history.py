"""Records that keep their history, where an earlier state is no way round a second person."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse


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
