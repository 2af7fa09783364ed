"""Feeds of stories, corrections and updates, and of what becomes known of one trust, strike or
dispute; each as Atom, RSS and JSON Feed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Correction, PublishedVersion
from hospitals.models import Dispute, DisruptionFigure, PublicFigure, Strike, Trust
from hospitals.presenters.changes import BY_THE_SOURCE, change_lines, public_changes
from hospitals.presenters.reference import with_names
from lib.pages import without_parameters

from .feed_entries import (
    correction_entry,
    figure_entries,
    status_entries,
    story_entries,
    update_entry,
)
from .feed_formats import Entry, feed

NEWEST = 30

FEEDS = [("stories", "stories"), ("corrections", "corrections"), ("updates", "updates to figures")]
NAMES = [("atom", "Atom"), ("rss", "RSS"), ("json", "JSON Feed")]


@require_safe
@without_parameters
def feeds(request: HttpRequest) -> HttpResponse:
    """Which feeds there are."""
    return render(request, "about/feeds.html", {"feeds": FEEDS, "formats": NAMES})


@require_safe
@without_parameters
def stories(request: HttpRequest, form: str) -> HttpResponse:
    """The stories of which a version came last, each as readers see it now."""
    at = timezone.now()
    entries = newest_stories(PublishedVersion.objects.public(at), at)
    return feed(request, form, title="stories", page="/articles/", entries=entries)


def newest_stories(live: QuerySet[PublishedVersion], at: datetime) -> list[Entry]:
    """By when they were last announced: an old story that is withdrawn, or corrected by itself,
    comes back, which those who read it then should know. One that was put right with many others
    stays where it was: the correction is announced, once."""
    shown = live.for_page().defer("body", "body_html", "graphics")
    return story_entries(shown.order_by("-announced_at", "-article_id")[:NEWEST], at)


@require_safe
@without_parameters
def corrections(request: HttpRequest, form: str) -> HttpResponse:
    """What we had wrong, and what else we told readers, the newest first. One whose subject is not
    public names nothing that readers know, and is left out if it does not stand alone."""
    at = timezone.now()
    rows = list(Correction.objects.each_once(at)[:NEWEST])
    versions = {
        version.article_id: version
        for version in PublishedVersion.objects.public(at)
        .filter(article__in={row.article_id for row in rows if row.article_id})
        .for_lists()
    }
    ids = {row.figure_id for row in rows if row.figure_id}
    public = with_names(DisruptionFigure.objects.public(at).filter(pk__in=ids))
    figures = {figure.pk: figure for figure in public}
    entries = []
    for row in rows:
        subject = versions.get(row.article_id) or figures.get(row.figure_id)
        if subject or row.stands_alone:
            entries.append(correction_entry(row, subject))
    return feed(request, form, title="corrections", page="/corrections/", entries=entries)


@require_safe
@without_parameters
def updates(request: HttpRequest, form: str) -> HttpResponse:
    """What sources have changed since we published it."""
    at = timezone.now()
    lines = change_lines(list(public_changes(at, BY_THE_SOURCE)[:NEWEST]), at)
    entries = [update_entry(line) for line in lines]
    return feed(request, form, title="updates to figures", page="/updates/", entries=entries)


# Of one subject: stories about it, its figures as they stand, what became of it


@require_safe
@without_parameters
def of_trust(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    at = timezone.now()
    trust = get_object_or_404(Trust.objects.public(at), slug=slug)
    entries = about_it(Q(trusts=trust), of_live(at).filter(trust_at_time=trust), at)
    return subject_feed(request, form, trust.name, trust.get_absolute_url(), entries)


@require_safe
@without_parameters
def of_strike(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    at = timezone.now()
    strike = get_object_or_404(Strike.objects.public(at), slug=slug)
    entries = about_it(Q(strikes=strike), of_live(at).of_strikes([strike]), at)
    entries += status_entries(strike, at)
    return subject_feed(request, form, strike.title, strike.get_absolute_url(), entries)


@require_safe
@without_parameters
def of_dispute(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    at = timezone.now()
    dispute = get_object_or_404(Dispute.objects.public(at), slug=slug)
    strikes = list(Strike.objects.public(at).filter(dispute=dispute))
    rows = of_live(at).filter(Q(dispute=dispute) | Q(strike__in=strikes))
    entries = about_it(Q(strikes__in=strikes), rows, at)
    return subject_feed(request, form, dispute.title, dispute.get_absolute_url(), entries)


def of_live(at: datetime) -> QuerySet[PublicFigure]:
    return PublicFigure.objects.live(at)


def about_it(stories: Q, rows: QuerySet[PublicFigure], at: datetime) -> list[Entry]:
    about = PublishedVersion.objects.filter(stories).values("pk")
    live = PublishedVersion.objects.public(at).filter(pk__in=about)
    latest = rows.for_lines().order_by("-starts", "-figure")[:NEWEST]
    return [*newest_stories(live, at), *figure_entries(latest, at)]


def subject_feed(
    request: HttpRequest, form: str, title: str, page: str, entries: Iterable[Entry]
) -> HttpResponse:
    latest = sorted(entries, key=lambda entry: (entry.announced, str(entry.uuid)), reverse=True)
    return feed(request, form, title=title, page=page, entries=latest[:NEWEST])
