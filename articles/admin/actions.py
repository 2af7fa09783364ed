"""The buttons of a story: each asks once on a page of its own, and then calls the workflow."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.utils import timezone

from articles import content, gate, workflow
from articles.models import Article, Correction, PublishedVersion
from hospitals.workflow import clock
from newsroom.lib.errors import Refused
from newsroom.lib.people import called

State = Article.State
Kind = PublishedVersion.Kind


class Ask(forms.Form):
    """What an action needs to know. `opened_version` tells of a save since the page was opened."""

    opened_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # Whether the person decides about the text itself, which must be the text they have seen.
    about_the_text = True

    def __init__(self, *args, user, stands, **kwargs):
        self.user, self.stands, self.article = user, stands, stands.article
        kwargs["initial"] = {"opened_version": self.article.version, **kwargs.get("initial", {})}
        super().__init__(*args, label_suffix="", **kwargs)

    def clean(self):
        cleaned = super().clean()
        opened = cleaned.get("opened_version")
        if self.about_the_text and opened != self.article.version:
            self.data = {**self.data.dict(), "opened_version": self.article.version}
            raise Refused(
                f"{called(self.article.changed_by)} saved this story at "
                f"{clock(self.article.changed_at)}, after you opened this page. Look at it again; "
                "then confirm once more."
            )
        return cleaned

    def run(self):
        """Do it; returns the sentence that says so. Raises Refused or PermissionDenied."""
        raise NotImplementedError

    def fields_for_people(self):
        return [field for field in self if not field.is_hidden]


def reason_field(help_text="", required=False, label="Reason"):
    return forms.CharField(
        label=label,
        required=required,
        max_length=300,
        help_text=help_text,
        error_messages={"required": "Say what is to be done."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Submit(Ask):
    def run(self):
        workflow.submit(by=self.user, article=self.article)
        return "The story is with the subs."


class SendBack(Ask):
    reason = reason_field("The reporter reads this.", required=True, label="What is to be done")
    about_the_text = False

    def run(self):
        workflow.send_back(by=self.user, article=self.article, reason=self.cleaned_data["reason"])
        return "The story is back with its reporter."


class Approve(Ask):
    def run(self):
        workflow.approve(by=self.user, article=self.article)
        return "Approved. The approval holds for exactly this text."


class Publish(Ask):
    """When, as what, and with which notice; the gate's findings stand above it."""

    NOW, LATER = "now", "later"

    when = forms.ChoiceField(
        label="When",
        choices=[(NOW, "now"), (LATER, "later: schedule it")],
        initial=NOW,
        widget=forms.RadioSelect,
    )
    at = forms.DateTimeField(
        label="Day and time",
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": "Give a day and a time, such as 12 January 2016, 06:45."},
    )
    kind = forms.ChoiceField(label="What it is", widget=forms.RadioSelect)
    correction_kind = forms.ChoiceField(
        label="What kind of notice", choices=Correction.Kind.choices, required=False
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
    left_because = reason_field("One reason covers all the queries.", label="Why they stay")

    alone = False
    correction_fields = ("correction_kind", "was_wrong", "is_right", "placement")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.content = content.load(self.article)
        self.fields["kind"].choices = [(kind, kind.label) for kind in self.kinds()]
        self.fields["kind"].initial = self.kinds()[0]
        if len(self.kinds()) == 1:
            self.fields["kind"].widget = forms.HiddenInput()
        if Kind.CORRECTION not in self.kinds():
            for name in self.correction_fields:
                del self.fields[name]
        self.offer_release()
        self.problems = gate.problems(self.content, self.moment())
        if not gate.queries(self.problems):
            del self.fields["left_because"]

    def kinds(self):
        return [Kind.UPDATE, Kind.CORRECTION] if self.stands.published else [Kind.FIRST]

    def moment(self):
        """When it would go out, as far as that can be read yet; the gate asks for that time."""
        now = timezone.now()
        if self.is_bound and self.data.get("when") == self.LATER:
            try:
                return max(now, self.fields["at"].clean(self.data.get("at")) or now)
            except forms.ValidationError:
                return now
        return now

    def offer_release(self):
        at = self.moment()
        self.unreleased = [
            figure
            for figure in self.content.figures()
            if figure.withdrawn_at is None
            and (figure.released_at is None or figure.released_at > at)
        ]
        if self.unreleased and self.user.has_perm("hospitals.release_figure"):
            listed = ", ".join(f"figure {figure.pk}" for figure in self.unreleased)
            self.fields["release_cited"].label = f"Release with it what it cites: {listed}"
        else:
            del self.fields["release_cited"]

    def findings(self):
        """The gate's sentences with their levels; what a release would cure says so."""
        curable = "release_cited" in self.fields
        return [
            {
                "level": each.level,
                "place": each.place,
                "message": each.message,
                "cured": curable and each.code == "unreleased",
            }
            for each in self.problems
        ]

    def clean(self):
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

    def run(self):
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
        )
        if later:
            return f"Scheduled: it goes out at {clock(version.live_from)}."
        return "Published: readers see it now."

    def notice(self):
        given = self.cleaned_data
        return workflow.Notice(
            was_wrong=given["was_wrong"],
            is_right=given["is_right"],
            kind=given["correction_kind"] or Correction.Kind.CORRECTION,
            placement=given["placement"] or Correction.Placement.FOOT,
        )


