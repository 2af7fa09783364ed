"""From a draft to a text that two people stand behind."""

from typing import Any

from django import forms
from django.forms import BoundField

from articles import workflow
from articles.comparing.difference import Difference, differences
from articles.models import Article, Note
from articles.workflow.texts import words_of
from lib.people import called

from ..stories import Standing
from .base import OfText, StoryButton, reason_field

# Rows for queries that were not noted while reading.
ROWS = 3


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
    """With a word on all of it, with queries on words of it, or with both.

    What this person has noted on the story while reading is offered as queries, and chosen.
    """

    name, rule = "send-back", "send_back"
    template = "admin/articles/article/send_back.html"
    label = "Send back"
    lead = (
        "The story becomes a draft again. The reporter sees each query beside its words, and ticks "
        "it off."
    )
    reason = reason_field("The reporter reads this.", label="What is to be done")
    notes = forms.ModelMultipleChoiceField(
        label="Notes that go with it as queries",
        queryset=Note.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = self.article.notes.open().filter(sent_back=None).select_related("by")
        self.fields["notes"].queryset = waiting
        self.fields["notes"].label_from_instance = in_words
        if not self.is_bound:
            self.initial["notes"] = [note.pk for note in waiting if note.by_id == self.user.pk]
        if not waiting:
            del self.fields["notes"]
        for row in range(1, ROWS + 1):
            self.fields[f"words_{row}"] = forms.CharField(
                label="On these words", required=False, max_length=3000
            )
            self.fields[f"says_{row}"] = forms.CharField(
                label="What is asked",
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def queries(self) -> list[tuple[BoundField, BoundField]]:
        """(words, what is asked) of each row."""
        return [(self[f"words_{row}"], self[f"says_{row}"]) for row in range(1, ROWS + 1)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for words, says in self.queries():
            if cleaned.get(words.name) and not cleaned.get(says.name):
                self.add_error(says.name, "Say what is asked of these words.")
        return cleaned

    def run(self) -> str:
        given = self.cleaned_data
        asked = [
            workflow.Query(given[says.name], given[words.name]) for words, says in self.queries()
        ]
        workflow.send_back(
            by=self.user,
            article=self.article,
            reason=given["reason"],
            queries=asked,
            notes=given.get("notes", ()),
        )
        return "The story is back with its reporter."


def in_words(note: Note) -> str:
    of = f"“{note.words}”: " if note.words else ""
    return f"{of}{note.says} ({called(note.by)})"


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
