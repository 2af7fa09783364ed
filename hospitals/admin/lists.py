"""Lists that stay quick at 100,000 rows: a bounded count, search by words, filters by search."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.paginator import Paginator
from django.db.models import Q
from django.utils.functional import cached_property


class BoundedPaginator(Paginator):
    """Counts no further than it must: a page number past `most` rows helps nobody."""

    most = 5_000

    @cached_property
    def counted(self):
        rows = self.object_list
        if not hasattr(rows, "query"):
            return len(rows)
        return rows.order_by().values("pk")[: self.most + 1].count()

    @property
    def count(self):
        return min(self.counted, self.most)

    @property
    def is_cut(self):
        """Whether there are more rows than pages: search or filter to reach them."""
        return self.counted > self.most


# A paragraph that somebody pastes is a search too, and each word asks every field of every row.
MOST_WORDS = 10
LONGEST_SEARCH = 100


def bounded(term):
    """As much of what was typed as is searched for; no database can be asked for a NUL."""
    words = term.replace("\0", "")[:LONGEST_SEARCH].split()
    return " ".join(words[:MOST_WORDS])


def what_was_cut(term):
    """A sentence where a search is for less than was typed; "" where it is for all of it."""
    if bounded(term) == " ".join(term.replace("\0", "").split()):
        return ""
    too_many = len(term[:LONGEST_SEARCH].split()) > MOST_WORDS
    return f"Searched for the first {'ten words' if too_many else '100 characters'} only."


class SearchesWords:
    """Search in which each word must be found in some field, with either kind of apostrophe."""

    def get_search_results(self, request, queryset, term):
        term = bounded(term)
        if not term:
            return queryset, False
        every_word = Q()
        for word in term.split():
            every_word &= self.search_word(request, word)
        return queryset.filter(every_word | self.search_also(term)), False

    def search_word(self, request, word):
        """Q: the word stands in one of the search fields."""
        return any_field(self.get_search_fields(request), word)

    def search_also(self, term):
        """Q: the whole term is found elsewhere, such as among the aliases. Nowhere by default."""
        return Q(pk__in=[])


def any_field(fields, word):
    spellings = {word, word.replace("'", "’"), word.replace("’", "'")}
    found = Q()
    for name in fields:
        for spelling in sorted(spellings):
            found |= Q(**{f"{name}__icontains": spelling})
    return found


class AutocompleteFilter(admin.FieldListFilter):
    """Narrow a list to one related record, found by typing: no list of thousands is loaded."""

    template = "admin/hospitals/autocomplete_filter.html"

    def __init__(self, field, request, params, model, model_admin, field_path):
        self.parameter = f"{field_path}__id__exact"
        super().__init__(field, request, params, model, model_admin, field_path)
        self.site = model_admin.admin_site

    def expected_parameters(self):
        return [self.parameter]

    def chosen(self):
        value = self.used_parameters.get(self.parameter)
        return value[-1] if isinstance(value, list) and value else value

    def choices(self, changelist):
        form = forms.Form(initial={self.parameter: self.chosen()}, auto_id="filter_%s")
        widget = AutocompleteSelect(self.field, self.site, attrs={"data-width": "100%"})
        form.fields[self.parameter] = forms.ModelChoiceField(
            self.field.related_model._default_manager.all(),
            label=self.title,
            required=False,
            widget=widget,
        )
        others = [
            (name, value)
            for name, values in changelist.filter_params.items()
            if name != self.parameter
            for value in (values if isinstance(values, list) else [values])
        ]
        if changelist.query:
            others.append(("q", changelist.query))
        yield {
            "field": form[self.parameter],
            "others": others,
            "chosen": self.chosen(),
            "clear": changelist.get_query_string(remove=[self.parameter]),
        }
