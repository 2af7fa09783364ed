"""What readers type into the search of stories, and what it offers them to choose from."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from deeds.memory import remembered
from hospitals.forms import offer
from hospitals.models import Area, Hospital, StaffGroup, Strike, Trust
from lib.prepared import MOMENT, Prepared
from lib.selects import Options
from lib.text import fold

from .models import Section, VersionArea, VersionHospital, VersionStrike, VersionTrust
from .models.versions import PublishedVersion, live_at

SHORTEST_WORD = 2
MOST_WORDS = 10


class WordsField(forms.CharField):
    """Words to look for; cleans to a list of them in folded form.

    A word is what stands between spaces, so "1,854" is looked for as "1 854" and not as two
    numbers. Marks alone are no word. A word under two characters is in nearly every story, and
    each word is one more walk through the text: both are refused.
    """

    def clean(self, value):
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
        return [folded for _, folded in words]


def about(model, links, subject, key, *words):
    """Asks for (key, words) of the subjects that stories live at `at` are about, by name."""

    def question(at):
        live = links.objects.filter(live_at(at, "version__"), **{subject: OuterRef("pk")})
        # The latest of each, by its index; EXISTS is to PostgreSQL a reason to look at them all.
        latest = live.order_by("-first_published_at", "-article_id").values("pk")[:1]
        rows = model.objects.public(at).alias(latest=Subquery(latest)).filter(latest__isnull=False)
        return rows.order_by(*words).values_list(key, *words)

    return Prepared(question, at=MOMENT)


def sections_with_stories(at):
    live = PublishedVersion.objects.public(at).filter(section=OuterRef("pk"))
    latest = live.newest_first().values("pk")[:1]
    sections = Section.objects.alias(latest=Subquery(latest)).filter(latest__isnull=False)
    return sections.values_list("slug", "name")


def areas_with_stories(at):
    """The NHS regions, and what else stories live at `at` are about."""
    live = VersionArea.objects.filter(live_at(at, "version__"), area=OuterRef("pk"))
    latest = live.order_by("-first_published_at", "-article").values("pk")[:1]
    areas = Area.objects.alias(latest=Subquery(latest))
    named = areas.filter(Q(latest__isnull=False) | Q(kind=Area.Kind.REGION))
    return named.order_by("name").values_list("slug", "name")


SECTIONS = Prepared(sections_with_stories, at=MOMENT)
TRUSTS = about(Trust, VersionTrust, "trust", "code", "name")
HOSPITALS = about(Hospital, VersionHospital, "hospital", "slug", "name", "town")
AREAS = Prepared(areas_with_stories, at=MOMENT)
STAFF = Prepared(
    lambda: StaffGroup.objects.filter(strikes__isnull=False).distinct().values_list("slug", "name")
)
STRIKES = about(Strike, VersionStrike, "strike", "slug", "title")


def offered(at):
    """{field: (key, Options)} of the subjects that stories live at `at` are about. Six queries."""
    hospitals = [(slug, f"{name}, {town}") for slug, name, town in HOSPITALS(at=at)]
    return {
        "section": ("slug", Options([("", "Any section"), *SECTIONS(at=at)])),
        "trust": ("code", Options([("", "Any trust"), *TRUSTS(at=at)])),
        "hospital": ("slug", Options([("", "Any hospital"), *hospitals])),
        "area": ("slug", Options([("", "Any area"), *AREAS(at=at)])),
        "strike": ("slug", Options([("", "Any strike"), *STRIKES(at=at)])),
        "staff_group": ("slug", Options([("", "Any staff"), *STAFF()])),
    }


def offer_choices(form, at=None):
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
