"""Notes: remarks on words of a draft, answered and ticked off."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from lib.constraints import together

from .articles import Article
from .citations import Citation
from .events import ArticleEvent

USER = settings.AUTH_USER_MODEL
LONGEST = 1000
# So much of the text on either side of the words is kept, by which they are found again.
AROUND = 60


class OnWords(models.Model):
    """Some words of a working copy, with what stood around them: `articles.anchors` finds them
    again. Without words it is about the whole story."""

    place = models.CharField(max_length=12, choices=Citation.Place, blank=True)
    words = models.TextField(blank=True, max_length=3000)
    before = models.CharField(max_length=AROUND, blank=True)
    after = models.CharField(max_length=AROUND, blank=True)

    class Meta:
        abstract = True


class NoteQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(done_at__isnull=True)

    def asked(self) -> Self:
        """Those with which a story was sent back."""
        return self.filter(sent_back__isnull=False)

    def with_people(self) -> Self:
        return self.select_related("by", "done_by").prefetch_related("answers__by")


class Note(OnWords):
    """A remark of one person, for whoever works on the story; readers never see it.

    Written once (trigger), but for the story being sent back with it, which makes it a query, and
    for its tick: each set once.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="notes")
    says = models.CharField(max_length=LONGEST)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sent_back = models.ForeignKey(
        ArticleEvent, models.PROTECT, null=True, blank=True, related_name="queries"
    )
    done_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(says=""),
                name="note_says_something",
                violation_error_message="Write what you want to say of it.",
            ),
            models.CheckConstraint(
                condition=Q(place="", words="") | (~Q(place="") & ~Q(words="")),
                name="note_on_words_somewhere",
                violation_error_message="Words stand in the headline, the standfirst, the story "
                "or a caption; a note on the whole story names none.",
            ),
            together(
                "done_by",
                "done_at",
                name="note_done_by_somebody",
                message="A note is ticked off by a person at a time.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["article"], condition=Q(done_at__isnull=True), name="note_open_of_story"
            )
        ]

    def __str__(self) -> str:
        return self.says if len(self.says) <= 60 else f"{self.says[:59]}…"


class NoteAnswer(models.Model):
    """What somebody says to a note. Written once (trigger)."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="answers")
    says = models.CharField(max_length=LONGEST)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(says=""),
                name="note_answer_says_something",
                violation_error_message="Write your answer.",
            )
        ]

    def __str__(self) -> str:
        return self.says
