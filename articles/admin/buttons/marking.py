"""The marks of law: what a story’s words ask for is set, or somebody says why not."""

from typing import Any

from django import forms

from articles import workflow
from articles.workflow.touching_law import MARKS, touched_in, undecided

from ..stories import Standing
from .base import StoryButton, reason_field

SET, NOT_SET = "set", "not"


class MarkOfLaw(StoryButton):
    """One mark at a time: the first that the words ask for."""

    name, rule = "mark-of-law", "edit"
    label = "Decide about a mark of law"
    confirm = "Keep it"

    mark = forms.ChoiceField(
        choices=[(mark, each.called) for mark, each in MARKS.items()], widget=forms.HiddenInput
    )
    answer = forms.ChoiceField(label="Is it so", widget=forms.RadioSelect, initial=SET)
    reason = reason_field("Only where it is not marked. Kept with these words.", label="Why not")

    @classmethod
    def possible(cls, user: Any, record: Standing) -> bool:
        return bool(touched_in(record.article))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open = undecided(self.article)
        first = next(iter(self.open), "")
        shown = self.data.get("mark") or first
        called = MARKS[shown].called if shown in MARKS else ""
        self.fields["answer"].choices = [
            (SET, f"Yes: mark it as {called}"),
            (NOT_SET, "No, for the reason below"),
        ]
        self.initial = {**self.initial, "mark": first}
        said = " ".join(dict.fromkeys(f"“{each.sentence}”" for each in self.open.get(shown, ())))
        self.lead = (
            f"It says: {said} {MARKS[shown].means.capitalize()}."
            if said
            else "The words that asked for a mark are gone, or somebody has decided."
        )

    def run(self) -> str:
        given = self.cleaned_data
        mark = given["mark"]
        if given["answer"] == SET:
            workflow.set_mark(by=self.user, article=self.article, mark=mark)
            return f"Marked: {MARKS[mark].called}."
        workflow.leave_unmarked(
            by=self.user, article=self.article, mark=mark, reason=given["reason"]
        )
        return "Kept: why it is not marked."
