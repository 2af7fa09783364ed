"""What the forms of a confirmation by the source ask, whatever it is of."""

from __future__ import annotations

from django import forms

from hospitals.models import Channel
from hospitals.workflow import Asked
from lib.admin.dates import MomentField


class AsksSource(forms.Form):
    """Who at the source confirmed it, how and when; or why nobody was asked."""

    who = forms.CharField(
        label="Who confirmed it",
        max_length=160,
        required=False,
        help_text="At the source. A role will do: the press office. No name that the terms keep.",
    )
    channel = forms.ChoiceField(
        label="How",
        choices=[("", "choose"), *Channel.choices],
        required=False,
    )
    confirmed_at = MomentField(
        label="When", required=False, help_text="Such as 3 May 2023, 9.30am. Empty: just now."
    )
    skipped_because = forms.CharField(
        label="Or why nobody was asked",
        max_length=300,
        required=False,
        help_text="Such as: it is their own published table.",
    )

    def asked(self) -> Asked:
        """Of a form that is valid. Refused by the workflow where something is missing."""
        names = ("who", "channel", "confirmed_at", "skipped_because")
        return Asked(**{name: self.cleaned_data[name] for name in names})
