"""What the front page of the desk shows: the day's work, in blocks of at most ten lines.

Each block is one bounded query (and its prefetches), whatever the tables hold. A block that a
person cannot use is left out.
"""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from .facts import (
    coming_strikes,
    figures_checked_alone,
    figures_to_check,
    unconfirmed_first_words,
)
from .lines import Block
from .signing import changes_of_others, facts_to_sign_off, proposals_to_sign_off, terms_to_decide
from .stories import (
    changes_to_read,
    my_stories,
    published_today,
    quotes_to_check,
    scheduled,
    second_look,
    with_the_subs,
)

# (the permission of those who can use a block, what makes it), in the order of the day.
BLOCKS = [
    ("articles.view_article", my_stories),
    ("articles.view_article", changes_to_read),
    ("articles.approve_article", with_the_subs),
    ("articles.view_publishedversion", scheduled),
    ("hospitals.check_figure", figures_to_check),
    ("articles.check_quote", quotes_to_check),
    ("hospitals.sign_off_fact", facts_to_sign_off),
    ("hospitals.sign_off_fact", proposals_to_sign_off),
    ("hospitals.decide_terms", terms_to_decide),
    ("articles.view_publishedversion", published_today),
    ("articles.approve_article", second_look),
    ("hospitals.check_figure", figures_checked_alone),
    ("deeds.look_at_change", changes_of_others),
    ("hospitals.view_strike", coming_strikes),
]
# (what it is called, app, model) of what somebody begins from the front page.
BEGINNINGS = [
    ("New story", "articles", "article"),
    ("Record a figure", "hospitals", "disruptionfigure"),
    ("Record what is open", "hospitals", "servicenotice"),
    ("Record a quotation", "articles", "quote"),
    ("Add a picture", "articles", "picture"),
]


def blocks(user: Any, now: datetime | None = None) -> list[Block]:
    """The blocks of the front page for `user`, in the order of the day.

    Above them, for everybody, what readers were told too long ago as a first word.
    """
    now = now or timezone.now()
    overdue = unconfirmed_first_words(user, now)
    day = [make(user, now) for permission, make in BLOCKS if user.has_perm(permission)]
    return [overdue, *day] if overdue.lines else day


def may_add(user: Any) -> list[tuple[str, str]]:
    """[(label, url)]: what the person can begin from the front page."""
    return [
        (label, reverse(f"admin:{app}_{model}_add"))
        for label, app, model in BEGINNINGS
        if user.has_perm(f"{app}.add_{model}")
    ]
