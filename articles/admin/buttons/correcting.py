"""After it went out: a second look, and a notice that something was wrong."""

from typing import Any

from django import forms

from articles import workflow
from articles.comparing.difference import Difference, differences
from articles.models import PublishedVersion
from articles.workflow.texts import words_of_version
from lib.admin.addresses import is_key

from ..notice_fields import NoticeFields
from ..stories import Standing
from .base import StoryButton


class LookAgain(StoryButton):
    """What went out without a second person, each version with what it changed."""

    name, rule = "second-look", "look_again"
    label = "Second look done"
    lead = "You have read what went out without a second person, and it may stay."
    versions = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def possible(cls, user: Any, record: Standing) -> bool:
        return record.waits_for_second_look(user)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = self.article.versions.for_second_look().order_by("number")
        self.waiting = list(waiting.select_related("published_by", "section"))
        self.fields["versions"].initial = " ".join(str(each.pk) for each in self.waiting)

    def looks(self) -> list[tuple[PublishedVersion, list[Difference]]]:
        """[(version, [Difference])]: against the version before each, or against nothing."""
        found = []
        for version in self.waiting:
            earlier = self.article.versions.standing().filter(number__lt=version.number)
            before = earlier.order_by("-number").first()
            words = words_of_version(before) if before else {}
            found.append((version, differences(words, words_of_version(version))))
        return found

    def run(self) -> str:
        ids = [int(pk) for pk in self.cleaned_data["versions"].split() if is_key(pk)]
        workflow.look_again(
            by=self.user, article=self.article, versions=self.article.versions.filter(pk__in=ids)
        )
        return "Noted: a second person has read it."


class Correct(NoticeFields, StoryButton):
    """A notice on a story whose words stay as they are, or that was pulled."""

    name = rule = "correct"
    label = "Issue a notice"
    lead = (
        "For a story whose words stay as they are. To change the words too, edit the story "
        "and publish it as a correction."
    )

    @classmethod
    def possible(cls, user: Any, record: Standing) -> bool:
        return record.live is not None or record.article.pulled_at is not None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.article.pulled_at is not None:
            self.lead = (
                "The story is pulled: readers see a notice that does not repeat what was wrong, "
                "and no other."
            )
            self.fields["stands_alone"].initial = True

    def run(self) -> str:
        workflow.issue_correction(by=self.user, article=self.article, notice=self.notice())
        return "The notice is issued."
