"""Where a statement came from: recorded before, or anew beside what it says."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict

from lib.admin.dates import DayField

from ..evidence_forms import EvidenceForm
from ..lookups import LookupField, LookupManyField


class NotJudged(forms.BaseForm):
    """A form that may come back as it was typed before anybody says what is wrong in it."""

    judged = True

    @property
    def errors(self) -> ErrorDict:
        return super().errors if self.judged else ErrorDict()


class FromADocument(NotJudged, forms.Form):
    """What is shared begins with where it came from, recorded before or anew."""

    evidence = LookupField(
        "evidence",
        label="where it came from",
        required=False,
        help_text="Something already recorded, by its title. Or fill in the new one below.",
    )


class NewEvidenceForm(NotJudged, EvidenceForm):
    """New evidence, filled in beside what it brings."""

    said_by = LookupField("source", label="said by", help_text="Who says so.")
    said_with = LookupManyField(
        "source",
        label="and by",
        required=False,
        help_text="Of a joint statement, those who said it with them: one name a line, in order.",
    )
    reported_by = LookupField(
        "source",
        label="as reported by",
        required=False,
        help_text="Where we have it from another paper or site quoting them.",
    )
    via = LookupField(
        "source",
        label="via",
        required=False,
        help_text="Where that paper or site has it from yet another, such as a news agency.",
    )

    class Meta(EvidenceForm.Meta):
        fields = [
            "kind",
            "title",
            "said_by",
            "said_on",
            "via",
            "reported_by",
            "published_on",
            "url",
            "file",
            "licence",
            "terms",
            "description",
            "public_caveat",
            "private_notes",
        ]
        field_classes = {"said_on": DayField, "published_on": DayField}
        widgets = {
            "file": forms.FileInput,
            "public_caveat": forms.Textarea(attrs={"rows": 2}),
            "private_notes": forms.Textarea(attrs={"rows": 2}),
        }

    SELDOM = (
        "said_with",
        "via",
        "file",
        "licence",
        "public_caveat",
        "private_notes",
    )
    field_order = ["kind", "title", "said_by", "reported_by", "published_on", "said_on", "url"]

    def first_fields(self) -> list[BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.SELDOM]

    def seldom_fields(self) -> list[BoundField]:
        return [self[name] for name in self.SELDOM]

    def seldom_used(self) -> bool:
        """Whether anything is filled in, or wrong, among what is folded away."""
        if not self.is_bound:
            return False
        changed = {name for name in self.changed_data if name in self.SELDOM}
        return bool(changed) or any(self[name].errors for name in self.SELDOM)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if cleaned.get("said_by") in cleaned.get("said_with", []):
            self.add_error("said_with", "They are named above already, as who said it.")
        return cleaned

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, empty_permitted=True, use_required_attribute=False, **kwargs)
