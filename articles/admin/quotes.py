"""Quotations on the desk: recorded, checked and put right through the workflow only."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles import workflow
from articles.models import Quote, QuoteRevision
from hospitals.admin.terms import TermsPages
from hospitals.models import Terms
from lib.admin.lists import QuickLists
from lib.admin.search import any_field
from lib.refusals import Refused

from . import quote_forms as forms
from . import quote_page, stories


class Check(admin.SimpleListFilter):
    title = "check"
    parameter_name = "check"

    def lookups(self, request, model_admin):
        return [("waiting", "waits for its check")]

    def queryset(self, request, queryset):
        return queryset.to_check() if self.value() == "waiting" else queryset


class OfLatest(admin.SimpleListFilter):
    """A field of the newest revision. A value that is none of the choices filters nothing."""

    choices_of: list[tuple[str, str]] = []

    def lookups(self, request, model_admin):
        return self.choices_of

    def queryset(self, request, queryset):
        if self.value() not in dict(self.choices_of):
            return queryset
        found = QuoteRevision.objects.newest().filter(**{self.parameter_name: self.value()})
        return queryset.filter(pk__in=found.values("quote"))


class TermsOfWords(OfLatest):
    title, parameter_name, choices_of = "terms of the words", "terms", Terms.choices


class Kind(OfLatest):
    title, parameter_name, choices_of = "kind", "kind", Quote.Kind.choices


@dataclass(frozen=True)
class Step:
    """A button of a quotation, shaped as the story's: see actions.Action."""

    button: str
    lead: str
    form: type
    template: str
    permission: str
    main: bool = False
    danger: bool = False
    confirm: str = ""
    # What of a revision its form asks for.
    names: tuple[str, ...] = ()


SAYS = (*forms.RECORDED, "speakers", *forms.CAME_FROM)
RECORD = Step(
    "Record a quotation",
    "Words, whose they are and where they came from. Another person checks them against the "
    "source.",
    forms.RecordForm,
    "admin/articles/quote/record.html",
    "articles.add_quote",
    confirm="Record",
    names=(*SAYS, "terms"),
)
STEPS = {
    "check": Step(
        "Check against the source",
        "You have compared all of this with where it came from: words, attribution, who said it, "
        "when, and the terms. With it you sign off where it came from and who said it. If "
        "something differs, go back and put it right.",
        forms.CheckForm,
        "admin/articles/quote/check.html",
        "articles.check_quote",
        main=True,
        confirm="It all matches",
    ),
    "revise": Step(
        "Put it right",
        "What you record stands beside what is recorded now, and waits for its check. Stories "
        "keep what they printed until a version with the new one is published.",
        forms.ReviseForm,
        "admin/articles/quote/revise.html",
        "articles.change_quote",
        confirm="Record",
        names=SAYS,
    ),
}


