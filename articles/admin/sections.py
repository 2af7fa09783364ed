from django.contrib import admin

from articles.models import Contributor, Section
from deeds.admin.desk import DeskAdmin
from hospitals.workflow.signing import WRITE_FACTS


@admin.register(Section)
class SectionAdmin(DeskAdmin):
    changes_alone = WRITE_FACTS
    fields = ["name", "slug", "order"]
    prepopulated_fields = {"slug": ["name"]}
    list_display = ["name", "order"]
    search_fields = ["name"]


@admin.register(Contributor)
class ContributorAdmin(DeskAdmin):
    """The names that stand over stories. They outlive the log-ins they may belong to."""

    changes_alone = WRITE_FACTS
    fields = ["name", "slug", "user"]
    prepopulated_fields = {"slug": ["name"]}
    list_display = ["name", "user"]
    list_select_related = ["user"]
    search_fields = ["name"]
