"""What readers read of the stories, worked out and written in one place.

A version is seen from its start until the next one's, unless its story is pulled. Here that
becomes a row of PublicStory, and its words one of PublicWords, at the end of each deed that touched
the story.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django.db.models import Min, Model

from deeds import changed
from deeds.changes import (
    FOR_GOOD,
    Noticed,
    moments,
    register_public_rows,
    rewrite,
)
from deeds.models import Change, Cover
from deeds.watching import watch_parts, watch_reference
from hospitals.models import Source
from lib.boundaries import register_boundaries
from lib.searching import stems

from .markup import plain_text
from .models import (
    Article,
    Citation,
    Contributor,
    Correction,
    Picture,
    PublicStory,
    PublicWords,
    PublishedVersion,
    Publisher,
    QuoteRevision,
    Section,
    StoryCover,
    VersionContributor,
    VersionHospital,
    VersionPicture,
    VersionRelated,
    VersionStrike,
    VersionTrust,
)
from .models.public import place

Kind, What = Change.Kind, Change.What
ByVersion = dict[int, Any]
Replaced = tuple[Article, list[PublicStory], list[PublicStory]]

# What readers would call a version that takes the place of another.
KINDS = {
    PublishedVersion.Kind.CORRECTION: Kind.CORRECTED,
    PublishedVersion.Kind.WITHDRAWAL: Kind.WITHDRAWN,
}


def register() -> None:
    """Of this layer the admin itself saves sections, contributors and pictures; of a quotation
    only the terms of what is recorded ever change."""
    register_public_rows(write)
    register_boundaries(moments_after)
    watch_reference(
        [Section, Contributor, Publisher, Picture, QuoteRevision],
        quiet_when_new={Picture, QuoteRevision},
    )
    watch_parts([Source], stories_naming)


def moments_after(at: datetime) -> Iterator[datetime | None]:
    """When the next version starts, or a notice is due, or leaves the front page."""
    versions = PublishedVersion.objects.scheduled(at)
    yield versions.aggregate(next=Min("live_from"))["next"]
    yield Correction.objects.filter(issued_at__gt=at).aggregate(next=Min("issued_at"))["next"]
    yield Correction.objects.filter(home_until__gt=at).aggregate(next=Min("home_until"))["next"]


def quote_changed(quote_id: int) -> None:
    """A quotation that no version prints, past or to come, is on the desk alone."""
    printed = Citation.objects.filter(version__isnull=False, quote_revision__quote=quote_id)
    if printed.exists():
        changed()


# Rows


def public_rows(
    article: Article, versions: list[PublishedVersion], links: ByVersion, marks: ByVersion
) -> list[PublicStory]:
    """The rows that a story ought to have now; `versions` are its standing ones, in order."""
    if article.pulled_at is not None:
        return []
    return [
        PublicStory(
            version=version,
            article_id=article.pk,
            section_id=version.section_id,
            first_published_at=version.first_published_at,
            starts=version.live_from,
            ends=after.live_from if after else FOR_GOOD,
            links=links[version.pk],
            marks=marks[version.pk],
        )
        for version, after in zip_longest(versions, versions[1:])
    ]


def fresh_rows(ids: Sequence[int]) -> dict[Article, list[PublicStory]]:
    """The rows that each of these stories ought to have now: a handful of queries."""
    articles = Article.objects.only("uuid", "pulled_at").in_bulk(ids)
    versions = defaultdict(list)
    for version in (
        PublishedVersion.objects.standing()
        .filter(article__in=articles)
        .only("article", "section", "kind", "live_from", "first_published_at")
        .order_by("live_from")
    ):
        versions[version.article_id].append(version)
    links, marks = links_of(versions), marks_of(versions)
    return {
        articles[pk]: public_rows(articles[pk], versions[pk], links, marks)
        for pk in ids
        if pk in articles
    }


def replace(ids: Sequence[int], *, check: bool = False) -> Iterator[Replaced]:
    return rewrite(PublicStory, "article_id", ids, fresh_rows, check=check)


LINKS: dict[str, tuple[Any, str]] = {
    "contributors": (VersionContributor, "contributor_id"),
    "trusts": (VersionTrust, "trust_id"),
    "hospitals": (VersionHospital, "hospital_id"),
    "strikes": (VersionStrike, "strike_id"),
    "related": (VersionRelated, "to_id"),
    "pictures": (VersionPicture, "pk"),
}


def links_of(versions: Mapping[int, list[PublishedVersion]]) -> ByVersion:
    """{version: {kind: ids}} of what each is about and of what else its page shows, in order."""
    ids = [version.pk for several in versions.values() for version in several]
    found: ByVersion = defaultdict(lambda: defaultdict(list))
    for kind, (model, key) in LINKS.items():
        rows = model.objects.filter(version__in=ids).order_by(*model._meta.ordering or ["pk"])
        for version, pk in rows.values_list("version_id", key):
            found[version][kind].append(pk)
    return found


def marks_of(versions: Mapping[int, list[PublishedVersion]]) -> ByVersion:
    """{version: [[words, figure, revision, quotation, revision]]} of its citations, in order."""
    ids = [version.pk for several in versions.values() for version in several]
    found: ByVersion = defaultdict(list)
    rows = Citation.objects.filter(version__in=ids).order_by("position", "id")
    for version, *mark in rows.values_list(
        "version_id",
        "words",
        "figure_revision__figure_id",
        "figure_revision_id",
        "quote_revision__quote_id",
        "quote_revision_id",
    ):
        found[version].append(mark)
    return found


# Words


# What stands in the place of a name.
HIDDEN = "…"
# How a citation leads to those who may be private.
SPEAKERS = (
    "quote_revision__speakers__source",
    *(
        f"{kind}_revision__evidence__{teller}"
        for kind in ("quote", "figure")
        for teller in ("said_by", "said_with__source")
    ),
)


def stories_naming(source: Source) -> list[Article]:
    """Those that quote the person: private people are not to be searched for."""
    if source.kind != Source.Kind.PERSON:
        return []
    links = [
        Citation.objects.filter(version__isnull=False, **{path: source}).order_by()
        for path in SPEAKERS
    ]
    first, *others = [each.values_list("article", flat=True) for each in links]
    return [Article(pk=pk) for pk in first.union(*others)]


def private_people(versions: Iterable[int]) -> dict[int, set[str]]:
    """{version: the names of private people whose words or numbers it prints}."""
    found: dict[int, set[str]] = defaultdict(set)
    for path in SPEAKERS:
        cited = Citation.objects.filter(version__in=versions, **{f"{path}__private": True})
        for version, name in cited.values_list("version_id", f"{path}__name"):
            found[version].add(name)
    return found


def without(names: Iterable[str], text: str) -> str:
    """The text without these people, called by their whole name or their last."""
    for name in names:
        for called in (name, name.split()[-1]):
            text = re.sub(rf"\b{re.escape(called)}\b", HIDDEN, text)
    return text


def words_row(version: PublishedVersion, ends: datetime, private: Iterable[str]) -> PublicWords:
    parts = [
        version.standfirst_text,
        plain_text(version.body),
        *graphic_words(version.graphics),
        version.notice,
    ]
    title = without(private, version.headline_text)
    text = without(private, "\n".join(filter(None, parts)))
    others = f"{version.kicker} {version.dateline} {version.byline}"
    return PublicWords(
        id=place(version.first_published_at, version.pk),
        version_id=version.pk,
        article_id=version.article_id,
        starts=version.live_from,
        ends=ends,
        text=text,
        title_words=kept(stems(title)),
        words=kept(stems(f"{title} {text} {others}")),
    )


def graphic_words(graphics: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What stands in tables and charts beside the titles, which stand in the body: a line a row."""
    for graphic in graphics:
        yield graphic["counted"]
        for row in graphic["rows"]:
            yield " ".join(filter(None, [row["name"], row["number"], row["out_of"]]))


