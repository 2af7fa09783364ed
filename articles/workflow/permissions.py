"""Who may do what to whose story in which state: one table, asked by workflow and the desk.

A rule lets somebody act when they hold its permission, the story is theirs where the rule says
so, and the story is in one of the states. An action with several rules needs only one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..models import Article

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

State = Article.State
ANY_STATE = frozenset(State)


@dataclass(frozen=True)
class Rule:
    action: str
    permission: str
    own_only: bool
    states: frozenset[str]


def rule(action: str, permission: str, *states: str, own_only: bool = False) -> Rule:
    return Rule(action, f"articles.{permission}", own_only, frozenset(states) or ANY_STATE)


RULES = [
    rule("view", "view_article"),
    rule("edit", "change_article", State.DRAFT, State.PUBLISHED, own_only=True),
    rule("edit", "edit_others_article"),
    rule("submit", "change_article", State.DRAFT, own_only=True),
    rule("submit", "edit_others_article", State.DRAFT),
    rule("send_back", "approve_article", State.WITH_SUBS, State.APPROVED),
    rule("approve", "approve_article", State.WITH_SUBS),
    rule("read_change", "view_article", State.WITH_SUBS, State.APPROVED),
    rule("publish", "publish_article", State.APPROVED),
    rule("small_fix", "publish_article", State.DRAFT, State.WITH_SUBS, State.APPROVED),
    rule("publish_alone", "publish_alone"),
    rule("cancel", "publish_article"),
    rule("record_reply", "change_article", own_only=True),
    rule("record_reply", "edit_others_article"),
    rule("settle_answer", "change_article", own_only=True),
    rule("settle_answer", "approve_article"),
    rule("confirm_passage", "add_passageconfirmation"),
    rule("go_without_reply", "publish_alone"),
    rule("pull", "pull_article"),
    rule("put_back", "put_back_article"),
    rule("withdraw", "withdraw_article"),
    rule("correct", "issue_correction"),
    rule("say_where_it_ran", "add_appearance"),
    rule("put_right_elsewhere", "change_putright"),
    rule("look_again", "approve_article"),
    rule("delete", "delete_article", State.DRAFT, own_only=True),
    rule("delete", "edit_others_article", State.DRAFT),
]

ACTIONS = tuple(dict.fromkeys(each.action for each in RULES))


def may(user: AbstractUser, action: str, article: Article) -> bool:
    """Whether `user` may do `action` (one of ACTIONS) to `article` as it stands."""
    if action not in ACTIONS:
        raise ValueError(f"There is no action “{action}”.")
    return any(
        each.action == action
        and article.state in each.states
        and (not each.own_only or article.owner_id == user.pk)
        and user.has_perm(each.permission)
        for each in RULES
    )


def role_may(user: AbstractUser, action: str) -> bool:
    """Whether `user` may do `action` to any story at all, whosever it is and however it stands."""
    return any(each.action == action and user.has_perm(each.permission) for each in RULES)


def allowed(user: AbstractUser, article: Article) -> list[str]:
    """All actions that `user` may do to `article` now, in the table's order."""
    return [action for action in ACTIONS if may(user, action, article)]