class PublishAlone(Publish):
    alone = True


class SmallFix(Publish):
    """Spelling, punctuation or a link: needs no new approval, and readers are not told."""

    def kinds(self):
        return [Kind.SMALL_FIX]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.too_much = gate.more_than_a_small_fix(self.stands.versions[0], self.content)


class Cancel(Ask):
    version = forms.ChoiceField(label="Which", widget=forms.RadioSelect)
    reason = reason_field()
    about_the_text = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [
            (str(each.pk), f"version {each.number}, starts {clock(each.live_from)}")
            for each in self.stands.scheduled
        ]
        self.fields["version"].choices = choices
        if choices:
            self.fields["version"].initial = choices[0][0]

    def run(self):
        version = PublishedVersion.objects.get(pk=self.cleaned_data["version"])
        workflow.cancel_scheduled(by=self.user, version=version, reason=self.cleaned_data["reason"])
        return f"Cancelled: version {version.number} does not go out."


class Pull(Ask):
    reason = reason_field("You can leave this empty: pull first, explain later.")
    about_the_text = False

    def run(self):
        workflow.pull(by=self.user, article=self.article, reason=self.cleaned_data["reason"])
        return "Pulled: readers see nothing of it any more. Nothing is deleted."


class PutBack(Ask):
    reason = reason_field()
    about_the_text = False

    def run(self):
        workflow.put_back(by=self.user, article=self.article, reason=self.cleaned_data["reason"])
        return "The story is back on the site as it was."


