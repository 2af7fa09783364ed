"""What may not come back: words that a standing cover keeps from readers.

Held against what a deed wrote when it ends, so that no way into a row that readers can read need
know of covers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Model
from django.utils.timezone import localtime

from lib.covering import Found, Wanted, find, wanted_again
from lib.covering.leaves import leaves
from lib.people import called
from lib.refusals import Refused
from lib.words import day

from .changes import AT_A_TIME
from .printed import Printed, every_held, is_html

if TYPE_CHECKING:
    from .models import Cover

# (what it is called, the text, whether it is HTML)
Text = tuple[str, str, bool]


@dataclass(frozen=True)
class Kept:
    """A cover and what of it may not be brought back: everywhere only what can mean nobody else."""

    cover: Cover

    @cached_property
    def here(self) -> Wanted:
        return wanted_again(self.cover.phrases[0])

    @cached_property
    def everywhere(self) -> Wanted:
        sure = frozenset(each.kind for each in self.here.calls if each.sure)
        return Wanted(self.here.name if sure else "", self.here.words, sure)

    def among(self, group: str) -> Wanted:
        """What may not stand in this story or record."""
        if group in self.cover.concerns:
            return self.here
        everywhere = self.cover.everywhere and group not in self.cover.spares
        return self.everywhere if everywhere else Wanted()


def kept_now() -> list[Kept]:
    """Of all covers that stand, in one question."""
    covers = apps.get_model("deeds", "Cover").objects.standing().exclude(phrases=[])
    return [Kept(cover) for cover in covers.select_related("by")]


def covered_in(
    texts: Iterable[Text], group: str, kept: Collection[Kept]
) -> Iterator[tuple[str, Found, Cover]]:
    """(what the text is called, what was found, its cover) for all that stands in the texts of
    this story or record."""
    looked = [(each.cover, wanted) for each in kept if (wanted := each.among(group))]
    if not looked:
        return
    for place, text, html in texts:
        for cover, wanted in looked:
            if wanted.may_stand_in(text):
                for found in find(text, wanted.pattern, html=html):
                    yield place, found, cover


def texts_of(printed: Printed, row: Any) -> Iterator[Text]:
    for column in printed.columns:
        for _, text in leaves(getattr(row, column)):
            yield printed.place(row, column), text, is_html(printed, column, text)


def refuse_covered(written: Mapping[type[Model], set[Any]], kept: Collection[Kept]) -> None:
    """Refused where readers could read covered words in one of these rows."""
    if not kept:
        return
    for printed in every_held():
        ids = sorted(written.get(printed.model, ()))
        for start in range(0, len(ids), AT_A_TIME):
            for row in printed.rows().filter(pk__in=ids[start : start + AT_A_TIME]):
                group = printed.group(row)
                for place, found, cover in covered_in(texts_of(printed, row), group.key, kept):
                    raise Refused(refusal(found, place, group.title, cover))


def refusal(found: Found, place: str, title: str, cover: Cover) -> str:
    return (
        f"“{found.words}” stands in “{title}” ({place}), and {called(cover.by)} covered it on "
        f"{day(localtime(cover.at))}. Write it without, or ask an editor to lift the cover."
    )
