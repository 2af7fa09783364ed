"""Pictures: the original stays private, and readers get a copy without EXIF."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.http import FileResponse, Http404, HttpRequest
from django.urls import path, reverse
from django.utils.html import format_html

from articles.models import Picture
from articles.pictures import web_copy
from deeds.admin.desk import HistoryAdmin
from hospitals.workflow.signing import WRITE_FACTS
from lib.admin.fieldsets import renamed, without
from lib.admin.saving import OpenedForm


class PictureForm(OpenedForm):
    # Not an ImageField: that would answer a broken file before we can say what is wrong with it.
    original = forms.FileField(
        label="File",
        help_text="JPEG, PNG or WebP, up to 20 MB. Place and camera are taken out of the copy "
        "that readers get.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={
            "required": "Choose the picture’s file.",
            "empty": "This file is empty: export the picture again.",
        },
    )

    class Meta:
        model = Picture
        fields = ("title", "original", "alt_text", "credit", "rights")

    made = None

    def clean_original(self) -> Any:
        file = self.cleaned_data["original"]
        if "original" in self.changed_data:
            self.made = web_copy(file)
        return file

    def watched_fields(self) -> list[str]:
        return [name for name in super().watched_fields() if name != "original"]


@admin.register(Picture)
class PictureAdmin(HistoryAdmin):
    changes_alone = WRITE_FACTS
    form = PictureForm
    object_history_list_template = "admin/history_list.html"
    fieldsets = [
        (None, {"fields": ["title", "original", "shown"]}),
        ("For readers", {"fields": ["alt_text", "credit"]}),
        ("For the desk", {"fields": ["rights"]}),
    ]
    list_display = ["title", "credit", "size", "uploaded_at"]
    search_fields = ["title", "credit"]
    sortable_by = []
    ordering = ["-id"]
    actions = None

    def get_readonly_fields(self, request: HttpRequest, obj: Picture | None = None) -> list[str]:
        # A published version keeps the picture it was published with.
        published = obj is not None and obj.version_rows.exists()
        return ["shown", "file"] if published else ["shown"]

    def get_fieldsets(self, request: HttpRequest, obj: Picture | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return without(fieldsets, "shown")
        published = "file" in self.get_readonly_fields(request, obj)
        return renamed(fieldsets, {"original": "file"} if published else {})

    def get_form(
        self, request: HttpRequest, obj: Picture | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if "file" in self.get_readonly_fields(request, obj):
            del form.base_fields["original"]
        return form

    @admin.display(description="size")
    def size(self, picture: Picture) -> str | None:
        return f"{picture.width} × {picture.height}" if picture.width else None

    @admin.display(description="file")
    def file(self, picture: Picture) -> str:
        return "Published: to replace it, add another picture and put that into the story."

    @admin.display(description="as readers get it")
    def shown(self, picture: Picture) -> str:
        if not picture.web_copy:
            return "There is no copy for readers yet: choose the file again and save."
        return format_html(
            '<img class="thumb" src="{}" alt="{}" width="{}" height="{}">',
            reverse("admin:articles_picture_copy", args=[picture.pk]),
            picture.alt_text,
            picture.width,
            picture.height,
        )

    def revert_disabled(self, request: HttpRequest, obj: Picture | None = None) -> bool:
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Picture | None = None) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: Picture, form: PictureForm, change: bool
    ) -> None:
        if not change:
            obj.uploaded_by = request.user
        if form.made:
            file, obj.width, obj.height = form.made
            obj.web_copy.save(f"{obj.uuid}.jpg", file, save=False)
        super().save_model(request, obj, form, change)

    def get_urls(self) -> list[Any]:
        copy = path(
            "<path:object_id>/copy/",
            self.admin_site.admin_view(self.copy),
            name="articles_picture_copy",
        )
        return [copy, *super().get_urls()]

    def copy(self, request: HttpRequest, object_id: str) -> FileResponse:
        picture = self.get_object(request, unquote(object_id))
        if (
            picture is None
            or not picture.web_copy
            or not self.has_view_permission(request, picture)
        ):
            raise Http404
        return FileResponse(picture.web_copy.open(), content_type="image/jpeg")
