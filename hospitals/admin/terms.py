"""The page on which terms are agreed, asked for and decided, with all that rests on them."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from hospitals import workflow
from hospitals.terms import Terms
from hospitals.workflow.terms import token_of
from lib.admin.addresses import page_url, record_url
from lib.refusals import Refused


class TermsForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    terms = forms.ChoiceField(label="what was agreed", choices=Terms.choices, required=False)
    description = forms.CharField(
        label="agreed description",
        max_length=160,
        required=False,
        help_text="For unattributable: the only words readers will see.",
    )
    note = forms.CharField(
        label="with whom, when and how",
        max_length=300,
        required=False,
        help_text="For the desk: such as “by phone with Dr Marshall, 12 January, after the call”.",
    )


class DecisionForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class TermsPages(admin.ModelAdmin):
    """For the ModelAdmin of something with terms: /…/terms/ shows, asks and decides."""

    # Verbs of the workflow; another layer has its own.
    agree, decide = staticmethod(workflow.agree_terms), staticmethod(workflow.decide_terms)
    resting_on = staticmethod(workflow.resting_on)
    described = True

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_terms"
        view = self.admin_site.admin_view(self.terms_view)
        return [path("<int:pk>/terms/", view, name=name), *super().get_urls()]

    def terms_url(self, record: Any) -> str:
        return page_url(record, "terms", record.pk)

    def terms_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        record, form = self.get_object(request, str(pk)), None
        if record is None:
            raise Http404("There is no such record.")
        if not self.has_view_permission(request, record):
            raise PermissionDenied("Your role may not see this.")
        if request.method == "POST":
            kind = DecisionForm if deciding(request) else self.terms_form
            form = kind(request.POST)
            if form.is_valid():
                try:
                    told = self.terms_posted(request, record, form.cleaned_data)
                except Refused as refusal:
                    record = self.get_object(request, str(pk))
                    form.add_error(None, refusal)
                else:
                    messages.success(request, told)
                    return HttpResponseRedirect(self.terms_url(record))
        context = self.terms_context(request, record, form)
        return TemplateResponse(request, "admin/hospitals/terms.html", context)

    def terms_form(self, *args: Any, **kwargs: Any) -> TermsForm:
        form = TermsForm(*args, **kwargs)
        if not self.described:
            del form.fields["description"]
        return form

    def terms_posted(self, request: HttpRequest, record: Any, data: dict[str, Any]) -> str:
        """Do what was asked; the sentence that says so. Raises Refused."""
        if deciding(request):
            waiting = waiting_change(record)
            if waiting is None:
                raise Refused("No other terms are asked for: nothing to decide.")
            agreed = request.POST["decision"] == "agree"
            self.decide(by=request.user, change=waiting, agreed=agreed, seen=data["seen"])
            return (
                "Agreed: the new terms are in force." if agreed else "The terms stay as they were."
            )
        change = self.agree(by=request.user, record=record, **data)
        if change.decided_at is None:
            return "Asked for. Until an editor decides, the terms stay as they are."
        return f"In force: {Terms(change.terms).label}."

    def terms_context(
        self, request: HttpRequest, record: Any, posted: forms.Form | None
    ) -> dict[str, Any]:
        rests = self.resting_on(record, timezone.now())
        seen = token_of(record, rests)
        refused = posted.non_field_errors() if posted else []
        waiting = waiting_change(record)
        may_decide = waiting is not None and request.user.has_perm("hospitals.decide_terms")
        return {
            **self.admin_site.each_context(request),
            "title": "What was agreed",
            "opts": self.opts,
            "original": record,
            "now": Terms(record.terms).label,
            "waiting": waiting,
            "new_terms": waiting and Terms(waiting.terms).label,
            "may_decide": may_decide,
            "asked_it": waiting is not None and waiting.asked_by_id == request.user.pk,
            "may_ask": waiting is None and self.may_ask(request),
            "rests": rests,
            "changes": record.terms_changes.select_related("asked_by", "decided_by").order_by(
                "-id"
            ),
            "form": self.form_shown(record, posted, seen),
            "seen": seen,
            "refused": refused,
            "back": record_url(record),
        }

    def form_shown(self, record: Any, posted: forms.Form | None, seen: str) -> TermsForm:
        """What was typed, if anything was; after a refusal it is about what is shown now."""
        if not isinstance(posted, TermsForm):
            stored = {"terms": record.terms, "description": getattr(record, "description", "")}
            return self.terms_form(initial={**stored, "seen": seen})
        if posted.non_field_errors():
            posted.data = {**posted.data.dict(), "seen": seen}
        return posted

    def may_ask(self, request: HttpRequest) -> bool:
        return request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}")

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if obj is not None and change:
            context["terms_url"] = self.terms_url(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)


def deciding(request: HttpRequest) -> bool:
    """Whether what was sent answers terms that somebody asked for."""
    return "decision" in request.POST


def waiting_change(record: Any) -> Any:
    """The terms that somebody asked for and nobody has decided about; None where there are none."""
    return record.terms_changes.filter(decided_at__isnull=True).select_related("asked_by").first()
