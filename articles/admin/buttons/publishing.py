"""Publishing, with what the gate has to say before it: approved, alone, or as a small fix."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.comparing.difference import differences
from articles.models import Article, Correction, PublishedVersion
from articles.workflow import content, gate
from articles.workflow.problem import NOTE, STOP, Problem, needing_a_reason
from articles.workflow.texts import more_than_a_small_fix, words_of, words_of_version
from hospitals.models import DisruptionFigure
from lib.admin.dates import MomentField
from lib.words import clock

from ..before import Panel, panel
from ..stories import Standing
from .base import OfText, reason_field

Kind = PublishedVersion.Kind


class Publish(OfText):
    """When, as what, and with which notice; the gate's findings stand above it."""

    name = rule = "publish"
    label = "Publish or schedule"
    lead = (
        "The story goes out as it was approved, ten seconds after you press the button: until "
        "then you can cancel."
    )
    confirm = "Publish"
    main = True

    NOW, LATER = "now", "later"

    when = forms.ChoiceField(
        label="When",
        choices=[(NOW, "now"), (LATER, "later: schedule it")],
        initial=NOW,
        widget=forms.RadioSelect,
    )
    at = MomentField(
        label="Day and time", required=False, help_text="Such as 12 January 2026, 6.45am."
    )
    kind = forms.ChoiceField(label="What it is", widget=forms.RadioSelect)
    correction_kind = forms.ChoiceField(
        label="What kind of notice",
        choices=[(kind, kind.label) for kind in Correction.PUTS_RIGHT],
        required=False,
    )
    was_wrong = forms.CharField(
        label="What was wrong",
        required=False,
        help_text="What we said.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_right = forms.CharField(
        label="What is right", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    placement = forms.ChoiceField(
        label="Where the notice stands",
        choices=Correction.Placement.choices,
        required=False,
        initial=Correction.Placement.FOOT,
    )
    release_cited = forms.BooleanField(required=False, initial=True)
    left_because = reason_field(
        "One reason covers all the queries. Where words contradict their record, a second person "
        "looks at them afterwards.",
        label="Why they stay",
    )

    alone = False
    # The version that starts in a moment, once it is published.
    going_out = None
    correction_fields = ("correction_kind", "was_wrong", "is_right", "placement")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, kind.label) for kind in self.kinds()]
        self.fields["kind"].initial = self.kinds()[0]
        if len(self.kinds()) == 1:
            self.fields["kind"].widget = forms.HiddenInput()
        if Kind.CORRECTION not in self.kinds():
            for name in self.correction_fields:
                del self.fields[name]
        self.offer_release()
        found = gate.problems(self.content, self.moment(), self.released_with_it())
        if not needing_a_reason(found):
            del self.fields["left_because"]

    @classmethod
    def possible(cls, user: Any, record: Standing) -> bool:
        """Over a pulled story too: what may not come back as it was comes back as the new one."""
        return not record.withdrawn

    def kinds(self) -> list[Kind]:
        return [Kind.UPDATE, Kind.CORRECTION] if self.record.published else [Kind.FIRST]

    def moment(self) -> datetime:
        """When it would go out, as far as that can be read yet; the gate asks for that time."""
        now = timezone.now()
        if self.is_bound and self.data.get("when") == self.LATER:
            try:
                return max(now, self.fields["at"].clean(self.data.get("at")) or now)
            except forms.ValidationError:
                return now
        return now

    def offer_release(self) -> None:
        self.unreleased = gate.waiting_for_release(self.content, self.moment())
        if self.unreleased and self.user.has_perm("hospitals.release_figure"):
            listed = ", ".join(f"figure {figure.pk}" for figure in self.unreleased)
            self.fields["release_cited"].label = f"Release with it what it cites: {listed}"
        else:
            del self.fields["release_cited"]

    def before(self) -> Panel:
        """The gate’s list for the moment at which it would go out."""
        return panel(
            self.user,
            self.content,
            at=self.moment(),
            released=self.released_with_it(),
            more=self.besides(),
        )

    def released_with_it(self) -> list[DisruptionFigure]:
        """What is not released yet stops the story only where this person may not release it."""
        return self.unreleased if "release_cited" in self.fields else []

    def besides(self) -> Iterator[Problem]:
        """What stands against it apart from the text and its records."""
        turn = "" if self.alone else self.whose_turn()
        if turn:
            mine = self.article.approved_by_id == self.user.pk
            yield Problem(STOP, "approval", turn, "read_by_another" if mine else "unread")
        if self.article.pulled_at:
            message = "it is pulled. Readers see the new version once an editor puts it back."
            yield Problem(NOTE, "story", message, "pulled")

    def whose_turn(self) -> str:
        return workflow.whose_turn(self.article, content.content_hash(self.content))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("when") == self.LATER and not cleaned.get("at") and "at" not in self.errors:
            self.add_error("at", "Give the day and time, or publish now.")
        if cleaned.get("kind") == Kind.CORRECTION:
            for name, sentence in (
                ("was_wrong", "Say what was wrong."),
                ("is_right", "Say what is right."),
            ):
                if not cleaned.get(name):
                    self.add_error(name, sentence)
        return cleaned

    def run(self) -> str:
        given = self.cleaned_data
        later = given["when"] == self.LATER
        version = workflow.publish(
            by=self.user,
            article=self.article,
            at=given["at"] if later else None,
            kind=given["kind"],
            notices=[self.notice()] if given["kind"] == Kind.CORRECTION else [],
            alone=self.alone,
            release_cited=given.get("release_cited", False),
            left_because=given.get("left_because", ""),
            wait=workflow.SECOND_THOUGHTS,
            seen=given["seen"],
        )
        if self.article.pulled_at:
            return (
                "Published over the pulled story: readers see it once an editor puts the story "
                "back."
            )
        if later:
            return f"Scheduled: it goes out at {clock(version.live_from)}."
        self.going_out = version
        return ""

    def next_url(self) -> str | None:
        """The page with Cancel on it, for as long as there is anything to cancel."""
        if self.going_out is None:
            return None
        return reverse(
            "admin:articles_article_going_out", args=[self.article.pk, self.going_out.pk]
        )

    def sibling(self, name: str) -> str:
        """The page of another button of this story."""
        return reverse("admin:articles_article_do", args=[self.article.pk, name])

    def notice(self) -> workflow.Notice:
        given = self.cleaned_data
        return workflow.Notice(
            was_wrong=given["was_wrong"],
            is_right=given["is_right"],
            kind=given["correction_kind"] or Correction.Kind.CORRECTION,
            placement=given["placement"] or Correction.Placement.FOOT,
        )


