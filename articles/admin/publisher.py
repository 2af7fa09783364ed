from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from articles.models import Publisher
from deeds.admin.desk import DeskAdmin
from hospitals.workflow.signing import WRITE_FACTS


@admin.register(Publisher)
class PublisherAdmin(DeskAdmin):
    """What the pages at the foot of the site say of ourselves."""

    changes_alone = WRITE_FACTS
    fieldsets = [
        (None, {"fields": ["name", "about"]}),
        ("How to reach us", {"fields": ["address", "telephone", "email"]}),
        (
            "Complaints",
            {"fields": ["complaints", "complaints_email", "regulator", "regulator_url"]},
        ),
        ("Readers’ data", {"fields": ["data_protection", "logs_kept"]}),
        (
            "What others may do with it",
            {"fields": ["words_licence", "words_licence_url", "data_licence", "data_licence_url"]},
        ),
    ]
    list_display = ["name", "email"]
    search_fields = ["name"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Publisher.objects.exists()
