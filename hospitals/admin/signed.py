"""Records that a second person signs off: who entered them, who may still change them."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.http import HttpRequest

from hospitals import workflow
from lib.people import called
from lib.words import day


class Entered(admin.ModelAdmin):
    """For the ModelAdmin of what a second person signs off: not whoever entered it."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)


class UntilSignedOff(InlineModelAdmin):
    """For the rows below a record: once that is signed off, for data editors and editors."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and may_still_change(request.user, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and may_still_change(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and may_still_change(request.user, obj)


def may_still_change(user: Any, record: Any) -> bool:
    """Whether `user` may change what readers see, or would see, of the record."""
    return record is None or record.waits or workflow.may_write_facts(user)


def signed_off(record: Any) -> str:
    """Who signed a record off, and when; or what has still to be done."""
    if record is None or record.signed_off_at is None:
        return "Not yet: the check of what rests on this does it."
    return f"{called(record.signed_off_by)}, {day(record.signed_off_at)}"
