"""The buttons of a story: each asks once on a page of its own, and then calls the workflow."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from articles import workflow
from articles.difference import differences
from articles.models import Article, Correction, PublishedVersion
from articles.workflow import content, gate
from articles.workflow.texts import more_than_a_small_fix, words_of, words_of_version
from lib.people import called
from lib.refusals import Refused
from lib.words import clock

State = Article.State
Kind = PublishedVersion.Kind


class Ask(forms.Form):
    """What an action needs to know. `opened_version` tells of a save since the page was opened,
    `seen` of a record that has changed behind the same save."""

    opened_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    # Whether the person decides about the text itself, which must be the text they have seen.
    about_the_text = True

    def __init__(self, *args, user, stands, **kwargs):
        self.user, self.stands, self.article = user, stands, stands.article
        kwargs["initial"] = {**self.stands_now(), **kwargs.get("initial", {})}
        super().__init__(*args, label_suffix="", **kwargs)
        if not self.about_the_text:
            del self.fields["seen"]

    def stands_now(self):
        """What the person has before them on this page."""
        now = {"opened_version": self.article.version}
        if self.about_the_text:
            now["seen"] = content.content_hash(self.content)
        return now

    @cached_property
    def content(self):
        return content.load(self.article)

    def clean(self):
        cleaned = super().clean()
        if not self.about_the_text:
            return cleaned
        now = self.stands_now()
        if cleaned.get("opened_version") != now["opened_version"]:
            self.data = {**self.data.dict(), **now}
            raise Refused(
                f"{called(self.article.changed_by)} saved this story at "
                f"{clock(self.article.changed_at)}, after you opened this page. Look at it again; "
                "then confirm once more."
            )
        if cleaned.get("seen") != now["seen"]:
            self.data = {**self.data.dict(), **now}
            raise Refused(
                "A record that this story rests on has changed since you opened this page. Look "
                "at it again; then confirm once more."
            )
        return cleaned

    def run(self):
        """Do it; returns the sentence that says so. Raises Refused or PermissionDenied."""
        raise NotImplementedError

    def next_url(self):
        """Where to go from here; None for back to the story."""
        return None

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
    """Approving, with what has changed since this person last had the text before them."""

    def differences(self):
        return since_last_seen(self)

    def run(self):
        seen = self.cleaned_data["seen"]
        story = workflow.approve(by=self.user, article=self.article, seen=seen)
        turn = workflow.whose_turn(story, story.approved_hash)
        return turn or "Approved. The approval holds for exactly this text."


class ReadChange(Ask):
    """What has changed, and one button: it does not ask for anything, and fits a phone."""

    def differences(self):
        return since_last_seen(self)

    def run(self):
        workflow.read_change(by=self.user, article=self.article, seen=self.cleaned_data["seen"])
        return "Noted: you have read the text as it stands."


def since_last_seen(form):
    """[Difference] from what the person wrote or read last, else from what readers have."""
    return differences(workflow.words_before(form.article, form.user), words_of(form.content))


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
    # The version that starts in a moment, once it is published.
    going_out = None
    correction_fields = ("correction_kind", "was_wrong", "is_right", "placement")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
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
        """The gate's sentences with their levels, each with the page where it is put right; what a
        release would cure says so."""
        found = [self.finding(each) for each in self.problems]
        if self.article.pulled_at:
            message = "it is pulled. Readers see the new version once an editor puts it back."
            found.insert(0, {"level": gate.NOTE, "place": "story", "message": message})
        turn = "" if self.alone else self.whose_turn()
        if turn:
            mine = self.article.approved_by_id == self.user.pk
            url = "" if mine else do_url(self.article, "read-change")
            unread = {"level": gate.STOP, "place": "approval", "message": turn, "url": url}
            found.insert(0, {**unread, "link": "Read the change"})
        return found

    def finding(self, problem):
        cured = "release_cited" in self.fields and problem.code == "unreleased"
        return {**told(problem), "message": problem.message, "cured": cured}

    def whose_turn(self):
        return workflow.whose_turn(self.article, content.content_hash(self.content))

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

    def next_url(self):
        """The page with Cancel on it, for as long as there is anything to cancel."""
        if self.going_out is None:
            return None
        return reverse(
            "admin:articles_article_going_out", args=[self.article.pk, self.going_out.pk]
        )

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
        before = words_of_version(self.article.versions.standing().order_by("-number")[0])
        now = words_of(self.content)
        self.too_much = more_than_a_small_fix(before, now)
        self.differences = differences(before, now)

    def whose_turn(self):
        return ""


class Cancel(Ask):
    """Which version does not go out, and which releases that came with it are taken back."""

    version = forms.ChoiceField(label="Which", widget=forms.RadioSelect)
    take_back = forms.MultipleChoiceField(
        label="Take back the release of what it cites",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="These were released together with the version. What keeps its tick stays on "
        "the desk; without it the figure goes public at that time, without the story.",
    )
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
        if len(choices) == 1:
            self.fields["version"].widget = forms.HiddenInput()
        self.releases = {
            str(figure.pk): (version, figure)
            for version in self.stands.scheduled
            for figure in workflow.releases_with(version)
        }
        if self.releases and self.user.has_perm("hospitals.release_figure"):
            self.fields["take_back"].choices = [
                (pk, f"figure {pk}: {figure}") for pk, (_, figure) in self.releases.items()
            ]
            self.fields["take_back"].initial = list(self.releases)
        else:
            del self.fields["take_back"]

    def run(self):
        version = PublishedVersion.objects.get(pk=self.cleaned_data["version"])
        chosen = [self.releases[pk] for pk in self.cleaned_data.get("take_back", [])]
        figures = [figure for other, figure in chosen if other.pk == version.pk]
        workflow.cancel_scheduled(
            by=self.user,
            version=version,
            reason=self.cleaned_data["reason"],
            take_back=figures,
        )
        done = f"Cancelled: version {version.number} does not go out."
        if figures:
            listed = ", ".join(f"figure {figure.pk}" for figure in figures)
            done += f" No longer released: {listed}."
        return done


class Pull(Ask):
    reason = reason_field("You can leave this empty: pull first, explain later.")
    about_the_text = False

    def run(self):
        workflow.pull(by=self.user, article=self.article, reason=self.cleaned_data["reason"])
        return "Pulled: readers see nothing of it any more. Nothing is deleted."


class PutBack(Ask):
    """What stands against it is shown before anybody presses."""

    reason = reason_field()
    about_the_text = False

    def findings(self):
        if self.is_bound:
            return []  # the refusal says the same
        stops = workflow.stops_of_returning(self.article, self.stands.now)
        return [{**told(stop), "message": gate.with_a_way_out(stop)} for stop in stops]

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
    """What went out without a second person, each version with what it changed."""

    versions = forms.CharField(widget=forms.HiddenInput, required=False)
    about_the_text = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        waiting = self.article.versions.for_second_look().order_by("number")
        self.waiting = list(waiting.select_related("published_by", "section"))
        self.fields["versions"].initial = " ".join(str(each.pk) for each in self.waiting)

    def looks(self):
        """[(version, [Difference])]: against the version before each, or against nothing."""
        found = []
        for version in self.waiting:
            earlier = self.article.versions.standing().filter(number__lt=version.number)
            before = earlier.order_by("-number").first()
            words = words_of_version(before) if before else {}
            found.append((version, differences(words, words_of_version(version))))
        return found

    def run(self):
        ids = [int(pk) for pk in self.cleaned_data["versions"].split() if pk.isdecimal()]
        workflow.look_again(
            by=self.user, article=self.article, versions=self.article.versions.filter(pk__in=ids)
        )
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
    """`name` is the address, `rule` the action in `articles.workflow.permissions`.

    `applies(user, stands)` says whether it makes sense now. `main` and `danger` colour the button.
    """

    name: str
    rule: str
    button: str
    lead: str
    form: type[Ask]
    applies: Callable
    confirm: str = ""
    main: bool = False
    danger: bool = False


def do_url(article, name):
    return reverse("admin:articles_article_do", args=[article.pk, name])


def told(problem):
    """A finding of the gate for the page: with a link to the record it is about."""
    return {
        "level": problem.level,
        "place": problem.place,
        "url": desk_url(problem.record),
        "link": "Open the record",
    }


def desk_url(record):
    """The desk's page of a figure or a quotation; empty for anything else."""
    name = {"disruptionfigure": "hospitals_disruptionfigure", "quote": "articles_quote"}.get(
        record and record._meta.model_name
    )
    return reverse(f"admin:{name}_change", args=[record.pk]) if name else ""


