"""Who says things. A reporter enters somebody new; what readers see of them is a data editor's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model, Q
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

from hospitals import workflow
from hospitals.models import Source, SourceRole
from lib.admin.fieldsets import without
from lib.admin.history import EarlierStatesStay
from lib.admin.rows import DeskInline

from .base import FactHistoryAdmin
from .names import AliasInline, aliased
from .signed import Entered, UntilSignedOff, may_still_change, signed_off
from .signing import LinksToButtons, SignOff
from .terms import TermsPages


class RoleRows(BaseInlineFormSet):
    """Roles that stand are fixed for whoever may only propose one."""

    user = None

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        role = form.instance
        if role.pk and not (role.waits or may_still_change(self.user, self.instance)):
            for name, field in form.fields.items():
                # A fixed field keeps its stored value, whatever is posted.
                field.disabled = name not in (self.model._meta.pk.name, self.fk.name)


class RoleInline(DeskInline):
    """Of somebody who is signed off, whoever lacks a role proposes it."""

    model = SourceRole
    formset = RoleRows
    extra = 1
    verbose_name_plural = "roles, each at its time"

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        formset.user = request.user
        return formset


class OwnAliasInline(UntilSignedOff, AliasInline):
    pass


class SignOffRoles(SignOff):
    """Of somebody who is signed off: the roles that were proposed since."""

    @classmethod
    def waiting(cls, record: Model) -> list[Model]:
        return list(record.roles.waiting())


@admin.register(Source)
class SourceAdmin(TermsPages, LinksToButtons, Entered, EarlierStatesStay, FactHistoryAdmin):
    buttons = [SignOffRoles]
    fieldsets = [
        (None, {"fields": ["kind", "private", "name", "slug", "signed"]}),
        (
            "What was agreed",
            {
                "fields": ["terms", "description"],
                "description": "Until terms are set, nothing of theirs is public.",
            },
        ),
        ("Speaks for", {"fields": ["trust", "union"]}),
        ("Publishes under", {"fields": ["licence"]}),
        ("Private: seen on the desk only", {"fields": ["private_notes"]}),
    ]
    autocomplete_fields = ["trust", "union"]
    slug_from = {"slug": ["name"]}
    inlines = [RoleInline, OwnAliasInline]
    list_display = ["name", "kind", "terms", "description"]
    list_filter = ["kind", "terms"]
    search_fields = ["name"]
    ordering = ["name"]
    change_form_template = "admin/hospitals/with_terms.html"

    def search_also(self, term: str) -> Q:
        return aliased("source", term)

    def get_fieldsets(self, request: HttpRequest, obj: Source | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else without(fieldsets, "signed")

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> list[str]:
        if obj is None:
            return ["signed"]
        fixed = ["signed", "terms", "description"]
        if not may_still_change(request.user, obj):
            fixed += ["kind", "private", "name", "slug", "trust", "union", "licence"]
        return fixed

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Source | None = None
    ) -> dict[str, Any]:
        return {} if "slug" in self.get_readonly_fields(request, obj) else self.slug_from

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if formset.model is SourceRole and not form.instance.waits:
            for role in formset.forms:
                new = role.has_changed() and role.instance.pk is None
                if new:
                    workflow.enter_reference(by=request.user, row=role.instance, new=True)
        super().save_formset(request, form, formset, change)

    @admin.display(description="signed off")
    def signed(self, source: Source) -> str:
        return signed_off(source)
