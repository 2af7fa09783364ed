"""Right of reply: who was asked before something serious is said of them."""

from typing import Any

from django import forms

from articles import workflow
from articles.models import Approach
from hospitals.models import Channel
from lib.admin.dates import MomentField

from ..stories import Standing
from .base import StoryButton, reason_field

NEW = "new"


class RightOfReply(StoryButton):
    """Records who was asked, and what they answered when it comes."""

    name, rule = "right-of-reply", "record_reply"
    label = "Record a right of reply"
    lead = (
        "Who was asked, what was put to them, and what they said. With a serious allegation the "
        "story waits until somebody has answered, or their time to answer has passed."
    )
    confirm = "Record it"

    whom = forms.ChoiceField(label="Which", widget=forms.RadioSelect, initial=NEW)
    who = forms.CharField(label="Who was asked", required=False, max_length=160)
    put = forms.CharField(
        label="What was put to them", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    asked_how = forms.ChoiceField(
        label="How they were asked", choices=[("", "choose"), *Channel.choices], required=False
    )
    asked_at = MomentField(label="When", required=False, help_text="Empty: just now.")
    deadline = MomentField(
        label="Answer by", required=False, help_text="Such as 12 January 2026, 5pm."
    )
    answer = forms.CharField(
        label="What they answered",
        required=False,
        help_text="In their words, or: declined to comment. Empty until it comes.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    answered_at = MomentField(
        label="When they answered", required=False, help_text="Empty: just now."
    )

    @classmethod
    def possible(cls, user: Any, record: Standing) -> bool:
        return record.article.serious_allegation

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = {str(each.pk): each for each in self.article.approaches.filter(answer=None)}
        asked = [(pk, f"the answer of {each}") for pk, each in self.waiting.items()]
        self.fields["whom"].choices = [*asked, (NEW, "somebody else is asked")]
        if not asked:
            self.fields["whom"].widget = forms.HiddenInput()

    def run(self) -> str:
        given = dict(self.cleaned_data)
        approach: Approach | None = self.waiting.get(given.pop("whom"))
        if approach is not None:
            workflow.record_answer(
                by=self.user,
                approach=approach,
                answer=given["answer"],
                answered_at=given["answered_at"],
            )
            return f"Recorded: what {approach} answered."
        workflow.record_approach(by=self.user, article=self.article, **given)
        return "Recorded: who was asked."


class GoWithoutReply(StoryButton):
    name, rule = "without-reply", "go_without_reply"
    label = "Go out without a reply"
    lead = "You take it on yourself that the story goes out without an answer. It is kept with it."
    confirm = "It goes out without one"
    reason = reason_field("Kept with the story.", required=True, label="Why")

    @classmethod
    def possible(cls, user: Any, record: Standing) -> bool:
        return record.article.serious_allegation

    def run(self) -> str:
        workflow.go_without_reply(
            by=self.user, article=self.article, reason=self.cleaned_data["reason"]
        )
        return "Noted: it may go out without a reply."
