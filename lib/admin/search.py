"""Search by words: each must be found in some field, and no more of them than a database bears."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

# A paragraph that somebody pastes is a search too, and each word asks every field of every row.
MOST_WORDS = 10
LONGEST_SEARCH = 100


def bounded(term: str) -> str:
    """As much of what was typed as is searched for; no database can be asked for a NUL."""
    words = term.replace("\0", "")[:LONGEST_SEARCH].split()
    return " ".join(words[:MOST_WORDS])


def what_was_cut(term: str) -> str:
    """A sentence where a search is for less than was typed; "" where it is for all of it."""
    if bounded(term) == " ".join(term.replace("\0", "").split()):
        return ""
    too_many = len(term[:LONGEST_SEARCH].split()) > MOST_WORDS
    return f"Searched for the first {'ten words' if too_many else '100 characters'} only."


class SearchesWords(admin.ModelAdmin):
    """Search in which each word must be found in some field, with either kind of apostrophe."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        term = bounded(search_term)
        if not term:
            return queryset, False
        every_word = Q()
        for word in term.split():
            every_word &= self.search_word(request, word)
        return queryset.filter(every_word | self.search_also(term)), False

    def search_word(self, request: HttpRequest, word: str) -> Q:
        """The word stands in one of the search fields."""
        return any_field(self.get_search_fields(request), word)

    def search_also(self, term: str) -> Q:
        """The whole term is found elsewhere, such as among the aliases. Nowhere by default."""
        return Q(pk__in=[])


def any_field(fields: Iterable[str], word: str) -> Q:
    """The word stands in one of these fields, with either kind of apostrophe."""
    spellings = {word, word.replace("'", "’"), word.replace("’", "'")}
    found = Q()
    for name in fields:
        for spelling in sorted(spellings):
            found |= Q(**{f"{name}__icontains": spelling})
    return found
