"""What the page *Correct once* shows: each place as it is and as it would be, the widest reach
first. Plain values from a `Plan`; nothing here asks the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from articles.correcting.plan import (
    BODY,
    CALLED,
    CAPTION,
    HEADLINE,
    LEAVE,
    REISSUE,
    SINCE,
    STANDFIRST,
    CopyPlan,
    Plan,
    StoryPlan,
)
from articles.models import Article
from articles.where_used.counts import reach
from lib.admin.addresses import page_url
from lib.words import clock, join

from .deciding import Typed
from .place import Place, Texts, as_typed, beside, place_of

MODES = [
    (REISSUE, "publish it anew, with the new words"),
    (SINCE, "leave the words, and add a line “Since publication”"),
    (LEAVE, "leave it as it is"),
]
FIELDS = {
    **CALLED,
    HEADLINE: "headline",
    STANDFIRST: "standfirst",
    BODY: "text",
    CAPTION: "captions",
}


@dataclass(frozen=True)
class Story:
    """One version, with the places in it; `reach` says how often it is read, where we count."""

    version_id: int
    headline: str
    url: str
    state: str
    happens: str
    mode: str
    modes: list[tuple[str, str]]
    places: list[Place]
    stuck: tuple[str, ...]
    reach: str = ""
    look: bool = False
    desk_url: str = ""
    preview_url: str = ""


@dataclass(frozen=True)
class Copy:
    """A working copy that is open: what happens to it, in a sentence."""

    headline: str
    url: str
    happens: str


@dataclass(frozen=True)
class Shown:
    """The whole of it; `places`, `look` and the working copies that only follow are counted."""

    stories: list[Story]
    copies: list[Copy]
    following: int
    places: int
    look: int

    @property
    def counted(self) -> str:
        """ "5 places · 1 to read closely"."""
        said = f"{self.places} place{'' if self.places == 1 else 's'}"
        return f"{said} · {self.look} to read closely" if self.look else said


def shown(plan: Plan, texts: Texts, reads: Mapping[int, int], typed: Typed | None = None) -> Shown:
    """`reads` is {id of a story: how often its page was read lately}; `typed` what was sent and
    could not be taken, which stays in its boxes."""
    typed = typed or Typed()
    widest = sorted(
        plan.stories,
        key=lambda each: (each.mode == LEAVE, each.scheduled, -reads.get(each.article_id, 0)),
    )
    stories = [story_of(plan, each, texts, reads.get(each.article_id, 0), typed) for each in widest]
    places = [place for story in stories for place in story.places]
    copies, following = copies_of(plan)
    return Shown(
        stories=stories,
        copies=copies,
        following=following,
        places=len(places),
        look=sum(place.look for place in places),
    )


def story_of(plan: Plan, story: StoryPlan, texts: Texts, reads: int, typed: Typed) -> Story:
    sentences = beside(story.uses)
    places = [as_typed(place_of(story, use, sentences, texts), typed) for use in story.uses]
    return Story(
        version_id=story.version_id,
        headline=story.headline,
        url=story.url,
        state=state_of(story),
        happens=happens_to(story),
        mode=typed.words.get(f"mode-{story.version_id}") or story.mode,
        modes=[each for each in MODES if each[0] != SINCE or not story.scheduled],
        places=places,
        stuck=story.stuck,
        reach=reach(reads) if reads else "",
        look=any(place.look for place in places) or bool(story.stuck),
        desk_url=reverse("admin:articles_article_change", args=[story.article_id]),
        preview_url=reverse("admin:articles_correctionplan_page", args=[plan.id, story.version_id])
        if story.mode == REISSUE
        else "",
    )


def state_of(story: StoryPlan) -> str:
    if story.pulled:
        return "pulled: put right for when it is put back"
    if story.scheduled and story.live_from:
        return f"goes out {clock(story.live_from)}"
    return "live"


def happens_to(story: StoryPlan) -> str:
    if story.mode == LEAVE:
        return "Stays as it is."
    if story.mode == SINCE:
        return "Its words stay. A line “Since publication” says what is right."
    if story.scheduled:
        return "Goes out right: no notice."
    if story.quiet:
        return "Not a word changes: it rests on the new record. No notice."
    where = "above the story" if story.placement == "top" else "at the foot"
    return f"Published anew, with a notice {where}."


def copies_of(plan: Plan) -> tuple[list[Copy], int]:
    """Those in which somebody decides, and how many others only follow."""
    asked = [copy_of(each) for each in plan.copies if each.left]
    return asked, len(plan.copies) - len(asked)


def copy_of(copy: CopyPlan) -> Copy:
    followed, left = told(copy.brought), told(copy.left)
    said = []
    if followed:
        said.append(f"Its {followed} follow{'' if ' and ' in followed else 's'}.")
    if left:
        said.append(f"In its {left} the place is marked, with the new words: its writer decides.")
    return Copy(copy.headline, page_url(Article, "change", copy.article_id), " ".join(said))


def told(fields: Iterable[str]) -> str:
    return join([FIELDS.get(name, name) for name in fields])
