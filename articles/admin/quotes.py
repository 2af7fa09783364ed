"""Quotations on the desk: recorded, checked and put right through the workflow only."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from articles import workflow
from articles.models import Quote, QuoteRevision
from hospitals.admin.statements.view import FromDocuments
from hospitals.admin.terms import TermsPages
from hospitals.models import Terms
from lib.admin.buttons import ButtonsInsteadOfForm
from lib.admin.lists import QuickLists, View
from lib.admin.search import any_field

from . import quote_page, stories
from .quote_buttons import BUTTONS, QuoteButton, desk_fields
from .quote_statement import QuoteStatement


class Check(admin.SimpleListFilter):
    title = "check"
    parameter_name = "check"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("waiting", "waits for its check")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.to_check() if self.value() == "waiting" else queryset


class OfLatest(admin.SimpleListFilter):
    """A field of the newest revision. A value that is none of the choices filters nothing."""

    choices_of: list[tuple[str, str]] = []

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return self.choices_of

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in dict(self.choices_of):
            return queryset
        found = QuoteRevision.objects.newest().filter(**{self.parameter_name: self.value()})
        return queryset.filter(pk__in=found.values("quote"))


class TermsOfWords(OfLatest):
    title, parameter_name, choices_of = "terms of the words", "terms", Terms.choices


class Kind(OfLatest):
    title, parameter_name, choices_of = "kind", "kind", Quote.Kind.choices


@admin.register(Quote)
class QuoteAdmin(FromDocuments, ButtonsInsteadOfForm, TermsPages, QuickLists):
    """Its revisions are its history, and stand on its page."""

    statement_kind = QuoteStatement
    buttons = BUTTONS
    refuses_on_form = True
    page_template = "admin/articles/quote/page.html"
    page_title = "Quotation"
    not_now = "is not yours to do, or is done already."
    agree = staticmethod(workflow.agree_quote_terms)
    decide = staticmethod(workflow.decide_quote_terms)
    resting_on = staticmethod(workflow.quote_resting)
    described = False
    list_display = ["words", "attribution", "said_on", "checked", "agreed", "number"]
    list_display_links = ["words"]
    list_filter = [Check, TermsOfWords, Kind]
    search_fields = ["revisions__words"]
    search_help_text = "Words, or who said them"
    views = [View("To check", "check=waiting", lambda user: Quote.objects.to_check())]
    sortable_by = []
    ordering = ["-id"]
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quote]:
        return super().get_queryset(request).for_desk()

    def search_word(self, request: HttpRequest, word: str) -> Q:
        found = QuoteRevision.objects.filter(any_field(["words", "attribution"], word))
        return Q(pk__in=found.values("quote"))

    # Columns

    @admin.display(description="no.", ordering="id")
    def number(self, quote: Quote) -> int:
        return quote.pk

    def words(self, quote: Quote) -> str:
        return str(quote)

    def attribution(self, quote: Quote) -> str:
        return quote.latest().attribution

    @admin.display(description="said on")
    def said_on(self, quote: Quote) -> date | None:
        return quote.latest().said_on

    @admin.display(description="check")
    def checked(self, quote: Quote) -> str:
        done = quote.latest().checked_at
        return stories.badge("checked", "good") if done else stories.badge("not checked", "waiting")

    @admin.display(description="terms")
    def agreed(self, quote: Quote) -> str:
        return stories.badge(*stories.terms_badge(quote.latest().effective_terms()))

    # Pages

    def page(self, request: HttpRequest, record: Quote) -> dict[str, Any]:
        return {**quote_page.page(record), "terms_url": self.terms_url(record)}

    def form_of(
        self, request: HttpRequest, button: type[QuoteButton], record: Quote
    ) -> QuoteButton:
        return button(
            request.POST if request.method == "POST" else None,
            user=request.user,
            record=record,
            fields=desk_fields(self, request, button.asks, record),
        )
