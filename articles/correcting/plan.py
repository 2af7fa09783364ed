"""What a correction would do, as plain values: each story, each place, the notice, and one digest.

    Plan
      stories   StoryPlan for each version that is live or scheduled and rests on what was wrong
        uses    Use for each place of it, each with a Proposal and the Result that stands

Nothing here asks the database: `articles.workflow.planning` fills it, the page shows it, and
`articles.workflow.correcting` carries it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from lib.digests import digest
from lib.spoken import Spoken

from .wording import ASK, KEEP, REPLACE, Proposal

# What else may become of a place than is proposed.
REWRITE = "rewrite"
CHOICES = (KEEP, REPLACE, REWRITE)
# What may become of a version.
REISSUE, SINCE, LEAVE = MODES = ("reissue", "since", "leave")

HEADLINE, STANDFIRST, BODY, CAPTION, SLUG = "headline", "standfirst", "body", "caption", "slug"
KICKER, DATELINE, BYLINE, NOTICE = "kicker", "dateline", "byline", "notice"
# Beside the caption of a picture; and the names in the rows of tables and charts.
ALT, CREDIT, ROWS = "alt_text", "credit", "rows"
# These are words alone, without marks; and those of the second line come from a record each.
PLAIN = {SLUG, KICKER, DATELINE, BYLINE, NOTICE, ALT, CREDIT, ROWS}
OF_RECORDS = {
    BYLINE: "a byline has the names of people as their own records have them",
    ROWS: "a table or chart has the names of its rows from the records",
}
CALLED = {
    KICKER: "words above the headline",
    DATELINE: "place and date line",
    NOTICE: "notice of withdrawal",
    ALT: "alternative text",
    ROWS: "table or chart",
}


def called(place: str) -> str:
    return CALLED.get(place, place)


@dataclass(frozen=True)
class Where:
    """A place in a version: what `PlanLine` has of it, and its name on the page.

    `which` numbers the pictures of captions, alternative texts and credits from 0, in the order of
    the story; `start` is the offset of the words in the plain text of the place.
    """

    version_id: int
    place: str
    which: int
    start: int

    @property
    def key(self) -> str:
        """ "412.body.0.118": for names of fields on a page."""
        return f"{self.version_id}.{self.place}.{self.which}.{self.start}"

    @classmethod
    def of(cls, key: str) -> Where:
        """ValueError for what is no key."""
        version, place, which, start = key.split(".")
        return cls(int(version), place, int(which), int(start))


@dataclass(frozen=True)
class Use:
    """Words of a version that rest on what was wrong, or may.

    `sentence` is the plain text around the words, which stand there from `begins` on and in the
    text of the place from `sentence_start + begins`. Of a row in a table or chart `graphic` names
    it, and there is nothing to choose: it follows the record. `cited` is false for a number that
    only equals the old one. `figure_id` or `quote_id` is the record, None for words alone.
    `was` and `now` are the number before and after, where it is one.
    """

    where: Where
    words: str
    sentence: str
    sentence_start: int
    proposal: Proposal
    article_id: int = 0
    position: int = 0
    figure_id: int | None = None
    quote_id: int | None = None
    was: Spoken | None = None
    now: Spoken | None = None
    cited: bool = True
    graphic: str = ""
    inside_quotation: bool = False
    said_at_a_time: bool = False
    in_first_paragraph: bool = False
    # What somebody chose, if anybody did: one of KEEP, REPLACE, REWRITE, and the words for it.
    chosen: str = ""
    text: str = ""

    @property
    def key(self) -> str:
        return self.where.key

    @property
    def place(self) -> str:
        return self.where.place

    @property
    def begins(self) -> int:
        """Where the words begin in `sentence`."""
        return self.where.start - self.sentence_start

    @property
    def choice(self) -> str:
        """What becomes of it as things stand."""
        return self.chosen or self.proposal.choice

    @property
    def new_words(self) -> str:
        """The words that would stand there; of a rewritten sentence its text, with marks."""
        if self.choice in (REPLACE, REWRITE):
            return self.text if self.chosen else self.proposal.words
        return self.words

    @property
    def open(self) -> bool:
        """Whether a person has still to choose."""
        return not self.graphic and self.choice == ASK

    @property
    def changes(self) -> bool:
        return bool(self.graphic) or self.choice in (REPLACE, REWRITE)

    @property
    def prominent(self) -> bool:
        seen_first = (KICKER, HEADLINE, STANDFIRST, NOTICE, SLUG)
        return self.place in seen_first or self.in_first_paragraph


@dataclass(frozen=True)
class Field:
    """A place of a version as it is and as it would be: marked source, and the words alone."""

    place: str
    which: int
    was: str
    now: str


@dataclass(frozen=True)
class StoryPlan:
    """What becomes of one version.

    `scheduled` is not live yet: it is made anew with its own start, and takes no notice. `pulled`
    is off the site: put right all the same, for when it is put back. `proposed` is the mode that
    the rule of prominence gives, `chosen` a person's. `fields` are those that would differ.
    """

    article_id: int
    version_id: int
    number: int
    headline: str
    url: str
    uses: tuple[Use, ...]
    proposed: str
    scheduled: bool = False
    live_from: datetime | None = None
    pulled: bool = False
    chosen: str = ""
    fields: tuple[Field, ...] = ()
    # Why no correction can be made of it: then it stands in the way of the approval.
    stuck: tuple[str, ...] = ()
    placement: str = "foot"

    @property
    def mode(self) -> str:
        return self.chosen or self.proposed

    @property
    def prominent(self) -> bool:
        return any(use.prominent and (use.changes or use.open) for use in self.uses)

    @property
    def open_uses(self) -> list[Use]:
        """Those of which a person has still to choose; none where its words stay as they are."""
        return [use for use in self.uses if use.open] if self.mode == REISSUE else []

    @property
    def has_notice(self) -> bool:
        return not self.scheduled and self.mode in (REISSUE, SINCE) and not self.quiet

    @property
    def quiet(self) -> bool:
        """Whether nothing that readers read changes: only what it rests on."""
        return self.mode == REISSUE and not any(use.changes for use in self.uses)


@dataclass(frozen=True)
class NoticeWords:
    """`placement` is "" where each story has its own."""

    kind: str
    placement: str
    was_wrong: str
    is_right: str


@dataclass(frozen=True)
class RecordChange:
    """A record that changes: its id, how it was and how it will be in words, why, and the token of
    what a check shows of it."""

    kind: str
    id: int
    called: str
    was: str
    now: str
    reason: str
    token: str
    by_the_source: bool = False


@dataclass(frozen=True)
class Following:
    """A figure that was worked out from the corrected one, or is made up of it.

    `settled` says how it is dealt with: "revised" along, "stands" as somebody said, or "" where a
    person has still to say.
    """

    figure_id: int
    called: str
    value: str
    how: str
    settled: str = ""
    because: str = ""


@dataclass(frozen=True)
class CopyPlan:
    """What becomes of a working copy: the names of the fields that follow, and those that differ
    from what is published and are left to whoever writes."""

    article_id: int
    headline: str
    brought: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """All that one approval covers."""

    id: int
    records: tuple[RecordChange, ...]
    stories: tuple[StoryPlan, ...]
    notice: NoticeWords
    followers: tuple[Following, ...] = ()
    copies: tuple[CopyPlan, ...] = ()
    digest: str = field(default="", compare=False)

    @property
    def unsettled(self) -> list[str]:
        """Sentences that say what a person has still to decide; none where it can be approved."""
        return [*waiting_followers(self), *waiting_stories(self), *waiting_notice(self)]

    @property
    def reissued(self) -> list[StoryPlan]:
        return [story for story in self.stories if story.mode == REISSUE]


def waiting_followers(plan: Plan) -> list[str]:
    return [
        f"{each.called}, {each.value}, {each.how}: revise it along, or say that it stands."
        for each in plan.followers
        if not each.settled
    ]


def waiting_stories(plan: Plan) -> list[str]:
    found = []
    for story in plan.stories:
        found += [f"“{story.headline}”: {why}" for why in story.stuck if story.mode == REISSUE]
        found += [
            f"“{story.headline}”, {called(use.place)}: say what becomes of “{use.words}”."
            for use in story.open_uses
        ]
    return found


def waiting_notice(plan: Plan) -> list[str]:
    told = any(story.has_notice for story in plan.stories)
    if told and not (plan.notice.was_wrong and plan.notice.is_right):
        return ["Say what was wrong and what is right: readers are told both."]
    return []


def sealed(plan: Plan) -> Plan:
    """The same with its digest: SHA-256 (hex) over everything that is shown."""
    return replace(plan, digest=digest(shown(plan)))


def shown(plan: Plan) -> dict:
    """All that an approval covers, in plain types."""
    return {
        "plan": plan.id,
        "records": [
            [each.kind, each.id, each.was, each.now, each.reason, each.token]
            for each in plan.records
        ],
        "notice": [
            plan.notice.kind,
            plan.notice.placement,
            plan.notice.was_wrong,
            plan.notice.is_right,
        ],
        "followers": [
            [each.figure_id, each.value, each.settled, each.because] for each in plan.followers
        ],
        "stories": [shown_story(story) for story in plan.stories],
        "copies": [[each.article_id, each.brought, each.left] for each in plan.copies],
    }


def shown_story(story: StoryPlan) -> list:
    return [
        story.version_id,
        story.mode,
        story.scheduled,
        str(story.live_from or ""),
        story.pulled,
        story.placement,
        [[use.key, use.choice, use.new_words] for use in story.uses],
        [[each.place, each.which, each.now] for each in story.fields],
        story.stuck,
    ]


def proposed_mode(uses: Sequence[Use], *, by_the_source: bool, scheduled: bool) -> str:
    """Prominence decides. What nobody has read yet goes out right.

    Where the old number stands in the headline, the standfirst, the first paragraph or on the
    card, the story is published anew whatever the reason; otherwise what a source has changed is
    told in a line, and what we had wrong is put right: where its words stay true, without a word
    to readers, so that it rests on the right record.
    """
    if scheduled or not by_the_source:
        return REISSUE
    touched = [use for use in uses if use.changes or use.open]
    if not touched:
        return LEAVE
    return REISSUE if any(use.prominent for use in touched) else SINCE
