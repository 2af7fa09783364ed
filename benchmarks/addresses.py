"""The addresses to measure, as JSON: {"pages", "filtered", "exports": {what: {server: [...]}}}.

`server` is "newsroom", and "limit" for what that has too. Run by `run.py` with the environment of
the server: its settings, and its key for cursors.
"""

from __future__ import annotations

import json
import random
import sys
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import django
from django.utils import timezone

django.setup()

from articles.filters import NEWEST_FIRST  # noqa: E402
from articles.models import PublicStory, PublishedVersion  # noqa: E402
from hospitals.filters import LATEST_FIGURES  # noqa: E402
from hospitals.models import (  # noqa: E402
    DisruptionFigure,
    Hospital,
    Measure,
    PublicFigure,
    Source,
    Strike,
    Trust,
)

MANY, SOME, FEW = 400, 40, 20


def main() -> None:
    chooser = random.Random(7)
    found = {
        "pages": stories(chooser) | figures(chooser) | pages(chooser),
        "filtered": filtered(chooser),
        "exports": exports(),
    }
    json.dump(found, sys.stdout)


def address(path: str, **parameters: Any) -> str:
    return f"{path}?{urlencode(parameters)}" if parameters else path


def trusts(chooser: random.Random) -> list[Trust]:
    return chooser.sample(list(Trust.objects.filter(code__startswith="B")), SOME)