class PublishAlone(Publish):
    name, rule = "publish-alone", "publish_alone"
    label = "Publish on one pair of eyes"
    lead = (
        "Nobody else has approved this text. It will be marked, and tops the second-look list "
        "until somebody has read it."
    )
    confirm = "Publish alone"
    main = False
    alone = True

    @classmethod
    def possible(cls, user: Any, record: Standing) -> bool:
        ready = record.article.state in (Article.State.APPROVED, Article.State.PUBLISHED)
        return not ready and super().possible(user, record)


class SmallFix(Publish):
    """Spelling, punctuation or a link: readers are not told."""

    name, rule = "small-fix", "small_fix"
    label = "Publish a small fix"
    lead = (
        "For spelling, punctuation or a dead link. It needs no new approval, and the story’s "
        "“updated” time stays; another person looks at it afterwards."
    )
    confirm = "Publish the small fix"
    main = False

    @classmethod
    def possible(cls, user: Any, record: Standing) -> bool:
        return record.published and super().possible(user, record)

    def kinds(self) -> list[Kind]:
        return [Kind.SMALL_FIX]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        before = words_of_version(self.article.versions.standing().order_by("-number")[0])
        now = words_of(self.content)
        self.too_much = more_than_a_small_fix(before, now)
        self.differences = differences(before, now)

    def whose_turn(self) -> str:
        return ""
