"""Off the site and on it again: a pull hides at once, a withdrawal says why."""

from typing import Any

from django import forms

from articles import workflow
from articles.workflow import gate

from ..stories import Standing
from .base import StoryButton, reason_field, told


class Pull(StoryButton):
    name = rule = "pull"
    label = "Pull"
    lead = "Takes the story, its versions and pictures off the site at once. It can be put back."
    confirm = "Pull it now"
    danger = urgent = True
    reason = reason_field("You can leave this empty: pull first, explain later.")

    @classmethod
    def possible(cls, user: Any, record: Standing) -> bool:
        return record.published and record.article.pulled_at is None

    def run(self) -> str:
        workflow.pull(by=self.user, article=self.article, reason=self.cleaned_data["reason"])
        return "Pulled: readers see nothing of it any more. Nothing is deleted."


class PutBack(StoryButton):
    """What stands against it is shown before anybody presses."""

    name, rule = "put-back", "put_back"
    label = "Put back"
    lead = "Readers see the story again as it was published last, if all of it may still be read."
    reason = reason_field()

    @classmethod
    def possible(cls, user: Any, record: Standing) -> bool:
        return record.article.pulled_at is not None

    def findings(self) -> list[dict[str, Any]]:
        if self.is_bound:
            return []  # the refusal says the same
        stops = workflow.stops_of_returning(self.article, self.record.now)
        return [{**told(stop), "message": gate.with_a_way_out(stop)} for stop in stops]

    def run(self) -> str:
        workflow.put_back(by=self.user, article=self.article, reason=self.cleaned_data["reason"])
        return "The story is back on the site as it was."


class Withdraw(StoryButton):
    name = rule = "withdraw"
    label = "Withdraw"
    lead = (
        "An editorial decision: a notice stands in place of the story, and earlier versions "
        "stay readable. To take it away at once, pull it."
    )
    danger = True
    notice = forms.CharField(
        label="Notice",
        help_text="Readers see this in place of the story.",
        error_messages={"required": "Tell readers why the story is withdrawn."},
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @classmethod
    def possible(cls, user: Any, record: Standing) -> bool:
        return record.live is not None and not record.withdrawn

    def run(self) -> str:
        workflow.withdraw(by=self.user, article=self.article, notice=self.cleaned_data["notice"])
        return "Withdrawn: the notice stands in its place."
