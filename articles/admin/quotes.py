"""Quotations: one form to record the words, who said them and where they came from."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.forms.models import BaseInlineFormSet
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from articles import workflow
from articles.models import Quote, QuoteRevision, Speaker
from hospitals.admin.base import DeskAdmin, OpenedForm
from hospitals.admin.lists import any_field
from newsroom.lib.errors import Refused
from newsroom.lib.people import called

from . import stories
from .refusals import RefusalsOnForm, SaysRefusals

WORDING = ("words", "attribution", "as_printed")


def wording_field(name, **options):
    return QuoteRevision._meta.get_field(name).formfield(**options)


class QuoteForm(SaysRefusals, OpenedForm):
    words = wording_field("words", widget=forms.Textarea(attrs={"rows": 4, "cols": 70}))
    attribution = wording_field("attribution", widget=forms.TextInput(attrs={"size": 70}))
    as_printed = wording_field("as_printed")

    class Meta:
        model = Quote
        fields = ("kind", "said_on", "evidence", "locator", "terms")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # Words that are recorded do not change: another wording is recorded beside them.
            for name in WORDING:
                del self.fields[name]


class SpeakerFormSet(BaseInlineFormSet):
    def clean(self):
        super().clean()
        if not any(self.errors) and not self.speakers():
            raise forms.ValidationError("Say who said it.")

    def speakers(self):
        """The sources, in order."""
        rows = [
            form.cleaned_data
            for form in self.forms
            if form.cleaned_data.get("source") and not form.cleaned_data.get("DELETE")
        ]
        return [row["source"] for row in sorted(rows, key=lambda row: row.get("order") or 0)]


class SpeakerInline(admin.TabularInline):
    model = Speaker
    formset = SpeakerFormSet
    fields = ["source", "order"]
    autocomplete_fields = ["source"]
    verbose_name_plural = "who said it (several for a joint statement)"

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1


class Check(admin.SimpleListFilter):
    title = "check"
    parameter_name = "check"

    def lookups(self, request, model_admin):
        return [("waiting", "waits for its check")]

    def queryset(self, request, queryset):
        return queryset.to_check() if self.value() == "waiting" else queryset


@dataclass(frozen=True)
class Step:
    """A button of a quotation, shaped as the story's: see actions.Action."""

    button: str
    lead: str
    form: type
    permission: str
    main: bool = False
    danger: bool = False
    confirm: str = ""


class CheckForm(forms.Form):
    def run(self, user, quote):
        workflow.check_quote(by=user, revision=quote.latest())
        return "Checked: our words match the source."


class ReviseForm(forms.Form):
    words = wording_field("words", widget=forms.Textarea(attrs={"rows": 4}))
    attribution = wording_field("attribution")
    reason = forms.CharField(
        max_length=300,
        label="Why the wording changes",
        error_messages={"required": "Say why the wording changes."},
    )

    def run(self, user, quote):
        workflow.revise_quote(by=user, quote=quote, **self.cleaned_data)
        return (
            "The new wording is recorded. It waits for its check; stories keep what they printed."
        )


STEPS = {
    "check": Step(
        "Check against the source",
        "You have compared the words and the attribution with where they came from.",
        CheckForm,
        "articles.check_quote",
        main=True,
        confirm="They match",
    ),
    "revise": Step(
        "Record another wording",
        "For words that we took down wrongly, or an attribution that should read otherwise.",
        ReviseForm,
        "articles.change_quote",
        confirm="Record",
    ),
}