def kept(words: Iterable[str]) -> str:
    return " ".join(sorted(set(words)))


def fresh_words(ids: Sequence[int]) -> dict[Article, list[PublicWords]]:
    """The rows that these stories ought to have now: those that `fresh_rows` would have."""
    return words_rows(ids, {})


def words_rows(
    ids: Sequence[int], known: Mapping[int, PublicWords]
) -> dict[Article, list[PublicWords]]:
    """The same, with the words of versions that are `known` already: a version never changes."""
    rows = fresh_rows(ids)
    ends = {row.version_id: row.ends for several in rows.values() for row in several}
    private = private_people(ends)
    kept = {pk: row for pk, row in known.items() if pk not in private and HIDDEN not in row.text}
    versions = PublishedVersion.objects.in_bulk(ends.keys() - kept.keys())
    return {
        article: [
            until(kept[row.version_id], row.ends)
            if row.version_id in kept
            else words_row(versions[row.version_id], row.ends, private.get(row.version_id, ()))
            for row in several
        ]
        for article, several in rows.items()
    }


def until(row: PublicWords, ends: datetime) -> PublicWords:
    row.ends = ends
    return row


def words_after(ids: Sequence[int]) -> dict[Article, list[PublicWords]]:
    """As `fresh_words`, after a deed: to read a story takes longer than all else."""
    known = PublicWords.objects.filter(article__in=ids)
    return words_rows(ids, {row.version_id: row for row in known})


