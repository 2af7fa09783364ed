"""One set of filters for the list of stories, on the page and in the API."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import django_filters
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from hospitals.models import Area, HospitalTrust, StaffGroup, Strike, TrustArea
from hospitals.place_filters import by_hospital, by_trust
from hospitals.presenters.reference import groups_within
from lib.conditions import any_of
from lib.filters import RecordsFilter, StrictFilterSet, by_day, one_of
from lib.full_text import holding
from lib.keyset import Keyset
from lib.searching import terms

from .forms import WordsField
from .models import (
    Correction,
    PublicStory,
    PublicWords,
    PublishedVersion,
    Section,
    VersionArea,
    VersionHospital,
    VersionStrike,
    VersionTrust,
)

# By the story and not by its version: the order stays when a story is corrected between pages.
NEWEST_FIRST = Keyset(
    [("first_published_at", "desc"), ("article_id", "desc")],
    unique_in_list=True,
    same_as={"first_published_at": "listed_at", "article_id": "listed_article"},
)

FEW = 500
LATEST_ISSUED = Keyset([("issued_at", "desc"), ("id", "desc")])
LATEST_BEGUN = Keyset([("live_from", "desc"), ("id", "desc")])


class WordsFilter(django_filters.Filter):
    """Every word must occur somewhere in the story, in whatever form: “strikes” finds “strike”."""

    field_class = WordsField

    def filter(self, queryset: QuerySet[Any], words: str | None) -> QuerySet[Any]:
        asked = terms(words or "", {})
        if not asked:
            return queryset
        return queryset.filter(**{f"{self.field_name}__in": holding(PublicWords, asked)})


class DayFilter(django_filters.DateFilter):
    """A day in London: from its first moment, or up to its last."""

    def __init__(self, *args: Any, last: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.last = last

    def filter(self, queryset: QuerySet[Any], day: date | None) -> QuerySet[Any]:
        if day is None:
            return queryset
        moment = timezone.make_aware(datetime.combine(day, time.max if self.last else time.min))
        linked = "listed_at" in queryset.query.annotations
        name = "listed_at" if linked else self.field_name
        return queryset.filter(**{f"{name}__{'lte' if self.last else 'gte'}": moment})


class LinkedFilter(django_filters.ModelChoiceFilter):
    """By rows that link versions to several subjects at once; each story stands in the list once.

    Of few links the versions are named. Of many the order of the list finds them soonest.
    """

    def filter(self, queryset: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if not value:
            return queryset
        several = self.links(value)
        named = set()
        for links in several:
            named |= set(links.values_list("version", flat=True)[: FEW + 1])
        if len(named) <= FEW:
            return queryset.filter(version__in=named)
        linked = Q()
        for links in several:
            linked |= Q(Exists(links.filter(version=OuterRef("version"))))
        return queryset.filter(linked)


class AreaFilter(LinkedFilter):
    """Stories about the area, an area in it, or a trust or hospital that lies or lay there."""

    def links(self, area: Area) -> list[QuerySet[Any]]:
        areas = area.with_smaller()
        trusts = TrustArea.objects.filter(area__in=areas).values("trust")
        hospitals = HospitalTrust.objects.filter(trust__in=trusts).values("hospital")
        return [
            VersionArea.objects.filter(area__in=areas),
            VersionTrust.objects.filter(trust__in=trusts),
            VersionHospital.objects.filter(hospital__in=hospitals),
        ]


class StaffFilter(LinkedFilter, RecordsFilter):
    """Stories about a strike of any of these staff, or of those among them, whatever they were
    called at the time."""

    def links(self, groups: Sequence[StaffGroup]) -> list[QuerySet[Any]]:
        of_staff = Strike.staff_groups.through.objects.filter(staffgroup__in=groups_within(groups))
        return [VersionStrike.objects.filter(strike__in=of_staff.values("strike"))]


class AboutFilter(LinkedFilter, RecordsFilter):
    """By what stories are about: `field_name` is the relation and its subject.

    The rows of the relation carry the list's order, and its index holds it: see NEWEST_FIRST.
    """

    def filter(self, queryset: QuerySet[Any], subjects: Sequence[Model]) -> QuerySet[Any]:
        if len(subjects) != 1:
            return super().filter(queryset, subjects)
        links = self.field_name.rpartition("__")[0]
        return queryset.filter(**{self.field_name: subjects[0]}).alias(
            listed_at=F(f"{links}__first_published_at"), listed_article=F(f"{links}__article")
        )

    def links(self, subjects: Sequence[Model]) -> list[QuerySet[Any]]:
        _, relation, name = self.field_name.split("__")
        rows = getattr(PublishedVersion, relation).rel.related_model.objects
        return [rows.filter(**any_of(name, subjects))]


def published(label: str, **kwargs: Any) -> DayFilter:
    return by_day(label, kind=DayFilter, field_name="first_published_at", **kwargs)


class StoryFilter(StrictFilterSet):
    """Over `PublicStory.objects.live(at)`; see StrictFilterSet for what happens to wrong values."""

    q = WordsFilter(
        field_name="version__words",
        label="Words",
        help_text="Stories that hold every word.",
    )
    section = one_of(Section.objects.all(), "Section")
    trust = by_trust(
        "Trust",
        kind=AboutFilter,
        field_name="version__trust_links__trust",
        help_text="The ODS code of a trust that the story is about, such as RHM.",
    )
    hospital = by_hospital(kind=AboutFilter, field_name="version__hospital_links__hospital")
    area = one_of(
        Area.objects.public(),
        "Area",
        kind=AreaFilter,
        help_text="With the trusts and hospitals in it.",
    )
    strike = one_of(
        Strike.objects.public(),
        "Strike",
        kind=AboutFilter,
        field_name="version__strike_links__strike",
    )
    staff_group = one_of(StaffGroup.objects.public(), "Staff", kind=StaffFilter)
    date_from = published("Published from")
    date_to = published("Published until", last=True)

    class Meta:
        model = PublicStory
        fields = []


class StoryList(StrictFilterSet):
    """The stories of one section or one author: nothing to choose, and pages to turn."""

    class Meta:
        model = PublicStory
        fields = []


class CorrectionList(StrictFilterSet):
    """The list of all notices: nothing to choose, and pages to turn."""

    class Meta:
        model = Correction
        fields = []


class StoryUpdateList(StrictFilterSet):
    """The list of what was changed in stories: nothing to choose, and pages to turn."""

    class Meta:
        model = PublishedVersion
        fields = []