class Withdraw(Ask):
    notice = forms.CharField(
        label="Notice",
        help_text="Readers see this in place of the story.",
        error_messages={"required": "Tell readers why the story is withdrawn."},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    about_the_text = False

    def run(self):
        workflow.withdraw(by=self.user, article=self.article, notice=self.cleaned_data["notice"])
        return "Withdrawn: the notice stands in its place."


class LookAgain(Ask):
    about_the_text = False

    def run(self):
        workflow.look_again(by=self.user, article=self.article)
        return "Noted: a second person has read it."


class Correct(Ask):
    """A notice on the live story whose words stay as they are."""

    kind = forms.ChoiceField(
        label="What kind of notice",
        choices=Correction.Kind.choices,
        initial=Correction.Kind.CORRECTION,
    )
    was_wrong = forms.CharField(label="What was wrong", widget=forms.Textarea(attrs={"rows": 2}))
    is_right = forms.CharField(label="What is right", widget=forms.Textarea(attrs={"rows": 2}))
    placement = forms.ChoiceField(
        label="Where it stands",
        choices=Correction.Placement.choices,
        initial=Correction.Placement.FOOT,
    )
    about_the_text = False

    def run(self):
        given = {name: self.cleaned_data[name] for name in ("kind", "was_wrong", "is_right")}
        notice = workflow.Notice(**given, placement=self.cleaned_data["placement"])
        workflow.issue_correction(by=self.user, article=self.article, notice=notice)
        return "The correction is issued."


@dataclass(frozen=True)
class Action:
    """`name` is the address, `rule` the action in `articles.permissions`; `applies(user, stands)`
    says whether it makes sense now. `main` and `danger` colour the button."""

    name: str
    rule: str
    button: str
    lead: str
    form: type[Ask]
    applies: Callable
    confirm: str = ""
    main: bool = False
    danger: bool = False


def not_the_owner(user, stands):
    return stands.article.owner_id != user.pk


def can_go_out(stands):
    return stands.article.pulled_at is None and not stands.withdrawn


ACTIONS = {
    each.name: each
    for each in [
        Action(
            "submit",
            "submit",
            "Send to the subs",
            "A second person reads it, approves it or sends it back.",
            Submit,
            lambda user, stands: True,
            main=True,
        ),
        Action(
            "approve",
            "approve",
            "Approve",
            "You have read it and it may go out. Any later change makes the approval void.",
            Approve,
            not_the_owner,
            main=True,
        ),
        Action(
            "publish",
            "publish",
            "Publish or schedule",
            "The story goes out as it was approved.",
            Publish,
            lambda user, stands: can_go_out(stands),
            confirm="Publish",
            main=True,
        ),
        Action(
            "send-back",
            "send_back",
            "Send back",
            "The story becomes a draft again.",
            SendBack,
            lambda user, stands: True,
        ),
        Action(
            "small-fix",
            "small_fix",
            "Publish a small fix",
            "For spelling, punctuation or a link. It needs no new approval, and the story’s "
            "“updated” time stays.",
            SmallFix,
            lambda user, stands: stands.published and can_go_out(stands),
            confirm="Publish the small fix",
        ),
        Action(
            "publish-alone",
            "publish_alone",
            "Publish on one pair of eyes",
            "Nobody else has approved this text. It will be marked, and tops the second-look list "
            "until somebody has read it.",
            PublishAlone,
            lambda user, stands: (
                stands.article.state != State.APPROVED
                and stands.article.state != State.PUBLISHED
                and can_go_out(stands)
            ),
            confirm="Publish alone",
        ),
        Action(
            "second-look",
            "look_again",
            "Second look done",
            "You have read what went out on one pair of eyes, and it may stay.",
            LookAgain,
            lambda user, stands: stands.waits_for_second_look(),
        ),
        Action(
            "cancel",
            "cancel",
            "Cancel scheduled",
            "The version does not go out. The working copy stays as it is.",
            Cancel,
            lambda user, stands: bool(stands.scheduled),
        ),
        Action(
            "correct",
            "correct",
            "Issue a correction notice",
            "For a story whose words stay as they are. To change the words too, edit the story "
            "and publish it as a correction.",
            Correct,
            lambda user, stands: stands.live is not None,
        ),
        Action(
            "put-back",
            "put_back",
            "Put back",
            "Readers see the story again as it was.",
            PutBack,
            lambda user, stands: stands.article.pulled_at is not None,
        ),
        Action(
            "withdraw",
            "withdraw",
            "Withdraw",
            "An editorial decision: a notice stands in place of the story, and earlier versions "
            "stay readable. To take it away at once, pull it.",
            Withdraw,
            lambda user, stands: stands.live is not None and not stands.withdrawn,
            danger=True,
        ),
        Action(
            "pull",
            "pull",
            "Pull",
            "Takes the story, its versions and pictures off the site at once. It can be put back.",
            Pull,
            lambda user, stands: stands.published and stands.article.pulled_at is None,
            confirm="Pull it now",
            danger=True,
        ),
    ]
}
