"""A view of a list is saved, called something else, or removed: by whose it is, for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model

from lib.refusals import Refused, required, save_valid

from ..doing import deed
from ..models import SavedView

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# As many as stand beside each other above a list.
MOST = 5


@deed
def save_view(*, by: User, of: str, query: str, label: str) -> SavedView:
    """`of` is the list ("articles.article"), `query` what it is asked for."""
    if not query:
        raise Refused("Search or filter the list first: a view is what you asked it for.")
    label = named(label)
    # Two windows of one person wait for each other, so that there are five at most.
    get_user_model().objects.select_for_update().get(pk=by.pk)
    if by.saved_views.filter(of=of).count() >= MOST:
        raise Refused(f"You have {MOST} views of this list. Remove one; then save “{label}” again.")
    view = SavedView(by=by, of=of, query=query, label=label)
    save_valid(view)
    return view


@deed
def rename_view(*, by: User, view: SavedView, label: str) -> SavedView:
    mine(by, view)
    view.label = named(label)
    save_valid(view)
    return view


@deed
def remove_view(*, by: User, view: SavedView) -> None:
    mine(by, view)
    view.delete()


def named(label: str) -> str:
    return required(" ".join(label.split()), "Give the view a name.")


def mine(by: User, view: SavedView) -> None:
    if view.by_id != by.pk:
        raise Refused("This view is somebody else’s.")
