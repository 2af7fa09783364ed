from __future__ import annotations

from typing import Any

from django.contrib import admin

from articles.models import Contributor, Section
from deeds.admin.desk import DeskAdmin
from hospitals.workflow.signing import WRITE_FACTS
from lib.admin.saving import OpenedForm


@admin.register(Section)
class SectionAdmin(DeskAdmin):
    changes_alone = WRITE_FACTS
    fields = ["name", "slug", "description", "order"]
    prepopulated_fields = {"slug": ["name"]}
    list_display = ["name", "order"]
    search_fields = ["name"]


class ContributorForm(OpenedForm):
    def clean(self) -> dict[str, Any] | None:
        """Other words want another yes."""
        cleaned = super().clean() or self.cleaned_data
        changed = "biography" in self.changed_data and "agreed_on" not in self.changed_data
        if changed and cleaned.get("biography") and cleaned.get("agreed_on"):
            self.add_error(
                "agreed_on",
                "The words have changed: say when they agreed to these, or leave it empty until "
                "they have.",
            )
        return cleaned


@admin.register(Contributor)
class ContributorAdmin(DeskAdmin):
    """The names that stand over stories. They outlive the log-ins they may belong to."""

    form = ContributorForm
    changes_alone = WRITE_FACTS
    fieldsets = [
        (None, {"fields": ["name", "slug", "user"]}),
        ("For readers", {"fields": ["role", "biography", "agreed_on"]}),
    ]
    prepopulated_fields = {"slug": ["name"]}
    list_display = ["name", "role", "user"]
    list_select_related = ["user"]
    search_fields = ["name"]
