"""What the front page of the desk shows: what waits for this person, then the day's work.

Each block has at most ten lines and is one bounded query (and its prefetches), whatever the tables
hold. A block that a person cannot use is left out, and an empty one, unless it is their job.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from lib.words import few

from .corrections import corrections_to_approve
from .facts import (
    coming_strikes,
    figures_to_check,
    unconfirmed_first_words,
    values_that_are_stuck,
)
from .lines import Block
from .outgoing import could_not_be_sent
from .signing import changes_of_others, facts_to_sign_off, proposals_to_sign_off, terms_to_decide
from .stories import (
    answers_from_outside,
    changes_to_read,
    due,
    lines_sent_back,
    my_stories,
    published_today,
    quotes_to_check,
    ready_to_go,
    scheduled,
    second_look,
    sent_back,
    to_put_right,
    with_the_subs,
)

# (the permission of those who can use a block, what makes it), in order of what hurts if it waits.
# What of these waits is counted in the title of the tab.
WAITING = [
    ("articles.publish_article", corrections_to_approve),
    ("articles.view_article", sent_back),
    ("articles.view_article", lines_sent_back),
    ("articles.change_putright", to_put_right),
    ("articles.view_article", answers_from_outside),
    ("articles.publish_article", ready_to_go),
    ("articles.approve_article", with_the_subs),
    ("articles.view_article", changes_to_read),
    ("hospitals.decide_terms", terms_to_decide),
    ("hospitals.check_figure", values_that_are_stuck),
    ("hospitals.check_figure", figures_to_check),
    ("articles.check_quote", quotes_to_check),
    ("hospitals.sign_off_fact", facts_to_sign_off),
    ("hospitals.sign_off_fact", proposals_to_sign_off),
    ("deeds.send_again", could_not_be_sent),
]
IN_HAND = [
    ("articles.approve_article", due),
    ("articles.view_article", my_stories),
    ("articles.approve_article", second_look),
    ("deeds.look_at_change", changes_of_others),
]
BESIDE = [
    ("hospitals.view_strike", coming_strikes),
    ("articles.view_publishedversion", scheduled),
    ("articles.view_publishedversion", published_today),
]
# The job of those who see it, so that “nothing” is news.
KEPT_WHEN_EMPTY = {"subs", "figures", "mine", "strikes"}
# (what it is called, app, model) of what somebody begins from the front page.
BEGINNINGS = [
    ("New story", "articles", "article"),
    ("Record numbers", "hospitals", "disruptionfigure"),
    ("Record what was said", "articles", "quote"),
    ("Record a strike", "hospitals", "strike"),
    ("Record an event", "hospitals", "event"),
    ("Record what is open", "hospitals", "servicenotice"),
    ("Add a picture", "articles", "picture"),
]


@dataclass(frozen=True)
class Today:
    """The front page of one person. `urgent` is what everybody sees first, if there is any."""

    urgent: list[Block]
    waiting: list[Block]
    in_hand: list[Block]
    beside: list[Block]

    @property
    def blocks(self) -> list[Block]:
        return [*self.urgent, *self.waiting, *self.in_hand, *self.beside]

    @property
    def count(self) -> int:
        """How many things wait, as far as they are listed."""
        return sum(len(block.lines) for block in (*self.urgent, *self.waiting))

    @property
    def first(self) -> str:
        """The key of the block whose first line is the next thing to do."""
        return next((block.key for block in (*self.urgent, *self.waiting) if block.lines), "")

    @property
    def sentence(self) -> str:
        if not self.count:
            return "Nothing waits for you."
        more = any(block.more for block in (*self.urgent, *self.waiting))
        if more:
            return f"More than {few(self.count)} things wait for you."
        said = few(self.count).capitalize()
        return f"{said} thing{'s wait' if self.count > 1 else ' waits'} for you."


def today(user: Any, now: datetime | None = None) -> Today:
    now = now or timezone.now()
    overdue = unconfirmed_first_words(user, now)
    return Today(
        urgent=[overdue] if overdue.lines else [],
        waiting=made(WAITING, user, now),
        in_hand=made(IN_HAND, user, now),
        beside=made(BESIDE, user, now),
    )


def made(blocks: Iterable[tuple[str, Any]], user: Any, now: datetime) -> list[Block]:
    all_blocks = [make(user, now) for permission, make in blocks if user.has_perm(permission)]
    return [block for block in all_blocks if block.lines or block.key in KEPT_WHEN_EMPTY]


def waiting(user: Any, now: datetime | None = None) -> int:
    """How many things wait for this person, for the mark in the title of the tab."""
    now = now or timezone.now()
    found = [unconfirmed_first_words(user, now), *made(WAITING, user, now)]
    return sum(len(block.lines) for block in found)


def greeting(user: Any, now: datetime | None = None) -> str:
    """ "Good morning, Robin", by the clock in London."""
    hour = timezone.localtime(now).hour
    part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
    return f"Good {part}, {user.first_name or user.get_username()}"


def may_add(user: Any) -> list[tuple[str, str]]:
    """[(label, url)]: what the person can begin from the front page."""
    added = [
        (label, reverse(f"admin:{app}_{model}_add"))
        for label, app, model in BEGINNINGS
        if user.has_perm(f"{app}.add_{model}")
    ]
    return [*added, ("Check any copy", reverse("admin:check_copy"))] if added else []
