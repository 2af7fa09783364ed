"""The fields of a notice, wherever one is issued on the desk."""

from __future__ import annotations

from typing import Any

from django import forms

from articles import workflow
from articles.agreed_words import NOTICES
from articles.models import Correction
from lib.admin.dates import MomentField

KINDS = [(kind.value, kind.label) for kind in Correction.Kind]
AGREED = [("", "none: my own"), *((str(n), each.case) for n, each in enumerate(NOTICES))]
NAMES = (
    *("kind", "was_wrong", "agreed", "is_right", "stands_alone"),
    *("placement", "address", "home_until"),
)


class NoticeFields(forms.Form):
    """A notice of any kind. Agreed words stand where somebody writes none of their own."""

    kind = forms.ChoiceField(
        label="What kind of notice", choices=KINDS, initial=Correction.Kind.CORRECTION
    )
    was_wrong = forms.CharField(
        label="What was wrong",
        required=False,
        help_text="What we said. Empty in a notice that does not repeat it.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    agreed = forms.ChoiceField(label="Agreed words", choices=AGREED, required=False)
    is_right = forms.CharField(
        label="What is right, or what readers are told",
        required=False,
        help_text="Empty: the agreed words. Of a ruling, the words that it requires.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    stands_alone = forms.BooleanField(
        label="It does not repeat what was wrong, and stays when the story is pulled",
        required=False,
    )
    placement = forms.ChoiceField(
        label="Where it stands",
        choices=Correction.Placement.choices,
        initial=Correction.Placement.FOOT,
    )
    address = forms.URLField(
        label="Address of the ruling",
        required=False,
        assume_scheme="https",
        help_text="Where it can be read in full.",
    )
    home_until = MomentField(
        label="On the front page until",
        required=False,
        help_text="Such as 12 January 2026, 6.45am. Empty: it does not stand there.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("is_right") and cleaned.get("agreed"):
            cleaned["is_right"] = NOTICES[int(cleaned["agreed"])].words
        if not cleaned.get("is_right"):
            self.add_error("is_right", "Say what is right.")
        puts_right = cleaned.get("kind") in Correction.PUTS_RIGHT
        if puts_right and not cleaned.get("stands_alone") and not cleaned.get("was_wrong"):
            self.add_error("was_wrong", "Say what was wrong, or that the notice stands alone.")
        if cleaned.get("stands_alone") and cleaned.get("was_wrong"):
            self.add_error("was_wrong", "A notice that stands alone does not repeat it: leave it.")
        ruling = cleaned.get("kind") == Correction.Kind.RULING
        if ruling and not cleaned.get("address") and "address" not in self.errors:
            self.add_error("address", "Say where the ruling can be read in full.")
        return cleaned

    def notice(self, **more: Any) -> workflow.Notice:
        given = {name: self.cleaned_data[name] for name in NAMES if name != "agreed"}
        return workflow.Notice(**given, **more)
