"""For admins of what readers see: what somebody changes alone is noted for a second person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from lib.admin.rows import key_of
from lib.admin.stored import shown

from .. import workflow

# Readers never see these.
OF_THE_DESK = ("private_notes", "created_by", "created_at", "signed_off_by", "signed_off_at")


class SecondLook(admin.ModelAdmin):
    """For a ModelAdmin of what readers see: what somebody changes alone is noted in words."""

    # The permission of those whose changes stand at once, to be looked at afterwards. Of what
    # others save nothing is noted: it waits for a sign-off first, or is not for readers.
    changes_alone: str

    def readers_see(self, record: Any) -> bool:
        """Whether the record is before readers; what is not yet waits for a sign-off instead."""
        return not getattr(record, "waits", False)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        return self.noting(request, object_id, super().changeform_view, form_url, extra_context)

    def history_form_view(
        self,
        request: HttpRequest,
        object_id: str,
        version_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        inner: Any = super()
        view: Callable[..., HttpResponse] = inner.history_form_view
        if request.method != "POST":
            return view(request, object_id, version_id, extra_context)
        return self.noting(request, object_id, view, version_id, extra_context)

    def noting(
        self,
        request: HttpRequest,
        object_id: str | None,
        view: Callable[..., HttpResponse],
        *arguments: Any,
    ) -> HttpResponse:
        with transaction.atomic():
            before = self.stored_in_words(request, object_id)
            response = view(request, object_id, *arguments)
            self.note(request, before)
            return response

    def note(self, request: Any, before: dict[str, str]) -> None:
        record = getattr(request, "saved_record", None)
        if record is None or not request.user.has_perm(self.changes_alone):
            return
        if self.readers_see(record):
            after = self.in_words(request, record)
            workflow.note_change(by=request.user, record=record, before=before, after=after)

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        request.saved_record = obj

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with transaction.atomic():
            workflow.note_change(
                by=request.user, record=obj, before=self.in_words(request, obj), after={}
            )
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with transaction.atomic():
            for record in queryset:
                self.delete_model(request, record)

    # In words

    def stored_in_words(self, request: HttpRequest, object_id: str | None) -> dict[str, str]:
        record = self.get_object(request, object_id) if object_id else None
        return self.in_words(request, record) if record is not None else {}

    def in_words(self, request: HttpRequest, record: Model) -> dict[str, str]:
        """{what: words} of each field and of the rows below, as they are stored now."""
        record = self.model._base_manager.get(pk=record.pk)
        said = fields_in_words(record)
        for inline in self.get_inline_instances(request, record):
            name = key_of(self.model, inline)
            rows = self.rows_below(inline, name, record).order_by("pk")
            said[str(inline.verbose_name_plural)] = "; ".join(
                ", ".join(filter(None, fields_in_words(row, but=name).values())) for row in rows
            )
        return said

    def rows_below(self, inline: Any, key: str, record: Model) -> QuerySet[Any]:
        """The rows of an inline, by the name of their key to the record."""
        rows: QuerySet[Any] = inline.model._base_manager.filter(**{key: record.pk})
        return rows


def fields_in_words(row: Model, but: str = "") -> dict[str, str]:
    """{name: words} of what may be edited of a row, `but` for one field; none of the desk's own."""
    fields: list[Any] = [*row._meta.concrete_fields, *row._meta.many_to_many]
    return {
        str(field.verbose_name): shown(row, field.name)
        for field in fields
        if field.editable and field.name not in (*OF_THE_DESK, but) and not field.primary_key
    }


def note_new(*, by: Any, record: Any) -> None:
    """What somebody enters alone, and stands, is looked at by a second person afterwards."""
    if not record.waits:
        workflow.note_change(by=by, record=record, before={}, after=fields_in_words(record))
