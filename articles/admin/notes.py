"""Notes beside the words: left, answered and ticked off, in the form of the story and without it.

A press of any of its buttons is `_then` = "note-leave", "note-answer-12", "note-done-12" or
"note-settle-3". Within the form of the story the words are saved first, as with every other
button; where there is script, and where a person only reads, it is sent alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from articles import markup, workflow
from articles.anchors import AROUND, Anchor, Found, occurrences
from articles.models import Approach, Article, Citation, Note, PreviewAnswer
from articles.workflow.content import load, shown_digest
from articles.workflow.permissions import may
from articles.workflow.reviewed import where
from lib.admin.refusals import tell_refusal
from lib.people import called, initials
from lib.refusals import Refused
from lib.words import clock

PRESSED = re.compile(r"note-(?:(leave)|(answer|done|settle)-([0-9]{1,15}))\Z")
# What somebody writes in them, which comes back where it is refused.
TYPED = re.compile(r"_(note_says|note_words|answer_[0-9]+|settle_[0-9]+)\Z")
LONGEST = 1500
# What the words stand in, as a line beside them says it.
IN = {"headline": "in the headline", "standfirst": "in the standfirst", "caption": "in a caption"}


@dataclass(frozen=True)
class Said:
    """One thing that somebody said, and when."""

    who: str
    initials: str
    at: str
    says: str


@dataclass(frozen=True)
class ShownNote:
    """`stands` is "stands", "changed" or "gone" for the words of it, "" of one on the whole story;
    `now` what stands in their place. `nth` counts the same words before them in the text."""

    pk: int
    said: Said
    words: str
    place: str
    where: str
    stands: str
    now: str
    nth: int
    # The sending back that it came with; 0 for a mere note.
    query: int
    answers: list[Said]
    done: str
    typed: str


@dataclass(frozen=True)
class ShownAnswer:
    """What somebody outside answered: `holds` where it is of what stands there now."""

    pk: int
    verdict: str
    words: str
    said: Said
    lent_by: str
    holds: bool
    settled: str
    how: str
    may_settle: bool
    typed: str


@dataclass(frozen=True)
class Review:
    """The notes and answers of a story as its page shows them."""

    open: list[ShownNote]
    done: list[ShownNote]
    answers: list[ShownAnswer]
    # What somebody typed of a note that could not be left.
    says: str = ""
    words: str = ""

    @property
    def queries(self) -> list[ShownNote]:
        """With which it was sent back last, those that are done at the end."""
        asked = [note for note in (*self.open, *self.done) if note.query]
        last = max((note.query for note in asked), default=0)
        return [note for note in asked if note.query == last]

    @property
    def waits(self) -> int:
        return len(self.open) + sum(answer.may_settle for answer in self.answers)


def review(story: Article, user: Any, typed: Mapping[str, str]) -> Review:
    """`typed` is what comes back of what could not be kept: {field: words}."""
    now = timezone.now()
    notes = [shown(note, story, now, typed) for note in story.notes.with_people()]
    answers = list(PreviewAnswer.objects.of(story).standing().order_by("-at", "-id"))
    digest = shown_digest(load(story)) if answers else ""
    return Review(
        open=[note for note in notes if not note.done],
        done=[note for note in notes if note.done],
        answers=[shown_answer(each, story, user, digest, now, typed) for each in answers],
        says=typed.get("_note_says", ""),
        words=typed.get("_note_words", ""),
    )


def said(who: str, at: Any, says: str, now: Any) -> Said:
    return Said(who, initials(who), clock(at, now), says)


def shown(note: Note, story: Article, now: Any, typed: Mapping[str, str]) -> ShownNote:
    found = where(note, story)
    done = f"{called(note.done_by)}, {clock(note.done_at, now)}" if note.done_by else ""
    return ShownNote(
        pk=note.pk,
        said=said(called(note.by), note.at, note.says, now),
        words=note.words,
        place=note.place,
        where=IN.get(note.place, ""),
        stands=found.state if found else "",
        now=found.now if found and found.state == "changed" else "",
        nth=number_of(note, story, found),
        query=note.sent_back_id or 0,
        answers=[said(called(a.by), a.at, a.says, now) for a in note.answers.all()],
        done=done,
        typed=typed.get(f"_answer_{note.pk}", ""),
    )


def number_of(note: Note, story: Article, found: Found | None) -> int:
    """How many of the same words stand before them, by which a page finds them in its text."""
    if found is None or found.state != "stands" or note.place == Citation.Place.CAPTION:
        return 0
    text = markup.plain_text(getattr(story, note.place))
    return [start for start, _ in occurrences(text, found.now)].index(found.start)


def shown_answer(
    answer: PreviewAnswer,
    story: Article,
    user: Any,
    digest: str,
    now: Any,
    typed: Mapping[str, str],
) -> ShownAnswer:
    holds = answer.digest == digest
    verdicts = PreviewAnswer.Verdict
    open_still = answer.verdict != verdicts.FINE and answer.settled_at is None
    settles = open_still and not (holds and answer.verdict == verdicts.STOP)
    by = answer.settled_by
    settled = f"Ticked off by {called(by)}, {clock(answer.settled_at, now)}" if by else ""
    return ShownAnswer(
        pk=answer.pk,
        verdict=answer.verdict,
        words=str(answer.get_verdict_display()).capitalize(),
        said=said(answer.name, answer.at, answer.says, now),
        lent_by=called(answer.link.made_by),
        holds=holds,
        settled=settled,
        how=answer.settled_how or "",
        may_settle=settles and may(user, "settle_answer", story),
        typed=typed.get(f"_settle_{answer.pk}", ""),
    )


def replies_of(story: Article) -> list[Approach]:
    """Who was asked for a reply, and what they said."""
    return list(story.approaches.select_related("recorded_by", "answer_recorded_by"))


def is_of_notes(pressed: str) -> bool:
    return pressed.startswith("note-")


def press(by: Any, story: Article, sent: Mapping[str, str]) -> str:
    """Do what was pressed; the sentence that says so. Raises Refused and PermissionDenied."""
    pressed = PRESSED.match(sent.get("_then", ""))
    if pressed is None:
        raise Refused("There is no such button.")
    leave, verb, number = pressed.groups()
    if leave:
        workflow.leave_note(
            by=by,
            article=story,
            says=sent.get("_note_says", ""),
            words=sent.get("_note_words", ""),
            place=place_sent(sent),
            around=around_sent(sent),
        )
        return "The note stands beside the story."
    if verb == "settle":
        answer = PreviewAnswer.objects.of(story).filter(pk=number).first()
        if answer is None:
            raise Refused("There is no such answer to this story.")
        workflow.settle_answer(by=by, answer=answer, how=sent.get(f"_settle_{number}", ""))
        return "Ticked off."
    note = story.notes.filter(pk=number).first()
    if note is None:
        raise Refused("There is no such note on this story.")
    if verb == "done":
        workflow.tick_note(by=by, note=note)
        return "The note is ticked off."
    workflow.answer_note(by=by, note=note, says=sent.get(f"_answer_{number}", ""))
    return "Your answer stands below the note."


def place_sent(sent: Mapping[str, str]) -> str:
    place = sent.get("_note_place", "")
    return place if place in Citation.Place else ""


def around_sent(sent: Mapping[str, str]) -> Anchor | None:
    """The words with what stands around them, from a page that has them before it."""
    words, place = sent.get("_note_words", ""), place_sent(sent)
    if not place or not words.strip():
        return None
    before, after = sent.get("_note_before", ""), sent.get("_note_after", "")
    return Anchor(words[:3000], before[-AROUND:], after[:AROUND])


class HasNotes(admin.ModelAdmin):
    """For the ModelAdmin of stories: /…/42/notes/."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(require_POST(self.notes))
        ours = path("<path:object_id>/notes/", view, name="articles_article_notes")
        return [ours, *super().get_urls()]

    def notes(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Sent alone: {"html", "open", "refused"} for a page that asks for JSON, else back to the
        story with a sentence above it."""
        story = self.record_for(request, object_id).article
        if not request.accepts("text/html"):
            return self.answered(request, story)
        typed = self.press_note(request, story)
        if request.POST.get("came_from") == "sign-off":
            page = reverse("admin:articles_article_sign_off", args=[story.pk])
            return HttpResponseRedirect(f"{page}?step=words")
        return HttpResponseRedirect(notes_url(story, typed))

    def answered(self, request: HttpRequest, story: Article) -> JsonResponse:
        refused = ""
        try:
            press(request.user, story, request.POST)
        except (Refused, PermissionDenied) as refusal:
            refused = " ".join(getattr(refusal, "messages", [str(refusal)]))
        found = review(story, request.user, request.POST if refused else {})
        context = {"review": found, "may_note": True}
        html = render_to_string("admin/articles/article/notes_list.html", context, request)
        return JsonResponse({"html": html, "open": found.waits, "refused": refused})

    def press_note(self, request: HttpRequest, story: Article) -> dict[str, str]:
        """Do what was pressed; what was typed comes back where it was refused."""
        try:
            messages.success(request, press(request.user, story, request.POST))
        except Refused as refusal:
            tell_refusal(request, refusal)
        except PermissionDenied as refusal:
            messages.error(request, str(refusal))
        else:
            return {}
        return {
            name: text
            for name, text in request.POST.items()
            if TYPED.match(name) and text.strip() and len(text) <= LONGEST
        }


def notes_url(story: Article, typed: Mapping[str, str] | None = None) -> str:
    page = reverse("admin:articles_article_change", args=[story.pk])
    return f"{page}?{urlencode(typed)}#notes" if typed else f"{page}#notes"
