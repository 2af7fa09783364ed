"""Stopping what is scheduled, or has its ten seconds, before anybody reads it."""

from typing import Any

from django import forms

from articles import workflow
from articles.models import PublishedVersion
from lib.words import clock

from ..stories import Standing
from .base import StoryButton, reason_field


class Cancel(StoryButton):
    """Which version does not go out, and which releases that came with it are taken back."""

    name = rule = "cancel"
    label = "Cancel scheduled"
    lead = "The version does not go out. The working copy stays as it is."
    urgent = True

    version = forms.ChoiceField(label="Which", widget=forms.RadioSelect)
    take_back = forms.MultipleChoiceField(
        label="Take back the release of what it cites",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="These were released together with the version. What keeps its tick stays on "
        "the desk; without it the figure goes public at that time, without the story.",
    )
    reason = reason_field()

    @classmethod
    def possible(cls, user: Any, record: Standing) -> bool:
        return bool(record.scheduled)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (str(each.pk), f"version {each.number}, starts {clock(each.live_from)}")
            for each in self.record.scheduled
        ]
        self.fields["version"].choices = choices
        if choices:
            self.fields["version"].initial = choices[0][0]
        if len(choices) == 1:
            self.fields["version"].widget = forms.HiddenInput()
        self.releases = {
            str(figure.pk): (version, figure)
            for version in self.record.scheduled
            for figure in workflow.releases_with(version)
        }
        if self.releases and self.user.has_perm("hospitals.release_figure"):
            self.fields["take_back"].choices = [
                (pk, f"figure {pk}: {figure}") for pk, (_, figure) in self.releases.items()
            ]
            self.fields["take_back"].initial = list(self.releases)
        else:
            del self.fields["take_back"]

    def run(self) -> str:
        version = PublishedVersion.objects.get(pk=self.cleaned_data["version"])
        chosen = [self.releases[pk] for pk in self.cleaned_data.get("take_back", [])]
        figures = [figure for other, figure in chosen if other.pk == version.pk]
        workflow.cancel_scheduled(
            by=self.user,
            version=version,
            reason=self.cleaned_data["reason"],
            take_back=figures,
        )
        done = f"Cancelled: version {version.number} does not go out."
        if figures:
            listed = ", ".join(f"figure {figure.pk}" for figure in figures)
            done += f" No longer released: {listed}."
        return done
