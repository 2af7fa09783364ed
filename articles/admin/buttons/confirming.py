"""What the source said when somebody read words of a story to them."""

from typing import Any

from django import forms

from articles import workflow
from articles.models import Article
from hospitals.admin.confirming import AsksSource

from ..stories import Standing
from .base import StoryButton


class ConfirmPassage(AsksSource, StoryButton):
    name, rule = "confirmed", "confirm_passage"
    label = "Confirmed by the source"
    lead = (
        "For words of the story that were read or sent to the source. It holds while they stay as "
        "they are. A number or a quotation is confirmed on its own page."
    )
    confirm = "Record it"
    words = forms.CharField(
        label="Which words",
        help_text="Copy them from the story as it is saved.",
        error_messages={"required": "Give the words that were put to the source."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ["words"]

    @classmethod
    def possible(cls, user: Any, record: Standing) -> bool:
        return record.article.state != Article.State.PUBLISHED

    def run(self) -> str:
        made = workflow.confirm_passage(
            by=self.user,
            article=self.article,
            words=self.cleaned_data["words"],
            asked=self.asked(),
        )
        return f"{made}."