def stories(chooser: random.Random) -> dict[str, dict[str, list[str]]]:
    live = PublishedVersion.objects.live()
    articles = live.values_list("article", flat=True)
    ids = chooser.sample(range(articles.count()), min(MANY, articles.count()))
    first = PublishedVersion.objects.order_by("article").values_list("article", flat=True)[0]
    wanted = [first + number for number in ids]
    chosen = list(live.filter(article__in=wanted).select_related("article"))
    chooser.shuffle(chosen)
    listed = PublicStory.objects.live(timezone.now())
    deep = NEWEST_FIRST.order(listed)[listed.count() * 19 // 20]
    after = listed.filter(first_published_at__lte=deep.first_published_at)
    cursor = NEWEST_FIRST.page(after, 1, scope={}).next_cursor
    before = f"{stored(deep.first_published_at)},{deep.article_id}"
    about = trusts(chooser)[:FEW]
    return {
        "a story": {
            "newsroom": [version.get_absolute_url() for version in chosen],
            "limit": [f"/story/{version.slug}" for version in chosen],
        },
        "a story, limit kept too": {
            "newsroom": [version.get_absolute_url() for version in chosen[:FEW]],
            "limit": [f"/kept/{version.slug}" for version in chosen[:FEW]],
        },
        "stories, first": {"newsroom": ["/articles/"], "limit": ["/stories"]},
        "stories, deep": {
            "newsroom": [address("/articles/", cursor=cursor)],
            "limit": [address("/stories", before=before)],
        },
        "stories of a trust": {
            "newsroom": [address("/articles/", trust=trust.code) for trust in about],
            "limit": [address("/stories", trust=trust.pk) for trust in about],
        },
        "story API": {
            "newsroom": [f"/api/v1/articles/{version.article.uuid}/" for version in chosen],
            "limit": [f"/story.json/{version.slug}" for version in chosen],
        },
        "stories API, first": {"newsroom": ["/api/v1/articles/"], "limit": ["/stories"]},
        "feed": {"newsroom": ["/feeds/stories.atom"], "limit": ["/feed"]},
    }


def figures(chooser: random.Random) -> dict[str, dict[str, list[str]]]:
    listed = PublicFigure.objects.live(timezone.now())
    deep = LATEST_FIGURES.order(listed)[listed.count() * 19 // 20]
    after = listed.filter(period_end__lte=deep.period_end)
    cursor = LATEST_FIGURES.page(after, 1, scope={}).next_cursor
    before = f"{deep.period_end},{deep.figure_id}"
    about = trusts(chooser)[:FEW]
    return {
        "figures API, first": {"newsroom": ["/api/v1/figures/"], "limit": ["/figures.json"]},
        "figures API, deep": {
            "newsroom": [address("/api/v1/figures/", cursor=cursor)],
            "limit": [address("/figures.json", before=before)],
        },
        "figures API, of a trust": {
            "newsroom": [address("/api/v1/figures/", trust=trust.code) for trust in about],
            "limit": [address("/figures.json", trust=trust.pk) for trust in about],
        },
        "figures, first": {"newsroom": ["/figures/"], "limit": ["/figures"]},
        "figures of a trust": {
            "newsroom": [address("/figures/", trust=trust.code) for trust in about],
            "limit": [address("/figures", trust=trust.pk) for trust in about],
        },
    }


def pages(chooser: random.Random) -> dict[str, dict[str, list[str]]]:
    """Pages of one record, and those of many; the limit has no part in them."""
    public = DisruptionFigure.objects.public()
    last = DisruptionFigure.objects.order_by("-pk")[0].pk
    numbers = [chooser.randrange(1, last + 1) for _ in range(MANY)]
    several = {
        "a figure": public.filter(pk__in=numbers),
        "a trust": trusts(chooser),
        "a hospital": Hospital.objects.public().filter(figures__isnull=False).distinct()[:SOME],
        "a strike": Strike.objects.filter(slug__startswith="benchmark"),
        "a source": Source.objects.filter(pk__in=public.values("source")[:1000])[:SOME],
    }
    found = {what: [each.get_absolute_url() for each in rows] for what, rows in several.items()}
    found["home"], found["updates"] = ["/"], ["/updates/"]
    return {what: {"newsroom": paths} for what, paths in found.items() if paths}


def exports() -> dict[str, dict[str, list[str]]]:
    """The files of one strike; no two servers have the same."""
    strike = Strike.objects.filter(slug__startswith="benchmark").order_by("-pk")[0].slug
    files = {"panel per day": "panel.csv?per=day&strike=", "figures": "figures.csv?strike="}
    return {what: {"newsroom": [f"/api/v1/{file}{strike}"]} for what, file in files.items()}


def filtered(chooser: random.Random) -> dict[str, dict[str, list[str]]]:
    """Lists under each filter, for growth; the limit has no part in it."""
    codes = [trust.code for trust in trusts(chooser)]
    strikes = list(
        Strike.objects.filter(slug__startswith="benchmark").values_list("slug", flat=True)
    )
    hospitals = chooser.sample(
        list(
            Hospital.objects.filter(figures__isnull=False).distinct().values_list("slug", flat=True)
        ),
        20,
    )
    measures = list(Measure.objects.values_list("slug", flat=True))
    regions = ["london", "midlands", "south-east"]
    story = "/api/v1/articles/"
    figure = "/api/v1/figures/"
    lists = {
        "stories": [story],
        "figures": [figure],
        "stories by trust": [address(story, trust=code) for code in codes],
        "stories by hospital": [address(story, hospital=slug) for slug in hospitals],
        "stories by strike": [address(story, strike=slug) for slug in strikes],
        "figures by trust": [address(figure, trust=code) for code in codes],
        "figures by hospital": [address(figure, hospital=slug) for slug in hospitals],
        "figures by region": [address(figure, area=slug) for slug in regions],
        "figures by strike": [address(figure, strike=slug) for slug in strikes],
        "figures by measure": [address(figure, measure=slug) for slug in measures],
        "figures by trust and measure": [
            address(figure, trust=code, measure=chooser.choice(measures)) for code in codes
        ],
        "figures by strike, by value": [
            address(figure, strike=slug, ordering="-value") for slug in strikes
        ],
        "figures by strike and measure": [
            address(figure, strike=slug, measure=measure)
            for slug in strikes
            for measure in measures
        ],
    }
    return {what: {"newsroom": paths} for what, paths in lists.items()}


def stored(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(" ", "seconds")


if __name__ == "__main__":
    main()
