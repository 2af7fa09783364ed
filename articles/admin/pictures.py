"""Pictures: the original stays private, and readers get copies without EXIF."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.http import FileResponse, Http404, HttpRequest
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.models import Picture
from articles.picture_files import private_copy
from articles.picture_sizes import make_later
from articles.picture_words import in_sentences, warnings
from articles.pictures import Copy, copy, keep
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
        fields = ("title", "original", "alt_text", "credit", "focus_x", "focus_y", "rights")

    made: Copy | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credit"].required = False
        self.fields["credit"].help_text += " Left empty, it is what the file says."
        self.offer(self.instance.file_says)

    def offer(self, says: Mapping[str, str]) -> None:
        """Beside each field, what the file says of it: whoever fills it in decides."""
        for name, told, label in (
            ("alt_text", "caption", "The file’s caption"),
            ("credit", "credit", "The file says"),
            ("rights", "rights", "The file says"),
        ):
            if says.get(told):
                help_text = self.fields[name].help_text
                self[name].help_text = format_html("{} {}: {}", help_text, label, says[told])

    def clean_original(self) -> Any:
        file = self.cleaned_data["original"]
        if "original" in self.changed_data:
            self.made = copy(file)
            self.offer(self.made.says.kept())
        return file

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.made:
            for name in ("credit", "rights"):
                cleaned[name] = cleaned.get(name) or getattr(self.made.says, name)
        if not cleaned.get("credit"):
            self.add_error("credit", "Say whom to credit: the file does not.")
        return cleaned

    def watched_fields(self) -> list[str]:
        return [name for name in super().watched_fields() if name != "original"]


class Cut(NamedTuple):
    """What a page that needs this shape shows of a picture, in pixels of its copy."""

    shape: str
    x: float
    y: float
    width: float
    height: float


def cut(picture: Picture, across: int, down: int) -> Cut:
    width = min(picture.width, picture.height * across / down)
    height = width * down / across
    x = (picture.width - width) * picture.focus_x / 100
    y = (picture.height - height) * picture.focus_y / 100
    return Cut(f"{across} : {down}", *(round(each, 1) for each in (x, y, width, height)))


@admin.register(Picture)
class PictureAdmin(HistoryAdmin):
    changes_alone = WRITE_FACTS
    form = PictureForm
    object_history_list_template = "admin/history_list.html"
    fieldsets = [
        (None, {"fields": ["title", "original", "shown"]}),
        ("For readers", {"fields": ["alt_text", "credit", ("focus_x", "focus_y")]}),
        ("For the desk", {"fields": ["rights"]}),
    ]
    list_display = ["thumb", "title", "credit", "size", "uploaded_at"]
    list_display_links = ["title"]
    search_fields = ["title", "credit"]
    sortable_by = []
    ordering = ["-id"]
    actions = None

    class Media:
        js = ["admin/newsroom/focus.js"]
        css = {"all": ["admin/newsroom/pictures.css"]}

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

    @admin.display(description="picture")
    def thumb(self, picture: Picture) -> SafeString | None:
        if not picture.web_copy:
            return None
        address = reverse("admin:articles_picture_thumb", args=[picture.pk])
        return format_html('<img class="thumb" src="{}" alt="" loading="lazy">', address)

    @admin.display(description="size")
    def size(self, picture: Picture) -> SafeString | None:
        if not picture.width:
            return None
        return format_html(
            "{} × {}{}",
            picture.width,
            picture.height,
            format_html_join(
                "",
                ' <span class="look">{}</span>',
                ((each,) for each in warnings(picture.width, picture.file_says)),
            ),
        )

    @admin.display(description="file")
    def file(self, picture: Picture) -> str:
        return "Published: to replace it, add another picture and put that into the story."

    @admin.display(description="as readers get it")
    def shown(self, picture: Picture) -> str:
        if not picture.web_copy:
            return "There is no copy for readers yet: choose the file again and save."
        return render_to_string(
            "admin/articles/picture/shown.html",
            {
                "picture": picture,
                "url": reverse("admin:articles_picture_copy", args=[picture.pk]),
                "cuts": [cut(picture, 3, 2), cut(picture, 1, 1)],
                "warnings": warnings(picture.width, picture.file_says),
                "says": in_sentences(picture.file_says),
            },
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
            keep(obj, form.made)
            for sentence in warnings(obj.width, obj.file_says):
                messages.warning(request, sentence)
        elif change:
            # They may have been made since this was read; now its row is locked.
            obj.refresh_from_db(fields=["sizes"])
        super().save_model(request, obj, form, change)
        if form.made:
            make_later(obj)

    def get_urls(self) -> list[Any]:
        ours = [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(view),
                name=f"articles_picture_{name}",
            )
            for name, view in (("copy", self.copy), ("thumb", self.thumbnail))
        ]
        return [*ours, *super().get_urls()]

    def copy(self, request: HttpRequest, object_id: str) -> FileResponse:
        return private_copy(self.seen_by(request, object_id))

    def thumbnail(self, request: HttpRequest, object_id: str) -> FileResponse:
        """The smallest copy that there is."""
        picture = self.seen_by(request, object_id)
        smallest = PurePath(picture.sizes[0][1]).stem if picture.sizes else ""
        return private_copy(picture, smallest)

    def seen_by(self, request: HttpRequest, object_id: str) -> Picture:
        picture = self.get_object(request, unquote(object_id))
        if (
            picture is None
            or not picture.web_copy
            or not self.has_view_permission(request, picture)
        ):
            raise Http404
        return picture