@admin.register(Quote)
class QuoteAdmin(TermsPages, QuickLists):
    agree = staticmethod(workflow.agree_quote_terms)
    decide = staticmethod(workflow.decide_quote_terms)
    described = False
    list_display = ["number", "words", "attribution", "said_on", "checked", "agreed"]
    list_display_links = ["number", "words"]
    list_filter = [Check, TermsOfWords, Kind]
    search_fields = ["revisions__words"]
    search_help_text = "Words of the quotation or of its attribution."
    sortable_by = []
    ordering = ["-id"]
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).for_desk()

    def search_word(self, request, word):
        found = QuoteRevision.objects.filter(any_field(["words", "attribution"], word))
        return Q(pk__in=found.values("quote"))

    def has_change_permission(self, request, obj=None):
        # The page of a quotation has buttons instead of a form.
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def terms_token(self, record):
        return workflow.quote_terms_token(record)

    def rests(self, record):
        return workflow.quote_resting(record, timezone.now())

    # Columns

    @admin.display(description="no.", ordering="id")
    def number(self, quote):
        return quote.pk

    def words(self, quote):
        return str(quote)

    def attribution(self, quote):
        return quote.latest().attribution

    @admin.display(description="said on")
    def said_on(self, quote):
        return quote.latest().said_on

    @admin.display(description="check")
    def checked(self, quote):
        done = quote.latest().checked_at
        return stories.badge("checked", "good") if done else stories.badge("not checked", "waiting")

    @admin.display(description="terms")
    def agreed(self, quote):
        return stories.badge(*stories.terms_badge(quote.latest().effective_terms()))

    # Pages

    def get_urls(self):
        step = path(
            "<path:object_id>/do/<slug:name>/",
            self.admin_site.admin_view(self.step),
            name="articles_quote_do",
        )
        return [step, *super().get_urls()]

    def add_view(self, request, form_url="", extra_context=None):
        """One form: the words, who said them and where they came from."""
        if not self.has_add_permission(request):
            raise PermissionDenied("Your role may not record quotations.")
        fields = forms.desk_fields(self, request, *RECORD.names)
        data = request.POST if request.method == "POST" else None
        form = RECORD.form(data, fields=fields, initial=request.GET.dict())
        quote = self.ran(form, request.user) if form.is_valid() else None
        if quote is not None:
            messages.success(request, "Recorded. Another person checks it against the source.")
            return HttpResponseRedirect(page_url(quote))
        asked = {"action": RECORD, "title": RECORD.button, "form": form}
        back = reverse("admin:articles_quote_changelist")
        return self.answer(request, RECORD.template, back=back, **asked)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        quote = self.seen_by(request, object_id)
        context = {
            **quote_page.page(quote),
            "title": "Quotation",
            "original": quote,
            "terms_url": self.terms_url(quote),
            "steps": [
                (name, step) for name, step in STEPS.items() if offered(name, request.user, quote)
            ],
        }
        return self.answer(request, "admin/articles/quote/page.html", **context)

    def history_view(self, request, object_id, extra_context=None):
        """Its revisions are its history, and stand on its page."""
        return HttpResponseRedirect(page_url(self.seen_by(request, object_id)))

    def step(self, request, object_id, name):
        """GET asks, POST does: one button of a quotation's page."""
        if name not in STEPS:
            raise Http404("There is no such button.")
        step, quote = STEPS[name], self.seen_by(request, object_id)
        if not request.user.has_perm(step.permission):
            raise PermissionDenied(f"Your role may not do this: {step.button.lower()}.")
        posted = request.method == "POST"
        if not posted and not offered(name, request.user, quote):
            messages.warning(request, f"“{step.button}” is not yours to do, or is done already.")
            return HttpResponseRedirect(page_url(quote))
        form = self.step_form(request, step, quote)
        if posted and form.is_valid() and (said := self.ran(form, request.user, quote)):
            messages.success(request, said)
            return HttpResponseRedirect(page_url(quote))
        if posted:
            quote = self.seen_by(request, object_id)
            form.show(quote.latest())
        return self.answer(request, step.template, **asking(step, form, quote))

    def step_form(self, request, step, quote):
        latest = quote.latest()
        spoke = latest.sources()
        fields = forms.desk_fields(self, request, *step.names, speakers=spoke)
        initial = {
            **forms.about(latest),
            **{name: getattr(latest, name) for name in step.names if name != "speakers"},
            **{f"speaker_{place}": source for place, source in enumerate(spoke, 1)},
        }
        data = request.POST if request.method == "POST" else None
        return step.form(data, fields=fields, initial=initial)

    def ran(self, form, *given):
        """What came of it; None where it was refused, which then stands on the form."""
        try:
            with transaction.atomic():
                return form.run(*given)
        except Refused as refusal:
            form.add_error(None, refusal.messages)
            return None

    def seen_by(self, request, object_id):
        quote = self.get_object(request, unquote(object_id))
        if quote is None:
            raise Http404("There is no quotation with this number.")
        if not self.has_view_permission(request, quote):
            raise PermissionDenied("Your role may not see quotations.")
        return quote

    def answer(self, request, template, **context):
        form = context.get("form")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media + form.media if form else self.media,
            **context,
        }
        return TemplateResponse(request, template, context)


def page_url(quote):
    return reverse("admin:articles_quote_change", args=[quote.pk])


def asking(step, form, quote):
    """Context of a page that asks about a quotation as it stands now."""
    *before, latest = quote.revisions.all()
    # What a second person last signed off; where nobody has, what was recorded before.
    known = [revision for revision in before if revision.checked_at] or before
    return {
        "original": quote,
        "title": step.button,
        "action": step,
        "form": form,
        "lines": quote_page.changed_facts(latest, known[-1] if known else None),
        "facts": [f"{fact.label}: {fact.text}" for fact in quote_page.its_past(latest)],
        "back": page_url(quote),
    }


def offered(name, user, quote):
    """Whether somebody may press a button now."""
    latest = quote.latest()
    if name == "check":
        own = latest.recorded_by_id == user.pk and not user.has_perm("hospitals.check_own_figure")
        if latest.checked_at is not None or own:
            return False
    return user.has_perm(STEPS[name].permission)
