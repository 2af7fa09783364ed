"""From a draft to a text that two people stand behind."""

from typing import Any

from articles import workflow
from articles.comparing.difference import Difference, differences
from articles.models import Article
from articles.workflow.texts import words_of

from ..stories import Standing
from .base import OfText, StoryButton, reason_field


class Submit(OfText):
    name = rule = "submit"
    label = "Send to the subs"
    lead = "A second person reads it, approves it or sends it back."
    main = True
    asks = False

    def run(self) -> str:
        workflow.submit(by=self.user, article=self.article)
        return "The story is with the subs."


class SendBack(StoryButton):
    name, rule = "send-back", "send_back"
    label = "Send back"
    lead = "The story becomes a draft again."
    reason = reason_field("The reporter reads this.", required=True, label="What is to be done")

    def run(self) -> str:
        workflow.send_back(by=self.user, article=self.article, reason=self.cleaned_data["reason"])
        return "The story is back with its reporter."


class SinceLastSeen(OfText):
    """Shows what has changed since this person last had the text before them."""

    def differences(self) -> list[Difference]:
        """From what they wrote or read last, else from what readers have."""
        return differences(workflow.words_before(self.article, self.user), words_of(self.content))


class Approve(SinceLastSeen):
    name = rule = "approve"
    label = "Approve"
    lead = "You have read it and it may go out. Any later change makes the approval void."
    main = True

    @classmethod
    def possible(cls, user: Any, record: Standing) -> bool:
        return record.article.owner_id != user.pk

    def run(self) -> str:
        seen = self.cleaned_data["seen"]
        story = workflow.approve(by=self.user, article=self.article, seen=seen)
        turn = workflow.whose_turn(story, story.approved_hash)
        return turn or "Approved. The approval holds for exactly this text."


class ReadChange(SinceLastSeen):
    """It does not ask for anything, and fits a phone."""

    name, rule = "read-change", "read_change"
    label = "Read the change"
    lead = (
        "Somebody else has changed the text. Read what stands there now: with your name beside "
        "theirs it may go out."
    )
    confirm = "I have read the change"

    @classmethod
    def possible(cls, user: Any, record: Standing) -> bool:
        """Somebody else wrote in it who may also approve it, and this person has yet to read it."""
        others = [person for pk, person in record.writers.items() if pk != user.pk]
        if record.article.state == Article.State.APPROVED:
            wanted = bool(workflow.whose_turn(record.article, record.digest))
        else:
            wanted = any(
                person.pk != record.article.owner_id and person.has_perm("articles.approve_article")
                for person in others
            )
        return bool(others) and wanted and record.unread_by(user)

    def run(self) -> str:
        workflow.read_change(by=self.user, article=self.article, seen=self.cleaned_data["seen"])
        return "Noted: you have read the text as it stands."
