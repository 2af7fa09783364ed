"""Covering words and names everywhere at once, and lifting a cover: an editor's deeds.

What readers read is replaced in the rows themselves: see `deeds.models.covers` and
docs/decisions/0027-covers.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from deeds import deed
from deeds.changes import Noticed
from deeds.covering import Search, Step, address_without, search, steps
from deeds.doing import noticed, touched
from deeds.generations import lock
from deeds.models import Change, Cover
from deeds.printed import Place, Printed, every_printed
from deeds.workflow.covering import MAY, MEANWHILE, lift_words, put_in_place, tell
from hospitals.models import DisruptionFigure, Source
from hospitals.printed import field_of, group_of
from hospitals.workflow import agree_terms
from lib.covering import Wanted, find
from lib.locks import lock_rows
from lib.refusals import Refused, need, required, short

from ..agreed_words import COVERS
from ..models import (
    Article,
    Correction,
    CoveredAddress,
    Picture,
    PublishedVersion,
    StoryCover,
    VersionPicture,
)
from ..printed import sources_called
from .corrections import Notice, issue

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@dataclass(frozen=True, kw_only=True)
class Why:
    """What goes with a cover. `why` is for editors; `left` stands in the place of the words, and
    `told` is a notice with each story: the agreed words where they are None, no notice where ""."""

    why: str
    left: str | None = None
    told: str | None = None
    everywhere: bool = False
    # What whoever asks for the old address of a story is told.
    answer: str = CoveredAddress.Answer.GONE


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


def begin(
    *,
    by: AbstractUser,
    kind: str,
    called: str,
    why: Why,
    phrases: list[dict[str, Any]] | None = None,
    concerns: Collection[str] = (),
    spares: Collection[str] = (),
    now: datetime | None = None,
) -> Cover:
    left, told = COVERS[Cover.Kind(kind)]
    return Cover.objects.create(
        kind=kind,
        called=called[:160],
        phrases=phrases or [],
        concerns=sorted(concerns),
        spares=sorted(spares),
        everywhere=why.everywhere,
        left=required(why.left or left, "Say what stands in its place."),
        why=required(why.why, "Say why it is covered: editors alone read it."),
        told=short(told if why.told is None else why.told),
        by=by,
        at=now or timezone.now(),
    )


def conclude(cover: Cover, articles: Collection[int], places: Iterable[Place] = ()) -> None:
    """The stories that it concerns, the notice that each gets, and word to those who follow."""
    touched(cover)
    StoryCover.objects.bulk_create(
        StoryCover(cover=cover, article_id=pk) for pk in sorted(articles)
    )
    published = PublishedVersion.objects.begun(cover.at).filter(article__in=articles)
    for pk in sorted(set(published.order_by().values_list("article", flat=True))):
        if cover.told:
            notice = Notice(is_right=cover.told, kind=Correction.Kind.REMOVAL, stands_alone=True)
            article = Article.objects.get(pk=pk)
            issue(by=cover.by, notice=notice, article=article, version=None, at=cover.at)
    tell_followers(articles, {place.at for place in places}, cover.at)


def tell_followers(
    articles: Collection[int], rows: Collection[tuple[str, Any]], now: datetime
) -> None:
    """Those who hold copies of what changed fetch it anew."""
    live = Article.objects.filter(
        pk__in=PublishedVersion.objects.live(now).filter(article__in=articles).values("article")
    )
    figures = DisruptionFigure.objects.public(now).filter(
        revisions__in=[pk for label, pk in rows if label == "hospitals.figurerevision"]
    )
    notices = Correction.objects.public(now).filter(
        pk__in=[pk for label, pk in rows if label == "articles.correction"]
    )
    told = (
        (Change.What.ARTICLE, live),
        (Change.What.FIGURE, figures.distinct()),
        (Change.What.CORRECTION, notices),
    )
    for what, records in told:
        for uuid in records.order_by().values_list("uuid", flat=True):
            noticed(Noticed(what, uuid, ((now, Change.Kind.REVISED),), keeps=True))


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


# Addresses


def new_addresses(cover: Cover, places: Iterable[Place], found: Search, why: Why) -> list[Step]:
    """Steps to addresses without the words; of a story the old one is kept, with its answer."""
    made, replaced = [], {}
    pattern = found.wanted.pattern
    for place in places:
        if place.column not in place.printed.slugs:
            continue
        old = getattr(place.row, place.column)
        of = place.group.key, old
        if of not in replaced:
            replaced[of] = free(place, address_without(old, pattern, f"removed-{cover.pk}"))
            if isinstance(place.row, PublishedVersion):
                move_story(cover, place.row.article_id, old, replaced[of], why.answer)
        made.append(Step(place.printed, place.row, place.column, old, replaced[of]))
    return list({(step.printed.label, step.row.pk): step for step in made}.values())


def move_story(cover: Cover, article: int, old: str, new: str, answer: str) -> None:
    """The working copy goes along, so that the next version has the new address too."""
    CoveredAddress.objects.get_or_create(
        cover=cover, article_id=article, slug=old, defaults={"answer": answer}
    )
    Article.objects.filter(pk=article, slug=old).update(slug=new)


def free(place: Place, slug: str) -> str:
    """The slug, or the first with a number behind it that nothing of its kind has or had."""
    taken: set[str] = set()
    model = place.printed.model
    starting = {"slug__startswith": slug}
    taken |= set(model.objects.filter(**starting).values_list("slug", flat=True))
    if model is PublishedVersion:
        for other in (Article, CoveredAddress):
            taken |= set(other.objects.filter(**starting).values_list("slug", flat=True))
    numbered = (f"{slug}-{n}" for n in range(2, len(taken) + 3))
    return next(each for each in [slug, *numbered] if each not in taken)


@deed
def cover_address(*, by: AbstractUser, article: Article, slug: str, new: str, why: Why) -> Cover:
    """Show the address of a story nowhere any more; its versions stand at `new` instead."""
    need(by, MAY, "cover anything")
    lock_rows(Article, {article.pk})
    rows = list(PublishedVersion.objects.filter(article=article, slug=slug).order_by("pk"))
    if not rows:
        raise Refused("No version of this story has that address.")
    printed = printed_of(PublishedVersion)
    cover = begin(by=by, kind=Cover.Kind.ADDRESS, called=slug, why=why)
    others = PublishedVersion.objects.filter(slug=new).exclude(article=article)
    drafts = Article.objects.filter(slug=new).exclude(pk=article.pk)
    if new == slug or others.exists() or drafts.exists():
        raise Refused("Another story has that address, or it is the old one: give a new one.")
    put_in_place(cover, [Step(printed, row, "slug", slug, new) for row in rows])
    move_story(cover, article.pk, slug, new, why.answer)
    conclude(cover, {article.pk})
    return cover


# Pictures and versions


# The copies for readers; nobody looks for words in them.
COPIES = Printed(
    model=Picture,
    rows=Picture.objects.none,
    group=lambda row: group_of(row),
    place=field_of,
    text=("web_copy",),
    json=("sizes",),
)


@deed
def cover_picture(*, by: AbstractUser, picture: Picture, why: Why) -> Cover:
    """Take a picture off every page, with its copies and the words beside it in every version."""
    need(by, MAY, "cover anything")
    words = printed_of(VersionPicture)
    rows = list(words.rows().filter(picture=picture).order_by("pk"))
    articles = {row.story_id for row in rows}
    lock_rows(Article, articles)
    picture = Picture.objects.select_for_update(no_key=True).get(pk=picture.pk)
    if picture.cover_id is not None:
        raise Refused("This picture is covered already.")
    cover = begin(by=by, kind=Cover.Kind.PICTURE, called=picture.title, why=why)
    put_in_place(
        cover,
        [
            Step(COPIES, picture, "web_copy", picture.web_copy.name, ""),
            Step(COPIES, picture, "sizes", picture.sizes, []),
            *(
                Step(words, row, column, getattr(row, column), left_in(cover, column))
                for row in rows
                for column in ("alt_text", "credit", "caption", "caption_html")
                if getattr(row, column)
            ),
        ],
    )
    Picture.objects.filter(pk=picture.pk).update(cover=cover)
    conclude(cover, articles)
    return cover


def left_in(cover: Cover, column: str) -> str:
    return "" if column.startswith("caption") else cover.left[:120]


@deed
def cover_version(
    *, by: AbstractUser, version: PublishedVersion, why: Why, now: datetime | None = None
) -> Cover:
    """Of an earlier version of a story, or one to come, only a neutral line is left."""
    need(by, MAY, "cover anything")
    lock_rows(Article, {version.article_id})
    if PublishedVersion.objects.live(now).filter(pk=version.pk).exists():
        raise Refused(
            "Readers see this version now: pull the story, or publish another version first."
        )
    cover = begin(
        by=by,
        kind=Cover.Kind.VERSION,
        called=f"Version {version.number}: {version.headline_text}",
        why=why,
        now=now,
    )
    version = PublishedVersion.objects.get(pk=version.pk)
    put_in_place(cover, [*emptied(cover, version), *emptied_rows(cover, version)])
    conclude(cover, {version.article_id})
    return cover


def emptied(cover: Cover, version: PublishedVersion) -> list[Step]:
    """Who wrote it stays, and when."""
    printed, line = printed_of(PublishedVersion), escape(cover.left)
    after: dict[str, Any] = dict.fromkeys((*printed.text, *printed.html), "")
    after |= dict.fromkeys(("headline", "headline_html"), line)
    after |= dict.fromkeys(("body", "body_html"), f"<p>{line}</p>")
    after |= {"headline_text": cover.left, "byline": version.byline, "graphics": []}
    after["notice"] = cover.left if version.notice else ""
    return [
        Step(printed, version, column, getattr(version, column), value)
        for column, value in after.items()
    ]


def emptied_rows(cover: Cover, version: PublishedVersion) -> list[Step]:
    """Of its pictures and marks: the pictures go when nothing else shows them."""
    found = []
    for rows, columns in (
        (version.pictures.all(), ("caption", "caption_html", "alt_text", "credit")),
        (version.citations.all(), ("words",)),
    ):
        printed = printed_of(rows.model)
        found += [
            Step(printed, row, column, getattr(row, column), left_in(cover, column))
            for row in printed.rows().filter(pk__in=rows.values("pk"))
            for column in columns
            if getattr(row, column)
        ]
    return found


def printed_of(model: Any) -> Any:
    return next(each for each in every_printed() if each.model is model)


@deed
def lift_cover(*, by: AbstractUser, cover: Cover, because: str) -> Cover:
    """Everything stands again as it stood, at its old address; notices stay: readers saw them."""
    need(by, MAY, "lift a cover")
    articles = list(cover.stories.order_by("article").values_list("article", flat=True))
    lock_rows(Article, set(articles))
    # First: while it is covered it may have no copy.
    Picture.objects.filter(cover=cover).update(cover=None)
    cover = lift_words(by=by, cover=cover, because=because)
    for address in cover.addresses.all():
        back = PublishedVersion.objects.filter(article=address.article_id, slug=address.slug)
        if back.exists():
            latest = back.order_by("-number").first()
            Article.objects.filter(pk=address.article_id).update(slug=latest.slug)
    for article in articles:
        tell(printed_of(PublishedVersion), PublishedVersion(article_id=article))
    touched(cover)
    tell_followers(articles, set(), cover.lifted_at)
    return cover
