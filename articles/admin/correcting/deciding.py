"""What the page *Correct once* sends: choices for places and stories, the notice, and the word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms

from articles.correcting.brackets import without_brackets
from articles.correcting.plan import KEEP, REPLACE, REWRITE, Plan, StoryPlan, Use
from articles.models import Correction, CorrectionPlan
from lib.refusals import Refused


class NoticeForm(forms.ModelForm):
    """The notice of a plan; where it stands is left to each story unless somebody says."""

    class Meta:
        model = CorrectionPlan
        fields = ("was_wrong", "is_right", "notice_kind", "placement")
        labels = {
            "was_wrong": "What we said",
            "is_right": "What is right",
            "notice_kind": "What kind of notice",
            "placement": "Where it stands",
        }
        widgets = {
            "was_wrong": forms.Textarea(attrs={"rows": 2}),
            "is_right": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {"was_wrong": "", "is_right": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["placement"].choices = [
            ("", "by each story: above it where it was prominent, else at its foot"),
            *Correction.Placement.choices,
        ]

    def words(self) -> dict[str, str]:
        """What a `Notice` takes."""
        given = self.cleaned_data
        return {
            "kind": given["notice_kind"],
            "placement": given["placement"],
            "was_wrong": given["was_wrong"],
            "is_right": given["is_right"],
        }


@dataclass
class Typed:
    """What was sent. `lines` are {key of a place: (choice, text)} that differ from what stood on
    the page, `modes` {id of a version: mode}; `errors` {key of a place: sentence}; `words` is all
    that was typed, {name of a field: text}, so that none of it is lost."""

    lines: dict[str, tuple[str, str]] = field(default_factory=dict)
    modes: dict[int, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def changes(self) -> bool:
        return bool(self.lines or self.modes or self.errors)


def typed(data: Mapping[str, str], plan: Plan, texts: Mapping[tuple[int, str, int], str]) -> Typed:
    """Reads the form of a plan as it stands; places that it does not name are left alone."""
    found = Typed(words=data)
    for story in plan.stories:
        read_mode(data, story, found)
        for use in story.uses:
            try:
                read_place(data, story, use, texts, found)
            except Refused as refusal:
                found.errors[use.key] = " ".join(refusal.messages)
    return found


def read_mode(data: Mapping[str, str], story: StoryPlan, found: Typed) -> None:
    mode = data.get(f"mode-{story.version_id}", "")
    if mode and mode != story.mode:
        found.modes[story.version_id] = mode


def read_place(
    data: Mapping[str, str],
    story: StoryPlan,
    use: Use,
    texts: Mapping[tuple[int, str, int], str],
    found: Typed,
) -> None:
    choice = data.get(f"choice-{use.key}", "")
    if choice == KEEP and use.choice != KEEP:
        found.lines[use.key] = (KEEP, "")
    elif choice == REPLACE:
        words = " ".join(data.get(f"words-{use.key}", "").split())
        if not words:
            raise Refused("Write the words that are to stand there, or choose another way.")
        if use.choice != REPLACE or words != use.new_words:
            found.lines[use.key] = (REPLACE, words)
    elif choice == REWRITE:
        html = texts.get((story.version_id, use.place, use.where.which), "")
        written = data.get(f"text-{use.key}", "")
        if not written.strip():
            raise Refused("Write the whole sentence, or choose another way.")
        text = without_brackets(written, html, use.sentence, use.sentence_start)
        if use.choice != REWRITE or text != use.new_words:
            found.lines[use.key] = (REWRITE, text)


def still_true(data: Mapping[str, str], plan: Plan) -> dict[int, str]:
    """{figure that follows: why it stands}, of those of which that is said anew or taken back."""
    found = {}
    for each in plan.followers:
        because = data.get(f"stands-{each.figure_id}")
        if because is not None and because.strip() != each.because:
            found[each.figure_id] = because.strip()
    return found
