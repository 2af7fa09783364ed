"""Which live stories say of a measure what is not to be said: a rule is tried before it is on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse

from hospitals.models import Measure
from hospitals.names_in_copy import registry
from lib.reading.names import Registry
from lib.reading.reader import read

from . import markup
from .copycheck.figures import is_called
from .copycheck.records import not_as
from .models import Citation, PublishedVersion

LONGEST = 240


@dataclass(frozen=True)
class Says:
    """A story, by its headline and its page on the desk, and its sentences that say it."""

    headline: str
    url: str
    sentences: list[str]


@dataclass(frozen=True)
class NotSaid:
    """The stories that say it, of so many that were `looked_at`; `more` says that there are others
    that were not."""

    found: list[Says] = field(default_factory=list)
    looked_at: int = 0
    more: bool = False


def who_says(measure: Measure, do_not_say: str, *, at: datetime, limit: int) -> NotSaid:
    """The live stories that say of figures of this measure what the sentence tells not to,
    “patients”: at most `limit` are read, the newest."""
    nouns = not_as(do_not_say)
    if not nouns:
        return NotSaid()
    cited = Citation.objects.filter(figure_revision__figure__measure=measure)
    rows = (
        PublishedVersion.objects.live(at)
        .filter(pk__in=cited.values("version"))
        .order_by("-live_from", "-pk")[: limit + 1]
    )
    versions = list(rows)
    marked = set(
        cited.filter(version__in=versions[:limit]).values_list("version", "figure_revision__figure")
    )
    known = registry()
    found = []
    for version in versions[:limit]:
        figures = {figure for pk, figure in marked if pk == version.pk}
        said = list(dict.fromkeys(sentences_of(version, figures, nouns, known)))
        if said:
            url = reverse("admin:articles_article_change", args=[version.article_id])
            found.append(Says(markup.plain_text(version.headline), url, said))
    return NotSaid(found, min(len(versions), limit), len(versions) > limit)


def sentences_of(
    version: PublishedVersion, figures: set[int], nouns: Iterable[str], known: Registry
) -> Iterable[str]:
    """The sentences of a version in which a number that rests on these figures counts such a
    noun."""
    for html in (version.headline, version.standfirst, version.body):
        marks = [
            mark
            for mark in markup.marks(html)
            if mark.kind == "figure" and figures & set(mark.ids) and mark.words
        ]
        if not marks:
            continue
        text = markup.plain_text(html)
        for figure in read(text, known).figures:
            here = any(mark.start < figure.end and figure.start < mark.end for mark in marks)
            if here and any(is_called(figure.unit, noun) for noun in nouns):
                yield " ".join(text[slice(*figure.sentence)].split())[:LONGEST]
