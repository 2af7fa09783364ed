"""What may not come back: words that a standing cover keeps from readers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import F, Q

from deeds.models import Cover
from lib.covering import Found, Wanted, find, wanted_again
from lib.refusals import Refused

from .models import PublishedVersion

# (what it is called, the text, whether it is HTML)
Text = tuple[str, str, bool]


@dataclass(frozen=True)
class Kept:
    """A cover and what of it may not be brought back: everywhere only what can mean nobody else."""

    cover: Cover
    everywhere: Wanted
    here: Wanted

    def among(self, concerned: bool) -> Wanted:
        return self.here if concerned else self.everywhere


def standing(articles: Collection[int]) -> list[tuple[Kept, set[int]]]:
    """Each cover that stands, with those of these stories which it concerns."""
    rows = (
        Cover.objects.standing()
        .filter(Q(everywhere=True) | Q(stories__article__in=articles))
        .exclude(phrases=[])
        .annotate(concerns=F("stories__article"))
    )
    covers: dict[int, Cover] = {}
    concerned: dict[int, set[int]] = defaultdict(set)
    for cover in rows:
        covers.setdefault(cover.pk, cover)
        if cover.concerns in articles:
            concerned[cover.pk].add(cover.concerns)
    return [(kept(cover), concerned[pk]) for pk, cover in covers.items()]


def kept(cover: Cover) -> Kept:
    here = wanted_again(cover.phrases[0])
    sure = frozenset(each.kind for each in here.calls if each.sure)
    everywhere = Wanted(here.name if sure else "", here.words, sure)
    return Kept(cover, everywhere if cover.everywhere else Wanted(), here)


def covered_in(
    texts: Iterable[Text], article: int, covers: Iterable[tuple[Kept, set[int]]]
) -> Iterator[tuple[str, Found, Cover]]:
    """(what the text is called, what was found, its cover) for all that stands in these texts."""
    looked = [(each, each.among(article in concerned)) for each, concerned in covers]
    for place, text, html in texts:
        for each, wanted in looked:
            if wanted and wanted.may_stand_in(text):
                for found in find(text, wanted.pattern, html=html):
                    yield place, found, each.cover


def texts_of_version(version: PublishedVersion) -> Iterator[Text]:
    for name in ("headline", "standfirst", "body"):
        yield name, getattr(version, name), True
    for name in ("kicker", "dateline", "byline", "slug", "notice"):
        yield name, getattr(version, name), False
    for row in version.pictures.all():
        yield "caption", row.caption, True
        yield "picture", f"{row.alt_text}\n{row.credit}", False


def refuse_covered(versions: Collection[int]) -> None:
    """Asked of what a deed has published, under the lock under which it ends: somebody may have
    covered words of it since the gate was asked."""
    rows = PublishedVersion.objects.filter(pk__in=versions).prefetch_related("pictures")
    published = list(rows)
    covers = standing([version.article_id for version in published]) if published else []
    for version in published:
        for _, found, _ in covered_in(texts_of_version(version), version.article_id, covers):
            raise Refused(f"An editor has just covered “{found.words}”: write it without.")