@admin.register(Quote)
class QuoteAdmin(RefusalsOnForm, DeskAdmin):
    form = QuoteForm
    change_form_template = "admin/articles/quote/change_form.html"
    inlines = [SpeakerInline]
    autocomplete_fields = ["evidence"]
    list_display = ["number", "words", "attribution", "said_on", "checked", "agreed"]
    list_display_links = ["number", "words"]
    list_filter = [Check, "terms", "kind"]
    search_fields = ["revisions__words"]
    search_help_text = "Words of the quotation or of its attribution."
    show_facets = admin.ShowFacets.NEVER
    sortable_by = []
    ordering = ["-id"]
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).for_desk()

    def search_word(self, request, word):
        found = QuoteRevision.objects.filter(any_field(["words", "attribution"], word))
        return Q(pk__in=found.values("quote"))

    def get_fieldsets(self, request, obj=None):
        came_from = ("Where it came from", {"fields": ["evidence", "locator", "said_on"]})
        terms = ("What was agreed", {"fields": ["terms"]})
        if obj is None:
            said = (None, {"fields": ["words", "attribution", "kind", "as_printed"]})
            return [said, came_from, terms]
        opened = ["as_opened"] if self.has_change_permission(request, obj) else []
        return [(None, {"fields": ["wordings", "kind", *opened]}), came_from, terms]

    def get_readonly_fields(self, request, obj=None):
        return ["wordings"] if obj else []

    # Columns

    @admin.display(description="no.", ordering="id")
    def number(self, quote):
        return quote.pk

    def words(self, quote):
        return str(quote)

    def attribution(self, quote):
        latest = quote.latest()
        return latest.attribution if latest else ""

    @admin.display(description="check")
    def checked(self, quote):
        latest = quote.latest()
        done = latest is not None and latest.checked_at
        return stories.badge("checked", "good") if done else stories.badge("not checked", "waiting")

    @admin.display(description="terms")
    def agreed(self, quote):
        return stories.badge(*stories.terms_badge(quote.effective_terms()))

    @admin.display(description="wordings")
    def wordings(self, quote):
        rows = format_html_join(
            "",
            "<tr><td>{}</td><td>“{}”<br>{}</td><td>{}</td><td>{}</td></tr>",
            (
                (
                    wording.number,
                    wording.words,
                    wording.attribution,
                    wording.reason,
                    history_of(wording),
                )
                for wording in quote.revisions.select_related("recorded_by", "checked_by")
            ),
        )
        return format_html(
            "<table><thead><tr><th>No.</th><th>Words and attribution</th><th>Why</th>"
            "<th>Recorded and checked</th></tr></thead><tbody>{}</tbody></table>",
            rows,
        )

    # Saving

    def save_model(self, request, obj, form, change):
        # A new quotation is recorded with its speakers, in save_related.
        if change:
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        if change:
            super().save_related(request, form, formsets, change)
            return
        given = {name: form.cleaned_data[name] for name in (*WORDING, *form._meta.fields)}
        quote = workflow.record_quote(by=request.user, speakers=formsets[0].speakers(), **given)
        form.instance.pk = quote.pk
        formsets[0].new_objects = formsets[0].changed_objects = formsets[0].deleted_objects = []

    def has_delete_permission(self, request, obj=None):
        return False

    # The buttons

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and change:
            context["steps"] = [
                (name, step) for name, step in STEPS.items() if applies(name, request.user, obj)
            ]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_urls(self):
        step = path(
            "<path:object_id>/do/<slug:name>/",
            self.admin_site.admin_view(self.step),
            name="articles_quote_do",
        )
        return [step, *super().get_urls()]

    def step(self, request, object_id, name):
        step, quote = STEPS.get(name), self.get_object(request, unquote(object_id))
        if step is None or quote is None:
            raise Http404
        if not self.has_view_permission(request, quote):
            raise PermissionDenied
        back = reverse("admin:articles_quote_change", args=[quote.pk])
        if not applies(name, request.user, quote):
            messages.error(request, f"“{step.button}” is not yours to do, or is done already.")
            return HttpResponseRedirect(back)
        latest = quote.latest()
        initial = {"words": latest.words, "attribution": latest.attribution}
        form = step.form(request.POST if request.method == "POST" else None, initial=initial)
        if form.is_valid():
            try:
                with transaction.atomic():
                    messages.success(request, form.run(request.user, quote))
                return HttpResponseRedirect(back)
            except Refused as refusal:
                form.add_error(None, refusal)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": quote,
            "title": step.button,
            "action": step,
            "form": form,
            "facts": [f"“{latest.words}”", latest.attribution, f"from: {quote.evidence}"],
            "back": back,
        }
        return TemplateResponse(request, "admin/articles/ask.html", context)


def applies(name, user, quote):
    latest = quote.latest()
    waiting = latest is not None and latest.checked_at is None
    return user.has_perm(STEPS[name].permission) and (name != "check" or waiting)


def history_of(wording):
    said = f"{called(wording.recorded_by)}, {day(wording.recorded_at)}"
    if wording.checked_at:
        return f"{said}; checked by {called(wording.checked_by)}, {day(wording.checked_at)}"
    return f"{said}; {'as printed, ' if wording.as_printed else ''}not checked"


def day(moment):
    return f"{timezone.localtime(moment):%-d %B %Y}"