def replace_words(ids: Sequence[int], *, check: bool = False) -> Iterator[Any]:
    """All of them worked out anew, whatever is stored."""
    return rewrite(PublicWords, "article_id", ids, fresh_words, check=check)


def write(touched: Mapping[type[Model], set[Any]], now: datetime) -> list[Noticed]:
    """Replace the rows of the stories that were touched, and notice what came of corrections."""
    if not {Article, PublishedVersion, Correction, Cover} & touched.keys():
        return []
    found, concerned = [], set(touched.get(Correction, ()))
    stories = sorted(touched.get(Article, ()))
    # The words of a version never change, but by a cover.
    covered = StoryCover.objects.filter(cover__in=touched.get(Cover, ())).order_by("article")
    anew = dict.fromkeys(covered.values_list("article", flat=True))
    list(replace_words(list(anew)))
    others = [pk for pk in stories if pk not in anew]
    list(rewrite(PublicWords, "article_id", others, words_after))
    for article, before, after in replace(stories):
        seen = moments(before, after, now, kind_of_change)
        found.append(Noticed(What.ARTICLE, article.uuid, seen))
        # Its notices go when a story is pulled and come when it is put back.
        if not before or not after:
            concerned |= set(article.corrections.values_list("pk", flat=True))
    if concerned:
        notices = Correction.objects.filter(pk__in=concerned).select_related("version", "article")
        found += [noticed(correction, now) for correction in notices.order_by("pk")]
    return found


def noticed(correction: Correction, now: datetime) -> Noticed:
    """When readers see a notice, or that they do not see it any more.

    One that goes with a version which is cancelled never comes; one of a story that is pulled
    comes when the story is put back, if it does not stand alone.
    """
    version, story = correction.version, correction.article
    comes: tuple[tuple[datetime, str], ...] = ()
    pulled = story is not None and story.pulled_at is not None
    if pulled and not correction.stands_alone:
        if was_told(correction, now):
            comes = ((now, Kind.PULLED),)
    elif version is None or version.cancelled_at is None:
        comes = ((max(now, correction.issued_at), Kind.CREATED),)
    return Noticed(What.CORRECTION, correction.uuid, comes)


def was_told(correction: Correction, now: datetime) -> bool:
    """Whether those who follow the changes hold it for there."""
    told = Change.objects.filter(uuid=correction.uuid, at__lte=now).order_by("number").last()
    return told is not None and told.kind != Kind.PULLED


def kind_of_change(before: PublicStory | None, after: PublicStory | None) -> str | None:
    """What readers would call it; None where they would notice nothing."""
    if after is None:
        return Kind.PULLED if before else None
    if before is None:
        return Kind.CREATED
    if before.version_id == after.version_id:
        return None
    return KINDS.get(PublishedVersion.Kind(after.version.kind), Kind.REVISED)


def rebuild(*, check: bool = False) -> list[Article]:
    """Write all rows anew; gives the stories whose rows were wrong, or with `check` are."""
    every = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    wrong = [*replace(every, check=check), *replace_words(every, check=check)]
    return list(dict.fromkeys(article for article, _, _ in wrong))
