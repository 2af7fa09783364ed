"""What of a story’s records and words was put right for readers: asked once, for the gate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .. import markup
from ..models import Article, Correction, CorrectionPlan, PublishedVersion
from .cited import Marked


@dataclass(frozen=True)
class PutRight:
    """`records` are ("figure" or "quote", id) of those whose correction was issued; `plans` those
    that put words of this story right. `cited` are (place, words) of what the version before
    cites, `words` all of its text: asked only where there is something to hold against them."""

    records: frozenset[tuple[str, int]] = frozenset()
    plans: tuple[CorrectionPlan, ...] = ()
    cited: tuple[tuple[str, str], ...] = ()
    words: str = ""


NOTHING_PUT_RIGHT = PutRight()


@dataclass
class Revised:
    """Ids of records with more than one checked revision."""

    figure: list[int] = field(default_factory=list)
    quote: list[int] = field(default_factory=list)


def put_right(article: Article, marked: Marked) -> PutRight:
    """One question for most stories, a handful for those whose records have changed."""
    records = corrected(revised_in(marked.revisions))
    plans: tuple[CorrectionPlan, ...] = ()
    if article.pk is not None:
        issued = CorrectionPlan.objects.issued().exclude(wrong_words="")
        plans = tuple(issued.filter(reissues__before__article=article).order_by("pk").distinct())
    version = before(article) if records or plans else None
    if version is None:
        return PutRight(records, plans)
    return PutRight(
        records,
        plans,
        tuple(version.citations.values_list("place", "words")) if records else (),
        words_of_version(version) if plans else "",
    )


def revised_in(revisions: Mapping[str, Mapping[int, list[Any]]]) -> Revised:
    return Revised(
        **{
            kind: [
                pk
                for pk, several in known.items()
                if sum(each.checked_at is not None for each in several) > 1
            ]
            for kind, known in revisions.items()
        }
    )


def corrected(revised: Revised) -> frozenset[tuple[str, int]]:
    """Those whose correction was issued: by a plan, or by a notice of the figure."""
    issued = CorrectionPlan.objects.issued()
    found: set[tuple[str, int]] = set()
    for kind, ids in (("figure", revised.figure), ("quote", revised.quote)):
        if ids:
            path = f"revisions__{kind}_revision__{kind}"
            plans = issued.filter(**{f"{path}__in": ids})
            found |= {(kind, pk) for pk in plans.values_list(path, flat=True)}
    if revised.figure:
        noticed = Correction.objects.filter(figure__in=revised.figure)
        found |= {("figure", pk) for pk in noticed.values_list("figure", flat=True)}
    return frozenset(found)


def before(article: Article) -> PublishedVersion | None:
    return article.versions.standing().order_by("-number").first() if article.pk else None


def words_of_version(version: PublishedVersion) -> str:
    pictures = version.pictures.all()
    texts = [version.headline, version.standfirst, version.body, *(row.caption for row in pictures)]
    beside = [version.kicker, version.dateline]
    beside += [words for row in pictures for words in (row.alt_text, row.credit)]
    return "\n".join([*map(markup.plain_text, texts), *beside])
