"""Covering a name or a passage wherever it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from deeds import deed
from deeds.covering import Search, search, steps
from deeds.generations import lock
from deeds.models import Cover
from deeds.printed import Place, every_printed
from deeds.workflow.covering import MAY, MEANWHILE, put_in_place
from hospitals.models import Source
from hospitals.printed import group_of
from hospitals.workflow import agree_terms
from lib.covering import Wanted, find
from lib.locks import lock_rows
from lib.refusals import Refused, need

from ...models import (
    Article,
)
from ...printed import sources_called
from .addresses import new_addresses
from .begun import Why, begin, conclude

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@deed
def cover_words(
    *,
    by: AbstractUser,
    wanted: Wanted,
    chosen: Collection[str],
    seen: str,
    why: Why,
    within: str = "",
    sources: Iterable[tuple[Source, str, str]] = (),
    now: datetime | None = None,
) -> Cover:
    """Cover the chosen lines of a search in every column where they stand.

    `seen` is the token of the search that stood on the page; `within` the story to which it was
    kept. `sources` are (source, terms, agreed description) for people of that name.
    """
    need(by, MAY, "cover anything")
    found = search(wanted, within=within)
    if found.token != seen:
        raise Refused(MEANWHILE)
    places = found.of(chosen)
    if not places:
        raise Refused("Tick at least one place where the words stand.")
    refuse_repeated(wanted, why)
    for source, terms, description in sources:
        agree_terms(by=by, record=source, terms=terms, description=description, note=why.why)
    lock_places(places)
    kinds = {place.found.kind for place in places}
    cover = begin(
        by=by,
        kind=Cover.Kind.NAME if wanted.name else Cover.Kind.WORDS,
        called=wanted.name or wanted.words[0],
        phrases=[wanted.kept(kinds)],
        concerns={place.group.key for place in places},
        spares=left_standing(found, places),
        why=why,
        now=now,
    )
    articles = stories_of(places)
    put_in_place(cover, [*steps(places, cover.left), *new_addresses(cover, places, found, why)])
    conclude(cover, articles, places)
    refuse_overtaken(found, places, within)
    return cover


def left_standing(found: Search, covered: Iterable[Place]) -> set[str]:
    """Where somebody is called so beyond doubt, and an editor who saw it left it: it is somebody
    else of that name. Sources keep their names, on the terms that stood on the same page."""
    wanted = found.wanted
    seen = {place.group.key for place in found.places if wanted.sure(place.found.kind)}
    seen |= {group_of(source).key for source in sources_called(wanted)}
    return seen - {place.group.key for place in covered}


def refuse_repeated(wanted: Wanted, why: Why) -> None:
    """A notice that says the name would be the last place where it stands."""
    for text in (why.left, why.told):
        if text and find(text, wanted.pattern, html=False):
            raise Refused("What readers are told must not repeat what is covered.")


def lock_places(places: Iterable[Place]) -> None:
    """The rows that the words stand in, kind by kind and by id, as everywhere."""
    rows: dict[Any, set[Any]] = {}
    for printed in every_printed():
        model = printed.locked or printed.model
        rows.setdefault(model, set())
    for place in places:
        model, pk = place.printed.locks(place.row)
        rows[model].add(pk)
    for model, ids in rows.items():
        if ids - {None}:
            lock_rows(model, ids - {None})


def stories_of(places: Iterable[Place]) -> set[int]:
    ids = {place.printed.locks(place.row) for place in places}
    return {pk for model, pk in ids if model is Article and pk is not None}


def refuse_overtaken(found: Search, covered: Iterable[Place], within: str) -> None:
    """Nothing of what was chosen stands anywhere now, nor has anybody published more of it.

    Under the lock under which each deed ends: whoever publishes it after us meets the cover.
    """
    lock()
    expected = counted(found.places) - counted(covered)
    if counted(search(found.wanted, within=within).places) - expected:
        raise Refused(MEANWHILE)


def counted(places: Iterable[Place]) -> Counter[tuple[str, str, str]]:
    """How often each way of saying it stands in each story; the sentences around may change."""
    return Counter((each.group.key, each.found.kind, each.found.words) for each in places)
