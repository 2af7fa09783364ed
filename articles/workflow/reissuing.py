"""Versions made anew from their own marked source, many at once, when a record is put right.

Never from the working copy: what somebody has not finished stays theirs. Each step is one question
for all stories, since readers wait for none of it to be half done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Max, Model

from deeds import touched, written
from hospitals.models import Area, Hospital, Strike, Trust
from hospitals.presenters.charts import chosen
from hospitals.presenters.reference import with_names
from lib.refusals import Refused
from lib.text import squash

from .. import markup
from ..correcting.brackets import words_of
from ..correcting.plan import (
    ALT,
    BODY,
    CAPTION,
    CREDIT,
    DATELINE,
    HEADLINE,
    KICKER,
    NOTICE,
    PLAIN,
    SLUG,
    STANDFIRST,
    StoryPlan,
)
from ..correcting.putting_right import Text
from ..models import (
    Article,
    ArticlePicture,
    Citation,
    Contributor,
    CorrectionPlan,
    Picture,
    PublishedVersion,
    QuoteRevision,
    Reissue,
    VersionContributor,
    VersionPicture,
    VersionRelated,
)
from .cited import FIGURES, Cited, by_record, cited, standing_for
from .content import Content, content_hash
from .graphics import kept, printed_in, shown
from .planning import Survey
from .publication import Kind
from .snapshot import LINKS, figure_url, quote_url

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

SUBJECTS = {"trust": Trust, "hospital": Hospital, "area": Area, "strike": Strike}
# What a copy does not take over from the version before it.
ITS_OWN = {"id", "number", "kind", "live_from", "cancelled_at", "cancelled_by"}
COPIED = [
    each.attname for each in PublishedVersion._meta.concrete_fields if each.name not in ITS_OWN
]
Revisions = dict[str, dict[int, Any]]


@dataclass
class Made:
    """A version in the making: `texts` as they will stand, `cited` what their marks rest on."""

    story: StoryPlan
    before: PublishedVersion
    texts: dict[tuple[str, int], Text]
    changed: set[tuple[str, int]]
    cited: list[Cited] = field(default_factory=list)
    version: PublishedVersion | None = None

    def html(self, place: str, which: int = 0) -> str:
        return self.texts[place, which].html


def reissue(
    surveyed: Survey, *, plan: CorrectionPlan, by: AbstractUser, at: datetime, alone: bool
) -> list[Made]:
    """Write the versions that take the place of those of which the plan makes another.

    A live one from `at` on; a scheduled one is cancelled, and made again for its own time. The
    records are read as they stand now: check what is new of them first.
    """
    stories = surveyed.plan.reissued
    made = [in_the_making(story, surveyed) for story in stories]
    ids = [each.before.pk for each in made]
    revisions = revisions_for(made, ids, at)
    for each in made:
        each.cited = cited_in(each, revisions[each.before.pk])
    name_figures(made)
    links = links_of(ids)
    numbers = last_numbers(each.before.article_id for each in made)
    for each in made:
        numbers[each.before.article_id] += 1
        content = content_of(each, links, surveyed.pictures[each.before.pk])
        each.version = version_of(
            each, content, numbers[each.before.article_id], by=by, at=at, alone=alone
        )
    cancel([each.before.pk for each in made if each.story.scheduled], by=by, at=at)
    PublishedVersion.objects.bulk_create([each.version for each in made])
    touched(*(each.version for each in made))
    written(*(each.version for each in made))
    write_links(made, links)
    write_pictures(made, surveyed.pictures)
    Citation.objects.bulk_create(row for each in made for row in citations(each))
    Reissue.objects.bulk_create(
        Reissue(plan=plan, before=each.before, after=each.version, changes=what_differs(each))
        for each in made
    )
    return made


def in_the_making(story: StoryPlan, surveyed: Survey) -> Made:
    pk = story.version_id
    new = surveyed.new[pk]
    return Made(story, surveyed.versions[pk], surveyed.texts[pk] | new, set(new))


def what_differs(made: Made) -> list[dict[str, Any]]:
    """The sentences that change, and whole lines where a field is short."""
    found = []
    for use in made.story.uses:
        key = use.where.place, use.where.which
        if key in made.changed and use.changes and not use.graphic:
            found.append(
                {
                    "place": use.place,
                    "which": use.where.which,
                    "was": use.sentence,
                    "now": new_sentence(use, made.texts[key]),
                }
            )
    return [each for i, each in enumerate(found) if each not in found[:i]]


def new_sentence(use: Any, text: Text) -> str:
    """As it stands in the new text: between what surrounded the old one."""
    if use.place == SLUG:
        return text.plain
    if use.choice == "rewrite":
        return squash(use.text if use.place in PLAIN else words_of(use.text))
    return use.sentence[: use.begins] + use.new_words + use.sentence[use.begins + len(use.words) :]


# What they rest on


def revisions_for(made: Collection[Made], ids: list[int], at: datetime) -> dict[int, Revisions]:
    """{version: {kind: {record: revision}}}: those that it printed before, but what is newest of
    the records that are put right, and of those that a new sentence names for the first time."""
    printed: dict[int, dict[str, dict[int, int]]] = defaultdict(lambda: {"figure": {}, "quote": {}})
    rows = Citation.objects.filter(version__in=ids).values_list(
        "version_id",
        "figure_revision__figure_id",
        "figure_revision_id",
        "quote_revision__quote_id",
        "quote_revision_id",
    )
    for version, figure, figure_revision, quote, quote_revision in rows:
        if figure:
            printed[version]["figure"][figure] = figure_revision
        else:
            printed[version]["quote"][quote] = quote_revision
    named: dict[str, set[int]] = {"figure": set(), "quote": set()}
    for each in made:
        for text in each.texts.values():
            for mark in text.marks:
                named[mark.kind].update(mark.ids)
    known = {
        "figure": by_record(FIGURES.all(), "figure", named["figure"]),
        "quote": by_record(QuoteRevision.objects.whole(), "quote", named["quote"]),
    }
    return {
        each.before.pk: {
            kind: {
                pk: revision_for(revisions, printed[each.before.pk][kind].get(pk), each, at)
                for pk, revisions in known[kind].items()
            }
            for kind in known
        }
        for each in made
    }


def revision_for(revisions: list[Any], printed: int | None, made: Made, at: datetime) -> Any:
    standing = standing_for(revisions, max(at, made.before.live_from))
    record = getattr(standing, "figure_id", None) or standing.quote_id
    concerned = any(record in (use.figure_id, use.quote_id) for use in made.story.uses)
    if concerned or printed is None:
        return standing
    return next((each for each in revisions if each.pk == printed), standing)


def cited_in(made: Made, revisions: Revisions) -> list[Cited]:
    marks = [(place, mark) for (place, _), text in made.texts.items() for mark in text.marks]
    return [
        cited(position, place, mark, revisions[mark.kind])
        for position, (place, mark) in enumerate(marks)
    ]


def citations(made: Made) -> list[Citation]:
    return [
        Citation(
            article_id=made.before.article_id,
            version=made.version,
            place=each.place,
            position=each.position,
            words=each.words,
            **{f"{each.kind}_revision": revision},
        )
        for each in made.cited
        for revision in each.revisions
    ]


# What they are about and by


def links_of(ids: list[int]) -> dict[Any, dict[int, list[Any]]]:
    """{model of links: {version: its rows}}."""
    found: dict[Any, dict[int, list[Any]]] = {}
    rows = {
        **{model: model.objects.order_by(f"{name}_id") for name, model in LINKS.items()},
        VersionContributor: VersionContributor.objects.select_related("contributor"),
        VersionRelated: VersionRelated.objects.all(),
    }
    for model, several in rows.items():
        found[model] = defaultdict(list)
        for row in several.filter(version__in=ids):
            found[model][row.version_id].append(row)
    return found


def write_links(made: Iterable[Made], links: Mapping[Any, Mapping[int, list[Any]]]) -> None:
    made = list(made)
    for model, rows in links.items():
        model.objects.bulk_create(
            copied(row, version=each.version) for each in made for row in rows[each.before.pk]
        )


def copied(row: Model, **other: Any) -> Any:
    """A row that says the same of another version; with an identity of its own."""
    given = {
        each.attname: getattr(row, each.attname)
        for each in row._meta.concrete_fields
        if not each.primary_key and each.name not in ("version", "uuid")
    }
    return type(row)(**given, **other)


def write_pictures(made: Iterable[Made], pictures: Mapping[int, list[VersionPicture]]) -> None:
    new = []
    for each in made:
        for which, row in enumerate(pictures[each.before.pk]):
            picture = copied(row, version=each.version)
            for place in (CAPTION, ALT, CREDIT):
                if (place, which) in each.changed:
                    setattr(picture, place, each.html(place, which))
            if (CAPTION, which) in each.changed:
                picture.caption_html = inline(picture.caption)
            new.append(picture)
    written(*VersionPicture.objects.bulk_create(new))


def inline(text: str) -> str:
    return markup.render(text, figure_url=figure_url, inline=True)


def content_of(
    made: Made, links: Mapping[Any, Mapping[int, list[Any]]], pictures: list[VersionPicture]
) -> Content:
    """What a working copy would hold that is this version to the letter: for its content hash."""
    version = made.before
    pk = version.pk
    return Content(
        article=Article(
            headline=made.html(HEADLINE),
            standfirst=made.html(STANDFIRST),
            body=made.html(BODY),
            slug=made.html(SLUG),
            kicker=made.html(KICKER),
            dateline=made.html(DATELINE),
            section_id=version.section_id,
        ),
        bylines=[
            Contributor(pk=row.contributor_id, name=row.contributor.name)
            for row in links[VersionContributor][pk]
        ],
        pictures=[
            ArticlePicture(
                picture=picture_of(made, row, which),
                caption=made.html(CAPTION, which),
                in_gallery=row.in_gallery,
            )
            for which, row in enumerate(pictures)
        ],
        about={
            f"{name}s": [SUBJECTS[name](pk=getattr(row, f"{name}_id")) for row in links[model][pk]]
            for name, model in LINKS.items()
        },
        related=[Article(pk=row.to_id) for row in links[VersionRelated][pk]],
        cited=made.cited,
    )


def picture_of(made: Made, row: VersionPicture, which: int) -> Picture:
    """The picture with the words that are put right, as it will be itself: not to be saved."""
    picture = copy(row.picture)
    for place in (ALT, CREDIT):
        if (place, which) in made.changed and getattr(picture, place) == getattr(row, place):
            setattr(picture, place, made.html(place, which))
    return picture


# The version itself


def last_numbers(articles: Iterable[int]) -> dict[int, int]:
    rows = PublishedVersion.objects.filter(article__in=set(articles)).order_by()
    return dict(rows.values("article").annotate(last=Max("number")).values_list("article", "last"))


def cancel(ids: Collection[int], *, by: AbstractUser, at: datetime) -> None:
    PublishedVersion.objects.filter(pk__in=ids, cancelled_at__isnull=True).update(
        cancelled_at=at, cancelled_by=by
    )


def version_of(
    made: Made, content: Content, number: int, *, by: AbstractUser, at: datetime, alone: bool
) -> PublishedVersion:
    """The version, not yet saved. Who let a scheduled one out stays; who put it right its plan
    says."""
    before, story = made.before, made.story
    version = PublishedVersion(**{name: getattr(before, name) for name in COPIED})
    version.number, version.live_from = number, before.live_from
    version.kind = before.kind
    version.content_hash = content_hash(content)
    put_in(made, version)
    if story.scheduled:
        return version
    version.live_from = at
    if before.kind != Kind.WITHDRAWAL:
        version.kind = Kind.CORRECTION
        version.approved_by, version.approved_at = (None, None) if alone else (by, at)
        version.on_one_pair_of_eyes = alone
    version.published_by, version.published_at = by, at
    if not story.quiet:
        version.content_modified_at = at
    return version


def put_in(made: Made, version: PublishedVersion) -> None:
    """The texts that change, with all that is made of them."""
    for place in (SLUG, KICKER, DATELINE, NOTICE):
        setattr(version, place, made.html(place))
    for place in (HEADLINE, STANDFIRST):
        if (place, 0) in made.changed:
            text = made.texts[place, 0]
            setattr(version, place, text.html)
            setattr(version, f"{place}_html", markup.render(text.html, inline=True))
            setattr(version, f"{place}_text", text.plain)
    body = made.texts[BODY, 0]
    if (BODY, 0) in made.changed:
        version.body = body.html
        version.body_html = body.read.rendered(figure_url, quote_url)
    if version.graphics:
        version.graphics = graphics_of(made, body)


def name_figures(made: Iterable[Made]) -> None:
    """What tables and charts call their figures: within a deed names are asked of the database
    each time."""
    with_names(
        revision.figure
        for each in made
        if each.before.graphics
        for revision in printed_in(each.cited).values()
    )


def graphics_of(made: Made, body: Text) -> list[dict[str, Any]]:
    printed = printed_in(made.cited)
    found = []
    for number, graphic in enumerate(body.read.graphics, start=1):
        figures = [shown(printed[pk]) for pk in graphic.figures]
        if graphic.kind == "chart" and (why := chosen.why_not(figures)):
            where = f"“{made.story.headline}”, the chart “{graphic.title}”"
            raise Refused(f"{where}: {' '.join(why)} Publish the story without it first.")
        found.append(kept(number, graphic, figures))
    return found
