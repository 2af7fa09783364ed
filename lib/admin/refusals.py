"""What the workflow refuses is told where it was asked for, with everything that was typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join

from lib.refusals import Refused


def tell_refusal(request: HttpRequest, refusal: Refused) -> None:
    """Above the next page that is shown, with links to where it is put right."""
    for sentence in refusal.messages:
        messages.error(request, sentence)
    if refusal.links:
        listed = format_html_join(", ", '<a href="{1}">{0}</a>', refusal.links)
        messages.error(request, format_html("Put right there: {}.", listed))


class SaysRefusals(forms.ModelForm):
    """For a form: shows what the workflow refused after the form itself was satisfied."""

    refused: list[str] = []
    user: Any = None

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for sentence in self.refused:
            self.add_error(None, sentence)
        return cleaned


class RefusalsOnForm(admin.ModelAdmin):
    """For a ModelAdmin that saves through the workflow, with a form that is a SaysRefusals."""

    def changeform_view(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Refused as refusal:
            # Nothing was written: the admin's transaction is rolled back. Show the form again.
            request.refused = refusal.messages
            return super().changeform_view(request, *args, **kwargs)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.refused = getattr(request, "refused", [])
        form.user = request.user
        return form
