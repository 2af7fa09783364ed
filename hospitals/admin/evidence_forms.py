"""The form for where it came from: terms by kind, a private file and its SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.core.files import File
from django.forms.models import ModelChoiceField, ModelChoiceIterator
from django.urls import reverse

from hospitals.models import Evidence, Licence, Terms
from hospitals.models.evidence import usual_licence
from lib.admin.saving import OpenedForm

AS_USUAL = "as_usual"
NONE = "none"
AS_USUAL_WORDS = (
    "as usual for its kind: what was published is on the record, what was told is not agreed yet"
)
MOST_MEGABYTES = 100


class PrivateFileWidget(AdminFileWidget):
    """A file input for files without a public address: the link goes to the desk's own view."""

    # In the app's own templates: those of the project are unknown to the renderer of forms.
    template_name = "hospitals/widgets/private_file.html"
    address = None

    def is_initial(self, value: Any) -> bool:
        return bool(value and getattr(value, "name", ""))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["address"] = self.address
        context["widget"]["file_name"] = value.name.rsplit("/", 1)[-1] if value else ""
        return context


class OrNone(ModelChoiceIterator):
    def __iter__(self) -> Iterator[tuple[Any, str]]:
        yield "", "as usual for who published it: none for a paper"
        yield NONE, "none"
        yield from map(self.choice, self.queryset)


class LicenceAtEntry(ModelChoiceField):
    """Empty is as usual, which only the whole form can tell; that there is none is said."""

    iterator = OrNone

    def __init__(self, **given: Any) -> None:
        super().__init__(Licence.objects.all(), label="licence", required=False, **given)

    def clean(self, value: Any) -> Licence | str | None:
        if value in self.empty_values:
            return AS_USUAL
        return None if value == NONE else super().clean(value)


class EvidenceForm(OpenedForm):
    class Meta:
        model = Evidence
        fields = "__all__"
        widgets = {"file": PrivateFileWidget}

    # Whose clearing this save drops, if any.
    dropped_clearing = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding and "terms" in self.fields:
            terms = self.fields["terms"]
            terms.choices = [(AS_USUAL, AS_USUAL_WORDS), *Terms.choices]
            terms.initial = AS_USUAL
            self.initial["terms"] = AS_USUAL
            self.fields["licence"] = LicenceAtEntry()
        elif "file" in self.fields:
            self.fields["file"].widget.address = reverse(
                "admin:hospitals_evidence_file", args=[self.instance.pk]
            )

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if "file" in self.changed_data and file and file.size > MOST_MEGABYTES * 1024 * 1024:
            raise ValidationError(
                f"This file has {file.size / 1024 / 1024:.0f} MB: a document may have up to "
                f"{MOST_MEGABYTES} MB. Keep the pages that matter, or note where it can be found."
            )
        return file

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if cleaned.get("terms") == AS_USUAL:
            published = cleaned.get("kind") in Evidence.PUBLISHED_KINDS
            cleaned["terms"] = Terms.ON_RECORD if published else Terms.UNSET
        if cleaned.get("licence") == AS_USUAL:
            cleaned["licence"] = usual_licence(cleaned.get("said_by"), cleaned.get("reported_by"))
        # An editor cleared what one person said: of somebody else they know nothing.
        cleared = self.instance.cleared_at is not None and "said_by" in self.fields
        if cleared and cleaned.get("said_by") != self.instance.said_by:
            self.dropped_clearing = self.instance.cleared_by
            self.instance.cleared_by = self.instance.cleared_at = None
        return cleaned

    def save(self, commit: bool = True) -> Evidence:
        if "file" in self.changed_data:
            file = self.cleaned_data.get("file")
            self.instance.sha256 = sha256_of(file) if file else ""
        return super().save(commit)


def sha256_of(file: File) -> str:
    """Hexadecimal SHA-256 of an uploaded file, read in chunks: a workbook may be large."""
    found = hashlib.sha256()
    for chunk in file.chunks():
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()