def not_the_owner(user, stands):
    return stands.article.owner_id != user.pk


def has_a_change_to_read(user, stands):
    """Somebody else wrote in it who may also approve it, and this person has not read it yet."""
    others = [person for pk, person in stands.writers.items() if pk != user.pk]
    if stands.article.state == State.APPROVED:
        wanted = bool(workflow.whose_turn(stands.article, stands.digest))
    else:
        wanted = any(
            person.pk != stands.article.owner_id and person.has_perm("articles.approve_article")
            for person in others
        )
    return bool(others) and wanted and stands.unread_by(user)


def can_go_out(stands):
    """Over a pulled story too: what may not come back as it was comes back as the new version."""
    return not stands.withdrawn


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
            "read-change",
            "read_change",
            "Read the change",
            "Somebody else has changed the text. Read what stands there now: with your name beside "
            "theirs it may go out.",
            ReadChange,
            has_a_change_to_read,
            confirm="I have read the change",
        ),
        Action(
            "publish",
            "publish",
            "Publish or schedule",
            "The story goes out as it was approved, ten seconds after you press the button: until "
            "then you can cancel.",
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
            "For spelling, punctuation or a dead link. It needs no new approval, and the story’s "
            "“updated” time stays; another person looks at it afterwards.",
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
            "You have read what went out without a second person, and it may stay.",
            LookAgain,
            lambda user, stands: stands.waits_for_second_look(user),
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
            "Readers see the story again as it was published last, if all of it may still be read.",
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
