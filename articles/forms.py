"""What readers type into the search of stories, and what it offers them to choose from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Q, QuerySet
from django.utils import timezone

from deeds.memory import remembered
from hospitals.models import Area, AreaKind, Hospital, StaffGroup, Strike, Trust
from lib.selects import Options, offer, some, with_any
from lib.text import fold

from .models import (
    PublicStory,
    Section,
    VersionArea,
    VersionHospital,
    VersionStrike,
    VersionTrust,
)
from .models.public import live_at
from .models.versions import VersionLink

SHORTEST_WORD = 2
MOST_WORDS = 10


class WordsField(forms.CharField):
    """Words to look for, as they were typed.

    Marks alone are no word. A word under two characters is in nearly every story, and each word is
    one more list to compare: both are refused.
    """

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        words = [(word, fold(word)) for word in typed.split()]
        words = [(word, folded) for word, folded in words if folded]
        if typed and not words:
            raise ValidationError(f"“{typed}” has no letter or digit to look for: give a word.")
        for word, folded in words:
            if len(folded) < SHORTEST_WORD:
                raise ValidationError(
                    f"“{word}” is too short: give words of {SHORTEST_WORD} characters or more."
                )
        if len(words) > MOST_WORDS:
            raise ValidationError(
                f"You gave {len(words)} words: give at most {MOST_WORDS}, the rarest of them."
            )
        return typed


def about(
    records: QuerySet[Any], links: type[VersionLink], subject: str, at: datetime
) -> QuerySet[Any]:
    """Those of the records that stories live at `at` are about."""
    live = links.objects.filter(live_at(at, "version__"), **{subject: OuterRef("pk")})
    return with_any(records, live.order_by("-first_published_at", "-article_id"))


def sections_with_stories(at: datetime) -> QuerySet[Section, tuple[str, str]]:
    live = PublicStory.objects.live(at).filter(section=OuterRef("pk")).newest_first()
    return with_any(Section.objects.all(), live).values_list("slug", "name")


def areas_with_stories(at: datetime) -> QuerySet[Area, tuple[str, str]]:
    """The NHS regions, and what else stories live at `at` are about."""
    about_it = about(Area.objects.public(), VersionArea, "area", at)
    regions = Q(kind__level=AreaKind.Level.REGION)
    named = Area.objects.public().filter(Q(pk__in=about_it.values("pk")) | regions)
    return named.order_by("name").values_list("slug", "name")


def offered(at: datetime) -> dict[str, tuple[str, Options]]:
    """{field: (key, Options)} of the subjects that stories live at `at` are about. Six queries."""
    trusts = about(Trust.objects.public(at), VersionTrust, "trust", at)
    hospitals = about(Hospital.objects.public(at), VersionHospital, "hospital", at)
    strikes = about(Strike.objects.public(at), VersionStrike, "strike", at)
    staff = StaffGroup.objects.public().filter(strikes__isnull=False).distinct()
    named = [(each.slug, str(each)) for each in hospitals.order_by("name", "town")]
    return {
        "section": some("Any section", sections_with_stories(at)),
        "trust": some("Any trust", trusts.order_by("name").values_list("code", "name"), "code"),
        "hospital": some("Any hospital", named),
        "area": some("Any area", areas_with_stories(at)),
        "strike": some("Any strike", strikes.order_by("title").values_list("slug", "title")),
        "staff_group": some("Any staff", staff.values_list("slug", "name")),
    }


def offer_choices(form: forms.Form, at: datetime | None = None) -> None:
    """Turns the form's subjects into selects of those that stories live at `at` are about.

    They are remembered until something changes. For a page; the API takes the same values and needs
    no list of them. A valid value that no story is about stays in the select, so that the form
    says what was asked.
    """
    at = at or timezone.now()
    choices = remembered("search of stories", lambda: offered(at), at)
    offer(form, choices)
    for name in choices:
        # It says how to write a value, which nobody does who chooses one.
        form[name].help_text = ""
