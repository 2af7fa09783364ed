"""The front page, and how we work."""

from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import PublishedVersion
from articles.presenters import lead_picture, story_line
from hospitals.models import DisruptionFigure, Strike, StrikeStatusChange
from hospitals.presenters import figures, strikes
from newsroom.lib.caching import shows
from newsroom.lib.pages import without_parameters

STORIES = 9
STRIKES = 5
FIGURES = 5

# (name, words) of the pages about how we work, in the order in which they link to each other.
POLICIES = [
    ("about_checking", "How we check"),
    ("about_sources", "Named and unnamed sources"),
    ("about_corrections", "How we correct"),
]


@require_safe
@without_parameters
def about(request, page):
    shows(request)
    return render(request, f"about/{page}.html", {"pages": POLICIES})


@require_safe
@without_parameters
def home(request):
    at = timezone.now()
    latest = list(PublishedVersion.objects.public(at).newest_first().for_lists()[:STORIES])
    context = {
        "lead": story_line(latest[0]) if latest else None,
        "picture": lead_picture(latest[0]) if latest else None,
        "stories": [story_line(version) for version in latest[1:]],
        "strikes": [strikes.strike_line(strike) for strike in coming_strikes(at)],
        "figures": figures.lines(latest_figures(at), at),
    }
    return render(request, "home.html", context)


def coming_strikes(at):
    """Strikes with a day today or later that are still on; the next one first."""
    over = [StrikeStatusChange.Status.CALLED_OFF, StrikeStatusChange.Status.ENDED]
    coming = strikes.for_strike_lines(Strike.objects.public(at), at).with_days()
    return (
        coming.filter(last_day__gte=timezone.localdate(at))
        .filter(Q(status__isnull=True) | ~Q(status__in=over))
        .order_by("first_day", "pk")[:STRIKES]
    )


def latest_figures(at):
    """Numbers lately released, the newest first."""
    public = DisruptionFigure.objects.public(at).standing()
    return figures.for_lines(public).order_by("-released_at", "-pk")[:FIGURES]
