"""What a correction would do to each story, worked out from the stories as they stand.

`survey` reads everything once: the page shows its `plan`, and the deed carries out what it read.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from hospitals.models import FigureRevision
from hospitals.presenters.one_figure import about
from hospitals.workflow import check_token as figure_token

from ..correcting.plan import (
    ALT,
    BODY,
    BYLINE,
    CAPTION,
    CREDIT,
    DATELINE,
    HEADLINE,
    KICKER,
    NOTICE,
    REISSUE,
    ROWS,
    SINCE,
    SLUG,
    STANDFIRST,
    Field,
    NoticeWords,
    Plan,
    RecordChange,
    StoryPlan,
    Use,
    Where,
    proposed_mode,
    sealed,
)
from ..correcting.putting_right import LONGEST_SLUG, New, Text, put_right
from ..models import (
    Article,
    Citation,
    Correction,
    CorrectionPlan,
    PlanLine,
    PublishedVersion,
    QuoteRevision,
    VersionPicture,
)
from .cited import FIGURES, by_record, standing_for
from .copies import Copy, copies
from .following import followers
from .seen import check_token as quote_token
from .uses import Changed, uses_of

IN_ORDER = (KICKER, HEADLINE, STANDFIRST, BYLINE, DATELINE, BODY)


@dataclass(frozen=True)
class Survey:
    """A plan with what it was made from and what comes of it.

    {version: …} each: `texts` as they are and `new` those that change, by place; `pictures` in the
    order of the story.
    """

    plan: Plan
    changed: Changed
    versions: dict[int, PublishedVersion]
    texts: dict[int, dict[tuple[str, int], Text]]
    new: dict[int, New]
    pictures: dict[int, list[VersionPicture]]
    copies: list[Copy]


def planned(plan: CorrectionPlan, at: datetime | None = None) -> Plan:
    """What the plan would do if it were approved now; asks the same number of questions for one
    story and for five hundred."""
    return survey(plan, at).plan


def survey(plan: CorrectionPlan, at: datetime | None = None) -> Survey:
    at = at or timezone.now()
    changed = what_changes(plan, at)
    versions = {version.pk: version for version in affected(changed, at)}
    pictures: dict[int, list[VersionPicture]] = defaultdict(list)
    for row in VersionPicture.objects.filter(version__in=versions).select_related("picture"):
        pictures[row.version_id].append(row)
    texts = {pk: texts_of(version, pictures[pk]) for pk, version in versions.items()}
    changed = with_others(changed, texts, at)
    lines, modes = chosen_so_far(plan)
    stories, new = [], {}
    for pk, version in versions.items():
        uses = [with_choice(use, lines) for use in uses_of(version, texts[pk].values(), changed)]
        if uses:
            story = story_plan(version, uses, changed, plan, modes.get(pk, ""), at)
            new[pk], stuck = put_right(texts[pk].values(), uses if remade(story) else ())
            stories.append(replace(story, stuck=tuple(stuck)))
    free_addresses(stories, new)
    stories = [with_fields(story, texts[story.version_id], new) for story in stories]
    kept = {story.version_id: versions[story.version_id] for story in stories}
    brought = copies(stories, new, texts, pictures)
    made = Plan(
        id=plan.pk,
        records=tuple(records(changed)),
        stories=tuple(stories),
        notice=NoticeWords(plan.notice_kind, plan.placement, plan.was_wrong, plan.is_right),
        followers=tuple(followers(plan, changed.figures)),
        copies=tuple(copy.plan for copy in brought),
    )
    return Survey(sealed(made), changed, kept, texts, new, pictures, brought)


# What changes


def what_changes(plan: CorrectionPlan, at: datetime) -> Changed:
    rows = list(plan.revisions.all())
    figures = [row.figure_revision_id for row in rows if row.figure_revision_id]
    quotes = [row.quote_revision_id for row in rows if row.quote_revision_id]
    return Changed(
        figures=before_and_after(FIGURES.all(), "figure_id", figures, at),
        quotes=before_and_after(QuoteRevision.objects.whole(), "quote_id", quotes, at),
        wrong=plan.wrong_words,
        right=plan.right_words,
    )


def before_and_after(
    revisions: QuerySet, record: str, ids: list[int], at: datetime
) -> dict[int, tuple[Any, Any]]:
    """{record: (the revision that readers see, the new one)} in the order of `ids`."""
    if not ids:
        return {}
    new = revisions.in_bulk(ids)
    about = {getattr(revision, record) for revision in new.values()}
    known = defaultdict(list)
    for revision in revisions.filter(checked_at__isnull=False, **{f"{record}__in": about}):
        if revision.pk not in new:
            known[getattr(revision, record)].append(revision)
    pairs = [(getattr(new[pk], record), new[pk]) for pk in ids]
    return {key: (standing_for(known[key], at), each) for key, each in pairs if known[key]}


def with_others(
    changed: Changed, texts: dict[int, dict[tuple[str, int], Text]], at: datetime
) -> Changed:
    """And the figures beside a changed one under one mark."""
    beside = {
        pk
        for several in texts.values()
        for text in several.values()
        for mark in text.marks
        if mark.kind == "figure" and len(mark.ids) > 1
        if not changed.figures.keys().isdisjoint(mark.ids)
        for pk in mark.ids
    } - changed.figures.keys()
    known = by_record(FIGURES.all(), "figure", beside)
    others = {pk: standing_for(revisions, at) for pk, revisions in known.items()}
    return replace(changed, others=others)


def records(changed: Changed) -> Iterator[RecordChange]:
    for pk, (was, now) in changed.figures.items():
        yield RecordChange(
            kind="figure",
            id=pk,
            called=about(now.figure),
            was=was.say(),
            now=now.say(),
            reason=now.get_reason_display(),
            token=figure_token(now),
            by_the_source=now.reason in FigureRevision.BY_THE_SOURCE,
        )
    for pk, (was, now) in changed.quotes.items():
        yield RecordChange(
            kind="quote",
            id=pk,
            called=str(now),
            was=f"“{was.words}” {was.attribution}",
            now=f"“{now.words}” {now.attribution}",
            reason=now.reason,
            token=quote_token(now),
        )
    if changed.wrong:
        yield RecordChange("words", 0, changed.wrong, changed.wrong, changed.right, "our error", "")


def affected(changed: Changed, at: datetime) -> QuerySet[PublishedVersion]:
    """The versions that may rest on it, by story and number: which do, their texts say."""
    rows = PublishedVersion.objects.to_correct(at).select_related("article")
    rows = rows.order_by("article_id", "number")
    if changed.wrong:
        return rows.alias(drawn=Cast("graphics", TextField())).filter(holding(changed.wrong))
    cited = Citation.objects.filter(
        Q(figure_revision__figure__in=list(changed.figures))
        | Q(quote_revision__quote__in=list(changed.quotes)),
        version__isnull=False,
    )
    return rows.filter(pk__in=cited.values("version"))


def holding(words: str) -> Q:
    """Q: the longest of the words stands somewhere in the version, `drawn` are its graphics.

    What comes of it is read: a mark may part the words, and an apostrophe be another.
    """
    longest = max(words.replace("’", " ").replace("'", " ").split(), key=len)
    beside = Q(caption__icontains=longest)
    beside |= Q(alt_text__icontains=longest) | Q(credit__icontains=longest)
    found = Q(pk__in=VersionPicture.objects.filter(beside).values("version"))
    for name in ("headline_text", "standfirst_text", BODY, KICKER, DATELINE, BYLINE, NOTICE):
        found |= Q(**{f"{name}__icontains": longest})
    # SQLite keeps JSON as it was written: its letters with accents are escaped.
    for spelt in {longest, json.dumps(longest)[1:-1]}:
        found |= Q(drawn__icontains=spelt)
    slug = slugify(words)
    return found | Q(slug__contains=slug) if slug else found


def texts_of(
    version: PublishedVersion, pictures: Iterable[VersionPicture]
) -> dict[tuple[str, int], Text]:
    """In reading order; the last part of the address comes last."""
    texts = [
        *(Text.of(name, getattr(version, name)) for name in IN_ORDER),
        Text.of(ROWS, "\n".join(rows_of(version))),
        *(
            Text.of(place, getattr(row, place), which)
            for which, row in enumerate(pictures)
            for place in (CAPTION, ALT, CREDIT)
        ),
        Text.of(NOTICE, version.notice),
        Text.of(SLUG, version.slug),
    ]
    return {text.key: text for text in texts}


def rows_of(version: PublishedVersion) -> Iterator[str]:
    """What stands in its tables and charts beside their titles and numbers."""
    for graphic in version.graphics:
        yield from filter(None, [graphic["counted"], graphic["of"]])
        for row in graphic["rows"]:
            yield row["name"]


# What people chose


def chosen_so_far(plan: CorrectionPlan) -> tuple[dict[Where, PlanLine], dict[int, str]]:
    lines = {
        Where(line.version_id, line.place, line.which, line.start): line
        for line in plan.lines.all()
    }
    return lines, dict(plan.stories.values_list("version", "mode"))


def with_choice(use: Use, lines: dict[Where, PlanLine]) -> Use:
    line = lines.get(use.where)
    if line is None or use.graphic:
        return use
    return replace(use, chosen=line.choice, text=line.text)


# Each story


def remade(story: StoryPlan) -> bool:
    return story.mode == REISSUE


def story_plan(
    version: PublishedVersion,
    uses: Collection[Use],
    changed: Changed,
    plan: CorrectionPlan,
    mode: str,
    at: datetime,
) -> StoryPlan:
    scheduled = version.live_from > at
    story = StoryPlan(
        article_id=version.article_id,
        version_id=version.pk,
        number=version.number,
        headline=version.headline_text,
        url=reverse("admin:articles_article_change", args=[version.article_id]),
        uses=tuple(uses),
        proposed=proposed_mode(
            tuple(uses), by_the_source=changed.by_the_source, scheduled=scheduled
        ),
        scheduled=scheduled,
        live_from=version.live_from,
        pulled=version.article.pulled_at is not None,
        chosen=mode,
    )
    return replace(story, placement=plan.placement or placement_of(story))


def placement_of(story: StoryPlan) -> str:
    """At the top where the error stood in view; a line goes above the first paragraph there."""
    if not story.prominent:
        return Correction.Placement.FOOT
    return Correction.Placement.TEXT if story.mode == SINCE else Correction.Placement.TOP


def free_addresses(stories: Iterable[StoryPlan], new: dict[int, New]) -> None:
    """New addresses that no other story has: two versions of one story share theirs."""
    wanted = {
        story.version_id: story.article_id
        for story in stories
        if (SLUG, 0) in new[story.version_id]
    }
    if not wanted:
        return
    spare = {pk: spares(new[pk][SLUG, 0].html) for pk in wanted}
    asked = {slug for several in spare.values() for slug in several}
    taken = dict(Article.objects.filter(slug__in=asked).values_list("slug", "pk"))
    for version, article in wanted.items():
        free = next(slug for slug in spare[version] if taken.setdefault(slug, article) == article)
        new[version][SLUG, 0] = Text.of(SLUG, free)


def spares(slug: str) -> list[str]:
    return [slug, *(f"{slug[: LONGEST_SLUG - 4]}-{number}" for number in range(2, 100))]


def with_fields(
    story: StoryPlan, texts: dict[tuple[str, int], Text], new: dict[int, New]
) -> StoryPlan:
    fields = [
        Field(place, which, texts[place, which].html, text.html)
        for (place, which), text in new[story.version_id].items()
    ]
    return replace(story, fields=tuple(fields))
