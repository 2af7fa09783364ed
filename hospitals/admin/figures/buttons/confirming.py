"""What the source said when somebody asked whether a number is right."""

from typing import Any

from django import forms

from hospitals import workflow
from lib.refusals import Refused

from ...confirming import AsksSource
from .base import FigureButton


class Confirm(AsksSource, FigureButton):
    """Of the newest value, which is the one that stood on the page."""

    name, label = "confirmed", "Confirmed by the source"
    permission = "hospitals.add_figureconfirmation"
    title = "What the source said of it"
    lead = "Kept with this value on the desk, and of no value that comes after it."
    confirm = "Record it"
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def stands_now(self) -> dict[str, Any]:
        return {**super().stands_now(), "revision": self.record.latest().pk}

    def decide(self) -> str:
        revision = self.record.revisions.filter(pk=self.cleaned_data["revision"]).first()
        if revision is None:
            raise Refused("This is no value of this figure: look at what stands here now.")
        made = workflow.confirm_figure(by=self.user, revision=revision, asked=self.asked())
        return f"{made}."
