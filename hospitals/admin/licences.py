from __future__ import annotations

from django.contrib import admin

from hospitals.models import Licence

from .base import FactAdmin
from .signing import Proposes


@admin.register(Licence)
class LicenceAdmin(Proposes, FactAdmin):
    fieldsets = [(None, {"fields": ["name", "url", "attribution", "slug"]})]
    prepopulated_fields = {"slug": ["name"]}
    list_display = ["name", "attribution"]
    search_fields = ["name", "attribution"]
    ordering = ["name"]
