"""What the buttons of a story have in common: the rule, and the text that somebody has seen."""

from typing import Any

from django import forms
from django.utils.functional import cached_property

from articles.models import Article
from articles.workflow import content
from articles.workflow.permissions import may
from articles.workflow.problem import Problem
from lib.admin.addresses import record_url
from lib.admin.buttons import Button
from lib.people import called
from lib.refusals import Refused
from lib.words import clock

from ..before import Panel, panel, sign_off_url
from ..stories import Standing


class StoryButton(Button):
    """`rule` is the action in the workflow's permissions; the record is the story's `Standing`."""

    template = "admin/articles/article/ask.html"
    rule = ""
    # Whether it has a page that asks; else it is done as soon as the words are saved.
    asks = True
    # Does not wait until the words can be saved: harm stops first.
    urgent = False

    @classmethod
    def allowed(cls, user: Any, record: Standing) -> bool:
        return may(user, cls.rule, record.article)

    @property
    def article(self) -> Article:
        return self.record.article


class OfText(StoryButton):
    """A decision about the text itself, which must be the text that the person has seen.

    `opened_version` tells of a save since the page was opened, `seen` of a record that has changed
    behind the same save.
    """

    opened_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    came_from = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    @cached_property
    def content(self) -> content.Content:
        return content.load(self.article)

    def next_url(self) -> str | None:
        """Back to the page of the sign-off, for who came from there."""
        if self.cleaned_data.get("came_from") == "sign-off":
            return sign_off_url(self.article)
        return super().next_url()

    def before(self) -> Panel:
        """What stands against it going out, on the page of whoever passes it on."""
        return panel(self.user, self.content)

    def stands_now(self) -> dict[str, Any]:
        return {
            "opened_version": self.article.version,
            "seen": content.content_hash(self.content),
        }

    def clean(self) -> dict[str, Any]:
        cleaned, now = super().clean(), self.stands_now()
        if cleaned.get("opened_version") != now["opened_version"]:
            self.show_now()
            raise Refused(
                f"{called(self.article.changed_by)} saved this story at "
                f"{clock(self.article.changed_at)}, after you opened this page. Look at it again; "
                "then confirm once more."
            )
        if cleaned.get("seen") != now["seen"]:
            self.show_now()
            raise Refused(
                "A record that this story rests on has changed since you opened this page. Look "
                "at it again; then confirm once more."
            )
        return cleaned


def reason_field(
    help_text: str = "", required: bool = False, label: str = "Reason"
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=300,
        help_text=help_text,
        error_messages={"required": "Say what is to be done."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def told(problem: Problem) -> dict[str, str]:
    """A finding of the gate for the page: with a link to the record it is about."""
    return {
        "level": problem.level,
        "place": problem.place,
        "url": record_url(problem.record),
        "link": "Open the record",
    }
